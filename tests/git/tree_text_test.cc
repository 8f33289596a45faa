#include "git/tree_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

std::string Entry(const std::string& mode, const std::string& name) {
  return mode + " " + name + std::string(1, '\0') + std::string(20, '\x11');
}

using Names = std::vector<std::pair<TreeMode, std::string>>;

Names ReadAll(const std::string& bytes, bool* malformed = nullptr) {
  TreeReader reader(bytes);
  RawTreeEntry entry;
  Names names;
  while (reader.Next(&entry)) {
    EXPECT_EQ(entry.id.Hex(), std::string(40, '1'));
    names.emplace_back(entry.mode, entry.name);
  }
  if (malformed != nullptr) *malformed = reader.malformed();
  return names;
}

TEST(TreeTextTest, TellsModesApart) {
  EXPECT_THAT(ReadAll(Entry("100644", "a") + Entry("100755", "b") + Entry("120000", "c") +
                      Entry("160000", "d") + Entry("40000", "e")),
              ElementsAre(Pair(TreeMode::kFile, "a"), Pair(TreeMode::kExecutable, "b"),
                          Pair(TreeMode::kSymlink, "c"), Pair(TreeMode::kSubmodule, "d"),
                          Pair(TreeMode::kFolder, "e")));
}

TEST(TreeTextTest, ModesOfOldToolsAreWhatGitTakesThemFor) {
  EXPECT_THAT(ReadAll(Entry("100664", "a") + Entry("100600", "b") + Entry("100775", "c") +
                      Entry("040000", "d") + Entry("0", "e")),
              ElementsAre(Pair(TreeMode::kFile, "a"), Pair(TreeMode::kFile, "b"),
                          Pair(TreeMode::kExecutable, "c"), Pair(TreeMode::kFolder, "d"),
                          Pair(TreeMode::kSubmodule, "e")));
}

TEST(TreeTextTest, PassesOverNamesThatNoTreeMayHold) {
  bool malformed = false;
  EXPECT_THAT(ReadAll(Entry("100644", "") + Entry("100644", "..") + Entry("40000", ".") +
                          Entry("100644", "a/b") + Entry("100644", "c"),
                      &malformed),
              ElementsAre(Pair(TreeMode::kFile, "c")));
  EXPECT_TRUE(malformed);
}

TEST(TreeTextTest, KeepsBytesThatAreNoText) {
  EXPECT_THAT(ReadAll(Entry("100644", "caf\xe9")), ElementsAre(Pair(TreeMode::kFile, "caf\xe9")));
}

TEST(TreeTextTest, EndsWhereTheBytesMakeNoSense) {
  const std::string good = Entry("100644", "a");
  for (std::size_t size = 1; size < good.size(); ++size) {
    bool malformed = false;
    EXPECT_THAT(ReadAll(good + good.substr(0, size), &malformed),
                ElementsAre(Pair(TreeMode::kFile, "a")));
    EXPECT_TRUE(malformed) << size;
  }
  EXPECT_THAT(ReadAll(Entry("100844", "a")), IsEmpty());
  EXPECT_THAT(ReadAll(Entry("", "a")), IsEmpty());
  EXPECT_THAT(ReadAll(Entry("10064410064410", "a")), IsEmpty());
}

TEST(TreeTextTest, EmptyTreeIsNotMalformed) {
  bool malformed = true;
  EXPECT_THAT(ReadAll("", &malformed), IsEmpty());
  EXPECT_FALSE(malformed);
}

}  // namespace
}  // namespace assay
