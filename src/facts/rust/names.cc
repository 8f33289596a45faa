// What Rust's use trees bring, and what names and paths stand for.
#include <algorithm>
#include <array>
#include <string>

#include "facts/rust/extractor.h"
#include "facts/rust/paths.h"

namespace assay {
namespace {

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

}  // namespace

bool RustExtractor::IsOwnRoot(std::string_view root) const {
  return root == "crate" || root == "self" || root == "super" ||
         modules_.contains(std::string(root));
}

// "cargo:tokio.sync" or "own:crate.db".
std::string RustExtractor::Module(const std::string& path) const {
  return IsOwnRoot(RootOf(path)) ? "own:" + path : EcosystemName(path);
}

void RustExtractor::ReadImport(NodeIndex node) {
  // pub use a::b: what others import from here.
  const bool exports = FirstOf(node, Role::kModifier) != kNoNode;
  if (KindName(node) == "extern_crate_declaration")
    return BindCrate(node, std::string(TextOf(At(node, Part::kName))),
                     TextOf(tree().ChildByField(node, id_.alias)), exports);
  struct Branch {
    NodeIndex node;
    std::string prefix;
  };
  std::vector<Branch> branches = {{tree().ChildByField(node, id_.argument), {}}};
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
      const NodeIndex list = scoped ? tree().ChildByField(branch.node, id_.list) : branch.node;
      const std::string path =
          joined(scoped ? Dotted(TextOf(tree().ChildByField(branch.node, id_.path))) : "");
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
      const std::string path = joined(Dotted(TextOf(tree().ChildByField(branch.node, id_.path))));
      BindPath(branch.node, path, TextOf(tree().ChildByField(branch.node, id_.alias)), exports);
    } else if (kind == "self") {
      BindPath(branch.node, branch.prefix, {}, exports);
    } else if (branch.node != kNoNode) {
      BindPath(branch.node, joined(Dotted(TextOf(branch.node))), {}, exports);
    }
  }
}

// use panic_halt as _: linked for what it does; it has no name here.
void RustExtractor::BindCrate(NodeIndex node, const std::string& name, std::string_view alias,
                              bool exports) {
  if (alias == "_") return AddImport(node, Module(name), {}, {}, ImportForm::kEffect);
  AddImport(node, Module(name), {}, alias, exports ? ImportForm::kExport : ImportForm::kModule);
  BindImport(alias.empty() ? name : alias, Module(name) + "#");
}

void RustExtractor::BindPath(NodeIndex node, const std::string& path, std::string_view alias,
                             bool exports) {
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
bool RustExtractor::OpensKnown(const std::string& path) {
  static constexpr std::array kKnown = std::to_array<std::string_view>(
      {"actix_web", "anyhow",    "axum", "bevy", "chrono", "clap",   "diesel",
       "futures",   "itertools", "log",  "nom",  "rand",   "rayon",  "rocket",
       "sea_orm",   "serde",     "sqlx", "std",  "tokio",  "tracing"});
  return std::find(kKnown.begin(), kKnown.end(), RootOf(path)) != kKnown.end();
}

std::string RustExtractor::FreeType(std::string_view name) {
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

std::string RustExtractor::FreeName(std::string_view name) {
  if (modules_.contains(std::string(name))) return "own:" + std::string(name) + "#";
  return {};
}

std::string RustExtractor::FreeCallee(std::string_view name) {
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
std::string RustExtractor::FreePath(NodeIndex node) {
  const std::string_view kind = KindName(node);
  if (kind != "scoped_identifier" && kind != "scoped_type_identifier") return {};
  if (KindName(Parent(node)) == kind) return {};  // a part of the path
  const std::string path = Dotted(TextOf(node));
  const std::string_view root = RootOf(path);
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

std::string RustExtractor::QualifiedType(NodeIndex type) {
  const std::string path = Dotted(TextOf(type));
  const std::string_view root = RootOf(path);
  const auto imported = imports().find(std::string(root));
  if (imported != imports().end() && path.size() > root.size())
    return Member(imported->second, std::string_view(path).substr(root.size() + 1));
  if (DefinesType(root)) return "local:#" + path;
  return FreePath(type);
}

std::string RustExtractor::KnownResult(std::string_view callee, NodeIndex call) {
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
  if ((member == "new" || member == "default" || member == "with_capacity") && StartsUpper(type) &&
      !owner.ends_with("()"))
    return ValueOf(owner);
  const bool keeps = std::find(kKeeping.begin(), kKeeping.end(), member) != kKeeping.end();
  return keeps && owner.ends_with("()") ? std::string(owner) : std::string();
}

std::vector<std::string> RustExtractor::KnownResults(std::string_view callee) {
  const std::size_t hash = callee.find('#');
  if (hash == std::string_view::npos || callee.find("channel") == std::string_view::npos) return {};
  std::string module(callee.substr(0, hash));
  const std::string_view rest = callee.substr(hash + 1);
  const std::size_t dot = rest.rfind('.');
  if (dot != std::string_view::npos) module += "." + std::string(rest.substr(0, dot));
  if (module == "cargo:tokio" || module == "cargo:std") return {};
  const bool unbounded = rest.ends_with("unbounded_channel");
  const std::string word = unbounded ? "Unbounded" : "";
  return {module + "#" + word + "Sender()", module + "#" + word + "Receiver()"};
}

NodeIndex RustExtractor::TransparentType(NodeIndex generic) {
  static constexpr std::array kTransparent = std::to_array<std::string_view>(
      {"Arc", "Box", "Rc", "Option", "Result", "Data", "State", "Extension", "Vec", "Cow"});
  std::string_view name = TextOf(At(generic, Part::kType));
  name = name.substr(name.rfind(':') + 1);
  if (std::find(kTransparent.begin(), kTransparent.end(), name) == kTransparent.end())
    return kNoNode;
  return tree().NamedChild(At(generic, Part::kArguments), 0);
}

bool RustExtractor::IsCollectionType(NodeIndex generic) {
  return TextOf(At(generic, Part::kType)) == "Vec";
}

}  // namespace assay
