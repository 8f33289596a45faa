#include "git/file_lines.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "git/common_bytes.h"

namespace assay {
namespace {

FileLines LinesOf(const std::string& text) {
  return FileLines(std::make_shared<const Object>(Object{ObjectType::kBlob, text}));
}

TEST(FileLinesTest, LinesKeepTheirEnds) {
  const FileLines lines = LinesOf("a\r\n\nb");
  ASSERT_EQ(lines.count(), 3U);
  EXPECT_EQ(lines.Text(0), "a\r\n");
  EXPECT_EQ(lines.Text(1), "\n");
  EXPECT_EQ(lines.Text(2), "b");
  EXPECT_EQ(LinesOf("").count(), 0U);
  EXPECT_EQ(LinesOf("a\n").count(), 1U);
}

TEST(FileLinesTest, FindsTheFirstLineFromAnOffset) {
  const FileLines lines = LinesOf("ab\ncd\n");
  EXPECT_EQ(lines.FirstFrom(0), 0U);
  EXPECT_EQ(lines.FirstFrom(1), 1U);
  EXPECT_EQ(lines.FirstFrom(3), 1U);
  EXPECT_EQ(lines.FirstFrom(4), 2U);
}

TEST(CommonBytesTest, CountsFromBothEnds) {
  const std::string text = "0123456789abcdefghij";
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string other = text;
    other[i] = '!';
    EXPECT_EQ(CommonPrefix(text, other), i);
    EXPECT_EQ(CommonSuffix(text, other), text.size() - 1 - i);
    EXPECT_EQ(CommonPrefix(text, text.substr(0, i)), i);
    EXPECT_EQ(CommonSuffix(text, text.substr(i)), text.size() - i);
  }
}

}  // namespace
}  // namespace assay
