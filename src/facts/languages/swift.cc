// Swift: what its grammar's kinds are to the shared engine of the typed
// languages, and what is its own: imports of whole modules, of which nothing
// says what they hold, calls with a suffix, types behind a colon.
//
// A name is of a library where its module is written before it
// (Foundation.Date), or was imported by itself (import struct Foundation.Date).
#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "facts/extract.h"
#include "facts/typed/extractor.h"

namespace assay {
namespace {

const SyntaxMap& SwiftSyntax() {
  static const SyntaxMap kMap(
      "swift", {
                   {"additive_expression", Role::kBinary, "left:lhs right:rhs operator:op"},
                   {"array_literal", Role::kList},
                   {"array_type", Role::kCollectionType, "type:name"},
                   {"assignment", Role::kAssign, "left:target right:result operator:operator"},
                   {"attribute", Role::kAnnotation, "name:0"},
                   {"await_expression", Role::kAwait, "value:expr"},
                   {"boolean_literal", Role::kBoolean},
                   {"call_expression", Role::kCall, "target:0"},
                   {"call_suffix", Role::kNone},
                   {"catch_block", Role::kCatch},
                   {"class_declaration", Role::kClass, "name:name body:body"},
                   {"comment", Role::kComment},
                   {"comparison_expression", Role::kBinary, "left:lhs right:rhs operator:op"},
                   {"conjunction_expression", Role::kBinary, "left:lhs right:rhs operator:op"},
                   {"control_transfer_statement", Role::kNone},
                   {"directly_assignable_expression", Role::kPass},
                   {"disjunction_expression", Role::kBinary, "left:lhs right:rhs operator:op"},
                   {"do_statement", Role::kNone},
                   {"enum_entry", Role::kEnumMember, "name:name"},
                   {"equality_expression", Role::kBinary, "left:lhs right:rhs operator:op"},
                   {"for_statement", Role::kForEach, "left:item right:collection"},
                   {"function_declaration", Role::kFunction, "name:name body:body"},
                   {"guard_statement", Role::kIf},
                   {"if_statement", Role::kIf},
                   {"import_declaration", Role::kImport},
                   {"inheritance_modifier", Role::kModifier},
                   {"inheritance_specifier", Role::kWrappedType, "type:inherits_from"},
                   {"init_declaration", Role::kConstructor, "body:body"},
                   {"integer_literal", Role::kNumber},
                   {"interpolated_expression", Role::kInterpolation, "value:value"},
                   {"lambda_literal", Role::kLambda},
                   {"line_str_text", Role::kFragment},
                   {"line_string_literal", Role::kString},
                   {"member_modifier", Role::kModifier},
                   {"modifiers", Role::kModifiers},
                   {"multiplicative_expression", Role::kBinary, "left:lhs right:rhs operator:op"},
                   {"multi_line_str_text", Role::kFragment},
                   {"multi_line_string_literal", Role::kString},
                   {"multiline_comment", Role::kComment},
                   {"navigation_expression", Role::kMember, "object:target name:suffix"},
                   {"optional_type", Role::kWrappedType, "type:wrapped"},
                   {"parameter", Role::kParameter},
                   {"ownership_modifier", Role::kModifier},
                   {"property_behavior_modifier", Role::kModifier},
                   {"property_declaration", Role::kVariable, "value:value"},
                   {"property_modifier", Role::kModifier},
                   {"protocol_declaration", Role::kInterface, "name:name body:body"},
                   {"protocol_function_declaration", Role::kFunction, "name:name"},
                   {"real_literal", Role::kNumber},
                   {"repeat_while_statement", Role::kWhile},
                   {"self_expression", Role::kThis},
                   {"simple_identifier", Role::kIdentifier},
                   {"statements", Role::kBlock},
                   {"super_expression", Role::kSuper},
                   {"switch_entry", Role::kCase},
                   {"switch_statement", Role::kSwitch, "condition:expr"},
                   {"try_expression", Role::kPass, "value:expr"},
                   {"type_identifier", Role::kType},
                   {"typealias_declaration", Role::kTypeAlias, "name:name type:value"},
                   {"user_type", Role::kType},
                   {"value_argument", Role::kArgument, "name:name value:value"},
                   {"value_arguments", Role::kArguments},
                   {"visibility_modifier", Role::kModifier},
                   {"while_statement", Role::kWhile},
               });
  return kMap;
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
    t.locks = {"swift:Foundation#NSLock().lock", "swift:Foundation#NSRecursiveLock().lock",
               "swift:Foundation#NSLock().withLock"};
    t.numbers = {"count"};
    t.number_types = {"Int", "Double", "Float", "Bool", "UInt", "Int64", "UUID", "Date"};
    t.log_members = {"print", "info", "error", "warning", "debug"};
    return t;
  }();
  return kTraits;
}

// What modules are known to hold that files import as a whole.
struct Module {
  std::string_view name;
  std::string_view members;
};
constexpr std::array kModules = std::to_array<Module>({
    {"Foundation",
     "Bundle Data Date DateFormatter DispatchQueue DispatchSemaphore FileManager JSONDecoder "
     "JSONEncoder NSLock NSRecursiveLock NSRegularExpression NotificationCenter OperationQueue "
     "Process ProcessInfo Timer URL URLComponents URLError URLRequest URLSession UUID "
     "UserDefaults"},
    {"Vapor",
     "Abort Application AsyncMiddleware Authenticatable Bcrypt Content Environment HTTPStatus "
     "Middleware ModelAuthenticatable Request Response RouteCollection RoutesBuilder "
     "SessionAuthenticator "
     "Validatable Validations WebSocket"},
    {"Fluent",
     "Database Field FieldKey Migration AsyncMigration Model Parent Children ID Timestamp"},
    {"NIO", "ByteBuffer Channel EventLoop EventLoopFuture EventLoopGroup"},
    {"XCTest", "XCTAssert XCTAssertEqual XCTAssertNil XCTAssertTrue XCTFail XCTestCase"},
    {"Combine", "AnyCancellable AnyPublisher Future PassthroughSubject Published"},
    {"SwiftUI", "Binding ObservedObject State StateObject View"},
});

// The language's own.
constexpr std::string_view kOwnNames =
    "Any AnyObject Array Bool CancellationError Character Codable Comparable "
    "CustomStringConvertible "
    "Decodable Dictionary Double Encodable Equatable Error Float Hashable Identifiable Int Int32 "
    "Int64 MainActor Never Optional Result Sendable Sequence Set String Task UInt Void fatalError "
    "max min precondition print withCheckedContinuation withTaskGroup withThrowingTaskGroup zip";

class SwiftExtractor final : public TypedExtractor {
 public:
  SwiftExtractor(const SyntaxTree& tree, FactSink& sink)
      : TypedExtractor(tree, sink, SwiftSyntax(), SwiftTraits()) {}

 private:
  Role Refine(NodeIndex node, Role role) const override {
    if (role == Role::kVariable && KindName(Parent(node)) == "class_body") return Role::kField;
    if (role == Role::kNone && KindName(node) == "control_transfer_statement" &&
        TextOf(node).starts_with("return"))
      return Role::kReturn;
    if (role == Role::kClass && DeclarationKind(node) == "extension") return Role::kExtension;
    return role;
  }

  std::string_view DeclarationKind(NodeIndex node) const {
    return TextOf(tree().ChildByField(node, kind_));
  }

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
    if (!one || dot == std::string_view::npos)
      return AddImport(node, EcosystemName(path), "*", {}, ImportForm::kWildcard);
    AddImport(node, EcosystemName(path.substr(0, dot)), path.substr(dot + 1), {},
              ImportForm::kMember);
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
    if (dot == std::string_view::npos) return TypeName(path);
    if (path.size() > kMaxResolvedName || !modules_.contains(std::string(path.substr(0, dot))))
      return {};
    return EcosystemName(path.substr(0, dot)) + "#" + std::string(path.substr(dot + 1));
  }

  // What exactly one of the modules that are imported is known to hold.
  std::string FreeType(std::string_view name) override {
    std::string found;
    for (const Module& module : kModules) {
      if (!modules_.contains(std::string(module.name)) || !HasWord(module.members, name)) continue;
      if (!found.empty()) return {};
      found = EcosystemName(module.name) + "#" + std::string(name);
    }
    if (!found.empty()) return found;
    return HasWord(kOwnNames, name) ? "global:#" + std::string(name) : std::string();
  }
  std::string FreeCallee(std::string_view name) override { return FreeType(name); }

  std::string FreeName(std::string_view name) override {
    return modules_.contains(std::string(name)) ? EcosystemName(name) + "#" : std::string();
  }

  // a[i]: read as a call with its arguments in square brackets.
  Element ElementOf(NodeIndex node) override {
    if (R(node) != Role::kCall) return {};
    const NodeIndex list = ArgumentListOf(node);
    if (!TextOf(list).starts_with('[')) return {};
    const NodeIndex key = tree().NamedChild(list, 0);
    return {At(node, Part::kTarget), key == kNoNode ? kNoNode : Inner(key)};
  }
  std::string KnownResult(std::string_view callee, NodeIndex call) override {
    if (callee.starts_with("[]")) return std::string(callee.substr(2));
    if (ElementOf(call).table != kNoNode) return {};
    return TypedExtractor::KnownResult(callee, call);
  }

  std::string_view NameText(NodeIndex name) const override {
    if (KindName(name) == "navigation_suffix") return TextOf(tree().NamedChild(name, 0));
    if (KindName(name) == "pattern") return TextOf(tree().NamedChild(name, 0));
    return TypedExtractor::NameText(name);
  }

  NodeIndex ArgumentListOf(NodeIndex call) const override {
    return FirstKind(FirstKind(call, "call_suffix"), "value_arguments");
  }

  std::vector<Declared> DeclarationsOf(NodeIndex node) override {
    const std::string_view kind = KindName(node);
    if (kind == "property_declaration") {
      const NodeIndex annotation = FirstKind(node, "type_annotation");
      NodeIndex name = FirstKind(node, "pattern");
      if (name != kNoNode) name = tree().NamedChild(name, 0);
      return {{name, tree().NamedChild(annotation, 0), At(node, Part::kValue), 0}};
    }
    if (kind != "parameter") return TypedExtractor::DeclarationsOf(node);
    Declared declared{kNoNode, kNoNode, kNoNode, 0};
    for (const NodeIndex item : ItemsOf(node)) {
      if (R(item) == Role::kIdentifier) {
        declared.name = item;  // the last: behind the external name
      } else {
        declared.type = item;
      }
    }
    return {declared};
  }

  // Parameters stand beside the body.
  NodeIndex ParametersOf(NodeIndex node) const override {
    return R(node) == Role::kFunction || R(node) == Role::kConstructor ? node : kNoNode;
  }

  NodeIndex ResultTypeOf(NodeIndex node) const override {
    bool named = false;
    for (const NodeIndex item : ItemsOf(node)) {
      const std::string_view kind = KindName(item);
      if (kind == "simple_identifier") named = true;
      if (named && (kind == "user_type" || kind == "array_type" || kind == "optional_type"))
        return item;
    }
    return kNoNode;
  }

  std::string_view OwnerOf(NodeIndex node) const override {
    if (R(node) != Role::kExtension) return {};
    const std::string_view name = TextOf(At(node, Part::kName));
    return name.substr(0, name.find('<'));
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

  // catch let error as URLError, catch OrderError.missing(let id), catch
  void ReadHandler(NodeIndex node) {
    Branch();
    NodeIndex type = kNoNode;
    std::string_view name;
    const NodeIndex pattern = FirstKind(node, "pattern");
    for (NodeIndex i = pattern; i < tree().End(pattern); ++i) {
      if (KindName(i) == "user_type" && type == kNoNode) type = i;
      if (R(i) == Role::kIdentifier && name.empty()) name = TextOf(i);
    }
    if (pattern == kNoNode) name = "error";
    std::string_view detail = "empty";
    std::size_t logs = 0;
    const std::vector<NodeIndex> items = ItemsOf(FirstKind(node, "statements"));
    for (const NodeIndex item : items) {
      detail = "handle";
      if (IsLogCall(item)) ++logs;
      if (!TextOf(item).starts_with("throw ")) continue;
      const NodeIndex thrown = tree().NamedChild(item, 1);
      if (TextOf(thrown) == name) {
        detail = "rethrow";
      } else if (Passes(thrown, name)) {
        detail = "wrap";
      }
      break;
    }
    if (!items.empty() && logs == items.size()) detail = "log";
    std::string resolved = type == kNoNode ? std::string() : ResolveType(type);
    if (type != kNoNode && (resolved.empty() || resolved.starts_with("?:")))
      resolved = Bounded(type);
    AddConstruct(node, ConstructKind::kHandler, resolved, detail);
    OpenScope(node, Bindings::ScopeKind::kBlock);
    if (!name.empty()) {
      names().Bind(name, {}, true);
      NoteCaught(node, name);
    }
  }

  void NoteConcurrent(NodeIndex node) {
    const std::string callee = CalleeOf(node);
    const bool queue = callee.starts_with("swift:Foundation#DispatchQueue") ||
                       callee.starts_with("swift:Dispatch#DispatchQueue");
    if (callee == "global:#Task" || callee == "global:#Task.detached" ||
        (queue && callee.ends_with(".async")))
      AddConstruct(node, ConstructKind::kSpawn, callee);
    if (queue && callee.ends_with(".sync"))
      AddConstruct(node, ConstructKind::kLock, callee, "sync");
  }

  // case let book as Book, case is Order
  bool MatchesTypes(NodeIndex node) const {
    for (const NodeIndex entry : ItemsOf(node)) {
      const NodeIndex pattern = FirstKind(FirstKind(entry, "switch_pattern"), "pattern");
      if (FirstKind(pattern, "user_type") != kNoNode) return true;
    }
    return false;
  }

  // A statement that the grammar takes for a call with a closure.
  bool IsDefer(NodeIndex call) const {
    return TextOf(tree().FirstChild(call)) == "defer" && ArgumentListOf(call) == kNoNode;
  }

  bool EnterOwn(NodeIndex node) override {
    if (KindName(node) == "control_transfer_statement" && TextOf(node).starts_with("throw")) {
      const NodeIndex thrown = tree().NamedChild(node, 1);
      std::string type = R(thrown) == Role::kCall ? CalleeOf(thrown) : std::string();
      if (type.empty() || type.starts_with("self:")) type = Bounded(thrown, 80);
      AddConstruct(node, ConstructKind::kThrow, type, NamesCause(thrown) ? "cause" : "");
    }
    switch (R(node)) {
      case Role::kCatch:
        ReadHandler(node);
        return true;
      case Role::kSwitch:
        if (MatchesTypes(node)) AddConstruct(node, ConstructKind::kPatternMatch);
        return false;
      case Role::kCall: {
        if (IsDefer(node)) {
          AddConstruct(node, ConstructKind::kCleanup, {}, "defer");
          return true;
        }
        const Element element = ElementOf(node);
        if (element.table == kNoNode) {
          NoteConcurrent(node);
          return false;
        }
        const bool assigned = KindName(Parent(node)) == "directly_assignable_expression";
        if (!assigned) shapes().ReadElement(Bounded(element.table), Bounded(element.key));
        return true;
      }
      default:
        return false;
    }
  }

  std::unordered_set<std::string> modules_;
  const std::uint16_t kind_ = SwiftSyntax().grammar().Field("declaration_kind");
};

void ReadSwift(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const Result<SyntaxTree> tree =
      SyntaxTree::Parse(SwiftSyntax().grammar(), source.text, source.limits);
  if (!tree) {
    AddParseDiagnostic(tree.error().message, sink);
    return;
  }
  SwiftExtractor(*tree, sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_swift = {
    {{"swift", {"Swift"}, {}, {}}},
    ReadSwift,
    1,
};

}  // namespace assay
