#include "git/delta.h"

#include <gtest/gtest.h>

#include "tests/git/pack_builder.h"

namespace assay {
namespace {

constexpr std::uint64_t kLimit = 1000;

TEST(DeltaTest, CopiesFromTheBaseAndInserts) {
  std::string result;
  ASSERT_TRUE(ApplyDelta("hello world", DeltaHeader(11, 9) + DeltaCopy(6, 5) + DeltaInsert(", so"),
                         kLimit, &result));
  EXPECT_EQ(result, "world, so");
}

TEST(DeltaTest, CopyOfSizeZeroIsAWholeBlock) {
  const std::string base(0x10000, 'x');
  std::string result;
  ASSERT_TRUE(ApplyDelta(base, DeltaHeader(base.size(), base.size()) + "\x80", 1 << 20, &result));
  EXPECT_EQ(result, base);
}

TEST(DeltaTest, RefusesAnotherBase) {
  std::string result;
  EXPECT_FALSE(ApplyDelta("abc", DeltaHeader(4, 1) + DeltaInsert("x"), kLimit, &result));
}

TEST(DeltaTest, RefusesToCopyFromOutsideOfTheBase) {
  std::string result;
  EXPECT_FALSE(ApplyDelta("abc", DeltaHeader(3, 2) + DeltaCopy(2, 2), kLimit, &result));
  EXPECT_FALSE(ApplyDelta("abc", DeltaHeader(3, 2) + DeltaCopy(0xffffffff, 2), kLimit, &result));
}

TEST(DeltaTest, RefusesAnotherSizeThanAnnounced) {
  std::string result;
  EXPECT_FALSE(ApplyDelta("abc", DeltaHeader(3, 1) + DeltaInsert("xy"), kLimit, &result));
  EXPECT_FALSE(ApplyDelta("abc", DeltaHeader(3, 3) + DeltaInsert("xy"), kLimit, &result));
}

TEST(DeltaTest, RefusesAResultBeyondTheLimit) {
  std::string result;
  EXPECT_FALSE(ApplyDelta("abc", DeltaHeader(3, 1001) + DeltaCopy(0, 3), kLimit, &result));
}

TEST(DeltaTest, RefusesInstructionsThatEndEarlyOrMeanNothing) {
  std::string result;
  EXPECT_FALSE(ApplyDelta("abc", DeltaHeader(3, 5) + std::string("\x05xy", 3), kLimit, &result));
  EXPECT_FALSE(ApplyDelta("abc", DeltaHeader(3, 5) + std::string("\x91", 1), kLimit, &result));
  EXPECT_FALSE(ApplyDelta("abc", DeltaHeader(3, 0) + std::string(1, '\0'), kLimit, &result));
  EXPECT_FALSE(ApplyDelta("abc", "", kLimit, &result));
  EXPECT_FALSE(ApplyDelta("abc", std::string(30, '\xff'), kLimit, &result));
}

}  // namespace
}  // namespace assay
