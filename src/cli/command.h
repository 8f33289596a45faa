// A sub-command: its options, and what it does with them.
//
// Each file of commands/ defines one as kCommand_<stem>; CMake makes the table.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "rules/rule_set.h"

namespace assay {

// What every sub-command takes.
struct CommonOptions {
  std::vector<std::string> outputs;  // FORMAT=FILE
  std::string format;                // of standard output; empty: the command's own
  std::string color = "auto";
  bool quiet = false;
  bool verbose = false;
};

// The exit code, or the error that main prints and turns into one.
using Runner = std::function<Result<int>()>;

struct SubCommand {
  std::string_view name;
  int order;  // in --help
  std::string_view summary;
  std::string_view examples;
  // Declares the options on `app` and returns what runs with them.
  Runner (*setup)(CLI::App& app, const CommonOptions& common);
};

// The built-in rules, with those of `directory` added if it is not empty.
Result<RuleSet> ReadRules(const std::string& directory);

inline constexpr int kExitYes = 0;
inline constexpr int kExitNo = 1;

}  // namespace assay
