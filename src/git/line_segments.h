// Lines of a file of some commit, and which wanted lines they became.
#pragma once

#include <cstdint>
#include <vector>

#include "git/line_match.h"

namespace assay {

// `count` lines from the 0-based `line` on are the answers to `file` from
// `answer` on.
struct LineSegment {
  std::uint32_t line = 0;
  std::uint32_t count = 0;
  std::uint32_t file = 0;
  std::uint32_t answer = 0;
  bool operator==(const LineSegment&) const = default;
};

// By line.
using LineSegments = std::vector<LineSegment>;

struct DividedLines {
  LineSegments same;     // numbered as in the older file
  LineSegments changed;  // as they were
};

// Those lines that an older file has too, and those in the hunks between it and the newer one.
DividedLines Divide(const LineSegments& segments, const std::vector<LineHunk>& hunks);

// Both together; what adjoins is joined.
LineSegments Merge(const LineSegments& a, const LineSegments& b);

// The numbers, 1-based and rising, as segments of `file`.
LineSegments SegmentsOf(const std::vector<std::uint32_t>& lines, std::uint32_t file);

}  // namespace assay
