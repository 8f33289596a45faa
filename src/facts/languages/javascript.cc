// JavaScript and TypeScript, with JSX: one extractor over three grammars.
//
// Default imports, namespace imports and require() all stand for the module:
// `npm:express#`, whose members follow the `#`; calling it is a call of its
// default export. A parameter of a declared type, a field and a constructor's
// parameter property hold an instance of that type, which is what Nest and
// TypeORM inject.
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <unordered_map>

#include "base/text.h"
#include "facts/source_extractor.h"

namespace assay {
namespace {

enum ScriptKind : std::uint8_t {
  kOther = 0,
  kImport,
  kExport,
  kImportClause,
  kNamedImports,
  kImportSpecifier,
  kNamespaceImport,
  kExportClause,
  kExportSpecifier,
  kDeclarator,
  kCall,
  kNew,
  kMember,
  kSubscript,
  kIdentifier,
  kThis,
  kClass,
  kMethod,
  kField,
  kFunction,
  kArrow,
  kFunctionExpression,
  kDecorator,
  kAssignment,
  kAugmented,
  kFor,
  kForIn,
  kWhile,
  kDo,
  kCatch,
  kFinally,
  kThrow,
  kReturn,
  kAwait,
  kYield,
  kIf,
  kTernary,
  kBinary,
  kSwitchCase,
  kString,
  kTemplate,
  kSubstitution,
  kFragment,
  kNumber,
  kTrue,
  kFalse,
  kNull,
  kObject,
  kArray,
  kParenthesized,
  kPair,
  kShorthand,
  kSpread,
  kComment,
  kExpressionStatement,
  kArguments,
  kJsxOpening,
  kJsxSelfClosing,
  kJsxAttribute,
  kObjectPattern,
  kPairPattern,
  kShorthandPattern,
  kArrayPattern,
  kEnum,
  kInterface,
  kTypeAlias,
  kTypeAnnotation,
  kTypeIdentifier,
  kAsExpression,
  kNonNull,
  kUnary,
  kPropertySignature,
  kRequiredParameter,
  kOptionalParameter,
  kHeritage,
  kExtends,
  kImplements,
  kAccessibility,
  kBlock,
  kAssignmentPattern,
  kRest,
  kEscape,
  kAbstractClass,
  kUndefined,
  kSatisfies,
  kExtendsType,
};

struct Tables {
  explicit Tables(std::string_view grammar_name, bool types)
      : grammar(Grammar::Find(grammar_name)) {
    std::vector<Grammar::KindEntry> entries = {
        {"import_statement", kImport},
        {"export_statement", kExport},
        {"import_clause", kImportClause},
        {"named_imports", kNamedImports},
        {"import_specifier", kImportSpecifier},
        {"namespace_import", kNamespaceImport},
        {"export_clause", kExportClause},
        {"export_specifier", kExportSpecifier},
        {"variable_declarator", kDeclarator},
        {"call_expression", kCall},
        {"new_expression", kNew},
        {"member_expression", kMember},
        {"subscript_expression", kSubscript},
        {"identifier", kIdentifier},
        {"this", kThis},
        {"class_declaration", kClass},
        {"class", kClass},
        {"method_definition", kMethod},
        {"function_declaration", kFunction},
        {"generator_function_declaration", kFunction},
        {"arrow_function", kArrow},
        {"function_expression", kFunctionExpression},
        {"decorator", kDecorator},
        {"assignment_expression", kAssignment},
        {"augmented_assignment_expression", kAugmented},
        {"for_statement", kFor},
        {"for_in_statement", kForIn},
        {"while_statement", kWhile},
        {"do_statement", kDo},
        {"catch_clause", kCatch},
        {"finally_clause", kFinally},
        {"throw_statement", kThrow},
        {"return_statement", kReturn},
        {"await_expression", kAwait},
        {"yield_expression", kYield},
        {"if_statement", kIf},
        {"ternary_expression", kTernary},
        {"binary_expression", kBinary},
        {"switch_case", kSwitchCase},
        {"string", kString},
        {"template_string", kTemplate},
        {"template_substitution", kSubstitution},
        {"string_fragment", kFragment},
        {"number", kNumber},
        {"true", kTrue},
        {"false", kFalse},
        {"null", kNull},
        {"undefined", kUndefined},
        {"object", kObject},
        {"array", kArray},
        {"parenthesized_expression", kParenthesized},
        {"pair", kPair},
        {"shorthand_property_identifier", kShorthand},
        {"spread_element", kSpread},
        {"comment", kComment},
        {"expression_statement", kExpressionStatement},
        {"arguments", kArguments},
        {"jsx_attribute", kJsxAttribute},
        {"object_pattern", kObjectPattern},
        {"pair_pattern", kPairPattern},
        {"shorthand_property_identifier_pattern", kShorthandPattern},
        {"array_pattern", kArrayPattern},
        {"unary_expression", kUnary},
        {"class_heritage", kHeritage},
        {"statement_block", kBlock},
        {"assignment_pattern", kAssignmentPattern},
        {"rest_pattern", kRest},
        {"escape_sequence", kEscape}};
    if (grammar_name != "typescript") {
      entries.insert(entries.end(), {{"jsx_opening_element", kJsxOpening},
                                     {"jsx_self_closing_element", kJsxSelfClosing}});
    } else {
      std::erase_if(entries,
                    [](const Grammar::KindEntry& entry) { return entry.value == kJsxAttribute; });
    }
    if (types) {
      entries.insert(entries.end(), {{"public_field_definition", kField},
                                     {"abstract_class_declaration", kAbstractClass},
                                     {"enum_declaration", kEnum},
                                     {"interface_declaration", kInterface},
                                     {"type_alias_declaration", kTypeAlias},
                                     {"type_annotation", kTypeAnnotation},
                                     {"type_identifier", kTypeIdentifier},
                                     {"as_expression", kAsExpression},
                                     {"satisfies_expression", kSatisfies},
                                     {"non_null_expression", kNonNull},
                                     {"property_signature", kPropertySignature},
                                     {"required_parameter", kRequiredParameter},
                                     {"optional_parameter", kOptionalParameter},
                                     {"extends_clause", kExtends},
                                     {"implements_clause", kImplements},
                                     {"accessibility_modifier", kAccessibility},
                                     {"extends_type_clause", kExtendsType}});
    } else {
      entries.push_back({"field_definition", kField});
    }
    kinds = grammar->KindTable(entries);
    for (const auto& [field, text] :
         std::initializer_list<std::pair<std::uint16_t*, std::string_view>>{
             {&source, "source"},
             {&name, "name"},
             {&alias, "alias"},
             {&value, "value"},
             {&function, "function"},
             {&arguments, "arguments"},
             {&constructor, "constructor"},
             {&object, "object"},
             {&property, "property"},
             {&index, "index"},
             {&left, "left"},
             {&right, "right"},
             {&key, "key"},
             {&body, "body"},
             {&parameters, "parameters"},
             {&parameter, "parameter"},
             {&type, "type"},
             {&pattern, "pattern"},
             {&return_type, "return_type"},
             {&op, "operator"},
             {&condition, "condition"},
             {&declaration, "declaration"},
             {&decorator, "decorator"},
             {&argument, "argument"}}) {
      *field = grammar->Field(text);
    }
  }
  const Grammar* grammar;
  std::vector<std::uint8_t> kinds;
  std::uint16_t source = 0, name = 0, alias = 0, value = 0, function = 0, arguments = 0,
                constructor = 0, object = 0, property = 0, index = 0, left = 0, right = 0, key = 0,
                body = 0, parameters = 0, parameter = 0, type = 0, pattern = 0, return_type = 0,
                op = 0, condition = 0, declaration = 0, decorator = 0, argument = 0;
};

const Tables& TablesOf(std::string_view format) {
  static const Tables kJavaScript("javascript", false);
  static const Tables kTypeScript("typescript", true);
  static const Tables kTsx("tsx", true);
  return format == "javascript" ? kJavaScript : format == "typescript" ? kTypeScript : kTsx;
}

bool IsGlobalName(std::string_view name) {
  static const std::unordered_set<std::string_view> kNames = {"process",
                                                              "console",
                                                              "fetch",
                                                              "JSON",
                                                              "Math",
                                                              "Object",
                                                              "Array",
                                                              "String",
                                                              "Number",
                                                              "Boolean",
                                                              "Date",
                                                              "Promise",
                                                              "Map",
                                                              "Set",
                                                              "WeakMap",
                                                              "WeakSet",
                                                              "Symbol",
                                                              "RegExp",
                                                              "Error",
                                                              "TypeError",
                                                              "RangeError",
                                                              "Buffer",
                                                              "setTimeout",
                                                              "setInterval",
                                                              "setImmediate",
                                                              "clearTimeout",
                                                              "clearInterval",
                                                              "parseInt",
                                                              "parseFloat",
                                                              "isNaN",
                                                              "URL",
                                                              "URLSearchParams",
                                                              "AbortController",
                                                              "WebSocket",
                                                              "window",
                                                              "document",
                                                              "localStorage",
                                                              "globalThis",
                                                              "Proxy",
                                                              "Reflect",
                                                              "Atomics",
                                                              "SharedArrayBuffer",
                                                              "BigInt",
                                                              "Intl",
                                                              "encodeURIComponent",
                                                              "decodeURIComponent",
                                                              "eval",
                                                              "Function",
                                                              "crypto",
                                                              "performance",
                                                              "queueMicrotask",
                                                              "structuredClone",
                                                              "TextEncoder",
                                                              "TextDecoder",
                                                              "Worker",
                                                              "EventSource",
                                                              "FormData",
                                                              "Headers",
                                                              "Request",
                                                              "Response",
                                                              "ReadableStream",
                                                              "escape",
                                                              "unescape"};
  return kNames.contains(name);
}

class ScriptExtractor final : public SourceExtractor {
 public:
  ScriptExtractor(const SyntaxTree& tree, FactSink& sink, const Tables& tables)
      : SourceExtractor(tree, sink), t_(tables) {}

 private:
  ScriptKind K(NodeIndex node) const {
    return node == kNoNode ? kOther : static_cast<ScriptKind>(t_.kinds[Kind(node)]);
  }
  bool IsComment(NodeIndex node) const override { return K(node) == kComment; }

  void Enter(NodeIndex node) override {
    if (node == 0) BindDefinitionsAhead();
    switch (K(node)) {
      case kImport:
        return ReadImport(node);
      case kExport:
        return ReadExport(node);
      case kDeclarator:
        return ReadDeclarator(node);
      case kClass:
      case kAbstractClass:
        return tree()[node].named() ? ReadClass(node) : void();
      case kInterface:
        return ReadInterface(node);
      case kEnum:
        return OpenNamed(node, DefinitionKind::kEnum);
      case kTypeAlias:
        return OpenNamed(node, DefinitionKind::kTypeAlias);
      case kMethod:
        return ReadMethod(node);
      case kField:
        return ReadField(node);
      case kFunction:
        return ReadFunction(node, TextOf(Child(node, t_.name)), DefinitionKind::kFunction);
      case kArrow:
      case kFunctionExpression:
        return ReadFunctionValue(node);
      case kDecorator:
        return ReadDecorator(node);
      case kCall:
        return ReadCall(node);
      case kNew:
        return ReadNew(node);
      case kMember:
        return ReadMember(node);
      case kSubscript:
        return ReadSubscript(node);
      case kAssignment:
        return ReadAssignment(node);
      case kAugmented:
        return ReadAugmented(node);
      case kFor:
        Branch();
        return OpenLoop(node, "for");
      case kForIn:
        Branch();
        OpenLoop(node, TextOf(node).starts_with("for await") ? "for-await" : "for-of");
        return BindPattern(Child(node, t_.left), {}, {});
      case kWhile:
      case kDo:
        Branch();
        return OpenLoop(node, "while");
      case kCatch:
        return ReadCatch(node);
      case kFinally:
        return AddConstruct(node, ConstructKind::kCleanup, {}, "finally");
      case kThrow:
        return ReadThrow(node);
      case kReturn:
        return ReadReturn(node);
      case kAwait:
        return AddConstruct(node, ConstructKind::kAwait);
      case kYield:
        return AddConstruct(node, ConstructKind::kYield, {}, "yield");
      case kIf:
      case kTernary:
      case kSwitchCase:
        return Branch();
      case kBinary:
        return ReadBinaryExpression(node);
      case kString:
      case kTemplate:
        return ReadString(node);
      case kPair:
        return ReadPair(node);
      case kJsxOpening:
      case kJsxSelfClosing:
        return ReadTag(node);
      case kJsxAttribute:
        return ReadJsxAttribute(node);
      case kTypeIdentifier:
        return ReadType(node);
      default:
        return;
    }
  }

  void BindLocal(std::string_view name) {
    names().BindInFile(name,
                       {sink().KeepName("local:#" + std::string(name)), {}, Provenance::kUnknown});
  }

  void BindDefinitionsAhead() {
    for (NodeIndex child = tree().FirstChild(0); child != kNoNode;
         child = tree().NextSibling(child)) {
      const NodeIndex definition = K(child) == kExport ? Child(child, t_.declaration) : child;
      const ScriptKind kind = K(definition);
      if (kind == kFunction || kind == kClass || kind == kAbstractClass || kind == kEnum ||
          kind == kInterface || kind == kTypeAlias) {
        const NodeIndex name = Child(definition, t_.name);
        if (name != kNoNode) BindLocal(TextOf(name));
      }
    }
  }

  // ---- modules

  static bool IsOwnSpecifier(std::string_view spec) {
    return spec.starts_with(".") || spec.starts_with("/") || spec.starts_with("@/") ||
           spec.starts_with("~") || spec.starts_with("#");
  }

  static std::string ModuleName(std::string_view spec) {
    if (IsOwnSpecifier(spec)) return "own:" + std::string(spec);
    if (spec.starts_with("node:")) spec.remove_prefix(5);
    return "npm:" + std::string(spec);
  }

  std::string Literal(NodeIndex node) const {
    std::string text;
    for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
      if (K(i) == kFragment || K(i) == kEscape) text += TextOf(i);
    }
    return text;
  }

  void AddImport(NodeIndex node, std::string_view module, std::string_view symbol,
                 std::string_view alias, ImportForm form, bool type_only) {
    Import import;
    import.region = RegionOf(tree()[node]);
    import.module = sink().Keep(module);
    import.symbol = sink().Keep(symbol);
    import.alias = sink().Keep(alias);
    import.form = form;
    import.type_only = type_only;
    import.scope = scope();
    sink().Add(std::move(import));
  }

  void BindImport(std::string_view name, const std::string& value) {
    names().BindInFunction(name, {sink().KeepName(value), {}, Provenance::kUnknown}, true);
  }

  void ReadImport(NodeIndex node) {
    NodeIndex source = Child(node, t_.source);
    if (source == kNoNode) return;
    const std::string module = ModuleName(Literal(source));
    const bool type_only = TextOf(node).starts_with("import type");
    bool clause = false;
    for (NodeIndex i = node; i < tree()[node].next; ++i) {
      if (K(i) == kImportSpecifier) {
        clause = true;
        const std::string_view symbol = TextOf(Child(i, t_.name));
        const NodeIndex alias_node = Child(i, t_.alias);
        const std::string_view alias =
            alias_node == kNoNode ? std::string_view() : TextOf(alias_node);
        AddImport(i, module, symbol, alias, ImportForm::kMember,
                  type_only || TextOf(i).starts_with("type "));
        BindImport(alias.empty() ? symbol : alias,
                   symbol == "default" ? module + "#" : module + "#" + std::string(symbol));
      } else if (K(i) == kNamespaceImport) {
        clause = true;
        const NodeIndex name = tree().NamedChild(i, 0);
        AddImport(i, module, {}, TextOf(name), ImportForm::kModule, type_only);
        BindImport(TextOf(name), module + "#");
      } else if (K(i) == kIdentifier && K(Parent(i)) == kImportClause) {
        clause = true;
        AddImport(i, module, "default", TextOf(i), ImportForm::kMember, type_only);
        BindImport(TextOf(i), module + "#");
      }
    }
    if (!clause) AddImport(node, module, {}, {}, ImportForm::kEffect, false);
  }

  void ReadExport(NodeIndex node) {
    const NodeIndex source = Child(node, t_.source);
    std::string module;
    if (source != kNoNode) {
      module = ModuleName(Literal(source));
      AddImport(node, module, {}, {}, ImportForm::kExport, false);
    }
    // What is exported may be bound below.
    exported_.push_back({node, std::move(module)});
  }

  // `export { a as b } from "x"`, `export * from "x"`, `export default x`.
  void AddExportsOf(NodeIndex node, const std::string& module) {
    bool names = false;
    for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
      if (K(i) != kExportClause) continue;
      names = true;
      for (NodeIndex j = tree().FirstChild(i); j != kNoNode; j = tree().NextSibling(j)) {
        if (K(j) != kExportSpecifier) continue;
        const NodeIndex name = Child(j, t_.name);
        const NodeIndex alias = Child(j, t_.alias);
        const std::string_view told = TextOf(alias == kNoNode ? name : alias);
        if (module.empty()) {
          AddExport(told, ResolveName(TextOf(name)));
        } else {
          const std::string_view member = TextOf(name);
          AddExport(told, member == "default" ? module + "#" : MemberOf(module + "#", member));
        }
      }
    }
    if (!module.empty()) {
      if (!names) AddExport("*", module);
      return;
    }
    const NodeIndex value = Child(node, t_.value);
    const NodeIndex declaration = Child(node, t_.declaration);
    if (value != kNoNode) {
      AddExport("default", Resolve(value));
    } else if (TextOf(node).starts_with("export default") && declaration != kNoNode) {
      const NodeIndex name = Child(declaration, t_.name);
      AddExport("default", "local:#" + std::string(name == kNoNode ? "default" : TextOf(name)));
    }
  }

  // `module.exports = x`, `module.exports = { a, b: c }`, `exports.a = x`.
  void AddCommonJsExports(NodeIndex assignment) {
    const std::string_view left = TextOf(Child(assignment, t_.left));
    const NodeIndex right = Child(assignment, t_.right);
    for (const std::string_view object : {"module.exports", "exports"}) {
      if (!left.starts_with(object)) continue;
      const std::string_view member = left.substr(object.size());
      if (member.starts_with(".") && member.find_first_of(".[(", 1) == std::string_view::npos)
        AddExport(member.substr(1), Resolve(right));
      if (!member.empty() || object == "exports") continue;
      AddExport("default", Resolve(right));
      if (K(right) != kObject) continue;
      for (NodeIndex i = tree().FirstChild(right); i != kNoNode; i = tree().NextSibling(i)) {
        if (K(i) == kShorthand) AddExport(TextOf(i), ResolveName(TextOf(i)));
        if (K(i) == kPair) AddExport(KeyText(Child(i, t_.key)), Resolve(Child(i, t_.value)));
      }
    }
  }

  void AddExports() override {
    SourceExtractor::AddExports();
    for (const auto& [node, module] : exported_) {
      if (K(node) == kAssignment) {
        AddCommonJsExports(node);
      } else {
        AddExportsOf(node, module);
      }
    }
    for (const auto& [function, value] : returns_) {
      const Binding* const bound = names().Find(function);
      if (bound != nullptr && bound->value == "local:#" + function)
        AddExport(function + "()", value);
    }
  }

  // The module of require("x"), "" if it is something else.
  std::string RequiredModule(NodeIndex call) const {
    if (K(call) != kCall || TextOf(Child(call, t_.function)) != "require") return {};
    const NodeIndex list = Child(call, t_.arguments);
    const NodeIndex spec = list == kNoNode ? kNoNode : tree().NamedChild(list, 0);
    return spec == kNoNode || K(spec) != kString ? std::string() : ModuleName(Literal(spec));
  }

  // ---- names

  std::string Resolve(NodeIndex node, int depth = 0) override {
    if (node == kNoNode || depth > kMaxChain) return {};
    switch (K(node)) {
      case kIdentifier:
      case kTypeIdentifier:
      case kShorthand:
        return ResolveName(TextOf(node));
      case kMember: {
        const NodeIndex object = Child(node, t_.object);
        const std::string_view member = TextOf(Child(node, t_.property));
        if (K(object) == kThis) {
          const std::string field = FieldValue(member);
          return field.empty() ? "self:#" + std::string(member) : field;
        }
        const std::string base = Resolve(object, depth + 1);
        // x.then(…) goes on with x.
        if (member == "default" && base.ends_with("#")) return base;
        return MemberOf(base, member);
      }
      case kCall: {
        const std::string module = RequiredModule(node);
        if (!module.empty() && Shadowing("require") == nullptr) return module + "#";
        const NodeIndex callee = Child(node, t_.function);
        const std::string name = Resolve(callee, depth + 1);
        if (name.starts_with("local:#")) {
          const auto returned = returns_.find(name.substr(7));
          if (returned != returns_.end() && !returned->second.empty()) return returned->second;
        }
        return ValueOf(name);
      }
      case kNew:
        return ValueOf(Resolve(Child(node, t_.constructor), depth + 1));
      case kAwait:
      case kParenthesized:
      case kNonNull:
      case kAsExpression:
      case kSatisfies:
        return Resolve(tree().NamedChild(node, 0), depth + 1);
      case kBinary: {
        const std::string_view op = TextOf(Child(node, t_.op));
        return op == "||" || op == "??" ? Resolve(Child(node, t_.left), depth + 1) : std::string();
      }
      default:
        return {};
    }
  }

  const Binding* Shadowing(std::string_view name) { return names().Find(name); }

  std::string ResolveName(std::string_view name) {
    const Binding* const binding = names().Find(name);
    if (binding != nullptr) return std::string(binding->value);
    return IsGlobalName(name) ? "global:#" + std::string(name) : std::string();
  }

  // ---- definitions

  void AddModifiers(NodeIndex node, Definition& definition) {
    for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
      if (K(i) == kAccessibility) definition.modifiers.push_back(sink().Keep(TextOf(i)));
      if (tree()[i].named()) continue;
      const std::string_view word = TextOf(i);
      for (const std::string_view modifier :
           {"static", "readonly", "async", "abstract", "override", "get", "set"}) {
        if (word == modifier) definition.modifiers.push_back(sink().Keep(word));
      }
    }
    if (definition.name.starts_with("#")) definition.modifiers.push_back("private");
    if (K(Parent(node)) == kExport) definition.modifiers.push_back("export");
  }

  void AddDocumentationBefore(NodeIndex node, Definition& definition) {
    NodeIndex outer = K(Parent(node)) == kExport ? Parent(node) : node;
    if (outer == 0) return;
    // The comment is the sibling before.
    NodeIndex before = kNoNode;
    for (NodeIndex i = tree().FirstChild(Parent(outer)); i != kNoNode && i != outer;
         i = tree().NextSibling(i))
      before = i;
    if (before != kNoNode && K(before) == kComment && TextOf(before).starts_with("/**"))
      definition.documentation = "jsdoc";
  }

  std::string DecoratorName(NodeIndex decorator) {
    const NodeIndex expression = tree().NamedChild(decorator, 0);
    const NodeIndex callee = K(expression) == kCall ? Child(expression, t_.function) : expression;
    const std::string name = CalleeName(Resolve(callee));
    return name.empty() && callee != kNoNode ? Unresolved(callee) : name;
  }

  // Decorators stand inside a field or parameter, before a method, and before
  // or inside an exported class.
  void AddAnnotations(NodeIndex node, Definition& definition) {
    const auto add_children = [&](NodeIndex parent, bool stop_at_node) {
      std::vector<NodeIndex> run;
      for (NodeIndex i = tree().FirstChild(parent); i != kNoNode; i = tree().NextSibling(i)) {
        if (stop_at_node && i == node) break;
        if (K(i) == kDecorator) {
          run.push_back(i);
        } else if (stop_at_node && K(i) != kComment && tree()[i].named()) {
          run.clear();
        }
      }
      for (const NodeIndex i : run) definition.annotations.push_back(sink().Keep(DecoratorName(i)));
    };
    add_children(node, false);
    add_children(Parent(node), true);
  }

  // What a decorator stands before.
  NodeIndex DecoratedBy(NodeIndex decorator) const {
    const NodeIndex parent = Parent(decorator);
    const ScriptKind kind = K(parent);
    if (kind == kField || kind == kRequiredParameter || kind == kOptionalParameter ||
        kind == kClass || kind == kAbstractClass)
      return parent;
    if (kind == kExport) return Child(parent, t_.declaration);
    for (NodeIndex i = tree().NextSibling(decorator); i != kNoNode; i = tree().NextSibling(i)) {
      if (K(i) != kDecorator && K(i) != kComment && tree()[i].named()) return i;
    }
    return kNoNode;
  }

  void AddBase(NodeIndex node, Definition& definition) {
    std::string name = CalleeName(Resolve(node));
    if (name.empty()) name = Unresolved(node);
    definition.bases.push_back(sink().Keep(name));
    Use use;
    use.region = RegionOf(tree()[node]);
    use.name = sink().Keep(name);
    use.form = UseForm::kBase;
    use.target_definition = definition.name;
    AddUse(std::move(use), {});
  }

  void AddBases(NodeIndex node, Definition& definition) {
    for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
      if (K(i) == kHeritage || K(i) == kExtends || K(i) == kImplements || K(i) == kExtendsType) {
        AddBases(i, definition);
      } else if (K(node) == kHeritage || K(node) == kExtends || K(node) == kImplements ||
                 K(node) == kExtendsType) {
        if (K(i) == kIdentifier || K(i) == kTypeIdentifier || K(i) == kMember || K(i) == kCall)
          AddBase(i, definition);
        // Base<T>: the name inside.
        if (tree().grammar().KindName(Kind(i)) == "generic_type")
          AddBase(tree().NamedChild(i, 0), definition);
      }
    }
  }

  void ReadClass(NodeIndex node) {
    const NodeIndex name = Child(node, t_.name);
    if (name == kNoNode && K(Parent(node)) != kDeclarator && K(Parent(node)) != kAssignment &&
        K(Parent(node)) != kExport)
      return;
    Definition definition;
    definition.kind = DefinitionKind::kClass;
    definition.name = sink().Keep(name == kNoNode ? std::string_view("default") : TextOf(name));
    definition.owner = sink().Keep(OwnerPath("."));
    if (K(node) == kAbstractClass) definition.modifiers.push_back("abstract");
    AddModifiers(node, definition);
    AddAnnotations(node, definition);
    AddDocumentationBefore(node, definition);
    AddBases(node, definition);
    if (name != kNoNode)
      names().BindInFunction(
          definition.name,
          {sink().KeepName("local:#" + std::string(definition.name)), {}, Provenance::kUnknown},
          true);
    Open(std::move(definition), node, Bindings::ScopeKind::kClass);
    BindFieldsAhead(node);
  }

  void BindFieldsAhead(NodeIndex node) {
    const NodeIndex body = Child(node, t_.body);
    if (body == kNoNode) return;
    for (NodeIndex member = tree().FirstChild(body); member != kNoNode;
         member = tree().NextSibling(member)) {
      if (K(member) == kField) {
        const NodeIndex name = FieldName(member);
        std::string value = ValueOfType(Child(member, t_.type));
        if (value.empty()) value = Resolve(Child(member, t_.value));
        if (name != kNoNode) BindField(TextOf(name), value);
      }
      if (K(member) == kMethod && TextOf(Child(member, t_.name)) == "constructor")
        BindConstructorFields(member);
    }
  }

  NodeIndex FieldName(NodeIndex field) const {
    const NodeIndex name = Child(field, t_.name);
    return name == kNoNode ? Child(field, t_.property) : name;
  }

  void BindConstructorFields(NodeIndex method) {
    const NodeIndex list = Child(method, t_.parameters);
    std::unordered_map<std::string_view, std::string> types;
    for (NodeIndex i = tree().FirstChild(list); i != kNoNode; i = tree().NextSibling(i)) {
      const NodeIndex pattern = Child(i, t_.pattern);
      if (pattern == kNoNode) continue;
      types[TextOf(pattern)] = ValueOfType(Child(i, t_.type));
      bool property = false;
      for (NodeIndex j = tree().FirstChild(i); j != kNoNode; j = tree().NextSibling(j)) {
        property |= K(j) == kAccessibility || (!tree()[j].named() && TextOf(j) == "readonly");
      }
      if (property) BindField(TextOf(pattern), types[TextOf(pattern)]);
    }
    for (NodeIndex i = method; i < tree()[method].next; ++i) {
      if (K(i) != kAssignment) continue;
      const NodeIndex left = Child(i, t_.left);
      if (K(left) != kMember || K(Child(left, t_.object)) != kThis) continue;
      const NodeIndex right = Child(i, t_.right);
      std::string value = Resolve(right);
      const auto typed = types.find(TextOf(right));
      if (typed != types.end()) value = typed->second;
      BindField(TextOf(Child(left, t_.property)), value);
    }
  }

  // The value of a declared type: Repository<User>, Promise<Redis>, Redis | null.
  std::string ValueOfType(NodeIndex type) {
    if (type == kNoNode) return {};
    for (NodeIndex i = type; i < tree()[type].next; ++i) {
      if (K(i) != kTypeIdentifier && K(i) != kIdentifier) continue;
      const std::string_view name = TextOf(i);
      if (name == "Promise" || name == "Partial" || name == "Readonly" || name == "Array") continue;
      // A qualified name: express.Application.
      const NodeIndex parent = Parent(i);
      if (tree().grammar().KindName(Kind(parent)) == "nested_type_identifier") {
        const std::string base = Resolve(tree().FirstChild(parent));
        return base.empty() ? std::string()
                            : ValueOf(MemberOf(base, TextOf(tree()[parent].next - 1)));
      }
      const std::string resolved = ResolveName(name);
      return resolved.empty() ? std::string() : ValueOf(resolved);
    }
    return {};
  }

  std::string TypeText(NodeIndex type) {
    if (type == kNoNode) return {};
    const NodeIndex inner = tree().NamedChild(type, 0);
    if (inner != kNoNode && K(inner) == kTypeIdentifier) {
      const std::string name = Resolve(inner);
      if (!name.empty()) return name;
    }
    return Bounded(inner == kNoNode ? type : inner);
  }

  void ReadInterface(NodeIndex node) {
    OpenNamed(node, DefinitionKind::kInterface);
    Definition* const definition = ScopeDefinition();
    const NodeIndex body = Child(node, t_.body);
    if (definition == nullptr || body == kNoNode) return;
    for (NodeIndex i = tree().FirstChild(body); i != kNoNode; i = tree().NextSibling(i)) {
      if (K(i) != kPropertySignature) continue;
      NoteSelfTyped(Child(i, t_.name), Child(i, t_.type), *definition);
    }
  }

  void OpenNamed(NodeIndex node, DefinitionKind kind) {
    Definition definition;
    definition.kind = kind;
    definition.name = sink().Keep(TextOf(Child(node, t_.name)));
    definition.owner = sink().Keep(OwnerPath("."));
    AddModifiers(node, definition);
    AddDocumentationBefore(node, definition);
    if (kind == DefinitionKind::kInterface) AddBases(node, definition);
    Open(std::move(definition), node, Bindings::ScopeKind::kBlock);
  }

  void NoteSelfTyped(NodeIndex name, NodeIndex type, Definition& owner) {
    if (name == kNoNode || type == kNoNode) return;
    for (NodeIndex i = type; i < tree()[type].next; ++i) {
      if (K(i) == kTypeIdentifier && TextOf(i) == owner.name) {
        owner.self_typed_fields.push_back(sink().Keep(TextOf(name)));
        return;
      }
    }
  }

  void ReadField(NodeIndex node) {
    const NodeIndex name = FieldName(node);
    if (name == kNoNode) return;
    const NodeIndex value = Child(node, t_.value);
    if (K(value) == kArrow || K(value) == kFunctionExpression) return;  // told as a method
    Definition definition;
    definition.region = RegionOf(tree()[node]);
    definition.kind = DefinitionKind::kField;
    definition.name = sink().Keep(TextOf(name));
    definition.owner = sink().Keep(OwnerPath("."));
    definition.type = sink().Keep(TypeText(Child(node, t_.type)));
    definition.scope = scope();
    AddModifiers(node, definition);
    AddAnnotations(node, definition);
    if (Definition* const owner = EnclosingClass())
      NoteSelfTyped(name, Child(node, t_.type), *owner);
    sink().Add(std::move(definition));
    if (value != kNoNode) AddNamedText(value, TextOf(name));
  }

  void ReadMethod(NodeIndex node) {
    const std::string_view name = TextOf(Child(node, t_.name));
    ReadFunction(node, name,
                 name == "constructor" ? DefinitionKind::kConstructor : DefinitionKind::kMethod);
  }

  void ReadFunction(NodeIndex node, std::string_view name, DefinitionKind kind) {
    Definition definition;
    definition.kind = kind;
    definition.name = sink().Keep(name);
    definition.owner = sink().Keep(OwnerPath("."));
    definition.type = sink().Keep(TypeText(Child(node, t_.return_type)));
    AddModifiers(node, definition);
    AddAnnotations(node, definition);
    AddDocumentationBefore(node, definition);
    const std::uint32_t index = Open(std::move(definition), node, Bindings::ScopeKind::kFunction);
    Definition scratch;
    BindParameters(node, &scratch);
    if (index != kNoScope)
      sink().facts().definitions[index].parameters = std::move(scratch.parameters);
  }

  // An arrow or function expression that has a name is a definition; others
  // are a scope of names, inside the definition they stand in.
  void ReadFunctionValue(NodeIndex node) {
    const NodeIndex parent = Parent(node);
    if (K(parent) == kDeclarator && K(Child(parent, t_.name)) == kIdentifier) {
      return ReadFunction(node, TextOf(Child(parent, t_.name)), DefinitionKind::kFunction);
    }
    if (K(parent) == kField)
      return ReadFunction(node, TextOf(FieldName(parent)), DefinitionKind::kMethod);
    if (K(parent) == kAssignment && K(Child(parent, t_.left)) == kMember) {
      return ReadFunction(node, TextOf(Child(Child(parent, t_.left), t_.property)),
                          DefinitionKind::kFunction);
    }
    if (K(parent) == kPair)
      return ReadFunction(node, TextOf(Child(parent, t_.key)), DefinitionKind::kMethod);
    OpenScope(node, Bindings::ScopeKind::kFunction);
    BindParameters(node, nullptr);
  }

  void BindParameters(NodeIndex function, Definition* definition) {
    const NodeIndex single = Child(function, t_.parameter);
    if (single != kNoNode) return BindParameter(single, kNoNode, 0, definition);
    const NodeIndex list = Child(function, t_.parameters);
    if (list == kNoNode) return;
    std::size_t position = 0;
    for (NodeIndex i = tree().FirstChild(list); i != kNoNode; i = tree().NextSibling(i)) {
      if (!tree()[i].named() || K(i) == kComment || K(i) == kDecorator) continue;
      const NodeIndex pattern = Child(i, t_.pattern);
      BindParameter(pattern == kNoNode ? i : pattern, Child(i, t_.type), position++, definition);
    }
  }

  void BindParameter(NodeIndex pattern, NodeIndex type, std::size_t position,
                     Definition* definition) {
    const bool has_default = K(pattern) == kAssignmentPattern;
    if (has_default) pattern = Child(pattern, t_.left);
    if (pattern == kNoNode) return;
    const std::string_view name = TextOf(pattern);
    const bool request = name == "req" || name == "request" || (name == "ctx" && position == 0);
    Binding binding;
    binding.value = sink().KeepName(ValueOfType(type));
    binding.provenance = request ? Provenance::kRequest : Provenance::kParameter;
    if (K(pattern) == kIdentifier) {
      names().Bind(name, binding, true);
    } else {
      BindPattern(pattern, {}, binding);
    }
    if (definition == nullptr) return;
    Parameter parameter;
    parameter.name = sink().Keep(Truncate(name, 60));
    parameter.type = sink().Keep(TypeText(type));
    parameter.has_default = has_default;
    definition->parameters.push_back(parameter);
  }

  // Every name of a destructuring pattern; `base` is what it takes apart.
  void BindPattern(NodeIndex pattern, const std::string& base, const Binding& binding) {
    if (pattern == kNoNode) return;
    for (NodeIndex i = pattern; i < tree()[pattern].next; ++i) {
      std::string_view name;
      std::string_view member;
      if (K(i) == kShorthandPattern) {
        name = member = TextOf(i);
      } else if (K(i) == kPairPattern && K(Child(i, t_.value)) == kIdentifier) {
        member = TextOf(Child(i, t_.key));
        name = TextOf(Child(i, t_.value));
      } else if (K(i) == kIdentifier && K(Parent(i)) != kPairPattern &&
                 K(Parent(i)) != kSubscript && K(Parent(i)) != kMember) {
        name = TextOf(i);
      }
      if (name.empty()) continue;
      Binding bound = binding;
      if (!base.empty() && !member.empty() && K(Parent(i)) == kObjectPattern &&
          Parent(i) == pattern)
        bound.value = sink().KeepName(MemberOf(base, member));
      names().BindInFunction(name, bound, true);
    }
  }

  void ReadDecorator(NodeIndex node) {
    const NodeIndex expression = tree().NamedChild(node, 0);
    if (expression == kNoNode) return;
    Use use;
    use.region = RegionOf(tree()[node]);
    use.form = UseForm::kDecorator;
    use.name = sink().Keep(DecoratorName(node));
    const NodeIndex target = DecoratedBy(node);
    if (target != kNoNode) {
      NodeIndex name = FieldName(target);
      if (name == kNoNode) name = Child(target, t_.pattern);
      if (name != kNoNode) use.target_definition = sink().Keep(TextOf(name));
    }
    std::vector<ArgumentNode> arguments;
    if (K(expression) == kCall) {
      arguments = ArgumentsOf(expression);
      told_calls_.insert(expression);
    }
    AddUse(std::move(use), arguments);
  }

  // ---- expressions

  std::vector<ArgumentNode> ArgumentsOf(NodeIndex call) const {
    std::vector<ArgumentNode> arguments;
    const NodeIndex list = Child(call, t_.arguments);
    if (list == kNoNode) return arguments;
    if (K(list) == kTemplate) return {{list, ""}};  // a tagged template
    for (NodeIndex i = tree().FirstChild(list); i != kNoNode; i = tree().NextSibling(i)) {
      if (tree()[i].named() && K(i) != kComment) arguments.push_back({i, ""});
    }
    return arguments;
  }

  void ReadCall(NodeIndex node) {
    if (told_calls_.contains(node)) return;
    const NodeIndex callee = Child(node, t_.function);
    if (callee == kNoNode) return;
    const std::vector<ArgumentNode> arguments = ArgumentsOf(node);
    const std::string required = RequiredModule(node);
    if (!required.empty() && Shadowing("require") == nullptr) return ReadRequire(node, required);
    if (TextOf(callee) == "import" && arguments.size() == 1 && K(arguments[0].node) == kString) {
      return AddImport(node, ModuleName(Literal(arguments[0].node)), {}, {}, ImportForm::kDynamic,
                       false);
    }
    std::string name = CalleeName(Resolve(callee));
    if (name.empty()) name = Unresolved(callee);
    const bool member = K(callee) == kMember;
    Use use;
    use.region = RegionOfCall(node, member ? Child(callee, t_.property) : kNoNode);
    use.name = sink().Keep(name);
    if (member) use.receiver = sink().Keep(Bounded(Child(callee, t_.object)));
    ReadResult(node, use);
    NoteSelfCall(callee);
    ReadCollectionCall(callee, arguments);
    AddUse(std::move(use), arguments);
  }

  void ReadRequire(NodeIndex node, const std::string& module) {
    const NodeIndex list = Child(node, t_.arguments);
    Consume(tree().NamedChild(list, 0));
    const NodeIndex parent = Parent(node);
    if (K(parent) == kDeclarator && K(Child(parent, t_.name)) == kObjectPattern) {
      const NodeIndex pattern = Child(parent, t_.name);
      for (NodeIndex i = tree().FirstChild(pattern); i != kNoNode; i = tree().NextSibling(i)) {
        if (K(i) == kShorthandPattern)
          AddImport(i, module, TextOf(i), {}, ImportForm::kMember, false);
        if (K(i) == kPairPattern)
          AddImport(i, module, TextOf(Child(i, t_.key)), TextOf(Child(i, t_.value)),
                    ImportForm::kMember, false);
      }
      return;
    }
    const std::string_view symbol =
        K(parent) == kMember ? TextOf(Child(parent, t_.property)) : std::string_view();
    AddImport(node, module, symbol, {}, symbol.empty() ? ImportForm::kModule : ImportForm::kMember,
              false);
  }

  void ReadNew(NodeIndex node) {
    const NodeIndex type = Child(node, t_.constructor);
    if (type == kNoNode) return;
    std::string name = CalleeName(Resolve(type));
    if (name.empty()) name = Unresolved(type);
    Use use;
    use.region = RegionOf(tree()[node]);
    use.name = sink().Keep(name);
    use.form = UseForm::kInstantiation;
    ReadResult(node, use);
    AddUse(std::move(use), ArgumentsOf(node));
  }

  void NoteSelfCall(NodeIndex callee) {
    Definition* const function = EnclosingFunction();
    if (function == nullptr) return;
    const bool own = function->kind == DefinitionKind::kFunction
                         ? K(callee) == kIdentifier && TextOf(callee) == function->name
                         : K(callee) == kMember && K(Child(callee, t_.object)) == kThis &&
                               TextOf(Child(callee, t_.property)) == function->name;
    if (own) function->calls_itself = true;
  }

  void ReadCollectionCall(NodeIndex callee, const std::vector<ArgumentNode>& arguments) {
    if (K(callee) != kMember) return;
    const std::string_view member = TextOf(Child(callee, t_.property));
    const std::string object = Bounded(Child(callee, t_.object));
    const std::string key = arguments.empty() ? std::string() : Bounded(arguments[0].node);
    if (member == "pop" || member == "shift" || member == "poll" || member == "dequeue")
      shapes().Take(object);
    if (member == "push" || member == "unshift" || member == "add" || member == "enqueue")
      shapes().Put(object);
    if (member == "has" || member == "includes") shapes().TestMember(object, key);
    if (member == "get") shapes().ReadElement(object, key);
    if (member == "set" && arguments.size() == 2) {
      shapes().WriteElement(object, key, Bounded(arguments[1].node, 120));
      shapes().Put(object);
    }
  }

  void ReadResult(NodeIndex node, Use& use) {
    for (int up = 0; up < 8; ++up) {
      const NodeIndex parent = Parent(node);
      switch (K(parent)) {
        case kParenthesized:
        case kAsExpression:
        case kNonNull:
          break;
        case kAwait:
          use.awaited = true;
          break;
        case kExpressionStatement:
          use.result = ResultUse::kDiscarded;
          return;
        case kDeclarator:
          use.result = ResultUse::kAssigned;
          use.result_target = sink().Keep(Bounded(Child(parent, t_.name)));
          return;
        case kAssignment:
        case kAugmented:
          use.result = ResultUse::kAssigned;
          use.result_target = sink().Keep(Bounded(Child(parent, t_.left)));
          return;
        case kPair:
          use.result = ResultUse::kAssigned;
          use.result_target = sink().Keep(KeyText(Child(parent, t_.key)));
          return;
        case kField:
          use.result = ResultUse::kAssigned;
          use.result_target = sink().Keep(TextOf(FieldName(parent)));
          return;
        case kReturn:
          use.result = ResultUse::kReturned;
          return;
        case kArrow:
          use.result = ResultUse::kReturned;
          return;
        case kArguments: {
          use.result = ResultUse::kArgument;
          const NodeIndex call = Parent(parent);
          const NodeIndex callee =
              K(call) == kNew ? Child(call, t_.constructor) : Child(call, t_.function);
          const std::string name = CalleeName(Resolve(callee));
          use.result_target =
              sink().Keep(name.empty() && callee != kNoNode ? Bounded(callee) : name);
          return;
        }
        case kMember:
          use.result = ResultUse::kReceiver;
          return;
        case kBinary: {
          const std::string_view op = TextOf(Child(parent, t_.op));
          if (op == "===" || op == "==" || op == "!==" || op == "!=") {
            use.result = ResultUse::kCompared;
            use.result_target = sink().Keep(Bounded(
                tree()[node].field == t_.left ? Child(parent, t_.right) : Child(parent, t_.left)));
          } else {
            use.result = ResultUse::kOther;
          }
          return;
        }
        case kIf:
        case kWhile:
        case kTernary:
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
    if (key != kNoNode && K(key) == kString && ReadText(key, text)) return text.value;
    return key == kNoNode ? std::string() : Bounded(key);
  }

  void ReadMember(NodeIndex node) {
    const NodeIndex parent = Parent(node);
    const std::uint16_t field = tree()[node].field;
    if ((K(parent) == kMember && field == t_.object) ||
        (K(parent) == kCall && field == t_.function) ||
        (K(parent) == kNew && field == t_.constructor) || K(parent) == kDecorator ||
        (K(parent) == kAssignment && field == t_.left) || K(parent) == kHeritage ||
        K(parent) == kExtends) {
      return;
    }
    const std::string name = Resolve(node);
    if (name.empty() || name.starts_with("local:") || name.starts_with("self:")) return;
    Use use;
    use.region = RegionOf(tree()[node]);
    use.name = sink().Keep(name);
    use.form = UseForm::kAttribute;
    ReadResult(node, use);
    AddUse(std::move(use), {});
  }

  void ReadSubscript(NodeIndex node) {
    const NodeIndex object = Child(node, t_.object);
    const NodeIndex key = Child(node, t_.index);
    if (key == kNoNode) return;
    const bool written = K(Parent(node)) == kAssignment && tree()[node].field == t_.left;
    if (written) return;
    shapes().ReadElement(Bounded(object), Bounded(key));
    if (K(Parent(node)) == kIf || K(Parent(node)) == kParenthesized || K(Parent(node)) == kUnary)
      shapes().TestMember(Bounded(object), Bounded(key));
    const std::string name = Resolve(object);
    if (K(object) != kMember || name.empty() || name.starts_with("local:") ||
        name.starts_with("self:"))
      return;
    Use use;
    use.region = RegionOf(tree()[node]);
    use.name = sink().Keep(name);
    use.form = UseForm::kAttribute;
    ReadResult(node, use);
    AddUse(std::move(use), {{key, ""}});
  }

  void ReadDeclarator(NodeIndex node) {
    const NodeIndex name = Child(node, t_.name);
    const NodeIndex value = Child(node, t_.value);
    if (name == kNoNode) return;
    if (K(name) != kIdentifier) return BindPattern(name, Resolve(value), {});
    if (K(value) == kArrow || K(value) == kFunctionExpression) {
      names().BindInFunction(
          TextOf(name),
          {sink().KeepName("local:#" + std::string(TextOf(name))), {}, Provenance::kUnknown}, true);
      return;
    }
    shapes().Assign(TextOf(name), value == kNoNode ? std::string() : Bounded(value));
    BindValue(TextOf(name), value, Child(node, t_.type));
    if (value != kNoNode) AddNamedText(value, TextOf(name));
  }

  void BindValue(std::string_view name, NodeIndex value, NodeIndex type) {
    Binding binding;
    std::string resolved = value == kNoNode ? std::string() : Resolve(value);
    if (resolved.empty()) resolved = ValueOfType(type);
    binding.value = sink().KeepName(resolved);
    TextValue text;
    if (value != kNoNode && ReadText(value, text)) {
      if (text.parts.empty()) {
        binding.literal = sink().Keep(text.value);
        binding.provenance =
            EnclosingFunctionIndex() == kNoScope ? Provenance::kConstant : Provenance::kLiteral;
      }
      BindText(name, std::move(text));
    } else if (value != kNoNode) {
      binding.provenance = ProvenanceOf(value);
      if (EnclosingFunctionIndex() == kNoScope && (K(value) == kArray || K(value) == kObject))
        binding.provenance = Provenance::kAllowList;
    }
    names().BindInFunction(name, binding, true);
  }

  void ReadAssignment(NodeIndex node) {
    const NodeIndex left = Child(node, t_.left);
    const NodeIndex right = Child(node, t_.right);
    if (left == kNoNode || right == kNoNode) return;
    if (K(left) == kIdentifier) {
      shapes().Assign(TextOf(left), Bounded(right));
      Binding binding;
      binding.value = sink().KeepName(Resolve(right));
      binding.provenance = ProvenanceOf(right);
      names().BindInFunction(TextOf(left), binding);
      TextValue text;
      if (ReadText(right, text)) BindText(TextOf(left), std::move(text));
      AddNamedText(right, TextOf(left));
    } else if (K(left) == kSubscript) {
      shapes().WriteElement(Bounded(Child(left, t_.object)), Bounded(Child(left, t_.index)),
                            Bounded(right, 120));
      AddNamedText(right, KeyText(Child(left, t_.index)));
    } else if (K(left) == kMember) {
      AddNamedText(right, TextOf(left));
      const std::string_view root = TextOf(left);
      if (root.starts_with("module.exports") || root.starts_with("exports."))
        exported_.push_back({node, {}});
    } else if (K(left) == kArrayPattern) {
      ReadSwap(node, left, right);
    }
  }

  void ReadSwap(NodeIndex node, NodeIndex left, NodeIndex right) {
    const NodeIndex a = tree().NamedChild(left, 0);
    const NodeIndex b = tree().NamedChild(left, 1);
    const NodeIndex x = K(right) == kArray ? tree().NamedChild(right, 0) : kNoNode;
    const NodeIndex y = K(right) == kArray ? tree().NamedChild(right, 1) : kNoNode;
    if (K(a) != kSubscript || K(b) != kSubscript || x == kNoNode || y == kNoNode) return;
    if (TextOf(a) == TextOf(y) && TextOf(b) == TextOf(x)) AddConstruct(node, ConstructKind::kSwap);
  }

  void ReadAugmented(NodeIndex node) {
    const NodeIndex left = Child(node, t_.left);
    TextValue text;
    if (K(left) == kIdentifier && ReadText(Child(node, t_.right), text))
      AppendText(TextOf(left), text);
  }

  void ReadBinaryExpression(NodeIndex node) {
    const std::string_view op = TextOf(Child(node, t_.op));
    if (op == "&&" || op == "||" || op == "??") return Branch();
    if (op == "+" && K(Parent(node)) != kBinary) return AddPlainText(node);
    if (op == "in")
      return shapes().TestMember(Bounded(Child(node, t_.right)), Bounded(Child(node, t_.left)));
    if (op != "<" && op != ">" && op != "<=" && op != ">=" && op != "===" && op != "==" &&
        op != "!==")
      return;
    for (const NodeIndex side : {Child(node, t_.left), Child(node, t_.right)}) {
      if (side == kNoNode || K(side) != kSubscript) continue;
      AddConstruct(node, ConstructKind::kIndexComparison);
      shapes().CompareElement(Bounded(Child(side, t_.object)), Bounded(Child(side, t_.index)));
    }
  }

  void ReadCatch(NodeIndex node) {
    Branch();
    const NodeIndex body = Child(node, t_.body);
    const NodeIndex parameter = Child(node, t_.parameter);
    AddConstruct(node, ConstructKind::kHandler, {},
                 body == kNoNode ? "empty" : CatchDetail(body, parameter));
  }

  std::string_view CatchDetail(NodeIndex body, NodeIndex parameter) {
    std::size_t statements = 0;
    bool log = false;
    for (NodeIndex i = tree().FirstChild(body); i != kNoNode; i = tree().NextSibling(i)) {
      if (!tree()[i].named() || K(i) == kComment) continue;
      ++statements;
      const std::string_view text = TextOf(i);
      if (K(i) == kThrow) {
        const NodeIndex thrown = tree().NamedChild(i, 0);
        return parameter != kNoNode && thrown != kNoNode && TextOf(thrown) == TextOf(parameter)
                   ? "rethrow"
                   : "wrap";
      }
      log |= text.starts_with("console.") || text.starts_with("log") ||
             text.find("logger.") != std::string_view::npos;
    }
    if (statements == 0) return "empty";
    return log && statements == 1 ? "log" : "handle";
  }

  void ReadThrow(NodeIndex node) {
    const NodeIndex thrown = tree().NamedChild(node, 0);
    std::string type;
    if (K(thrown) == kNew) {
      type = Resolve(Child(thrown, t_.constructor));
      if (type.empty()) type = Bounded(Child(thrown, t_.constructor));
    }
    const bool cause = thrown != kNoNode && TextOf(thrown).find("cause") != std::string_view::npos;
    AddConstruct(node, ConstructKind::kThrow, type, cause ? "cause" : "");
  }

  void ReadReturn(NodeIndex node) {
    Definition* const function = EnclosingFunction();
    const NodeIndex value = tree().NamedChild(node, 0);
    if (function == nullptr || value == kNoNode) return;
    const std::string resolved = Resolve(value);
    const auto [known, inserted] = returns_.try_emplace(std::string(function->name), resolved);
    if (!inserted && known->second != resolved) known->second.clear();
  }

  void ReadPair(NodeIndex node) {
    const NodeIndex value = Child(node, t_.value);
    if (value != kNoNode && (K(value) == kString || K(value) == kTemplate))
      AddNamedText(value, KeyText(Child(node, t_.key)));
  }

  void ReadString(NodeIndex node) {
    const NodeIndex parent = Parent(node);
    if (K(parent) == kBinary || K(parent) == kImport || K(parent) == kExport) return;
    AddPlainText(node);
  }

  // A component; HTML's own tags begin with a small letter.
  void ReadTag(NodeIndex node) {
    const NodeIndex name = Child(node, t_.name);
    if (name == kNoNode || TextOf(name).empty() ||
        (TextOf(name)[0] >= 'a' && TextOf(name)[0] <= 'z' && K(name) == kIdentifier))
      return;
    const std::string resolved = CalleeName(Resolve(name));
    Use use;
    use.region = RegionOf(tree()[node]);
    use.name = sink().Keep(resolved.empty() ? Unresolved(name) : resolved);
    use.form = UseForm::kTag;
    AddUse(std::move(use), {});
  }

  void ReadJsxAttribute(NodeIndex node) {
    const NodeIndex name = tree().NamedChild(node, 0);
    if (name == kNoNode || TextOf(name) != "dangerouslySetInnerHTML") return;
    Use use;
    use.region = RegionOf(tree()[node]);
    use.name = "global:#dangerouslySetInnerHTML";
    use.form = UseForm::kAttribute;
    const NodeIndex value = tree().NamedChild(node, 1);
    const NodeIndex inner = value == kNoNode ? kNoNode : tree().NamedChild(value, 0);
    AddUse(std::move(use),
           inner == kNoNode ? std::vector<ArgumentNode>() : std::vector<ArgumentNode>{{inner, ""}});
  }

  // An imported type that a parameter, field or result is declared as.
  void ReadType(NodeIndex node) {
    if (K(Parent(node)) == kHeritage || K(Parent(node)) == kImplements ||
        tree()[node].field == t_.name)
      return;
    const std::string name = Resolve(node);
    if (!name.starts_with("npm:")) return;
    Use use;
    use.region = RegionOf(tree()[node]);
    use.name = sink().Keep(name);
    use.form = UseForm::kType;
    AddUse(std::move(use), {});
  }

  // ---- values and strings

  Value ReadValue(NodeIndex node) override {
    switch (K(node)) {
      case kNumber:
        return {ValueKind::kNumber, std::string(TextOf(node))};
      case kTrue:
        return {ValueKind::kBoolean, "true"};
      case kFalse:
        return {ValueKind::kBoolean, "false"};
      case kNull:
      case kUndefined:
        return {ValueKind::kNull, "null"};
      case kObject:
        return {ValueKind::kMap, ""};
      case kArray:
        return {ValueKind::kList, ""};
      case kArrow:
      case kFunctionExpression:
        return {ValueKind::kFunction, ""};
      case kUnary:
        return {ValueKind::kNumber, Bounded(node)};
      default:
        break;
    }
    TextValue text;
    if (K(node) != kIdentifier && ReadText(node, text)) {
      return {text.parts.empty() ? ValueKind::kString : ValueKind::kInterpolated, text.value};
    }
    const std::string name = Resolve(node);
    if (K(node) == kCall || K(node) == kNew)
      return {ValueKind::kCall, name.empty() ? Bounded(node) : name};
    if (K(node) == kIdentifier || K(node) == kMember || K(node) == kShorthand ||
        K(node) == kSubscript) {
      return {ValueKind::kName, name.empty() ? Bounded(node) : name};
    }
    return {ValueKind::kOther, Bounded(node)};
  }

  void AddNested(NodeIndex node, const Argument& parent, int depth,
                 std::vector<Argument>& arguments) override {
    if (depth == 0 || arguments.size() > 64) return;
    std::size_t index = 0;
    for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
      if (!tree()[i].named() || K(i) == kComment || K(i) == kSpread) continue;
      std::string path(parent.path);
      NodeIndex value = i;
      if (K(node) == kObject) {
        const NodeIndex key = K(i) == kPair     ? Child(i, t_.key)
                              : K(i) == kMethod ? Child(i, t_.name)
                                                : i;
        if (!path.empty()) path += '.';
        path += KeyText(key);
        if (K(i) == kPair) value = Child(i, t_.value);
      } else {
        path += '[' + std::to_string(index++) + ']';
      }
      if (value == kNoNode) continue;
      Argument argument = MakeArgument(value, parent.position, parent.keyword, path);
      arguments.push_back(argument);
      if (argument.kind == ValueKind::kMap || argument.kind == ValueKind::kList)
        AddNested(value, argument, depth - 1, arguments);
    }
  }

  Provenance ProvenanceOf(NodeIndex node, int depth = 0) {
    if (node == kNoNode || depth > kMaxChain) return Provenance::kUnknown;
    switch (K(node)) {
      case kNumber:
        return Provenance::kNumber;
      case kString:
        return Provenance::kLiteral;
      case kParenthesized:
      case kAwait:
      case kNonNull:
      case kAsExpression:
        return ProvenanceOf(tree().NamedChild(node, 0), depth + 1);
      case kIdentifier: {
        const Binding* const binding = names().Find(TextOf(node));
        return binding == nullptr ? Provenance::kUnknown : binding->provenance;
      }
      case kCall: {
        const std::string callee = Resolve(Child(node, t_.function));
        if (callee == "global:#Number" || callee == "global:#parseInt" ||
            callee == "global:#parseFloat" || callee.starts_with("global:#Math."))
          return Provenance::kNumber;
        const std::string_view text = TextOf(Child(node, t_.function));
        for (const std::string_view name :
             {"escapeId", "escapeIdentifier", "quoteIdentifier", "format"}) {
          if (text.ends_with(name)) return Provenance::kIdentifier;
        }
        if (text.ends_with(".map") || text.ends_with(".join")) {
          // ids.map(() => "?").join(","): placeholders, whatever their number.
          const std::string_view whole = TextOf(node);
          if (whole.find("'?'") != std::string_view::npos ||
              whole.find("\"?\"") != std::string_view::npos)
            return Provenance::kLiteral;
        }
        return ProvenanceOf(Child(node, t_.function), depth + 1) == Provenance::kRequest
                   ? Provenance::kRequest
                   : Provenance::kUnknown;
      }
      case kSubscript: {
        const Provenance base = ProvenanceOf(Child(node, t_.object), depth + 1);
        return base == Provenance::kAllowList || base == Provenance::kRequest
                   ? base
                   : Provenance::kUnknown;
      }
      case kMember: {
        if (TextOf(Child(node, t_.property)) == "length") return Provenance::kNumber;
        const Provenance base = ProvenanceOf(Child(node, t_.object), depth + 1);
        return base == Provenance::kRequest || base == Provenance::kAllowList
                   ? base
                   : Provenance::kUnknown;
      }
      case kTernary: {
        const Provenance a = ProvenanceOf(tree().NamedChild(node, 1), depth + 1);
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
        text.value += Literal(node);
        return true;
      case kTemplate:
        for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
          if (K(i) == kFragment || K(i) == kEscape) text.value += TextOf(i);
          if (K(i) == kSubstitution)
            AddPart(tree().NamedChild(i, 0) == kNoNode ? i : tree().NamedChild(i, 0), text);
        }
        return true;
      case kParenthesized:
      case kAsExpression:
        return ReadText(tree().NamedChild(node, 0), text, depth + 1);
      case kIdentifier: {
        const TextValue* const known = FindText(TextOf(node));
        if (known == nullptr) return false;
        text.value += known->value;
        text.parts.insert(text.parts.end(), known->parts.begin(), known->parts.end());
        return true;
      }
      case kBinary: {
        if (TextOf(Child(node, t_.op)) != "+") return false;
        TextValue first;
        TextValue second;
        const bool a = ReadText(Child(node, t_.left), first, depth + 1);
        const bool b = ReadText(Child(node, t_.right), second, depth + 1);
        if (!a && !b) return false;
        const auto add = [&](bool known, const TextValue& value, NodeIndex operand) {
          if (!known) return AddPart(operand, text);
          text.value += value.value;
          text.parts.insert(text.parts.end(), value.parts.begin(), value.parts.end());
        };
        add(a, first, Child(node, t_.left));
        add(b, second, Child(node, t_.right));
        return true;
      }
      default:
        return false;
    }
  }

  const Tables& t_;
  std::unordered_set<NodeIndex> told_calls_;
  std::map<std::string, std::string> returns_;
  struct Exported {
    NodeIndex node;  // an export statement, or an assignment to module.exports
    std::string module;
  };
  std::vector<Exported> exported_;
};

void ReadScript(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const Tables& tables = TablesOf(source.format);
  const Result<SyntaxTree> tree = SyntaxTree::Parse(*tables.grammar, source.text, source.limits);
  if (!tree) return AddParseDiagnostic(tree.error().message, sink);
  ScriptExtractor(*tree, sink, tables).Run();
}

}  // namespace

extern const FormatReader kFormatReader_javascript = {
    {{"javascript", {"JavaScript", "JSX"}, {}, {}},
     {"typescript", {"TypeScript"}, {}, {}},
     {"tsx", {"TSX"}, {}, {}}},
    ReadScript,
    2,
};

}  // namespace assay
