#include "language/attributes.h"

#include <gtest/gtest.h>

namespace assay {
namespace {

LinguistAttributes For(std::string_view path, const std::string& root,
                       const std::string& nested = "") {
  return AttributeRules({{"sub/.gitattributes", nested}, {".gitattributes", root}}).For(path);
}

TEST(AttributesTest, LaterLinesAndDeeperFilesWin) {
  EXPECT_EQ(For("a.rb", "*.rb linguist-vendored\na.rb -linguist-vendored\n").vendored, false);
  EXPECT_EQ(For("sub/a.rb", "*.rb linguist-vendored\n", "*.rb -linguist-vendored\n").vendored,
            false);
  EXPECT_EQ(For("a.rb", "*.rb linguist-vendored\n", "*.rb -linguist-vendored\n").vendored, true);
}

TEST(AttributesTest, AnExclamationMarkTakesBackWhatWasSaid) {
  EXPECT_EQ(For("a.rb", "* linguist-vendored\n*.rb !linguist-vendored\n").vendored, std::nullopt);
}

TEST(AttributesTest, TheValueFalseIsFalseAndAnyOtherTrue) {
  EXPECT_EQ(For("a", "* linguist-generated=false\n").generated, false);
  EXPECT_EQ(For("a", "* linguist-generated=no\n").generated, true);
  EXPECT_EQ(For("a", "* linguist-generated=\n").generated, true);
}

TEST(AttributesTest, MacrosOfTheRootHoldFromTheirLineOn) {
  const std::string macro = "[attr]theirs linguist-vendored linguist-language=Python\n";
  EXPECT_EQ(For("a", macro + "* theirs\n").language, "Python");
  EXPECT_EQ(For("a", "* theirs\n" + macro).vendored, std::nullopt);
  EXPECT_EQ(For("sub/a", macro, "* theirs\n").vendored, true);
  EXPECT_EQ(For("sub/a", "", macro + "* theirs\n").vendored, std::nullopt);
  EXPECT_EQ(For("a", macro + "* theirs=x\n").vendored, std::nullopt);
}

TEST(AttributesTest, ManyNestedMacrosStaySmall) {
  std::string text = "[attr]m0 linguist-vendored\n";
  for (int i = 1; i < 10'000; ++i) {
    const std::string before = " m" + std::to_string(i - 1);
    text += "[attr]m" + std::to_string(i) + before + before + "\n";
  }
  EXPECT_EQ(For("a", text + "* m9999\n").vendored, true);
}

TEST(AttributesTest, APatternThatIsNegatedMeansAllOthers) {
  EXPECT_EQ(For("b", "!a linguist-vendored\n").vendored, true);
  EXPECT_EQ(For("a", "!a linguist-vendored\n").vendored, std::nullopt);
}

TEST(AttributesTest, SpacesMayBeEscapedAndQuotesMeanNothing) {
  EXPECT_EQ(For("a b", "a\\ b linguist-vendored\n").vendored, true);
  EXPECT_EQ(For("a", "\"a\" linguist-vendored\n").vendored, std::nullopt);
}

TEST(AttributesTest, NothingIsReadBehindANul) {
  EXPECT_EQ(For("b", std::string("a x\n\0b linguist-vendored\n", 25)).vendored, std::nullopt);
}

TEST(AttributesTest, AFileOfMoreThanAMebibyteIsNotRead) {
  const AttributeRules rules(
      {{".gitattributes", "* linguist-vendored\n" + std::string(std::size_t{1} << 20, '\n')}});
  EXPECT_EQ(rules.For("a").vendored, std::nullopt);
  ASSERT_EQ(rules.diagnostics().size(), 1U);
  EXPECT_EQ(rules.diagnostics()[0].code, "attributes-too-large");
}

TEST(AttributesTest, TooManyLinesAreCutOff) {
  std::string text;
  for (int i = 0; i < 10'001; ++i) text += "a linguist-vendored\n";
  const AttributeRules rules({{".gitattributes", text}});
  ASSERT_EQ(rules.diagnostics().size(), 1U);
  EXPECT_EQ(rules.diagnostics()[0].code, "too-many-attributes");
}

TEST(AttributesTest, GivesUpOnAPathThatTakesTooManySteps) {
  std::string text;
  for (int i = 0; i < 3'000; ++i) text += "*a*a*a*a*b linguist-vendored\n";
  const LinguistAttributes attributes =
      For(std::string(4'000, 'a'), text + "* linguist-detectable");
  EXPECT_TRUE(attributes.gave_up);
  EXPECT_EQ(attributes.detectable, std::nullopt);
}

}  // namespace
}  // namespace assay
