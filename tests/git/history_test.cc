#include "git/history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "git/repository.h"
#include "tests/git/temp_repository.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class HistoryTest : public ::testing::Test {
 protected:
  History Read(const std::string& revision = "", const Limits& limits = {}) {
    auto history = Repository::Open(repository_.path())->ReadHistory(revision, limits);
    EXPECT_TRUE(history) << history.error().message;
    return history ? *std::move(history) : History();
  }

  // A commit made at `time`, whose subject is `subject`.
  ObjectId At(int time, const std::string& subject, std::vector<ObjectId> parents) {
    const std::string who = "Ada <ada@example.org> " + std::to_string(time) + " +0000";
    return repository_.Commit(
        {}, {.message = subject, .author = who, .committer = who, .parents = std::move(parents)});
  }

  static std::vector<std::string> Subjects(const History& history) {
    std::vector<std::string> subjects;
    for (const Commit& commit : history.commits) subjects.push_back(commit.subject);
    return subjects;
  }

  TempRepository repository_;
};

TEST_F(HistoryTest, ReadsWhatCommitsSay) {
  const ObjectId root = repository_.Commit({{"a", "1"}});
  const ObjectId id = repository_.Commit(
      {{"a", "2"}}, {.message = "Fix a\n\nIt broke.\n\nFixes: #1\n",
                     .author = "Bob <bob@example.org> 1600000000 -0300",
                     .extra_headers = "gpgsig -----BEGIN SSH SIGNATURE-----\n x\n"});
  const History history = Read();
  ASSERT_THAT(history.commits, SizeIs(2));
  const Commit& commit = history.commits[0];
  EXPECT_EQ(commit.id, id);
  EXPECT_THAT(commit.parents, ElementsAre(root));
  EXPECT_EQ(commit.author.email, "bob@example.org");
  EXPECT_EQ(commit.committer.email, "ada@example.org");
  EXPECT_EQ(commit.body, "It broke.\n\nFixes: #1");
  EXPECT_THAT(commit.trailers, ElementsAre(Field(&Trailer::key, "Fixes")));
  EXPECT_EQ(commit.signature, SignatureKind::kSsh);
  EXPECT_EQ(history.first_author_time, 1600000000);
  EXPECT_EQ(history.last_author_time, 1700000000);
  EXPECT_TRUE(history.complete);
  EXPECT_THAT(history.diagnostics, IsEmpty());
}

TEST_F(HistoryTest, ChildrenComeBeforeParentsWhateverTheirDates) {
  const ObjectId root = At(100, "root", {});
  const ObjectId old_left = At(5, "left", {root});  // Its clock was wrong.
  const ObjectId right = At(200, "right", {root});
  At(150, "merge", {old_left, right});
  EXPECT_THAT(Subjects(Read()), ElementsAre("merge", "right", "left", "root"));
}

TEST_F(HistoryTest, ReadsOnlyWhatTheRevisionDescendsFrom) {
  const ObjectId root = At(1, "root", {});
  At(2, "tip", {root});
  EXPECT_THAT(Subjects(Read("HEAD~1")), ElementsAre("root"));
}

TEST_F(HistoryTest, LimitKeepsTheNewest) {
  const ObjectId root = At(1, "root", {});
  const ObjectId left = At(10, "left", {root});
  const ObjectId right = At(20, "right", {root});
  At(30, "merge", {left, right});
  Limits limits;
  limits.commits = 2;
  const History history = Read("", limits);
  EXPECT_THAT(Subjects(history), ElementsAre("merge", "right"));
  EXPECT_FALSE(history.complete);
  EXPECT_THAT(history.diagnostics, ElementsAre(Field(&Diagnostic::code, "too-many-commits")));
}

TEST_F(HistoryTest, MissingParentEndsALine) {
  At(1, "orphan", {*ObjectId::FromHex(std::string(40, 'd'))});
  const History history = Read();
  EXPECT_THAT(Subjects(history), ElementsAre("orphan"));
  EXPECT_FALSE(history.complete);
  EXPECT_THAT(history.diagnostics, ElementsAre(Field(&Diagnostic::code, "missing-commit")));
}

TEST_F(HistoryTest, ShallowBorderIsNoDamage) {
  const ObjectId border = At(1, "border", {*ObjectId::FromHex(std::string(40, 'd'))});
  At(2, "tip", {border});
  repository_.WriteGitFile("shallow", border.Hex() + "\n");
  const History history = Read();
  EXPECT_THAT(Subjects(history), ElementsAre("tip", "border"));
  EXPECT_FALSE(history.complete);
  EXPECT_THAT(history.diagnostics, IsEmpty());
}

TEST_F(HistoryTest, ShallowBorderHidesParentsThatAreThere) {
  const ObjectId root = At(1, "root", {});
  const ObjectId border = At(2, "border", {root});
  repository_.WriteGitFile("shallow", border.Hex() + "\n");
  EXPECT_THAT(Subjects(Read()), ElementsAre("border"));
}

TEST_F(HistoryTest, MalformedCommitsAreKept) {
  repository_.Commit({}, {.author = "nobody", .committer = "x <y> -7 +0000"});
  const History history = Read();
  ASSERT_THAT(history.commits, SizeIs(1));
  EXPECT_TRUE(history.commits[0].malformed);
  EXPECT_EQ(history.commits[0].author.name, "nobody");
  EXPECT_EQ(history.first_author_time, 0);
}

// A name is a hash of what names its parents, so a circle needs a forged object.
TEST_F(HistoryTest, ForgedCirclesOfParentsEnd) {
  const ObjectId victim = At(1, "victim", {});
  const ObjectId child = At(2, "child", {victim});
  const ObjectId circle = At(3, "circle", {child});
  std::filesystem::rename(repository_.ObjectPath(circle), repository_.ObjectPath(victim));
  repository_.SetReference("refs/heads/main", child);
  const History history = Read();
  EXPECT_THAT(Subjects(history), ElementsAre("child"));
  EXPECT_THAT(history.diagnostics, ElementsAre(Field(&Diagnostic::code, "missing-commit")));
}

TEST_F(HistoryTest, CommitNamedTwiceAsAParentComesOnce) {
  const ObjectId root = At(1, "root", {});
  At(2, "tip", {root, root});
  EXPECT_THAT(Subjects(Read()), ElementsAre("tip", "root"));
}

TEST_F(HistoryTest, ReadsTagsByName) {
  const ObjectId commit = At(1, "root", {});
  const ObjectId annotated = repository_.WriteObject(
      "tag", "object " + commit.Hex() +
                 "\ntype commit\ntag v2\ntagger Ada <ada@example.org> 7 +0000\n\nSecond\n"
                 "-----BEGIN PGP SIGNATURE-----\nx\n");
  repository_.SetReference("refs/tags/v2", annotated);
  repository_.SetReference("refs/tags/old/v1", commit);
  repository_.SetReference("refs/tags/tree", repository_.WriteFiles({{"a", "1"}}));
  repository_.SetReference("refs/tags/gone", *ObjectId::FromHex(std::string(40, 'd')));
  const std::vector<Tag> tags = Read().tags;
  ASSERT_THAT(tags, SizeIs(4));
  EXPECT_EQ(tags[0].name, "gone");
  EXPECT_FALSE(tags[0].targets_commit);
  EXPECT_EQ(tags[1].name, "old/v1");
  EXPECT_EQ(tags[1].target, commit);
  EXPECT_TRUE(tags[1].targets_commit);
  EXPECT_FALSE(tags[1].annotated);
  EXPECT_EQ(tags[2].name, "tree");
  EXPECT_FALSE(tags[2].targets_commit);
  EXPECT_EQ(tags[3].name, "v2");
  EXPECT_EQ(tags[3].target, commit);
  EXPECT_TRUE(tags[3].annotated);
  EXPECT_EQ(tags[3].tagger.time, 7);
  EXPECT_EQ(tags[3].subject, "Second");
  EXPECT_EQ(tags[3].signature, SignatureKind::kOpenPgp);
}

TEST_F(HistoryTest, TagsAreLimited) {
  const ObjectId commit = At(1, "root", {});
  for (const char* const name : {"a", "b", "c"}) {
    repository_.SetReference(std::string("refs/tags/") + name, commit);
  }
  Limits limits;
  limits.tags = 2;
  const History history = Read("", limits);
  EXPECT_THAT(history.tags, ElementsAre(Field(&Tag::name, "a"), Field(&Tag::name, "b")));
  EXPECT_THAT(history.diagnostics, ElementsAre(Field(&Diagnostic::code, "too-many-tags")));
}

TEST_F(HistoryTest, LongHistoriesAreNotRecursedInto) {
  std::vector<ObjectId> parents;
  for (int i = 0; i < 2000; ++i) parents = {At(i, std::to_string(i), parents)};
  repository_.Git("gc -q");
  EXPECT_THAT(Read().commits, SizeIs(2000));
}

}  // namespace
}  // namespace assay
