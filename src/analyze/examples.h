// Runs the examples of rules: each must be seen where it says, and nowhere else.
#pragma once

#include <string>
#include <vector>

#include "analyze/gates.h"
#include "rules/rule_set.h"

namespace assay {

struct ExampleFailure {
  std::string rule_file;
  std::uint32_t example_line = 0;  // 0 if not known
  std::string signal;
  std::string path;
  std::uint32_t line = 0;
  bool expected = false;  // true: it should have been seen; false: it was, and should not
};

// Failures in the order of the examples. A line without a mark must not show
// any signal of the example's rule file but those that every technology has.
std::vector<ExampleFailure> RunExamples(const RuleSet& rules, const Gates& gates = {});

}  // namespace assay
