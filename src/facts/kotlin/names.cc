// Imports, and what names stand for.
#include <string>

#include "facts/java/known_types.h"
#include "facts/kotlin/extractor.h"
#include "facts/kotlin/known_names.h"

namespace assay {
namespace {

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

}  // namespace

void KotlinExtractor::ReadImport(NodeIndex node) {
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
std::string KotlinExtractor::FullName(const std::string& path) {
  std::size_t begin = 0;
  while (!StartsUpper(std::string_view(path).substr(begin))) {
    const std::size_t dot = path.find('.', begin);
    if (dot == std::string::npos) break;
    begin = dot + 1;
  }
  if (begin == 0) return {};
  return "maven:" + path.substr(0, begin - 1) + "#" + path.substr(begin);
}

std::string KotlinExtractor::OfWildcard(std::string_view name) const {
  std::string found;
  for (const std::string& package : wildcards_) {
    if (PackageHoldsType(package, name) != Holds::kYes && !KotlinPackageHolds(package, name))
      continue;
    if (!found.empty()) return {};
    found = "maven:" + package + "#" + std::string(name);
  }
  return found;
}

std::string KotlinExtractor::FreeType(std::string_view name) {
  const std::string wild = OfWildcard(name);
  if (!wild.empty()) return wild;
  const std::string_view alias = KotlinAlias(name);
  if (!alias.empty()) return std::string(alias);
  return IsKotlinType(name) ? "global:#" + std::string(name) : std::string();
}

std::string KotlinExtractor::FreeName(std::string_view name) {
  return StartsUpper(name) ? std::string() : OfWildcard(name);
}

std::string KotlinExtractor::FreeCallee(std::string_view name) {
  const std::string wild = OfWildcard(name);
  if (!wild.empty()) return wild;
  // A class of another file, made; no method begins with a capital.
  if (StartsUpper(name)) {
    const std::string type = FreeType(name);
    return type.empty() ? "?:#" + std::string(name) : type;
  }
  return IsKotlinFunction(name) ? "global:#" + std::string(name) : std::string();
}

// java.util.UUID.randomUUID() written out.
std::string KotlinExtractor::FreePath(NodeIndex node) {
  const std::string path = Tight(TextOf(node));
  const std::string_view root = std::string_view(path).substr(0, path.find('.'));
  if (root.size() == path.size() || StartsUpper(root) || names().Find(root) != nullptr) return {};
  if (path.find_first_of("([{\"?!") != std::string::npos) return {};
  const std::string full = FullName(path);
  return StartsUpper(std::string_view(full).substr(full.find('#') + 1)) ? full : std::string();
}

std::string_view KotlinExtractor::NameText(NodeIndex name) const {
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
std::string KotlinExtractor::QualifiedType(NodeIndex type) {
  const std::string path = Tight(TextOf(type));
  const std::size_t dot = path.find('.');
  if (dot == std::string::npos) return TypeName(path);
  if (!StartsUpper(path)) return FullName(path);
  return Member(TypeName(path.substr(0, dot)), std::string_view(path).substr(dot + 1));
}

std::string KotlinExtractor::SimpleType(NodeIndex type) { return QualifiedType(type); }

// What `apply` and `also` are called on is what they give.
std::string KotlinExtractor::KnownResult(std::string_view callee, NodeIndex call) {
  for (const std::string_view same : {".apply", ".also"}) {
    if (callee.ends_with(same)) return std::string(callee.substr(0, callee.size() - same.size()));
  }
  return TypedExtractor::KnownResult(callee, call);
}

}  // namespace assay
