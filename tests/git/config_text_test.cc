#include "git/config_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::FieldsAre;
using ::testing::IsEmpty;
using ::testing::Optional;

TEST(ConfigTextTest, JoinsSectionSubsectionAndName) {
  EXPECT_THAT(ParseConfig("[Core]\n\tBare = true\n[remote \"My.Origin\"]\n\turl = x\n"),
              ElementsAre(FieldsAre("core.bare", "true"), FieldsAre("remote.My.Origin.url", "x")));
}

TEST(ConfigTextTest, NameAloneIsTrue) {
  EXPECT_THAT(ParseConfig("[core]\nbare\nsparse ; why\n"),
              ElementsAre(FieldsAre("core.bare", "true"), FieldsAre("core.sparse", "true")));
}

TEST(ConfigTextTest, EntryMayFollowItsHeaderOnTheSameLine) {
  EXPECT_THAT(ParseConfig("[core] bare = yes"), ElementsAre(FieldsAre("core.bare", "yes")));
}

TEST(ConfigTextTest, ValueLosesCommentsQuotesAndOuterBlanks) {
  EXPECT_THAT(ParseConfig("[a]\nb =  x  y \" # ; \"  # comment\n"),
              ElementsAre(FieldsAre("a.b", "x  y  # ; ")));
}

TEST(ConfigTextTest, EscapesAndContinuedLines) {
  EXPECT_THAT(ParseConfig("[a]\nb = one\\\ntwo\\t\\\"\\\\\r\nc = d\n"),
              ElementsAre(FieldsAre("a.b", "onetwo\t\"\\"), FieldsAre("a.c", "d")));
}

TEST(ConfigTextTest, OldSubsectionForm) {
  EXPECT_THAT(ParseConfig("[Branch.Main]\nx=1\n"), ElementsAre(FieldsAre("branch.main.x", "1")));
}

TEST(ConfigTextTest, EscapedQuoteInSubsection) {
  EXPECT_THAT(ParseConfig("[a \"b\\\"]\\\\c\"]\nd=1\n"),
              ElementsAre(FieldsAre("a.b\"]\\c.d", "1")));
}

TEST(ConfigTextTest, SkipsWhatGitWouldRefuse) {
  EXPECT_THAT(ParseConfig("x = 1\n[a\ny = 2\n[b \"open\nz = 3\n[c]\n=4\nd e\nf = 5\n"),
              ElementsAre(FieldsAre("c.f", "5")));
  EXPECT_THAT(ParseConfig(""), IsEmpty());
  EXPECT_THAT(ParseConfig("[a]\nb = \"\\"), ElementsAre(FieldsAre("a.b", "")));
}

TEST(ConfigTextTest, SkipsAByteOrderMark) {
  EXPECT_THAT(ParseConfig("\xef\xbb\xbf[a]\nb=c\n"), ElementsAre(FieldsAre("a.b", "c")));
}

TEST(ConfigTextTest, LastValueCounts) {
  const auto config = ParseConfig("[a]\nb=1\nb=2\n");
  EXPECT_THAT(ConfigValue(config, "a.b"), Optional(std::string_view("2")));
  EXPECT_EQ(ConfigValue(config, "a.c"), std::nullopt);
}

TEST(ConfigTextTest, BooleansAreGits) {
  for (const char* const text : {"true", "Yes", "ON", "1", "07"}) EXPECT_TRUE(ConfigIsTrue(text));
  for (const char* const text : {"", "false", "no", "off", "0", "00", "x"}) {
    EXPECT_FALSE(ConfigIsTrue(text)) << text;
  }
}

}  // namespace
}  // namespace assay
