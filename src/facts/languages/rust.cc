// Rust: what its grammar's kinds are to the shared engine of the typed
// languages, and what is its own: use trees, crates that a path names without
// an import, impl blocks, attributes and derives before what they stand on,
// macros, whose arguments are tokens, and errors in Result.
//
// The parts of a path are separated by dots: cargo:tokio.sync#Mutex. What
// begins with crate, self or super, or with a module that the file declares,
// is the repository's own.
#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "facts/extract.h"
#include "facts/typed/extractor.h"

namespace assay {
namespace {

const SyntaxMap& RustSyntax() {
  static const SyntaxMap kMap(
      "rust",
      {
          {"abstract_type", Role::kWrappedType, "type:trait"},
          {"arguments", Role::kArguments},
          {"array_expression", Role::kList},
          {"array_type", Role::kCollectionType, "type:element"},
          {"assignment_expression", Role::kAssign, "left:left right:right"},
          {"async_block", Role::kLambda},
          {"attribute", Role::kAnnotation, "name:0 arguments:arguments"},
          {"await_expression", Role::kAwait},
          {"binary_expression", Role::kBinary, "left:left right:right operator:operator"},
          {"block", Role::kBlock},
          {"block_comment", Role::kComment},
          {"boolean_literal", Role::kBoolean},
          {"bounded_type", Role::kWrappedType, "type:0"},
          {"call_expression", Role::kCall, "target:function arguments:arguments"},
          {"closure_expression", Role::kLambda, "parameters:parameters body:body"},
          {"compound_assignment_expr", Role::kAssign, "left:left right:right operator:operator"},
          {"const_item", Role::kVariable, "name:name type:type value:value"},
          {"continue_expression", Role::kContinue},
          {"dynamic_type", Role::kWrappedType, "type:trait"},
          {"enum_item", Role::kEnum, "name:name body:body"},
          {"enum_variant", Role::kEnumMember, "name:name"},
          {"escape_sequence", Role::kEscape},
          {"expression_statement", Role::kStatement},
          {"extern_crate_declaration", Role::kImport, "name:name"},
          {"field_declaration", Role::kField, "name:name type:type"},
          {"field_expression", Role::kMember, "object:value name:field"},
          {"field_initializer", Role::kPair, "key:field value:value"},
          {"float_literal", Role::kNumber},
          {"for_expression", Role::kForEach, "left:pattern right:value body:body"},
          {"function_item", Role::kFunction,
           "name:name parameters:parameters type:return_type body:body"},
          {"function_modifiers", Role::kModifier},
          {"function_signature_item", Role::kFunction,
           "name:name parameters:parameters type:return_type"},
          {"generic_function", Role::kGeneric, "type:function"},
          {"generic_type", Role::kGeneric, "type:type arguments:type_arguments"},
          {"generic_type_with_turbofish", Role::kGeneric, "type:type"},
          {"identifier", Role::kIdentifier},
          {"if_expression", Role::kIf, "condition:condition body:consequence"},
          {"impl_item", Role::kExtension, "type:type body:body"},
          {"index_expression", Role::kIndex, "object:0 key:1"},
          {"integer_literal", Role::kNumber},
          {"let_declaration", Role::kVariable, "name:pattern type:type value:value"},
          {"line_comment", Role::kComment},
          {"loop_expression", Role::kWhile, "body:body"},
          {"macro_invocation", Role::kCall, "target:macro arguments:@token_tree"},
          {"match_arm", Role::kCase, "body:value"},
          {"match_expression", Role::kMatch, "condition:value"},
          {"mod_item", Role::kModule, "name:name body:body"},
          {"parameter", Role::kParameter, "name:pattern type:type"},
          {"parenthesized_expression", Role::kPass},
          {"pointer_type", Role::kWrappedType, "type:type"},
          {"primitive_type", Role::kPrimitive},
          {"raw_string_literal", Role::kString},
          {"reference_expression", Role::kPass, "value:value"},
          {"reference_type", Role::kWrappedType, "type:type"},
          {"return_expression", Role::kReturn},
          {"scoped_identifier", Role::kMember, "object:path name:name"},
          {"scoped_type_identifier", Role::kScopedType, "object:path name:name"},
          {"self", Role::kThis},
          {"shorthand_field_initializer", Role::kPair, "key:0 value:0"},
          {"static_item", Role::kVariable, "name:name type:type value:value"},
          {"string_content", Role::kFragment},
          {"string_literal", Role::kString},
          {"struct_expression", Role::kNew, "type:name body:body"},
          {"struct_item", Role::kClass, "name:name body:body"},
          {"token_tree", Role::kArguments},
          {"trait_item", Role::kInterface, "name:name body:body"},
          {"try_expression", Role::kPass},
          {"type_cast_expression", Role::kCast, "type:type value:value"},
          {"type_identifier", Role::kType},
          {"type_item", Role::kTypeAlias, "name:name type:type"},
          {"type_parameter", Role::kTypeParameter, "name:name"},
          {"unary_expression", Role::kUnary, "value:0"},
          {"union_item", Role::kClass, "name:name body:body"},
          {"use_declaration", Role::kImport},
          {"visibility_modifier", Role::kModifier},
          {"while_expression", Role::kWhile, "condition:condition body:body"},
          {"yield_expression", Role::kYield},
      });
  return kMap;
}

const LanguageTraits& RustTraits() {
  static const LanguageTraits kTraits = [] {
    LanguageTraits t;
    t.ecosystem = "cargo:";
    t.string_value = "global:#str()";
    t.documentation = "rustdoc";
    t.documentation_mark = "///";
    t.blocks_have_values = true;
    t.annotations_precede = true;
    t.upper_case_types = true;
    t.results = {
        {"global:#String.from", "global:#String()"},
        {"global:#format", "global:#String()"},
        {"global:#str().to_owned", "global:#String()"},
        {"global:#str().to_string", "global:#String()"},
        {"global:#str().into", "global:#String()"},
        {"cargo:sqlx#PgPool.connect", "cargo:sqlx#PgPool()"},
        {"cargo:sqlx.postgres#PgPoolOptions().connect", "cargo:sqlx#PgPool()"},
        {"cargo:sqlx.postgres#PgPool.connect", "cargo:sqlx#PgPool()"},
        {"cargo:sqlx#SqlitePool.connect", "cargo:sqlx#SqlitePool()"},
        {"cargo:sqlx#MySqlPool.connect", "cargo:sqlx#MySqlPool()"},
        {"cargo:redis#Client.open", "cargo:redis#Client()"},
        {"cargo:redis#Client().get_connection", "cargo:redis#Connection()"},
        {"cargo:redis#Client().get_async_connection", "cargo:redis#Connection()"},
        {"cargo:rusqlite#Connection.open", "cargo:rusqlite#Connection()"},
        {"cargo:rusqlite#Connection.open_in_memory", "cargo:rusqlite#Connection()"},
        {"cargo:reqwest#Client.builder", "cargo:reqwest#ClientBuilder()"},
        {"cargo:reqwest#ClientBuilder().build", "cargo:reqwest#Client()"},
        {"cargo:actix_web#web.scope", "cargo:actix_web#Scope()"},
        {"cargo:actix_web#web.resource", "cargo:actix_web#Resource()"},
        {"cargo:rocket#build", "cargo:rocket#Rocket()"},
        {"cargo:std.thread#spawn", "cargo:std.thread#JoinHandle()"},
    };
    t.chains = {"cargo:actix_web#App()",
                "cargo:actix_web#HttpServer()",
                "cargo:actix_web#Scope()",
                "cargo:axum#Router()",
                "cargo:rocket#Rocket()",
                "cargo:reqwest#ClientBuilder()",
                "cargo:sqlx.postgres#PgPoolOptions()"};
    t.formats = {{"global:#format", {FormatStyle::kBraces, 0}}};
    t.numbers = {"len",
                 "count",
                 "as_secs",
                 "as_millis",
                 "is_empty",
                 "timestamp",
                 "cargo:uuid#Uuid.new_v4",
                 "cargo:uuid#Uuid.parse_str",
                 "cargo:chrono#Utc.now"};
    t.number_types = {"u8",  "u16",  "u32",   "u64", "u128", "usize", "i8",   "i16", "i32",
                      "i64", "i128", "isize", "f32", "f64",  "bool",  "Uuid", "char"};
    t.locks = {"cargo:std.sync#Mutex().lock",         "cargo:std.sync#Mutex().try_lock",
               "cargo:std.sync#RwLock().read",        "cargo:std.sync#RwLock().write",
               "cargo:tokio.sync#Mutex().lock",       "cargo:tokio.sync#RwLock().read",
               "cargo:tokio.sync#RwLock().write",     "cargo:parking_lot#Mutex().lock",
               "cargo:parking_lot#RwLock().read",     "cargo:parking_lot#RwLock().write",
               "cargo:tokio.sync#Semaphore().acquire"};
    t.channels = {{"cargo:std.sync.mpsc#Sender().send", "put"},
                  {"cargo:std.sync.mpsc#Receiver().recv", "get"},
                  {"cargo:tokio.sync.mpsc#Sender().send", "put"},
                  {"cargo:tokio.sync.mpsc#UnboundedSender().send", "put"},
                  {"cargo:tokio.sync.mpsc#Receiver().recv", "get"},
                  {"cargo:tokio.sync.mpsc#UnboundedReceiver().recv", "get"},
                  {"cargo:tokio.sync.broadcast#Sender().send", "put"},
                  {"cargo:tokio.sync.broadcast#Receiver().recv", "get"},
                  {"cargo:tokio.sync.oneshot#Sender().send", "put"},
                  {"cargo:crossbeam_channel#Sender().send", "put"},
                  {"cargo:crossbeam_channel#Receiver().recv", "get"}};
    t.builders = {"global:#String()"};
    t.log_members = {"error", "warn", "info", "debug", "trace", "println", "eprintln", "dbg"};
    return t;
  }();
  return kTraits;
}

constexpr std::array kPreludeTypes = std::to_array<std::string_view>({"Box",
                                                                      "Clone",
                                                                      "Copy",
                                                                      "Debug",
                                                                      "Default",
                                                                      "Drop",
                                                                      "Eq",
                                                                      "Err",
                                                                      "Fn",
                                                                      "FnMut",
                                                                      "FnOnce",
                                                                      "From",
                                                                      "Hash",
                                                                      "Into",
                                                                      "Iterator",
                                                                      "IntoIterator",
                                                                      "None",
                                                                      "Ok",
                                                                      "Option",
                                                                      "Ord",
                                                                      "PartialEq",
                                                                      "PartialOrd",
                                                                      "Result",
                                                                      "Send",
                                                                      "Sized",
                                                                      "Some",
                                                                      "String",
                                                                      "Sync",
                                                                      "ToOwned",
                                                                      "ToString",
                                                                      "TryFrom",
                                                                      "TryInto",
                                                                      "Vec",
                                                                      "AsRef",
                                                                      "AsMut",
                                                                      "Unpin",
                                                                      "Extend",
                                                                      "DoubleEndedIterator",
                                                                      "ExactSizeIterator",
                                                                      "Display"});

constexpr std::array kPreludeCallees = std::to_array<std::string_view>(
    {"assert",        "assert_eq",   "assert_ne",   "cfg",           "column",
     "compile_error", "concat",      "dbg",         "debug_assert",  "debug_assert_eq",
     "drop",          "env",         "eprint",      "eprintln",      "file",
     "format",        "format_args", "include",     "include_bytes", "include_str",
     "line",          "matches",     "module_path", "option_env",    "panic",
     "print",         "println",     "stringify",   "thread_local",  "todo",
     "unimplemented", "unreachable", "vec",         "write",         "writeln"});

// Methods that give the value that they are called on, or that it holds.
constexpr std::array kKeeping = std::to_array<std::string_view>(
    {"unwrap", "expect", "clone", "as_ref", "as_mut", "unwrap_or_default", "borrow", "borrow_mut",
     "to_owned", "into_inner", "get_ref", "context", "with_context", "map_err", "ok_or",
     "ok_or_else", "ok"});

bool StartsUpper(std::string_view name) {
  return !name.empty() && name[0] >= 'A' && name[0] <= 'Z';
}

// `std::sync::Arc` as std.sync.Arc; blanks and type arguments left away.
std::string Dotted(std::string_view path) {
  std::string dotted;
  int depth = 0;
  for (std::size_t i = 0; i < path.size() && i < kMaxResolvedName; ++i) {
    const char c = path[i];
    if (c == '<') ++depth;
    if (c == '>') --depth;
    if (depth > 0 || c == '>' || c == ' ' || c == '\n' || c == '\t' || c == '\r') continue;
    if (c != ':') {
      dotted += c;
    } else if (!dotted.empty() && dotted.back() != '.') {
      dotted += '.';
    }
  }
  while (dotted.ends_with('.')) dotted.pop_back();
  return dotted;
}

std::string_view First(std::string_view dotted) { return dotted.substr(0, dotted.find('.')); }

class RustExtractor final : public TypedExtractor {
 public:
  RustExtractor(const SyntaxTree& tree, FactSink& sink)
      : TypedExtractor(tree, sink, RustSyntax(), RustTraits()) {
    for (NodeIndex node = 0; node < tree.size(); ++node) {
      if (R(node) != Role::kModule) continue;
      const std::string_view name = TextOf(At(node, Part::kName));
      modules_.insert(std::string(name));
      if (At(node, Part::kBody) == kNoNode)
        AddImport(node, "own:" + std::string(name), {}, {}, ImportForm::kModule);
    }
  }

 private:
  bool IsOwnRoot(std::string_view root) const {
    return root == "crate" || root == "self" || root == "super" ||
           modules_.contains(std::string(root));
  }

  // "cargo:tokio.sync" or "own:crate.db".
  std::string Module(const std::string& path) const {
    return IsOwnRoot(First(path)) ? "own:" + path : EcosystemName(path);
  }

  // ---- imports

  void ReadImport(NodeIndex node) override {
    // pub use a::b: what others import from here.
    const bool exports = FirstOf(node, Role::kModifier) != kNoNode;
    if (KindName(node) == "extern_crate_declaration")
      return BindCrate(node, std::string(TextOf(At(node, Part::kName))),
                       TextOf(tree().ChildByField(node, alias_)), exports);
    struct Branch {
      NodeIndex node;
      std::string prefix;
    };
    std::vector<Branch> branches = {{tree().ChildByField(node, argument_), {}}};
    std::size_t read = 0;
    while (!branches.empty() && read < 4'096) {
      const Branch branch = branches.back();
      branches.pop_back();
      ++read;
      const std::string_view kind = KindName(branch.node);
      const auto joined = [&branch](const std::string& path) {
        return branch.prefix.empty() || path.empty() ? branch.prefix + path
                                                     : branch.prefix + "." + path;
      };
      if (branch.prefix.size() > kMaxResolvedName) continue;
      if (kind == "scoped_use_list" || kind == "use_list") {
        const bool scoped = kind == "scoped_use_list";
        const NodeIndex list = scoped ? tree().ChildByField(branch.node, list_) : branch.node;
        const std::string path =
            joined(scoped ? Dotted(TextOf(tree().ChildByField(branch.node, path_))) : "");
        const std::vector<NodeIndex> items = ItemsOf(list);
        for (auto item = items.rbegin(); item != items.rend(); ++item)
          branches.push_back({*item, path});
      } else if (kind == "use_wildcard") {
        const std::string path = joined(Dotted(TextOf(tree().NamedChild(branch.node, 0))));
        AddImport(branch.node, Module(path), "*", {},
                  exports ? ImportForm::kExport : ImportForm::kWildcard);
        // One in a module of tests says nothing of the file.
        if (!OpensKnown(path) && Parent(node) == 0) ++wildcards_;
        if (path == "tracing" || path == "log") log_crate_ = path;
      } else if (kind == "use_as_clause") {
        const std::string path = joined(Dotted(TextOf(tree().ChildByField(branch.node, path_))));
        BindPath(branch.node, path, TextOf(tree().ChildByField(branch.node, alias_)), exports);
      } else if (kind == "self") {
        BindPath(branch.node, branch.prefix, {}, exports);
      } else if (branch.node != kNoNode) {
        BindPath(branch.node, joined(Dotted(TextOf(branch.node))), {}, exports);
      }
    }
  }

  // use panic_halt as _: linked for what it does; it has no name here.
  void BindCrate(NodeIndex node, const std::string& name, std::string_view alias, bool exports) {
    if (alias == "_") return AddImport(node, Module(name), {}, {}, ImportForm::kEffect);
    AddImport(node, Module(name), {}, alias, exports ? ImportForm::kExport : ImportForm::kModule);
    BindImport(alias.empty() ? name : alias, Module(name) + "#");
  }

  void BindPath(NodeIndex node, const std::string& path, std::string_view alias, bool exports) {
    const std::size_t dot = path.rfind('.');
    if (path.empty()) return;
    if (dot == std::string::npos) return BindCrate(node, path, alias, exports);
    const std::string module = path.substr(0, dot);
    const std::string symbol = path.substr(dot + 1);
    AddImport(node, Module(module), symbol, alias,
              exports ? ImportForm::kExport : ImportForm::kMember);
    if (alias != "_") BindImport(alias.empty() ? symbol : alias, Module(module) + "#" + symbol);
  }

  // Whether the crate is known to bring no module that goes by a crate's name.
  static bool OpensKnown(const std::string& path) {
    static constexpr std::array kKnown = std::to_array<std::string_view>(
        {"actix_web", "anyhow",    "axum", "bevy", "chrono", "clap",   "diesel",
         "futures",   "itertools", "log",  "nom",  "rand",   "rayon",  "rocket",
         "sea_orm",   "serde",     "sqlx", "std",  "tokio",  "tracing"});
    return std::find(kKnown.begin(), kKnown.end(), First(path)) != kKnown.end();
  }

  // ---- names

  std::string FreeType(std::string_view name) override {
    if (name == "Self") {
      const Definition* const around = EnclosingClass();
      const bool in_type = around != nullptr && around->kind != DefinitionKind::kModule;
      const std::string_view self = in_type ? around->name : owner_;
      return self.empty() ? std::string() : "local:#" + std::string(self);
    }
    const bool known =
        std::find(kPreludeTypes.begin(), kPreludeTypes.end(), name) != kPreludeTypes.end();
    return known ? "global:#" + std::string(name) : std::string();
  }

  std::string FreeName(std::string_view name) override {
    if (modules_.contains(std::string(name))) return "own:" + std::string(name) + "#";
    return {};
  }

  std::string FreeCallee(std::string_view name) override {
    const bool known =
        std::find(kPreludeCallees.begin(), kPreludeCallees.end(), name) != kPreludeCallees.end();
    if (known) return "global:#" + std::string(name);
    static constexpr std::array kLogs = std::to_array<std::string_view>(
        {"debug", "error", "event", "info", "instrument", "span", "trace", "warn"});
    const bool logs = std::find(kLogs.begin(), kLogs.end(), name) != kLogs.end();
    if (logs && !log_crate_.empty()) return EcosystemName(log_crate_) + "#" + std::string(name);
    return StartsUpper(name) ? FreeType(name) : std::string();
  }

  // serde_json::to_string, crate::db::find: paths whose root no import binds.
  std::string FreePath(NodeIndex node) override {
    const std::string_view kind = KindName(node);
    if (kind != "scoped_identifier" && kind != "scoped_type_identifier") return {};
    if (KindName(Parent(node)) == kind) return {};  // a part of the path
    const std::string path = Dotted(TextOf(node));
    const std::string_view root = First(path);
    const std::size_t dot = path.rfind('.');
    if (dot == std::string::npos || path.find_first_of("([{&'\"") != std::string::npos) return {};
    if (root == "Self") return Member(FreeType("Self"), std::string_view(path).substr(5));
    if (StartsUpper(root)) return {};
    static constexpr std::array kPrimitives = std::to_array<std::string_view>(
        {"bool", "char", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "str", "u128",
         "u16", "u32", "u64", "u8", "usize"});
    if (std::find(kPrimitives.begin(), kPrimitives.end(), root) != kPrimitives.end())
      return "global:#" + path;
    const bool is_std = root == "std" || root == "core" || root == "alloc";
    // Beside an open wildcard the root may be anything.
    if (!is_std && !IsOwnRoot(root) && (wildcards_ > 0 || names().Find(root) != nullptr)) return {};
    // chrono::Utc::now: the symbol begins with the first type.
    std::size_t split = dot;
    for (std::size_t at = path.find('.'); at < dot; at = path.find('.', at + 1)) {
      if (!StartsUpper(std::string_view(path).substr(at + 1))) continue;
      split = at;
      break;
    }
    return Module(path.substr(0, split)) + "#" + path.substr(split + 1);
  }

  std::string QualifiedType(NodeIndex type) override {
    const std::string path = Dotted(TextOf(type));
    const std::string_view root = First(path);
    const auto imported = imports().find(std::string(root));
    if (imported != imports().end() && path.size() > root.size())
      return Member(imported->second, std::string_view(path).substr(root.size() + 1));
    if (DefinesType(root)) return "local:#" + path;
    return FreePath(type);
  }

  bool IsMacro(NodeIndex call) const override { return KindName(call) == "macro_invocation"; }

  std::string KnownResult(std::string_view callee, NodeIndex call) override {
    // Some(x) and Ok(x) stand for x, as their types do.
    if (callee == "global:#Some" || callee == "global:#Ok")
      return Resolve(tree().NamedChild(ArgumentListOf(call), 0));
    std::string known = TypedExtractor::KnownResult(callee, call);
    if (!known.empty()) return known;
    const std::size_t dot = callee.rfind('.');
    if (dot == std::string_view::npos) return {};
    const std::string_view member = callee.substr(dot + 1);
    const std::string_view owner = callee.substr(0, dot);
    // A `new` gives its own type; clippy holds everybody to it.
    const std::string_view type = owner.substr(owner.find_last_of(".#") + 1);
    if ((member == "new" || member == "default" || member == "with_capacity") &&
        StartsUpper(type) && !owner.ends_with("()"))
      return ValueOf(owner);
    const bool keeps = std::find(kKeeping.begin(), kKeeping.end(), member) != kKeeping.end();
    return keeps && owner.ends_with("()") ? std::string(owner) : std::string();
  }

  // `-> Self` is the type around it, which the look ahead has not opened.
  std::vector<std::string> ResultsOf(NodeIndex function) override {
    const NodeIndex around = Parent(Parent(function));
    if (R(around) == Role::kExtension) owner_ = OwnerOf(around);
    if (R(around) == Role::kInterface) owner_ = NameText(NameOf(around));
    return TypedExtractor::ResultsOf(function);
  }

  std::vector<std::string> KnownResults(std::string_view callee) override {
    const std::size_t hash = callee.find('#');
    if (hash == std::string_view::npos || callee.find("channel") == std::string_view::npos)
      return {};
    std::string module(callee.substr(0, hash));
    const std::string_view rest = callee.substr(hash + 1);
    const std::size_t dot = rest.rfind('.');
    if (dot != std::string_view::npos) module += "." + std::string(rest.substr(0, dot));
    if (module == "cargo:tokio" || module == "cargo:std") return {};
    const bool unbounded = rest.ends_with("unbounded_channel");
    const std::string word = unbounded ? "Unbounded" : "";
    return {module + "#" + word + "Sender()", module + "#" + word + "Receiver()"};
  }

  NodeIndex TransparentType(NodeIndex generic) override {
    static constexpr std::array kTransparent = std::to_array<std::string_view>(
        {"Arc", "Box", "Rc", "Option", "Result", "Data", "State", "Extension", "Vec", "Cow"});
    std::string_view name = TextOf(At(generic, Part::kType));
    name = name.substr(name.rfind(':') + 1);
    if (std::find(kTransparent.begin(), kTransparent.end(), name) == kTransparent.end())
      return kNoNode;
    return tree().NamedChild(At(generic, Part::kArguments), 0);
  }

  bool IsCollectionType(NodeIndex generic) override {
    return TextOf(At(generic, Part::kType)) == "Vec";
  }

  std::string_view OwnerOf(NodeIndex node) const override {
    if (R(node) != Role::kExtension) return {};
    NodeIndex type = At(node, Part::kType);
    if (R(type) == Role::kGeneric) type = At(type, Part::kType);
    return R(type) == Role::kType ? TextOf(type) : std::string_view();
  }

  // let (a, b) = f(); let Foo { x, .. } = y: names of a pattern.
  std::vector<Declared> DeclarationsOf(NodeIndex node) override {
    const NodeIndex pattern = At(node, Part::kName);
    const bool patterned = R(node) == Role::kVariable || R(node) == Role::kParameter;
    if (!patterned || R(pattern) == Role::kIdentifier || pattern == kNoNode) {
      std::vector<Declared> plain = TypedExtractor::DeclarationsOf(node);
      // What is None at first is not told by it.
      for (Declared& one : plain) {
        if (TextOf(one.value) == "None") one.value = kNoNode;
      }
      return plain;
    }
    std::vector<Declared> declared;
    if (KindName(pattern) == "tuple_pattern") {
      std::size_t index = 0;
      for (NodeIndex item : ItemsOf(pattern)) {
        if (KindName(item) == "mut_pattern") item = tree().NamedChild(item, 1);
        declared.push_back({item, kNoNode, At(node, Part::kValue), index++});
      }
      return declared;
    }
    // Data(pool): web::Data<PgPool>, the extractor's own pattern.
    const std::vector<NodeIndex> names = NamesOf(pattern);
    const bool one = KindName(pattern) == "tuple_struct_pattern" && names.size() == 1;
    for (const NodeIndex name : names)
      declared.push_back({name, one ? At(node, Part::kType) : kNoNode, kNoNode, 0});
    return declared;
  }

  // The identifiers that a pattern binds.
  std::vector<NodeIndex> NamesOf(NodeIndex pattern) const {
    std::vector<NodeIndex> names;
    const NodeIndex end = tree().End(pattern);
    for (NodeIndex i = pattern; i < end && names.size() < 32; ++i) {
      if (KindName(i) == "shorthand_field_identifier") names.push_back(i);
      if (R(i) != Role::kIdentifier || StartsUpper(TextOf(i))) continue;
      if (R(Parent(i)) != Role::kMember && R(Parent(i)) != Role::kScopedType) names.push_back(i);
    }
    return names;
  }

  bool IsLocalFunction(NodeIndex node) const override {
    return KindName(node) == "function_item" && R(Parent(node)) == Role::kBlock;
  }

  // Query(search): Query<Search>, path: web::Path<String>
  bool IsRequestParameter(NodeIndex parameter) override {
    const NodeIndex type = At(parameter, Part::kType);
    if (R(type) != Role::kGeneric) return false;
    std::string_view name = TextOf(At(type, Part::kType));
    name = name.substr(name.rfind(':') + 1);
    return (name == "Query" || name == "Path" || name == "Json" || name == "Form") &&
           !IsNumberType(tree().NamedChild(At(type, Part::kArguments), 0));
  }

  // What the language and usual crates say by an attribute; the crates' only in a file that
  // names them.
  std::string AnnotationName(NodeIndex annotation) override {
    static constexpr std::array kBuiltin = std::to_array<std::string_view>({"allow",
                                                                            "cfg",
                                                                            "cfg_attr",
                                                                            "default",
                                                                            "deny",
                                                                            "deprecated",
                                                                            "doc",
                                                                            "expect",
                                                                            "feature",
                                                                            "global_allocator",
                                                                            "ignore",
                                                                            "inline",
                                                                            "macro_export",
                                                                            "macro_use",
                                                                            "must_use",
                                                                            "no_mangle",
                                                                            "non_exhaustive",
                                                                            "path",
                                                                            "repr",
                                                                            "should_panic",
                                                                            "test",
                                                                            "warn"});
    static constexpr std::array kHelpers =
        std::to_array<std::array<std::string_view, 2>>({{"serde", "serde"},
                                                        {"error", "thiserror"},
                                                        {"from", "thiserror"},
                                                        {"source", "thiserror"},
                                                        {"validate", "validator"},
                                                        {"diesel", "diesel"},
                                                        {"sqlx", "sqlx"},
                                                        {"arg", "clap"},
                                                        {"command", "clap"},
                                                        {"sea_orm", "sea_orm"},
                                                        {"get", "rocket"},
                                                        {"post", "rocket"},
                                                        {"put", "rocket"},
                                                        {"patch", "rocket"},
                                                        {"delete", "rocket"},
                                                        {"catch", "rocket"},
                                                        {"launch", "rocket"}});
    const NodeIndex named = At(annotation, Part::kName);
    const std::string_view name = TextOf(named);
    if (R(named) != Role::kIdentifier || imports().contains(std::string(name)))
      return TypedExtractor::AnnotationName(annotation);
    if (std::find(kBuiltin.begin(), kBuiltin.end(), name) != kBuiltin.end())
      return "global:#" + std::string(name);
    for (const auto& [helper, crate] : kHelpers) {
      if (helper == name && tree().text().find(crate) != std::string_view::npos)
        return EcosystemName(crate) + "#" + std::string(name);
    }
    const std::string logs = FreeCallee(name);
    return logs.starts_with(traits().ecosystem) ? logs : TypedExtractor::AnnotationName(annotation);
  }

  // ---- macros

  // A keyword: `default` in #[serde(default)].
  static bool IsWord(std::string_view token) {
    return !token.empty() && token[0] >= 'a' && token[0] <= 'z';
  }

  // The tokens of one argument are no node together: its text from the first of them on.
  std::string_view TokensFrom(NodeIndex node) const {
    if (KindName(Parent(node)) != "token_tree") return TextOf(node);
    std::uint32_t end = tree()[node].end_byte;
    for (NodeIndex i = tree().NextSibling(node); i != kNoNode; i = tree().NextSibling(i)) {
      const std::string_view text = TextOf(i);
      if (text == "," || tree().NextSibling(i) == kNoNode) break;
      end = tree()[i].end_byte;
    }
    return tree().text().substr(tree()[node].start_byte, end - tree()[node].start_byte);
  }

  static std::string Folded(std::string_view tokens) {
    std::string folded;
    for (const char c : tokens.substr(0, 160)) {
      const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
      if (!blank) folded += c;
      if (blank && !folded.empty() && folded.back() != ' ') folded += ' ';
    }
    return std::string(Truncate(folded, 80));
  }

  std::string PartText(NodeIndex node) const override {
    const std::string_view tokens = TokensFrom(node);
    return tokens.size() == TextOf(node).size() ? TypedExtractor::PartText(node) : Folded(tokens);
  }

  Value ReadValue(NodeIndex node) override {
    const std::string_view tokens = TokensFrom(node);
    if (tokens.size() == TextOf(node).size()) return TypedExtractor::ReadValue(node);
    return {ValueKind::kOther, Folded(tokens)};
  }

  std::vector<ArgumentNode> ArgumentsOf(NodeIndex list) override {
    if (KindName(list) != "token_tree") return TypedExtractor::ArgumentsOf(list);
    std::vector<ArgumentNode> arguments;
    bool first = true;
    std::string keyword;  // name = value
    for (NodeIndex i = tree().FirstChild(list); i != kNoNode && arguments.size() < 64;
         i = tree().NextSibling(i)) {
      if (TextOf(i) == ",") {
        first = true;
        keyword.clear();
      } else if (first && R(i) == Role::kIdentifier && TextOf(tree().NextSibling(i)) == "=") {
        keyword = TextOf(i);
        i = tree().NextSibling(i);
      } else if (first && (tree()[i].named() || IsWord(TextOf(i))) && R(i) != Role::kComment) {
        arguments.push_back({i, keyword});
        first = false;
      }
    }
    return arguments;
  }

  // ---- nodes

  bool EnterOwn(NodeIndex node) override {
    switch (R(node)) {
      case Role::kExtension:
        owner_ = OwnerOf(node);
        ReadTrait(node);
        return false;
      case Role::kAnnotation:
        return ReadDerive(node);
      case Role::kCase:
        OpenScope(node, Bindings::ScopeKind::kBlock);
        ReadArm(node);
        return false;
      case Role::kIf:
      case Role::kWhile:
        NoteCondition(node);
        return false;
      case Role::kCall:
        NoteCall(node);
        return false;
      case Role::kMember:
        // Inside a path there is nothing to tell.
        return R(Parent(node)) == Role::kMember && KindName(node) == "scoped_identifier";
      default:
        break;
    }
    const std::string_view kind = KindName(node);
    if (kind == "attribute_item") PassComment(node);
    if (kind == "for_expression") NoteReceived(node);
    if (kind == "let_condition") {
      const NodeIndex pattern = tree().ChildByField(node, pattern_);
      BindPattern(pattern, tree().ChildByField(node, value_));
    }
    return false;
  }

  // for job in receiver
  void NoteReceived(NodeIndex node) {
    const NodeIndex over = Inner(At(node, Part::kRight));
    const std::string value = Resolve(over);
    if (value.ends_with("()") && traits().channels.contains(Member(value, "recv")))
      AddConstruct(over, ConstructKind::kChannel, value, "get");
  }

  // Some(x), Ok(x): x is what the value holds.
  void BindPattern(NodeIndex pattern, NodeIndex value) {
    const std::vector<NodeIndex> names_of = NamesOf(pattern);
    std::string held;
    if (names_of.size() == 1 && KindName(pattern) == "tuple_struct_pattern") {
      const std::string_view of = TextOf(tree().NamedChild(pattern, 0));
      if (of == "Some" || of == "Ok") held = Evaluate(value);
    }
    for (const NodeIndex name : names_of)
      names().Bind(TextOf(name), {sink().KeepName(held), {}, {}}, true);
  }

  // impl Display for Order
  void ReadTrait(NodeIndex node) {
    const NodeIndex trait = tree().ChildByField(node, trait_);
    if (trait == kNoNode || owner_.empty()) return;
    std::string name = ResolveType(trait);
    if (name.empty()) name = Unresolved(trait);
    Use use;
    use.region = RegionOf(tree()[trait]);
    use.name = sink().Keep(name);
    use.form = UseForm::kBase;
    use.target_definition = sink().Keep(owner_);
    AddUse(std::move(use), {});
    std::vector<Definition>& definitions = sink().facts().definitions;
    for (; looked_at_ < definitions.size(); ++looked_at_) {
      const Definition& definition = definitions[looked_at_];
      if (IsClassLike(definition.kind) && definition.kind != DefinitionKind::kModule)
        types_told_.try_emplace(definition.name, looked_at_);
    }
    const auto type = types_told_.find(owner_);
    if (type != types_told_.end() && definitions[type->second].bases.size() < 16)
      definitions[type->second].bases.push_back(sink().Keep(name));
  }

  // #[derive(Serialize, Debug)]: one decorator each.
  bool ReadDerive(NodeIndex node) {
    if (TextOf(At(node, Part::kName)) != "derive") return false;
    const NodeIndex item = Parent(node);
    std::string_view target;
    for (NodeIndex next = tree().NextSibling(item); next != kNoNode;
         next = tree().NextSibling(next)) {
      if (R(next) == Role::kComment || KindName(next) == "attribute_item") continue;
      target = TextOf(At(next, Part::kName));
      break;
    }
    std::string path;
    for (NodeIndex i = tree().FirstChild(At(node, Part::kArguments)); i != kNoNode;
         i = tree().NextSibling(i)) {
      const std::string_view text = TextOf(i);
      const bool named = tree()[i].named();
      if (named) path += text;
      if (text == "::") path += '.';
      if (named || text == "::" || path.empty()) continue;
      AddDecorator(node, DerivedName(path), target, {});
      path.clear();
    }
    return true;
  }

  std::string DerivedName(const std::string& path) {
    const std::size_t dot = path.rfind('.');
    if (dot == std::string::npos) return TypeName(path);
    const auto imported = imports().find(std::string(First(path)));
    if (imported != imports().end())
      return Member(imported->second, std::string_view(path).substr(First(path).size() + 1));
    return Module(path.substr(0, dot)) + "#" + path.substr(dot + 1);
  }

  // ---- errors

  // Err(e) => …: a handler.
  void ReadArm(NodeIndex node) {
    const NodeIndex around = tree().ChildByField(node, pattern_);
    const NodeIndex pattern = tree().NamedChild(around, 0);
    const NodeIndex match = Parent(Parent(node));
    BindPattern(pattern, At(match, Part::kCondition));
    if (TextOf(tree().NamedChild(pattern, 0)) != "Err") return;
    AddHandler(node, pattern, At(node, Part::kBody));
  }

  // if let Err(e) = f() { … }
  void NoteCondition(NodeIndex node) {
    const NodeIndex condition = At(node, Part::kCondition);
    if (KindName(condition) != "let_condition") return;
    const NodeIndex pattern = tree().ChildByField(condition, pattern_);
    if (TextOf(tree().NamedChild(pattern, 0)) == "Err")
      AddHandler(node, pattern, At(node, Part::kBody));
  }

  void AddHandler(NodeIndex node, NodeIndex pattern, NodeIndex body) {
    const NodeIndex inner = tree().NamedChild(pattern, 1);
    std::string type;
    if (KindName(inner) == "tuple_struct_pattern" || R(inner) == Role::kMember) {
      const NodeIndex named = R(inner) == Role::kMember ? inner : tree().NamedChild(inner, 0);
      type = Resolve(named);
      if (type.empty()) type = Bounded(named);
    }
    const std::string_view name =
        R(inner) == Role::kIdentifier ? TextOf(inner) : std::string_view();
    AddConstruct(node, ConstructKind::kHandler, type, HandlerDetail(body, name));
    if (!name.empty()) NoteCaught(node, name);
  }

  std::string_view HandlerDetail(NodeIndex body, std::string_view caught) override {
    const std::vector<NodeIndex> items =
        R(body) == Role::kBlock ? ItemsOf(body) : std::vector<NodeIndex>{body};
    std::size_t logs = 0;
    for (NodeIndex item : items) {
      if (IsLogCall(item)) ++logs;
      if (R(item) == Role::kStatement) item = tree().NamedChild(item, 0);
      if (R(item) == Role::kReturn) item = tree().NamedChild(item, 0);
      // Err(e).context("…")
      const NodeIndex told = WithContext(item);
      if (told != kNoNode) {
        const NodeIndex error = tree().NamedChild(At(told, Part::kArguments), 0);
        return TextOf(error) == caught ? "wrap" : "handle";
      }
      if (TextOf(At(item, Part::kTarget)) != "Err") continue;
      const NodeIndex thrown = tree().NamedChild(At(item, Part::kArguments), 0);
      if (TextOf(thrown) == caught) return "rethrow";
      return Passes(thrown, caught) ? "wrap" : "handle";
    }
    if (items.empty() || TextOf(body) == "()") return "empty";
    const bool one = items.size() == 1;
    if (one &&
        (R(items[0]) == Role::kContinue || R(tree().NamedChild(items[0], 0)) == Role::kContinue))
      return "pass";
    return logs == items.size() ? "log" : "handle";
  }

  // The Err(e) that a context is given to; kNoNode if it is not that.
  NodeIndex WithContext(NodeIndex call) const {
    if (R(call) != Role::kCall) return kNoNode;
    const CallParts parts = PartsOf(call);
    const std::string_view member = TextOf(parts.name);
    const bool context = member == "context" || member == "with_context";
    return context && TextOf(At(parts.object, Part::kTarget)) == "Err" ? parts.object : kNoNode;
  }

  void NoteCall(NodeIndex node) {
    const NodeIndex target = At(node, Part::kTarget);
    const std::string_view name = TextOf(target);
    if (name == "Err" && KindName(node) == "call_expression") {
      NodeIndex up = Parent(node);
      const bool told = WithContext(Parent(up)) == node;
      if (told) up = Parent(Parent(up));
      const bool thrown = R(up) == Role::kReturn || R(up) == Role::kBlock || R(up) == Role::kCase ||
                          R(up) == Role::kStatement;
      const NodeIndex error = Inner(tree().NamedChild(At(node, Part::kArguments), 0));
      if (!thrown) return;
      std::string type = R(error) == Role::kCall ? CalleeOf(error) : Resolve(error);
      if (type.ends_with("()")) type.resize(type.size() - 2);
      if (type.empty()) type = Bounded(error);
      AddConstruct(node, ConstructKind::kThrow, type, told || NamesCause(error) ? "cause" : "");
    }
    if (KindName(node) == "macro_invocation" && (name == "panic" || name == "bail")) {
      const std::string callee = CalleeOf(node);
      AddConstruct(node, ConstructKind::kThrow, callee.empty() ? Bounded(target) : callee);
    }
    // counts.swap(i, j), but not what an atomic is swapped for.
    if (KindName(target) == "field_expression" && TextOf(At(target, Part::kName)) == "swap" &&
        ItemsOf(At(node, Part::kArguments)).size() == 2 &&
        TextOf(At(node, Part::kArguments)).find("Ordering") == std::string_view::npos)
      AddConstruct(node, ConstructKind::kSwap);
    if (KindName(node) == "macro_invocation" && name.ends_with("stream")) NoteStream(node);
    if (name.ends_with("spawn") || name.ends_with("spawn_blocking")) {
      const std::string callee = CalleeOf(node);
      if (callee.starts_with("cargo:std") || callee.starts_with("cargo:tokio") ||
          callee.starts_with("cargo:async_std") || callee.starts_with("cargo:rayon") ||
          callee.starts_with("cargo:actix_rt"))
        AddConstruct(node, ConstructKind::kSpawn, callee);
    }
  }

  // stream! { yield 1; }: the words of a macro are tokens.
  void NoteStream(NodeIndex node) {
    const std::string callee = CalleeOf(node);
    if (callee != "cargo:async_stream#stream" && callee != "cargo:async_stream#try_stream") return;
    for (NodeIndex i = node; i < tree().End(node); ++i) {
      if (tree().FirstChild(i) == kNoNode && TextOf(i) == "yield")
        AddConstruct(i, ConstructKind::kYield, {}, "yield");
    }
  }

  std::unordered_set<std::string> modules_;  // that the file declares
  std::size_t wildcards_ = 0;                // that may bring any name
  std::string log_crate_;                    // whose macros are open
  std::string_view owner_;
  std::unordered_map<std::string_view, std::size_t> types_told_;  // definitions by name
  std::size_t looked_at_ = 0;
  const Grammar& g_ = RustSyntax().grammar();
  const std::uint16_t alias_ = g_.Field("alias");
  const std::uint16_t argument_ = g_.Field("argument");
  const std::uint16_t list_ = g_.Field("list");
  const std::uint16_t path_ = g_.Field("path");
  const std::uint16_t trait_ = g_.Field("trait");
  const std::uint16_t pattern_ = g_.Field("pattern");
  const std::uint16_t value_ = g_.Field("value");
};

void ReadRust(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const Result<SyntaxTree> tree =
      SyntaxTree::Parse(RustSyntax().grammar(), source.text, source.limits);
  if (!tree) {
    AddParseDiagnostic(tree.error().message, sink);
    return;
  }
  RustExtractor(*tree, sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_rust = {
    {{"rust", {"Rust"}, {}, {}}},
    ReadRust,
    2,
};

}  // namespace assay
