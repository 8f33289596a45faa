// Guesses which old line each changed line was made from, as `git blame` does
// for the commits that it is told to ignore.
//
// Lines are alike by the pairs of characters that they share. Of the lines of
// a hunk the most certain match is fixed first, then those before and behind
// it, which may not cross it; a line that finds nothing there looks through
// the whole old file.
#pragma once

#include <cstdint>
#include <vector>

#include "git/file_lines.h"
#include "git/line_match.h"

namespace assay {

inline constexpr std::uint32_t kNoLine = static_cast<std::uint32_t>(-1);

// By 0-based line of the newer file: the old line, kNoLine where none is like
// it, and for all lines outside of the hunks.
std::vector<std::uint32_t> GuessLines(const FileLines& older, const FileLines& newer,
                                      const std::vector<LineHunk>& hunks);

}  // namespace assay
