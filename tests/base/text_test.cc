#include "base/text.h"

#include <gtest/gtest.h>

#include <functional>

namespace assay {
namespace {

TEST(TextTest, ANormalPathHasNoStepsBack) {
  EXPECT_EQ(NormalPath("a/b", "../c/./d"), "a/c/d");
  EXPECT_EQ(NormalPath("", "a//b/"), "a/b");
  EXPECT_EQ(NormalPath("a", ".."), "");
}

TEST(TextTest, APathThatLeavesTheRootIsNone) {
  EXPECT_EQ(NormalPath("a", "../.."), std::nullopt);
  EXPECT_EQ(NormalPath("", "../a"), std::nullopt);
}

TEST(TextTest, ByteThatIsNotAsciiIsSeenAtAnyPlace) {
  const std::string ascii(200, 'a');
  EXPECT_TRUE(IsAscii(ascii));
  EXPECT_TRUE(IsValidUtf8(ascii));
  for (std::size_t at = 0; at < ascii.size(); ++at) {
    std::string text = ascii;
    text[at] = '\x80';
    EXPECT_FALSE(IsAscii(text)) << at;
    EXPECT_FALSE(IsValidUtf8(text)) << at;
  }
}

TEST(TextTest, AsciiIsToldInWholeWordsAndBehindThem) {
  EXPECT_TRUE(IsAscii("0123456789"));
  EXPECT_FALSE(IsAscii("01234567\xC3\xA4"));
  EXPECT_FALSE(IsAscii("\xC3\xA4"));
  EXPECT_TRUE(
      IsValidUtf8("01234567\xC3\xA4"
                  "01234567"));
  EXPECT_FALSE(
      IsValidUtf8("01234567\xC3"
                  "01234567"));
}

TEST(TextTest, AGlobsLiteralEndIsComparedFirst) {
  EXPECT_TRUE(MatchesGlob("**/a.yml", "x/a.yml"));
  EXPECT_FALSE(MatchesGlob("**/a.yml", "x/a.yaml"));
  EXPECT_FALSE(MatchesGlob("*b", "a/b"));
  EXPECT_FALSE(MatchesGlob("ab", "b"));
  EXPECT_TRUE(MatchesGlob("ab", "ab"));
}

// Texts with each byte at each place among others of `around`: blocks of eight bytes and what is
// left are looked at in different ways.
void AtEachPlace(char around, const std::function<void(const std::string&, std::size_t)>& test) {
  for (std::size_t size = 1; size <= 17; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      for (int byte = 0; byte < 256; ++byte) {
        std::string text(size, around);
        text[at] = static_cast<char>(byte);
        test(text, at);
      }
    }
  }
}

TEST(TextTest, EachByteIsLoweredWhereverItStands) {
  AtEachPlace('\xC3', [](const std::string& text, std::size_t at) {
    std::string lower = text;
    if (lower[at] >= 'A' && lower[at] <= 'Z') lower[at] += 'a' - 'A';
    ASSERT_EQ(ToLowerAscii(text), lower) << "at " << at;
  });
}

TEST(TextTest, ABlankIsFoundWhereverItStands) {
  AtEachPlace('!', [](const std::string& text, std::size_t at) {
    ASSERT_EQ(HasBlank(text), static_cast<unsigned char>(text[at]) <= ' ') << text << " at " << at;
  });
  EXPECT_FALSE(HasBlank(""));
}

}  // namespace
}  // namespace assay
