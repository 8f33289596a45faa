#include "base/ruby_pattern.h"

#include <gtest/gtest.h>

#include "base/pattern.h"
#include "base/perl_pattern.h"

namespace assay {
namespace {

// Whether Ruby's pattern is found, by the engine that it is translated for.
bool Finds(std::string_view ruby, std::string_view text) {
  const auto translation = TranslateRubyPattern(ruby);
  EXPECT_TRUE(translation.has_value()) << translation.error().message;
  if (!translation) return false;
  if (translation->backtracking) {
    return PerlPattern::Compile(translation->expression)->Search(text) ==
           PerlPattern::Outcome::kMatch;
  }
  return Pattern::Compile(translation->expression)->Search(text);
}

std::string Refusal(std::string_view ruby) {
  const auto translation = TranslateRubyPattern(ruby);
  return translation ? "" : translation.error().message;
}

TEST(RubyPatternTest, AnchorsAreOfLines) {
  EXPECT_TRUE(Finds("^b$", "a\nb\nc"));
  EXPECT_FALSE(Finds("\\Ab", "a\nb"));
  EXPECT_FALSE(Finds("a\\z", "a\n"));
}

TEST(RubyPatternTest, MLetsTheDotTakeLineEnds) {
  EXPECT_FALSE(Finds("a.b", "a\nb"));
  EXPECT_TRUE(Finds("(?m)a.b", "a\nb"));
  EXPECT_TRUE(Finds("(?m:a.)b", "a\nb"));
  EXPECT_FALSE(Finds("(?m:a).b", "a\nb"));
}

TEST(RubyPatternTest, WhiteSpaceHasTheVerticalTab) {
  EXPECT_TRUE(Finds("a\\sb", "a\vb"));
  EXPECT_FALSE(Finds("a\\Sb", "a\vb"));
  EXPECT_TRUE(Finds("a[\\s]b", "a\vb"));
  EXPECT_TRUE(Finds("a[\\S]b",
                    "a\xFF"
                    "b"));
}

TEST(RubyPatternTest, HIsADigitAndRALineEnd) {
  EXPECT_TRUE(Finds("^\\h+$", "c0FFee"));
  EXPECT_FALSE(Finds("^\\h+$", "\t"));
  EXPECT_TRUE(Finds("a\\Rb", "a\r\nb"));
}

TEST(RubyPatternTest, AFlagHoldsToTheEndOfItsGroupWithAllAlternatives) {
  EXPECT_TRUE(Finds("a(?i)b|c", "aB"));
  EXPECT_TRUE(Finds("a(?i)b|c", "aC"));  // elsewhere: "aB" or "C"
  EXPECT_FALSE(Finds("a(?i)b|c", "xC"));
  EXPECT_FALSE(Finds("(?:(?i)a)b", "AB"));
}

TEST(RubyPatternTest, ExtendedPatternsLoseSpaceAndComments) {
  EXPECT_TRUE(Finds("(?x) a [ ] b # c\n d", "a bd"));
  EXPECT_FALSE(Finds("(?x) a b", "a b"));
}

TEST(RubyPatternTest, ABraceMayBeABrace) {
  EXPECT_TRUE(Finds("a{x}", "a{x}"));
  EXPECT_TRUE(Finds("^a{2}$", "aa"));
  EXPECT_TRUE(Finds("(?:{|$)", "{"));
}

TEST(RubyPatternTest, WhatNeedsBacktrackingIsSaid) {
  for (const char* const ruby : {"a(?=b)", "a(?!b)", "(?<=a)b", "(?<!a)b", "(?>a)b", "a*+b",
                                 "(a)\\1", "(?<n>a)\\k<n>", "(?<n>a)\\g<n>"}) {
    const auto translation = TranslateRubyPattern(ruby);
    ASSERT_TRUE(translation.has_value()) << ruby;
    EXPECT_TRUE(translation->backtracking) << ruby;
    EXPECT_TRUE(PerlPattern::Compile(translation->expression).has_value()) << ruby;
  }
  EXPECT_FALSE(TranslateRubyPattern("(?i:a|[b-d]+?)\\b")->backtracking);
}

TEST(RubyPatternTest, WhatEnginesWouldReadOtherwiseIsRefused) {
  EXPECT_NE(Refusal("[\\s&&[^\\n]]"), "");
  EXPECT_NE(Refusal("[a[bc]]"), "");
  EXPECT_NE(Refusal("a{,3}"), "");
  EXPECT_NE(Refusal("a{2}+"), "");
  EXPECT_NE(Refusal("a**"), "");
  EXPECT_NE(Refusal("\\p{Alpha}"), "");
  EXPECT_NE(Refusal("\\X"), "");
  EXPECT_NE(Refusal("caf\xC3\xA9"), "");
  EXPECT_NE(Refusal("(a"), "");
  EXPECT_NE(Refusal("a)"), "");
  EXPECT_NE(Refusal("[a"), "");
  EXPECT_NE(Refusal("(?u)a"), "");
  EXPECT_EQ(Refusal("[[:alpha:]_]"), "");
}

TEST(PerlPatternTest, GroupsThatTookNoPartAreNull) {
  std::vector<std::string_view> groups;
  EXPECT_EQ(PerlPattern::Compile("(a)|(b)")->Search("b", &groups), PerlPattern::Outcome::kMatch);
  ASSERT_EQ(groups.size(), 3U);
  EXPECT_EQ(groups[1].data(), nullptr);
  EXPECT_EQ(groups[2], "b");
}

TEST(PerlPatternTest, GivesUpOnTextThatMakesItBacktrack) {
  const std::string text(60, 'a');
  EXPECT_EQ(PerlPattern::Compile("(?:a+)+[bc]")->Search(text), PerlPattern::Outcome::kGaveUp);
  EXPECT_EQ(PerlPattern::Compile("x")->Search(text), PerlPattern::Outcome::kNoMatch);
}

TEST(PerlPatternTest, SaysWhatIsWrongWithAnExpression) {
  EXPECT_NE(PerlPattern::Compile("(a").error().message.find("(a"), std::string::npos);
}

}  // namespace
}  // namespace assay
