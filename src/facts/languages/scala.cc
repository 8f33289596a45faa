// Scala: what its grammar's kinds are to the shared engine of the typed
// languages, and what is its own: selectors of imports, parameters of a class
// as its fields, wildcards that open packages of which nothing is known.
#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "facts/extract.h"
#include "facts/java/known_types.h"
#include "facts/typed/extractor.h"

namespace assay {
namespace {

const SyntaxMap& ScalaSyntax() {
  static const SyntaxMap kMap(
      "scala",
      {
          {"access_modifier", Role::kModifier},
          {"annotation", Role::kAnnotation, "name:name arguments:arguments"},
          {"arguments", Role::kArguments},
          {"ascription_expression", Role::kNone, "name:0 type:1"},
          {"assignment_expression", Role::kAssign, "left:left right:right"},
          {"block", Role::kBlock},
          {"block_comment", Role::kComment},
          {"boolean_literal", Role::kBoolean},
          {"call_expression", Role::kCall, "target:function arguments:arguments"},
          {"case_clause", Role::kCase, "body:body"},
          {"binding", Role::kParameter, "name:name type:type"},
          {"class_definition", Role::kClass, "name:name body:body parameters:class_parameters"},
          {"class_parameter", Role::kPromoted, "name:name type:type value:default_value"},
          {"comment", Role::kComment},
          {"compound_type", Role::kWrappedType, "type:0"},
          {"do_while_expression", Role::kWhile, "condition:condition"},
          {"enum_definition", Role::kEnum, "name:name body:body"},
          {"escape_sequence", Role::kEscape},
          {"export_declaration", Role::kImport},
          {"extends_clause", Role::kBases},
          {"field_expression", Role::kMember, "object:value name:field"},
          {"finally_clause", Role::kFinally},
          {"floating_point_literal", Role::kNumber},
          {"full_enum_case", Role::kEnumMember, "name:name"},
          {"for_expression", Role::kFor, "body:body"},
          {"function_declaration", Role::kFunction,
           "name:name parameters:parameters type:return_type"},
          {"function_definition", Role::kFunction,
           "name:name parameters:parameters type:return_type body:body"},
          {"generic_function", Role::kGeneric, "type:function"},
          {"generic_type", Role::kGeneric, "type:type"},
          {"given_definition", Role::kVariable, "name:name type:return_type value:body"},
          {"identifier", Role::kIdentifier},
          {"if_expression", Role::kIf, "condition:condition body:consequence"},
          {"import_declaration", Role::kImport},
          {"infix_expression", Role::kBinary, "left:left right:right operator:operator"},
          {"instance_expression", Role::kNew, "type:0 arguments:arguments"},
          {"integer_literal", Role::kNumber},
          {"interpolated_string_expression", Role::kString, "value:-1"},
          {"interpolation", Role::kInterpolation},
          {"lazy_parameter_type", Role::kWrappedType, "type:type"},
          {"lambda_expression", Role::kLambda, "parameters:parameters"},
          {"match_expression", Role::kMatch, "condition:value"},
          {"modifiers", Role::kModifiers},
          {"null_literal", Role::kNull},
          {"object_definition", Role::kClass, "name:name body:body"},
          {"package_object", Role::kClass, "name:name body:body"},
          {"package_clause", Role::kPackage, "name:name"},
          {"parameter", Role::kParameter, "name:name type:type value:default_value"},
          {"parenthesized_expression", Role::kPass},
          {"prefix_expression", Role::kUnary},
          {"return_expression", Role::kReturn},
          {"simple_enum_case", Role::kEnumMember, "name:name"},
          {"stable_type_identifier", Role::kScopedType},
          {"string", Role::kString},
          {"throw_expression", Role::kThrow},
          {"trait_definition", Role::kInterface, "name:name body:body"},
          {"type_definition", Role::kTypeAlias, "name:name type:type"},
          {"type_identifier", Role::kType},
          {"type_parameters", Role::kNone},
          {"val_declaration", Role::kVariable, "name:name type:type"},
          {"val_definition", Role::kVariable, "name:pattern type:type value:value"},
          {"var_definition", Role::kVariable, "name:pattern type:type value:value"},
          {"while_expression", Role::kWhile, "condition:condition body:body"},
          {"'abstract'", Role::kModifier},
          {"'case'", Role::kModifier},
          {"'final'", Role::kModifier},
          {"'implicit'", Role::kModifier},
          {"'lazy'", Role::kModifier},
          {"'override'", Role::kModifier},
          {"'sealed'", Role::kModifier},
      });
  return kMap;
}

const LanguageTraits& ScalaTraits() {
  static const LanguageTraits kTraits = [] {
    LanguageTraits t;
    t.tells_at_name = true;
    t.ecosystem = "maven:";
    t.documentation = "scaladoc";
    t.documentation_mark = "/**";
    t.bare_members = true;
    t.upper_case_types = true;
    t.refines = true;
    t.blocks_have_values = true;
    t.apply_member = "apply";
    t.results = {
        {"maven:java.sql#DriverManager.getConnection", "maven:java.sql#Connection()"},
        {"maven:java.sql#Connection().prepareStatement", "maven:java.sql#PreparedStatement()"},
        {"maven:java.sql#Connection().createStatement", "maven:java.sql#Statement()"},
        {"maven:java.sql#PreparedStatement().executeQuery", "maven:java.sql#ResultSet()"},
        {"maven:java.sql#Statement().executeQuery", "maven:java.sql#ResultSet()"},
        {"maven:org.slf4j#LoggerFactory.getLogger", "maven:org.slf4j#Logger()"},
        {"maven:scala.concurrent#Future.successful", "maven:scala.concurrent#Future()"},
        {"maven:scala.concurrent#Future().map", "maven:scala.concurrent#Future()"},
        {"maven:scala.concurrent#Future().flatMap", "maven:scala.concurrent#Future()"},
        {"maven:scala.concurrent#Future().recover", "maven:scala.concurrent#Future()"},
        {"maven:akka.actor#ActorSystem().actorOf", "maven:akka.actor#ActorRef()"},
        {"maven:org.apache.pekko.actor#ActorSystem().actorOf",
         "maven:org.apache.pekko.actor#ActorRef()"},
    };
    t.lists = {"global:#List", "global:#Seq", "global:#Set", "global:#Vector", "global:#Array"};
    t.request_types = {"maven:play.api.mvc#Request()", "maven:play.api.mvc#RequestHeader()"};
    t.request_members = {"queryString", "getQueryString", "body", "headers", "cookies", "path"};
    t.builders = {"global:#StringBuilder()", "maven:java.lang#StringBuilder()",
                  "maven:scala.collection#mutable.StringBuilder()"};
    t.locks = {"maven:java.util.concurrent.locks#ReentrantLock().lock",
               "maven:java.util.concurrent.locks#ReentrantLock().tryLock",
               "maven:java.util.concurrent.locks#ReentrantReadWriteLock().readLock().lock",
               "maven:java.util.concurrent.locks#ReentrantReadWriteLock().writeLock().lock",
               "maven:java.util.concurrent#Semaphore().acquire"};
    t.channels = {{"maven:java.util.concurrent#LinkedBlockingQueue().put", "put"},
                  {"maven:java.util.concurrent#LinkedBlockingQueue().take", "get"},
                  {"maven:java.util.concurrent#ArrayBlockingQueue().put", "put"},
                  {"maven:java.util.concurrent#ArrayBlockingQueue().take", "get"}};
    t.numbers = {"toInt", "toLong", "size", "length", "toDouble"};
    t.number_types = {"Int", "Long", "Double", "Float", "Boolean", "Short", "Byte", "UUID"};
    t.log_members = {"info", "warn", "error", "debug", "trace", "println"};
    return t;
  }();
  return kTraits;
}

constexpr std::size_t kMaxTypes = 16;  // of one pattern
constexpr std::string_view kPathBytes =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.";

bool StartsUpper(std::string_view name) {
  return !name.empty() && name[0] >= 'A' && name[0] <= 'Z';
}

constexpr std::array kPredef = std::to_array<std::string_view>(
    {"Any",    "AnyRef",  "Array",   "Boolean",  "Byte",     "Char",          "Double",
     "Either", "Float",   "Int",     "Iterable", "Iterator", "Left",          "List",
     "Long",   "Map",     "Nil",     "None",     "Nothing",  "Option",        "Right",
     "Seq",    "Set",     "Short",   "Some",     "String",   "StringBuilder", "Unit",
     "Vector", "println", "require", "assert",   "print"});

// What packages and objects are known to hold that files open as a whole.
struct Package {
  std::string_view name;
  std::string_view members;
};
constexpr std::array kPackages = std::to_array<Package>({
    {"play.api", "Application Configuration Environment Logger Logging Mode"},
    {"play.api.mvc",
     "AbstractController Action ActionBuilder ActionFilter ActionRefiner AnyContent BaseController "
     "BodyParsers Call ControllerComponents Cookie Cookies DefaultActionBuilder EssentialAction "
     "EssentialFilter Filter Flash Handler Headers InjectedController MessagesAbstractController "
     "MessagesBaseController MessagesControllerComponents MessagesRequest PlayBodyParsers Request "
     "RequestHeader Result Results Session WebSocket WrappedRequest"},
    {"play.api.data", "Field Form FormError Mapping"},
    {"play.api.data.Forms",
     "boolean date default email ignored list longNumber mapping nonEmptyText number of optional "
     "seq single text tuple uuid"},
    {"play.api.inject", "ApplicationLifecycle Binding Module SimpleModule"},
    {"play.api.libs.json",
     "Format JsArray JsError JsNull JsNumber JsObject JsPath JsResult JsString JsSuccess JsValue "
     "Json OFormat OWrites Reads Writes __"},
    {"play.api.libs.ws", "WSClient WSRequest WSResponse"},
    {"play.api.test",
     "FakeRequest Helpers Injecting PlaySpecification WithApplication WithBrowser WithServer"},
    {"play.api.db", "Database"},
    {"javax.inject", "Inject Named Provider Singleton"},
    {"jakarta.inject", "Inject Named Provider Singleton"},
    {"akka.actor",
     "Actor ActorLogging ActorRef ActorSystem Cancellable Props Scheduler Stash Terminated Timers"},
    {"org.apache.pekko.actor",
     "Actor ActorLogging ActorRef ActorSystem Cancellable Props Scheduler Stash Terminated Timers"},
    {"akka.http.scaladsl.server.Directives",
     "complete delete entity get handleExceptions onComplete onSuccess parameters path pathEnd "
     "pathPrefix pathSingleSlash post put reject"},
    {"org.apache.pekko.http.scaladsl.server.Directives",
     "complete delete entity get handleExceptions onComplete onSuccess parameters path pathEnd "
     "pathPrefix pathSingleSlash post put reject"},
    {"akka.stream.scaladsl", "BroadcastHub Flow Keep MergeHub Sink Source"},
    {"org.apache.pekko.stream.scaladsl", "BroadcastHub Flow Keep MergeHub Sink Source"},
    {"scala.concurrent", "Await ExecutionContext Future Promise blocking"},
    {"scala.concurrent.duration", "Duration DurationInt FiniteDuration"},
    {"scala.util", "Failure Random Success Try Using"},
    {"scala.collection.mutable",
     "ArrayBuffer ArrayDeque Buffer HashMap HashSet LinkedHashMap ListBuffer PriorityQueue Queue "
     "Stack StringBuilder"},
    {"anorm", "Macro NamedParameter Row RowParser SQL SqlParser SqlQuery"},
    {"cats.effect", "ExitCode IO IOApp Ref Resource"},
    {"zio", "RIO Ref Runtime Schedule Task UIO URIO ZIO ZIOAppDefault ZLayer"},
    {"org.scalatestplus.play", "BaseOneAppPerSuite BaseOneServerPerSuite PlaySpec"},
});

// Members that begin work beside their caller, wait for it, or keep others out.
struct Concurrent {
  std::string_view callee;
  ConstructKind kind;
};
constexpr std::array kConcurrent = std::to_array<Concurrent>({
    {"maven:scala.concurrent#Future", ConstructKind::kSpawn},
    {"maven:scala.concurrent#Future.apply", ConstructKind::kSpawn},
    {"maven:scala.concurrent#Await.result", ConstructKind::kAwait},
    {"maven:scala.concurrent#Await.ready", ConstructKind::kAwait},
});

class ScalaExtractor final : public TypedExtractor {
 public:
  ScalaExtractor(const SyntaxTree& tree, FactSink& sink)
      : TypedExtractor(tree, sink, ScalaSyntax(), ScalaTraits()) {}

 private:
  // A value of a class is a field; what follows `@Inject()` is read as if it
  // were arguments of the annotation, and is parameters of the class.
  Role Refine(NodeIndex node, Role role) const override {
    if (role == Role::kVariable && KindName(Parent(node)) == "template_body") return Role::kField;
    if (KindName(node) == "ascription_expression" && IsInAnnotation(Parent(node)))
      return Role::kPromoted;
    return role;
  }

  bool IsInAnnotation(NodeIndex list) const {
    return R(list) == Role::kArguments && R(Parent(list)) == Role::kAnnotation &&
           At(Parent(list), Part::kArguments) != list;
  }

  // f(a: A)(implicit b: B), class C @Inject()(a: A)
  std::vector<NodeIndex> ParameterItemsOf(NodeIndex node) const override {
    std::vector<NodeIndex> items;
    for (const NodeIndex part : ItemsOf(node)) {
      const std::string_view kind = KindName(part);
      if (kind == "parameters" || kind == "class_parameters") {
        for (const NodeIndex item : ItemsOf(part)) items.push_back(item);
      }
      if (R(part) != Role::kAnnotation || R(node) != Role::kClass) continue;
      for (const NodeIndex list : ItemsOf(part)) {
        if (!IsInAnnotation(list)) continue;
        for (const NodeIndex item : ItemsOf(list)) {
          if (R(item) == Role::kPromoted) items.push_back(item);
        }
      }
    }
    return items;
  }

  // class C(val a: A), case class C(a: A)
  bool IsFieldParameter(NodeIndex item) const override {
    if (IsCaseClass(Parent(Parent(item)))) return true;
    for (NodeIndex i = tree().FirstChild(item); i != kNoNode; i = tree().NextSibling(i)) {
      if (TextOf(i) == "val" || TextOf(i) == "var") return true;
    }
    return false;
  }

  bool IsCaseClass(NodeIndex node) const {
    for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
      if (TextOf(i) == "class" || R(i) == Role::kIdentifier) return false;
      if (TextOf(i) == "case") return KindName(node) == "class_definition";
    }
    return false;
  }

  // import a.b.C; import a.b.{C, D => E, _}; import a.b._
  void ReadImport(NodeIndex node) override {
    std::string path;
    NodeIndex selectors = kNoNode;
    bool wildcard = false;
    for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
      if (tree()[i].field == path_ && tree()[i].named()) {
        if (!path.empty()) path += '.';
        path += TextOf(i).substr(0, 200);
        if (path.size() > kMaxResolvedName) return;
      }
      if (KindName(i) == "namespace_selectors") selectors = i;
      wildcard = wildcard || KindName(i) == "namespace_wildcard";
      if (TextOf(i) == "," && !path.empty()) {
        Add(node, path, selectors, wildcard);
        path.clear();
        selectors = kNoNode;
        wildcard = false;
      }
    }
    Add(node, path, selectors, wildcard);
  }

  // def this(url: String) = this(connect(url))
  bool IsConstructor(NodeIndex node) const override {
    return R(node) == Role::kFunction && TextOf(At(node, Part::kName)) == "this";
  }

  void Add(NodeIndex node, const std::string& path, NodeIndex selectors, bool wildcard) {
    if (path.empty()) return;
    if (KindName(node) == "export_declaration") return ReadExport(node, path, selectors, wildcard);
    if (wildcard) wildcards_.push_back(path);
    if (wildcard) return AddImport(node, EcosystemName(path), "*", {}, ImportForm::kWildcard);
    if (selectors == kNoNode) {
      const std::size_t dot = path.rfind('.');
      if (dot != std::string::npos) Bind(node, path.substr(0, dot), path.substr(dot + 1), {});
      return;
    }
    for (const NodeIndex item : ItemsOf(selectors)) {
      const std::string_view kind = KindName(item);
      if (kind == "namespace_wildcard") {
        wildcards_.push_back(path);
        AddImport(item, EcosystemName(path), "*", {}, ImportForm::kWildcard);
      } else if (kind == "arrow_renamed_identifier" || kind == "as_renamed_identifier") {
        Bind(item, path, TextOf(tree().NamedChild(item, 0)), TextOf(tree().NamedChild(item, 1)));
      } else {
        Bind(item, path, TextOf(item), {});
      }
    }
  }

  // export Orders.apply, export printer.{print as say, *}: what a value has becomes a member.
  void ReadExport(NodeIndex node, std::string path, NodeIndex selectors, bool wildcard) {
    std::vector<NodeIndex> items = ItemsOf(selectors);
    std::string symbol = wildcard ? "*" : "";
    if (items.empty() && !wildcard) {
      const std::size_t dot = path.rfind('.');
      if (dot == std::string::npos) return;
      symbol = path.substr(dot + 1);
      path.resize(dot);
    }
    const std::string module = Exported(path);
    if (!symbol.empty()) return AddImport(node, module, symbol, {}, ImportForm::kExport);
    for (const NodeIndex item : items) {
      if (KindName(item) == "namespace_wildcard") {
        AddImport(item, module, "*", {}, ImportForm::kExport);
      } else if (KindName(item).ends_with("renamed_identifier")) {
        const std::string_view alias = TextOf(tree().NamedChild(item, 1));
        if (alias != "_")
          AddImport(item, module, TextOf(tree().NamedChild(item, 0)), alias, ImportForm::kExport);
      } else {
        AddImport(item, module, TextOf(item), {}, ImportForm::kExport);
      }
    }
  }

  // Of a value of the file it is not known here what it is.
  std::string Exported(const std::string& path) const {
    const std::string root = path.substr(0, path.find('.'));
    const auto imported = imports().find(root);
    std::string full =
        imported == imports().end() ? FullPath(path) : imported->second + path.substr(root.size());
    std::replace(full.begin(), full.end(), '#', '.');
    return full.empty() || full.starts_with("?:") ? "?:" + path : full;
  }

  void Bind(NodeIndex node, std::string_view module, std::string_view symbol,
            std::string_view alias) {
    AddImport(node, EcosystemName(module), symbol, alias, ImportForm::kMember);
    if (alias == "_") return;
    BindImport(alias.empty() ? symbol : alias, EcosystemName(module) + "#" + std::string(symbol));
  }

  // What exactly one of the packages that are open is known to hold.
  std::string Opened(std::string_view name) const {
    std::string found;
    for (const std::string& path : wildcards_) {
      bool holds = PackageHoldsType(path, name) == Holds::kYes;
      for (const Package& package : kPackages)
        holds = holds || (package.name == path && HasWord(package.members, name));
      if (!holds) continue;
      if (!found.empty() && found != path) return {};
      found = path;
    }
    return found.empty() ? found : EcosystemName(found) + "#" + std::string(name);
  }

  std::string FreeName(std::string_view name) override { return FreeType(name); }

  std::string FreeType(std::string_view name) override {
    std::string opened = Opened(name);
    if (!opened.empty()) return opened;
    const bool known = std::find(kPredef.begin(), kPredef.end(), name) != kPredef.end();
    if (known) return "global:#" + std::string(name);
    return IsJavaLangType(name) ? "maven:java.lang#" + std::string(name) : std::string();
  }

  std::string FreeCallee(std::string_view name) override {
    const std::string type = FreeType(name);
    const bool upper = !name.empty() && name[0] >= 'A' && name[0] <= 'Z';
    // A class of another file, made; no method begins with a capital.
    return type.empty() && upper ? "?:#" + std::string(name) : type;
  }

  // play.api.Logger(…): a path from the root.
  std::string FreePath(NodeIndex node) override {
    const std::string_view path = TextOf(node);
    if (R(node) != Role::kMember || path.size() >= kMaxResolvedName ||
        path.find_first_not_of(kPathBytes) != std::string_view::npos)
      return {};
    const std::string_view root = path.substr(0, path.find('.'));
    if (names().Find(root) != nullptr || imports().contains(std::string(root))) return {};
    return FullPath(path);
  }

  // java.io.IOException: of a root that packages are known to begin with.
  std::string FullPath(std::string_view path) const {
    static constexpr std::array kRoots = std::to_array<std::string_view>(
        {"java", "javax", "jakarta", "scala", "play", "akka", "org", "com", "net", "io"});
    const std::string_view root = path.substr(0, path.find('.'));
    if (std::find(kRoots.begin(), kRoots.end(), root) == kRoots.end()) return {};
    // The package ends where the first name in upper case begins.
    for (std::size_t dot = path.find('.'); dot != std::string_view::npos;
         dot = path.find('.', dot + 1)) {
      if (StartsUpper(path.substr(dot + 1)))
        return EcosystemName(path.substr(0, dot)) + "#" + std::string(path.substr(dot + 1));
    }
    return {};
  }

  std::string QualifiedType(NodeIndex type) override {
    const std::string_view path = TextOf(type);
    const std::size_t dot = path.rfind('.');
    if (dot == std::string_view::npos || path.size() > kMaxResolvedName) return {};
    const std::string_view root = path.substr(0, path.find('.'));
    const auto imported = imports().find(std::string(root));
    if (imported != imports().end()) return Member(imported->second, path.substr(root.size() + 1));
    if (StartsUpper(root)) return Member(TypeName(root), path.substr(root.size() + 1));
    return FullPath(path);
  }

  // What holds elements: List[Book] is a list of Books.
  NodeIndex TransparentType(NodeIndex generic) override {
    static constexpr std::array kCollections =
        std::to_array<std::string_view>({"Array", "ArrayBuffer", "Buffer", "IndexedSeq", "Iterable",
                                         "List", "ListBuffer", "Seq", "Set", "Vector"});
    static constexpr std::array kHolders = std::to_array<std::string_view>({"Option", "Some"});
    if (R(Parent(generic)) == Role::kNew) return kNoNode;  // new Array[Int](n) makes an array
    const NodeIndex named = At(generic, Part::kType);
    const std::string_view name = TextOf(named);
    const auto is_of = [name](const auto& words) {
      return std::find(words.begin(), words.end(), name) != words.end();
    };
    if (R(named) != Role::kType || (!is_of(kCollections) && !is_of(kHolders))) return kNoNode;
    return tree().NamedChild(tree().NamedChild(generic, 1), 0);
  }
  bool IsCollectionType(NodeIndex generic) override {
    const std::string_view name = TextOf(At(generic, Part::kType));
    return name != "Option" && name != "Some";
  }

  // books(1) is one of the books, or memo(n) what is kept there.
  std::string KnownResult(std::string_view callee, NodeIndex call) override {
    if (callee.starts_with("[]")) return std::string(callee.substr(2));
    return TypedExtractor::KnownResult(callee, call);
  }

  // ways(i - 1) + 1 as ways[i - 1] + 1: how shapes know an element.
  std::string Written(NodeIndex value) override {
    std::string text = TypedExtractor::Written(value);
    const std::uint32_t begin = tree()[value].start_byte;
    for (NodeIndex i = value; i < tree().End(value) && tree()[i].start_byte < begin + text.size();
         ++i) {
      const NodeIndex list = At(i, Part::kArguments);
      if (R(i) != Role::kCall || !IsTable(At(i, Part::kTarget)) || R(list) != Role::kArguments)
        continue;
      for (const std::uint32_t at : {tree()[list].start_byte, tree()[list].end_byte - 1}) {
        const std::size_t in_text = at - begin;
        if (in_text < text.size() && (text[in_text] == '(' || text[in_text] == ')'))
          text[in_text] = text[in_text] == '(' ? '[' : ']';
      }
    }
    return text;
  }

  Element ElementOf(NodeIndex node) override {
    if (R(node) != Role::kCall) return {};
    const NodeIndex target = At(node, Part::kTarget);
    const NodeIndex list = At(node, Part::kArguments);
    if (R(target) != Role::kIdentifier || R(list) != Role::kArguments) return {};
    const std::vector<NodeIndex> items = ItemsOf(list);
    return items.size() == 1 && IsTable(target) ? Element{target, items[0]} : Element{};
  }

  // Whether a variable holds what elements are read of by f(i).
  bool IsTable(NodeIndex target) {
    const Binding* const bound = R(target) == Role::kIdentifier ? Known(TextOf(target)) : nullptr;
    if (bound == nullptr) return false;
    const std::string_view value = bound->value;
    static constexpr std::array kTables =
        std::to_array<std::string_view>({"global:#Array()", "global:#List()", "global:#Map()",
                                         "global:#Seq()", "global:#Vector()"});
    return value.starts_with("[]") || value.starts_with("maven:scala.collection#mutable.") ||
           value.starts_with("maven:scala.collection.mutable#") ||
           value == "global:#Array.fill()" || value == "global:#Array.ofDim()" ||
           std::find(kTables.begin(), kTables.end(), value) != kTables.end();
  }

  // f(a = 1): an argument by its name.
  std::vector<ArgumentNode> ArgumentsOf(NodeIndex list) override {
    if (R(list) == Role::kBlock || KindName(list) == "case_block") return {{list, ""}};
    std::vector<ArgumentNode> arguments = TypedExtractor::ArgumentsOf(list);
    for (ArgumentNode& argument : arguments) {
      if (R(argument.node) != Role::kAssign) continue;
      argument.keyword = Bounded(At(argument.node, Part::kLeft));
      argument.node = At(argument.node, Part::kRight);
    }
    return arguments;
  }

  // val (a, b) = …
  std::vector<Declared> DeclarationsOf(NodeIndex node) override {
    const NodeIndex name = At(node, Part::kName);
    if (R(node) == Role::kPromoted && KindName(node) == "ascription_expression")
      return {{name, At(node, Part::kType), kNoNode, 0}};
    if (KindName(name) != "tuple_pattern") return TypedExtractor::DeclarationsOf(node);
    std::vector<Declared> declared;
    for (const NodeIndex item : ItemsOf(name)) {
      if (R(item) == Role::kIdentifier) declared.push_back({item, kNoNode, kNoNode, 0});
    }
    return declared;
  }

  std::vector<NodeIndex> BasesOf(NodeIndex node) override {
    std::vector<NodeIndex> bases;
    for (const NodeIndex part : ItemsOf(node)) {
      if (R(part) != Role::kBases) continue;
      for (const NodeIndex base : ItemsOf(part)) {
        const Role role = R(base);
        if (role == Role::kType || role == Role::kGeneric || role == Role::kScopedType)
          bases.push_back(base);
      }
    }
    return bases;
  }

  DefinitionKind KindOf(NodeIndex node, DefinitionKind kind) const override {
    return IsCaseClass(node) ? DefinitionKind::kRecord : kind;
  }

  bool IsConstant(NodeIndex declaration) override {
    return KindName(declaration) == "val_definition";
  }

  std::string LiteralText(NodeIndex node) override {
    std::string_view text = TextOf(node);
    if (text.size() < 6 || !text.starts_with("\"\"\"")) return TypedExtractor::LiteralText(node);
    text = text.substr(3);
    return std::string(text.ends_with("\"\"\"") ? text.substr(0, text.size() - 3) : text);
  }

  bool IsPlain(std::string_view interpolator) const {
    return interpolator == "s" || interpolator == "f" || interpolator == "raw";
  }

  // """…""".stripMargin is what it says.
  bool ReadText(NodeIndex node, TextValue& text, int depth = 0) override {
    if (R(node) == Role::kMember && depth < kMaxChain) {
      const std::string_view name = NameText(At(node, Part::kName));
      if (name == "stripMargin" || name == "trim") {
        TextValue whole;
        if (!ReadText(At(node, Part::kObject), whole, depth + 1)) return false;
        const bool margin = name == "stripMargin";
        bool fresh = true;
        for (const char c : whole.value) {
          const bool blank = c == ' ' || c == '\t';
          if (!(margin && fresh && c == '|')) text.value += c;
          fresh = c == '\n' || (fresh && blank);
        }
        text.parts.insert(text.parts.end(), whole.parts.begin(), whole.parts.end());
        return true;
      }
    }
    return TypedExtractor::ReadText(node, text, depth);
  }

  // "… $name ${value} …": what is between the parts has no node of its own.
  // Another interpolator's (sql"…") parts are values that it binds.
  void ReadLiteral(NodeIndex node, TextValue& text) override {
    if (KindName(node) != "interpolated_string") return TypedExtractor::ReadLiteral(node, text);
    const std::string_view interpolator = TextOf(tree().NamedChild(Parent(node), 0));
    const bool plain = IsPlain(interpolator);
    const std::string_view all = tree().text();
    std::uint32_t at = tree()[node].start_byte;
    const std::uint32_t quotes = TextOf(node).starts_with("\"\"\"") ? 3 : 1;
    at += quotes;
    for (const NodeIndex item : ItemsOf(node)) {
      if (R(item) != Role::kInterpolation) continue;
      if (tree()[item].start_byte > at) text.value += all.substr(at, tree()[item].start_byte - at);
      NodeIndex value = tree().NamedChild(item, 0);
      if (R(value) == Role::kBlock) value = tree().NamedChild(value, 0);
      // #$name is put in as it is.
      const bool spliced = !plain && text.value.ends_with('#');
      if (spliced) text.value.pop_back();
      if (plain || spliced) {
        AddPart(value, text);
      } else {
        text.value += '?';
        text.binds = true;
      }
      at = tree()[item].end_byte;
      // f"$id%05d": how it is written.
      if (interpolator == "f" && at < all.size() && all[at] == '%') {
        const std::size_t end = all.find_first_not_of("%0123456789.-+,#", at);
        if (end != std::string_view::npos && end < tree()[node].end_byte)
          at = static_cast<std::uint32_t>(end) + 1;
      }
    }
    const std::uint32_t end = tree()[node].end_byte;
    if (end > at + quotes) text.value += all.substr(at, end - at - quotes);
  }

  std::vector<NodeIndex> BodyOf(NodeIndex clause) const {
    std::vector<NodeIndex> items = AllAt(clause, Part::kBody);
    return items.size() == 1 && R(items[0]) == Role::kBlock ? ItemsOf(items[0]) : items;
  }

  // Whether the cases are of errors: a catch, or what recovers a failed value.
  bool HandlesErrors(NodeIndex clause) const {
    const NodeIndex block = Parent(clause);
    const NodeIndex around = Parent(block);
    if (KindName(around) == "catch_clause") return true;
    if (R(around) != Role::kCall || At(around, Part::kArguments) != block) return false;
    const std::string_view name = NameText(PartsOf(around).name);
    return name == "recover" || name == "recoverWith" || name == "handleErrorWith";
  }

  // case e: A, case e @ (_: A | _: B), case NonFatal(e), case Failure(e)
  void ReadPattern(NodeIndex clause) {
    NodeIndex pattern = tree().ChildByField(clause, pattern_);
    std::string_view name;
    if (KindName(pattern) == "capture_pattern") {
      name = TextOf(tree().NamedChild(pattern, 0));
      pattern = tree().NamedChild(pattern, 1);
    }
    std::vector<NodeIndex> types;
    const NodeIndex end = tree().End(pattern);
    const std::string_view kind = KindName(pattern);
    if (kind == "typed_pattern" || kind == "tuple_pattern" || kind == "alternative_pattern") {
      for (NodeIndex i = pattern; i < end && types.size() < kMaxTypes; ++i) {
        if (KindName(i) != "typed_pattern") continue;
        const NodeIndex type = tree().NamedChild(i, 1);
        if (type != kNoNode) types.push_back(type);
        const NodeIndex bound = tree().NamedChild(i, 0);
        if (name.empty() && R(bound) == Role::kIdentifier && types.size() == 1)
          name = TextOf(bound);
      }
    } else if (kind == "identifier") {
      name = TextOf(pattern);
    }
    const bool extracts = kind == "case_class_pattern";
    const NodeIndex extractor = extracts ? tree().NamedChild(pattern, 0) : kNoNode;
    const NodeIndex inner = extracts ? tree().NamedChild(pattern, 1) : kNoNode;
    if (R(inner) == Role::kIdentifier && name.empty()) name = TextOf(inner);
    // What the pattern takes out of a value has names that hide others.
    for (NodeIndex i = pattern; i < end; ++i) {
      if (R(i) == Role::kIdentifier) names().Bind(TextOf(i), {}, true);
    }
    if (!name.empty()) {
      const std::string value = types.size() == 1 ? ValueOfType(types[0]) : std::string();
      names().Bind(name, {sink().KeepName(value), {}, {}}, true);
    }
    const bool failure = extracts && TextOf(extractor) == "Failure";
    if (!HandlesErrors(clause) && !failure) return;
    const std::string_view detail = DetailOf(BodyOf(clause), name);
    if (extracts && !failure) types.push_back(extractor);
    if (types.empty()) AddConstruct(clause, ConstructKind::kHandler, {}, detail);
    for (const NodeIndex type : types) {
      const std::string resolved = ResolveType(type);
      AddConstruct(clause, ConstructKind::kHandler,
                   resolved.empty() || resolved.starts_with("?:") ? Bounded(type) : resolved,
                   detail);
    }
    if (!name.empty()) NoteCaught(clause, name);
  }

  // for (a <- list; b = a.x if c): a loop, or with `yield` what it gives.
  void ReadFor(NodeIndex node) {
    bool yields = false;
    NodeIndex enumerators = kNoNode;
    for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
      yields = yields || TextOf(i) == "yield";
      if (KindName(i) == "enumerators") enumerators = i;
    }
    Branch();
    if (yields) {
      AddConstruct(node, ConstructKind::kComprehension);
    } else {
      OpenLoop(node, "for");
    }
    OpenScope(node, Bindings::ScopeKind::kBlock);
    for (const NodeIndex item : ItemsOf(enumerators)) {
      const NodeIndex name = tree().NamedChild(item, 0);
      const NodeIndex over = tree().NamedChild(item, 1);
      if (R(name) != Role::kIdentifier || over == kNoNode) continue;
      std::string value = Evaluate(over);
      value = value.starts_with("[]") ? value.substr(2) : std::string();
      Binding binding{sink().KeepName(value), {}, {}};
      const Provenance source = ProvenanceOf(over);
      if (source == Provenance::kAllowList || source == Provenance::kRequest)
        binding.provenance = source;
      names().Bind(TextOf(name), binding, true);
    }
  }

  // actor ! message
  void ReadSend(NodeIndex node) {
    const std::string_view op = TextOf(At(node, Part::kOperator));
    if (op != "!" && op != "?") return;
    const std::string actor = Evaluate(At(node, Part::kLeft));
    if (actor.ends_with("actor#ActorRef()") || actor.ends_with("actor.typed#ActorRef()"))
      AddConstruct(node, ConstructKind::kChannel, actor, "put");
  }

  void NoteConcurrent(NodeIndex call) {
    const std::string callee = CalleeOf(call);
    for (const Concurrent& known : kConcurrent) {
      if (callee == known.callee) AddConstruct(call, known.kind, callee);
    }
    if (NameText(PartsOf(call).name) == "synchronized")
      AddConstruct(call, ConstructKind::kLock, {}, "synchronized");
  }

  // sql"SELECT …": a call of the interpolator with the text.
  void ReadInterpolator(NodeIndex node) {
    const NodeIndex interpolator = tree().NamedChild(node, 0);
    const std::string_view name = TextOf(interpolator);
    if (KindName(node) != "interpolated_string_expression" || IsPlain(name)) return;
    const auto imported = imports().find(std::string(name));
    AddCall(node, imported == imports().end() ? "?:#" + std::string(name) : imported->second,
            interpolator, kNoNode, {{node, ""}});
  }

  bool EnterOwn(NodeIndex node) override {
    switch (R(node)) {
      case Role::kCase:
        OpenScope(node, Bindings::ScopeKind::kBlock);
        ReadPattern(node);
        return false;
      case Role::kFor:
        ReadFor(node);
        return true;
      case Role::kBinary:
        ReadSend(node);
        return false;
      case Role::kString:
        ReadInterpolator(node);
        return false;
      case Role::kCall: {
        // Of another constructor, which is no call of the one that is open.
        if (TextOf(At(node, Part::kTarget)) == "this" && EnclosingClass() != nullptr) {
          AddCall(node, "local:#" + std::string(EnclosingClass()->name), kNoNode, kNoNode,
                  ArgumentsOf(ArgumentListOf(node)));
          return true;
        }
        const Element element = ElementOf(node);
        if (element.table == kNoNode) {
          NoteConcurrent(node);
          return false;
        }
        const bool assigned = R(Parent(node)) == Role::kAssign && IsPart(node, Part::kLeft);
        if (!assigned) shapes().ReadElement(Bounded(element.table), Bounded(element.key));
        return true;
      }
      case Role::kAssign:
        // An argument by its name, no assignment.
        return R(Parent(node)) == Role::kArguments;
      default:
        return false;
    }
  }

  std::vector<std::string> wildcards_;
  const std::uint16_t path_ = ScalaSyntax().grammar().Field("path");
  const std::uint16_t pattern_ = ScalaSyntax().grammar().Field("pattern");
};

void ReadScala(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const Result<SyntaxTree> tree =
      SyntaxTree::Parse(ScalaSyntax().grammar(), source.text, source.limits);
  if (!tree) {
    AddParseDiagnostic(tree.error().message, sink);
    return;
  }
  ScalaExtractor(*tree, sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_scala = {
    {{"scala", {"Scala"}, {}, {}}},
    ReadScala,
    2,
};

}  // namespace assay
