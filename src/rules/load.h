// Rule files → RuleSet.
//
// A rule folder holds <area>/<name>.yaml, skills.yaml and levels.yaml. The
// built-in rules go the same way when assay is built; rule_codec.h is how they
// get into the program.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "rules/rule_set.h"

namespace assay {

// Reads every *.yaml below `directory`, in the order of their paths. With
// `base`, the rules are added to it (`--rules`): its skills may be used, its
// signals and technologies may not be defined again. The error names file,
// line, and what was expected there.
Result<RuleSet> LoadRules(const std::string& directory, const RuleSet* base = nullptr);

// The same from texts, for tests: path and content of each file.
struct RuleText {
  std::string path;
  std::string text;
};
Result<RuleSet> LoadRules(const std::vector<RuleText>& texts, const RuleSet* base = nullptr);

}  // namespace assay
