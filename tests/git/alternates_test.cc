#include "git/alternates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/git/temp_repository.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

namespace fs = std::filesystem;

TEST(AlternatesTest, ParsesLinesCommentsAndQuotes) {
  EXPECT_THAT(ParseAlternates("# x\n/a/objects\n\n../b\r\n\"/c\\td\\303\\251\\\"\"\n\"/open\n"),
              ElementsAre("/a/objects", "../b", "/c\td\xc3\xa9\""));
}

TEST(AlternatesTest, DropsPathsThatHoldAZeroByte) {
  EXPECT_THAT(ParseAlternates(std::string("/a\0/b\n\"/c\\000d\"\n", 16)), IsEmpty());
}

// A folder of objects, and the text of the alternates file in it.
void MakeObjects(const std::string& folder, const std::string& alternates) {
  fs::create_directories(folder);
  if (!alternates.empty()) WriteFile(folder + "/info/alternates", alternates);
}

TEST(AlternatesTest, FollowsThoseInsideOfTheRepository) {
  const TempFolder folder;
  MakeObjects(folder.path() + "/objects", "../more/objects\n");
  MakeObjects(folder.path() + "/more/objects", "");
  const auto found = FindObjectFolders(folder.path(), false);
  ASSERT_TRUE(found);
  EXPECT_THAT(found->folders,
              ElementsAre(folder.path() + "/objects", folder.path() + "/more/objects"));
  EXPECT_THAT(found->diagnostics, IsEmpty());
}

TEST(AlternatesTest, RefusesThoseOutsideWithoutSayingWhereTheyAre) {
  const TempFolder folder;
  const TempFolder other;
  MakeObjects(folder.path() + "/objects", other.path() + "\n" + folder.path() + "/objects/../../" +
                                              fs::path(other.path()).filename().string() + "\n");
  const auto found = FindObjectFolders(folder.path(), false);
  ASSERT_TRUE(found);
  EXPECT_THAT(found->folders, SizeIs(1));
  ASSERT_THAT(found->diagnostics, SizeIs(1));
  EXPECT_EQ(found->diagnostics[0].code, "alternates");
  EXPECT_THAT(found->diagnostics[0].message, HasSubstr("2 folders outside"));
  EXPECT_THAT(found->diagnostics[0].message, Not(HasSubstr(other.path())));
}

TEST(AlternatesTest, RefusesALinkThatLeadsOutside) {
  const TempFolder folder;
  const TempFolder other;
  MakeObjects(folder.path() + "/objects", "../inside\n");
  fs::create_directory_symlink(other.path(), folder.path() + "/inside");
  const auto found = FindObjectFolders(folder.path(), false);
  ASSERT_TRUE(found);
  EXPECT_THAT(found->folders, SizeIs(1));
  EXPECT_THAT(found->diagnostics, SizeIs(1));
}

TEST(AlternatesTest, AFolderWhoseNameBeginsTheSameIsOutside) {
  const TempFolder folder;
  MakeObjects(folder.path() + "/repo/objects", "../../repo-private\n");
  MakeObjects(folder.path() + "/repo-private", "");
  EXPECT_THAT(FindObjectFolders(folder.path() + "/repo", false)->folders, SizeIs(1));
}

TEST(AlternatesTest, FollowsThoseOutsideWhenAllowed) {
  const TempFolder folder;
  const TempFolder other;
  MakeObjects(folder.path() + "/objects", other.path() + "\n");
  const auto found = FindObjectFolders(folder.path(), true);
  ASSERT_TRUE(found);
  EXPECT_THAT(found->folders, ElementsAre(folder.path() + "/objects", other.path()));
  EXPECT_THAT(found->diagnostics, IsEmpty());
}

TEST(AlternatesTest, RefusesObjectsThatAreALinkOutside) {
  const TempFolder folder;
  const TempFolder other;
  fs::create_directory_symlink(other.path(), folder.path() + "/objects");
  const auto refused = FindObjectFolders(folder.path(), false);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("leads out of the repository"));
  EXPECT_TRUE(FindObjectFolders(folder.path(), true));
}

TEST(AlternatesTest, EndsInCircles) {
  const TempFolder folder;
  MakeObjects(folder.path() + "/objects", "../a\n../objects\n");
  MakeObjects(folder.path() + "/a", "../objects\n../a\n");
  EXPECT_THAT(FindObjectFolders(folder.path(), false)->folders, SizeIs(2));
}

TEST(AlternatesTest, GoesFiveLevelsDeep) {
  const TempFolder folder;
  MakeObjects(folder.path() + "/objects", "../a1\n");
  for (int i = 1; i < 9; ++i) {
    MakeObjects(folder.path() + "/a" + std::to_string(i), "../a" + std::to_string(i + 1) + "\n");
  }
  EXPECT_THAT(FindObjectFolders(folder.path(), false)->folders, SizeIs(6));
}

TEST(AlternatesTest, ReportsWhatIsNotThere) {
  const TempFolder folder;
  MakeObjects(folder.path() + "/objects", "/no/such/folder\n");
  const auto found = FindObjectFolders(folder.path(), true);
  ASSERT_TRUE(found);
  ASSERT_THAT(found->diagnostics, SizeIs(1));
  EXPECT_THAT(found->diagnostics[0].message, HasSubstr("cannot be read"));
}

}  // namespace
}  // namespace assay
