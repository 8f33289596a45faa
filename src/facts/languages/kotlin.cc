// Kotlin: what its grammar's kinds are to the shared engine of the typed
// languages, and what is its own: calls with a lambda behind their brackets,
// constructors in the head of a class, and packages that an import opens as a
// whole, of which it is known what they hold.
#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "facts/extract.h"
#include "facts/java/known_types.h"
#include "facts/typed/extractor.h"

namespace assay {
namespace {

const SyntaxMap& KotlinSyntax() {
  static const SyntaxMap kMap(
      "kotlin", {
                    {"annotated_lambda", Role::kPass, "value:-1"},
                    {"annotation", Role::kAnnotation, "name:-1"},
                    {"as_expression", Role::kCast, "type:right value:left"},
                    {"assignment", Role::kAssign, "left:left right:right operator:operator"},
                    {"binary_expression", Role::kBinary, "left:left right:right operator:operator"},
                    {"block", Role::kBlock},
                    {"block_comment", Role::kComment},
                    {"call_expression", Role::kCall, "target:0 arguments:@value_arguments"},
                    {"catch_block", Role::kCatch, "name:@identifier type:@user_type body:@block"},
                    {"class_body", Role::kNone},
                    {"class_declaration", Role::kClass, "name:name body:@class_body"},
                    {"class_modifier", Role::kModifier},
                    {"class_parameter", Role::kPromoted},
                    {"class_parameters", Role::kNone},
                    {"collection_literal", Role::kList},
                    {"constructor_invocation", Role::kGeneric, "type:0 arguments:@value_arguments"},
                    {"delegation_specifier", Role::kWrappedType, "type:0"},
                    {"delegation_specifiers", Role::kBases},
                    {"do_while_statement", Role::kWhile, "condition:condition"},
                    {"enum_class_body", Role::kNone},
                    {"enum_entry", Role::kEnumMember, "name:@identifier"},
                    {"escape_sequence", Role::kEscape},
                    {"explicit_delegation", Role::kWrappedType, "type:0"},
                    {"file_annotation", Role::kAnnotation, "name:-1"},
                    {"finally_block", Role::kFinally},
                    {"float_literal", Role::kNumber},
                    {"for_statement", Role::kForEach},
                    {"function_body", Role::kReturn},
                    {"function_declaration", Role::kFunction,
                     "name:name parameters:@function_value_parameters body:@function_body"},
                    {"function_modifier", Role::kModifier},
                    {"function_value_parameters", Role::kNone},
                    {"identifier", Role::kIdentifier},
                    {"if_expression", Role::kIf, "condition:condition body:1"},
                    {"import", Role::kImport, "value:0"},
                    {"index_expression", Role::kIndex, "object:0 key:1"},
                    {"inheritance_modifier", Role::kModifier},
                    {"interpolation", Role::kInterpolation},
                    {"lambda_literal", Role::kLambda, "parameters:@lambda_parameters"},
                    {"lambda_parameters", Role::kNone},
                    {"line_comment", Role::kComment},
                    {"member_modifier", Role::kModifier},
                    {"modifiers", Role::kModifiers},
                    {"multi_variable_declaration", Role::kNone},
                    {"multiline_string_literal", Role::kString},
                    {"navigation_expression", Role::kMember, "object:0 name:-1"},
                    {"nullable_type", Role::kWrappedType, "type:0"},
                    {"number_literal", Role::kNumber},
                    {"object_declaration", Role::kClass, "name:name body:@class_body"},
                    {"object_literal", Role::kClass, "body:@class_body"},
                    {"package_header", Role::kPackage, "name:0"},
                    {"parameter", Role::kParameter},
                    {"parenthesized_expression", Role::kPass},
                    {"primary_constructor", Role::kNone, "parameters:@class_parameters"},
                    {"property_declaration", Role::kVariable},
                    {"property_modifier", Role::kModifier},
                    {"return_expression", Role::kReturn},
                    {"secondary_constructor", Role::kConstructor,
                     "parameters:@function_value_parameters body:@block"},
                    {"string_content", Role::kFragment},
                    {"string_literal", Role::kString},
                    {"super_expression", Role::kSuper},
                    {"this_expression", Role::kThis},
                    {"throw_expression", Role::kThrow},
                    {"type_alias", Role::kTypeAlias, "name:type type:-1"},
                    {"type_parameter", Role::kTypeParameter, "name:@identifier"},
                    {"unary_expression", Role::kUnary, "value:argument"},
                    {"user_type", Role::kType},
                    {"value_argument", Role::kArgument, "name:0 value:-1"},
                    {"value_arguments", Role::kArguments},
                    {"variable_declaration", Role::kDeclarator},
                    {"visibility_modifier", Role::kModifier},
                    {"when_entry", Role::kCase},
                    {"when_expression", Role::kSwitch},
                    {"while_statement", Role::kWhile, "condition:condition body:-1"},
                });
  return kMap;
}

const LanguageTraits& KotlinTraits() {
  static const LanguageTraits kTraits = [] {
    LanguageTraits t;
    t.tells_at_name = true;
    t.ecosystem = "maven:";
    t.string_value = "global:#String()";
    t.documentation = "kdoc";
    t.documentation_mark = "/**";
    t.bare_members = true;
    t.upper_case_types = true;
    t.refines = true;
    t.results = {
        {"maven:java.sql#DriverManager.getConnection", "maven:java.sql#Connection()"},
        {"maven:java.sql#Connection().prepareStatement", "maven:java.sql#PreparedStatement()"},
        {"maven:java.sql#Connection().createStatement", "maven:java.sql#Statement()"},
        {"maven:java.sql#PreparedStatement().executeQuery", "maven:java.sql#ResultSet()"},
        {"maven:java.sql#Statement().executeQuery", "maven:java.sql#ResultSet()"},
        {"maven:org.slf4j#LoggerFactory.getLogger", "maven:org.slf4j#Logger()"},
        {"maven:kotlinx.coroutines.sync#Mutex", "maven:kotlinx.coroutines.sync#Mutex()"},
        {"maven:kotlinx.coroutines.channels#Channel",
         "maven:kotlinx.coroutines.channels#Channel()"},
    };
    t.chains = {"maven:java.lang#StringBuilder()"};
    t.formats = {{"global:#String.format", {FormatStyle::kPrintf, 0}}};
    t.spawns = {"maven:kotlinx.coroutines#launch", "maven:kotlinx.coroutines#async",
                "maven:kotlin.concurrent#thread"};
    t.numbers = {"toInt", "toLong", "toIntOrNull", "toLongOrNull", "toDouble",
                 "count", "length", "toBoolean",   "hashCode"};
    t.number_types = {"Int",  "Long",  "Short", "Byte",    "Double",        "Float",    "Boolean",
                      "Int?", "Long?", "UUID",  "Instant", "LocalDateTime", "LocalDate"};
    t.request_types = {"local:#call",
                       "?:#ApplicationCall()",
                       "maven:io.ktor.server.application#ApplicationCall()",
                       "maven:io.ktor.server.application#call",
                       "maven:io.ktor.server.application#call.parameters",
                       "maven:io.ktor.server.application#call.request.queryParameters",
                       "maven:jakarta.servlet.http#HttpServletRequest()",
                       "maven:javax.servlet.http#HttpServletRequest()"};
    t.request_members = {
        "parameters",   "queryParameters", "receive", "receiveText", "receiveParameters",
        "getParameter", "getHeader",       "get",     "header"};
    t.lists = {"global:#listOf", "global:#setOf", "global:#arrayOf", "maven:java.util#List.of"};
    t.builders = {"maven:java.lang#StringBuilder()"};
    t.locks = {"maven:kotlinx.coroutines.sync#Mutex().withLock",
               "maven:kotlinx.coroutines.sync#Mutex().lock",
               "maven:java.util.concurrent.locks#ReentrantLock().withLock",
               "maven:java.util.concurrent.locks#ReentrantLock().lock",
               "maven:kotlinx.coroutines.sync#Semaphore().withPermit"};
    t.channels = {{"maven:kotlinx.coroutines.channels#Channel().send", "put"},
                  {"maven:kotlinx.coroutines.channels#Channel().receive", "get"}};
    t.log_members = {"trace", "debug", "info", "warn", "error", "println", "printStackTrace"};
    return t;
  }();
  return kTraits;
}

// What packages are known to hold that files open as a whole.
struct Package {
  std::string_view name;
  std::string_view members;
};
constexpr std::array kPackages = std::to_array<Package>({
    {"io.ktor.server.routing",
     "routing route get post put delete patch head options Route Routing RoutingContext"},
    {"io.ktor.routing", "routing route get post put delete patch head options Route Routing"},
    {"io.ktor.server.application",
     "install call application Application ApplicationCall createApplicationPlugin log "
     "ApplicationCallPipeline createRouteScopedPlugin"},
    {"io.ktor.application", "install call application Application ApplicationCall"},
    {"io.ktor.server.response",
     "respond respondText respondFile respondBytes respondRedirect respondNullable header "
     "respondHtml"},
    {"io.ktor.server.request",
     "receive receiveText receiveParameters receiveMultipart receiveNullable header path uri"},
    {"io.ktor.server.engine", "embeddedServer commandLineEnvironment"},
    {"io.ktor.server.netty", "Netty EngineMain"},
    {"io.ktor.server.auth",
     "authenticate authentication Authentication basic principal UserIdPrincipal Principal "
     "session form oauth"},
    {"io.ktor.server.auth.jwt", "jwt JWTPrincipal"},
    {"io.ktor.server.plugins.contentnegotiation", "ContentNegotiation"},
    {"io.ktor.server.plugins.statuspages", "StatusPages exception"},
    {"io.ktor.server.plugins.cors.routing", "CORS"},
    {"io.ktor.server.plugins.ratelimit", "RateLimit RateLimitName rateLimit"},
    {"io.ktor.server.sessions", "Sessions cookie sessions get set"},
    {"io.ktor.server.websocket", "WebSockets webSocket DefaultWebSocketServerSession"},
    {"io.ktor.server.testing", "testApplication withTestApplication handleRequest"},
    {"io.ktor.http", "HttpStatusCode ContentType HttpHeaders HttpMethod Parameters"},
    {"io.ktor.serialization.kotlinx.json", "json"},
    {"io.ktor.client", "HttpClient"},
    {"kotlinx.coroutines",
     "launch async runBlocking withContext delay coroutineScope supervisorScope awaitAll "
     "Dispatchers CoroutineScope Job SupervisorJob GlobalScope withTimeout joinAll Deferred "
     "CancellationException withTimeoutOrNull"},
    {"kotlinx.coroutines.flow", "Flow flow flowOf StateFlow MutableStateFlow SharedFlow"},
    {"kotlinx.coroutines.sync", "Mutex Semaphore withLock withPermit"},
    {"kotlinx.coroutines.channels", "Channel ReceiveChannel SendChannel produce"},
    {"kotlinx.serialization", "Serializable SerialName Transient Contextual"},
    {"org.jetbrains.exposed.sql",
     "Table Database ResultRow SchemaUtils insert select selectAll update deleteWhere SortOrder "
     "Column Query andWhere batchInsert insertAndGetId Op and or eq"},
    {"org.jetbrains.exposed.sql.transactions", "transaction TransactionManager"},
    {"org.jetbrains.exposed.dao",
     "Entity EntityClass IntEntity IntEntityClass LongEntity UUIDEntity"},
    {"org.jetbrains.exposed.dao.id", "EntityID IntIdTable LongIdTable UUIDTable"},
    {"jakarta.persistence",
     "Entity Id Table Column GeneratedValue GenerationType OneToMany ManyToOne ManyToMany OneToOne "
     "JoinColumn EntityManager Enumerated EnumType MappedSuperclass Embeddable Index"},
    {"javax.persistence",
     "Entity Id Table Column GeneratedValue GenerationType OneToMany ManyToOne ManyToMany OneToOne "
     "JoinColumn EntityManager Enumerated EnumType MappedSuperclass Embeddable Index"},
    {"org.springframework.web.bind.annotation",
     "RestController GetMapping PostMapping PutMapping DeleteMapping PatchMapping RequestMapping "
     "PathVariable RequestParam RequestBody ResponseStatus ExceptionHandler RestControllerAdvice "
     "ControllerAdvice RequestHeader CrossOrigin"},
    {"org.junit.jupiter.api",
     "Test BeforeEach AfterEach BeforeAll AfterAll Assertions DisplayName Nested"},
    {"kotlin.test",
     "Test assertEquals assertTrue assertFalse assertNotNull assertFailsWith BeforeTest AfterTest "
     "assertNull"},
    {"io.mockk", "mockk every verify coEvery coVerify MockK spyk slot"},
    {"org.koin.dsl", "module single factory"},
});

// What Kotlin opens unasked.
constexpr std::array kOwn = std::to_array<std::string_view>({"listOf",
                                                             "mutableListOf",
                                                             "setOf",
                                                             "mutableSetOf",
                                                             "mapOf",
                                                             "mutableMapOf",
                                                             "arrayOf",
                                                             "emptyList",
                                                             "emptyMap",
                                                             "emptySet",
                                                             "println",
                                                             "print",
                                                             "readLine",
                                                             "require",
                                                             "requireNotNull",
                                                             "check",
                                                             "checkNotNull",
                                                             "error",
                                                             "lazy",
                                                             "run",
                                                             "with",
                                                             "repeat",
                                                             "buildString",
                                                             "buildList",
                                                             "sequence",
                                                             "sequenceOf",
                                                             "arrayListOf",
                                                             "hashMapOf",
                                                             "linkedMapOf",
                                                             "hashSetOf",
                                                             "maxOf",
                                                             "minOf",
                                                             "synchronized",
                                                             "TODO",
                                                             "runCatching",
                                                             "to",
                                                             "Pair",
                                                             "Triple",
                                                             "use",
                                                             "also",
                                                             "let",
                                                             "apply",
                                                             "takeIf",
                                                             "intArrayOf",
                                                             "sortedMapOf",
                                                             "generateSequence"});
constexpr std::array kOwnTypes = std::to_array<std::string_view>(
    {"Any",        "Array",        "Boolean",      "Byte",      "Char",       "CharSequence",
     "Collection", "Comparable",   "Double",       "Float",     "Int",        "Iterable",
     "Iterator",   "Lazy",         "List",         "Long",      "Map",        "MutableList",
     "MutableMap", "MutableSet",   "Nothing",      "Number",    "Pair",       "Result",
     "Sequence",   "Set",          "Short",        "String",    "Triple",     "UInt",
     "ULong",      "Unit",         "ByteArray",    "IntArray",  "Regex",      "Throws",
     "JvmStatic",  "JvmField",     "JvmOverloads", "Suppress",  "Deprecated", "OptIn",
     "Volatile",   "Synchronized", "Transient",    "JvmInline", "JvmName"});
// Names of java.lang and java.util that Kotlin gives without an import.
constexpr std::array kAliases = std::to_array<std::array<std::string_view, 2>>(
    {{"Exception", "maven:java.lang#Exception"},
     {"Throwable", "maven:java.lang#Throwable"},
     {"Error", "maven:java.lang#Error"},
     {"RuntimeException", "maven:java.lang#RuntimeException"},
     {"IllegalArgumentException", "maven:java.lang#IllegalArgumentException"},
     {"IllegalStateException", "maven:java.lang#IllegalStateException"},
     {"IndexOutOfBoundsException", "maven:java.lang#IndexOutOfBoundsException"},
     {"UnsupportedOperationException", "maven:java.lang#UnsupportedOperationException"},
     {"NullPointerException", "maven:java.lang#NullPointerException"},
     {"NumberFormatException", "maven:java.lang#NumberFormatException"},
     {"ClassCastException", "maven:java.lang#ClassCastException"},
     {"NoSuchElementException", "maven:java.util#NoSuchElementException"},
     {"ConcurrentModificationException", "maven:java.util#ConcurrentModificationException"},
     {"StringBuilder", "maven:java.lang#StringBuilder"},
     {"ArithmeticException", "maven:java.lang#ArithmeticException"},
     {"ArrayIndexOutOfBoundsException", "maven:java.lang#ArrayIndexOutOfBoundsException"},
     {"AssertionError", "maven:java.lang#AssertionError"},
     {"AutoCloseable", "maven:java.lang#AutoCloseable"},
     {"ClassLoader", "maven:java.lang#ClassLoader"},
     {"ClassNotFoundException", "maven:java.lang#ClassNotFoundException"},
     {"InterruptedException", "maven:java.lang#InterruptedException"},
     {"Math", "maven:java.lang#Math"},
     {"OutOfMemoryError", "maven:java.lang#OutOfMemoryError"},
     {"ProcessBuilder", "maven:java.lang#ProcessBuilder"},
     {"Runnable", "maven:java.lang#Runnable"},
     {"Runtime", "maven:java.lang#Runtime"},
     {"SecurityException", "maven:java.lang#SecurityException"},
     {"StackOverflowError", "maven:java.lang#StackOverflowError"},
     {"StringBuffer", "maven:java.lang#StringBuffer"},
     {"System", "maven:java.lang#System"},
     {"Thread", "maven:java.lang#Thread"},
     {"ThreadLocal", "maven:java.lang#ThreadLocal"},
     {"ArrayList", "maven:java.util#ArrayList"},
     {"HashMap", "maven:java.util#HashMap"},
     {"HashSet", "maven:java.util#HashSet"},
     {"LinkedHashMap", "maven:java.util#LinkedHashMap"},
     {"LinkedHashSet", "maven:java.util#LinkedHashSet"},
     {"ArrayDeque", "maven:kotlin.collections#ArrayDeque"}});

bool StartsUpper(std::string_view name) {
  return !name.empty() && name[0] >= 'A' && name[0] <= 'Z';
}

std::string Tight(std::string_view dotted) {
  std::string tight;
  int depth = 0;
  for (const char c : dotted.substr(0, kMaxResolvedName)) {
    if (c == '<') ++depth;
    const bool skipped = depth > 0 || c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '`';
    if (c == '>') --depth;
    if (!skipped) tight += c;
  }
  return tight;
}

class KotlinExtractor final : public TypedExtractor {
 public:
  KotlinExtractor(const SyntaxTree& tree, FactSink& sink)
      : TypedExtractor(tree, sink, KotlinSyntax(), KotlinTraits()) {}

 private:
  // A call with its lambda behind it is the call; a property of a class a field.
  Role Refine(NodeIndex node, Role role) const override {
    switch (role) {
      case Role::kIdentifier: {
        const std::string_view text = TextOf(node);
        if (text == "true" || text == "false") return Role::kBoolean;
        return text == "null" ? Role::kNull : role;
      }
      case Role::kVariable: {
        const std::string_view around = KindName(Parent(node));
        return around == "class_body" || around == "enum_class_body" ? Role::kField : role;
      }
      case Role::kCall: {
        if (KindName(tree().FirstChild(node)) != "call_expression") return role;
        const NodeIndex second = tree().NamedChild(node, 1);
        return KindName(second) == "annotated_lambda" ? Role::kPass : role;
      }
      case Role::kPromoted:
        // Without val or var it is a parameter alone, which its class sees too.
        return role;
      default:
        return role;
    }
  }

  void ReadImport(NodeIndex node) override {
    const std::string path = Tight(TextOf(At(node, Part::kValue)));
    const NodeIndex second = tree().NamedChild(node, 1);
    const std::string_view alias = TextOf(second);
    if (path.empty()) return;
    if (TextOf(node).find('*') != std::string_view::npos) {
      wildcards_.push_back(path);
      return AddImport(node, EcosystemName(path), "*", {}, ImportForm::kWildcard);
    }
    const std::size_t dot = path.rfind('.');
    if (dot == std::string::npos) return;
    AddImport(node, EcosystemName(path.substr(0, dot)), path.substr(dot + 1), alias,
              ImportForm::kMember);
    BindImport(alias.empty() ? path.substr(dot + 1) : alias, FullName(path));
    if (!alias.empty()) aliases_[alias] = sink().Keep(path.substr(dot + 1));
  }

  // java.util.Map.Entry: the package ends before the first capital.
  static std::string FullName(const std::string& path) {
    std::size_t begin = 0;
    while (!StartsUpper(std::string_view(path).substr(begin))) {
      const std::size_t dot = path.find('.', begin);
      if (dot == std::string::npos) break;
      begin = dot + 1;
    }
    if (begin == 0) return {};
    return "maven:" + path.substr(0, begin - 1) + "#" + path.substr(begin);
  }

  std::string OfWildcard(std::string_view name) const {
    std::string found;
    for (const std::string& package : wildcards_) {
      bool holds = PackageHoldsType(package, name) == ::assay::Holds::kYes;
      for (const Package& one : kPackages)
        holds = holds || (one.name == package && HasWord(one.members, name));
      if (!holds) continue;
      if (!found.empty()) return {};
      found = "maven:" + package + "#" + std::string(name);
    }
    return found;
  }

  std::string FreeType(std::string_view name) override {
    const std::string wild = OfWildcard(name);
    if (!wild.empty()) return wild;
    for (const auto& [alias, full] : kAliases) {
      if (alias == name) return std::string(full);
    }
    const bool own = std::find(kOwnTypes.begin(), kOwnTypes.end(), name) != kOwnTypes.end();
    return own ? "global:#" + std::string(name) : std::string();
  }

  std::string FreeName(std::string_view name) override {
    return StartsUpper(name) ? std::string() : OfWildcard(name);
  }

  std::string FreeCallee(std::string_view name) override {
    const std::string wild = OfWildcard(name);
    if (!wild.empty()) return wild;
    // A class of another file, made; no method begins with a capital.
    if (StartsUpper(name)) {
      const std::string type = FreeType(name);
      return type.empty() ? "?:#" + std::string(name) : type;
    }
    const bool own = std::find(kOwn.begin(), kOwn.end(), name) != kOwn.end();
    return own ? "global:#" + std::string(name) : std::string();
  }

  // java.util.UUID.randomUUID() written out.
  std::string FreePath(NodeIndex node) override {
    const std::string path = Tight(TextOf(node));
    const std::string_view root = std::string_view(path).substr(0, path.find('.'));
    if (root.size() == path.size() || StartsUpper(root) || names().Find(root) != nullptr) return {};
    if (path.find_first_of("([{\"?!") != std::string::npos) return {};
    const std::string full = FullName(path);
    return StartsUpper(std::string_view(full).substr(full.find('#') + 1)) ? full : std::string();
  }

  std::string_view NameText(NodeIndex name) const override {
    const std::string_view text = TextOf(name);
    if (KindName(name) == "user_type" || KindName(name) == "constructor_invocation")
      return TextOf(tree().NamedChild(name, 0));
    // lock.locked { }: an extension that is imported under another name.
    if (!aliases_.empty() && KindName(Parent(name)) == "navigation_expression" &&
        tree().NextSibling(name) == kNoNode) {
      const auto imported = aliases_.find(text);
      if (imported != aliases_.end()) return imported->second;
    }
    return text.size() > 2 && text.front() == '`' ? text.substr(1, text.size() - 2) : text;
  }

  // user_type: one name, or a path.
  std::string QualifiedType(NodeIndex type) override {
    const std::string path = Tight(TextOf(type));
    const std::size_t dot = path.find('.');
    if (dot == std::string::npos) return TypeName(path);
    if (!StartsUpper(path)) return FullName(path);
    return Member(TypeName(path.substr(0, dot)), std::string_view(path).substr(dot + 1));
  }
  std::string SimpleType(NodeIndex type) override { return QualifiedType(type); }

  NodeIndex ParametersOf(NodeIndex node) const override {
    if (R(node) != Role::kClass) return TypedExtractor::ParametersOf(node);
    for (const NodeIndex item : ItemsOf(node)) {
      if (KindName(item) == "primary_constructor") return At(item, Part::kParameters);
    }
    return kNoNode;
  }

  static bool IsTypeKind(std::string_view kind) {
    return kind == "user_type" || kind == "nullable_type" || kind == "function_type" ||
           kind == "parenthesized_type" || kind == "non_nullable_type";
  }

  // Behind the parameters; before the name stands what is extended.
  NodeIndex ResultTypeOf(NodeIndex node) const override {
    bool behind = false;
    for (const NodeIndex item : ItemsOf(node)) {
      if (KindName(item) == "function_value_parameters") behind = true;
      if (behind && IsTypeKind(KindName(item))) return item;
    }
    return kNoNode;
  }

  std::vector<Declared> DeclarationsOf(NodeIndex node) override {
    const std::string_view kind = KindName(node);
    if (kind == "property_declaration") {
      std::vector<Declared> declared;
      NodeIndex value = kNoNode;
      for (const NodeIndex item : ItemsOf(node)) {
        if (R(item) == Role::kDeclarator) declared.push_back(One(item));
        if (KindName(item) == "multi_variable_declaration") {
          for (const NodeIndex one : ItemsOf(item)) {
            declared.push_back(One(one));
            declared.back().index = declared.size() - 1;
          }
        }
        const bool after = !declared.empty() && R(item) != Role::kDeclarator &&
                           KindName(item) != "multi_variable_declaration" &&
                           KindName(item) != "getter" && KindName(item) != "setter" &&
                           KindName(item) != "type_constraints";
        if (after && value == kNoNode)
          value = KindName(item) == "property_delegate" ? kNoNode : item;
      }
      for (Declared& one : declared) one.value = value;
      return declared;
    }
    // A default stands behind the parameter.
    if (kind == "parameter" && TextOf(tree().NextSibling(node)) == "=") {
      Declared declared = One(node);
      declared.value = tree().NextSibling(tree().NextSibling(node));
      return {declared};
    }
    if (kind == "parameter" || kind == "class_parameter" || kind == "variable_declaration")
      return {One(node)};
    return TypedExtractor::DeclarationsOf(node);
  }

  Declared One(NodeIndex node) const {
    Declared declared{kNoNode, kNoNode, kNoNode, 0};
    for (const NodeIndex item : ItemsOf(node)) {
      if (IsTypeKind(KindName(item))) {
        if (declared.type == kNoNode) declared.type = item;
      } else if (declared.name == kNoNode && R(item) == Role::kIdentifier) {
        declared.name = item;
      } else if (declared.type != kNoNode) {
        declared.value = item;
      }
    }
    return declared;
  }

  DefinitionKind KindOf(NodeIndex node, DefinitionKind kind) const override {
    for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
      if (TextOf(i) == "interface") return DefinitionKind::kInterface;
      if (KindName(i) == "enum_class_body") return DefinitionKind::kEnum;
    }
    return kind;
  }

  // val id: Int in the head of a class.
  bool IsFieldParameter(NodeIndex item) const override {
    for (NodeIndex i = tree().FirstChild(item); i != kNoNode; i = tree().NextSibling(i)) {
      if (TextOf(i) == "val" || TextOf(i) == "var") return true;
    }
    return false;
  }

  bool IsLocalFunction(NodeIndex node) const override {
    const Role around = R(Parent(node));
    return KindName(node) == "function_declaration" &&
           (around == Role::kBlock || around == Role::kLambda);
  }

  bool BlockGives(NodeIndex block) const override {
    const std::string_view around = KindName(Parent(block));
    return around == "if_expression" || around == "try_expression" || around == "catch_block" ||
           around == "when_entry";
  }

  // f(a) { … }, f { … }: the lambda behind a call is its last argument.
  NodeIndex LambdaOf(NodeIndex call) const {
    for (const NodeIndex around : {call, Parent(call)}) {
      const NodeIndex last = tree().NamedChild(around, 1);
      if (KindName(around) == "call_expression" && KindName(last) == "annotated_lambda" &&
          (around == call || tree().NamedChild(around, 0) == call))
        return last;
    }
    return kNoNode;
  }

  NodeIndex ArgumentListOf(NodeIndex call) const override {
    const NodeIndex list = TypedExtractor::ArgumentListOf(call);
    return list == kNoNode && R(call) == Role::kCall ? LambdaOf(call) : list;
  }

  std::vector<ArgumentNode> ArgumentsOf(NodeIndex list) override {
    if (KindName(list) == "annotated_lambda") return {{Inner(list), ""}};
    std::vector<ArgumentNode> arguments = TypedExtractor::ArgumentsOf(list);
    const NodeIndex lambda = KindName(list) == "value_arguments" ? LambdaOf(Parent(list)) : kNoNode;
    if (lambda != kNoNode) arguments.push_back({Inner(lambda), ""});
    return arguments;
  }

  bool IsRequestParameter(NodeIndex parameter) override {
    static constexpr std::array kOfRequest = std::to_array<std::string_view>(
        {"PathVariable", "RequestParam", "RequestBody", "RequestHeader", "CookieValue",
         "ModelAttribute", "MatrixVariable", "QueryParam", "PathParam", "HeaderParam",
         "FormParam"});
    NodeIndex before = kNoNode;
    for (NodeIndex i = tree().FirstChild(Parent(parameter)); i != kNoNode && i != parameter;
         i = tree().NextSibling(i))
      before = i;
    if (KindName(before) != "parameter_modifiers") return false;
    for (const NodeIndex item : ItemsOf(before)) {
      const std::string_view name = NameText(At(item, Part::kName));
      if (R(item) == Role::kAnnotation &&
          std::find(kOfRequest.begin(), kOfRequest.end(), name) != kOfRequest.end())
        return true;
    }
    return false;
  }

  // What `apply` and `also` are called on is what they give.
  std::string KnownResult(std::string_view callee, NodeIndex call) override {
    for (const std::string_view same : {".apply", ".also"}) {
      if (callee.ends_with(same)) return std::string(callee.substr(0, callee.size() - same.size()));
    }
    return TypedExtractor::KnownResult(callee, call);
  }

  bool ReadText(NodeIndex node, TextValue& text, int depth) override {
    if (R(node) != Role::kCall || depth > kMaxChain)
      return TypedExtractor::ReadText(node, text, depth);
    const CallParts parts = PartsOf(node);
    const std::string_view name = NameText(parts.name);
    if (name == "buildString" && parts.object == kNoNode && !DefinesFunction(name))
      return ReadBuildString(node, text, depth);
    if (name != "format" && name != "trimMargin")
      return TypedExtractor::ReadText(node, text, depth);
    TextValue whole;
    if (parts.object == kNoNode || !ReadText(parts.object, whole, depth + 1))
      return TypedExtractor::ReadText(node, text, depth);
    if (name == "format") {
      ReadPrintf(whole, ArgumentsOf(ArgumentListOf(node)), 0, text);
      return true;
    }
    bool fresh = true;
    std::size_t line = text.value.size();
    for (const char c : whole.value) {
      if (fresh && c == '|') {
        text.value.resize(line);
        fresh = false;
        continue;
      }
      text.value += c;
      fresh = c == '\n' || (fresh && (c == ' ' || c == '\t'));
      if (c == '\n') line = text.value.size();
    }
    text.parts.insert(text.parts.end(), whole.parts.begin(), whole.parts.end());
    return true;
  }

  // buildString { append("SELECT a"); append(b) }
  bool ReadBuildString(NodeIndex call, TextValue& text, int depth) {
    constexpr std::size_t kMaxAppended = 256;
    std::size_t appended = 0;
    const NodeIndex end = tree().End(call);
    for (NodeIndex i = call + 1; i < end && appended < kMaxAppended; ++i) {
      if (R(i) != Role::kArguments) continue;
      // The calls of a chain stand inside each other; their arguments in order.
      const std::string_view name = NameText(PartsOf(Parent(i)).name);
      if (R(Parent(i)) != Role::kCall || (name != "append" && name != "appendLine")) continue;
      const std::vector<ArgumentNode> arguments = ArgumentsOf(i);
      if (arguments.size() != 1) return false;
      TextValue part;
      if (!ReadText(arguments[0].node, part, depth + 1)) AddPart(arguments[0].node, part);
      text.value += part.value;
      if (name == "appendLine") text.value += '\n';
      text.parts.insert(text.parts.end(), part.parts.begin(), part.parts.end());
      Consume(arguments[0].node);
      ++appended;
      i = tree().End(i) - 1;
    }
    return appended > 0;
  }

  // receive<Order>(x), get<Orders> { }: the grammar takes them for two comparisons, which no
  // program has in a row.
  void ReadGenericCall(NodeIndex node) {
    const NodeIndex inner = At(node, Part::kLeft);
    const NodeIndex target = At(inner, Part::kLeft);
    const NodeIndex given = At(node, Part::kRight);
    const NodeIndex type = At(inner, Part::kRight);
    const bool lambda = R(given) == Role::kLambda;
    if (R(inner) != Role::kBinary || TextOf(At(inner, Part::kOperator)) != "<" ||
        TextOf(At(node, Part::kOperator)) != ">" || R(type) != Role::kIdentifier)
      return;
    if (!lambda && KindName(given) != "parenthesized_expression") return;
    std::string name;
    const NodeIndex object = At(target, Part::kObject);
    const NodeIndex last = R(target) == Role::kMember ? At(target, Part::kName) : target;
    if (R(target) == Role::kMember) {
      name = Member(Resolve(object), NameText(last));
    } else if (R(target) == Role::kIdentifier) {
      const auto imported = imports().find(std::string(TextOf(target)));
      if (imported != imports().end()) name = imported->second;
      if (name.empty() && DefinesFunction(TextOf(target)))
        name = "local:#" + std::string(TextOf(target));
      if (name.empty()) name = FreeCallee(TextOf(target));
    } else {
      return;
    }
    if (name.empty() || name.starts_with('.')) name = Unresolved(target);
    AddCall(node, name, last, object, {{lambda ? given : tree().NamedChild(given, 0), ""}});
  }

  // yield(x) in sequence { }, emit(x) in flow { }
  void NoteYield(NodeIndex call) {
    const CallParts parts = PartsOf(call);
    const std::string_view name = NameText(parts.name);
    const bool all = name == "yieldAll" || name == "emitAll";
    if (parts.object != kNoNode || (!all && name != "yield" && name != "emit")) return;
    NodeIndex up = Parent(call);
    for (int i = 0; i < kMaxChain && up != kNoNode; ++i, up = Parent(up)) {
      if (R(up) == Role::kFunction) return;
      if (KindName(up) != "annotated_lambda") continue;
      const std::string_view around = NameText(PartsOf(Parent(up)).name);
      if (around == "sequence" || around == "iterator" || around == "flow")
        return AddConstruct(call, ConstructKind::kYield, {}, all ? "yield-from" : "yield");
    }
  }

  // A property without var never changes.
  bool IsConstant(NodeIndex declaration) override {
    const NodeIndex around = Parent(declaration);
    for (NodeIndex i = tree().FirstChild(around); i != kNoNode; i = tree().NextSibling(i)) {
      if (TextOf(i) == "val") return true;
    }
    return false;
  }

  CatchParts CatchOf(NodeIndex node) override {
    CatchParts parts;
    for (const NodeIndex item : ItemsOf(node)) {
      if (R(item) == Role::kIdentifier && parts.name == kNoNode) parts.name = item;
      if (IsTypeKind(KindName(item))) parts.types.push_back(item);
    }
    return parts;
  }

  // "… $name …": the grammar leaves the name in the text.
  void ReadLiteral(NodeIndex node, TextValue& text) override {
    bool named = false;
    TextValue whole;
    bool any = false;
    for (const NodeIndex item : ItemsOf(node)) {
      any = true;
      if (R(item) == Role::kInterpolation) {
        AddPart(tree().NamedChild(item, 0), whole);
        continue;
      }
      std::string_view fragment = TextOf(item);
      if (R(item) == Role::kEscape) {
        whole.value += fragment == "\\n" ? "\n" : fragment.substr(1);
        continue;
      }
      if (named) {
        std::size_t end = 0;
        while (
            end < fragment.size() &&
            (std::isalnum(static_cast<unsigned char>(fragment[end])) != 0 || fragment[end] == '_'))
          ++end;
        const std::string_view name = fragment.substr(0, end);
        whole.value += name.empty() ? "$" : "{}";
        if (!name.empty()) {
          const Binding* const binding = Known(name);
          whole.parts.push_back(
              {sink().Keep(name), binding == nullptr ? Provenance::kUnknown : binding->provenance});
        }
        fragment.remove_prefix(end);
        named = false;
      }
      if (fragment == "$") {
        named = true;
      } else {
        whole.value += fragment;
      }
    }
    if (!any) return TypedExtractor::ReadLiteral(node, text);
    text.value += whole.value;
    text.parts.insert(text.parts.end(), whole.parts.begin(), whole.parts.end());
  }

  bool EnterOwn(NodeIndex node) override {
    if (R(node) == Role::kForEach) {
      std::vector<NodeIndex> left;
      NodeIndex over = kNoNode;
      for (const NodeIndex item : ItemsOf(node)) {
        if (R(item) == Role::kDeclarator) {
          left.push_back(tree().NamedChild(item, 0));
        } else if (KindName(item) == "multi_variable_declaration") {
          for (const NodeIndex one : ItemsOf(item)) left.push_back(tree().NamedChild(one, 0));
        } else if (!left.empty() && over == kNoNode) {
          over = item;
        }
      }
      OpenForEach(node, over, left, left.empty() ? 0 : left.size() - 1);
      const std::string collection = Resolve(over);
      if (collection == "maven:kotlinx.coroutines.channels#Channel()" ||
          collection == "maven:kotlinx.coroutines.channels#ReceiveChannel()")
        AddConstruct(over, ConstructKind::kChannel, collection, "get");
      return true;
    }
    if (R(node) == Role::kCall) {
      const std::string callee = CalleeOf(node);
      NoteYield(node);
      const NodeIndex last = tree().NamedChild(node, 1);
      const CallParts parts = PartsOf(node);
      if (parts.object != kNoNode && NameText(parts.name) == "use" &&
          KindName(last) == "annotated_lambda")
        AddConstruct(node, ConstructKind::kCleanup, {}, "use");
      if (callee.ends_with(".await") || callee == "maven:kotlinx.coroutines#awaitAll")
        AddConstruct(node, ConstructKind::kAwait);
      if (callee == "global:#synchronized")
        AddConstruct(node, ConstructKind::kLock, {}, "synchronized");
    }
    if (R(node) == Role::kBinary) ReadGenericCall(node);
    if (KindName(node) == "in_expression" && R(tree().NamedChild(node, 0)) == Role::kIdentifier)
      NoteAllowed(tree().NamedChild(node, 0), tree().NamedChild(node, 1), node);
    if (R(node) == Role::kSwitch) {
      for (const NodeIndex entry : ItemsOf(node)) {
        if (KindName(tree().NamedChild(entry, 0)) != "type_test") continue;
        AddConstruct(node, ConstructKind::kPatternMatch);
        break;
      }
    }
    return false;
  }

  std::vector<std::string> wildcards_;
  std::unordered_map<std::string_view, Text> aliases_;  // of imports: what they stand for
};

void ReadKotlin(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const Result<SyntaxTree> tree =
      SyntaxTree::Parse(KotlinSyntax().grammar(), source.text, source.limits);
  if (!tree) {
    AddParseDiagnostic(tree.error().message, sink);
    return;
  }
  KotlinExtractor(*tree, sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_kotlin = {
    {{"kotlin", {"Kotlin"}, {}, {}}},
    ReadKotlin,
    1,
};

}  // namespace assay
