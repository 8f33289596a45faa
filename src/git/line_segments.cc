#include "git/line_segments.h"

#include <algorithm>
#include <iterator>

namespace assay {
namespace {

void Append(const LineSegment& segment, LineSegments* segments) {
  if (!segments->empty()) {
    LineSegment& last = segments->back();
    if (last.file == segment.file && last.line + last.count == segment.line &&
        last.answer + last.count == segment.answer) {
      last.count += segment.count;
      return;
    }
  }
  segments->push_back(segment);
}

}  // namespace

DividedLines Divide(const LineSegments& segments, const std::vector<LineHunk>& hunks) {
  DividedLines divided;
  for (LineSegment rest : segments) {
    // The first hunk that ends behind the segment's beginning.
    auto hunk = std::partition_point(hunks.begin(), hunks.end(), [&](const LineHunk& each) {
      return each.new_line + each.new_count <= rest.line;
    });
    const auto take = [&rest](std::uint32_t count) {
      LineSegment taken = rest;
      taken.count = count;
      rest.line += count;
      rest.answer += count;
      rest.count -= count;
      return taken;
    };
    while (rest.count > 0) {
      const std::uint32_t begin = hunk == hunks.end() ? rest.line + rest.count : hunk->new_line;
      if (begin > rest.line) {
        LineSegment same = take(std::min(rest.count, begin - rest.line));
        if (hunk != hunks.begin()) {
          const LineHunk& before = *std::prev(hunk);
          same.line =
              same.line - (before.new_line + before.new_count) + before.old_line + before.old_count;
        }
        Append(same, &divided.same);
      } else {
        const std::uint32_t end = hunk->new_line + hunk->new_count;
        if (end > rest.line) Append(take(std::min(rest.count, end - rest.line)), &divided.changed);
        ++hunk;
      }
    }
  }
  return divided;
}

LineSegments Merge(const LineSegments& a, const LineSegments& b) {
  LineSegments all;
  all.reserve(a.size() + b.size());
  const auto by_line = [](const LineSegment& x, const LineSegment& y) {
    return x.line != y.line ? x.line < y.line : x.file < y.file;
  };
  std::merge(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all), by_line);
  LineSegments merged;
  merged.reserve(all.size());
  for (const LineSegment& segment : all) Append(segment, &merged);
  return merged;
}

LineSegments SegmentsOf(const std::vector<std::uint32_t>& lines, std::uint32_t file) {
  LineSegments segments;
  for (std::uint32_t i = 0; i < lines.size(); ++i) {
    if (lines[i] > 0) Append({lines[i] - 1, 1, file, i}, &segments);
  }
  return segments;
}

}  // namespace assay
