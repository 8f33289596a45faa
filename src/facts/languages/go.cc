// Go: what its grammar's kinds are to the shared engine of the typed
// languages, and what is its own: packages under the last element of their
// path, methods outside their type, embedding, several results, errors as
// values, goroutines and channels, and the tags of fields.
#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "facts/extract.h"
#include "facts/typed/extractor.h"

namespace assay {
namespace {

const SyntaxMap& GoSyntax() {
  static const SyntaxMap kMap(
      "go", {
                {"argument_list", Role::kArguments},
                {"array_type", Role::kCollectionType, "type:element"},
                {"assignment_statement", Role::kAssign, "left:left right:right operator:operator"},
                {"binary_expression", Role::kBinary, "left:left right:right operator:operator"},
                {"block", Role::kBlock},
                {"call_expression", Role::kCall, "target:function arguments:arguments"},
                {"channel_type", Role::kCollectionType, "type:value"},
                {"comment", Role::kComment},
                {"communication_case", Role::kCase},
                {"composite_literal", Role::kNew, "type:type body:body"},
                {"const_spec", Role::kVariable, "name:name type:type value:value"},
                {"continue_statement", Role::kContinue},
                {"dec_statement", Role::kUpdate},
                {"defer_statement", Role::kDefer},
                {"escape_sequence", Role::kEscape},
                {"expression_case", Role::kCase},
                {"expression_list", Role::kPass},
                {"expression_statement", Role::kStatement},
                {"expression_switch_statement", Role::kSwitch, "condition:value"},
                {"false", Role::kBoolean},
                {"field_declaration", Role::kField, "name:name type:type"},
                {"float_literal", Role::kNumber},
                {"for_statement", Role::kFor, "condition:0 body:body"},
                {"func_literal", Role::kLambda, "parameters:parameters body:body"},
                {"function_declaration", Role::kFunction,
                 "name:name parameters:parameters type:result body:body"},
                {"generic_type", Role::kGeneric, "type:type"},
                {"go_statement", Role::kSpawn},
                {"identifier", Role::kIdentifier},
                {"if_statement", Role::kIf, "condition:condition body:consequence"},
                {"implicit_length_array_type", Role::kCollectionType, "type:element"},
                {"import_spec", Role::kImport, "name:name value:path"},
                {"inc_statement", Role::kUpdate},
                {"index_expression", Role::kIndex, "object:operand key:index"},
                {"int_literal", Role::kNumber},
                {"interpreted_string_literal", Role::kString},
                {"interpreted_string_literal_content", Role::kFragment},
                {"keyed_element", Role::kPair, "key:key value:value"},
                {"literal_element", Role::kPass},
                {"literal_value", Role::kList},
                {"map_type", Role::kCollectionType, "type:value"},
                {"method_declaration", Role::kFunction,
                 "name:name receiver:receiver parameters:parameters type:result body:body"},
                {"method_elem", Role::kFunction, "name:name parameters:parameters type:result"},
                {"nil", Role::kNull},
                {"package_clause", Role::kPackage, "name:0"},
                {"parameter_declaration", Role::kParameter, "name:name type:type"},
                {"parenthesized_expression", Role::kPass},
                {"parenthesized_type", Role::kWrappedType, "type:0"},
                {"pointer_type", Role::kWrappedType, "type:0"},
                {"qualified_type", Role::kScopedType, "object:package name:name"},
                {"raw_string_literal", Role::kString},
                {"raw_string_literal_content", Role::kFragment},
                {"return_statement", Role::kReturn},
                {"selector_expression", Role::kMember, "object:operand name:field"},
                {"short_var_declaration", Role::kVariable, "left:left right:right"},
                {"slice_expression", Role::kPass, "value:operand"},
                {"slice_type", Role::kCollectionType, "type:element"},
                {"true", Role::kBoolean},
                {"type_alias", Role::kTypeAlias, "name:name type:type"},
                {"type_assertion_expression", Role::kCast, "type:type value:operand"},
                {"type_case", Role::kCase},
                {"type_conversion_expression", Role::kCast, "type:type value:operand"},
                {"type_identifier", Role::kType},
                {"type_instantiation_expression", Role::kGeneric, "type:type"},
                {"type_parameter_declaration", Role::kTypeParameter, "name:name"},
                {"type_spec", Role::kClass, "name:name type:type"},
                {"type_switch_statement", Role::kMatch, "condition:value"},
                {"unary_expression", Role::kUnary, "value:operand operator:operator"},
                {"var_spec", Role::kVariable, "name:name type:type value:value"},
                {"variadic_argument", Role::kPass},
                {"variadic_parameter_declaration", Role::kParameter, "name:name type:type"},
            });
  return kMap;
}

constexpr std::array kBuiltins = std::to_array<std::string_view>(
    {"append",  "cap",     "clear",   "close", "complex", "copy",   "delete", "imag",
     "len",     "make",    "max",     "min",   "new",     "panic",  "print",  "println",
     "real",    "recover", "string",  "bool",  "byte",    "rune",   "int",    "int8",
     "int16",   "int32",   "int64",   "uint",  "uint8",   "uint16", "uint32", "uint64",
     "float32", "float64", "uintptr", "error", "any"});

const LanguageTraits& GoTraits() {
  static const LanguageTraits kTraits = [] {
    LanguageTraits t;
    t.ecosystem = "go:";
    t.documentation = "godoc";
    t.promotes = true;
    t.generic_functions = true;
    t.results = {
        {"go:database/sql#Open", "go:database/sql#DB()"},
        {"go:database/sql#OpenDB", "go:database/sql#DB()"},
        {"go:database/sql#DB().Begin", "go:database/sql#Tx()"},
        {"go:database/sql#DB().BeginTx", "go:database/sql#Tx()"},
        {"go:database/sql#DB().Conn", "go:database/sql#Conn()"},
        {"go:database/sql#DB().Prepare", "go:database/sql#Stmt()"},
        {"go:database/sql#DB().PrepareContext", "go:database/sql#Stmt()"},
        {"go:database/sql#Tx().Prepare", "go:database/sql#Stmt()"},
        {"go:database/sql#Tx().PrepareContext", "go:database/sql#Stmt()"},
        {"go:database/sql#DB().Query", "go:database/sql#Rows()"},
        {"go:database/sql#DB().QueryContext", "go:database/sql#Rows()"},
        {"go:database/sql#DB().QueryRow", "go:database/sql#Row()"},
        {"go:database/sql#DB().QueryRowContext", "go:database/sql#Row()"},
        {"go:database/sql#Tx().Query", "go:database/sql#Rows()"},
        {"go:database/sql#Tx().QueryContext", "go:database/sql#Rows()"},
        {"go:github.com/jmoiron/sqlx#Open", "go:github.com/jmoiron/sqlx#DB()"},
        {"go:github.com/jmoiron/sqlx#Connect", "go:github.com/jmoiron/sqlx#DB()"},
        {"go:github.com/jmoiron/sqlx#MustConnect", "go:github.com/jmoiron/sqlx#DB()"},
        {"go:github.com/jmoiron/sqlx#NewDb", "go:github.com/jmoiron/sqlx#DB()"},
        {"go:github.com/jmoiron/sqlx#DB().Beginx", "go:github.com/jmoiron/sqlx#Tx()"},
        {"go:github.com/jmoiron/sqlx#DB().MustBegin", "go:github.com/jmoiron/sqlx#Tx()"},
        {"go:github.com/jackc/pgx/v5#Connect", "go:github.com/jackc/pgx/v5#Conn()"},
        {"go:github.com/jackc/pgx/v4#Connect", "go:github.com/jackc/pgx/v4#Conn()"},
        {"go:github.com/jackc/pgx/v5/pgxpool#New", "go:github.com/jackc/pgx/v5/pgxpool#Pool()"},
        {"go:github.com/jackc/pgx/v5/pgxpool#NewWithConfig",
         "go:github.com/jackc/pgx/v5/pgxpool#Pool()"},
        {"go:github.com/jackc/pgx/v4/pgxpool#Connect", "go:github.com/jackc/pgx/v4/pgxpool#Pool()"},
        {"go:gorm.io/gorm#Open", "go:gorm.io/gorm#DB()"},
        {"go:github.com/jinzhu/gorm#Open", "go:github.com/jinzhu/gorm#DB()"},
        {"go:github.com/gin-gonic/gin#Default", "go:github.com/gin-gonic/gin#Engine()"},
        {"go:github.com/gin-gonic/gin#New", "go:github.com/gin-gonic/gin#Engine()"},
        {"go:github.com/gin-gonic/gin#Engine().Group", "go:github.com/gin-gonic/gin#RouterGroup()"},
        {"go:github.com/gin-gonic/gin#RouterGroup().Group",
         "go:github.com/gin-gonic/gin#RouterGroup()"},
        {"go:github.com/labstack/echo/v4#New", "go:github.com/labstack/echo/v4#Echo()"},
        {"go:github.com/labstack/echo#New", "go:github.com/labstack/echo#Echo()"},
        {"go:github.com/labstack/echo/v4#Echo().Group", "go:github.com/labstack/echo/v4#Group()"},
        {"go:github.com/labstack/echo/v4#Group().Group", "go:github.com/labstack/echo/v4#Group()"},
        {"go:github.com/gofiber/fiber/v2#New", "go:github.com/gofiber/fiber/v2#App()"},
        {"go:github.com/gofiber/fiber/v3#New", "go:github.com/gofiber/fiber/v3#App()"},
        {"go:github.com/gofiber/fiber/v2#App().Group", "go:github.com/gofiber/fiber/v2#Router()"},
        {"go:github.com/gofiber/fiber/v3#App().Group", "go:github.com/gofiber/fiber/v3#Router()"},
        {"go:github.com/gofiber/fiber/v2#Router().Group",
         "go:github.com/gofiber/fiber/v2#Router()"},
        {"go:github.com/go-chi/chi/v5#NewRouter", "go:github.com/go-chi/chi/v5#Mux()"},
        {"go:github.com/go-chi/chi#NewRouter", "go:github.com/go-chi/chi#Mux()"},
        {"go:github.com/gorilla/mux#NewRouter", "go:github.com/gorilla/mux#Router()"},
        {"go:github.com/gorilla/mux#Router().PathPrefix().Subrouter",
         "go:github.com/gorilla/mux#Router()"},
        {"go:net/http#NewServeMux", "go:net/http#ServeMux()"},
        {"go:net/http#NewRequest", "go:net/http#Request()"},
        {"go:net/http#NewRequestWithContext", "go:net/http#Request()"},
        {"go:github.com/redis/go-redis/v9#NewClient", "go:github.com/redis/go-redis/v9#Client()"},
        {"go:github.com/go-redis/redis/v8#NewClient", "go:github.com/go-redis/redis/v8#Client()"},
        {"go:github.com/go-redis/redis#NewClient", "go:github.com/go-redis/redis#Client()"},
        {"go:go.mongodb.org/mongo-driver/mongo#Connect",
         "go:go.mongodb.org/mongo-driver/mongo#Client()"},
        {"go:go.mongodb.org/mongo-driver/mongo#NewClient",
         "go:go.mongodb.org/mongo-driver/mongo#Client()"},
        {"go:go.mongodb.org/mongo-driver/mongo#Client().Database",
         "go:go.mongodb.org/mongo-driver/mongo#Database()"},
        {"go:go.mongodb.org/mongo-driver/mongo#Database().Collection",
         "go:go.mongodb.org/mongo-driver/mongo#Collection()"},
        {"go:google.golang.org/grpc#NewServer", "go:google.golang.org/grpc#Server()"},
        {"go:google.golang.org/grpc#Dial", "go:google.golang.org/grpc#ClientConn()"},
        {"go:google.golang.org/grpc#NewClient", "go:google.golang.org/grpc#ClientConn()"},
        {"go:os#Open", "go:os#File()"},
        {"go:os#Create", "go:os#File()"},
        {"go:os#OpenFile", "go:os#File()"},
        {"go:sync#NewCond", "go:sync#Cond()"},
        {"go:sync#RWMutex().RLocker", "go:sync#Locker()"},
        {"go:net/http#Request().Context", "go:context#Context()"},
        {"go:context#Background", "go:context#Context()"},
        {"go:context#TODO", "go:context#Context()"},
        {"go:context#WithCancel", "go:context#Context()"},
        {"go:context#WithTimeout", "go:context#Context()"},
        {"go:context#WithDeadline", "go:context#Context()"},
        {"go:context#WithValue", "go:context#Context()"},
        {"go:log/slog#New", "go:log/slog#Logger()"},
        {"go:log/slog#Default", "go:log/slog#Logger()"},
        {"go:log/slog#With", "go:log/slog#Logger()"},
        {"go:log#New", "go:log#Logger()"},
        {"go:golang.org/x/sync/errgroup#WithContext", "go:golang.org/x/sync/errgroup#Group()"},
        {"go:container/list#New", "go:container/list#List()"},
    };
    t.chains = {"go:gorm.io/gorm#DB()", "go:github.com/jinzhu/gorm#DB()"};
    t.formats = {{"go:fmt#Sprintf", {FormatStyle::kPrintf, 0}},
                 {"go:fmt#Sprint", {FormatStyle::kPrintf, 0}}};
    t.numbers = {"go:strconv#Atoi",
                 "go:strconv#ParseInt",
                 "go:strconv#ParseUint",
                 "go:strconv#ParseFloat",
                 "go:strconv#ParseBool",
                 "go:strconv#Itoa",
                 "go:strconv#FormatInt",
                 "go:time#Now",
                 "go:github.com/google/uuid#New",
                 "go:github.com/google/uuid#NewString",
                 "go:github.com/google/uuid#Parse",
                 "global:#len",
                 "global:#cap",
                 "global:#int",
                 "global:#int64",
                 "global:#int32",
                 "global:#uint",
                 "global:#uint64",
                 "global:#float64",
                 "global:#min",
                 "global:#max"};
    t.number_types = {"int",   "int8",   "int16",     "int32",         "int64",    "uint",
                      "uint8", "uint16", "uint32",    "uint64",        "float32",  "float64",
                      "bool",  "byte",   "time.Time", "time.Duration", "uuid.UUID"};
    t.request_types = {"go:net/http#Request()",
                       "go:net/http#Request().URL",
                       "go:net/http#Request().Header",
                       "go:github.com/gin-gonic/gin#Context()",
                       "go:github.com/labstack/echo/v4#Context()",
                       "go:github.com/labstack/echo#Context()",
                       "go:github.com/gofiber/fiber/v2#Ctx()",
                       "go:github.com/gofiber/fiber/v3#Ctx()"};
    t.request_members = {"FormValue",
                         "PostFormValue",
                         "PathValue",
                         "Query",
                         "Param",
                         "Params",
                         "PostForm",
                         "GetHeader",
                         "GetQuery",
                         "DefaultQuery",
                         "Form",
                         "Host",
                         "RequestURI",
                         "Header",
                         "Get",
                         "Cookie",
                         "QueryParam",
                         "QueryParams",
                         "Body",
                         "BodyRaw",
                         "RawQuery",
                         "Path",
                         "Cookies",
                         "GetRawData",
                         "QueryArray",
                         "go:github.com/gorilla/mux#Vars",
                         "go:github.com/go-chi/chi/v5#URLParam",
                         "go:github.com/go-chi/chi#URLParam"};
    t.locks = {"go:sync#Mutex().Lock",    "go:sync#RWMutex().Lock",    "go:sync#RWMutex().RLock",
               "go:sync#Mutex().TryLock", "go:sync#RWMutex().TryLock", "go:sync#Locker().Lock"};
    t.spawns = {"go:golang.org/x/sync/errgroup#Group().Go", "go:sync#WaitGroup().Go"};
    t.builders = {"go:strings#Builder()", "go:bytes#Buffer()"};
    t.log_members = {"Print",       "Printf",       "Println",     "Debug",   "Debugf",  "Info",
                     "Infof",       "Warn",         "Warnf",       "Error",   "Errorf",  "Log",
                     "Logf",        "Debugw",       "Infow",       "Warnw",   "Errorw",  "Errorln",
                     "InfoContext", "ErrorContext", "WarnContext", "Warning", "Warningf"};
    return t;
  }();
  return kTraits;
}

// Words of a path's last elements: "v2" and "yaml.v3" tell a version.
bool IsVersion(std::string_view element) {
  return element.size() >= 2 && element[0] == 'v' &&
         element.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

// The names that a package may have whose path this is. Go's convention is
// the last element; what cannot be in a name is left away by it in one of
// these ways.
std::vector<std::string> PackageNames(std::string_view path) {
  std::string_view last = path.substr(path.rfind('/') + 1);
  if (IsVersion(last) && path.size() > last.size()) {
    const std::string_view before = path.substr(0, path.size() - last.size() - 1);
    last = before.substr(before.rfind('/') + 1);
  }
  const std::size_t dot = last.rfind('.');
  if (dot != std::string_view::npos && IsVersion(last.substr(dot + 1))) last = last.substr(0, dot);
  std::vector<std::string> names;
  const auto add = [&names](std::string_view name) {
    if (!name.empty() && name.find_first_of("-.") == std::string_view::npos)
      names.emplace_back(name);
  };
  add(last);
  if (last.find_first_of("-.") == std::string_view::npos) return names;
  for (const std::string_view prefix : {"go-", "go.", "golang-"}) {
    if (last.starts_with(prefix)) add(last.substr(prefix.size()));
  }
  for (const std::string_view suffix : {"-go", ".go", "-golang"}) {
    if (last.ends_with(suffix)) add(last.substr(0, last.size() - suffix.size()));
  }
  std::string joined;
  for (const char c : last) {
    if (c != '-' && c != '.') joined += c;
  }
  add(joined);
  add(last.substr(last.find_last_of("-.") + 1));
  return names;
}

class GoExtractor final : public TypedExtractor {
 public:
  GoExtractor(const SyntaxTree& tree, FactSink& sink)
      : TypedExtractor(tree, sink, GoSyntax(), GoTraits()) {}

 private:
  void ReadImport(NodeIndex node) override {
    TextValue text;
    ReadText(At(node, Part::kValue), text);
    if (text.value.empty()) return;
    const NodeIndex named = At(node, Part::kName);
    const std::string_view name = TextOf(named);
    const std::string module = EcosystemName(text.value);
    if (name == "_") return AddImport(node, module, {}, {}, ImportForm::kEffect);
    if (name == ".") {
      dotted_.push_back(module);
      return AddImport(node, module, "*", {}, ImportForm::kWildcard);
    }
    AddImport(node, module, {}, name, ImportForm::kModule);
    if (!name.empty()) return BindImport(name, module + "#");
    for (const std::string& one : PackageNames(text.value)) BindImport(one, module + "#");
  }

  // A name of a dot import is known where there is one and nothing else can be meant.
  std::string FreeType(std::string_view name) override {
    if (name == "error" || name == "string" || name == "any" ||
        GoTraits().number_types.contains(name))
      return "global:#" + std::string(name);
    return {};
  }

  std::string FreeCallee(std::string_view name) override {
    for (const std::string_view builtin : kBuiltins) {
      if (builtin == name) return "global:#" + std::string(name);
    }
    const bool exported = !name.empty() && name[0] >= 'A' && name[0] <= 'Z';
    const bool test = dotted_.size() == 1 && exported && !OwnPackageHasMore();
    return test ? dotted_[0] + "#" + std::string(name) : std::string();
  }

  // reflect.TypeFor[T](): the grammar takes the function for a type.
  std::string FreePath(NodeIndex node) override {
    if (R(node) == Role::kGeneric) node = At(node, Part::kType);
    if (R(node) != Role::kScopedType) return {};
    const auto imported = imports().find(std::string(TextOf(At(node, Part::kObject))));
    return imported == imports().end() ? std::string()
                                       : Member(imported->second, TextOf(At(node, Part::kName)));
  }

  // Other files of the package may define what this one does not.
  bool OwnPackageHasMore() const { return !sink_package_.ends_with("_test"); }

  std::string KnownResult(std::string_view callee, NodeIndex call) override {
    const NodeIndex first = tree().NamedChild(At(call, Part::kArguments), 0);
    if (callee == "global:#make" || callee == "global:#new") return ValueOfType(first);
    if (callee == "global:#append") return Evaluate(first);
    return TypedExtractor::KnownResult(callee, call);
  }

  std::vector<std::string> KnownResults(std::string_view callee) override {
    if (callee == "go:golang.org/x/sync/errgroup#WithContext")
      return {"go:golang.org/x/sync/errgroup#Group()", "go:context#Context()"};
    return {};
  }

  std::vector<std::string> ResultsOf(NodeIndex function) override {
    const NodeIndex result = At(function, Part::kType);
    if (KindName(result) != "parameter_list") return {ValueOfType(result)};
    std::vector<std::string> values;
    for (const NodeIndex item : ItemsOf(result)) {
      const std::size_t names = std::max<std::size_t>(1, AllAt(item, Part::kName).size());
      values.insert(values.end(), names, ValueOfType(At(item, Part::kType)));
    }
    return values;
  }

  // a, b := f(): two names of one value; a, b := x, y: one each.
  std::vector<Declared> DeclarationsOf(NodeIndex node) override {
    if (R(node) != Role::kVariable) return TypedExtractor::DeclarationsOf(node);
    std::vector<NodeIndex> left = AllAt(node, Part::kName);
    const bool is_short = left.empty();
    if (is_short) left = ItemsOf(At(node, Part::kLeft));
    const NodeIndex list = At(node, is_short ? Part::kRight : Part::kValue);
    const std::vector<NodeIndex> right = ItemsOf(list);
    const NodeIndex type = At(node, Part::kType);
    std::vector<Declared> declared;
    for (std::size_t i = 0; i < left.size(); ++i) {
      const bool shared = right.size() == 1 && left.size() > 1;
      const NodeIndex value = shared ? right[0] : i < right.size() ? right[i] : kNoNode;
      declared.push_back({left[i], type, value, shared ? i : 0});
    }
    return declared;
  }

  bool IsConstant(NodeIndex declaration) override {
    return KindName(declaration) == "const_spec" ||
           (KindName(declaration) == "var_spec" && EnclosingFunctionIndex() == kNoScope);
  }

  DefinitionKind KindOf(NodeIndex node, DefinitionKind kind) const override {
    const std::string_view type = KindName(At(node, Part::kType));
    if (type == "interface_type") return DefinitionKind::kInterface;
    return type == "struct_type" ? kind : DefinitionKind::kTypeAlias;
  }

  std::string_view OwnerOf(NodeIndex node) const override {
    NodeIndex type = tree().NamedChild(At(node, Part::kReceiver), 0);
    type = At(type, Part::kType);
    for (int i = 0; i < 4; ++i) {
      if (R(type) != Role::kWrappedType && R(type) != Role::kGeneric) break;
      type = At(type, Part::kType);
    }
    return R(type) == Role::kType ? TextOf(type) : std::string_view();
  }

  std::vector<NodeIndex> BasesOf(NodeIndex node) override {
    std::vector<NodeIndex> bases;
    const NodeIndex type = At(node, Part::kType);
    const bool is_interface = KindName(type) == "interface_type";
    const NodeIndex fields = is_interface ? type : tree().NamedChild(type, 0);
    for (const NodeIndex item : ItemsOf(fields)) {
      if (R(item) == Role::kField && At(item, Part::kName) == kNoNode)
        bases.push_back(At(item, Part::kType));
      if (KindName(item) == "type_elem" && ItemsOf(item).size() == 1)
        bases.push_back(tree().NamedChild(item, 0));
    }
    return bases;
  }

  bool EnterOwn(NodeIndex node) override {
    switch (R(node)) {
      case Role::kPackage:
        sink_package_ = TextOf(At(node, Part::kName));
        return false;
      case Role::kField:
        NoteChannel(node);
        ReadTag(node);
        return false;
      case Role::kParameter:
      case Role::kVariable:
        NoteChannel(node);
        return false;
      case Role::kCast:
        ReadConversion(node);
        return false;
      case Role::kFor:
        return ReadRange(node);
      case Role::kAssign:
        return ReadAssignment(node);
      case Role::kIf:
        NoteErrorCheck(node);
        NoteAllowedKey(node);
        return false;
      case Role::kReturn:
        NoteReturnedError(node);
        return false;
      case Role::kCase:
        OpenScope(node, Bindings::ScopeKind::kBlock);
        BindTypeCase(node);
        return false;
      case Role::kUnary:
        if (TextOf(At(node, Part::kOperator)) == "<-")
          AddConstruct(node, ConstructKind::kChannel, {}, "get");
        return false;
      case Role::kCall: {
        NotePanic(node);
        NoteRecover(node);
        // (*T)(x) converts.
        const NodeIndex target = At(node, Part::kTarget);
        return KindName(target) == "parenthesized_expression" &&
               KindName(tree().NamedChild(target, 0)) == "unary_expression";
      }
      default:
        break;
    }
    const std::string_view kind = KindName(node);
    if (tree()[node].field == result_ && kind == "parameter_list") BindResults(node);
    if (kind == "send_statement") AddConstruct(node, ConstructKind::kChannel, {}, "put");
    if (kind == "select_statement") AddConstruct(node, ConstructKind::kChannel, {}, "select");
    return false;
  }

  // func f() (res labels.Labels, err error): variables of the function.
  void BindResults(NodeIndex list) {
    const Role role = R(Parent(list));
    if (role != Role::kFunction && role != Role::kLambda) return;
    for (const NodeIndex item : ItemsOf(list)) {
      const std::string_view value = sink().KeepName(ValueOfType(At(item, Part::kType)));
      for (const NodeIndex name : AllAt(item, Part::kName))
        names().Bind(TextOf(name), {value, {}, {}}, true);
    }
  }

  // f[A, B](x) reads like a conversion, and is told as a call, as T(x) is.
  void ReadConversion(NodeIndex node) {
    const NodeIndex type = At(node, Part::kType);
    if (KindName(type) != "generic_type") return;
    const NodeIndex of = At(type, Part::kType);
    const std::string name = R(of) == Role::kType ? BareCallee(TextOf(of)) : ResolveType(type);
    AddCall(node, name.empty() ? Unresolved(type) : name, of, kNoNode,
            {{At(node, Part::kValue), ""}});
  }

  // for i, item := range items
  bool ReadRange(NodeIndex node) {
    NodeIndex clause = kNoNode;
    for (const NodeIndex item : ItemsOf(node)) {
      if (KindName(item) == "range_clause") clause = item;
    }
    if (clause == kNoNode) return false;
    std::vector<NodeIndex> left;
    NodeIndex over = kNoNode;
    for (NodeIndex i = tree().FirstChild(clause); i != kNoNode; i = tree().NextSibling(i)) {
      if (!tree()[i].named()) continue;
      if (tree()[i].field == left_) left = ItemsOf(i);
      if (tree()[i].field == right_) over = i;
    }
    OpenForEach(node, over, left, 1);
    if (IsChannel(over)) AddConstruct(over, ConstructKind::kChannel, {}, "get");
    return true;
  }

  // What a function, or a field by its name alone, is declared to hold as a channel.
  void NoteChannel(NodeIndex node) {
    const std::uint32_t where = R(node) == Role::kField ? kNoScope : EnclosingFunctionIndex();
    for (const Declared& declared : DeclarationsOf(node)) {
      const NodeIndex made =
          R(declared.value) == Role::kCall && TextOf(At(declared.value, Part::kTarget)) == "make"
              ? tree().NamedChild(At(declared.value, Part::kArguments), 0)
              : kNoNode;
      const bool channel =
          KindName(declared.type) == "channel_type" || KindName(made) == "channel_type";
      if (channel) channels_[TextOf(declared.name)].insert(where);
    }
  }

  bool IsChannel(NodeIndex node) const {
    const bool field = R(node) == Role::kMember;
    const auto known = channels_.find(TextOf(field ? At(node, Part::kName) : node));
    return known != channels_.end() &&
           known->second.contains(field ? kNoScope : EnclosingFunctionIndex());
  }

  bool ReadAssignment(NodeIndex node) {
    const std::vector<NodeIndex> left = ItemsOf(At(node, Part::kLeft));
    const std::vector<NodeIndex> right = ItemsOf(At(node, Part::kRight));
    const std::string_view op = TextOf(At(node, Part::kOperator));
    // a[i], a[j] = a[j], a[i]
    if (left.size() == 2 && right.size() == 2 && R(left[0]) == Role::kIndex &&
        TextOf(left[0]) == TextOf(right[1]) && TextOf(left[1]) == TextOf(right[0]))
      AddConstruct(node, ConstructKind::kSwap);
    if (left.size() != right.size()) return true;
    for (std::size_t i = 0; i < left.size(); ++i) {
      NoteQueue(left[i], right[i]);
      ReadAssign(left[i], right[i], op);
    }
    if (left.size() == 1) NoteSwap(node);
    return true;
  }

  // queue = append(queue, next); queue = queue[1:]
  void NoteQueue(NodeIndex left, NodeIndex right) {
    if (R(right) == Role::kCall && TextOf(At(right, Part::kTarget)) == "append" &&
        TextOf(tree().NamedChild(At(right, Part::kArguments), 0)) == TextOf(left))
      shapes().Put(TextOf(left));
    if (KindName(right) == "slice_expression" && TextOf(Held(right)) == TextOf(left))
      shapes().Take(TextOf(left));
  }

  // `json:"name" validate:"required"`
  void ReadTag(NodeIndex field) {
    const NodeIndex tag = tree().ChildByField(field, tag_);
    if (tag == kNoNode) return;
    TextValue text;
    ReadText(tag, text);
    Consume(tag);
    std::string_view rest = text.value;
    const std::string_view name = TextOf(At(field, Part::kName));
    for (int i = 0; i < 16; ++i) {
      rest = Trim(rest);
      const std::size_t colon = rest.find(":\"");
      if (colon == 0 || colon == std::string_view::npos) return;
      const std::size_t end = rest.find('"', colon + 2);
      if (end == std::string_view::npos) return;
      const std::string_view key = rest.substr(0, colon);
      Use use;
      use.region = RegionOf(tree()[tag]);
      use.form = UseForm::kDecorator;
      use.name = sink().Keep("global:#tag." + std::string(key.substr(0, 40)));
      use.target_definition = sink().Keep(name);
      Argument argument;
      argument.position = 0;
      argument.kind = ValueKind::kString;
      argument.text = sink().Keep(rest.substr(colon + 2, end - colon - 2));
      use.arguments.push_back(argument);
      AddUse(std::move(use), {});
      rest.remove_prefix(end + 1);
    }
  }

  // switch v := x.(type) { case *T: … }
  void BindTypeCase(NodeIndex node) {
    const NodeIndex around = Parent(node);
    if (R(around) != Role::kMatch) return;
    const NodeIndex alias = tree().NamedChild(tree().ChildByField(around, alias_), 0);
    std::vector<NodeIndex> types;
    for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
      if (tree()[i].named() && tree()[i].field == type_) types.push_back(i);
    }
    if (alias == kNoNode) return;
    const std::string value = types.size() == 1 ? ValueOfType(types[0]) : std::string();
    names().Bind(TextOf(alias), {sink().KeepName(value), {}, {}}, true);
  }

  // ---- errors are values

  static bool IsErrorName(std::string_view name) {
    return name == "err" || name.ends_with("Err") || name.ends_with("err") || name == "e" ||
           name.starts_with("err");
  }

  // if err != nil { … }; if errors.Is(err, io.EOF) { … }
  void NoteErrorCheck(NodeIndex node) {
    const NodeIndex condition = Inner(At(node, Part::kCondition));
    std::string_view name;
    std::string type;
    if (R(condition) == Role::kBinary && TextOf(At(condition, Part::kOperator)) == "!=" &&
        R(At(condition, Part::kRight)) == Role::kNull) {
      name = TextOf(At(condition, Part::kLeft));
      // What recover() gives is told there.
      const NodeIndex set = At(tree().ChildByField(node, initializer_), Part::kRight);
      const bool recovered = TextOf(At(tree().NamedChild(set, 0), Part::kTarget)) == "recover";
      if (!IsErrorName(name) || recovered) return;
    } else if (R(condition) == Role::kCall) {
      const std::string callee = CalleeOf(condition);
      if (callee != "go:errors#Is" && callee != "go:errors#As" &&
          callee != "go:github.com/pkg/errors#Is" && callee != "go:github.com/pkg/errors#As")
        return;
      const NodeIndex list = At(condition, Part::kArguments);
      const NodeIndex target = Inner(tree().NamedChild(list, 1));
      name = TextOf(tree().NamedChild(list, 0));
      type = Resolve(target);
      if (type.empty() || type.starts_with("?:")) type = Bounded(target);
      if (type.ends_with("()")) type.resize(type.size() - 2);
    } else {
      return;
    }
    AddConstruct(node, ConstructKind::kHandler, type, HandlerDetail(At(node, Part::kBody), name));
    NoteCaught(node, name);
  }

  // `if !allowed[name]`, `if _, ok := allowed[name]; !ok`: as a collection is asked.
  void NoteAllowedKey(NodeIndex node) {
    NodeIndex asked = At(node, Part::kCondition);
    for (int i = 0; i < 4 && (R(asked) == Role::kUnary || PassesOn(asked)); ++i)
      asked = Held(asked);
    NodeIndex test = asked;
    if (R(asked) == Role::kIdentifier) {
      const NodeIndex set = tree().ChildByField(node, initializer_);
      asked = tree().NamedChild(At(set, Part::kRight), 0);
      test = At(node, Part::kCondition);
    }
    if (R(asked) != Role::kIndex) return;
    const NodeIndex key = Inner(At(asked, Part::kKey));
    if (R(key) == Role::kIdentifier) NoteAllowed(key, At(asked, Part::kObject), test);
  }

  std::string_view HandlerDetail(NodeIndex body, std::string_view caught) override {
    if (KindName(tree().NamedChild(body, 0)) == "statement_list") body = tree().NamedChild(body, 0);
    std::size_t statements = 0;
    std::size_t logs = 0;
    bool passes = true;
    for (const NodeIndex item : ItemsOf(body)) {
      ++statements;
      const bool is_return = R(item) == Role::kReturn;
      if (IsLogCall(item)) ++logs;
      if (is_return) {
        for (const NodeIndex value : ItemsOf(tree().NamedChild(item, 0))) {
          if (TextOf(value) == caught) return "rethrow";
          if (Passes(value, caught)) return "wrap";
        }
      }
      const bool bare = is_return && ItemsOf(item).empty();
      passes = passes && (R(item) == Role::kContinue || bare);
      if (bare && logs + 1 == statements && logs > 0) return "log";
    }
    if (statements == 0) return "empty";
    if (passes) return "pass";
    return logs == statements ? "log" : "handle";
  }

  // return nil, fmt.Errorf("…: %w", err): Go's way to throw.
  void NoteReturnedError(NodeIndex node) {
    const std::vector<NodeIndex> values = ItemsOf(tree().NamedChild(node, 0));
    if (values.empty()) return;
    const NodeIndex last = Inner(values.back());
    std::string type;
    if (R(last) == Role::kCall) {
      type = CalleeOf(last);
      const bool makes = type == "go:errors#New" || type == "go:fmt#Errorf" ||
                         type == "go:errors#Join" ||
                         type.starts_with("go:github.com/pkg/errors#") ||
                         type.starts_with("go:github.com/cockroachdb/errors#");
      if (!makes) return;
    } else if (R(last) == Role::kNew) {
      type = ResolveType(At(last, Part::kType));
      if (!type.ends_with("Error")) return;
    } else {
      return;
    }
    bool cause = NamesCause(last);
    if (type == "go:fmt#Errorf")
      cause = TextOf(tree().NamedChild(At(last, Part::kArguments), 0)).find("%w") !=
              std::string_view::npos;
    AddConstruct(last, ConstructKind::kThrow, type, cause ? "cause" : "");
  }

  void NotePanic(NodeIndex node) {
    if (TextOf(At(node, Part::kTarget)) == "panic" && CalleeOf(node) == "global:#panic")
      AddConstruct(node, ConstructKind::kThrow, "global:#panic");
  }

  // if cause := recover(); cause != nil { … }: where a panic ends.
  void NoteRecover(NodeIndex node) {
    if (TextOf(At(node, Part::kTarget)) != "recover" || CalleeOf(node) != "global:#recover") return;
    NodeIndex around = Parent(node);
    for (int i = 0; i < 4 && R(around) != Role::kIf && R(around) != Role::kBlock; ++i)
      around = Parent(around);
    const bool checked = R(around) == Role::kIf && !IsInside(node, At(around, Part::kBody));
    const std::string_view detail =
        checked ? HandlerDetail(At(around, Part::kBody), {}) : std::string_view("handle");
    AddConstruct(node, ConstructKind::kHandler, "global:#panic", detail);
  }

  bool IsInside(NodeIndex node, NodeIndex around) const {
    return around != kNoNode && node >= around && node < tree().End(around);
  }

  std::unordered_map<std::string_view, std::unordered_set<std::uint32_t>> channels_;
  std::vector<std::string> dotted_;
  std::string_view sink_package_;
  const std::uint16_t left_ = GoSyntax().grammar().Field("left");
  const std::uint16_t right_ = GoSyntax().grammar().Field("right");
  const std::uint16_t result_ = GoSyntax().grammar().Field("result");
  const std::uint16_t tag_ = GoSyntax().grammar().Field("tag");
  const std::uint16_t alias_ = GoSyntax().grammar().Field("alias");
  const std::uint16_t type_ = GoSyntax().grammar().Field("type");
  const std::uint16_t initializer_ = GoSyntax().grammar().Field("initializer");
};

void ReadGo(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const Result<SyntaxTree> tree =
      SyntaxTree::Parse(GoSyntax().grammar(), source.text, source.limits);
  if (!tree) {
    AddParseDiagnostic(tree.error().message, sink);
    return;
  }
  GoExtractor(*tree, sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_go = {
    {{"go", {"Go"}, {}, {}}},
    ReadGo,
    1,
};

}  // namespace assay
