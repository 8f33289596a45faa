#include <string_view>

#include "analyze/compiled_query.h"
#include "cli/command.h"
#include "rules/load.h"
#include "rules/rule_codec.h"

extern "C" {
extern const unsigned char assay_builtin_rules[];
extern const std::size_t assay_builtin_rules_size;
}

namespace assay {

Result<RuleSet> ReadRules(const std::string& directory) {
  const auto* const bytes = reinterpret_cast<const char*>(assay_builtin_rules);
  ASSAY_TRY(RuleSet rules, DecodeRules({bytes, assay_builtin_rules_size}));
  if (directory.empty()) return rules;
  ASSAY_TRY(RuleSet all, LoadRules(directory, &rules));
  ASSAY_TRY_VOID(CheckQueries(all));
  return all;
}

}  // namespace assay
