// Shell text as simple commands: words with quotes removed, and what joins them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

struct ShellCommand {
  std::vector<std::string> words;
  std::string operator_before;  // "&&", "||", "|", ";" or empty
  std::string operator_after;
  std::uint32_t line = 1;  // 1-based, where its first word stands
};

// POSIX quoting, line continuations, comments, here-documents (skipped),
// redirections (dropped), `$( … )` and subshells (their commands are split like
// the rest). Reserved words (if, then, do …) are dropped. At most `limit`
// commands.
std::vector<ShellCommand> SplitShell(std::string_view script, std::size_t limit = 5'000);

}  // namespace assay
