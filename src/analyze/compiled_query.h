// The queries of one condition of a rule, compiled when a file first asks.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "rules/rule_set.h"
#include "syntax/query.h"

namespace assay {

class CompiledQuery {
 public:
  explicit CompiledQuery(const std::vector<RawQuery>& queries);

  // The query for files of this format; null if there is none. Thread-safe.
  const Query* For(std::string_view format) const;

 private:
  struct Entry {
    const RawQuery* source;
    std::once_flag compiled;
    std::optional<Query> query;
  };
  std::vector<std::unique_ptr<Entry>> entries_;
};

// Compiles every query of the rules. The error names file, line, and what is
// wrong: rules that were not built in must pass before they are matched.
Result<void> CheckQueries(const RuleSet& rules);

}  // namespace assay
