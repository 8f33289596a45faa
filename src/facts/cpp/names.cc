// What includes and using-declarations bring, and what names, types and calls stand for.
#include <string>

#include "base/text.h"
#include "facts/cpp/extractor.h"

namespace assay {
namespace {

constexpr int kMaxAliases = 8;  // of namespaces, one for another
constexpr int kMaxMoved = 4;    // std::move(std::move(…))
constexpr std::string_view kCasts = "const_cast dynamic_cast reinterpret_cast static_cast";

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

std::string_view RootOf(std::string_view path) { return path.substr(0, path.find('.')); }

bool IsCast(std::string_view callee) {
  return callee.starts_with("global:#") && HasWord(kCasts, callee.substr(8));
}

}  // namespace

// ---- imports

void CppExtractor::ReadImport(NodeIndex node) {
  const std::uint16_t kind = Kind(node);
  if (kind == id_.using_declaration || kind == id_.namespace_alias)
    return ReadNamespaceImport(node);
  if (kind == id_.declaration) return ReadModuleImport(node);
  const std::string_view header = TextOf(At(node, Part::kValue));
  if (header.size() < 3) return;
  const std::string_view path = header.substr(1, header.size() - 2);
  if (header.front() == '"') known_.IncludeOwn();
  if (header.front() == '"')
    return AddImport(node, "own:./" + std::string(path), {}, {}, ImportForm::kEffect);
  if (header.front() == '<') ReadInclude(node, path);
}

void CppExtractor::ReadInclude(NodeIndex node, std::string_view header) {
  AddImport(node, EcosystemName(header), {}, {}, ImportForm::kEffect);
  known_.Include(header);
  // <cstdio> is stdio.h in std.
  if (header.starts_with('c') && header.find_first_of("./") == std::string_view::npos)
    known_.Include(sink().KeepName(std::string(header.substr(1)) + ".h"));
  const std::size_t slash = header.find('/');
  const std::size_t end = slash == std::string_view::npos ? header.find('.') : slash;
  if (end != std::string_view::npos) roots_.insert(header.substr(0, end));
}

// import std; import :parts; export import shop.items;
void CppExtractor::ReadModuleImport(NodeIndex node) {
  std::string_view text = TextOf(node);
  const bool exports = text.starts_with("export");
  text.remove_prefix(std::min(text.find("import") + 6, text.size()));
  const std::string name(Trim(text.substr(0, text.find(';'))));
  if (name.empty() || name.find_first_of("<\" \n") != std::string::npos) return;
  const std::string_view root = RootOf(name);
  const std::string_view own = RootOf(module_.substr(0, module_.find(':')));
  std::string module = EcosystemName(name);
  if (name.front() == ':') {
    module = "own:" + std::string(module_.substr(0, module_.find(':'))) + name;
  } else if (!own.empty() && root == own) {
    module = "own:" + name;
  }
  if (name == "std" || name == "std.compat") known_.Include("std");
  AddImport(node, module, "*", {}, exports ? ImportForm::kExport : ImportForm::kWildcard);
}

// using std::string; using namespace std; namespace fs = std::filesystem
void CppExtractor::NoteUsing(NodeIndex node) {
  if (Kind(node) == id_.namespace_alias) {
    aliases_.try_emplace(TextOf(At(node, Part::kName)), Dotted(TextOf(tree().NamedChild(node, 1))));
    return;
  }
  const NodeIndex name = tree().NamedChild(node, 0);
  // In a class it brings what a base has.
  if (Kind(Parent(node)) == id_.field_list) return Become(node, Role::kNone);
  const std::string_view text = TextOf(node);
  if (text.find("namespace") != std::string_view::npos) {
    if (TextOf(name) == "std") standard_open_ = true;
    return;
  }
  if (Kind(name) == id_.qualified && TextOf(name).find(',') == std::string_view::npos)
    usings_.try_emplace(NameText(name), Dotted(TextOf(name)));
}

void CppExtractor::ReadNamespaceImport(NodeIndex node) {
  const NodeIndex alias = At(node, Part::kName);
  const NodeIndex named = tree().NamedChild(node, alias == kNoNode ? 0 : 1);
  const std::string path = Unaliased(Dotted(TextOf(named)));
  if (!IsKnownRoot(RootOf(path)) || path.find(',') != std::string::npos) return;
  if (alias != kNoNode)
    return AddImport(node, EcosystemName(path), {}, TextOf(alias), ImportForm::kModule);
  const std::string_view text = TextOf(node);
  if (text.find("namespace") != std::string_view::npos)
    return AddImport(node, EcosystemName(path), "*", {}, ImportForm::kWildcard);
  const std::size_t dot = path.rfind('.');
  if (dot != std::string::npos && text.find("enum") == std::string_view::npos)
    AddImport(node, EcosystemName(path.substr(0, dot)), path.substr(dot + 1), {},
              ImportForm::kMember);
}

// ---- names

bool CppExtractor::IsKnownRoot(std::string_view root) const {
  return root == "std" || roots_.contains(root);
}

std::string CppExtractor::Unaliased(std::string path) const {
  for (int i = 0; i < kMaxAliases; ++i) {
    const std::string_view root = RootOf(path);
    const auto alias = aliases_.find(root);
    if (alias == aliases_.end() || path.size() >= kMaxResolvedName) break;
    path = alias->second + path.substr(root.size());
  }
  return path;
}

std::string CppExtractor::OfNamespace(std::string path) const {
  path = Unaliased(std::move(path));
  const std::size_t dot = path.rfind('.');
  if (dot == std::string::npos || !IsKnownRoot(RootOf(path))) return {};
  return EcosystemName(path.substr(0, dot)) + "#" + path.substr(dot + 1);
}

// shop::Orders, where the file opens the namespace and defines what is in it.
std::string CppExtractor::OfOwnNamespace(std::string_view path) const {
  for (int i = 0; i < kMaxChain; ++i) {
    const std::string_view root = RootOf(path);
    if (DefinesType(root) || (root.size() == path.size() && DefinesFunction(root)))
      return "local:#" + std::string(path);
    if (!namespaces_.contains(root) || root.size() == path.size()) return {};
    path.remove_prefix(root.size() + 1);
  }
  return {};
}

std::string CppExtractor::SimpleType(NodeIndex type) {
  const NodeIndex name = At(type, Part::kName);
  return TypeName(TextOf(name == kNoNode ? type : name));
}

std::string CppExtractor::QualifiedType(NodeIndex type) {
  const std::string path = Dotted(TextOf(type));
  const std::string own = OfOwnNamespace(path);
  return own.empty() ? OfNamespace(path) : own;
}

std::string CppExtractor::FreePath(NodeIndex node) {
  return R(node) == Role::kScopedType ? QualifiedType(node) : std::string();
}

std::string CppExtractor::FreeType(std::string_view name) {
  const auto used = usings_.find(name);
  if (used != usings_.end()) return OfNamespace(used->second);
  const std::string_view header = known_.HeaderOfType(name);
  if (!header.empty()) return EcosystemName(header) + "#" + std::string(name);
  return standard_open_ && known_.IsStandard(name) ? "c:std#" + std::string(name) : std::string();
}

// A call by a name alone, in a method too, may be of any function that a header declares.
std::string CppExtractor::FreeCallee(std::string_view name) {
  const auto used = usings_.find(name);
  if (used != usings_.end()) return OfNamespace(used->second);
  if (HasWord(kCasts, name)) return "global:#" + std::string(name);
  const std::string_view header = known_.HeaderOfFunction(name);
  if (!header.empty()) return EcosystemName(header) + "#" + std::string(name);
  if (standard_open_ && known_.IsStandard(name)) return "c:std#" + std::string(name);
  return OpenInfo() == nullptr ? std::string() : "?:#" + std::string(name.substr(0, 80));
}

NodeIndex CppExtractor::TransparentType(NodeIndex generic) {
  // std::unique_ptr<T>: the name of the path is generic.
  for (int i = 0; i < kMaxChain && R(generic) == Role::kScopedType; ++i)
    generic = At(generic, Part::kName);
  if (R(generic) != Role::kGeneric) return kNoNode;
  const std::string_view name = TextOf(At(generic, Part::kType));
  if (name != "unique_ptr" && name != "shared_ptr" && name != "optional" && name != "weak_ptr")
    return kNoNode;
  const NodeIndex inner = tree().NamedChild(At(generic, Part::kArguments), 0);
  return tree().NamedChild(inner, 0);
}

// The T of std::make_unique<T>(…), static_cast<T *>(…).
NodeIndex CppExtractor::TemplateArgument(NodeIndex call) const {
  NodeIndex name = At(call, Part::kTarget);
  for (int i = 0; i < kMaxChain && Kind(name) == id_.qualified; ++i) name = At(name, Part::kName);
  const NodeIndex list = tree().ChildByField(name, id_.arguments);
  return At(tree().NamedChild(list, 0), Part::kType);
}

std::string CppExtractor::KnownResult(std::string_view callee, NodeIndex call) {
  if (IsCast(callee) || callee == "c:std#make_unique" || callee == "c:std#make_shared" ||
      callee == "c:std#any_cast" || callee == "c:std#dynamic_pointer_cast" ||
      callee == "c:std#static_pointer_cast")
    return ValueOfType(TemplateArgument(call));
  // What is moved is the same.
  if (callee == "c:std#move" || callee == "c:std#ref" || callee == "c:std#forward") {
    if (moved_ >= kMaxMoved) return {};
    ++moved_;
    std::string value = Evaluate(tree().NamedChild(ArgumentListOf(call), 0));
    --moved_;
    return value;
  }
  return TypedExtractor::KnownResult(callee, call);
}

}  // namespace assay
