// Where facts say names: what is settled, or followed through the repository, once all files are
// read.
#pragma once

#include "model/facts.h"

namespace assay {

// Calls see(text) for each text of the facts that can be a resolved name, in one order.
template <typename Facts, typename See>
void TextsOfNames(Facts& facts, See see) {
  for (auto& use : facts.uses) {
    see(use.name);
    if (use.result == ResultUse::kArgument) see(use.result_target);
    for (auto& argument : use.arguments) {
      if (argument.kind == ValueKind::kName || argument.kind == ValueKind::kCall)
        see(argument.text);
    }
  }
  for (auto& definition : facts.definitions) {
    for (auto& base : definition.bases) see(base);
    for (auto& annotation : definition.annotations) see(annotation);
    see(definition.type);
    for (auto& parameter : definition.parameters) see(parameter.type);
  }
  for (auto& construct : facts.constructs) see(construct.type);
  for (auto& text : facts.strings) see(text.callee);
  for (auto& statement : facts.statements) see(statement.callee);
}

}  // namespace assay
