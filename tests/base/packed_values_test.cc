#include "base/packed_values.h"

#include <gtest/gtest.h>

namespace assay {
namespace {

TEST(PackedValuesTest, ValuesComeBackInTheirOrder) {
  std::string bytes;
  PutNumber(0, &bytes);
  PutNumber(300, &bytes);
  PutText("two\nlines", &bytes);
  PutNumber(UINT64_MAX, &bytes);
  PackedReader reader(bytes);
  EXPECT_EQ(reader.Number(), 0U);
  EXPECT_EQ(reader.Number(), 300U);
  EXPECT_EQ(reader.Text(), "two\nlines");
  EXPECT_EQ(reader.LongNumber(), UINT64_MAX);
  EXPECT_TRUE(reader.at_end());
  EXPECT_FALSE(reader.failed());
}

TEST(PackedValuesTest, ANumberThatIsTooLargeEndsTheReading) {
  std::string bytes;
  PutNumber(std::uint64_t{1} << 32, &bytes);
  PutNumber(7, &bytes);
  PackedReader reader(bytes);
  EXPECT_EQ(reader.Number(), 0U);
  EXPECT_TRUE(reader.failed());
  EXPECT_EQ(reader.Number(), 0U);
}

TEST(PackedValuesTest, MoreThanThereIsRoomForIsNotCounted) {
  std::string bytes;
  PutNumber(4, &bytes);
  bytes += "abcdef";
  EXPECT_EQ(PackedReader(bytes).Count(1), 4U);
  PackedReader reader(bytes);
  EXPECT_EQ(reader.Count(2), 0U);
  EXPECT_TRUE(reader.failed());
}

TEST(PackedValuesTest, ATextThatIsCutIsEmpty) {
  std::string bytes;
  PutText("abc", &bytes);
  PackedReader reader(std::string_view(bytes).substr(0, 3));
  EXPECT_EQ(reader.Text(), "");
  EXPECT_TRUE(reader.failed());
}

}  // namespace
}  // namespace assay
