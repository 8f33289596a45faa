// Evidence → the skills and findings of a profile.
//
// Strengths have definitions, not feelings (docs/profile.md): the strongest
// that any evidence shows, and "practised" where it is used widely enough,
// by the numbers of rules/levels.yaml. Findings are kept beside and never
// subtracted.
#pragma once

#include <string>
#include <vector>

#include "model/profile.h"
#include "rules/rule_set.h"

namespace assay {

struct AssessInput {
  std::vector<Evidence> evidence;           // all of it, practices and weaknesses
  std::vector<std::string> could_not_tell;  // signal ids that a template hid
  std::vector<std::string> languages;       // that the repository is written in
  bool history_cut_short = false;           // commits are missing, so their absence says nothing
  bool of_person = false;                   // the evidence is of some authors alone
  unsigned threads = 1;
};

struct Assessment {
  std::vector<SkillResult> skills;  // every skill of the rules, in their order
  std::vector<Evidence> findings;   // most severe first, then path, line, signal
};

// Evidence items that a skill keeps for each signal, author and year: the
// strongest, product code before other purposes, spread over files first,
// then by path and line.
inline constexpr std::size_t kEvidencePerSignal = 5;

Assessment Assess(const RuleSet& rules, AssessInput input);

}  // namespace assay
