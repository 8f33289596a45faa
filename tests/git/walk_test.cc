#include "git/walk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "git/repository.h"
#include "tests/git/temp_repository.h"

namespace assay {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<std::string> Paths(const Snapshot& snapshot) {
  std::vector<std::string> paths;
  for (const TreeEntry& entry : snapshot.entries) paths.push_back(entry.path);
  return paths;
}

auto HasCode(const std::string& code, const std::string& path = "") {
  return AllOf(Field(&Diagnostic::code, code), Field(&Diagnostic::path, path));
}

class WalkTest : public ::testing::Test {
 protected:
  Snapshot Walk(const std::string& prefix = "", const Limits& limits = {}) {
    auto snapshot = Repository::Open(repository_.path())->Walk("", prefix, limits);
    EXPECT_TRUE(snapshot) << snapshot.error().message;
    return snapshot ? *std::move(snapshot) : Snapshot();
  }

  std::string ErrorOf(const std::string& prefix) {
    const auto snapshot = Repository::Open(repository_.path())->Walk("", prefix, {});
    EXPECT_FALSE(snapshot);
    return snapshot ? "" : snapshot.error().message;
  }

  TempRepository repository_;
};

TEST_F(WalkTest, ListsFilesInOrderOfPathBytes) {
  repository_.Commit(
      {{"b.txt", "1"}, {"b/c", "2"}, {"b-d", "3"}, {"a/x/y", "4"}, {"Z", "5"}, {"\xc3\xa9", "6"}});
  EXPECT_THAT(Paths(Walk()), ElementsAre("Z", "a/x/y", "b-d", "b.txt", "b/c", "\xc3\xa9"));
}

TEST_F(WalkTest, FillsInTheCommit) {
  const ObjectId id = repository_.Commit(
      {{"a", "1"}}, {.message = "Add a\n\nBody\n", .author = "Bob <bob@example.org> 5 +0100"});
  const Snapshot snapshot = Walk();
  EXPECT_EQ(snapshot.commit, id);
  EXPECT_EQ(snapshot.author.name, "Bob");
  EXPECT_EQ(snapshot.author.time, 5);
  EXPECT_EQ(snapshot.committer.email, "ada@example.org");
  EXPECT_EQ(snapshot.subject, "Add a");
  EXPECT_THAT(snapshot.diagnostics, IsEmpty());
}

TEST_F(WalkTest, TellsKindsApartAndFollowsNoSubmodule) {
  const ObjectId blob = repository_.WriteBlob("target");
  const ObjectId other = *ObjectId::FromHex(std::string(40, 'e'));
  repository_.CommitTree(repository_.WriteTree({{"100755", "run", blob},
                                                {"100644", "text", blob},
                                                {"120000", "to", blob},
                                                {"160000", "vendor", other}}));
  EXPECT_THAT(Walk().entries, ElementsAre(Field(&TreeEntry::kind, EntryKind::kExecutable),
                                          Field(&TreeEntry::kind, EntryKind::kFile),
                                          Field(&TreeEntry::kind, EntryKind::kSymlink),
                                          AllOf(Field(&TreeEntry::kind, EntryKind::kSubmodule),
                                                Field(&TreeEntry::blob, other))));
}

TEST_F(WalkTest, PrefixKeepsPathsFromTheRoot) {
  repository_.Commit({{"a/b/c", "1"}, {"a/b/d/e", "2"}, {"a/bb", "3"}, {"x", "4"}});
  EXPECT_THAT(Paths(Walk("a/b")), ElementsAre("a/b/c", "a/b/d/e"));
  EXPECT_THAT(Paths(Walk("/a//./b/")), ElementsAre("a/b/c", "a/b/d/e"));
  EXPECT_THAT(Paths(Walk("a/bb")), ElementsAre("a/bb"));
  EXPECT_THAT(Paths(Walk(".")), SizeIs(4));
}

TEST_F(WalkTest, PrefixOutsideOfTheTreeIsAnError) {
  repository_.Commit({{"a/b", "1"}});
  for (const char* const prefix : {"c", "a/c", "a/b/c", "..", "a/../a", "A"}) {
    EXPECT_THAT(ErrorOf(prefix), HasSubstr("in this commit's tree")) << prefix;
  }
}

TEST_F(WalkTest, EmptyTreeHasNoEntries) {
  repository_.Commit({});
  EXPECT_THAT(Walk().entries, IsEmpty());
  EXPECT_THAT(Walk().diagnostics, IsEmpty());
}

TEST_F(WalkTest, EmptyTreeNeedNotBeStored) {
  repository_.CommitTree(*ObjectId::FromHex("4b825dc642cb6eb9a060e54bf8d69288fbee4904"));
  EXPECT_THAT(Walk().entries, IsEmpty());
}

TEST_F(WalkTest, KeepsPathsThatAreNoUtf8) {
  repository_.Commit({{"caf\xe9/men\xfc", "1"}});
  EXPECT_THAT(Paths(Walk()), ElementsAre("caf\xe9/men\xfc"));
}

TEST_F(WalkTest, OldModesAreTolerated) {
  const ObjectId blob = repository_.WriteBlob("x");
  const ObjectId folder = repository_.WriteTree({{"100664", "b", blob}});
  repository_.CommitTree(repository_.WriteTree({{"040000", "a", folder}}));
  EXPECT_THAT(Paths(Walk()), ElementsAre("a/b"));
}

TEST_F(WalkTest, TreesOutOfOrderAreSorted) {
  const ObjectId blob = repository_.WriteBlob("x");
  repository_.CommitTree(repository_.WriteTree({{"100644", "b", blob}, {"100644", "a", blob}}));
  EXPECT_THAT(Paths(Walk()), ElementsAre("a", "b"));
}

TEST_F(WalkTest, PathsThatOccurTwiceAreListedOnce) {
  const ObjectId first = repository_.WriteBlob("x");
  const ObjectId second = repository_.WriteBlob("y");
  repository_.CommitTree(repository_.WriteTree({{"100644", "a", first}, {"100644", "a", second}}));
  const Snapshot snapshot = Walk();
  EXPECT_THAT(snapshot.entries, ElementsAre(Field(&TreeEntry::blob, first)));
  EXPECT_THAT(snapshot.diagnostics, ElementsAre(HasCode("damaged-tree")));
}

TEST_F(WalkTest, NamesThatLeadElsewhereAreLeftOut) {
  const ObjectId blob = repository_.WriteBlob("x");
  const ObjectId folder = repository_.WriteTree({{"100644", "..", blob}, {"100644", "ok", blob}});
  repository_.CommitTree(repository_.WriteTree({{"100644", "../a", blob}, {"40000", "b", folder}}));
  const Snapshot snapshot = Walk();
  EXPECT_THAT(Paths(snapshot), ElementsAre("b/ok"));
  EXPECT_THAT(snapshot.diagnostics,
              ElementsAre(HasCode("damaged-tree", "b"), HasCode("damaged-tree")));
}

TEST_F(WalkTest, MissingTreeIsADiagnostic) {
  const ObjectId blob = repository_.WriteBlob("x");
  const ObjectId gone = *ObjectId::FromHex(std::string(40, 'd'));
  repository_.CommitTree(repository_.WriteTree({{"40000", "a", gone}, {"100644", "b", blob}}));
  const Snapshot snapshot = Walk();
  EXPECT_THAT(Paths(snapshot), ElementsAre("b"));
  EXPECT_THAT(snapshot.diagnostics, ElementsAre(HasCode("missing-tree", "a")));
}

TEST_F(WalkTest, ManyMissingTreesAreCounted) {
  const ObjectId gone = *ObjectId::FromHex(std::string(40, 'd'));
  std::vector<RawEntry> entries;
  for (int i = 100; i < 200; ++i) entries.push_back({"40000", std::to_string(i), gone});
  repository_.CommitTree(repository_.WriteTree(entries));
  const Snapshot snapshot = Walk();
  EXPECT_THAT(snapshot.diagnostics, SizeIs(51));
  EXPECT_THAT(snapshot.diagnostics.back().message, HasSubstr("50 more"));
}

TEST_F(WalkTest, MissingRootTreeIsAnError) {
  repository_.CommitTree(*ObjectId::FromHex(std::string(40, 'd')));
  EXPECT_THAT(ErrorOf(""), HasSubstr("cannot read the tree"));
}

TEST_F(WalkTest, BlobInPlaceOfATreeIsDamage) {
  const ObjectId blob = repository_.WriteBlob("x");
  repository_.CommitTree(repository_.WriteTree({{"40000", "a", blob}}));
  EXPECT_THAT(Walk().diagnostics, ElementsAre(HasCode("damaged-tree", "a")));
}

TEST_F(WalkTest, EntriesAreLimited) {
  repository_.Commit({{"a", "1"}, {"b", "2"}, {"c", "3"}, {"d", "4"}});
  Limits limits;
  limits.tree_entries = 2;
  const Snapshot snapshot = Walk("", limits);
  EXPECT_THAT(Paths(snapshot), ElementsAre("a", "b"));
  EXPECT_THAT(snapshot.diagnostics, ElementsAre(HasCode("too-many-files")));
}

TEST_F(WalkTest, DepthIsLimited) {
  repository_.Commit({{"a/b/c/d", "1"}, {"a/e", "2"}});
  Limits limits;
  limits.tree_depth = 2;
  const Snapshot snapshot = Walk("", limits);
  EXPECT_THAT(Paths(snapshot), ElementsAre("a/e"));
  EXPECT_THAT(snapshot.diagnostics, ElementsAre(HasCode("tree-too-deep", "a/b")));
}

TEST_F(WalkTest, PathsAreLimited) {
  repository_.Commit({{"a/long-name", "1"}, {"b", "2"}});
  Limits limits;
  limits.path_bytes = 8;
  const Snapshot snapshot = Walk("", limits);
  EXPECT_THAT(Paths(snapshot), ElementsAre("b"));
  EXPECT_THAT(snapshot.diagnostics, ElementsAre(HasCode("path-too-long", "a")));
}

TEST_F(WalkTest, AllPathsTogetherAreLimited) {
  repository_.Commit({{"aaaa", "1"}, {"bbbb", "2"}, {"cccc", "3"}});
  Limits limits;
  limits.all_path_bytes = 9;
  EXPECT_THAT(Walk("", limits).diagnostics, ElementsAre(HasCode("too-many-files")));
}

TEST_F(WalkTest, TreeThatMultipliesItselfEnds) {
  ObjectId tree = repository_.WriteFiles({{"file", "x"}});
  for (int level = 0; level < 100; ++level) {
    std::vector<RawEntry> entries;
    for (char c = 'a'; c <= 'j'; ++c) entries.push_back({"40000", std::string(1, c), tree});
    tree = repository_.WriteTree(entries);
  }
  repository_.CommitTree(tree);
  Limits limits;
  limits.tree_entries = 20'000;
  const Snapshot snapshot = Walk("", limits);
  EXPECT_LE(snapshot.entries.size(), 20'000U);
  EXPECT_THAT(snapshot.diagnostics, ElementsAre(HasCode("too-many-files")));
}

TEST_F(WalkTest, DeepTreesAreNotRecursedInto) {
  ObjectId tree = repository_.WriteFiles({{"file", "x"}});
  for (int level = 0; level < 3000; ++level) tree = repository_.WriteTree({{"40000", "d", tree}});
  repository_.CommitTree(tree);
  Limits limits;
  limits.tree_depth = 100'000;
  limits.path_bytes = 100'000;
  EXPECT_THAT(Walk("", limits).entries, SizeIs(1));
  EXPECT_THAT(Walk().diagnostics, SizeIs(1));
}

TEST_F(WalkTest, CommitWithoutAuthorIsWalked) {
  repository_.Commit({{"a", "1"}}, {.author = "nobody"});
  const Snapshot snapshot = Walk();
  EXPECT_THAT(snapshot.entries, SizeIs(1));
  EXPECT_THAT(snapshot.diagnostics, ElementsAre(HasCode("damaged-commit")));
}

}  // namespace
}  // namespace assay
