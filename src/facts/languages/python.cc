// Python: imports, resolved uses, definitions, constructs and strings.
//
// Names resolve by Python's own scoping: function scopes and the file, never
// through an enclosing class. `self` is the open class; its fields are what
// constructors and class bodies assign. A value is known by the call or
// import that it came from; a name that is assigned two different values is
// not known.
#include <algorithm>
#include <string>
#include <unordered_map>

#include "base/text.h"
#include "facts/source_extractor.h"

namespace assay {
namespace {

enum PythonKind : std::uint8_t {
  kOther = 0,
  kImport,
  kImportFrom,
  kFutureImport,
  kClass,
  kFunction,
  kDecorator,
  kCall,
  kAttribute,
  kSubscript,
  kAssignment,
  kAugmented,
  kFor,
  kWhile,
  kComprehension,
  kTry,
  kExcept,
  kFinally,
  kWith,
  kRaise,
  kAwait,
  kYield,
  kReturn,
  kIf,
  kElif,
  kConditional,
  kBoolean,
  kComparison,
  kMatch,
  kCase,
  kLambda,
  kIdentifier,
  kString,
  kConcatenated,
  kBinary,
  kInteger,
  kFloat,
  kTrue,
  kFalse,
  kNone,
  kDictionary,
  kList,
  kTuple,
  kSet,
  kParenthesized,
  kPair,
  kKeywordArgument,
  kComment,
  kExpressionStatement,
  kArgumentList,
  kListSplat,
  kDictionarySplat,
  kDelete,
  kAliased,
  kDotted,
  kWildcard,
  kDecorated,
  kGenerator,
  kType,
  kNamedExpression,
  kUnary,
  kAsPattern,
};

struct Tables {
  const Grammar* grammar = Grammar::Find("python");
  std::vector<std::uint8_t> kinds = grammar->KindTable({
      {"import_statement", kImport},
      {"import_from_statement", kImportFrom},
      {"future_import_statement", kFutureImport},
      {"class_definition", kClass},
      {"function_definition", kFunction},
      {"decorator", kDecorator},
      {"call", kCall},
      {"attribute", kAttribute},
      {"subscript", kSubscript},
      {"assignment", kAssignment},
      {"augmented_assignment", kAugmented},
      {"for_statement", kFor},
      {"while_statement", kWhile},
      {"list_comprehension", kComprehension},
      {"set_comprehension", kComprehension},
      {"dictionary_comprehension", kComprehension},
      {"generator_expression", kGenerator},
      {"try_statement", kTry},
      {"except_clause", kExcept},
      {"finally_clause", kFinally},
      {"with_statement", kWith},
      {"raise_statement", kRaise},
      {"await", kAwait, true},
      {"yield", kYield, true},
      {"return_statement", kReturn},
      {"if_statement", kIf},
      {"elif_clause", kElif},
      {"conditional_expression", kConditional},
      {"boolean_operator", kBoolean},
      {"comparison_operator", kComparison},
      {"match_statement", kMatch},
      {"case_clause", kCase},
      {"lambda", kLambda},
      {"identifier", kIdentifier},
      {"string", kString},
      {"concatenated_string", kConcatenated},
      {"binary_operator", kBinary},
      {"integer", kInteger},
      {"float", kFloat},
      {"true", kTrue},
      {"false", kFalse},
      {"none", kNone},
      {"dictionary", kDictionary},
      {"list", kList},
      {"tuple", kTuple},
      {"set", kSet},
      {"parenthesized_expression", kParenthesized},
      {"pair", kPair},
      {"keyword_argument", kKeywordArgument},
      {"comment", kComment},
      {"expression_statement", kExpressionStatement},
      {"argument_list", kArgumentList},
      {"list_splat", kListSplat},
      {"dictionary_splat", kDictionarySplat},
      {"delete_statement", kDelete},
      {"aliased_import", kAliased},
      {"dotted_name", kDotted},
      {"wildcard_import", kWildcard},
      {"decorated_definition", kDecorated},
      {"type", kType},
      {"named_expression", kNamedExpression},
      {"unary_operator", kUnary},
      {"as_pattern", kAsPattern},
  });
  std::uint16_t name = grammar->Field("name"), alias = grammar->Field("alias"),
                module_name = grammar->Field("module_name"), function = grammar->Field("function"),
                arguments = grammar->Field("arguments"), object = grammar->Field("object"),
                attribute = grammar->Field("attribute"), value = grammar->Field("value"),
                subscript = grammar->Field("subscript"), left = grammar->Field("left"),
                right = grammar->Field("right"), type = grammar->Field("type"),
                parameters = grammar->Field("parameters"),
                return_type = grammar->Field("return_type"),
                superclasses = grammar->Field("superclasses"), body = grammar->Field("body"),
                definition = grammar->Field("definition"), key = grammar->Field("key"),
                cause = grammar->Field("cause"), op = grammar->Field("operator"),
                condition = grammar->Field("condition"),
                consequence = grammar->Field("consequence"),
                operators = grammar->Field("operators"), expression = grammar->Field("expression");
};

const Tables& T() {
  static const Tables tables;
  return tables;
}

constexpr std::string_view kEcosystem = "pypi:";

bool IsRequestName(std::string_view name) { return name == "request" || name == "req"; }

// Names that need no import. Calls of them are told as global:.
bool IsBuiltin(std::string_view name) {
  static const std::unordered_set<std::string_view> kNames = {"abs",
                                                              "all",
                                                              "any",
                                                              "bool",
                                                              "bytes",
                                                              "callable",
                                                              "chr",
                                                              "compile",
                                                              "delattr",
                                                              "dict",
                                                              "dir",
                                                              "divmod",
                                                              "enumerate",
                                                              "eval",
                                                              "exec",
                                                              "filter",
                                                              "float",
                                                              "format",
                                                              "frozenset",
                                                              "getattr",
                                                              "globals",
                                                              "hasattr",
                                                              "hash",
                                                              "hex",
                                                              "id",
                                                              "input",
                                                              "int",
                                                              "isinstance",
                                                              "issubclass",
                                                              "iter",
                                                              "len",
                                                              "list",
                                                              "locals",
                                                              "map",
                                                              "max",
                                                              "min",
                                                              "next",
                                                              "object",
                                                              "open",
                                                              "ord",
                                                              "pow",
                                                              "print",
                                                              "property",
                                                              "range",
                                                              "repr",
                                                              "reversed",
                                                              "round",
                                                              "set",
                                                              "setattr",
                                                              "slice",
                                                              "sorted",
                                                              "staticmethod",
                                                              "classmethod",
                                                              "str",
                                                              "sum",
                                                              "super",
                                                              "tuple",
                                                              "type",
                                                              "vars",
                                                              "zip",
                                                              "__import__",
                                                              "Exception",
                                                              "ValueError",
                                                              "TypeError",
                                                              "KeyError",
                                                              "RuntimeError",
                                                              "NotImplementedError",
                                                              "AttributeError",
                                                              "IndexError",
                                                              "OSError",
                                                              "IOError",
                                                              "StopIteration"};
  return kNames.contains(name);
}

class PythonExtractor final : public SourceExtractor {
 public:
  using SourceExtractor::SourceExtractor;

 private:
  PythonKind K(NodeIndex node) const {
    return node == kNoNode ? kOther : static_cast<PythonKind>(T().kinds[Kind(node)]);
  }

  bool IsComment(NodeIndex node) const override { return K(node) == kComment; }

  void Enter(NodeIndex node) override {
    if (node == 0) BindDefinitionsAhead(0);
    switch (K(node)) {
      case kImport:
        return ReadImport(node);
      case kImportFrom:
        return ReadImportFrom(node);
      case kClass:
        return ReadClass(node);
      case kFunction:
        return ReadFunction(node);
      case kDecorator:
        return ReadDecorator(node);
      case kCall:
        return ReadCall(node);
      case kAttribute:
        return ReadAttribute(node);
      case kSubscript:
        return ReadSubscript(node);
      case kAssignment:
        return ReadAssignment(node);
      case kNamedExpression:
        return BindValue(Child(node, T().name), Child(node, T().value));
      case kAugmented:
        return ReadAugmented(node);
      case kFor:
        Branch();
        OpenLoop(node, "for");
        return BindTarget(Child(node, T().left), {});
      case kWhile:
        Branch();
        return OpenLoop(node, "while");
      case kComprehension:
      case kGenerator:
        Branch();
        AddConstruct(node, ConstructKind::kComprehension);
        return OpenScope(node, Bindings::ScopeKind::kBlock);
      case kExcept:
        return ReadHandler(node);
      case kFinally:
        return AddConstruct(node, ConstructKind::kCleanup, {}, "finally");
      case kWith:
        return ReadWith(node);
      case kRaise:
        return ReadRaise(node);
      case kAwait:
        return AddConstruct(node, ConstructKind::kAwait);
      case kYield:
        return AddConstruct(node, ConstructKind::kYield, {},
                            TextOf(node).starts_with("yield from") ? "yield-from" : "yield");
      case kReturn:
        return ReadReturn(node);
      case kIf:
      case kElif:
      case kConditional:
      case kBoolean:
      case kCase:
        return Branch();
      case kMatch:
        return AddConstruct(node, ConstructKind::kPatternMatch);
      case kComparison:
        return ReadComparison(node);
      case kLambda: {
        OpenScope(node, Bindings::ScopeKind::kFunction);
        return BindParameters(Child(node, T().parameters), nullptr);
      }
      case kString:
      case kConcatenated:
        return ReadString(node);
      case kBinary:
        if (K(Parent(node)) != kBinary) AddPlainText(node);
        return;
      case kPair:
        return ReadPair(node);
      default:
        return;
    }
  }

  // Functions and classes of the file are known before their definition.
  void BindDefinitionsAhead(NodeIndex block) {
    for (NodeIndex child = tree().FirstChild(block); child != kNoNode;
         child = tree().NextSibling(child)) {
      NodeIndex definition = child;
      if (K(child) == kDecorated) definition = Child(child, T().definition);
      if (K(definition) != kClass && K(definition) != kFunction) continue;
      const std::string_view name = TextOf(Child(definition, T().name));
      names().BindInFile(
          name, {sink().KeepName("local:#" + std::string(name)), {}, Provenance::kUnknown});
    }
  }

  // ---- imports

  std::string ModuleName(std::string_view dotted) const {
    if (dotted.starts_with(".")) return "own:" + std::string(dotted);
    return std::string(kEcosystem) + std::string(dotted);
  }

  bool IsTypeOnly(NodeIndex node) const {
    for (NodeIndex up = Parent(node); up != kNoNode && up != 0; up = Parent(up)) {
      if (K(up) == kIf) return TextOf(Child(up, T().condition)).ends_with("TYPE_CHECKING");
      if (K(up) == kFunction) return false;
    }
    return false;
  }

  void AddImport(NodeIndex node, std::string_view module, std::string_view symbol,
                 std::string_view alias, ImportForm form) {
    Import import;
    import.region = RegionOf(tree()[node]);
    import.module = sink().Keep(module);
    import.symbol = sink().Keep(symbol);
    import.alias = sink().Keep(alias);
    import.form = form;
    import.type_only = IsTypeOnly(node);
    import.scope = scope();
    sink().Add(std::move(import));
  }

  void BindImport(std::string_view name, const std::string& value) {
    const Binding* const known = names().Find(name);
    // try: import a as x / except ImportError: import b as x: the first is meant.
    if (known != nullptr && known->value.starts_with(kEcosystem)) return;
    names().BindInFunction(name, {sink().KeepName(value), {}, Provenance::kUnknown}, true);
  }

  void ReadImport(NodeIndex node) {
    for (NodeIndex child = tree().FirstChild(node); child != kNoNode;
         child = tree().NextSibling(child)) {
      if (tree()[child].field != T().name) continue;
      const bool aliased = K(child) == kAliased;
      const std::string_view module = TextOf(aliased ? Child(child, T().name) : child);
      const std::string_view alias = aliased ? TextOf(Child(child, T().alias)) : std::string_view();
      AddImport(child, ModuleName(module), {}, alias, ImportForm::kModule);
      if (aliased) {
        BindImport(alias, ModuleName(module) + "#");
      } else {
        const std::string_view top = module.substr(0, module.find('.'));
        BindImport(top, ModuleName(top) + "#");
      }
    }
  }

  void ReadImportFrom(NodeIndex node) {
    const NodeIndex module_node = Child(node, T().module_name);
    if (module_node == kNoNode) return;
    std::string module;
    for (const char c : TextOf(module_node)) {
      if (c != ' ') module += c;
    }
    module = ModuleName(module);
    for (NodeIndex child = tree().FirstChild(node); child != kNoNode;
         child = tree().NextSibling(child)) {
      if (K(child) == kWildcard) AddImport(child, module, "*", {}, ImportForm::kWildcard);
      if (tree()[child].field != T().name) continue;
      const bool aliased = K(child) == kAliased;
      const std::string_view symbol = TextOf(aliased ? Child(child, T().name) : child);
      const std::string_view alias = aliased ? TextOf(Child(child, T().alias)) : std::string_view();
      AddImport(child, module, symbol, alias, ImportForm::kMember);
      BindImport(aliased ? alias : symbol, module + "#" + std::string(symbol));
    }
  }

  // ---- definitions

  std::string DecoratorName(NodeIndex decorator) {
    const NodeIndex expression = tree().NamedChild(decorator, 0);
    if (expression == kNoNode) return {};
    const NodeIndex callee = K(expression) == kCall ? Child(expression, T().function) : expression;
    const std::string name = CalleeName(Resolve(callee));
    return name.empty() ? Unresolved(callee) : name;
  }

  void ReadDecorators(NodeIndex node, Definition& definition) {
    const NodeIndex parent = Parent(node);
    if (K(parent) != kDecorated) return;
    for (NodeIndex child = tree().FirstChild(parent); child != kNoNode;
         child = tree().NextSibling(child)) {
      if (K(child) != kDecorator) continue;
      const std::string name = DecoratorName(child);
      definition.annotations.push_back(sink().Keep(name));
      const std::string_view last = std::string_view(name).substr(name.find_last_of("#.") + 1);
      if (last == "staticmethod") definition.modifiers.push_back("static");
      if (last == "classmethod") definition.modifiers.push_back("class");
      if (last == "abstractmethod") definition.modifiers.push_back("abstract");
      if (last == "property") definition.modifiers.push_back("property");
      if (last == "dataclass") definition.kind = DefinitionKind::kRecord;
    }
  }

  void ReadClass(NodeIndex node) {
    Definition definition;
    definition.kind = DefinitionKind::kClass;
    definition.name = sink().Keep(TextOf(Child(node, T().name)));
    definition.owner = sink().Keep(OwnerPath("."));
    std::vector<NodeIndex> bases;
    const NodeIndex list = Child(node, T().superclasses);
    for (NodeIndex child = list == kNoNode ? kNoNode : tree().FirstChild(list); child != kNoNode;
         child = tree().NextSibling(child)) {
      if (!tree()[child].named() || K(child) == kComment) continue;
      const NodeIndex base = K(child) == kKeywordArgument ? Child(child, T().value) : child;
      std::string name = Resolve(K(base) == kSubscript ? Child(base, T().value) : base);
      if (name.empty()) name = Unresolved(base);
      if (K(child) == kKeywordArgument) {
        if (name.ends_with("ABCMeta")) definition.modifiers.push_back("abstract");
        continue;
      }
      if (name == "pypi:abc#ABC" || name == "pypi:typing#Protocol")
        definition.modifiers.push_back("abstract");
      if (name == "pypi:enum#Enum" || name.starts_with("pypi:enum#"))
        definition.kind = DefinitionKind::kEnum;
      definition.bases.push_back(sink().Keep(name));
      Use use;
      use.region = RegionOf(tree()[base]);
      use.name = sink().Keep(name);
      use.form = UseForm::kBase;
      use.result = ResultUse::kOther;
      use.target_definition = definition.name;
      AddUse(std::move(use), {});
    }
    ReadDecorators(node, definition);
    names().BindInFunction(
        definition.name,
        {sink().KeepName("local:#" + std::string(definition.name)), {}, Provenance::kUnknown},
        true);
    const std::uint32_t index = Open(std::move(definition), node, Bindings::ScopeKind::kClass);
    BindFieldsAhead(node);
    ReadDocstring(Child(node, T().body), index);
  }

  // What the constructor assigns to self is known in every method, wherever
  // the constructor stands.
  void BindFieldsAhead(NodeIndex node) {
    const NodeIndex body = Child(node, T().body);
    if (body == kNoNode) return;
    for (NodeIndex i = body; i < tree()[body].next; ++i) {
      if (K(i) == kAssignment && !InNestedClass(i, node)) BindSelfField(i);
    }
  }

  bool InNestedClass(NodeIndex node, NodeIndex outer) const {
    for (NodeIndex up = Parent(node); up != outer && up != 0; up = Parent(up)) {
      if (K(up) == kClass) return true;
    }
    return false;
  }

  void BindSelfField(NodeIndex assignment) {
    const NodeIndex left = Child(assignment, T().left);
    const NodeIndex right = Child(assignment, T().right);
    if (right == kNoNode || K(left) != kAttribute || TextOf(Child(left, T().object)) != "self")
      return;
    std::string value = Resolve(right);
    if (value.empty() && K(right) == kIdentifier)
      value = ParameterTypeAround(assignment, TextOf(right));
    BindField(TextOf(Child(left, T().attribute)), value);
  }

  // The value that a parameter's declared type gives, in the function around `node`.
  std::string ParameterTypeAround(NodeIndex node, std::string_view name) {
    for (NodeIndex up = Parent(node); up != kNoNode && up != 0; up = Parent(up)) {
      if (K(up) != kFunction) continue;
      const NodeIndex list = Child(up, T().parameters);
      for (NodeIndex child = tree().FirstChild(list); child != kNoNode;
           child = tree().NextSibling(child)) {
        const NodeIndex type = Child(child, T().type);
        if (type == kNoNode) continue;
        const NodeIndex named = Child(child, T().name);
        if (TextOf(named == kNoNode ? tree().FirstChild(child) : named) == name)
          return ValueOfType(type);
      }
      return {};
    }
    return {};
  }

  // `R`, `Optional[R]`, `R | None`, "R" → the value of an R.
  std::string ValueOfType(NodeIndex type) {
    for (NodeIndex i = type; i < tree()[type].next; ++i) {
      if (K(i) != kIdentifier && K(i) != kAttribute) continue;
      const std::string name = Resolve(i);
      if (name.starts_with("pypi:typing#")) continue;
      if (name.empty()) return {};
      return ValueOf(name);
    }
    return {};
  }

  std::string TypeName(NodeIndex type) {
    if (type == kNoNode) return {};
    for (NodeIndex i = type; i < tree()[type].next; ++i) {
      if (K(i) != kIdentifier && K(i) != kAttribute) continue;
      const std::string name = Resolve(i);
      return name.empty() || tree()[type].next - type > 3 ? Bounded(type) : name;
    }
    return Bounded(type);
  }

  void BindParameters(NodeIndex list, Definition* definition) {
    if (list == kNoNode) return;
    for (NodeIndex child = tree().FirstChild(list); child != kNoNode;
         child = tree().NextSibling(child)) {
      if (!tree()[child].named() || K(child) == kComment) continue;
      NodeIndex name = Child(child, T().name);
      if (name == kNoNode) name = K(child) == kIdentifier ? child : FirstIdentifier(child);
      if (name == kNoNode) continue;
      const NodeIndex type = Child(child, T().type);
      const std::string_view text = TextOf(name);
      Binding binding;
      binding.value = sink().KeepName(type == kNoNode ? std::string() : ValueOfType(type));
      binding.provenance = IsRequestName(text) ? Provenance::kRequest : Provenance::kParameter;
      names().Bind(text, binding, true);
      if (definition == nullptr) continue;
      Parameter parameter;
      parameter.name = sink().Keep(text);
      parameter.type = sink().Keep(TypeName(type));
      parameter.has_default = Child(child, T().value) != kNoNode;
      definition->parameters.push_back(parameter);
    }
  }

  NodeIndex FirstIdentifier(NodeIndex node) const {
    for (NodeIndex i = node; i < tree()[node].next; ++i) {
      if (K(i) == kIdentifier) return i;
    }
    return kNoNode;
  }

  void ReadFunction(NodeIndex node) {
    Definition definition;
    const Definition* const owner = EnclosingClass();
    const bool method = owner != nullptr && scope() != kNoScope && ScopeDefinition() == owner;
    definition.name = sink().Keep(TextOf(Child(node, T().name)));
    definition.kind = !method                         ? DefinitionKind::kFunction
                      : definition.name == "__init__" ? DefinitionKind::kConstructor
                                                      : DefinitionKind::kMethod;
    definition.owner = sink().Keep(OwnerPath("."));
    if (TextOf(node).starts_with("async")) definition.modifiers.push_back("async");
    if (definition.name.starts_with("_") && !definition.name.starts_with("__"))
      definition.modifiers.push_back("private");
    ReadDecorators(node, definition);
    definition.type = sink().Keep(TypeName(Child(node, T().return_type)));
    if (!method) {
      names().BindInFunction(
          definition.name,
          {sink().KeepName("local:#" + std::string(definition.name)), {}, Provenance::kUnknown},
          true);
    }
    const std::uint32_t index = Open(std::move(definition), node, Bindings::ScopeKind::kFunction);
    Definition scratch;
    BindParameters(Child(node, T().parameters), &scratch);
    if (index != kNoScope)
      sink().facts().definitions[index].parameters = std::move(scratch.parameters);
    BindLocalsAhead(node);
    ReadDocstring(Child(node, T().body), index);
  }

  // A name that a function assigns is its own, even above the assignment; it
  // must not resolve to an import of that name.
  void BindLocalsAhead(NodeIndex function) {
    const NodeIndex body = Child(function, T().body);
    if (body == kNoNode) return;
    for (NodeIndex i = body; i < tree()[body].next; ++i) {
      if (K(i) == kFunction || K(i) == kClass || K(i) == kLambda) {
        i = tree()[i].next - 1;
        continue;
      }
      if (K(i) != kAssignment) continue;
      const NodeIndex left = Child(i, T().left);
      if (K(left) != kIdentifier) continue;
      const Binding* const outer = names().Find(TextOf(left), true);
      if (outer != nullptr && !outer->value.empty()) names().Bind(TextOf(left), {}, true);
    }
  }

  void ReadDocstring(NodeIndex body, std::uint32_t index) {
    if (body == kNoNode) return;
    const NodeIndex first = tree().NamedChild(body, 0);
    if (first == kNoNode || K(first) != kExpressionStatement) return;
    const NodeIndex text = tree().NamedChild(first, 0);
    if (K(text) != kString) return;
    AddDocumentation(text, "docstring",
                     index == kNoScope ? nullptr : &sink().facts().definitions[index]);
  }

  void ReadDecorator(NodeIndex node) {
    const NodeIndex expression = tree().NamedChild(node, 0);
    if (expression == kNoNode) return;
    Use use;
    use.region = RegionOf(tree()[node]);
    use.form = UseForm::kDecorator;
    use.name = sink().Keep(DecoratorName(node));
    const NodeIndex definition = Child(Parent(node), T().definition);
    if (definition != kNoNode)
      use.target_definition = sink().Keep(TextOf(Child(definition, T().name)));
    std::vector<ArgumentNode> arguments;
    if (K(expression) == kCall) {
      arguments = ArgumentsOf(expression);
      decorator_calls_.insert(expression);
    }
    // functools.cache on a function that calls itself is a memo table.
    AddUse(std::move(use), arguments);
  }

  // ---- expressions

  std::string Resolve(NodeIndex node, int depth = 0) override {
    if (node == kNoNode || depth > kMaxChain) return {};
    switch (K(node)) {
      case kIdentifier:
        return ResolveName(TextOf(node));
      case kAttribute: {
        const NodeIndex object = Child(node, T().object);
        const std::string_view member = TextOf(Child(node, T().attribute));
        if (K(object) == kIdentifier && (TextOf(object) == "self" || TextOf(object) == "cls") &&
            EnclosingClass() != nullptr) {
          const std::string field = FieldValue(member);
          return field.empty() ? "self:#" + std::string(member) : field;
        }
        return MemberOf(Resolve(object, depth + 1), member);
      }
      case kCall: {
        const std::string callee = Resolve(Child(node, T().function), depth + 1);
        if (callee.starts_with("local:#")) {
          const auto returned = returns_.find(callee.substr(7));
          if (returned != returns_.end() && !returned->second.empty()) return returned->second;
        }
        return ValueOf(callee);
      }
      case kAwait:
      case kParenthesized:
        return Resolve(tree().NamedChild(node, 0), depth + 1);
      case kSubscript: {
        // An element of a known value is its value: os.environ["X"], Redis[bytes].
        const std::string base = Resolve(Child(node, T().value), depth + 1);
        return base.empty() || base.ends_with("()") ? std::string() : base + "[]";
      }
      case kBoolean:
        return Resolve(Child(node, T().left), depth + 1);
      default:
        return {};
    }
  }

  std::string ResolveName(std::string_view name) {
    const Binding* const binding = names().Find(name, true);
    if (binding != nullptr) return std::string(binding->value);
    if (IsBuiltin(name)) return "global:#" + std::string(name);
    return {};
  }

  std::vector<ArgumentNode> ArgumentsOf(NodeIndex call) const {
    std::vector<ArgumentNode> arguments;
    const NodeIndex list = Child(call, T().arguments);
    if (list == kNoNode) return arguments;
    if (K(list) == kGenerator) return {{list, ""}};
    for (NodeIndex child = tree().FirstChild(list); child != kNoNode;
         child = tree().NextSibling(child)) {
      if (!tree()[child].named() || K(child) == kComment) continue;
      if (K(child) == kKeywordArgument) {
        arguments.push_back({Child(child, T().value), std::string(TextOf(Child(child, T().name)))});
      } else {
        arguments.push_back({child, ""});
      }
    }
    return arguments;
  }

  void ReadCall(NodeIndex node) {
    if (decorator_calls_.contains(node)) return;
    const NodeIndex callee = Child(node, T().function);
    if (callee == kNoNode) return;
    std::string name = CalleeName(Resolve(callee));
    if (name.empty()) name = Unresolved(callee);
    Use use;
    use.region = RegionOf(tree()[node]);
    use.form = UseForm::kCall;
    use.name = sink().Keep(name);
    if (K(callee) == kAttribute) use.receiver = sink().Keep(Bounded(Child(callee, T().object)));
    ReadResult(node, use);
    const std::vector<ArgumentNode> arguments = ArgumentsOf(node);
    ReadCollectionCall(callee, arguments);
    NoteSelfCall(callee);
    NoteDynamicImport(node, name, arguments);
    AddUse(std::move(use), arguments);
  }

  void NoteSelfCall(NodeIndex callee) {
    Definition* const function = EnclosingFunction();
    if (function == nullptr) return;
    const bool own = function->kind == DefinitionKind::kFunction
                         ? K(callee) == kIdentifier && TextOf(callee) == function->name
                         : K(callee) == kAttribute &&
                               TextOf(Child(callee, T().attribute)) == function->name &&
                               (TextOf(Child(callee, T().object)) == "self" ||
                                TextOf(Child(callee, T().object)) == "cls");
    if (own) function->calls_itself = true;
  }

  void NoteDynamicImport(NodeIndex node, std::string_view name,
                         const std::vector<ArgumentNode>& arguments) {
    if (name != "pypi:importlib#import_module" && name != "global:#__import__") return;
    TextValue text;
    if (arguments.empty() || !ReadText(arguments[0].node, text) || !text.parts.empty()) return;
    AddImport(node, ModuleName(text.value), {}, {}, ImportForm::kDynamic);
  }

  // list.append, deque.popleft …: what the shapes of algorithms are told by.
  void ReadCollectionCall(NodeIndex callee, const std::vector<ArgumentNode>& arguments) {
    if (K(callee) != kAttribute) return;
    const std::string_view member = TextOf(Child(callee, T().attribute));
    const std::string object = Bounded(Child(callee, T().object));
    if (member == "pop" || member == "popleft" || member == "get_nowait") shapes().Take(object);
    if (member == "append" || member == "appendleft" || member == "add" || member == "extend" ||
        member == "put")
      shapes().Put(object);
    if (member == "get" && arguments.size() == 1)
      shapes().ReadElement(object, Bounded(arguments[0].node));
    if ((member == "heappush" || member == "heappop") && !arguments.empty()) {
      const std::string heap = Bounded(arguments[0].node);
      if (member == "heappush")
        shapes().Put(heap);
      else
        shapes().Take(heap);
    }
  }

  // What becomes of an expression's value, by what stands around it.
  void ReadResult(NodeIndex node, Use& use) {
    for (int up = 0; up < 8; ++up) {
      const NodeIndex parent = Parent(node);
      const std::uint16_t field = tree()[node].field;
      switch (K(parent)) {
        case kParenthesized:
          break;
        case kAwait:
          use.awaited = true;
          break;
        case kExpressionStatement:
          use.result = ResultUse::kDiscarded;
          return;
        case kAssignment:
        case kAugmented:
          use.result = ResultUse::kAssigned;
          use.result_target = sink().Keep(Bounded(Child(parent, T().left)));
          return;
        case kNamedExpression:
          use.result = ResultUse::kAssigned;
          use.result_target = sink().Keep(Bounded(Child(parent, T().name)));
          return;
        case kPair:
          use.result = ResultUse::kAssigned;
          use.result_target = sink().Keep(KeyText(Child(parent, T().key)));
          return;
        case kReturn:
          use.result = ResultUse::kReturned;
          return;
        case kComparison: {
          use.result = ResultUse::kCompared;
          for (NodeIndex child = tree().FirstChild(parent); child != kNoNode;
               child = tree().NextSibling(child)) {
            if (child != node && tree()[child].named())
              use.result_target = sink().Keep(Bounded(child));
          }
          return;
        }
        case kKeywordArgument:
        case kArgumentList: {
          const NodeIndex call =
              K(parent) == kKeywordArgument ? Parent(Parent(parent)) : Parent(parent);
          use.result = ResultUse::kArgument;
          const std::string callee = CalleeName(Resolve(Child(call, T().function)));
          use.result_target = sink().Keep(K(parent) == kKeywordArgument
                                              ? std::string(TextOf(Child(parent, T().name)))
                                          : callee.empty() ? Bounded(Child(call, T().function))
                                                           : callee);
          return;
        }
        case kAttribute:
          use.result = ResultUse::kReceiver;
          return;
        case kIf:
        case kWhile:
        case kElif:
          use.result = field == T().condition ? ResultUse::kCondition : ResultUse::kOther;
          return;
        case kBoolean:
        case kConditional:
          use.result = ResultUse::kCondition;
          return;
        default:
          return;
      }
      node = parent;
    }
  }

  std::string KeyText(NodeIndex key) {
    TextValue text;
    return ReadText(key, text) ? text.value : Bounded(key);
  }

  // Reads of an imported module's attribute, outside of calls and chains.
  void ReadAttribute(NodeIndex node) {
    const NodeIndex parent = Parent(node);
    const std::uint16_t field = tree()[node].field;
    if ((K(parent) == kAttribute && field == T().object) ||
        (K(parent) == kCall && field == T().function) || K(parent) == kDecorator ||
        K(parent) == kSubscript || K(parent) == kDotted) {
      return;
    }
    if (K(parent) == kAssignment && field == T().left) return;
    if (InTypeOrBases(node)) return;
    AddAttributeUse(node, node, {});
  }

  bool InTypeOrBases(NodeIndex node) const {
    const NodeIndex parent = Parent(node);
    if (K(parent) == kType) return true;
    return K(parent) == kArgumentList && tree()[parent].field == T().superclasses;
  }

  void AddAttributeUse(NodeIndex node, NodeIndex expression,
                       const std::vector<ArgumentNode>& arguments) {
    const std::string name = Resolve(expression);
    if (name.empty() || name.starts_with("local:") || name.starts_with("self:")) return;
    Use use;
    use.region = RegionOf(tree()[node]);
    use.name = sink().Keep(name);
    use.form = UseForm::kAttribute;
    ReadResult(node, use);
    AddUse(std::move(use), arguments);
  }

  void ReadSubscript(NodeIndex node) {
    const NodeIndex value = Child(node, T().value);
    const NodeIndex key = Child(node, T().subscript);
    if (key == kNoNode || InTypeOrBases(node)) return;
    const NodeIndex parent = Parent(node);
    const bool written = K(parent) == kAssignment && tree()[node].field == T().left;
    const std::string table = Bounded(value);
    if (!written) shapes().ReadElement(table, Bounded(key));
    if (K(value) == kAttribute && !written) AddAttributeUse(node, value, {{key, ""}});
  }

  // ---- assignments

  void BindValue(NodeIndex left, NodeIndex right) {
    if (left == kNoNode || K(left) != kIdentifier || right == kNoNode) return;
    Binding binding;
    std::string value = Resolve(right);
    // An element is told as [] only where it is read.
    if (value.ends_with("[]")) value.clear();
    binding.value = sink().KeepName(value);
    TextValue text;
    if (ReadText(right, text)) {
      if (text.parts.empty()) {
        binding.literal = sink().Keep(text.value);
        binding.provenance =
            EnclosingFunctionIndex() == kNoScope ? Provenance::kConstant : Provenance::kLiteral;
      }
      BindText(TextOf(left), std::move(text));
    } else {
      binding.provenance = ProvenanceOf(right);
      if (EnclosingFunctionIndex() == kNoScope && (K(right) == kList || K(right) == kTuple ||
                                                   K(right) == kSet || K(right) == kDictionary)) {
        binding.provenance = Provenance::kAllowList;
      }
    }
    names().BindInFunction(TextOf(left), binding, ReplacesParameter(TextOf(left)));
  }

  bool ReplacesParameter(std::string_view name) const {
    const Binding* const known = const_cast<PythonExtractor*>(this)->names().Find(name, true);
    return known != nullptr && known->value.empty();
  }

  void BindTarget(NodeIndex target, const Binding& binding) {
    if (target == kNoNode) return;
    for (NodeIndex i = target; i < tree()[target].next; ++i) {
      if (K(i) == kAttribute || K(i) == kSubscript) {
        i = tree()[i].next - 1;
        continue;
      }
      if (K(i) == kIdentifier) names().BindInFunction(TextOf(i), binding, true);
    }
  }

  void ReadAssignment(NodeIndex node) {
    const NodeIndex left = Child(node, T().left);
    const NodeIndex right = Child(node, T().right);
    ReadFieldDefinition(node, left);
    if (right == kNoNode) return;
    if (K(left) == kIdentifier) {
      shapes().Assign(TextOf(left), Bounded(right));
      Definition* const owner = ScopeDefinition();
      if (owner != nullptr && owner == EnclosingClass()) BindField(TextOf(left), Resolve(right));
      BindValue(left, right);
      AddNamedText(right, TextOf(left));
    } else if (K(left) == kSubscript) {
      shapes().WriteElement(Bounded(Child(left, T().value)), Bounded(Child(left, T().subscript)),
                            Bounded(right, 120));
      AddNamedText(right, KeyText(Child(left, T().subscript)));
    } else if (K(left) == kAttribute) {
      AddNamedText(right, TextOf(left));
      NoteSelfTyped(left, right);
    } else {
      BindTarget(left, {});
      ReadTupleAssignment(node, left, right);
    }
  }

  // x[i], x[j] = x[j], x[i]; lo, hi = 0, n.
  void ReadTupleAssignment(NodeIndex node, NodeIndex left, NodeIndex right) {
    std::vector<NodeIndex> targets;
    std::vector<NodeIndex> values;
    for (NodeIndex i = tree().FirstChild(left); i != kNoNode; i = tree().NextSibling(i)) {
      if (tree()[i].named()) targets.push_back(i);
    }
    for (NodeIndex i = tree().FirstChild(right); i != kNoNode; i = tree().NextSibling(i)) {
      if (tree()[i].named()) values.push_back(i);
    }
    if (targets.size() != values.size()) return;
    if (targets.size() == 2 && K(targets[0]) == kSubscript && K(targets[1]) == kSubscript &&
        TextOf(targets[0]) == TextOf(values[1]) && TextOf(targets[1]) == TextOf(values[0])) {
      AddConstruct(node, ConstructKind::kSwap);
    }
    for (std::size_t i = 0; i < targets.size(); ++i) {
      if (K(targets[i]) == kIdentifier) shapes().Assign(TextOf(targets[i]), Bounded(values[i]));
    }
  }

  // A field of a class: annotated, or assigned in its body.
  void ReadFieldDefinition(NodeIndex node, NodeIndex left) {
    Definition* const owner = ScopeDefinition();
    if (owner == nullptr || owner != EnclosingClass() || K(left) != kIdentifier) return;
    const NodeIndex type = Child(node, T().type);
    if (type == kNoNode) return;
    Definition field;
    field.region = RegionOf(tree()[node]);
    field.kind = DefinitionKind::kField;
    field.name = sink().Keep(TextOf(left));
    field.owner = sink().Keep(OwnerPath("."));
    field.type = sink().Keep(TypeName(type));
    field.scope = scope();
    const std::string value = ValueOfType(type);
    if (!value.empty()) BindField(field.name, value);
    if (Mentions(type, owner->name)) owner->self_typed_fields.push_back(field.name);
    sink().Add(std::move(field));
  }

  bool Mentions(NodeIndex node, std::string_view name) const {
    for (NodeIndex i = node; i < tree()[node].next; ++i) {
      if (tree()[i].next == i + 1 && TextOf(i) == name) return true;
    }
    return false;
  }

  // self.left = Node(…), or self.next: Node | None = None in a constructor.
  void NoteSelfTyped(NodeIndex left, NodeIndex right) {
    Definition* const owner = EnclosingClass();
    if (owner == nullptr) return;
    const NodeIndex type = Child(Parent(left), T().type);
    const bool created = K(right) == kCall && TextOf(Child(right, T().function)) == owner->name;
    if (!created && (type == kNoNode || !Mentions(type, owner->name))) return;
    const Text field = sink().Keep(TextOf(Child(left, T().attribute)));
    Texts& fields = owner->self_typed_fields;
    if (std::find(fields.begin(), fields.end(), field) == fields.end()) fields.push_back(field);
  }

  void ReadAugmented(NodeIndex node) {
    const NodeIndex left = Child(node, T().left);
    const NodeIndex right = Child(node, T().right);
    TextValue text;
    if (K(left) == kIdentifier && ReadText(right, text)) AppendText(TextOf(left), text);
    if (K(left) == kSubscript) {
      const std::string table = Bounded(Child(left, T().value));
      shapes().WriteElement(table, Bounded(Child(left, T().subscript)), Bounded(right, 120));
    }
  }

  // ---- control flow

  void ReadHandler(NodeIndex node) {
    Branch();
    NodeIndex caught = Child(node, T().value);
    NodeIndex body = kNoNode;
    for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
      if (tree()[i].named() && K(i) != kComment) body = i;
      if (caught == kNoNode && tree()[i].named() && K(i) != kComment &&
          tree().grammar().KindName(Kind(i)) != "block")
        caught = i;
    }
    std::string type;
    if (caught != kNoNode && caught != body) {
      const NodeIndex named = K(caught) == kAsPattern ? tree().NamedChild(caught, 0) : caught;
      const std::string resolved = Resolve(named);
      type = resolved.empty() ? Bounded(named) : resolved;
    }
    AddConstruct(node, ConstructKind::kHandler, type,
                 body == kNoNode ? "empty" : HandlerDetail(body));
  }

  std::string_view HandlerDetail(NodeIndex body) {
    std::size_t statements = 0;
    bool only_pass = true;
    bool log = false;
    for (NodeIndex i = tree().FirstChild(body); i != kNoNode; i = tree().NextSibling(i)) {
      if (!tree()[i].named() || K(i) == kComment) continue;
      ++statements;
      const std::string_view text = TextOf(i);
      only_pass = only_pass && (text == "pass" || text == "..." || text == "continue");
      if (K(i) == kRaise) {
        if (tree().NamedChild(i, 0) == kNoNode) return "rethrow";
        return "wrap";
      }
      log |= text.starts_with("log") || text.starts_with("LOG") || text.starts_with("print");
    }
    if (statements == 0) return "empty";
    if (only_pass) return "pass";
    return log && statements == 1 ? "log" : "handle";
  }

  void ReadRaise(NodeIndex node) {
    const NodeIndex raised = tree().NamedChild(node, 0);
    const NodeIndex cause = Child(node, T().cause);
    std::string type;
    if (raised != kNoNode && raised != cause) {
      const NodeIndex named = K(raised) == kCall ? Child(raised, T().function) : raised;
      type = Resolve(named);
      if (type.empty()) type = Bounded(named);
    }
    AddConstruct(node, ConstructKind::kThrow, type,
                 cause == kNoNode || TextOf(cause) == "None" ? "" : "cause");
  }

  void ReadWith(NodeIndex node) {
    for (NodeIndex i = node; i < tree()[node].next; ++i) {
      if (tree().grammar().KindName(Kind(i)) == "block") break;
      if (tree().grammar().KindName(Kind(i)) != "with_item") continue;
      const NodeIndex item = Child(i, T().value);
      const NodeIndex value = K(item) == kAsPattern ? tree().NamedChild(item, 0) : item;
      const std::string name = Resolve(value);
      AddConstruct(i, ConstructKind::kCleanup, {}, "with");
      const bool lock = name.ends_with("Lock()") || name.ends_with("RLock()") ||
                        name.ends_with("Semaphore()") || name.ends_with("Condition()") ||
                        name.ends_with("BoundedSemaphore()");
      if (lock && (name.starts_with("pypi:threading#") || name.starts_with("pypi:asyncio#") ||
                   name.starts_with("pypi:multiprocessing#"))) {
        AddConstruct(i, ConstructKind::kLock, name);
      }
      if (K(item) == kAsPattern) {
        const NodeIndex target = tree().NamedChild(item, 1);
        if (target != kNoNode)
          BindTarget(target, {sink().KeepName(name), {}, Provenance::kUnknown});
      }
    }
  }

  void ReadReturn(NodeIndex node) {
    Definition* const function = EnclosingFunction();
    const NodeIndex value = tree().NamedChild(node, 0);
    if (function == nullptr || value == kNoNode) return;
    const std::string resolved = Resolve(value);
    const auto [known, inserted] = returns_.try_emplace(std::string(function->name), resolved);
    if (!inserted && known->second != resolved) known->second.clear();
  }

  void ReadComparison(NodeIndex node) {
    const NodeIndex left = tree().NamedChild(node, 0);
    const NodeIndex right = tree().NamedChild(node, 1);
    const NodeIndex op = Child(node, T().operators);
    const std::string_view word = op == kNoNode ? std::string_view() : TextOf(op);
    if (word == "in" || word == "not in" || word == "not") {
      shapes().TestMember(Bounded(right), Bounded(left));
      NoteAllowListCheck(left, right);
      return;
    }
    for (const NodeIndex side : {left, right}) {
      if (side == kNoNode || K(side) != kSubscript) continue;
      AddConstruct(node, ConstructKind::kIndexComparison);
      shapes().CompareElement(Bounded(Child(side, T().value)), Bounded(Child(side, T().subscript)));
    }
  }

  // `if order not in ALLOWED: raise`: the name is then one of the list.
  void NoteAllowListCheck(NodeIndex left, NodeIndex right) {
    if (K(left) != kIdentifier) return;
    bool literal = K(right) == kTuple || K(right) == kList || K(right) == kSet;
    if (K(right) == kIdentifier) {
      const Binding* const list = names().Find(TextOf(right), true);
      literal = list != nullptr && list->provenance == Provenance::kAllowList;
    }
    if (!literal) return;
    Binding binding;
    if (const Binding* const known = names().Find(TextOf(left), true)) binding = *known;
    binding.provenance = Provenance::kAllowList;
    names().BindInFunction(TextOf(left), binding, true);
  }

  // ---- values and strings

  Value ReadValue(NodeIndex node) override {
    switch (K(node)) {
      case kInteger:
      case kFloat:
        return {ValueKind::kNumber, std::string(TextOf(node))};
      case kUnary:
        return {K(tree().NamedChild(node, 0)) == kInteger ? ValueKind::kNumber : ValueKind::kOther,
                Bounded(node)};
      case kTrue:
        return {ValueKind::kBoolean, "true"};
      case kFalse:
        return {ValueKind::kBoolean, "false"};
      case kNone:
        return {ValueKind::kNull, "null"};
      case kDictionary:
        return {ValueKind::kMap, ""};
      case kList:
      case kTuple:
      case kSet:
        return {ValueKind::kList, ""};
      case kLambda:
        return {ValueKind::kFunction, ""};
      case kParenthesized: {
        const NodeIndex inner = tree().NamedChild(node, 0);
        return inner == kNoNode || K(inner) == kParenthesized ? Value{} : ReadValue(inner);
      }
      default:
        break;
    }
    TextValue text;
    if (K(node) != kIdentifier && ReadText(node, text)) {
      return {text.parts.empty() ? ValueKind::kString : ValueKind::kInterpolated, text.value};
    }
    const std::string name = Resolve(node);
    if (K(node) == kCall) return {ValueKind::kCall, name.empty() ? Bounded(node) : name};
    if (K(node) == kIdentifier || K(node) == kAttribute || K(node) == kSubscript) {
      return {ValueKind::kName, name.empty() ? Bounded(node) : name};
    }
    return {ValueKind::kOther, Bounded(node)};
  }

  void AddNested(NodeIndex node, const Argument& parent, int depth,
                 std::vector<Argument>& arguments) override {
    if (depth == 0 || arguments.size() > 64) return;
    std::size_t index = 0;
    for (NodeIndex child = tree().FirstChild(node); child != kNoNode;
         child = tree().NextSibling(child)) {
      if (!tree()[child].named() || K(child) == kComment) continue;
      std::string path(parent.path);
      NodeIndex value = child;
      if (K(child) == kPair) {
        const std::string key = KeyText(Child(child, T().key));
        if (!path.empty()) path += '.';
        path += key;
        value = Child(child, T().value);
      } else {
        path += '[' + std::to_string(index++) + ']';
      }
      if (value == kNoNode) continue;
      Argument argument = MakeArgument(value, parent.position, parent.keyword, path);
      arguments.push_back(argument);
      if (argument.kind == ValueKind::kMap || argument.kind == ValueKind::kList) {
        AddNested(value, argument, depth - 1, arguments);
      }
    }
  }

  void ReadString(NodeIndex node) {
    const NodeIndex parent = Parent(node);
    if (K(parent) == kConcatenated || K(parent) == kBinary) return;
    // A string that is a statement by itself is documentation or a comment.
    if (K(parent) == kExpressionStatement) {
      if (!IsConsumed(node)) AddDocumentation(node, "docstring", nullptr);
      return;
    }
    AddPlainText(node);
  }

  void ReadPair(NodeIndex node) {
    const NodeIndex key = Child(node, T().key);
    const NodeIndex value = Child(node, T().value);
    if (key != kNoNode && value != kNoNode && K(key) == kString) AddNamedText(value, KeyText(key));
  }

  Provenance ProvenanceOf(NodeIndex node, int depth = 0) {
    if (node == kNoNode || depth > kMaxChain) return Provenance::kUnknown;
    switch (K(node)) {
      case kInteger:
      case kFloat:
        return Provenance::kNumber;
      case kString:
        return Provenance::kLiteral;
      case kParenthesized:
        return ProvenanceOf(tree().NamedChild(node, 0), depth + 1);
      case kIdentifier: {
        const Binding* const binding = names().Find(TextOf(node), true);
        if (binding == nullptr) return Provenance::kUnknown;
        return binding->provenance == Provenance::kAllowList || !binding->literal.empty() ||
                       binding->provenance != Provenance::kConstant
                   ? binding->provenance
                   : Provenance::kUnknown;
      }
      case kCall: {
        const std::string callee = Resolve(Child(node, T().function));
        if (callee == "global:#int" || callee == "global:#float" || callee == "global:#len" ||
            callee == "global:#abs")
          return Provenance::kNumber;
        if (callee.ends_with(".Identifier") || callee.ends_with("#Identifier") ||
            callee.ends_with("quote_ident") || callee.ends_with("quote_name") ||
            callee.ends_with("quoted_name")) {
          return Provenance::kIdentifier;
        }
        const std::string_view text = TextOf(Child(node, T().function));
        if (text.ends_with(".quote_name") || text.ends_with("quote_ident"))
          return Provenance::kIdentifier;
        // ", ".join(["%s"] * n): placeholders, whatever their number.
        const std::string_view whole = TextOf(node);
        if (text.ends_with(".join") && (whole.find("'%s'") != std::string_view::npos ||
                                        whole.find("\"%s\"") != std::string_view::npos ||
                                        whole.find("'?'") != std::string_view::npos ||
                                        whole.find("\"?\"") != std::string_view::npos)) {
          return Provenance::kLiteral;
        }
        return ProvenanceOf(Child(node, T().function), depth + 1) == Provenance::kRequest
                   ? Provenance::kRequest
                   : Provenance::kUnknown;
      }
      case kSubscript: {
        const NodeIndex value = Child(node, T().value);
        const Provenance base = ProvenanceOf(value, depth + 1);
        return base == Provenance::kAllowList || base == Provenance::kRequest
                   ? base
                   : Provenance::kUnknown;
      }
      case kAttribute: {
        // request.args, self.request.GET; Model._meta.db_table is the application's own.
        const std::string_view member = TextOf(Child(node, T().attribute));
        if (member == "db_table" || member == "__tablename__") return Provenance::kConstant;
        const NodeIndex object = Child(node, T().object);
        if (member == "request" && TextOf(object) == "self") return Provenance::kRequest;
        const std::string resolved = Resolve(node);
        if (resolved.starts_with("pypi:flask#request")) return Provenance::kRequest;
        return ProvenanceOf(object, depth + 1) == Provenance::kRequest ? Provenance::kRequest
                                                                       : Provenance::kUnknown;
      }
      case kConditional: {
        const Provenance a = ProvenanceOf(tree().NamedChild(node, 0), depth + 1);
        const Provenance b = ProvenanceOf(tree().NamedChild(node, 2), depth + 1);
        return a == b ? a : Provenance::kUnknown;
      }
      default:
        return Provenance::kUnknown;
    }
  }

  void AddPart(NodeIndex node, TextValue& text) {
    text.value += "{}";
    text.parts.push_back({sink().Keep(Bounded(node)), ProvenanceOf(node)});
  }

  bool ReadText(NodeIndex node, TextValue& text, int depth = 0) override {
    if (node == kNoNode || depth > kMaxChain || text.value.size() > sink().limits().sql_bytes)
      return false;
    switch (K(node)) {
      case kString:
        return ReadLiteral(node, text);
      case kConcatenated:
        for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
          if (K(i) == kString) ReadLiteral(i, text);
        }
        return true;
      case kParenthesized:
        return ReadText(tree().NamedChild(node, 0), text, depth + 1);
      case kIdentifier: {
        const TextValue* const known = FindText(TextOf(node));
        if (known == nullptr) return false;
        text.value += known->value;
        text.parts.insert(text.parts.end(), known->parts.begin(), known->parts.end());
        return true;
      }
      case kBinary:
        return ReadBinary(node, text, depth);
      case kCall:
        return ReadTextCall(node, text, depth);
      default:
        return false;
    }
  }

  bool ReadLiteral(NodeIndex node, TextValue& text) {
    for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
      const std::string_view kind = tree().grammar().KindName(Kind(i));
      if (kind == "string_content") text.value += TextOf(i);
      if (kind == "interpolation") {
        const NodeIndex expression = Child(i, T().expression);
        AddPart(expression == kNoNode ? i : expression, text);
      }
    }
    return true;
  }

  bool ReadBinary(NodeIndex node, TextValue& text, int depth) {
    const NodeIndex op = Child(node, T().op);
    const NodeIndex left = Child(node, T().left);
    const NodeIndex right = Child(node, T().right);
    const std::string_view sign = op == kNoNode ? std::string_view() : TextOf(op);
    if (sign == "%") {
      TextValue format;
      if (K(left) == kIdentifier || !ReadText(left, format, depth + 1)) return false;
      return ReadPercent(format, right, text);
    }
    if (sign != "+") return false;
    TextValue first;
    TextValue second;
    const bool a = ReadText(left, first, depth + 1);
    const bool b = ReadText(right, second, depth + 1);
    if (!a && !b) return false;
    const auto add = [&](bool known, const TextValue& value, NodeIndex operand) {
      if (!known) return AddPart(operand, text);
      text.value += value.value;
      text.parts.insert(text.parts.end(), value.parts.begin(), value.parts.end());
    };
    add(a, first, left);
    add(b, second, right);
    return true;
  }

  // "… %s" % x and "… %s" % (x, y); a %d can only be a number.
  bool ReadPercent(const TextValue& format, NodeIndex right, TextValue& text) {
    std::vector<NodeIndex> values;
    if (K(right) == kTuple) {
      for (NodeIndex i = tree().FirstChild(right); i != kNoNode; i = tree().NextSibling(i)) {
        if (tree()[i].named()) values.push_back(i);
      }
    } else {
      values.push_back(right);
    }
    std::size_t next = 0;
    const std::string& value = format.value;
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (value[i] != '%' || i + 1 == value.size()) {
        text.value += value[i];
        continue;
      }
      if (value[i + 1] == '%') {
        text.value += "%";
        ++i;
        continue;
      }
      if (value[i + 1] == '(') {
        const std::size_t close = value.find(')', i);
        if (close == std::string::npos || close + 1 >= value.size()) continue;
        text.value += "{}";
        text.parts.push_back({sink().Keep(Bounded(right)), ProvenanceOf(right)});
        i = close + 1;
        continue;
      }
      const char kind = value[i + 1];
      const NodeIndex operand = next < values.size() ? values[next++] : right;
      text.value += "{}";
      text.parts.push_back({sink().Keep(Bounded(operand)), kind == 'd' || kind == 'i'
                                                               ? Provenance::kNumber
                                                               : ProvenanceOf(operand)});
      ++i;
    }
    text.parts.insert(text.parts.end(), format.parts.begin(), format.parts.end());
    return true;
  }

  // "…".format(x), text("…"), sql.SQL("…"), textwrap.dedent("…"), "…".strip().
  bool ReadTextCall(NodeIndex node, TextValue& text, int depth) {
    const NodeIndex callee = Child(node, T().function);
    const std::vector<ArgumentNode> arguments = ArgumentsOf(node);
    if (K(callee) == kAttribute) {
      const std::string_view member = TextOf(Child(callee, T().attribute));
      const NodeIndex object = Child(callee, T().object);
      if (member == "strip" || member == "lstrip" || member == "rstrip") {
        return K(object) != kIdentifier && ReadText(object, text, depth + 1);
      }
      if (member == "format") {
        TextValue format;
        if (!ReadText(object, format, depth + 1)) return false;
        return ReadFormat(format, arguments, text);
      }
    }
    const std::string name = Resolve(callee);
    if (name == "pypi:sqlalchemy#text" || name == "pypi:sqlalchemy.sql#text" ||
        name == "pypi:textwrap#dedent" || name == "pypi:psycopg2#sql.SQL" ||
        name == "pypi:psycopg2.sql#SQL" || name == "pypi:psycopg#sql.SQL") {
      return !arguments.empty() && ReadText(arguments[0].node, text, depth + 1);
    }
    return false;
  }

  bool ReadFormat(const TextValue& format, const std::vector<ArgumentNode>& arguments,
                  TextValue& text) {
    std::size_t next = 0;
    const std::string& value = format.value;
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (value[i] != '{') {
        text.value += value[i];
        continue;
      }
      const std::size_t close = value.find('}', i);
      if (close == std::string::npos) break;
      const std::string name = value.substr(i + 1, close - i - 1);
      i = close;
      const ArgumentNode* found = nullptr;
      for (const ArgumentNode& argument : arguments) {
        if (!name.empty() && argument.keyword == name) found = &argument;
      }
      if (found == nullptr && next < arguments.size() && arguments[next].keyword.empty())
        found = &arguments[next++];
      text.value += "{}";
      if (found == nullptr) {
        text.parts.push_back({sink().Keep(name), Provenance::kUnknown});
      } else {
        text.parts.push_back({sink().Keep(Bounded(found->node)), ProvenanceOf(found->node)});
      }
    }
    return true;
  }

  std::unordered_set<NodeIndex> decorator_calls_;
  std::unordered_map<std::string, std::string> returns_;
};

void ReadPython(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const Result<SyntaxTree> tree = SyntaxTree::Parse(*T().grammar, source.text, source.limits);
  if (!tree) {
    AddParseDiagnostic(tree.error().message, sink);
    return;
  }
  PythonExtractor(*tree, sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_python = {
    {{"python", {"Python"}, {}, {}}},
    ReadPython,
    1,
};

}  // namespace assay
