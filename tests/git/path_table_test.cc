#include "git/path_table.h"

#include <gtest/gtest.h>

namespace assay {
namespace {

TEST(PathTableTest, PathIsWhatItsNodeStandsFor) {
  PathTable paths;
  const PathTable::Node file = paths.Intern("a/b/c");
  EXPECT_EQ(paths.Path(file), "a/b/c");
  EXPECT_EQ(paths.Intern("a/b/c"), file);
  EXPECT_EQ(paths.Find(paths.Intern("a/b"), "c"), file);
  EXPECT_EQ(paths.Find(paths.Intern("a"), "c"), PathTable::kNone);
}

TEST(PathTableTest, FolderIsWantedWhileAFileInItIs) {
  PathTable paths;
  const PathTable::Node one = paths.Intern("a/one");
  const PathTable::Node two = paths.Intern("a/two");
  paths.AddWanted(one);
  paths.AddWanted(two);
  paths.RemoveWanted(one);
  EXPECT_TRUE(paths.IsWanted(paths.Intern("a")));
  EXPECT_FALSE(paths.IsWanted(one));
  paths.RemoveWanted(two);
  EXPECT_FALSE(paths.IsWanted(paths.Intern("a")));
}

TEST(PathTableTest, NextMarkForgetsTheMarks) {
  PathTable paths;
  const PathTable::Node file = paths.Intern("a/b");
  paths.NextMark();
  paths.Mark(file);
  EXPECT_TRUE(paths.IsMarked(paths.Intern("a")));
  paths.NextMark();
  EXPECT_FALSE(paths.IsMarked(file));
}

}  // namespace
}  // namespace assay
