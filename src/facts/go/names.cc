// Imports, and what names stand for.
#include <string>

#include "facts/go/extractor.h"
#include "facts/go/known_names.h"

namespace assay {

void GoExtractor::ReadImport(NodeIndex node) {
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
  for (const std::string& one : GoPackageNames(text.value)) BindImport(one, module + "#");
}

std::string GoExtractor::FreeType(std::string_view name) {
  if (name == "error" || name == "string" || name == "any" ||
      GoTraits().number_types.contains(name))
    return "global:#" + std::string(name);
  return {};
}

// A name of a dot import is known where there is one and nothing else can be meant.
std::string GoExtractor::FreeCallee(std::string_view name) {
  if (IsGoBuiltin(name)) return "global:#" + std::string(name);
  const bool exported = !name.empty() && name[0] >= 'A' && name[0] <= 'Z';
  const bool test = dotted_.size() == 1 && exported && !OwnPackageHasMore();
  return test ? dotted_[0] + "#" + std::string(name) : std::string();
}

// reflect.TypeFor[T](): the grammar takes the function for a type.
std::string GoExtractor::FreePath(NodeIndex node) {
  if (R(node) == Role::kGeneric) node = At(node, Part::kType);
  if (R(node) != Role::kScopedType) return {};
  const auto imported = imports().find(std::string(TextOf(At(node, Part::kObject))));
  return imported == imports().end() ? std::string()
                                     : Member(imported->second, TextOf(At(node, Part::kName)));
}

std::string GoExtractor::KnownResult(std::string_view callee, NodeIndex call) {
  const NodeIndex first = tree().NamedChild(At(call, Part::kArguments), 0);
  if (callee == "global:#make" || callee == "global:#new") return ValueOfType(first);
  if (callee == "global:#append") return Evaluate(first);
  return TypedExtractor::KnownResult(callee, call);
}

std::vector<std::string> GoExtractor::KnownResults(std::string_view callee) {
  if (callee == "go:golang.org/x/sync/errgroup#WithContext")
    return {"go:golang.org/x/sync/errgroup#Group()", "go:context#Context()"};
  return {};
}

}  // namespace assay
