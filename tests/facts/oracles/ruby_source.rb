# What Ruby's own parser (Ripper) sees in Ruby files, for tests/facts/ruby-oracle.
#
# Reads paths from standard input and writes a line of JSON for each, as
# oracles/source.py says: requires of a literal, calls on constants, and constants
# that are bases, that are read behind a module's name or by an element. A
# constant is looked up as Ruby does it, in the classes and modules around the
# place as they were opened and then in the bases of the innermost, as far as the
# file defines them: local:#A::B; any other is told as it is written, gem:#A::B.
require "json"
require "ripper"

class Reader
  MIXINS = %w[include extend prepend].freeze
  CLASS_MAKERS = %w[gem:#Struct.new gem:#Class.new gem:#Data.define].freeze

  attr_reader :imports, :calls, :constants

  def initialize(tree)
    @imports = []
    @calls = []
    @constants = []
    @modules = {} # by path: the path of its base in the file, or nil
    @values = {}  # constants that are no module, by path: the constant they are, or nil
    @nesting = [] # paths, innermost last
    @pending = []
    collect(tree)
    # A base may be defined below; what it is needs all of the file.
    @pending.each do |path, nesting, base|
      @nesting = nesting
      @modules[path] = local_path(base)
    end
    @nesting = []
    walk(tree)
  end

  private

  # ---- what the file defines

  def collect(node)
    return unless node.is_a?(Array)
    return node.each { |child| collect(child) } unless node[0].is_a?(Symbol)

    case node[0]
    when :class, :module
      base = node[0] == :class ? node[2] : nil
      path = opened(node[1])
      @modules[path] ||= nil
      @pending << [path, @nesting.dup, written(base)] if base && written(base)
      inside(path) { collect(node.last) }
    when :assign
      define(node[1], node[2])
      collect(node[2])
    when :opassign
      define(node[1], node[3]) if node[2][1] == "||="
      collect(node[3])
    else
      node.each { |child| collect(child) }
    end
  end

  def define(target, value)
    name = target[0] == :var_field || target[0] == :const_path_field ? written(target) : nil
    return unless name

    path = absolute(name)
    callee = constant_call(value)
    if callee && CLASS_MAKERS.include?(callee)
      @modules[path] ||= nil
    else
      @values[path] = [@nesting.dup, written(value)]
    end
  end

  # "gem:#Struct.new" of Struct.new(:a) { … }.
  def constant_call(node)
    return nil unless node.is_a?(Array)
    return constant_call(node[1]) if %i[method_add_arg method_add_block].include?(node[0])
    return nil unless %i[call command_call].include?(node[0])

    receiver = written(node[1])
    receiver && "gem:##{receiver.delete_prefix('::')}.#{method_name(node[3])}"
  end

  def inside(path)
    @nesting.push(path)
    yield
  ensure
    @nesting.pop
  end

  def opened(name)
    absolute(written(name) || "?")
  end

  def absolute(name)
    return name.delete_prefix("::") if name.start_with?("::")

    @nesting.empty? ? name : "#{@nesting.last}::#{name}"
  end

  # ---- constants

  # A constant as it is written; nil for all else.
  def written(node)
    return nil unless node.is_a?(Array)

    case node[0]
    when :var_ref, :const_ref, :var_field then node[1][0] == :@const ? node[1][1] : nil
    when :top_const_ref, :top_const_field then "::#{node[1][1]}"
    when :const_path_ref, :const_path_field
      of = written(node[1])
      of && node[2][0] == :@const ? "#{of}::#{node[2][1]}" : nil
    end
  end

  def known?(path)
    @modules.key?(path) || @values.key?(path)
  end

  # The path of a constant of the file: the classes and modules around, then the bases of the
  # innermost, then the top.
  def local_path(name)
    first, *rest = name.delete_prefix("::").split("::")
    top = name.start_with?("::")
    around = top ? [] : @nesting.reverse
    # class A::B opens B alone: the file need not define A.
    whole = around.map { |path| "#{path}::#{name}" }.push(name.delete_prefix("::")).find { |path| known?(path) }
    return whole if whole

    found = around.map { |path| "#{path}::#{first}" }.find { |path| known?(path) }
    found ||= inherited(around.first, first) unless around.empty?
    found ||= first if known?(first)
    rest.each { |part| found &&= known?("#{found}::#{part}") ? "#{found}::#{part}" : inherited(found, part) }
    found
  end

  def inherited(path, name)
    seen = []
    while (path = @modules[path]) && !seen.include?(path)
      seen << path
      return "#{path}::#{name}" if known?("#{path}::#{name}")
    end
    nil
  end

  # "local:#A", "gem:#A"; nil for a constant that holds some value.
  def resolve(name, depth = 0)
    path = local_path(name)
    return "gem:##{name.delete_prefix('::')}" unless path
    return "local:##{path}" if @modules.key?(path)

    nesting, value = @values[path]
    return nil if value.nil? || depth > 8

    here = @nesting
    @nesting = nesting
    resolve(value, depth + 1)
  ensure
    @nesting = here if here
  end

  # ---- the walk

  def method_name(node)
    node == :call ? "call" : node[1]
  end

  def line_of(node)
    node = node.find { |child| child.is_a?(Array) } until node.nil? || node[0].to_s.start_with?("@")
    node && node[2][0]
  end

  def count(form, line, name = nil)
    @calls << [line, form, name]
  end

  def read_call(receiver, method)
    return unless method == :call || method.is_a?(Array)

    constant = written(receiver)
    line = method == :call ? line_of(receiver) : method[2][0]
    return count(receiver[0] == :var_ref ? "variable.m" : "other.m", line) unless constant

    name = resolve(constant)
    count("Constant.m", line, name && "#{name}.#{method_name(method)}")
  end

  def read_constant(node)
    name = resolve(written(node))
    @constants << [line_of(node), name] if name
  end

  def read_require(method, arguments)
    return unless %w[require require_relative].include?(method[1])

    arguments = arguments[1] if arguments && arguments[0] == :arg_paren
    first = arguments && arguments[0] == :args_add_block ? arguments[1][0] : nil
    return unless first && first[0] == :string_literal && first[1][0] == :string_content

    parts = first[1].drop(1)
    return unless parts.size == 1 && parts[0][0] == :@tstring_content

    text = parts[0][1]
    relative = method[1] == "require_relative"
    module_name = relative || text.start_with?(".") ? "own:#{text.start_with?('.') ? '' : './'}#{text}" : "gem:#{text}"
    @imports << "#{method[2][0]} #{module_name}"
  end

  def read_base(node)
    base = node[0] == :aref ? node[1] : node
    return read_constant(base) if written(base)

    call = constant_call(base)
    @constants << [line_of(base), call] if call
    walk(node)
  end

  def caught_types(node)
    return [] unless node
    return node.flat_map { |type| caught_types(type) } if node[0].is_a?(Array)
    return caught_types(node[1]) + caught_types(node[2]) if node[0] == :mrhs_new_from_args

    [node]
  end

  # include A, B directly in a class or module.
  def read_mixins(body)
    body[1].each do |statement|
      next unless statement[0] == :command && MIXINS.include?(statement[1][1])

      statement[2][1].each { |mixin| read_constant(mixin) if mixin.is_a?(Array) && written(mixin) }
    end
  end

  def walk(node)
    return unless node.is_a?(Array)
    return node.each { |child| walk(child) } unless node[0].is_a?(Symbol)

    case node[0]
    when :class
      read_base(node[2]) if node[2]
      path = opened(node[1])
      inside(path) do
        read_mixins(node[3])
        walk(node[3])
      end
    when :module
      inside(opened(node[1])) do
        read_mixins(node[2])
        walk(node[2])
      end
    when :call, :command_call
      read_call(node[1], node[3])
      walk(node[1]) unless written(node[1])
      walk(node[4..]) if node[4]
    when :field # a.b = 1
      walk(node[1]) unless written(node[1])
    when :command
      count("m", node[1][2][0])
      read_require(node[1], node[2])
      walk(node[2])
    when :method_add_arg
      read_require(node[1][1], node[2]) if node[1][0] == :fcall
      walk(node[1])
      walk(node[2])
    when :fcall, :vcall then count("m", node[1][2][0])
    when :super, :zsuper
      count("super", 0)
      walk(node.drop(1))
    when :aref # ENV["A"]
      if written(node[1]) && node[2]
        name = resolve(written(node[1]))
        @constants << [line_of(node[1]), name] if name&.start_with?("gem:")
      else
        walk(node[1])
      end
      walk(node[2])
    when :aref_field
      walk(node[1]) unless written(node[1])
      walk(node[2])
    when :assign
      walk(node[1]) unless written(node[1])
      walk(node[2])
    when :rescue
      # What is rescued is a handler's type.
      caught_types(node[1]).each { |type| walk(type) unless written(type) }
      walk(node[3])
      walk(node[4])
    when :opassign
      walk(node[1]) unless written(node[1])
      walk(node[3])
    when :const_path_ref, :top_const_ref
      name = written(node)
      return walk(node[1]) unless name

      resolved = resolve(name)
      @constants << [line_of(node), resolved] if resolved&.start_with?("gem:")
    else
      node.drop(1).each { |child| walk(child) }
    end
  end
end

$stdin.each_line(chomp: true) do |path|
  source = File.read(path, encoding: "UTF-8")
  tree = Ripper.sexp(source)
  told =
    if tree
      reader = Reader.new(tree)
      { imports: reader.imports, calls: reader.calls, constants: reader.constants }
    else
      { failed: "Ripper finds no Ruby in it" }
    end
  puts JSON.generate({ path: path }.merge(told))
rescue ArgumentError, EncodingError => e
  puts JSON.generate({ path: path, failed: e.message })
end
