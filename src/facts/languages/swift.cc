// Swift: what its grammar's kinds are to the shared engine of the typed
// languages, and what is its own: operators that the grammar groups wrongly,
// imports of whole modules, of which nothing says what they hold, conditions
// that bind names, closures whose parameters a library declares, and SQL whose
// interpolations are bound values.
//
// A name is of a library where its module is written before it
// (Foundation.Date), was imported by itself (import struct Foundation.Date), or
// is one that exactly one of the imported modules is known to hold.
#include <algorithm>
#include <array>
#include <string>

#include "base/check.h"
#include "base/text.h"
#include "facts/extract.h"
#include "facts/swift_names.h"
#include "facts/typed/extractor.h"

namespace assay {
namespace {

const SyntaxMap& SwiftSyntax() {
  static const SyntaxMap kMap(
      "swift",
      {
          {"'?\?'", Role::kNone},
          {"'nil'", Role::kNull},
          {"additive_expression", Role::kBinary, "left:lhs right:rhs operator:op"},
          {"array_literal", Role::kList},
          {"array_type", Role::kCollectionType, "type:name"},
          {"as_expression", Role::kCast, "value:expr type:name"},
          {"assignment", Role::kAssign, "left:target right:result operator:operator"},
          {"attribute", Role::kAnnotation, "name:0"},
          {"await_expression", Role::kAwait, "value:expr"},
          {"bitwise_operation", Role::kBinary, "left:lhs right:rhs operator:op"},
          {"boolean_literal", Role::kBoolean},
          {"call_expression", Role::kCall, "target:0"},
          {"catch_block", Role::kCatch},
          {"class_declaration", Role::kClass, "name:name body:body"},
          {"comment", Role::kComment},
          {"comparison_expression", Role::kBinary, "left:lhs right:rhs operator:op"},
          {"conjunction_expression", Role::kBinary, "left:lhs right:rhs operator:op"},
          {"constructor_expression", Role::kCall, "target:constructed_type"},
          {"deinit_declaration", Role::kFunction, "body:body"},
          {"dictionary_literal", Role::kMap},
          {"directly_assignable_expression", Role::kPass},
          {"disjunction_expression", Role::kBinary, "left:lhs right:rhs operator:op"},
          {"enum_entry", Role::kEnumMember, "name:name"},
          {"equality_expression", Role::kBinary, "left:lhs right:rhs operator:op"},
          {"existential_type", Role::kWrappedType},
          {"for_statement", Role::kForEach, "left:item right:collection"},
          {"function_declaration", Role::kFunction, "name:name body:body"},
          {"function_modifier", Role::kModifier},
          {"guard_statement", Role::kIf, "condition:condition"},
          {"hex_literal", Role::kNumber},
          {"if_statement", Role::kIf, "condition:condition"},
          {"import_declaration", Role::kImport},
          {"inheritance_modifier", Role::kModifier},
          {"inheritance_specifier", Role::kWrappedType, "type:inherits_from"},
          {"init_declaration", Role::kConstructor, "body:body"},
          {"integer_literal", Role::kNumber},
          {"interpolated_expression", Role::kInterpolation, "value:value"},
          {"lambda_literal", Role::kLambda},
          {"lambda_parameter", Role::kParameter},
          {"line_str_text", Role::kFragment},
          {"line_string_literal", Role::kString},
          {"member_modifier", Role::kModifier},
          {"modifiers", Role::kModifiers},
          {"multi_line_str_text", Role::kFragment},
          {"multi_line_string_literal", Role::kString},
          {"multiline_comment", Role::kComment},
          {"multiplicative_expression", Role::kBinary, "left:lhs right:rhs operator:op"},
          {"mutation_modifier", Role::kModifier},
          {"navigation_expression", Role::kMember, "object:target name:suffix"},
          {"nil_coalescing_expression", Role::kBinary, "left:value right:if_nil operator:@'?\?'"},
          {"opaque_type", Role::kWrappedType},
          {"optional_type", Role::kWrappedType, "type:wrapped"},
          {"ownership_modifier", Role::kModifier},
          {"parameter", Role::kParameter},
          {"postfix_expression", Role::kPass, "value:target"},
          {"prefix_expression", Role::kUnary, "operator:operation value:target"},
          {"property_behavior_modifier", Role::kModifier},
          {"property_declaration", Role::kVariable, "value:value"},
          {"property_modifier", Role::kModifier},
          {"protocol_declaration", Role::kInterface, "name:name body:body"},
          {"protocol_function_declaration", Role::kFunction, "name:name"},
          {"protocol_property_declaration", Role::kField},
          {"raw_str_end_part", Role::kFragment},
          {"raw_str_interpolation", Role::kInterpolation, "value:interpolation"},
          {"raw_str_part", Role::kFragment},
          {"raw_string_literal", Role::kString},
          {"real_literal", Role::kNumber},
          {"repeat_while_statement", Role::kWhile, "condition:condition"},
          {"self_expression", Role::kThis},
          {"simple_identifier", Role::kIdentifier},
          {"statements", Role::kBlock},
          {"str_escaped_char", Role::kEscape},
          {"subscript_declaration", Role::kFunction},
          {"super_expression", Role::kSuper},
          {"switch_entry", Role::kCase},
          {"switch_statement", Role::kSwitch, "condition:expr"},
          {"ternary_expression", Role::kTernary, "condition:condition value:if_true else:if_false"},
          {"try_expression", Role::kPass, "value:expr"},
          {"tuple_expression", Role::kPass, "value:value"},
          {"type_identifier", Role::kType},
          {"type_parameter", Role::kTypeParameter},
          {"typealias_declaration", Role::kTypeAlias, "name:name type:-1"},
          {"user_type", Role::kType},
          {"value_argument", Role::kArgument, "name:name value:value"},
          {"value_arguments", Role::kArguments},
          {"visibility_modifier", Role::kModifier},
          {"while_statement", Role::kWhile, "condition:condition"},
      });
  return kMap;
}

// How strongly Swift binds its operators, the strongest first.
const OperatorTable& SwiftOperators() {
  struct Row {
    std::string_view kind;
    Operator how;
  };
  static constexpr std::array kRows = std::to_array<Row>({
      {"call_expression", {100, true, false}},
      {"navigation_expression", {100, true, false}},
      {"postfix_expression", {100, true, false}},
      {"prefix_expression", {90, false, true}},
      {"multiplicative_expression", {80, true, true}},
      {"bitwise_operation", {80, true, true}},
      {"additive_expression", {70, true, true}},
      {"range_expression", {65, true, true}},
      {"as_expression", {62, true, false}},
      {"check_expression", {62, true, false}},
      {"nil_coalescing_expression", {60, true, true}},
      {"infix_expression", {55, true, true}},
      {"comparison_expression", {50, true, true}},
      {"equality_expression", {50, true, true}},
      {"conjunction_expression", {40, true, true}},
      {"disjunction_expression", {30, true, true}},
      {"ternary_expression", {20, true, true}},
      {"assignment", {10, false, true}},
      {"await_expression", {5, false, true}},
      {"try_expression", {5, false, true}},
      {"control_transfer_statement", {1, false, true}},
  });
  static const OperatorTable kTable = [] {
    const Grammar& grammar = SwiftSyntax().grammar();
    OperatorTable table(grammar.kind_count());
    for (std::uint16_t kind = 0; kind < grammar.kind_count(); ++kind) {
      const auto* const row = std::find_if(kRows.begin(), kRows.end(), [&](const Row& one) {
        return one.kind == grammar.KindName(kind);
      });
      if (row != kRows.end()) table[kind] = row->how;
    }
    return table;
  }();
  return kTable;
}

const LanguageTraits& SwiftTraits() {
  static const LanguageTraits kTraits = [] {
    LanguageTraits t;
    t.tells_at_name = true;
    t.ecosystem = "swift:";
    t.documentation = "swiftdoc";
    t.documentation_mark = "///";
    t.bare_members = true;
    t.upper_case_types = true;
    t.refines = true;
    t.blocks_have_values = true;
    t.results = {
        {"swift:Vapor#RoutesBuilder().grouped", "swift:Vapor#RoutesBuilder()"},
        {"swift:Vapor#Application().grouped", "swift:Vapor#RoutesBuilder()"},
        {"swift:Vapor#Application().routes", "swift:Vapor#RoutesBuilder()"},
        {"swift:Foundation#DispatchQueue.main", "swift:Foundation#DispatchQueue()"},
        {"swift:Foundation#DispatchQueue.global", "swift:Foundation#DispatchQueue()"},
        {"swift:Dispatch#DispatchQueue.main", "swift:Dispatch#DispatchQueue()"},
        {"swift:Dispatch#DispatchQueue.global", "swift:Dispatch#DispatchQueue()"},
        {"swift:Foundation#URLSession.shared", "swift:Foundation#URLSession()"},
        {"swift:Foundation#FileManager.default", "swift:Foundation#FileManager()"},
        {"swift:Foundation#ProcessInfo.processInfo", "swift:Foundation#ProcessInfo()"},
        {"swift:Foundation#UserDefaults.standard", "swift:Foundation#UserDefaults()"},
        {"swift:Foundation#NotificationCenter.default", "swift:Foundation#NotificationCenter()"},
    };
    t.locks = {"swift:Foundation#NSLock().lock",
               "swift:Foundation#NSLock().withLock",
               "swift:Foundation#NSLock().try",
               "swift:Foundation#NSRecursiveLock().lock",
               "swift:Foundation#NSRecursiveLock().withLock",
               "swift:Foundation#NSCondition().lock",
               "swift:Foundation#NSCondition().wait",
               "swift:Foundation#DispatchSemaphore().wait",
               "swift:Dispatch#DispatchSemaphore().wait",
               "swift:Synchronization#Mutex().withLock",
               "swift:os#OSAllocatedUnfairLock().withLock",
               "swift:os#OSAllocatedUnfairLock().lock",
               "swift:NIOConcurrencyHelpers#NIOLock().lock",
               "swift:NIOConcurrencyHelpers#NIOLock().withLock",
               "swift:NIOConcurrencyHelpers#Lock().withLock",
               "swift:NIOConcurrencyHelpers#NIOLockedValueBox().withLockedValue"};
    t.channels = {{"global:#AsyncStream.Continuation().yield", "put"},
                  {"global:#AsyncThrowingStream.Continuation().yield", "put"},
                  {"swift:AsyncAlgorithms#AsyncChannel().send", "put"},
                  {"swift:AsyncAlgorithms#AsyncThrowingChannel().send", "put"}};
    t.numbers = {"count",        "global:#Int",   "global:#Double", "global:#Float",
                 "global:#UInt", "global:#Int64", "global:#Int32",  "swift:Foundation#UUID"};
    t.number_types = {"Int", "Double", "Float", "Bool", "UInt", "Int64", "Int32", "UUID", "Date"};
    t.request_types = {"swift:Vapor#Request()",         "swift:Vapor#Request().parameters",
                       "swift:Vapor#Request().query",   "swift:Vapor#Request().content",
                       "swift:Vapor#Request().headers", "swift:Hummingbird#Request()"};
    t.request_members = {"parameters", "query", "content", "headers", "cookies", "body",
                         "url",        "uri",   "get",     "decode",  "first",   "require"};
    t.log_members = {"print",  "info",     "error", "warning", "debug", "notice",
                     "report", "critical", "trace", "fault",   "log"};
    return t;
  }();
  return kTraits;
}

std::uint16_t KindOfName(std::string_view name) {
  const Grammar& grammar = SwiftSyntax().grammar();
  std::uint16_t kind = 0;
  while (kind < grammar.kind_count() && grammar.KindName(kind) != name) ++kind;
  ASSAY_CHECK(kind < grammar.kind_count());
  return kind;
}

class SwiftExtractor final : public TypedExtractor {
 public:
  SwiftExtractor(const SyntaxTree& tree, FactSink& sink)
      : TypedExtractor(tree, sink, SwiftSyntax(), SwiftTraits()) {
    for (NodeIndex node = 0; node < tree.size(); ++node) {
      if (DeclarationKind(node) == "actor")
        actors_.insert(std::string(TextOf(At(node, Part::kName))));
    }
  }

 private:
  Role Refine(NodeIndex node, Role role) const override {
    switch (role) {
      case Role::kVariable: {
        const std::string_view around = KindName(Parent(node));
        return around == "class_body" || around == "enum_class_body" ? Role::kField : role;
      }
      case Role::kNone:
        return Kind(node) == transfer_ && TextOf(node).starts_with("return") ? Role::kReturn : role;
      case Role::kClass:
        return DeclarationKind(node) == "extension" ? Role::kExtension : role;
      case Role::kMember:  // Order.self is Order
        return TextOf(At(node, Part::kName)) == ".self" ? Role::kPass : role;
      case Role::kCall:  // f(a) { … } that is read as a call of f(a)
        return KindName(tree().FirstChild(node)) == "call_expression" &&
                       TextOf(SuffixOf(node)).starts_with('{')
                   ? Role::kPass
                   : role;
      case Role::kUnary:  // .notFound
        return TextOf(node).starts_with('.') ? Role::kNone : role;
      case Role::kPass:  // (a, b)
        return Kind(node) == tuple_ && tree().NamedChild(node, 1) != kNoNode ? Role::kNone : role;
      case Role::kType: {
        // The names of a path are no types of their own.
        const NodeIndex around = Parent(node);
        const bool of_path =
            Kind(node) == type_name_ && Kind(around) == type_path_ &&
            TextOf(around).substr(0, TextOf(around).find('<')).find('.') != std::string_view::npos;
        return of_path ? Role::kNone : role;
      }
      default:
        return role;
    }
  }

  std::string_view DeclarationKind(NodeIndex node) const {
    return TextOf(tree().ChildByField(node, kind_));
  }

  // ---- imports and names

  void ReadImport(NodeIndex node) override {
    const std::string_view path = TextOf(FirstKind(node, "identifier"));
    const std::size_t dot = path.rfind('.');
    const std::string_view root = path.substr(0, path.find('.'));
    if (path.empty() || path.size() > kMaxResolvedName) return;
    modules_.insert(std::string(root));
    // import struct Foundation.Date: of one declaration.
    static constexpr std::array kWords = std::to_array<std::string_view>(
        {"struct", "class", "enum", "protocol", "func", "typealias", "let", "var"});
    bool one = false;
    for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
      one = one || std::find(kWords.begin(), kWords.end(), TextOf(i)) != kWords.end();
    }
    // @_exported import Vapor: whoever imports this module has Vapor's names, too.
    const bool exports =
        TextOf(FirstKind(node, "modifiers")).find("@_exported") != std::string_view::npos;
    if (!one || dot == std::string_view::npos)
      return AddImport(node, EcosystemName(path), "*", {},
                       exports ? ImportForm::kExport : ImportForm::kWildcard);
    AddImport(node, EcosystemName(path.substr(0, dot)), path.substr(dot + 1), {},
              exports ? ImportForm::kExport : ImportForm::kMember);
    BindImport(path.substr(dot + 1),
               EcosystemName(path.substr(0, dot)) + "#" + std::string(path.substr(dot + 1)));
  }

  NodeIndex FirstKind(NodeIndex node, std::string_view kind) const {
    for (const NodeIndex item : ItemsOf(node)) {
      if (KindName(item) == kind) return item;
    }
    return kNoNode;
  }

  std::string SimpleType(NodeIndex type) override {
    const std::string_view text = TextOf(type);
    const std::string_view path = text.substr(0, text.find('<'));
    const std::size_t dot = path.find('.');
    if (path.size() > kMaxResolvedName) return {};
    if (dot == std::string_view::npos) return TypeName(path);
    return PathName(path);
  }

  // Foundation.Date, Outer.Inner, Environment.Key
  std::string PathName(std::string_view path) {
    const std::size_t dot = path.find('.');
    const std::string_view root = path.substr(0, dot);
    if (root == "Swift" && !DefinesType(root)) return FreeType(path.substr(dot + 1));
    if (!DefinesType(root) && modules_.contains(std::string(root)))
      return EcosystemName(root) + "#" + std::string(path.substr(dot + 1));
    const std::string known = TypeName(root);
    const std::string_view last = path.substr(path.rfind('.') + 1);
    if (known.starts_with("local:"))
      return DefinesType(last) ? "local:#" + std::string(last) : std::string();
    return known.starts_with(traits().ecosystem) ? known + std::string(path.substr(dot))
                                                 : std::string();
  }

  // What exactly one of the modules that are imported is known to hold.
  std::string FreeType(std::string_view name) override {
    if (name == "Self" && !OpenTypeName().empty()) return "local:#" + std::string(OpenTypeName());
    const std::string_view module = SwiftModuleOf(name, modules_);
    if (!module.empty()) return EcosystemName(module) + "#" + std::string(name);
    return IsSwiftOwn(name) ? "global:#" + std::string(name) : std::string();
  }
  std::string FreeCallee(std::string_view name) override {
    const std::string known =
        name.find('.') == std::string_view::npos ? FreeType(name) : PathName(name);
    // A function of another file, or inherited: nothing tells which.
    return known.empty() && name.size() < kMaxResolvedName ? "?:#" + std::string(name) : known;
  }

  std::string FreeName(std::string_view name) override {
    if (modules_.contains(std::string(name))) return EcosystemName(name) + "#";
    return name == "Self" ? FreeType(name) : std::string();
  }

  std::string_view NameText(NodeIndex name) const override {
    if (KindName(name) == "navigation_suffix") return TextOf(tree().NamedChild(name, 0));
    if (KindName(name) == "pattern") {
      const NodeIndex bound = tree().ChildByField(name, bound_);
      return TextOf(bound == kNoNode ? tree().NamedChild(name, 0) : bound);
    }
    const std::string_view text = TypedExtractor::NameText(name);
    // Orders<Book>(…)
    return R(name) == Role::kType ? text.substr(0, text.find('<')) : text;
  }

  // ---- calls

  // a[i]: read as a call with its arguments in square brackets.
  Element ElementOf(NodeIndex node) override {
    if (R(node) != Role::kCall) return {};
    const NodeIndex list = ArgumentListOf(node);
    if (!TextOf(list).starts_with('[')) return {};
    const NodeIndex key = tree().NamedChild(list, 0);
    return {At(node, Part::kTarget), key == kNoNode ? kNoNode : Inner(key)};
  }

  std::string KnownResult(std::string_view callee, NodeIndex call) override {
    if (callee.starts_with("[]")) {
      // xs[1...] is a part of them.
      const bool part = KindName(ElementOf(call).key).find("range") != std::string_view::npos;
      return std::string(part ? callee : callee.substr(2));
    }
    if (ElementOf(call).table != kNoNode) return {};
    // decode(Order.self) gives an Order.
    if (callee.ends_with(".decode")) {
      const NodeIndex type = At(tree().NamedChild(ArgumentListOf(call), 0), Part::kValue);
      const bool written = R(type) == Role::kPass && TextOf(type).ends_with(".self");
      const std::string name = written ? Resolve(type) : std::string();
      if (name.starts_with("local:#") && !name.ends_with("()")) return name + "()";
    }
    return TypedExtractor::KnownResult(callee, call);
  }

  std::vector<std::string> KnownResults(std::string_view callee) override {
    if (callee == "global:#AsyncStream.makeStream")
      return {"global:#AsyncStream()", "global:#AsyncStream.Continuation()"};
    if (callee == "global:#AsyncThrowingStream.makeStream")
      return {"global:#AsyncThrowingStream()", "global:#AsyncThrowingStream.Continuation()"};
    return {};
  }

  NodeIndex SuffixOf(NodeIndex call) const {
    const NodeIndex suffix = FirstKind(call, "call_suffix");
    return suffix == kNoNode ? FirstKind(call, "constructor_suffix") : suffix;
  }

  // Without arguments in parentheses, the closures behind the name are all.
  NodeIndex ArgumentListOf(NodeIndex call) const override {
    const NodeIndex suffix = SuffixOf(call);
    const NodeIndex list = FirstKind(suffix, "value_arguments");
    return list == kNoNode ? suffix : list;
  }

  std::vector<ArgumentNode> ArgumentsOf(NodeIndex list) override {
    if (R(list) == Role::kAnnotation) return AttributeArguments(list);
    const bool closures = KindName(list).ends_with("_suffix");
    std::vector<ArgumentNode> arguments;
    if (!closures) arguments = TypedExtractor::ArgumentsOf(list);
    if (R(list) != Role::kArguments && !closures) return arguments;
    std::string label;
    for (const NodeIndex item : ItemsOf(closures ? list : Parent(list))) {
      if (R(item) == Role::kIdentifier) label = TextOf(item);
      if (R(item) != Role::kLambda) continue;
      arguments.push_back({item, label});
      label.clear();
    }
    return arguments;
  }

  // @Field(key: "title"): names, colons and values stand in one row.
  std::vector<ArgumentNode> AttributeArguments(NodeIndex attribute) {
    std::vector<ArgumentNode> arguments;
    NodeIndex name = kNoNode;
    for (NodeIndex i = tree().NextSibling(tree().FirstChild(attribute)); i != kNoNode;
         i = tree().NextSibling(i)) {
      if (TextOf(i) == ":" || !tree()[i].named() || R(i) == Role::kType) continue;
      const NodeIndex next = tree().NextSibling(i);
      if (R(i) == Role::kIdentifier && TextOf(next) == ":") {
        name = i;
        continue;
      }
      arguments.push_back({i, name == kNoNode ? std::string() : Bounded(name, 80)});
      name = kNoNode;
    }
    return arguments;
  }
  NodeIndex AnnotationListOf(NodeIndex annotation) const override { return annotation; }

  // ["a": 1]: keys and values stand in one row.
  void AddNested(NodeIndex node, const Argument& parent, int depth,
                 std::vector<Argument>& arguments) override {
    constexpr std::size_t kMaxNestedArguments = 64;
    const bool map = parent.kind == ValueKind::kMap;
    std::size_t index = 0;
    NodeIndex key = kNoNode;
    for (const NodeIndex item : ItemsOf(Inner(node))) {
      if (depth <= 0 || arguments.size() >= kMaxNestedArguments) return;
      if (map && key == kNoNode) {
        key = item;
        continue;
      }
      std::string path(parent.path);
      if (map) {
        TextValue text;
        if (!path.empty()) path += '.';
        path += ReadText(key, text) ? text.value : Bounded(key);
        key = kNoNode;
      } else {
        path += '[' + std::to_string(index++) + ']';
      }
      const Argument argument = MakeArgument(item, parent.position, parent.keyword, path);
      arguments.push_back(argument);
      if (argument.kind == ValueKind::kList || argument.kind == ValueKind::kMap)
        AddNested(item, argument, depth - 1, arguments);
    }
  }

  // Only what stands alone in a body is what the body gives.
  ResultUse ResultInBlock(NodeIndex, NodeIndex block) const override {
    const bool alone = ItemsOf(block).size() == 1;
    const NodeIndex around = Parent(block);
    if (alone && R(around) == Role::kLambda)
      return IsDefer(Parent(Parent(around))) ? ResultUse::kDiscarded : ResultUse::kReturned;
    const NodeIndex function = Parent(around);
    const bool gives =
        KindName(around) == "function_body"
            ? R(function) == Role::kFunction && ResultTypeOf(function) != kNoNode
            : KindName(around).starts_with("computed_") && KindName(around) != "computed_setter";
    return alone && gives ? ResultUse::kReturned : ResultUse::kDiscarded;
  }

  // ---- declarations

  std::vector<Declared> DeclarationsOf(NodeIndex node) override {
    const std::string_view kind = KindName(node);
    if (kind == "property_declaration" || kind == "protocol_property_declaration")
      return PropertiesOf(node);
    if (kind != "parameter" && kind != "lambda_parameter")
      return TypedExtractor::DeclarationsOf(node);
    Declared declared{kNoNode, kNoNode, kNoNode, 0};
    for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
      if (tree().Field(i) != name_ || !tree()[i].named()) continue;
      (declared.name == kNoNode ? declared.name : declared.type) = i;
    }
    // The default stands behind the parameter.
    const NodeIndex equals = kind == "parameter" ? tree().NextSibling(node) : kNoNode;
    if (TextOf(equals) == "=") declared.value = tree().NextSibling(equals);
    return {declared};
  }

  // let a = 1, b: Int; let (c, d) = f()
  std::vector<Declared> PropertiesOf(NodeIndex node) const {
    std::vector<Declared> all;
    std::size_t begin = 0;  // of those that the last pattern names
    for (const NodeIndex item : ItemsOf(node)) {
      if (KindName(item) == "pattern") {
        begin = all.size();
        for (const NodeIndex name : NamesIn(item))
          all.push_back({name, kNoNode, kNoNode, all.size() - begin});
        continue;
      }
      const bool value = tree().Field(item) == value_;
      const NodeIndex type =
          KindName(item) == "type_annotation" ? tree().ChildByField(item, name_) : kNoNode;
      for (std::size_t i = begin; i < all.size(); ++i) {
        if (value) all[i].value = item;
        if (type != kNoNode && all.size() == begin + 1) all[i].type = type;
      }
    }
    return all;
  }

  // The names that a pattern binds: let x, (a, b), .some(let x), let x as T.
  std::vector<NodeIndex> NamesIn(NodeIndex pattern) const {
    constexpr std::size_t kMaxNames = 64;
    std::vector<NodeIndex> found;
    for (NodeIndex i = pattern; i < tree().End(pattern) && found.size() < kMaxNames; ++i) {
      if (Kind(i) == type_path_) i = tree().End(i) - 1;
      if (R(i) != Role::kIdentifier) continue;
      const bool bound = tree().Field(i) == bound_;
      const NodeIndex around = Parent(i);
      // `pattern a` alone in a pattern that binds all of its names.
      const bool whole = KindName(around) == "pattern" && TextOf(around) == TextOf(i);
      if (bound || whole) found.push_back(i);
    }
    return found;
  }

  bool IsConstant(NodeIndex declaration) override {
    for (int i = 0; i < 4 && declaration != kNoNode; ++i, declaration = Parent(declaration)) {
      const NodeIndex word = FirstKind(declaration, "value_binding_pattern");
      if (word != kNoNode) return TextOf(word) == "let";
    }
    return false;
  }

  // Parameters stand beside the body.
  NodeIndex ParametersOf(NodeIndex node) const override {
    return R(node) == Role::kFunction || R(node) == Role::kConstructor ? node : kNoNode;
  }

  // Behind the arrow.
  NodeIndex ResultTypeOf(NodeIndex node) const override {
    bool arrow = false;
    for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
      if (arrow && tree()[i].named()) return i;
      if (TextOf(i) == "->") arrow = true;
    }
    return kNoNode;
  }

  bool DefinesItself(NodeIndex node) const override { return R(node) != Role::kExtension; }

  std::string_view OwnerOf(NodeIndex node) const override {
    if (R(node) != Role::kExtension) return {};
    const std::string_view name = TextOf(At(node, Part::kName));
    const std::string_view path = name.substr(0, name.find('<'));
    return path.substr(path.rfind('.') + 1);
  }

  std::vector<NodeIndex> BasesOf(NodeIndex node) override {
    std::vector<NodeIndex> bases;
    for (const NodeIndex item : ItemsOf(node)) {
      if (KindName(item) == "inheritance_specifier") bases.push_back(item);
    }
    return bases;
  }

  DefinitionKind KindOf(NodeIndex node, DefinitionKind kind) const override {
    return DeclarationKind(node) == "enum" ? DefinitionKind::kEnum : kind;
  }

  void AddModifiers(NodeIndex node, Definition& definition) override {
    const std::string_view kind = DeclarationKind(node);
    if (kind == "struct" || kind == "actor") definition.modifiers.push_back(sink().KeepName(kind));
    for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
      const std::string_view text = TextOf(i).substr(0, 10);
      if (text == "async" || text == "indirect") definition.modifiers.push_back(sink().Keep(text));
      if (KindName(i) == "throws") definition.modifiers.push_back(sink().KeepName("throws"));
    }
    // What the language calls by a word of its own.
    if (KindName(node) == "deinit_declaration") definition.name = sink().KeepName("deinit");
    if (KindName(node) == "subscript_declaration") definition.name = sink().KeepName("subscript");
  }

  // case node(left: Tree, right: Tree): what an enum holds.
  void ReadEnumEntry(NodeIndex node) {
    NodeIndex name = kNoNode;
    for (const NodeIndex item : ItemsOf(node)) {
      if (R(item) == Role::kIdentifier) name = item;
      if (KindName(item) == "enum_type_parameters") AddField(node, {name, item, kNoNode, 0});
    }
  }

  // What an extension makes its type conform to.
  void ReadExtension(NodeIndex node) {
    for (const NodeIndex base : BasesOf(node)) {
      const std::string resolved = ResolveType(base);
      Use use;
      use.region = RegionOf(tree()[base]);
      use.name = sink().Keep(resolved.empty() ? Unresolved(base) : resolved);
      use.form = UseForm::kBase;
      use.target_definition = sink().Keep(OwnerOf(node));
      AddUse(std::move(use), {});
    }
  }

  // ---- conditions, patterns and closures

  // if let a = f(), case .some(let b) = g(): what is bound from there on.
  void ReadConditions(NodeIndex node) {
    NodeIndex name = kNoNode;
    NodeIndex type = kNoNode;
    bool assigned = false;
    for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
      const std::string_view kind = KindName(i);
      if (kind == "{" || kind == "else") return;
      if (kind == "=") {
        assigned = true;
      } else if (tree().Field(i) == bound_) {
        name = i;
        type = kNoNode;
        assigned = false;
      } else if (kind == "pattern") {
        for (const NodeIndex one : NamesIn(i)) names().Bind(TextOf(one), {}, true);
        name = kNoNode;
      } else if (tree().Field(i) == name_) {
        type = i;
      } else if (assigned && name != kNoNode && tree()[i].named()) {
        std::string value = ValueOfType(type);
        if (value.empty()) value = Evaluate(i);
        Declare({name, type, i, 0}, value, false, tree().End(i));
        NoteTypes(type, TextOf(name));
        name = kNoNode;
      }
    }
  }

  void ReadIf(NodeIndex node) {
    Branch();
    // What a guard binds lives on behind it.
    if (KindName(node) != "guard_statement") OpenScope(node, Bindings::ScopeKind::kBlock);
    ReadConditions(node);
  }

  void ReadWhile(NodeIndex node) {
    Branch();
    OpenLoop(node, "while");
    if (KindName(node) == "repeat_while_statement") return;
    OpenScope(node, Bindings::ScopeKind::kBlock);
    ReadConditions(node);
  }

  void ReadFor(NodeIndex node) {
    const NodeIndex item = At(node, Part::kLeft);
    const std::vector<NodeIndex> bound = NamesIn(item);
    NodeIndex over = At(node, Part::kRight);
    const CallParts parts = R(over) == Role::kCall ? PartsOf(over) : CallParts();
    const std::string_view member = NameText(parts.name);
    const bool same = bound.size() == 2 ? member == "enumerated"
                                        : member == "reversed" || member == "sorted" ||
                                              member == "shuffled" || member == "dropFirst";
    if (same && parts.object != kNoNode) over = parts.object;
    const bool awaits = Awaits(node);
    if (awaits) AddConstruct(node, ConstructKind::kAwait);
    const std::string stream = awaits ? Resolve(over) : std::string();
    if (stream == "global:#AsyncStream()" || stream == "global:#AsyncThrowingStream()" ||
        stream == "swift:AsyncAlgorithms#AsyncChannel()")
      AddConstruct(node, ConstructKind::kChannel, stream, "get");
    OpenForEach(node, over, bound, bound.empty() ? 0 : bound.size() - 1);
    if (KindName(over) == "range_expression" && bound.size() == 1)
      names().Bind(TextOf(bound[0]), {{}, {}, Provenance::kNumber}, true);
    if (FirstKind(node, "where_clause") != kNoNode) Branch();
  }

  // for await value in stream
  bool Awaits(NodeIndex node) const {
    for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
      if (KindName(i) == "await") return true;
      if (KindName(i) == "in") return false;
    }
    return false;
  }

  void ReadCase(NodeIndex node) {
    if (FirstKind(node, "default_keyword") == kNoNode) Branch();
    OpenScope(node, Bindings::ScopeKind::kBlock);
    for (const NodeIndex item : ItemsOf(node)) {
      if (KindName(item) != "switch_pattern") continue;
      for (const NodeIndex name : NamesIn(item)) names().Bind(TextOf(name), {}, true);
    }
  }

  // case let book as Book, case is Order, case .success(let value)
  bool MatchesShapes(NodeIndex node) const {
    for (const NodeIndex entry : ItemsOf(node)) {
      const NodeIndex pattern = FirstKind(FirstKind(entry, "switch_pattern"), "pattern");
      if (FirstKind(pattern, "user_type") != kNoNode) return true;
      if (FirstKind(pattern, "pattern") != kNoNode && !NamesIn(pattern).empty()) return true;
    }
    return false;
  }

  // { [weak self] (a: Int, b) -> Int in … }
  void ReadClosure(NodeIndex node) {
    OpenScope(node, Bindings::ScopeKind::kBlock);
    const NodeIndex list =
        FirstKind(FirstKind(node, "lambda_function_type"), "lambda_function_type_parameters");
    bool first = true;
    for (const NodeIndex item : ItemsOf(list)) {
      if (R(item) != Role::kParameter) continue;
      const Declared declared = DeclarationsOf(item)[0];
      std::string value = ValueOfType(declared.type);
      if (first && value.empty()) value = HandedTo(node);
      first = false;
      Declare(declared, value, true);
      NoteTypes(declared.type, NameText(declared.name));
      // What it is called by says nothing of where its value comes from.
      if (const Binding* const known = names().Find(NameText(declared.name))) {
        Binding binding = *known;
        if (binding.provenance == Provenance::kParameter) binding.provenance = {};
        names().Bind(NameText(declared.name), binding, true);
      }
    }
  }

  // What the call that takes the closure hands to it.
  std::string HandedTo(NodeIndex closure) {
    NodeIndex call = Parent(closure);
    if (IsGenericCall(Parent(call))) {
      const std::string name(TextOf(At(Parent(call), Part::kLeft)));
      return std::string(HandedToClosure(FreeCallee(name)));
    }
    if (R(call) == Role::kArgument) call = Parent(Parent(call));
    call = Parent(call);
    if (R(call) == Role::kPass) call = tree().FirstChild(call);
    if (R(call) != Role::kCall) return {};
    return std::string(HandedToClosure(CalleeOf(call)));
  }

  // AsyncStream<Int> { … }, which the grammar takes for two comparisons.
  bool IsGenericCall(NodeIndex node) const {
    const NodeIndex right = At(node, Part::kRight);
    return R(node) == Role::kBinary && TextOf(At(node, Part::kOperator)) == "<" &&
           R(At(node, Part::kLeft)) == Role::kIdentifier && R(right) == Role::kBinary &&
           TextOf(At(right, Part::kOperator)) == ">" && R(At(right, Part::kRight)) == Role::kLambda;
  }

  void ReadGenericCall(NodeIndex node) {
    const NodeIndex name = At(node, Part::kLeft);
    const NodeIndex closure = At(At(node, Part::kRight), Part::kRight);
    AddCall(node,
            DefinesType(TextOf(name)) ? "local:#" + std::string(TextOf(name))
                                      : FreeCallee(TextOf(name)),
            name, kNoNode, {{closure, ""}});
  }

  // ---- errors and concurrency

  // catch let error as URLError, catch OrderError.missing(let id), catch
  void ReadHandler(NodeIndex node) {
    Branch();
    std::vector<NodeIndex> types;
    NodeIndex end = tree().End(node);
    const NodeIndex body = FirstKind(node, "statements");
    for (NodeIndex i = node + 1; i < end; ++i) {
      if (i == body || KindName(i) == "{" || KindName(i) == "where_clause") break;
      if (Kind(i) != type_path_) continue;
      types.push_back(i);
      i = tree().End(i) - 1;
    }
    const NodeIndex pattern = FirstKind(node, "pattern");
    const std::vector<NodeIndex> bound = NamesIn(pattern);
    const bool whole = FirstKind(pattern, "value_binding_pattern") != kNoNode ||
                       TextOf(pattern).starts_with("let ");
    std::string_view name = pattern == kNoNode ? "error" : "";
    if (whole && bound.size() == 1) name = TextOf(bound[0]);
    const std::string_view detail = DetailOfHandler(ItemsOf(body), name);
    if (types.empty()) AddConstruct(node, ConstructKind::kHandler, {}, detail);
    for (const NodeIndex type : types) {
      const std::string resolved = ResolveType(type);
      AddConstruct(node, ConstructKind::kHandler,
                   resolved.empty() || resolved.starts_with("?:") ? Bounded(type) : resolved,
                   detail);
    }
    OpenScope(node, Bindings::ScopeKind::kBlock);
    for (const NodeIndex one : bound) names().Bind(TextOf(one), {}, true);
    if (name.empty()) return;
    const std::string value = types.size() == 1 ? ValueOfType(types[0]) : std::string();
    names().Bind(name, {sink().KeepName(value), {}, {}}, true);
    NoteCaught(node, name);
  }

  std::string_view DetailOfHandler(const std::vector<NodeIndex>& items, std::string_view name) {
    std::string_view detail = "empty";
    std::size_t logs = 0;
    for (const NodeIndex item : items) {
      detail = "handle";
      if (IsLogCall(item)) ++logs;
      if (!IsThrow(item)) continue;
      const NodeIndex thrown = tree().NamedChild(item, 1);
      if (!name.empty() && TextOf(thrown) == name) return "rethrow";
      return Passes(thrown, name) ? "wrap" : "handle";
    }
    return !items.empty() && logs == items.size() ? "log" : detail;
  }

  bool IsThrow(NodeIndex node) const {
    return Kind(node) == transfer_ && TextOf(node).starts_with("throw");
  }

  void ReadThrown(NodeIndex node) {
    const NodeIndex thrown = tree().NamedChild(node, 1);
    std::string type = R(thrown) == Role::kCall ? CalleeOf(thrown) : Resolve(thrown);
    if (type.ends_with("()")) type.resize(type.size() - 2);
    if (type.empty() || type.starts_with("self:") || type.starts_with("?:"))
      type = Bounded(thrown, 80);
    AddConstruct(node, ConstructKind::kThrow, type, NamesCause(thrown) ? "cause" : "");
  }

  void NoteConcurrent(NodeIndex node) {
    const std::string callee = CalleeOf(node);
    const bool queue = callee.starts_with("swift:Foundation#DispatchQueue") ||
                       callee.starts_with("swift:Dispatch#DispatchQueue");
    const bool task = callee == "global:#Task" || callee == "global:#Task.detached" ||
                      callee == "global:#TaskGroup().addTask" ||
                      callee == "global:#TaskGroup().addTaskUnlessCancelled" ||
                      callee == "swift:Foundation#Thread.detachNewThread";
    if (task || (queue && (callee.ends_with(".async") || callee.ends_with(".asyncAfter"))))
      AddConstruct(node, ConstructKind::kSpawn, callee);
    if (queue && callee.ends_with(".sync"))
      AddConstruct(node, ConstructKind::kLock, callee, "sync");
  }

  // async let first = load(1)
  void ReadAsyncLet(NodeIndex node) {
    for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
      if (KindName(i) == "value_binding_pattern") return;
      if (KindName(i) != "async") continue;
      const NodeIndex value = Inner(At(node, Part::kValue));
      AddConstruct(node, ConstructKind::kSpawn,
                   R(value) == Role::kCall ? CalleeOf(value) : std::string(), "async let");
      return;
    }
  }

  // await cache.get(key): runs when the actor is free.
  bool AwaitsActor(NodeIndex node) {
    const NodeIndex call = Inner(node);
    if (R(call) != Role::kCall) return false;
    const NodeIndex object = PartsOf(call).object;
    if (object == kNoNode || R(object) == Role::kThis) return false;
    const std::string value = Resolve(object);
    if (!value.starts_with("local:#") || !value.ends_with("()")) return false;
    if (!actors_.contains(value.substr(7, value.size() - 9))) return false;
    AddConstruct(node, ConstructKind::kAwait, value, "actor");
    return true;
  }

  // A statement that the grammar takes for a call with a closure.
  bool IsDefer(NodeIndex call) const {
    return TextOf(tree().FirstChild(call)) == "defer" &&
           FirstKind(SuffixOf(call), "value_arguments") == kNoNode;
  }

  // a.swapAt(i, j), swap(&a[i], &a[j])
  void NoteSwapCall(NodeIndex node) {
    const CallParts parts = PartsOf(node);
    const std::string_view name = NameText(parts.name);
    const NodeIndex list = ArgumentListOf(node);
    const NodeIndex first = Inner(tree().NamedChild(list, 0));
    const NodeIndex second = Inner(tree().NamedChild(list, 1));
    if (second == kNoNode) return;
    const bool elements = ElementOf(first).table != kNoNode && ElementOf(second).table != kNoNode;
    if ((name == "swapAt" && (parts.object != kNoNode || !OpenTypeName().empty())) ||
        (name == "swap" && parts.object == kNoNode && elements))
      AddConstruct(node, ConstructKind::kSwap);
  }

  // (a[i], a[j]) = (a[j], a[i])
  void NoteTupleSwap(NodeIndex node) {
    const std::vector<NodeIndex> left = ItemsOf(tree().NamedChild(At(node, Part::kLeft), 0));
    const std::vector<NodeIndex> right = ItemsOf(At(node, Part::kRight));
    if (left.size() != 2 || right.size() != 2 || ElementOf(left[0]).table == kNoNode) return;
    if (TextOf(left[0]) == TextOf(right[1]) && TextOf(left[1]) == TextOf(right[0]))
      AddConstruct(node, ConstructKind::kSwap);
  }

  void ReadElement(NodeIndex node, const Element& element) {
    if (KindName(Parent(node)) == "directly_assignable_expression") return;
    const std::string table = Bounded(element.table);
    const std::string key = Bounded(element.key);
    // if let known = memo[n]
    const bool tested = tree().Field(node) == condition_ || IsTested(node);
    if (tested) shapes().TestMember(table, key);
    shapes().ReadElement(table, key);
    // environment["HOST"]
    const std::string base = Resolve(element.table);
    if (!base.starts_with(traits().ecosystem) || R(element.key) != Role::kString) return;
    AddCall(node, base, kNoNode, kNoNode, {{element.key, ""}}, UseForm::kAttribute);
  }

  bool EnterCall(NodeIndex node) {
    if (IsDefer(node)) {
      AddConstruct(node, ConstructKind::kCleanup, {}, "defer");
      return true;
    }
    const Element element = ElementOf(node);
    if (element.table != kNoNode) {
      ReadElement(node, element);
      return true;
    }
    // [Int](repeating: 0, count: n)
    const Role target = R(At(node, Part::kTarget));
    if (target == Role::kList || target == Role::kMap) return true;
    NoteConcurrent(node);
    NoteSwapCall(node);
    // seen.insert(x).inserted
    if (R(Parent(node)) == Role::kMember && NameText(At(Parent(node), Part::kName)) == "inserted") {
      const NodeIndex key = tree().NamedChild(ArgumentListOf(node), 0);
      if (key != kNoNode) shapes().TestMember(Bounded(PartsOf(node).object), Bounded(Inner(key)));
    }
    return false;
  }

  bool EnterOwn(NodeIndex node) override {
    if (IsThrow(node)) ReadThrown(node);
    switch (R(node)) {
      case Role::kExtension:
        ReadExtension(node);
        return false;
      case Role::kEnumMember:
        ReadEnumEntry(node);
        return true;
      case Role::kAnnotation:  // of a type, not of what is declared
        return KindName(Parent(node)) == "type_modifiers";
      case Role::kVariable:
        ReadAsyncLet(node);
        return false;
      case Role::kIf:
        ReadIf(node);
        return true;
      case Role::kWhile:
        ReadWhile(node);
        return true;
      case Role::kForEach:
        ReadFor(node);
        return true;
      case Role::kCase:
        ReadCase(node);
        return true;
      case Role::kLambda:
        ReadClosure(node);
        return true;
      case Role::kCatch:
        ReadHandler(node);
        return true;
      case Role::kSwitch:
        if (MatchesShapes(node)) AddConstruct(node, ConstructKind::kPatternMatch);
        return false;
      case Role::kAwait:
        return AwaitsActor(node);
      case Role::kAssign:
        NoteTupleSwap(node);
        return false;
      case Role::kBinary:
        if (!IsGenericCall(node)) return false;
        ReadGenericCall(node);
        return true;
      case Role::kCall:
        return EnterCall(node);
      default:
        return false;
    }
  }

  // ---- texts

  void ReadLiteral(NodeIndex node, TextValue& text) override {
    const std::string_view kind = KindName(node);
    TextValue own;
    if (kind == "raw_string_literal") {
      ReadRaw(node, own);
    } else {
      ReadParts(node, own);
    }
    if (kind == "multi_line_string_literal" || TextOf(node).find("\"\"\"") < 8)
      WithoutMargin(own.value);
    text.value += own.value;
    text.binds = text.binds || own.binds;
    text.parts.insert(text.parts.end(), own.parts.begin(), own.parts.end());
  }

  void ReadParts(NodeIndex node, TextValue& text) {
    for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
      if (text.value.size() > sink().limits().sql_bytes) return;
      if (R(i) == Role::kFragment) text.value += TextOf(i);
      if (R(i) == Role::kEscape) text.value += Unescaped(TextOf(i));
      if (R(i) == Role::kInterpolation) AddInterpolation(node, i, text);
    }
  }

  // #"…\#(x)…"#: the marks are in the first and last piece.
  void ReadRaw(NodeIndex node, TextValue& text) {
    const std::string_view whole = TextOf(node);
    const std::size_t marks = std::min(whole.find('"'), whole.size());
    for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
      if (text.value.size() > sink().limits().sql_bytes) return;
      if (R(i) == Role::kFragment) text.value += TextOf(i);
      if (R(i) == Role::kInterpolation) AddInterpolation(node, i, text);
    }
    const std::size_t quotes = whole.substr(marks).starts_with("\"\"\"") ? 3 : 1;
    const std::size_t border = marks + quotes;
    if (text.value.size() >= 2 * border)
      text.value = text.value.substr(border, text.value.size() - 2 * border);
  }

  // The line ends beside three quotes are no part of the text.
  static void WithoutMargin(std::string& value) {
    if (value.starts_with('\n')) value.erase(0, 1);
    const std::size_t last = value.rfind('\n');
    if (last != std::string::npos && Trim(std::string_view(value).substr(last)).empty())
      value.resize(last);
  }

  // \(bind: x) sends x beside the text, \(ident: x) quotes it; all else is text.
  void AddInterpolation(NodeIndex literal, NodeIndex node, TextValue& text) {
    if (KindName(node) == "raw_str_interpolation")
      node = FirstKind(node, "interpolated_expression");
    const std::string_view label = TextOf(tree().ChildByField(node, name_));
    const NodeIndex value = At(node, Part::kValue);
    if (value == kNoNode) return;
    if (label == "default" || label == "format" || label == "specifier" || label == "privacy")
      return;  // of the value before it
    const bool bound =
        label == "bind" || label == "binds" || (label.empty() && SendsValues(literal));
    if (bound) {
      text.value += '?';
      text.binds = true;
      return;
    }
    AddPart(value, text);
    if (label == "ident" || label == "idents" || label == "identifier" || label == "literal" ||
        label == "literals")
      text.parts.back().provenance = Provenance::kIdentifier;
  }

  // Whether what the text goes to takes values by plain interpolation:
  // execute(literal: "…"), SQLRequest and SQL of GRDB, query of PostgresNIO.
  bool SendsValues(NodeIndex literal) {
    const NodeIndex around = Parent(literal);
    if (R(around) == Role::kVariable || R(around) == Role::kField) {
      const NodeIndex type = tree().ChildByField(FirstKind(around, "type_annotation"), name_);
      return IsQueryType(NameText(type));
    }
    if (R(around) != Role::kArgument) return false;
    const NodeIndex call = Parent(Parent(Parent(around)));
    const std::string_view label = TextOf(At(around, Part::kName));
    if (R(call) != Role::kCall) return false;
    const CallParts parts = PartsOf(call);
    const std::string_view name = NameText(parts.name);
    if (label == "literal") return name == "execute" || modules_.contains("GRDB");
    if (!label.empty()) return false;
    if (parts.object == kNoNode) return IsQueryType(name);
    return (name == "query" || name == "execute") && modules_.contains("PostgresNIO");
  }

  bool IsQueryType(std::string_view name) const {
    name = name.substr(0, name.find('<'));
    if (name == "PostgresQuery") return modules_.contains("PostgresNIO");
    return (name == "SQL" || name == "SQLRequest") && modules_.contains("GRDB");
  }

  std::unordered_set<std::string> modules_;
  std::unordered_set<std::string> actors_;
  const std::uint16_t kind_ = SwiftSyntax().grammar().Field("declaration_kind");
  const std::uint16_t bound_ = SwiftSyntax().grammar().Field("bound_identifier");
  const std::uint16_t name_ = SwiftSyntax().grammar().Field("name");
  const std::uint16_t value_ = SwiftSyntax().grammar().Field("value");
  const std::uint16_t condition_ = SwiftSyntax().grammar().Field("condition");
  const std::uint16_t transfer_ = KindOfName("control_transfer_statement");
  const std::uint16_t tuple_ = KindOfName("tuple_expression");
  const std::uint16_t type_name_ = KindOfName("type_identifier");
  const std::uint16_t type_path_ = KindOfName("user_type");
};

// Words that end in what the grammar cannot read, which says nothing that is a
// fact and is blank to it: `try` before an await, behind which a block is taken
// for a closure, the type of `throws(E)`, and `nonisolated(unsafe)`.
struct Unread {
  std::string_view word;
  std::size_t kept;  // of the word; the rest is blank
  bool group;        // and so is the rest of a pair of parentheses
};
constexpr std::array kUnread = std::to_array<Unread>({
    {"try await ", 0, false},
    {"try? await ", 0, false},
    {" throws(", 7, true},
    {" nonisolated(unsafe)", 12, false},
});
constexpr std::size_t kMaxGroup = 200;  // bytes of what is blanked behind a word

// `text` without all that; empty where there is none. Strings are left alone.
std::string Readable(std::string_view text) {
  std::string plain;
  for (const Unread& unread : kUnread) {
    std::size_t counted = 0;  // up to where quotes are counted
    bool quoted = false;      // in a string of the line
    for (std::size_t at = text.find(unread.word); at != std::string_view::npos;
         at = text.find(unread.word, at + 1)) {
      for (; counted < at; ++counted) {
        if (text[counted] == '\n') quoted = false;
        if (text[counted] == '"' && (counted == 0 || text[counted - 1] != '\\')) quoted = !quoted;
      }
      if (quoted) continue;
      std::size_t end = at + unread.word.size();
      if (unread.word.ends_with(" await ")) end -= 7;
      if (unread.group) {
        const std::size_t close = text.substr(0, end + kMaxGroup).find(')', end);
        if (close == std::string_view::npos) continue;
        end = close + 1;
      }
      if (plain.empty()) plain = text;
      const std::size_t begin = at + unread.kept;
      plain.replace(begin, end - begin, end - begin, ' ');
    }
  }
  return plain;
}

void ReadSwift(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const std::string plain = Readable(source.text);
  Result<SyntaxTree> tree =
      SyntaxTree::Parse(SwiftSyntax().grammar(),
                        plain.empty() ? source.text : std::string_view(plain), source.limits);
  if (!tree) {
    AddParseDiagnostic(tree.error().message, sink);
    return;
  }
  tree->Regroup(SwiftOperators());
  SwiftExtractor(*tree, sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_swift = {
    {{"swift", {"Swift"}, {}, {}}},
    ReadSwift,
    3,
};

}  // namespace assay
