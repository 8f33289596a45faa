#include "git/line_segments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>

namespace assay {

void PrintTo(const LineSegment& segment, std::ostream* out) {
  *out << segment.line << "+" << segment.count << " of " << segment.file << " at "
       << segment.answer;
}

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(LineSegmentsTest, NeighbouringLinesAreOneSegment) {
  EXPECT_THAT(SegmentsOf({1, 2, 3, 7}, 5),
              ElementsAre(LineSegment{0, 3, 5, 0}, LineSegment{6, 1, 5, 3}));
}

TEST(LineSegmentsTest, LinesOutsideOfHunksGetTheirOldNumbers) {
  // Two lines were added before line 2, three removed before line 5.
  const DividedLines divided = Divide({{0, 8, 0, 0}}, {{2, 0, 2, 2}, {3, 3, 5, 0}});
  EXPECT_THAT(divided.same, ElementsAre(LineSegment{0, 2, 0, 0}, LineSegment{2, 1, 0, 4},
                                        LineSegment{6, 3, 0, 5}));
  EXPECT_THAT(divided.changed, ElementsAre(LineSegment{2, 2, 0, 2}));
}

TEST(LineSegmentsTest, SegmentMayLieWithinAHunk) {
  const DividedLines divided = Divide({{3, 1, 0, 0}}, {{2, 1, 2, 5}});
  EXPECT_THAT(divided.same, IsEmpty());
  EXPECT_THAT(divided.changed, ElementsAre(LineSegment{3, 1, 0, 0}));
}

TEST(LineSegmentsTest, TheSameLineMayAnswerTwoFiles) {
  const DividedLines divided = Divide({{0, 4, 0, 0}, {0, 4, 1, 0}}, {{1, 0, 1, 1}});
  EXPECT_THAT(divided.same, ElementsAre(LineSegment{0, 1, 0, 0}, LineSegment{1, 2, 0, 2},
                                        LineSegment{0, 1, 1, 0}, LineSegment{1, 2, 1, 2}));
}

TEST(LineSegmentsTest, MergedSegmentsAreJoinedWhereTheyMeet) {
  EXPECT_THAT(Merge({{0, 2, 0, 0}, {5, 1, 0, 9}}, {{2, 1, 0, 2}}),
              ElementsAre(LineSegment{0, 3, 0, 0}, LineSegment{5, 1, 0, 9}));
  EXPECT_THAT(Merge({{0, 1, 0, 0}}, {{1, 1, 1, 1}}),
              ElementsAre(LineSegment{0, 1, 0, 0}, LineSegment{1, 1, 1, 1}));
}

}  // namespace
}  // namespace assay
