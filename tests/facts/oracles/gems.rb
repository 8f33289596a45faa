# What Ruby's own parser sees in the Gemfiles and gemspecs whose paths are on standard input: calls
# with a literal name, as [line, name, constraint, scope]. Nothing of them is executed, so what a
# variable, a loop or a condition decides is not decided here.
require "json"
require "ripper"

DEPENDENCIES = {
  "add_dependency" => "runtime", "add_runtime_dependency" => "runtime",
  "add_development_dependency" => "development"
}.freeze

# "rake".freeze is the literal: so do gemspecs that RubyGems wrote.
def unfrozen(node)
  frozen = node.is_a?(Array) && node[0] == :call && node[3].is_a?(Array) && node[3][1] == "freeze"
  frozen ? node[1] : node
end

# The text of a string without parts that are computed; nil else.
def literal(node)
  node = unfrozen(node)
  return unless node.is_a?(Array)
  case node[0]
  when :string_literal
    parts = node[1].drop(1)
    parts.empty? ? "" : (parts[0][1] if parts.size == 1 && parts[0][0] == :@tstring_content)
  when :symbol_literal then node[1][1][1]
  when :dyna_symbol then parts = node[1].drop(1); parts[0][1] if parts.size == 1
  end
end

def list(node)
  return [node] unless node.is_a?(Array) && node[0] == :array
  Array(node[1])
end

# Name, line and arguments of a call, however it is written.
def call_of(node)
  case node[0]
  when :command then [node[1], node[2]]
  when :command_call then [node[3], node[4]]
  when :method_add_arg
    inner = node[1]
    return unless inner.is_a?(Array)
    [inner[0] == :fcall ? inner[1] : inner[3], node[2]] if %i[fcall call].include?(inner[0])
  end
end

def arguments(node)
  node = node[1] while node.is_a?(Array) && %i[arg_paren args_add_block].include?(node[0])
  return [] unless node.is_a?(Array)
  # gem "rake", *version: those before the star.
  node[0] == :args_add_star ? node[1] : node
end

def string?(node)
  unfrozen(node)[0] == :string_literal
end

def groups_of(node)
  return [] unless node.is_a?(Array) && node[0] == :bare_assoc_hash
  node[1].flat_map do |pair|
    key = pair[1] && (pair[1][0] == :@label ? pair[1][1].chomp(":") : literal(pair[1]))
    %w[group groups].include?(key) ? list(pair[2]).map { |one| literal(one) } : []
  end
end

# What the groups' names leave no doubt about.
def scope_of(groups)
  return "runtime" if groups.empty? || groups.include?("default") || groups.include?("production")
  return unless (groups - %w[development test]).empty?
  groups.include?("development") ? "development" : "test"
end

def read(node, groups, gemspec, items)
  return unless node.is_a?(Array)
  unless node[0].is_a?(Symbol)
    node.each { |child| read(child, groups, gemspec, items) }
    return
  end
  if node[0] == :method_add_block && (name, given = call_of(node[1])) && name && name[1] == "group"
    inner = groups + arguments(given).map { |one| literal(one) }.compact
    read(node[2], inner, gemspec, items)
    return
  end
  name, given = call_of(node)
  wanted = name.is_a?(Array) && (gemspec ? DEPENDENCIES.key?(name[1]) : name[1] == "gem")
  if wanted && (gem, *rest = arguments(given)) && (text = literal(gem)) && string?(gem)
    versions = rest.flat_map { |one| list(one) }.take_while { |one| string?(one) }
    constraint = versions.map { |one| literal(one) }.compact.join(", ")
    scope = gemspec ? DEPENDENCIES[name[1]] : scope_of(groups + rest.flat_map { |one| groups_of(one) })
    items << [name[2][0], text, constraint, scope]
  end
  node.drop(1).each { |child| read(child, groups, gemspec, items) }
end

answer = $stdin.each_line(chomp: true).to_h do |path|
  tree = Ripper.sexp(File.read(path, encoding: "UTF-8"))
  items = []
  read(tree, [], path.end_with?(".gemspec"), items) if tree
  [path, tree && items]
end
puts JSON.generate(answer)
