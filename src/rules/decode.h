// One rule document → the parts of a RuleSet.
#pragma once

#include <variant>

#include "base/result.h"
#include "rules/document.h"
#include "rules/rule_set.h"

namespace assay {

// What is wrong in a document, and where: the caller turns the pointer into a
// line of the file it came from.
struct DecodeError {
  std::string pointer;
  std::string message;
};

template <typename T>
using Decoded = tl::expected<T, DecodeError>;

// skills.yaml: {skills: [{id, area, name, counts}]}.
Decoded<std::vector<Skill>> DecodeSkills(const RuleDocument& document);

// levels.yaml: {levels: {<skill or area>: {sites, files, signals, languages, skill}}},
// applied to `skills`.
Decoded<std::monostate> DecodeLevels(const RuleDocument& document, std::vector<Skill>& skills);

// people.yaml: {bots: [{name, email}], sites: [{name, email}], shared_addresses: [glob],
// scaffolds: [RE2]}.
Decoded<PeoplePatterns> DecodePeople(const RuleDocument& document);

// A rule file. Its signals, technology and examples are appended to `rules`,
// which already has the skills. References between files (technologies) are
// checked by the caller, when all are read.
Decoded<std::monostate> DecodeRule(const RuleDocument& document, RuleSet& rules);

}  // namespace assay
