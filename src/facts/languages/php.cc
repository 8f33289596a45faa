// PHP: what its grammar's kinds are to the shared engine of the typed
// languages, and what is its own: namespaces, whose parts resolved names
// separate by dots, use declarations of classes, functions and constants,
// variables that live in their function, superglobals, traits.
//
// A function without a namespace, and a class that PHP itself has, is told as
// `global:#strlen`, `global:#PDO`.
#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>
#include <vector>

#include "base/text.h"
#include "facts/extract.h"
#include "facts/settings.h"
#include "facts/typed/extractor.h"

namespace assay {
namespace {

const SyntaxMap& PhpSyntax() {
  static const SyntaxMap kMap(
      "php",
      {
          {"abstract_modifier", Role::kModifier},
          {"anonymous_class", Role::kClass, "body:body"},
          {"anonymous_function", Role::kLambda, "parameters:parameters body:body"},
          {"argument", Role::kArgument, "name:name value:-1"},
          {"arguments", Role::kArguments},
          {"array_creation_expression", Role::kList},
          {"array_element_initializer", Role::kPair, "key:0 value:-1"},
          {"arrow_function", Role::kLambda, "parameters:parameters body:body"},
          {"assignment_expression", Role::kAssign, "left:left right:right"},
          {"attribute", Role::kAnnotation, "name:0 arguments:parameters"},
          {"attribute_group", Role::kModifiers},
          {"attribute_list", Role::kModifiers},
          {"augmented_assignment_expression", Role::kAssign,
           "left:left right:right operator:operator"},
          {"base_clause", Role::kBases},
          {"binary_expression", Role::kBinary, "left:left right:right operator:operator"},
          {"boolean", Role::kBoolean},
          {"case_statement", Role::kCase},
          {"cast_expression", Role::kCast, "type:type value:value"},
          {"catch_clause", Role::kCatch, "name:name type:type body:body"},
          {"class_constant_access_expression", Role::kMember, "object:0 name:1"},
          {"class_declaration", Role::kClass, "name:name body:body"},
          {"class_interface_clause", Role::kBases},
          {"clone_expression", Role::kPass},
          {"comment", Role::kComment},
          {"compound_statement", Role::kBlock},
          {"conditional_expression", Role::kTernary,
           "condition:condition value:body else:alternative"},
          {"const_declaration", Role::kField, "type:type"},
          {"const_element", Role::kDeclarator, "name:0 value:-1"},
          {"continue_statement", Role::kContinue},
          {"do_statement", Role::kWhile, "condition:condition"},
          {"else_if_clause", Role::kIf, "condition:condition body:body"},
          {"encapsed_string", Role::kString},
          {"enum_case", Role::kEnumMember, "name:name value:value"},
          {"enum_declaration", Role::kEnum, "name:name body:body"},
          {"error_suppression_expression", Role::kPass},
          {"escape_sequence", Role::kEscape},
          {"expression_statement", Role::kStatement},
          {"final_modifier", Role::kModifier},
          {"finally_clause", Role::kFinally},
          {"float", Role::kNumber},
          {"for_statement", Role::kFor, "condition:condition body:body"},
          {"foreach_statement", Role::kForEach, "body:body"},
          {"function_call_expression", Role::kCall, "target:function arguments:arguments"},
          {"function_definition", Role::kFunction,
           "name:name parameters:parameters type:return_type body:body"},
          {"heredoc", Role::kString, "value:value"},
          {"if_statement", Role::kIf, "condition:condition body:body"},
          {"integer", Role::kNumber},
          {"interface_declaration", Role::kInterface, "name:name body:body"},
          {"match_conditional_expression", Role::kCase},
          {"match_expression", Role::kSwitch, "condition:condition"},
          {"member_access_expression", Role::kMember, "object:object name:name"},
          {"member_call_expression", Role::kCall, "object:object name:name arguments:arguments"},
          {"method_declaration", Role::kFunction,
           "name:name parameters:parameters type:return_type body:body"},
          {"name", Role::kIdentifier},
          {"named_type", Role::kWrappedType, "type:0"},
          {"namespace_use_declaration", Role::kImport},
          {"nowdoc", Role::kString, "value:value"},
          {"nowdoc_string", Role::kFragment},
          {"null", Role::kNull},
          {"nullsafe_member_access_expression", Role::kMember, "object:object name:name"},
          {"nullsafe_member_call_expression", Role::kCall,
           "object:object name:name arguments:arguments"},
          {"object_creation_expression", Role::kNew, "type:0 arguments:@arguments"},
          {"optional_type", Role::kWrappedType, "type:0"},
          {"parenthesized_expression", Role::kPass},
          {"primitive_type", Role::kPrimitive},
          {"property_declaration", Role::kField, "type:type"},
          {"property_element", Role::kDeclarator, "name:name value:default_value"},
          {"property_promotion_parameter", Role::kPromoted,
           "name:name type:type value:default_value"},
          {"qualified_name", Role::kScopedType},
          {"readonly_modifier", Role::kModifier},
          {"reference_assignment_expression", Role::kAssign, "left:left right:right"},
          {"relative_name", Role::kScopedType},
          {"relative_scope", Role::kThis},
          {"return_statement", Role::kReturn},
          {"scoped_call_expression", Role::kCall, "object:scope name:name arguments:arguments"},
          {"scoped_property_access_expression", Role::kMember, "object:scope name:name"},
          {"simple_parameter", Role::kParameter, "name:name type:type value:default_value"},
          {"static_modifier", Role::kModifier},
          {"string", Role::kString},
          {"string_content", Role::kFragment},
          {"subscript_expression", Role::kIndex, "object:0 key:1"},
          {"switch_statement", Role::kSwitch, "condition:condition"},
          {"throw_expression", Role::kThrow},
          {"trait_declaration", Role::kClass, "name:name body:body"},
          {"type_list", Role::kBases},
          {"unary_op_expression", Role::kUnary, "value:argument"},
          {"update_expression", Role::kUpdate},
          {"variable_name", Role::kIdentifier},
          {"variadic_parameter", Role::kParameter, "name:name type:type"},
          {"visibility_modifier", Role::kModifier},
          {"while_statement", Role::kWhile, "condition:condition"},
          {"yield_expression", Role::kYield},
      });
  return kMap;
}

const LanguageTraits& PhpTraits() {
  static const LanguageTraits kTraits = [] {
    LanguageTraits t;
    t.tells_at_name = true;
    t.ecosystem = "composer:";
    t.documentation = "phpdoc";
    t.documentation_mark = "/**";
    t.concatenation = ".";
    t.this_name = "$this";
    t.function_scoped = true;
    t.refines = true;
    t.results = {
        {"global:#PDO().prepare", "global:#PDOStatement()"},
        {"global:#PDO().query", "global:#PDOStatement()"},
        {"global:#mysqli_connect", "global:#mysqli()"},
        {"composer:Illuminate.Support.Facades#DB.table",
         "composer:Illuminate.Database.Query#Builder()"},
        {"composer:Illuminate.Support.Facades#DB.connection",
         "composer:Illuminate.Database#Connection()"},
        {"composer:Illuminate.Database#Connection().table",
         "composer:Illuminate.Database.Query#Builder()"},
        {"composer:Doctrine.ORM#EntityManagerInterface().getConnection",
         "composer:Doctrine.DBAL#Connection()"},
        {"composer:Doctrine.ORM#EntityManagerInterface().createQueryBuilder",
         "composer:Doctrine.ORM#QueryBuilder()"},
        {"self:#createQueryBuilder", "composer:Doctrine.ORM#QueryBuilder()"},
        {"composer:Amp#async", "composer:Amp#Future()"},
        {"composer:parallel#run", "composer:parallel#Future()"},
        {"composer:parallel#Runtime().run", "composer:parallel#Future()"},
        {"composer:parallel#Channel.make", "composer:parallel#Channel()"},
        {"composer:parallel#Channel.open", "composer:parallel#Channel()"},
    };
    t.chains = {"composer:Illuminate.Database.Query#Builder()",
                "composer:Illuminate.Database.Eloquent#Builder()",
                "composer:Doctrine.ORM#QueryBuilder()"};
    t.formats = {{"global:#sprintf", {FormatStyle::kPrintf, 0}}};
    t.numbers = {"global:#intval", "global:#count",      "global:#strlen",  "global:#floatval",
                 "global:#time",   "global:#random_int", "global:#mt_rand", "global:#abs",
                 "global:#max",    "global:#min",        "global:#round",   "global:#floor",
                 "global:#ceil",   "global:#boolval"};
    t.number_types = {"int", "float", "bool", "?int", "?float", "?bool"};
    t.request_types = {"global:#_GET",
                       "global:#_POST",
                       "global:#_REQUEST",
                       "global:#_COOKIE",
                       "global:#_SERVER",
                       "global:#_FILES",
                       "composer:Illuminate.Http#Request()",
                       "composer:Symfony.Component.HttpFoundation#Request()",
                       "composer:Symfony.Component.HttpFoundation#Request().query",
                       "composer:Symfony.Component.HttpFoundation#Request().request",
                       "composer:Symfony.Component.HttpFoundation#Request().headers",
                       "composer:Symfony.Component.HttpFoundation#Request().cookies",
                       "composer:Psr.Http.Message#ServerRequestInterface()"};
    t.request_members = {"input",         "query",        "get",    "post",
                         "all",           "header",       "cookie", "string",
                         "route",         "getContent",   "json",   "getQueryParams",
                         "getParsedBody", "getAttribute", "only",   "global:#request"};
    t.spawns = {"global:#pcntl_fork",
                "composer:Amp#async",
                "composer:Illuminate.Support.Facades#Concurrency.defer",
                "composer:Illuminate.Support.Facades#Concurrency.run",
                "composer:React.Async#async",
                "composer:Swoole#Coroutine.create",
                "composer:Swoole.Coroutine#go",
                "composer:Symfony.Component.Process#Process().start",
                "composer:parallel#Runtime().run",
                "composer:parallel#run"};
    t.channels = {{"global:#msg_send", "put"},
                  {"global:#msg_receive", "get"},
                  {"composer:Swoole.Coroutine#Channel().push", "put"},
                  {"composer:Swoole.Coroutine#Channel().pop", "get"},
                  {"composer:parallel#Channel().send", "put"},
                  {"composer:parallel#Channel().recv", "get"}};
    t.locks = {"global:#sem_acquire", "composer:Illuminate.Support.Facades#Cache.lock().get",
               "composer:Illuminate.Support.Facades#Cache.lock().block",
               "composer:Symfony.Component.Lock#LockInterface().acquire"};
    t.log_members = {"error", "info",      "warning", "debug",     "notice", "critical",
                     "alert", "emergency", "log",     "error_log", "report"};
    return t;
  }();
  return kTraits;
}

// Callees that wait for what was begun beside their caller.
constexpr std::string_view kAwaits =
    "global:#pcntl_wait global:#pcntl_waitpid composer:Amp#Future().await "
    "composer:Amp.Future#await "
    "composer:Amp.Future#awaitAll composer:React.Async#await composer:parallel#Future().value "
    "composer:Symfony.Component.Process#Process().wait";

// Classes that PHP and its usual extensions have without any namespace.
constexpr std::string_view kOwnClasses =
    "__PHP_Incomplete_Class AllowDynamicProperties AMQPConnection AppendIterator "
    "ArgumentCountError ArithmeticError ArrayAccess ArrayIterator ArrayObject AssertionError "
    "Attribute BackedEnum BadFunctionCallException BadMethodCallException CachingIterator "
    "CallbackFilterIterator ClosedGeneratorException Closure Collator CompileError Countable "
    "CURLFile CURLStringFile DateInterval DatePeriod DateTime DateTimeImmutable DateTimeInterface "
    "DateTimeZone DeflateContext Deprecated DirectoryIterator DivisionByZeroError DomainException "
    "DOMAttr DOMDocument DOMDocumentFragment DOMElement DOMException DOMNode DOMNodeList DOMText "
    "DOMXPath EmptyIterator Error ErrorException Exception Fiber FiberError FilesystemIterator "
    "FilterIterator finfo Generator GlobIterator Imagick ImagickDraw ImagickPixel "
    "InfiniteIterator InflateContext IntlChar IntlDateFormatter IntlException "
    "InvalidArgumentException Iterator IteratorAggregate IteratorIterator JsonException "
    "JsonSerializable LengthException LibXMLError LimitIterator Locale LogicException Memcache "
    "Memcached MessageFormatter MultipleIterator mysqli mysqli_result mysqli_sql_exception "
    "mysqli_stmt NoDiscard NoRewindIterator Normalizer NumberFormatter OpenSSLAsymmetricKey "
    "OpenSSLCertificate OpenSSLCertificateSigningRequest OuterIterator OutOfBoundsException "
    "OutOfRangeException OverflowException Override ParentIterator ParseError PDO PDOException "
    "PDORow PDOStatement Phar PharData PharException PharFileInfo php_user_filter PhpToken "
    "RangeException RecursiveArrayIterator RecursiveCachingIterator "
    "RecursiveCallbackFilterIterator RecursiveDirectoryIterator RecursiveFilterIterator "
    "RecursiveIterator RecursiveIteratorIterator RecursiveRegexIterator RecursiveTreeIterator "
    "Redis RedisCluster RedisException Reflection ReflectionAttribute ReflectionClass "
    "ReflectionClassConstant ReflectionEnum ReflectionEnumBackedCase ReflectionEnumUnitCase "
    "ReflectionException ReflectionExtension ReflectionFiber ReflectionFunction "
    "ReflectionFunctionAbstract ReflectionGenerator ReflectionIntersectionType ReflectionMethod "
    "ReflectionNamedType ReflectionObject ReflectionParameter ReflectionProperty "
    "ReflectionReference ReflectionType ReflectionUnionType ReflectionZendExtension Reflector "
    "RegexIterator ReturnTypeWillChange RuntimeException SeekableIterator SensitiveParameter "
    "SensitiveParameterValue Serializable SessionHandler SessionHandlerInterface "
    "SessionIdInterface SessionUpdateTimestampHandlerInterface SimpleXMLElement SimpleXMLIterator "
    "SoapClient SoapFault SoapServer SodiumException SplDoublyLinkedList SplFileInfo "
    "SplFileObject SplFixedArray SplHeap SplMaxHeap SplMinHeap SplObjectStorage SplObserver "
    "SplPriorityQueue SplQueue SplStack SplSubject SplTempFileObject SQLite3 SQLite3Result "
    "SQLite3Stmt stdClass Stringable SysvMessageQueue SysvSemaphore SysvSharedMemory Throwable "
    "tidy Transliterator Traversable TypeError UnderflowException UnexpectedValueException "
    "UnhandledMatchError UnitEnum ValueError WeakMap WeakReference XMLReader XMLWriter "
    "XSLTProcessor ZipArchive";

bool IsOwnClass(std::string_view name) {
  static const std::unordered_set<std::string_view> kNames = [] {
    const std::vector<std::string_view> words = Split(kOwnClasses, ' ');
    return std::unordered_set<std::string_view>(words.begin(), words.end());
  }();
  return kNames.contains(name);
}

// `App\Http` as App.Http.
std::string Dotted(std::string_view name) {
  std::string dotted;
  for (const char c : name.substr(0, kMaxResolvedName)) {
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
    dotted += c == '\\' ? '.' : c;
  }
  return dotted;
}

class PhpExtractor final : public TypedExtractor {
 public:
  PhpExtractor(const SyntaxTree& tree, FactSink& sink)
      : TypedExtractor(tree, sink, PhpSyntax(), PhpTraits()) {
    for (NodeIndex node = 0; node < tree.size(); ++node) {
      if (KindName(node) != "namespace_definition") continue;
      namespace_ = Dotted(TextOf(tree.ChildByField(node, name_)));
      break;
    }
    sink.facts().package = sink.Keep(namespace_);
  }

 private:
  Role Refine(NodeIndex node, Role role) const override {
    if (role == Role::kThis) return TextOf(node) == "parent" ? Role::kSuper : role;
    // URL::to(): a class, in whatever letters.
    const bool scope = role == Role::kIdentifier && tree()[node].field == scope_;
    return scope && !TextOf(node).starts_with('$') ? Role::kType : role;
  }

  // use A\B; use A\B as C; use function A\b; use A\{B, C as D};
  void ReadImport(NodeIndex node) override {
    std::string group;
    bool functions = false;
    NodeIndex clauses = node;
    for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
      if (TextOf(i) == "function" || TextOf(i) == "const") functions = true;
      if (KindName(i) == "namespace_name") group = Dotted(TextOf(i)) + ".";
      if (KindName(i) == "namespace_use_group") clauses = i;
    }
    for (const NodeIndex clause : ItemsOf(clauses)) {
      if (KindName(clause) == "namespace_use_clause") ReadClause(clause, group, functions);
    }
  }

  void ReadClause(NodeIndex clause, const std::string& group, bool function) {
    std::string path = group + Dotted(TextOf(tree().NamedChild(clause, 0)));
    if (path.starts_with('.')) path.erase(0, 1);
    function = function || tree().ChildByField(clause, type_) != kNoNode;
    const std::string_view alias = TextOf(tree().ChildByField(clause, alias_));
    const std::size_t dot = path.rfind('.');
    const std::string symbol = path.substr(dot == std::string::npos ? 0 : dot + 1);
    const std::string module = dot == std::string::npos ? "php" : path.substr(0, dot);
    AddImport(clause, EcosystemName(module), symbol, alias, ImportForm::kMember);
    BindImport(alias.empty() ? symbol : alias,
               dot == std::string::npos
                   ? (function || IsOwnClass(symbol) ? "global:#" + symbol : "?:#" + symbol)
                   : EcosystemName(module) + "#" + symbol);
    const std::string name(alias.empty() ? symbol : alias);
    if (dot != std::string::npos) paths_[name] = path;
    if (dot != std::string::npos && !function)
      in_small_letters_[ToLowerAscii(name)] = EcosystemName(module) + "#" + symbol;
  }

  std::string OfPath(const std::string& path) const {
    const std::size_t dot = path.rfind('.');
    if (dot == std::string::npos) return IsOwnClass(path) ? "global:#" + path : std::string();
    return EcosystemName(path.substr(0, dot)) + "#" + path.substr(dot + 1);
  }

  // \A\B, A\B and namespace\B.
  std::string QualifiedType(NodeIndex type) override {
    const std::string_view text = TextOf(type);
    if (text.find('$') != std::string_view::npos) return {};  // new static::$class
    const std::string path = Dotted(text);
    if (path.starts_with('.')) {
      if (path.find('.', 1) != std::string::npos) return OfPath(path.substr(1));
      const std::string name = path.substr(1);
      const bool call = R(Parent(type)) == Role::kCall;
      return call || IsOwnClass(name) ? "global:#" + name : "?:#" + name;
    }
    constexpr std::string_view kOwn = "namespace.";
    if (path.starts_with(kOwn)) {
      const std::string name =
          (namespace_.empty() ? "" : namespace_ + ".") + path.substr(kOwn.size());
      const std::size_t last = name.rfind('.');
      if (last == std::string::npos) return IsOwnClass(name) ? "global:#" + name : std::string();
      return "own:" + name.substr(0, last) + "#" + name.substr(last + 1);
    }
    const std::size_t dot = path.find('.');
    const auto root = paths_.find(path.substr(0, dot));
    if (root != paths_.end() && dot != std::string::npos)
      return OfPath(root->second + path.substr(dot));
    if (dot == std::string::npos) return TypeName(path);
    if (namespace_.empty()) return OfPath(path);
    const std::size_t last = path.rfind('.');
    return "own:" + namespace_ + "." + path.substr(0, last) + "#" + path.substr(last + 1);
  }

  std::string FreeType(std::string_view name) override {
    if (name.starts_with('$')) return {};
    if (name == "self" || name == "static") {
      const TypeInfo* const info = OpenInfo();
      return info == nullptr ? std::string() : "local:#" + std::string(EnclosingName());
    }
    // PHP's classes are the same in any letters; autoloaders want them as written.
    const auto imported = in_small_letters_.find(ToLowerAscii(name));
    if (imported != in_small_letters_.end()) return imported->second;
    // An unqualified class is one of the namespace, and of no other.
    if (!namespace_.empty()) return "own:" + namespace_ + "#" + std::string(name);
    return IsOwnClass(name) ? "global:#" + std::string(name) : std::string();
  }

  std::string_view EnclosingName() {
    const Definition* const type = EnclosingClass();
    return type == nullptr ? std::string_view() : type->name;
  }

  std::string FreeName(std::string_view name) override {
    static constexpr std::array kSuperglobals = std::to_array<std::string_view>(
        {"$_GET", "$_POST", "$_REQUEST", "$_COOKIE", "$_SERVER", "$_FILES", "$_ENV", "$_SESSION"});
    for (const std::string_view one : kSuperglobals) {
      if (one == name) return "global:#" + std::string(name.substr(1));
    }
    if (name.starts_with('$')) return {};
    // A class; what is all in capitals is a constant.
    const bool constant =
        std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (constant && !IsOwnClass(name)) return {};
    const std::string type = FreeType(name);
    return type.empty() ? "?:#" + std::string(name) : type;
  }

  std::string FreeCallee(std::string_view name) override {
    return name.starts_with('$') ? std::string() : "global:#" + std::string(name);
  }

  std::string_view FieldName(NodeIndex name) const override {
    const std::string_view text = NameText(name);
    return text.starts_with('$') ? text.substr(1) : text;
  }

  bool IsConstructor(NodeIndex node) const override {
    return NameText(At(node, Part::kName)) == "__construct";
  }

  bool NamesCallee(NodeIndex call) const override {
    return KindName(tree().NamedChild(ArgumentListOf(call), 0)) == "variadic_placeholder";
  }

  // app(Mailer::class), $container->get(Mailer::class): one of the class.
  std::string KnownResult(std::string_view callee, NodeIndex call) override {
    static constexpr std::array kContainers = std::to_array<std::string_view>(
        {"global:#app", "global:#resolve", "global:#app().make", "global:#app().get",
         "composer:Illuminate.Support.Facades#App.make",
         "composer:Illuminate.Contracts.Foundation#Application().make",
         "composer:Illuminate.Contracts.Container#Container().make",
         "composer:Psr.Container#ContainerInterface().get"});
    if (std::find(kContainers.begin(), kContainers.end(), callee) != kContainers.end()) {
      const std::vector<ArgumentNode> arguments = ArgumentsOf(ArgumentListOf(call));
      const NodeIndex first = arguments.empty() ? kNoNode : arguments[0].node;
      if (KindName(first) == "class_constant_access_expression" &&
          TextOf(At(first, Part::kName)) == "class") {
        const std::string type = ResolveType(At(first, Part::kObject));
        if (!type.empty() && !type.starts_with("?:")) return type + "()";
      }
    }
    // What ends a chain of a query gives rows, a number, and no query.
    static constexpr std::array kEnds = std::to_array<std::string_view>({"all",
                                                                         "avg",
                                                                         "chunk",
                                                                         "count",
                                                                         "create",
                                                                         "cursor",
                                                                         "delete",
                                                                         "doesntExist",
                                                                         "each",
                                                                         "exists",
                                                                         "find",
                                                                         "findMany",
                                                                         "findOrFail",
                                                                         "first",
                                                                         "firstOrCreate",
                                                                         "firstOrFail",
                                                                         "firstOrNew",
                                                                         "get",
                                                                         "getArrayResult",
                                                                         "getDQL",
                                                                         "getModel",
                                                                         "getQuery",
                                                                         "getResult",
                                                                         "getSQL",
                                                                         "insert",
                                                                         "insertGetId",
                                                                         "max",
                                                                         "min",
                                                                         "paginate",
                                                                         "pluck",
                                                                         "simplePaginate",
                                                                         "sole",
                                                                         "sum",
                                                                         "toSql",
                                                                         "update",
                                                                         "updateOrCreate",
                                                                         "updateOrInsert",
                                                                         "upsert",
                                                                         "value"});
    const std::string_view member = callee.substr(callee.rfind('.') + 1);
    if (traits().chains.contains(callee.substr(0, callee.size() - member.size() - 1)) &&
        std::find(kEnds.begin(), kEnds.end(), member) != kEnds.end())
      return {};
    return TypedExtractor::KnownResult(callee, call);
  }

  // A heredoc's lines: the ends of lines between its fragments are in none.
  void ReadLiteral(NodeIndex node, TextValue& text) override {
    if (KindName(node) != "heredoc_body") return TypedExtractor::ReadLiteral(node, text);
    const std::string_view all = tree().text();
    std::uint32_t end = 0;
    for (const NodeIndex item : ItemsOf(node)) {
      if (text.value.size() > sink().limits().sql_bytes) return;
      const std::uint32_t begin = tree()[item].start_byte;
      const bool next_line =
          end != 0 && all.substr(end, begin - end).find('\n') != std::string_view::npos;
      if (next_line) text.value += '\n';
      end = tree()[item].end_byte;
      if (R(item) == Role::kFragment) {
        text.value += TextOf(item);
      } else if (R(item) == Role::kEscape) {
        text.value += Unescaped(TextOf(item));
      } else {
        AddPart(item, text);
      }
    }
  }

  std::vector<NodeIndex> BasesOf(NodeIndex node) override {
    std::vector<NodeIndex> bases = TypedExtractor::BasesOf(node);
    for (const NodeIndex item : ItemsOf(At(node, Part::kBody))) {
      if (KindName(item) != "use_declaration") continue;
      for (const NodeIndex trait : ItemsOf(item)) {
        if (R(trait) == Role::kIdentifier || R(trait) == Role::kScopedType) bases.push_back(trait);
      }
    }
    return bases;
  }

  bool EnterOwn(NodeIndex node) override {
    if (R(node) == Role::kForEach) return ReadForeach(node);
    if (R(node) == Role::kReturn && KindName(Parent(node)) == "program")
      ReadSettings(Inner(tree().NamedChild(node, 0)));
    if (R(node) == Role::kCall) {
      NoteFileLock(node);
      const std::string callee = CalleeOf(node);
      if (HasWord(kAwaits, callee)) AddConstruct(node, ConstructKind::kAwait, callee);
    }
    if (R(node) == Role::kAssign && KindName(At(node, Part::kLeft)) == "list_literal")
      NoteExchange(node, At(node, Part::kLeft), At(node, Part::kRight));
    const std::string_view kind = KindName(node);
    if (kind == "echo_statement") {
      std::vector<ArgumentNode> arguments;
      const NodeIndex first = tree().NamedChild(node, 0);
      const bool several = KindName(first) == "sequence_expression";
      for (const NodeIndex item : ItemsOf(several ? first : node)) arguments.push_back({item, ""});
      AddCall(node, "global:#echo", kNoNode, kNoNode, arguments);
    }
    if (kind == "require_expression" || kind == "require_once_expression" ||
        kind == "include_expression" || kind == "include_once_expression")
      ReadInclude(node);
    return false;
  }

  // A file of Laravel's config folder returns one array. Which one is told by what is in it.
  void ReadSettings(NodeIndex list) {
    if (R(list) != Role::kList || !IsLaravelConfig(list)) return;
    struct Entry {
      NodeIndex value;
      std::string key;
    };
    std::vector<Entry> open = {{list, ""}};
    for (std::size_t told = 0; !open.empty() && told < kMaxSettings;) {
      const Entry entry = std::move(open.back());
      open.pop_back();
      const std::vector<NodeIndex> items =
          R(entry.value) == Role::kList ? ItemsOf(entry.value) : std::vector<NodeIndex>();
      if (items.empty() || entry.key.size() > kMaxSettingKey) {
        ++told;
        AddSetting(entry.value, entry.key, "laravel-settings");
        continue;
      }
      std::vector<Entry> entries;
      std::size_t index = 0;
      for (const NodeIndex item : items) {
        if (R(item) != Role::kPair) continue;
        const NodeIndex value = Inner(At(item, Part::kValue));
        if (KindName(value) == "variadic_unpacking") continue;  // `...$others`
        if (KeyOf(item) == kNoNode) {
          entries.push_back({value, entry.key + '[' + std::to_string(index++) + ']'});
        } else {
          const std::string part = KeyPart(SettingName(KeyOf(item)));
          entries.push_back({value, entry.key.empty() ? part : entry.key + '.' + part});
        }
      }
      std::move(entries.rbegin(), entries.rend(), std::back_inserter(open));
    }
  }

  std::string SettingName(NodeIndex key) {
    TextValue text;
    return ReadText(key, text) && text.parts.empty() ? text.value : std::string(TextOf(key));
  }

  // It reads the environment, or has two of the names that Laravel's own files have.
  bool IsLaravelConfig(NodeIndex list) {
    static const std::unordered_set<std::string> kNames = {
        "allowed_methods", "allowed_origins", "argon",        "batching",
        "bcrypt",          "channels",        "cipher",       "compiled",
        "connections",     "default",         "disks",        "driver",
        "failed",          "fallback_locale", "faker_locale", "guards",
        "http_only",       "lifetime",        "locale",       "mailers",
        "migrations",      "passwords",       "prefix",       "providers",
        "same_site",       "stateful",        "stores",       "supports_credentials",
        "timezone"};
    int known = 0;
    bool named = false;
    for (const NodeIndex item : ItemsOf(list)) {
      if (R(item) != Role::kPair || KeyOf(item) == kNoNode) continue;
      named = true;
      if (kNames.contains(SettingName(KeyOf(item)))) ++known;
    }
    const std::string_view text = TextOf(list);
    for (std::size_t at = text.find("env("); named && at != std::string_view::npos;
         at = text.find("env(", at + 1)) {
      if (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '(' || text[at - 1] == '\t'))
        return true;
    }
    return known >= 2;
  }

  // flock($file, LOCK_EX)
  void NoteFileLock(NodeIndex call) {
    if (TextOf(At(call, Part::kTarget)) != "flock" || DefinesFunction("flock")) return;
    const std::vector<ArgumentNode> arguments = ArgumentsOf(ArgumentListOf(call));
    const bool locks =
        arguments.size() > 1 && TextOf(arguments[1].node).find("LOCK_UN") == std::string_view::npos;
    if (locks) AddConstruct(call, ConstructKind::kLock, "global:#flock", "flock");
  }

  // require __DIR__ . '/routes.php'
  void ReadInclude(NodeIndex node) {
    TextValue text;
    if (!ReadText(tree().NamedChild(node, 0), text)) return;
    std::string path = text.value;
    // Behind any other value it could be a file of any folder.
    const bool beside = text.parts.size() == 1 && (text.parts[0].text == "__DIR__" ||
                                                   text.parts[0].text == "dirname(__FILE__)");
    if (beside && path.starts_with("{}")) path.erase(0, 2);
    if (path.empty() || path.find("{}") != std::string::npos) return;
    Consume(tree().NamedChild(node, 0));
    AddImport(node, "own:." + std::string(path.starts_with('/') ? "" : "/") + path, {}, {},
              ImportForm::kEffect);
  }

  // foreach ($items as $key => $item)
  bool ReadForeach(NodeIndex node) {
    const NodeIndex over = tree().NamedChild(node, 0);
    const NodeIndex as = tree().NamedChild(node, 1);
    std::vector<NodeIndex> names;
    if (KindName(as) == "pair") {
      for (const NodeIndex item : ItemsOf(as)) names.push_back(VariableOf(item));
    } else {
      names.push_back(VariableOf(as));
    }
    OpenForEach(node, over, names, names.size() - 1);
    return true;
  }

  NodeIndex VariableOf(NodeIndex node) const {
    return KindName(node) == "by_ref" ? tree().NamedChild(node, 0) : node;
  }

  std::string namespace_;
  std::unordered_map<std::string, std::string> paths_;             // of imported names
  std::unordered_map<std::string, std::string> in_small_letters_;  // imported classes
  const std::uint16_t name_ = PhpSyntax().grammar().Field("name");
  const std::uint16_t alias_ = PhpSyntax().grammar().Field("alias");
  const std::uint16_t type_ = PhpSyntax().grammar().Field("type");
  const std::uint16_t scope_ = PhpSyntax().grammar().Field("scope");
};

void ReadPhp(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const Result<SyntaxTree> tree =
      SyntaxTree::Parse(PhpSyntax().grammar(), source.text, source.limits);
  if (!tree) {
    AddParseDiagnostic(tree.error().message, sink);
    return;
  }
  PhpExtractor(*tree, sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_php = {
    {{"php", {"PHP"}, {}, {}}},
    ReadPhp,
    4,
};

}  // namespace assay
