// Imports, and what names stand for.
#include <algorithm>
#include <array>
#include <string>

#include "facts/java/known_types.h"
#include "facts/scala/extractor.h"
#include "facts/scala/known_names.h"

namespace assay {
namespace {

constexpr std::string_view kPathBytes =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.";

bool StartsUpper(std::string_view name) {
  return !name.empty() && name[0] >= 'A' && name[0] <= 'Z';
}

}  // namespace

// import a.b.C; import a.b.{C, D => E, _}; import a.b._
void ScalaExtractor::ReadImport(NodeIndex node) {
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
      ReadClause(node, path, selectors, wildcard);
      path.clear();
      selectors = kNoNode;
      wildcard = false;
    }
  }
  ReadClause(node, path, selectors, wildcard);
}

void ScalaExtractor::ReadClause(NodeIndex node, const std::string& path, NodeIndex selectors,
                                bool wildcard) {
  if (path.empty()) return;
  if (KindName(node) == "export_declaration") return ReadExport(node, path, selectors, wildcard);
  if (wildcard) wildcards_.push_back(path);
  if (wildcard) return AddImport(node, EcosystemName(path), "*", {}, ImportForm::kWildcard);
  if (selectors == kNoNode) {
    const std::size_t dot = path.rfind('.');
    if (dot != std::string::npos) BindMember(node, path.substr(0, dot), path.substr(dot + 1), {});
    return;
  }
  for (const NodeIndex item : ItemsOf(selectors)) {
    const std::string_view kind = KindName(item);
    if (kind == "namespace_wildcard") {
      wildcards_.push_back(path);
      AddImport(item, EcosystemName(path), "*", {}, ImportForm::kWildcard);
    } else if (kind == "arrow_renamed_identifier" || kind == "as_renamed_identifier") {
      BindMember(item, path, TextOf(tree().NamedChild(item, 0)),
                 TextOf(tree().NamedChild(item, 1)));
    } else {
      BindMember(item, path, TextOf(item), {});
    }
  }
}

// export Orders.apply, export printer.{print as say, *}: what a value has becomes a member.
void ScalaExtractor::ReadExport(NodeIndex node, std::string path, NodeIndex selectors,
                                bool wildcard) {
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
std::string ScalaExtractor::Exported(const std::string& path) const {
  const std::string root = path.substr(0, path.find('.'));
  const auto imported = imports().find(root);
  std::string full =
      imported == imports().end() ? FullPath(path) : imported->second + path.substr(root.size());
  std::replace(full.begin(), full.end(), '#', '.');
  return full.empty() || full.starts_with("?:") ? "?:" + path : full;
}

void ScalaExtractor::BindMember(NodeIndex node, std::string_view module, std::string_view symbol,
                                std::string_view alias) {
  AddImport(node, EcosystemName(module), symbol, alias, ImportForm::kMember);
  if (alias == "_") return;
  BindImport(alias.empty() ? symbol : alias, EcosystemName(module) + "#" + std::string(symbol));
}

// What exactly one of the packages that are open is known to hold.
std::string ScalaExtractor::Opened(std::string_view name) const {
  std::string found;
  for (const std::string& path : wildcards_) {
    if (PackageHoldsType(path, name) != Holds::kYes && !ScalaPackageHolds(path, name)) continue;
    if (!found.empty() && found != path) return {};
    found = path;
  }
  return found.empty() ? found : EcosystemName(found) + "#" + std::string(name);
}

std::string ScalaExtractor::FreeType(std::string_view name) {
  std::string opened = Opened(name);
  if (!opened.empty()) return opened;
  if (IsScalaName(name)) return "global:#" + std::string(name);
  return IsJavaLangType(name) ? "maven:java.lang#" + std::string(name) : std::string();
}

std::string ScalaExtractor::FreeCallee(std::string_view name) {
  const std::string type = FreeType(name);
  // A class of another file, made; no method begins with a capital.
  return type.empty() && StartsUpper(name) ? "?:#" + std::string(name) : type;
}

// play.api.Logger(…): a path from the root.
std::string ScalaExtractor::FreePath(NodeIndex node) {
  const std::string_view path = TextOf(node);
  if (R(node) != Role::kMember || path.size() >= kMaxResolvedName ||
      path.find_first_not_of(kPathBytes) != std::string_view::npos)
    return {};
  const std::string_view root = path.substr(0, path.find('.'));
  if (names().Find(root) != nullptr || imports().contains(std::string(root))) return {};
  return FullPath(path);
}

// java.io.IOException: of a root that packages are known to begin with.
std::string ScalaExtractor::FullPath(std::string_view path) const {
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

std::string ScalaExtractor::QualifiedType(NodeIndex type) {
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
NodeIndex ScalaExtractor::TransparentType(NodeIndex generic) {
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

bool ScalaExtractor::IsCollectionType(NodeIndex generic) {
  const std::string_view name = TextOf(At(generic, Part::kType));
  return name != "Option" && name != "Some";
}

}  // namespace assay
