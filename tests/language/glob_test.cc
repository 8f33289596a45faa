// Random patterns are held to libgit2 itself in tests/linguist.
#include "language/glob.h"

#include <gtest/gtest.h>

#include <string>

namespace assay {
namespace {

bool Fits(std::string_view pattern, std::string_view text, bool whole_path = true) {
  std::size_t steps = 1'000'000;
  return Glob(pattern, whole_path).Matches(text, &steps);
}

TEST(GlobTest, AStarStaysInItsFolderInAWholePath) {
  EXPECT_TRUE(Fits("a/*", "a/b"));
  EXPECT_FALSE(Fits("a/*", "a/b/c"));
  EXPECT_FALSE(Fits("a?b", "a/b"));
  EXPECT_TRUE(Fits("*.rb", "a.b.rb", false));
}

TEST(GlobTest, TwoStarsBetweenSlashesAreAnyFolders) {
  EXPECT_TRUE(Fits("**/a", "a"));
  EXPECT_TRUE(Fits("**/a", "x/y/a"));
  EXPECT_FALSE(Fits("**/a", "xa"));
  EXPECT_TRUE(Fits("a/**/b", "a/b"));
  EXPECT_TRUE(Fits("a/**/b", "a/x/y/b"));
  EXPECT_TRUE(Fits("a/**", "a/x/y"));
  EXPECT_FALSE(Fits("a/**", "a"));
  EXPECT_FALSE(Fits("a**b", "a/b"));  // not alone: one star
}

TEST(GlobTest, SetsFollowWildmatch) {
  EXPECT_TRUE(Fits("[]a]", "]"));
  EXPECT_TRUE(Fits("[!a]", "b"));
  EXPECT_TRUE(Fits("[^a]", "b"));
  EXPECT_TRUE(Fits("[a-c-e]", "-"));
  EXPECT_FALSE(Fits("[a-c-e]", "d"));
  EXPECT_TRUE(Fits("[[:digit:]]", "7"));
  EXPECT_FALSE(Fits("[[:none:]]", "7"));
  EXPECT_FALSE(Fits("[a", "a"));
  EXPECT_FALSE(Fits("[/]", "/"));
  EXPECT_TRUE(Fits("[\\]]", "]"));
}

TEST(GlobTest, ABackslashTakesTheNextLiterally) {
  EXPECT_TRUE(Fits("a\\*", "a*"));
  EXPECT_FALSE(Fits("a\\*", "ab"));
  EXPECT_FALSE(Fits("a\\", "a\\"));
}

TEST(GlobTest, ManyStarsTakeLinearSteps) {
  std::string pattern;
  for (int i = 0; i < 50; ++i) pattern += "**/*a";
  std::size_t steps = 2'000'000;
  EXPECT_FALSE(Glob(pattern, true).Matches(std::string(4000, 'a') + "/b", &steps));
  EXPECT_GT(steps, 0U);
}

TEST(GlobTest, StopsWhereTheStepsEnd) {
  std::size_t steps = 10;
  EXPECT_FALSE(Glob("*a*a*a*b", false).Matches(std::string(100, 'a'), &steps));
  EXPECT_EQ(steps, 0U);
}

}  // namespace
}  // namespace assay
