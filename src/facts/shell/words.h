// Shell text as simple commands: words with quotes removed, and what joins them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

struct ShellCommand {
  // Commands inside of one of its words: `$( … )`, `<( … )`, backquotes.
  struct Inner {
    std::size_t word;  // its index in `words`; their number if the word was dropped
    std::string script;
    std::uint32_t line;
  };

  std::vector<std::string> words;         // substitutions stand as they are written
  std::vector<std::uint32_t> word_lines;  // 1-based, where each begins
  std::vector<Inner> inner;
  std::string operator_before;  // "&&", "||", "|", ";" or empty
  std::string operator_after;
  std::uint32_t line = 1;  // where its first word stands
};

// POSIX quoting, line continuations, comments, here-documents (skipped, but for
// a shell's, which is its script), redirections (dropped), subshells (split like
// the rest). Reserved words (if, then, do …), the names and words of loops, the
// patterns of `case` and the heads of functions are dropped; `[[ … ]]` is one
// command, `(( … ))` none. A command without words has inner ones only. At most
// `limit` commands.
std::vector<ShellCommand> SplitShell(std::string_view script, std::size_t limit = 5'000);

// sh, bash, dash … by its base name.
bool IsShell(std::string_view program);

}  // namespace assay
