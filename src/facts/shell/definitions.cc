// Functions and their parameters.
#include <algorithm>
#include <string>

#include "facts/shell/extractor.h"

namespace assay {

void ShellExtractor::ReadFunction(NodeIndex node) {
  Definition definition;
  definition.kind = DefinitionKind::kFunction;
  definition.name = sink().Keep(TextOf(Child(node, name_)));
  const std::uint32_t index = Open(std::move(definition), node, Bindings::ScopeKind::kFunction);
  if (index != kNoScope) function_nodes_[index] = node;
}

// $1 in a function is its parameter: by the name that it gets first, else as it is written.
void ShellExtractor::NoteParameter(NodeIndex expansion) {
  const std::string_view name = TextOf(tree().NamedChild(expansion, 0));
  if (name.size() != 1 || name[0] < '1' || name[0] > '9') return;
  if (Definition* const function = EnclosingFunction())
    ParameterAt(*function, static_cast<std::size_t>(name[0] - '0'));
}

// Null behind a `shift`: which of the caller's words it is is not told.
Parameter* ShellExtractor::ParameterAt(Definition& function, std::size_t position) {
  if (shifted_ == EnclosingFunctionIndex()) return nullptr;
  while (function.parameters.size() < position) {
    Parameter parameter;
    parameter.name = sink().Keep("$" + std::to_string(function.parameters.size() + 1));
    function.parameters.push_back(parameter);
  }
  return &function.parameters[position - 1];
}

// local name=$1; limit=${2:-10}
void ShellExtractor::NameParameter(std::string_view name, NodeIndex value) {
  Definition* const function = EnclosingFunction();
  if (function == nullptr) return;
  if (K(value) == Sh::kString && IsExpansion(value)) value = tree().NamedChild(value, 0);
  if (K(value) != Sh::kSimpleExpansion && K(value) != Sh::kExpansion) return;
  const std::string_view of = TextOf(tree().NamedChild(value, 0));
  if (of.size() != 1 || of[0] < '1' || of[0] > '9') return;
  const std::string_view written = Written(value);
  const std::string_view op = written.substr(std::min(written.size(), of.size() + 2));
  const bool plain = !written.starts_with("${") || op == "}";
  const bool has_default = op.starts_with(":-") || op.starts_with("-") || op.starts_with(":=");
  if (!plain && !has_default && !op.starts_with(":?") && !op.starts_with("?")) return;
  Parameter* const parameter = ParameterAt(*function, static_cast<std::size_t>(of[0] - '0'));
  if (parameter == nullptr || !parameter->name.starts_with('$')) return;
  parameter->name = sink().Keep(name);
  parameter->has_default = has_default;
}

}  // namespace assay
