#include "git/rename_finder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "git/alternates.h"
#include "tests/git/temp_repository.h"

namespace assay {
namespace {

int Likeness(std::string_view older, std::string_view newer) {
  return Similarity(PiecesOf(older), older.size(), PiecesOf(newer), newer.size());
}

TEST(SimilarityTest, CountsBytesOfTheLargerTextThatWereThere) {
  EXPECT_EQ(Likeness("a\nb\n", "a\nb\n"), 60'000);
  EXPECT_EQ(Likeness("a\nb\n", "b\na\n"), 60'000);
  EXPECT_EQ(Likeness("a\nb\n", "a\nc\n"), 30'000);
  EXPECT_EQ(Likeness("a\n", "a\na\na\na\n"), 15'000);
  EXPECT_EQ(Likeness("a\n", ""), 0);
  EXPECT_EQ(Likeness("", "a\n"), 0);
}

TEST(SimilarityTest, LineEndsOfWindowsAreTheSame) {
  EXPECT_EQ(Likeness("aaa\nbbb\n", "aaa\r\nbbb\r\n"), 48'000);  // 8 of 10 bytes
}

class RenameFinderTest : public ::testing::Test {
 protected:
  void Delete(const std::string& path, const std::string& text) {
    deleted_.push_back({path, repository_.WriteBlob(text), TreeMode::kFile});
  }

  // The path that a new file was renamed from, or "".
  std::string Source(const std::string& path, const std::string& text,
                     TreeMode mode = TreeMode::kFile, std::size_t most = 100) {
    const ObjectId blob = repository_.WriteBlob(text);
    Diagnostics diagnostics;
    ObjectReader objects(std::make_shared<const ObjectStore>(
        ObjectStore::Open({repository_.git_dir() + "/objects"}, false, &diagnostics)));
    const Limits limits;
    RenameFinder finder(deleted_, most, limits, &objects);
    const DeletedFile* const source = finder.Find(path, blob, mode);
    full_ = finder.full();
    return source == nullptr ? "" : source->path;
  }

  TempRepository repository_;
  std::vector<DeletedFile> deleted_;
  bool full_ = false;
};

TEST_F(RenameFinderTest, NothingDeletedMeansNew) { EXPECT_EQ(Source("a", "1\n"), ""); }

TEST_F(RenameFinderTest, SameContentWithTheSameNameComesFirst) {
  Delete("x/other", "1\n2\n");
  Delete("y/a", "1\n2\n");
  EXPECT_EQ(Source("z/a", "1\n2\n"), "y/a");
  EXPECT_EQ(Source("z/b", "1\n2\n"), "x/other");
}

TEST_F(RenameFinderTest, UniqueNameIsEnoughAtThreeQuarters) {
  Delete("x/a", "1\n2\n3\n4\n");
  Delete("x/b", "1\n2\n3\n4\n5\n");
  EXPECT_EQ(Source("y/a", "1\n2\n3\n5\n"), "x/a");  // x/b has all of it.
  EXPECT_EQ(Source("y/a", "1\n2\n5\n5\n"), "x/b");
}

TEST_F(RenameFinderTest, HalfMustBeTheSame) {
  Delete("a", "1\n2\n3\n4\n");
  EXPECT_EQ(Source("b", "1\n2\n5\n6\n"), "a");
  EXPECT_EQ(Source("b", "1\n5\n6\n7\n"), "");
}

TEST_F(RenameFinderTest, LinkIsRenamedOnlyAsItIs) {
  Delete("a", "target");
  EXPECT_EQ(Source("b", "target", TreeMode::kSymlink), "");
  deleted_[0].mode = TreeMode::kSymlink;
  EXPECT_EQ(Source("b", "target", TreeMode::kSymlink), "a");
}

TEST_F(RenameFinderTest, ComparisonsAreLimited) {
  Delete("a", "1\n2\n3\n");
  Delete("b", "1\n2\n3\n4\n");
  EXPECT_EQ(Source("c", "1\n2\n3\n5\n", TreeMode::kFile, 1), "a");
  EXPECT_TRUE(full_);
  EXPECT_EQ(Source("c", "1\n2\n3\n4\n5\n", TreeMode::kFile, 2), "b");
  EXPECT_FALSE(full_);
}

}  // namespace
}  // namespace assay
