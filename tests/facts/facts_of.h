// What the tests of extractors share: facts of a literal text, told in one line each.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "facts/extract.h"
#include "model/fact_fields.h"

namespace assay {

inline FileFacts FactsOf(std::string_view format, std::string_view text) {
  static const Limits kLimits;
  return ExtractFacts({format, text, kLimits});
}

// "3: pypi:redis#Redis().get" for every use of one form.
inline std::vector<std::string> Uses(const FileFacts& facts, UseForm form = UseForm::kCall) {
  std::vector<std::string> lines;
  for (const Use& use : facts.uses) {
    if (use.form == form)
      lines.push_back(std::to_string(use.region.start_line) + ": " + std::string(use.name));
  }
  return lines;
}

inline std::vector<std::string> Imports(const FileFacts& facts) {
  std::vector<std::string> lines;
  for (const Import& import : facts.imports) {
    std::string line = std::to_string(import.region.start_line) + ": " +
                       std::string(import.module) + "#" + std::string(import.symbol);
    if (!import.alias.empty()) line += " as " + std::string(import.alias);
    lines.push_back(line);
  }
  return lines;
}

inline std::vector<std::string> Constructs(const FileFacts& facts, ConstructKind kind) {
  std::vector<std::string> lines;
  for (const Construct& construct : facts.constructs) {
    if (construct.kind != kind) continue;
    lines.push_back(std::to_string(construct.region.start_line) + ": " +
                    std::string(construct.type) + "/" + std::string(construct.detail));
  }
  return lines;
}

// "method Orders.find" for every definition.
inline std::vector<std::string> Definitions(const FileFacts& facts) {
  std::vector<std::string> told;
  for (const Definition& definition : facts.definitions)
    told.push_back(std::string(Name(definition.kind)) + " " + std::string(definition.owner) + "." +
                   std::string(definition.name));
  return told;
}

// "select name=parameter" for every statement that reaches a query call.
inline std::vector<std::string> Parts(const FileFacts& facts) {
  std::vector<std::string> told;
  for (const Statement& statement : facts.statements) {
    if (statement.source != StatementSource::kQuery) continue;
    std::string line(statement.verb);
    for (const DynamicPart& part : statement.parts)
      line += " " + std::string(part.text) + "=" + std::string(Name(part.provenance));
    told.push_back(line);
  }
  return told;
}

}  // namespace assay
