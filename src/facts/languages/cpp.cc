// C and C++, read with one grammar: what its kinds are to the shared engine of
// the typed languages, and what is its own: includes instead of imports, names
// inside declarators, members defined outside their class.
//
// An include does not say what it brings. A name is known where its namespace
// is std or one that an included header of that folder names (boost::asio with
// <boost/asio.hpp>), or where a function carries the name of its library's header
// (curl_easy_init with <curl/curl.h>), or is one of the C library whose header
// is included.
#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "base/text.h"
#include "facts/extract.h"
#include "facts/typed/extractor.h"

namespace assay {
namespace {

const SyntaxMap& CppSyntax() {
  static const SyntaxMap kMap(
      "cpp",
      {
          {"alias_declaration", Role::kTypeAlias, "name:name type:type"},
          {"argument_list", Role::kArguments},
          {"assignment_expression", Role::kAssign, "left:left right:right operator:operator"},
          {"base_class_clause", Role::kBases},
          {"binary_expression", Role::kBinary, "left:left right:right operator:operator"},
          {"call_expression", Role::kCall, "target:function arguments:arguments"},
          {"case_statement", Role::kCase},
          {"cast_expression", Role::kCast, "type:type value:value"},
          {"catch_clause", Role::kCatch, "body:body"},
          {"class_specifier", Role::kClass, "name:name body:body"},
          {"co_await_expression", Role::kAwait},
          {"co_yield_statement", Role::kYield},
          {"comment", Role::kComment},
          {"compound_literal_expression", Role::kNew, "type:type body:value"},
          {"compound_statement", Role::kBlock},
          {"concatenated_string", Role::kString},
          {"conditional_expression", Role::kTernary,
           "condition:condition value:consequence else:alternative"},
          {"continue_statement", Role::kContinue},
          {"declaration", Role::kVariable, "type:type"},
          {"do_statement", Role::kWhile, "condition:condition"},
          {"enum_specifier", Role::kEnum, "name:name body:body"},
          {"enumerator", Role::kEnumMember, "name:name"},
          {"escape_sequence", Role::kEscape},
          {"expression_statement", Role::kStatement},
          {"false", Role::kBoolean},
          {"field_declaration", Role::kField, "name:declarator type:type value:default_value"},
          {"field_expression", Role::kMember, "object:argument name:field"},
          {"for_range_loop", Role::kForEach, "type:type left:declarator right:right body:body"},
          {"for_statement", Role::kFor, "condition:condition body:body"},
          {"function_definition", Role::kFunction, "name:declarator type:type body:body"},
          {"identifier", Role::kIdentifier},
          {"if_statement", Role::kIf, "condition:condition body:consequence"},
          {"init_declarator", Role::kDeclarator, "name:declarator value:value"},
          {"initializer_list", Role::kList},
          {"lambda_expression", Role::kLambda, "body:body"},
          {"new_expression", Role::kNew, "type:type arguments:arguments"},
          {"null", Role::kNull},
          {"number_literal", Role::kNumber},
          {"optional_parameter_declaration", Role::kParameter,
           "name:declarator type:type value:default_value"},
          {"parameter_declaration", Role::kParameter, "name:declarator type:type"},
          {"parenthesized_expression", Role::kPass},
          {"pointer_expression", Role::kPass, "value:argument"},
          {"preproc_include", Role::kImport, "value:path"},
          {"primitive_type", Role::kPrimitive},
          {"qualified_identifier", Role::kScopedType, "object:scope name:name"},
          {"raw_string_content", Role::kFragment},
          {"raw_string_literal", Role::kString},
          {"return_statement", Role::kReturn},
          {"string_content", Role::kFragment},
          {"string_literal", Role::kString},
          {"struct_specifier", Role::kClass, "name:name body:body"},
          {"subscript_expression", Role::kIndex, "object:argument key:indices"},
          {"subscript_argument_list", Role::kPass},
          {"switch_statement", Role::kSwitch, "condition:condition"},
          {"template_function", Role::kGeneric, "type:name"},
          {"type_definition", Role::kTypeAlias, "name:declarator type:type"},
          {"type_descriptor", Role::kWrappedType, "type:type"},
          {"type_parameter_declaration", Role::kTypeParameter, "name:0"},
          {"template_type", Role::kGeneric, "type:name arguments:arguments"},
          {"this", Role::kThis},
          {"throw_statement", Role::kThrow},
          {"true", Role::kBoolean},
          {"type_identifier", Role::kType},
          {"unary_expression", Role::kUnary, "value:argument"},
          {"update_expression", Role::kUpdate},
          {"virtual_specifier", Role::kModifier},
          {"storage_class_specifier", Role::kModifier},
          {"while_statement", Role::kWhile, "condition:condition body:body"},
      });
  return kMap;
}

const LanguageTraits& CppTraits() {
  static const LanguageTraits kTraits = [] {
    LanguageTraits t;
    t.ecosystem = "c:";
    t.documentation = "doxygen";
    t.documentation_mark = "/";
    t.bare_members = true;
    t.refines = true;
    t.number_types = {"int",           "long",        "short",   "unsigned",     "float",
                      "double",        "bool",        "size_t",  "int8_t",       "int16_t",
                      "int32_t",       "int64_t",     "uint8_t", "uint16_t",     "uint32_t",
                      "uint64_t",      "std::size_t", "ssize_t", "std::int64_t", "std::uint32_t",
                      "std::uint64_t", "std::int32_t"};
    t.numbers = {"size", "length", "c:stdlib.h#atoi", "c:std#stoi", "c:string.h#strlen"};
    t.locks = {"c:std#mutex().lock", "c:std#shared_mutex().lock",
               "c:std#shared_mutex().lock_shared", "c:pthread.h#pthread_mutex_lock"};
    t.log_members = {"printf", "fprintf", "perror", "error", "warn", "info", "debug"};
    return t;
  }();
  return kTraits;
}

struct Header {
  std::string_view name;
  std::string_view functions;
};
constexpr std::array kHeaders = std::to_array<Header>({
    {"stdio.h",
     "fclose fflush fgets fopen fprintf fputs fread fscanf fseek ftell fwrite getc getchar perror "
     "printf putchar puts remove rename scanf snprintf sprintf sscanf vfprintf vsnprintf"},
    {"stdlib.h",
     "abort abs atexit atoi atol bsearch calloc exit free getenv malloc qsort rand realloc srand "
     "strtol strtoul strtod system"},
    {"string.h",
     "memchr memcmp memcpy memmove memset strcat strchr strcmp strcpy strdup strerror strlen "
     "strncat strncmp strncpy strrchr strstr strtok"},
    {"unistd.h",
     "access chdir close dup2 execv execve execvp fork getpid pipe read sleep unlink usleep write"},
    {"sys/socket.h", "accept bind connect listen recv recvfrom send sendto setsockopt socket"},
    {"signal.h", "kill raise sigaction sigemptyset signal"},
    {"time.h", "clock clock_gettime difftime gmtime localtime mktime nanosleep strftime time"},
    {"math.h", "ceil cos exp fabs floor fmod log pow sin sqrt tan"},
    {"libpq-fe.h",
     "PQclear PQconnectdb PQexec PQexecParams PQexecPrepared PQfinish PQgetvalue PQntuples "
     "PQprepare PQresultStatus PQsendQuery PQsetdbLogin"},
    {"sys/mman.h", "mmap munmap mprotect"},
    {"sys/epoll.h", "epoll_create1 epoll_ctl epoll_wait"},
});

// Headers of C and POSIX whose names begin no function's name.
constexpr std::string_view kStandardHeaders =
    "aio.h alloca.h assert.h complex.h ctype.h dirent.h dlfcn.h endian.h err.h errno.h error.h "
    "fcntl.h features.h fenv.h float.h fnmatch.h getopt.h glob.h grp.h inttypes.h iso646.h "
    "langinfo.h libgen.h limits.h locale.h malloc.h math.h memory.h mqueue.h netdb.h poll.h "
    "process.h pwd.h regex.h search.h semaphore.h setjmp.h signal.h spawn.h stdalign.h stdarg.h "
    "stdatomic.h stdbool.h stddef.h stdint.h stdio.h stdlib.h stdnoreturn.h string.h strings.h "
    "syslog.h tar.h term.h termios.h tgmath.h threads.h time.h uchar.h ucontext.h unistd.h "
    "utime.h values.h wait.h wchar.h wctype.h windows.h wordexp.h";
constexpr std::array kStandardFolders = std::to_array<std::string_view>(
    {"arpa/", "asm/", "bits/", "experimental/", "linux/", "net/", "netinet/", "sys/"});

// curl/curl.h names curl_easy_perform; <map> and <time.h> name no map_of and no time_of.
bool NamesItsFunctions(std::string_view header) {
  if (header.find('.') == std::string_view::npos || HasWord(kStandardHeaders, header)) return false;
  return std::none_of(kStandardFolders.begin(), kStandardFolders.end(),
                      [&](std::string_view folder) { return header.starts_with(folder); });
}

// std::filesystem::path<T> as std.filesystem.path.
std::string Dotted(std::string_view path) {
  std::string dotted;
  int depth = 0;
  for (const char c : path.substr(0, kMaxResolvedName)) {
    if (c == '<') ++depth;
    const bool skipped = depth > 0 || c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (c == '>') --depth;
    if (skipped) continue;
    if (c != ':') {
      dotted += c;
    } else if (!dotted.empty() && dotted.back() != '.') {
      dotted += '.';
    }
  }
  return dotted;
}

constexpr std::string_view kCasts = "const_cast dynamic_cast reinterpret_cast static_cast";

class CppExtractor final : public TypedExtractor {
 public:
  CppExtractor(const SyntaxTree& tree, FactSink& sink)
      : TypedExtractor(tree, sink, CppSyntax(), CppTraits()) {
    for (NodeIndex node = 0; node < tree.size(); ++node) {
      const std::string_view kind = KindName(node);
      if (kind == "using_declaration") ReadUsing(node);
      if (kind == "namespace_alias_definition")
        aliases_.try_emplace(std::string(TextOf(tree.ChildByField(node, name_))),
                             Dotted(TextOf(tree.NamedChild(node, 1))));
    }
  }

 private:
  void ReadImport(NodeIndex node) override {
    const NodeIndex path = At(node, Part::kValue);
    std::string_view header = TextOf(path);
    const bool system = header.starts_with('<');
    if (header.size() < 3 || (!system && header.front() != '"')) return;
    header = header.substr(1, header.size() - 2);
    if (!system)
      return AddImport(node, "own:./" + std::string(header), {}, {}, ImportForm::kEffect);
    AddImport(node, EcosystemName(header), {}, {}, ImportForm::kEffect);
    headers_.insert(std::string(header));
    // <cstdio> is stdio.h in std.
    if (header.starts_with('c') && header.find_first_of("./") == std::string_view::npos)
      headers_.insert(std::string(header.substr(1)) + ".h");
    const std::size_t slash = header.find('/');
    const std::size_t end = slash == std::string_view::npos ? header.find('.') : slash;
    if (end != std::string_view::npos) roots_.insert(std::string(header.substr(0, end)));
  }

  // struct node *next is a mention; struct node { … } defines it.
  bool DefinesItself(NodeIndex node) const override { return At(node, Part::kBody) != kNoNode; }

  Role Refine(NodeIndex node, Role role) const override {
    const bool type = role == Role::kClass || role == Role::kEnum;
    return type && !DefinesItself(node) ? Role::kType : role;
  }

  // typedef struct { … } name_t
  NodeIndex NameOf(NodeIndex type) const override {
    const NodeIndex name = At(type, Part::kName);
    if (name != kNoNode || KindName(Parent(type)) != "type_definition") return name;
    return NameIn(At(Parent(type), Part::kName));
  }

  std::string SimpleType(NodeIndex type) override {
    const NodeIndex name = At(type, Part::kName);
    return TypeName(TextOf(name == kNoNode ? type : name));
  }

  bool IsConstructor(NodeIndex node) const override {
    if (R(node) != Role::kFunction || At(node, Part::kType) != kNoNode) return false;
    const std::string_view name = NameText(At(node, Part::kName));
    std::string_view owner = OwnerOf(node);
    if (owner.empty()) owner = TextOf(NameOf(Parent(Parent(node))));
    return !name.empty() && name == owner.substr(owner.rfind(':') + 1);
  }

  // virtual … override, … = 0, explicit
  void AddModifiers(NodeIndex node, Definition& definition) override {
    if (R(node) != Role::kFunction) return;
    for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
      if (TextOf(i) == "virtual") definition.modifiers.push_back("virtual");
      if (KindName(i) == "explicit_function_specifier") definition.modifiers.push_back("explicit");
      if (KindName(i) == "pure_virtual_clause") definition.modifiers.push_back("abstract");
    }
    for (const NodeIndex item : ItemsOf(FunctionIn(At(node, Part::kName)))) {
      if (KindName(item) == "virtual_specifier")
        definition.modifiers.push_back(KeepBounded(item, 40));
    }
  }

  // "a" "b" is one text.
  void ReadLiteral(NodeIndex node, TextValue& text) override {
    if (KindName(node) != "concatenated_string") return TypedExtractor::ReadLiteral(node, text);
    for (const NodeIndex item : ItemsOf(node)) {
      if (R(item) == Role::kString && KindName(item) != "concatenated_string") {
        TypedExtractor::ReadLiteral(item, text);
      } else {
        AddPart(item, text);
      }
    }
  }

  std::string OfNamespace(const std::string& path) {
    const std::string_view root = std::string_view(path).substr(0, path.find('.'));
    const auto alias = aliases_.find(std::string(root));
    if (alias != aliases_.end() && alias->second != path)
      return OfNamespace(alias->second + path.substr(root.size()));
    if (root != "std" && !roots_.contains(std::string(root))) return {};
    const std::size_t dot = path.rfind('.');
    if (dot == std::string::npos) return {};
    return EcosystemName(path.substr(0, dot)) + "#" + path.substr(dot + 1);
  }

  std::string QualifiedType(NodeIndex type) override {
    const std::string path = Dotted(TextOf(type));
    const std::string_view root = std::string_view(path).substr(0, path.find('.'));
    if (DefinesType(root) && root.size() < path.size()) return "local:#" + path;
    return OfNamespace(path);
  }

  std::string FreePath(NodeIndex node) override {
    return R(node) == Role::kScopedType ? QualifiedType(node) : std::string();
  }

  std::string FreeType(std::string_view name) override {
    const auto used = usings_.find(std::string(name));
    return used == usings_.end() ? std::string() : OfNamespace(used->second);
  }

  std::string FreeCallee(std::string_view name) override {
    const std::string used = FreeType(name);
    if (!used.empty()) return used;
    if (HasWord(kCasts, name)) return "global:#" + std::string(name);
    for (const Header& header : kHeaders) {
      if (headers_.contains(std::string(header.name)) && HasWord(header.functions, name))
        return EcosystemName(header.name) + "#" + std::string(name);
    }
    for (const std::string& header : headers_) {
      if (!NamesItsFunctions(header)) continue;
      std::string_view stem = header;
      stem = stem.substr(stem.rfind('/') + 1);
      stem = stem.substr(0, stem.find('.'));
      if (stem.size() >= 3 && name.size() > stem.size() + 1 && name[stem.size()] == '_' &&
          EqualsIgnoreCase(name.substr(0, stem.size()), stem))
        return EcosystemName(header) + "#" + std::string(name);
    }
    return {};
  }

  NodeIndex TransparentType(NodeIndex generic) override {
    static constexpr std::array kTransparent =
        std::to_array<std::string_view>({"unique_ptr", "shared_ptr", "optional", "weak_ptr"});
    // std::unique_ptr<T>: the name of the path is generic.
    for (int i = 0; i < kMaxChain && R(generic) == Role::kScopedType; ++i)
      generic = At(generic, Part::kName);
    if (R(generic) != Role::kGeneric) return kNoNode;
    const std::string_view name = TextOf(At(generic, Part::kType));
    if (std::find(kTransparent.begin(), kTransparent.end(), name) == kTransparent.end())
      return kNoNode;
    const NodeIndex inner = tree().NamedChild(At(generic, Part::kArguments), 0);
    return tree().NamedChild(inner, 0);
  }

  // std::make_unique<T>(…), static_cast<T*>(…)
  std::string KnownResult(std::string_view callee, NodeIndex call) override {
    const bool cast = callee.starts_with("global:#") && HasWord(kCasts, callee.substr(8));
    if (cast || callee == "c:std#make_unique" || callee == "c:std#make_shared") {
      const NodeIndex target = At(call, Part::kTarget);
      const NodeIndex name = cast ? target : At(target, Part::kName);
      const NodeIndex list = tree().ChildByField(name, arguments_);
      return ValueOfType(tree().NamedChild(tree().NamedChild(list, 0), 0));
    }
    return TypedExtractor::KnownResult(callee, call);
  }

  // The identifier in a declarator: *a, &b, c[3], Node::find(…).
  NodeIndex NameIn(NodeIndex declarator) const {
    for (int i = 0; i < kMaxChain && declarator != kNoNode; ++i) {
      const std::string_view kind = KindName(declarator);
      if (kind == "qualified_identifier") {
        declarator = At(declarator, Part::kName);
      } else if (kind == "template_function" || kind == "template_method") {
        declarator = tree().NamedChild(declarator, 0);
      } else if (kind.ends_with("_declarator")) {
        const NodeIndex inner = tree().ChildByField(declarator, declarator_);
        declarator = inner == kNoNode ? tree().NamedChild(declarator, 0) : inner;
      } else {
        return declarator;
      }
    }
    return declarator;
  }

  NodeIndex FunctionIn(NodeIndex declarator) const {
    for (int i = 0; i < kMaxChain && declarator != kNoNode; ++i) {
      const std::string_view kind = KindName(declarator);
      if (kind == "function_declarator") return declarator;
      if (!kind.ends_with("_declarator")) return kNoNode;
      const NodeIndex inner = tree().ChildByField(declarator, declarator_);
      declarator = inner == kNoNode ? tree().NamedChild(declarator, 0) : inner;
    }
    return kNoNode;
  }

  std::string_view NameText(NodeIndex name) const override {
    return TypedExtractor::NameText(NameIn(name));
  }

  NodeIndex ParametersOf(NodeIndex node) const override {
    if (R(node) == Role::kLambda)
      return tree().ChildByField(tree().ChildByField(node, declarator_), parameters_);
    return tree().ChildByField(FunctionIn(At(node, Part::kName)), parameters_);
  }

  std::string_view OwnerOf(NodeIndex node) const override {
    if (R(node) != Role::kFunction) return {};
    const NodeIndex function = FunctionIn(At(node, Part::kName));
    const NodeIndex name = tree().ChildByField(function, declarator_);
    if (KindName(name) != "qualified_identifier") return {};
    std::string_view owner = TextOf(At(name, Part::kObject));
    return owner.substr(0, owner.find('<'));
  }

  std::vector<Declared> DeclarationsOf(NodeIndex node) override {
    std::vector<Declared> declared;
    const NodeIndex type = At(node, Part::kType);
    for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
      if (tree()[i].field != declarator_ || !tree()[i].named()) continue;
      const NodeIndex name = NameIn(i);
      NodeIndex value = tree().ChildByField(i, value_);
      if (KindName(value) == "argument_list") value = kNoNode;
      if (value == kNoNode) value = At(node, Part::kValue);
      if (R(name) == Role::kIdentifier || KindName(name) == "field_identifier")
        declared.push_back({name, type, value, 0});
    }
    if (declared.empty() && R(node) != Role::kVariable && R(node) != Role::kField &&
        R(node) != Role::kParameter)
      return TypedExtractor::DeclarationsOf(node);
    return declared;
  }

  CatchParts CatchOf(NodeIndex node) override {
    CatchParts parts;
    const NodeIndex parameter = tree().NamedChild(tree().ChildByField(node, parameters_), 0);
    const NodeIndex type = At(parameter, Part::kType);
    if (type != kNoNode) parts.types.push_back(type);
    parts.name = NameIn(At(parameter, Part::kName));
    return parts;
  }

  bool EnterOwn(NodeIndex node) override {
    const Role role = R(node);
    // typedef struct { … } name_t is told as the struct.
    const NodeIndex aliased = role == Role::kTypeAlias ? At(node, Part::kType) : kNoNode;
    if ((R(aliased) == Role::kClass || R(aliased) == Role::kEnum) &&
        At(aliased, Part::kName) == kNoNode)
      return true;
    if (role == Role::kCall) ReadOwnCall(node);
    if (role == Role::kField && FunctionIn(At(node, Part::kName)) != kNoNode) {
      AddMethod(node);
      return true;
    }
    if (role == Role::kVariable) ReadMade(node);
    return false;
  }

  // snprintf(sql, …) puts a text into its buffer; pthread_create begins work.
  void ReadOwnCall(NodeIndex node) {
    const std::string callee = CalleeOf(node);
    if (callee == "c:pthread.h#pthread_create" || callee == "c:std#async" ||
        callee == "c:unistd.h#fork")
      AddConstruct(node, ConstructKind::kSpawn, callee);
    const bool sized = callee == "c:stdio.h#snprintf" || callee == "c:std#snprintf";
    if (!sized && callee != "c:stdio.h#sprintf" && callee != "c:std#sprintf") return;
    const std::vector<ArgumentNode> arguments = ArgumentsOf(ArgumentListOf(node));
    const std::size_t at = sized ? 2 : 1;
    if (arguments.size() <= at || R(arguments[0].node) != Role::kIdentifier) return;
    TextValue format;
    if (!ReadText(arguments[at].node, format)) return;
    TextValue text;
    ReadPrintf(format, arguments, at + 1, text);
    BindText(TextOf(arguments[0].node), std::move(text));
  }

  // using std::string; using namespace std says nothing of single names.
  void ReadUsing(NodeIndex node) {
    const NodeIndex name = tree().NamedChild(node, 0);
    if (KindName(name) != "qualified_identifier" ||
        TextOf(node).find("namespace") != std::string_view::npos)
      return;
    usings_.try_emplace(std::string(NameText(name)), Dotted(TextOf(name)));
  }

  // A member function that is declared alone.
  void AddMethod(NodeIndex node) {
    Definition method;
    method.region = RegionOf(tree()[node]);
    method.kind = DefinitionKind::kMethod;
    method.name = sink().Keep(NameText(At(node, Part::kName)));
    method.owner = sink().Keep(OwnerPath("."));
    method.type = sink().Keep(TellType(At(node, Part::kType)));
    for (const NodeIndex item : ItemsOf(ParametersOf(node))) {
      for (const Declared& declared : DeclarationsOf(item)) {
        Parameter parameter{sink().Keep(NameText(declared.name)),
                            sink().Keep(TellType(declared.type))};
        parameter.has_default = declared.value != kNoNode;
        method.parameters.push_back(parameter);
      }
    }
    for (const NodeIndex item : ItemsOf(FunctionIn(At(node, Part::kName)))) {
      if (KindName(item) == "virtual_specifier") method.modifiers.push_back(KeepBounded(item, 40));
    }
    method.lines = method.region.end_line - method.region.start_line + 1;
    method.scope = scope();
    for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
      if (TextOf(i) == "virtual" || TextOf(i) == "static")
        method.modifiers.push_back(sink().Keep(TextOf(i)));
      if (tree()[i].field == default_value_ && TextOf(i) == "0")
        method.modifiers.push_back("abstract");
    }
    sink().Add(std::move(method));
  }

  // std::thread worker(run); std::lock_guard<std::mutex> lock(m);
  void ReadMade(NodeIndex node) {
    if (EnclosingFunctionIndex() == kNoScope) return;
    const NodeIndex type = At(node, Part::kType);
    const std::string name = ResolveType(type);
    if (!name.starts_with("c:")) return;
    if (name == "c:std#lock_guard" || name == "c:std#unique_lock" || name == "c:std#scoped_lock" ||
        name == "c:std#shared_lock")
      AddConstruct(node, ConstructKind::kLock, ValueOf(name), "lock");
    if (name == "c:std#thread" || name == "c:std#jthread")
      AddConstruct(node, ConstructKind::kSpawn, name);
    for (const NodeIndex item : ItemsOf(node)) {
      const NodeIndex list = tree().ChildByField(item, value_);
      if (KindName(list) == "argument_list")
        AddCall(node, name, kNoNode, kNoNode, ArgumentsOf(list), UseForm::kInstantiation);
    }
  }

  std::set<std::string> headers_;
  std::unordered_set<std::string> roots_;  // namespaces that included headers name
  std::unordered_map<std::string, std::string> usings_;
  std::unordered_map<std::string, std::string> aliases_;
  const Grammar& g_ = CppSyntax().grammar();
  const std::uint16_t declarator_ = g_.Field("declarator");
  const std::uint16_t parameters_ = g_.Field("parameters");
  const std::uint16_t value_ = g_.Field("value");
  const std::uint16_t name_ = g_.Field("name");
  const std::uint16_t arguments_ = g_.Field("arguments");
  const std::uint16_t default_value_ = g_.Field("default_value");
};

void ReadCpp(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const Result<SyntaxTree> tree =
      SyntaxTree::Parse(CppSyntax().grammar(), source.text, source.limits);
  if (!tree) {
    AddParseDiagnostic(tree.error().message, sink);
    return;
  }
  CppExtractor(*tree, sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_cpp = {
    {{"cpp", {"C", "C++"}, {}, {}}},
    ReadCpp,
    2,
};

}  // namespace assay
