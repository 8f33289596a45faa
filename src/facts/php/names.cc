// Use declarations, and what names stand for.
#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "facts/php/extractor.h"
#include "facts/php/known_names.h"

namespace assay {
namespace {

// `App\Http` as App.Http.
std::string Dotted(std::string_view name) {
  std::string dotted;
  for (const char c : name.substr(0, kMaxResolvedName)) {
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
    dotted += c == '\\' ? '.' : c;
  }
  return dotted;
}

}  // namespace

// The first of the file.
void PhpExtractor::ReadNamespace() {
  for (NodeIndex node = 0; node < tree().size(); ++node) {
    if (KindName(node) != "namespace_definition") continue;
    namespace_ = Dotted(TextOf(tree().ChildByField(node, name_)));
    break;
  }
  sink().facts().package = sink().Keep(namespace_);
}

// use A\B; use A\B as C; use function A\b; use A\{B, C as D};
void PhpExtractor::ReadImport(NodeIndex node) {
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

void PhpExtractor::ReadClause(NodeIndex clause, const std::string& group, bool function) {
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
                 ? (function || IsPhpClass(symbol) ? "global:#" + symbol : "?:#" + symbol)
                 : EcosystemName(module) + "#" + symbol);
  const std::string name(alias.empty() ? symbol : alias);
  if (dot != std::string::npos) paths_[name] = path;
  if (dot != std::string::npos && !function)
    in_small_letters_[ToLowerAscii(name)] = EcosystemName(module) + "#" + symbol;
}

std::string PhpExtractor::OfPath(const std::string& path) const {
  const std::size_t dot = path.rfind('.');
  if (dot == std::string::npos) return IsPhpClass(path) ? "global:#" + path : std::string();
  return EcosystemName(path.substr(0, dot)) + "#" + path.substr(dot + 1);
}

// \A\B, A\B and namespace\B.
std::string PhpExtractor::QualifiedType(NodeIndex type) {
  const std::string_view text = TextOf(type);
  if (text.find('$') != std::string_view::npos) return {};  // new static::$class
  const std::string path = Dotted(text);
  if (path.starts_with('.')) {
    if (path.find('.', 1) != std::string::npos) return OfPath(path.substr(1));
    const std::string name = path.substr(1);
    const bool call = R(Parent(type)) == Role::kCall;
    return call || IsPhpClass(name) ? "global:#" + name : "?:#" + name;
  }
  constexpr std::string_view kOwn = "namespace.";
  if (path.starts_with(kOwn)) {
    const std::string name =
        (namespace_.empty() ? "" : namespace_ + ".") + path.substr(kOwn.size());
    const std::size_t last = name.rfind('.');
    if (last == std::string::npos) return IsPhpClass(name) ? "global:#" + name : std::string();
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

std::string PhpExtractor::FreeType(std::string_view name) {
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
  return IsPhpClass(name) ? "global:#" + std::string(name) : std::string();
}

std::string_view PhpExtractor::EnclosingName() {
  const Definition* const type = EnclosingClass();
  return type == nullptr ? std::string_view() : type->name;
}

std::string PhpExtractor::FreeName(std::string_view name) {
  static constexpr std::array kSuperglobals = std::to_array<std::string_view>(
      {"$_GET", "$_POST", "$_REQUEST", "$_COOKIE", "$_SERVER", "$_FILES", "$_ENV", "$_SESSION"});
  for (const std::string_view one : kSuperglobals) {
    if (one == name) return "global:#" + std::string(name.substr(1));
  }
  if (name.starts_with('$')) return {};
  // A class; what is all in capitals is a constant.
  const bool constant =
      std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (constant && !IsPhpClass(name)) return {};
  const std::string type = FreeType(name);
  return type.empty() ? "?:#" + std::string(name) : type;
}

std::string PhpExtractor::FreeCallee(std::string_view name) {
  return name.starts_with('$') ? std::string() : "global:#" + std::string(name);
}

std::string_view PhpExtractor::FieldName(NodeIndex name) const {
  const std::string_view text = NameText(name);
  return text.starts_with('$') ? text.substr(1) : text;
}

}  // namespace assay
