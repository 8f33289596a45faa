// What C#'s usings bring, and what names and paths stand for.
#include <algorithm>
#include <array>
#include <string>

#include "facts/csharp/extractor.h"
#include "facts/csharp/namespaces.h"

namespace assay {
namespace {

std::string Tight(std::string_view dotted) {
  std::string tight;
  for (const char c : dotted.substr(0, kMaxResolvedName)) {
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != '?') tight += c;
  }
  if (tight.starts_with("global::")) tight.erase(0, 8);
  return tight;
}

}  // namespace

// using A.B; using static A.B.C; using D = A.B.C; global using A.B;
void CsharpExtractor::ReadImport(NodeIndex node) {
  const NodeIndex path = At(node, Part::kValue);
  const NodeIndex alias = At(node, Part::kName);
  const std::string written = Tight(TextOf(path));
  const std::string dotted = written.substr(0, written.find('<'));
  if (dotted.empty()) return;
  bool is_static = false;
  bool is_global = false;
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    is_static = is_static || TextOf(i) == "static";
    is_global = is_global || TextOf(i) == "global";
  }
  if (alias != kNoNode && alias != path) {
    const std::string name = FullName(dotted);
    const std::size_t hash = name.find('#');
    if (hash == std::string::npos) return;
    AddImport(node, name.substr(0, hash), name.substr(hash + 1), TextOf(alias),
              ImportForm::kMember);
    if (is_global) AddExport("global using " + std::string(TextOf(alias)), name);
    return BindImport(TextOf(alias), name);
  }
  if (is_static) {
    const std::string name = FullName(dotted);
    const std::size_t hash = name.find('#');
    if (hash == std::string::npos) return;
    statics_.push_back(name);
    return AddImport(node, name.substr(0, hash) + "." + name.substr(hash + 1), "*", {},
                     ImportForm::kWildcard);
  }
  AddImport(node, EcosystemName(dotted), "*", {}, ImportForm::kWildcard);
  if (is_global) AddExport("global using " + dotted, EcosystemName(dotted));
  usings_.insert(dotted);
}

// A dotted path as the namespace that it is known to begin with, else all
// but its last element, and the rest.
std::string CsharpExtractor::FullName(const std::string& dotted) const {
  if (dotted.find_first_of("([{\"<") != std::string::npos) return {};
  std::size_t split = NamespaceLength(dotted);
  if (split == 0) split = dotted.rfind('.');
  if (split == std::string::npos || split == 0) return {};
  return EcosystemName(dotted.substr(0, split)) + "#" + dotted.substr(split + 1);
}

std::string CsharpExtractor::FreeType(std::string_view name) {
  std::string found;
  std::string closed;  // that another file of the project may open
  for (const CsharpNamespace* const one : NamespacesOf(name)) {
    if (!one->implicit && !usings_.contains(std::string(one->name))) {
      closed += (closed.empty() ? "" : "|") + std::string(one->name);
      continue;
    }
    // Of two that are open, neither is sure.
    if (!found.empty()) return {};
    found = EcosystemName(one->name) + "#" + std::string(name);
  }
  if (found.empty() && !closed.empty()) return "?:" + closed + "#" + std::string(name);
  return found;
}

// A member of the one `using static`, where the class can have none from elsewhere.
std::string CsharpExtractor::FreeCallee(std::string_view name) {
  const Definition* const type = EnclosingClass();
  // One inside another may have what the other inherits.
  if (statics_.size() != 1 || type == nullptr || !type->owner.empty() ||
      type->kind == DefinitionKind::kInterface)
    return {};
  const bool partial = std::any_of(type->modifiers.begin(), type->modifiers.end(),
                                   [](Text modifier) { return modifier == "partial"; });
  const bool inherits = std::any_of(type->bases.begin(), type->bases.end(),
                                    [](Text base) { return !IsInterfaceName(base); });
  return partial || inherits ? std::string() : Member(statics_[0], name);
}

// By the platform's convention: IOrders.
bool CsharpExtractor::IsInterfaceName(std::string_view resolved) {
  const std::string_view name = resolved.substr(resolved.find_last_of("#.") + 1);
  const auto upper = [&name](std::size_t i) { return name[i] >= 'A' && name[i] <= 'Z'; };
  return name.size() > 2 && name[0] == 'I' && upper(1);
}

// What a controller has of its base: the request and its answer.
std::string CsharpExtractor::FreeName(std::string_view name) {
  static constexpr std::array kOfControllers =
      std::to_array<std::string_view>({"HttpContext", "ModelState", "Request", "Response", "User"});
  if (std::find(kOfControllers.begin(), kOfControllers.end(), name) == kOfControllers.end())
    return {};
  const Definition* const type = EnclosingClass();
  if (type == nullptr) return {};
  const bool controls = std::any_of(type->bases.begin(), type->bases.end(), [](Text base) {
    return base.ends_with("Controller") || base.ends_with("ControllerBase") ||
           base.ends_with("PageModel");
  });
  return controls ? "self:#" + std::string(name) : std::string();
}

// `await` gives what a Task is of, and all but nothing else is done with one.
NodeIndex CsharpExtractor::TransparentType(NodeIndex type) {
  const NodeIndex name = R(type) == Role::kGeneric ? At(type, Part::kType) : kNoNode;
  if (TextOf(name) != "Task" && TextOf(name) != "ValueTask") return kNoNode;
  return tree().NamedChild(tree().NamedChild(type, 1), 0);
}

std::string CsharpExtractor::KnownResult(std::string_view callee, NodeIndex call) {
  constexpr std::string_view kSame = ".ConfigureAwait";
  if (callee.ends_with(kSame)) return std::string(callee.substr(0, callee.size() - kSame.size()));
  return TypedExtractor::KnownResult(callee, call);
}

// System.Text.Json.JsonSerializer.Serialize, string.Format.
std::string CsharpExtractor::FreePath(NodeIndex node) {
  const std::string path = Tight(TextOf(node));
  const std::string_view root = std::string_view(path).substr(0, path.find('.'));
  static constexpr std::array kPredefined =
      std::to_array<std::array<std::string_view, 2>>({{"string", "String"},
                                                      {"int", "Int32"},
                                                      {"long", "Int64"},
                                                      {"decimal", "Decimal"},
                                                      {"double", "Double"},
                                                      {"bool", "Boolean"},
                                                      {"char", "Char"},
                                                      {"object", "Object"}});
  if (root.size() == path.size()) return {};
  for (const auto& [word, type] : kPredefined) {
    if (root == word) return "nuget:System#" + std::string(type) + path.substr(root.size());
  }
  if (root != "System" && root != "Microsoft") return {};
  // The beginning of a namespace is no type yet.
  return BeginsNamespace(path) ? std::string() : FullName(path);
}

std::string_view CsharpExtractor::NameText(NodeIndex name) const {
  if (KindName(name) == "member_binding_expression") name = At(name, Part::kName);
  const std::string_view around = KindName(Parent(name));
  if (around == "destructor_declaration" || around == "operator_declaration") return SignOf(name);
  return TypedExtractor::NameText(name);
}

// ~Orders, operator +: with the word or sign before it.
std::string_view CsharpExtractor::SignOf(NodeIndex name) const {
  NodeIndex first = name;
  for (NodeIndex i = tree().FirstChild(Parent(name)); i != kNoNode && i < name;
       i = tree().NextSibling(i)) {
    if (TextOf(i) == "~" || TextOf(i) == "operator") first = i;
  }
  const std::uint32_t begin = tree()[first].start_byte;
  return tree().text().substr(begin, tree()[name].end_byte - begin);
}

}  // namespace assay
