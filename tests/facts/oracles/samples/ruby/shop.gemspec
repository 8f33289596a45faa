Gem::Specification.new do |spec|
  spec.name = "shop"
  spec.add_dependency "rack", ">= 2", "< 4"
  spec.add_runtime_dependency("json")
  spec.add_development_dependency "rake", "~> 13.0"
  spec.add_development_dependency(%q<rspec>.freeze, ["~> 3.13".freeze, ">= 3.13.1".freeze])
end
