#include "git/tree_diff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string Entry(const std::string& mode, const std::string& name, char id) {
  return mode + " " + name + std::string(1, '\0') + std::string(20, id);
}

// "+name" only in the newer tree, "-name" only in the older, "*name" different in both.
std::vector<std::string> Differences(const std::string& newer, const std::string& older) {
  std::vector<std::string> differences;
  TreePair pair(newer, older);
  const RawTreeEntry* now = nullptr;
  const RawTreeEntry* before = nullptr;
  while (pair.Next(&now, &before)) {
    const char sign = now == nullptr ? '-' : before == nullptr ? '+' : '*';
    differences.push_back(sign + std::string((now != nullptr ? now : before)->name));
  }
  return differences;
}

TEST(TreePairTest, EqualTreesHaveNoDifference) {
  const std::string tree = Entry("100644", "a", 1) + Entry("40000", "b", 2);
  EXPECT_THAT(Differences(tree, tree), IsEmpty());
  EXPECT_THAT(Differences("", ""), IsEmpty());
}

TEST(TreePairTest, TellsWhatIsAddedDeletedAndChanged) {
  const std::string older =
      Entry("100644", "a", 1) + Entry("100644", "b", 1) + Entry("100644", "d", 1);
  const std::string newer =
      Entry("100644", "a", 1) + Entry("100644", "b", 2) + Entry("100644", "c", 1);
  EXPECT_THAT(Differences(newer, older), ElementsAre("*b", "+c", "-d"));
}

TEST(TreePairTest, FoldersSortAsIfTheirNamesEndedWithASlash) {
  const std::string older = Entry("100644", "a.b", 1) + Entry("40000", "a", 1);
  EXPECT_THAT(Differences(older + Entry("100644", "b", 1), older), ElementsAre("+b"));
  EXPECT_THAT(Differences(Entry("100644", "a", 1), Entry("40000", "a", 1)),
              ElementsAre("+a", "-a"));
}

TEST(TreePairTest, IdsMayHoldAnyByte) {
  const std::string id_of_zeros = Entry("100644", "a", 0) + Entry("100644", "b", 0);
  EXPECT_THAT(Differences(id_of_zeros + Entry("100644", "c", 0), id_of_zeros), ElementsAre("+c"));
  EXPECT_THAT(Differences(Entry("100644", "a", 0), Entry("100644", "a", 1)), ElementsAre("*a"));
}

TEST(TreePairTest, ModesThatMeanTheSameAreTheSame) {
  EXPECT_THAT(Differences(Entry("100664", "a", 1), Entry("100644", "a", 1)), IsEmpty());
  EXPECT_THAT(Differences(Entry("040000", "a", 1), Entry("40000", "a", 1)), IsEmpty());
  EXPECT_THAT(Differences(Entry("100755", "a", 1), Entry("100644", "a", 1)), ElementsAre("*a"));
}

TEST(TreePairTest, DamagedTreeEndsAtTheDamage) {
  const std::string tree = Entry("100644", "a", 1);
  EXPECT_THAT(Differences(tree + "100644 b", tree), IsEmpty());
  EXPECT_THAT(Differences("100644 b", tree), ElementsAre("-a"));
}

}  // namespace
}  // namespace assay
