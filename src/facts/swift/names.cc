// What Swift's imports bring, and what names stand for.
#include <algorithm>
#include <array>
#include <string>

#include "facts/swift/extractor.h"
#include "facts/swift/known_names.h"

namespace assay {

void SwiftExtractor::ReadImport(NodeIndex node) {
  const std::string_view path = TextOf(FirstKind(node, "identifier"));
  const std::size_t dot = path.rfind('.');
  const std::string_view root = path.substr(0, path.find('.'));
  if (path.empty() || path.size() > kMaxResolvedName) return;
  modules_.insert(std::string(root));
  // import struct Foundation.Date: of one declaration.
  static constexpr std::array kWords = std::to_array<std::string_view>(
      {"struct", "class", "enum", "protocol", "func", "typealias", "let", "var"});
  bool one = false;
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    one = one || std::find(kWords.begin(), kWords.end(), TextOf(i)) != kWords.end();
  }
  // @_exported import Vapor: whoever imports this module has Vapor's names, too.
  const bool exports =
      TextOf(FirstKind(node, "modifiers")).find("@_exported") != std::string_view::npos;
  if (!one || dot == std::string_view::npos)
    return AddImport(node, EcosystemName(path), "*", {},
                     exports ? ImportForm::kExport : ImportForm::kWildcard);
  AddImport(node, EcosystemName(path.substr(0, dot)), path.substr(dot + 1), {},
            exports ? ImportForm::kExport : ImportForm::kMember);
  BindImport(path.substr(dot + 1),
             EcosystemName(path.substr(0, dot)) + "#" + std::string(path.substr(dot + 1)));
}

std::string SwiftExtractor::SimpleType(NodeIndex type) {
  const std::string_view text = TextOf(type);
  const std::string_view path = text.substr(0, text.find('<'));
  const std::size_t dot = path.find('.');
  if (path.size() > kMaxResolvedName) return {};
  if (dot == std::string_view::npos) return TypeName(path);
  return PathName(path);
}

// Foundation.Date, Outer.Inner, Environment.Key
std::string SwiftExtractor::PathName(std::string_view path) {
  const std::size_t dot = path.find('.');
  const std::string_view root = path.substr(0, dot);
  if (root == "Swift" && !DefinesType(root)) return FreeType(path.substr(dot + 1));
  if (!DefinesType(root) && modules_.contains(std::string(root)))
    return EcosystemName(root) + "#" + std::string(path.substr(dot + 1));
  const std::string known = TypeName(root);
  const std::string_view last = path.substr(path.rfind('.') + 1);
  if (known.starts_with("local:"))
    return DefinesType(last) ? "local:#" + std::string(last) : std::string();
  return known.starts_with(traits().ecosystem) ? known + std::string(path.substr(dot))
                                               : std::string();
}

// What exactly one of the modules that are imported is known to hold.
std::string SwiftExtractor::FreeType(std::string_view name) {
  if (name == "Self" && !OpenTypeName().empty()) return "local:#" + std::string(OpenTypeName());
  const std::string_view module = SwiftModuleOf(name, modules_);
  if (!module.empty()) return EcosystemName(module) + "#" + std::string(name);
  return IsSwiftOwn(name) ? "global:#" + std::string(name) : std::string();
}

std::string SwiftExtractor::FreeCallee(std::string_view name) {
  const std::string known =
      name.find('.') == std::string_view::npos ? FreeType(name) : PathName(name);
  // A function of another file, or inherited: nothing tells which.
  return known.empty() && name.size() < kMaxResolvedName ? "?:#" + std::string(name) : known;
}

std::string SwiftExtractor::FreeName(std::string_view name) {
  if (modules_.contains(std::string(name))) return EcosystemName(name) + "#";
  return name == "Self" ? FreeType(name) : std::string();
}

std::string_view SwiftExtractor::NameText(NodeIndex name) const {
  if (KindName(name) == "navigation_suffix") return TextOf(tree().NamedChild(name, 0));
  if (KindName(name) == "pattern") {
    const NodeIndex bound = tree().ChildByField(name, bound_);
    return TextOf(bound == kNoNode ? tree().NamedChild(name, 0) : bound);
  }
  const std::string_view text = TypedExtractor::NameText(name);
  // Orders<Book>(…)
  return R(name) == Role::kType ? text.substr(0, text.find('<')) : text;
}

}  // namespace assay
