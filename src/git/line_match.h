// Finds which lines of two versions of a file are the same, as Git's own diff
// does, so that lines are credited to the commits that `git blame` names.
//
// Myers' algorithm (An O(ND) Difference Algorithm, 1986) in linear space, with
// what Git adds to it: a common end is cut off in blocks of 1 KiB; lines that
// the other side has not, or has all too often, are put aside first; searches
// that cost more than the root of the file's size settle for the best so far;
// and groups of changed lines slide to where their indentation makes them
// read best. The names of the constants are Git's.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "git/file_lines.h"

namespace assay {

// Lines, 0-based, that were replaced by others; one of the counts may be 0.
// All lines between hunks are the same.
struct LineHunk {
  std::uint32_t old_line = 0;
  std::uint32_t old_count = 0;
  std::uint32_t new_line = 0;
  std::uint32_t new_count = 0;
  bool operator==(const LineHunk&) const = default;
};

// Keeps its tables between matches. For one thread at a time.
class LineMatcher {
 public:
  // `ignore_whitespace`: as `git diff -w`.
  explicit LineMatcher(bool ignore_whitespace) : ignore_whitespace_(ignore_whitespace) {}

  // In order, and apart from each other; valid until the next call.
  const std::vector<LineHunk>& Match(const FileLines& old_lines, const FileLines& new_lines);

 private:
  // One of the two files.
  struct Side {
    const FileLines* lines = nullptr;
    std::uint32_t count = 0;          // of lines before the common end that was cut off
    std::uint32_t begin = 0;          // of what is neither common beginning …
    std::uint32_t end = 0;            // … nor common end
    std::vector<char> changed;        // by line; one more at the end
    std::vector<std::uint64_t> keys;  // of lines from `begin` to `end`: equal for equal lines
    std::vector<char> occurs;         // of the same in the other file: 0 never, 1, 2 too often
    std::vector<std::uint32_t> kept_lines;  // those that take part in the search …
    std::vector<std::uint64_t> kept_keys;   // … and their keys
  };
  struct Box {
    std::int64_t old_begin = 0;
    std::int64_t old_end = 0;
    std::int64_t new_begin = 0;
    std::int64_t new_end = 0;
    bool minimal = false;  // no short cuts
  };
  struct Split {
    std::int64_t old_at = 0;
    std::int64_t new_at = 0;
    bool minimal_before = false;
    bool minimal_behind = false;
  };
  class Groups;

  bool Equal(const FileLines& a, std::uint32_t i, const FileLines& b, std::uint32_t j) const;
  std::uint64_t KeyOf(std::string_view line) const;
  void CutCommonEnd();
  void Trim();
  void PrepareKeys();
  void CountOccurrences(Side* side, const Side& other);
  void PutAside(Side* side, const Side& other);
  void Search();
  Split FindSplit(const Box& box);
  bool FindShortCut(const Box& box, std::int64_t cost, Split* split) const;
  Split Settle(const Box& box) const;
  void Compact(Side* side, Side* other);
  void Collect();

  bool ignore_whitespace_;
  Side old_;
  Side new_;
  std::vector<Box> boxes_;
  // The furthest points of the search by diagonal, forward and backward, and
  // the diagonals that it has reached.
  std::vector<std::int64_t> forward_;
  std::vector<std::int64_t> backward_;
  std::int64_t zero_ = 0;  // where diagonal 0 stands in both
  std::int64_t forward_min_ = 0;
  std::int64_t forward_max_ = 0;
  std::int64_t backward_min_ = 0;
  std::int64_t backward_max_ = 0;
  std::int64_t max_cost_ = 0;
  std::vector<LineHunk> hunks_;
};

}  // namespace assay
