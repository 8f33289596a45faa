Gem::Specification.new do |spec|
  spec.name = "shop"
  spec.add_dependency "rack", ">= 2", "< 4"
  spec.add_runtime_dependency("json")
  spec.add_development_dependency "rake", "~> 13.0"
end
