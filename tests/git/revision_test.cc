#include "git/revision.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "git/repository.h"
#include "tests/git/temp_repository.h"

namespace assay {
namespace {

using ::testing::HasSubstr;

// main: root <- left <- merge (with right) <- tip; v1 and v2 are tags of left.
class RevisionTest : public ::testing::Test {
 protected:
  void SetUp() override {
    repository_.SetReference("refs/tags/v1", left_);
    const std::string header = "\ntagger Ada <ada@example.org> 1700000000 +0000\n\nRelease\n";
    const ObjectId inner = repository_.WriteObject(
        "tag", "object " + left_.Hex() + "\ntype commit\ntag inner" + header);
    repository_.SetReference(
        "refs/tags/v2",
        repository_.WriteObject("tag", "object " + inner.Hex() + "\ntype tag\ntag v2" + header));
    repository_.SetReference("refs/remotes/origin/side", right_);
    repository_.WriteGitFile("refs/remotes/origin/HEAD", "ref: refs/remotes/origin/side\n");
  }

  ObjectId Resolve(const std::string& text) {
    const auto id = Repository::Open(repository_.path())->Resolve(text);
    EXPECT_TRUE(id) << text << ": " << id.error().message;
    return id.value_or(ObjectId{});
  }

  std::string ErrorOf(const std::string& text) {
    const auto id = Repository::Open(repository_.path())->Resolve(text);
    EXPECT_FALSE(id) << text;
    if (id) return "";
    EXPECT_EQ(id.error().kind, ErrorKind::kInput);
    EXPECT_EQ(id.error().message.find('\n'), std::string::npos);
    return id.error().message;
  }

  TempRepository repository_;
  const ObjectId root_ = repository_.Commit({{"a", "1"}});
  const ObjectId left_ = repository_.Commit({{"a", "2"}});
  const ObjectId right_ =
      repository_.Commit({{"a", "3"}}, {.parents = {{root_}}, .branch = "side"});
  const ObjectId merge_ = repository_.Commit({{"a", "4"}}, {.parents = {{left_, right_}}});
  const ObjectId tip_ = repository_.Commit({{"a", "5"}});
};

TEST_F(RevisionTest, NothingAndAtAreHead) {
  for (const char* const text : {"", "HEAD", "@"}) EXPECT_EQ(Resolve(text), tip_) << text;
}

TEST_F(RevisionTest, NamesOfBranchesAndTags) {
  EXPECT_EQ(Resolve("side"), right_);
  EXPECT_EQ(Resolve("refs/heads/side"), right_);
  EXPECT_EQ(Resolve("heads/side"), right_);
  EXPECT_EQ(Resolve("origin/side"), right_);
  EXPECT_EQ(Resolve("origin"), right_);
  EXPECT_EQ(Resolve("v1"), left_);
}

TEST_F(RevisionTest, AnnotatedTagsArePeeled) {
  EXPECT_EQ(Resolve("v2"), left_);
  EXPECT_EQ(Resolve("v2^{}"), left_);
  EXPECT_EQ(Resolve("v2^{commit}"), left_);
  EXPECT_EQ(Resolve("v2^0"), left_);
}

TEST_F(RevisionTest, TagGoesBeforeABranchOfTheSameName) {
  repository_.SetReference("refs/heads/v1", root_);
  EXPECT_EQ(Resolve("v1"), left_);
}

TEST_F(RevisionTest, AncestorsAndParents) {
  EXPECT_EQ(Resolve("HEAD~"), merge_);
  EXPECT_EQ(Resolve("HEAD^"), merge_);
  EXPECT_EQ(Resolve("HEAD~2"), left_);
  EXPECT_EQ(Resolve("HEAD~1^2"), right_);
  EXPECT_EQ(Resolve("@~^2~"), root_);
  EXPECT_EQ(Resolve("HEAD~0"), tip_);
  EXPECT_EQ(Resolve("HEAD~~~"), root_);
}

TEST_F(RevisionTest, IdsInFullAndAbbreviated) {
  EXPECT_EQ(Resolve(root_.Hex()), root_);
  EXPECT_EQ(Resolve(root_.Hex().substr(0, 7)), root_);
  EXPECT_EQ(Resolve(root_.Hex().substr(0, 11) + "~0"), root_);
  EXPECT_EQ(Resolve("v1-2-g" + tip_.Hex().substr(0, 8)), tip_);
}

TEST_F(RevisionTest, AbbreviatedIdsAreFoundInPacks) {
  repository_.Git("gc -q");
  EXPECT_EQ(Resolve(root_.Hex().substr(0, 7)), root_);
}

TEST_F(RevisionTest, AbbreviationOfABlobNamesNoCommit) {
  const ObjectId blob = repository_.WriteBlob("1");
  EXPECT_THAT(ErrorOf(blob.Hex().substr(0, 10)), HasSubstr("names no commit"));
  EXPECT_THAT(ErrorOf(blob.Hex()), HasSubstr("names a blob"));
}

TEST_F(RevisionTest, AmbiguousAbbreviationIsAnError) {
  // Commits that differ in their message alone, until two share four digits.
  std::map<std::string, ObjectId> seen;
  for (int i = 0;; ++i) {
    const ObjectId id =
        repository_.Commit({}, {.message = std::to_string(i), .parents = {{}}, .branch = ""});
    if (!seen.emplace(id.Hex().substr(0, 4), id).second) {
      EXPECT_THAT(ErrorOf(id.Hex().substr(0, 4)), HasSubstr("ambiguous"));
      return;
    }
  }
}

TEST_F(RevisionTest, ErrorsSayWhatIsWrong) {
  EXPECT_THAT(ErrorOf("nothing"), HasSubstr("'nothing' is not in the repository"));
  EXPECT_THAT(ErrorOf(std::string(40, 'a')), HasSubstr("not in the repository"));
  EXPECT_THAT(ErrorOf("HEAD~9"), HasSubstr("goes back further"));
  EXPECT_THAT(ErrorOf("HEAD^3"), HasSubstr("goes back further"));
  EXPECT_THAT(ErrorOf("main..side"), HasSubstr("range"));
  EXPECT_THAT(ErrorOf("HEAD:a"), HasSubstr("names a file"));
  EXPECT_THAT(ErrorOf(":/text"), HasSubstr("names a file or a search"));
  EXPECT_THAT(ErrorOf("main@{1}"), HasSubstr("reflog"));
  EXPECT_THAT(ErrorOf("HEAD^{tree}"), HasSubstr("does not name a commit"));
  EXPECT_THAT(ErrorOf("HEAD^{"), HasSubstr("does not name a commit"));
  EXPECT_THAT(ErrorOf("HEAD~99999999999"), HasSubstr("cannot be understood"));
  EXPECT_THAT(ErrorOf("HEAD~x"), HasSubstr("cannot be understood"));
  EXPECT_THAT(ErrorOf("~1"), HasSubstr("begins with no name"));
  EXPECT_THAT(ErrorOf(std::string("a\0b", 3)), HasSubstr("is not a name"));
  EXPECT_THAT(ErrorOf("../../../etc/passwd"), HasSubstr("range"));
  EXPECT_THAT(ErrorOf("config"), HasSubstr("is not in the repository"));
  EXPECT_THAT(ErrorOf("a\x1b[31m\nb"), HasSubstr("'a?[31m?b'"));
}

TEST_F(RevisionTest, TagOfATreeNamesNoCommit) {
  repository_.SetReference("refs/tags/tree", repository_.WriteFiles({{"a", "1"}}));
  EXPECT_THAT(ErrorOf("tree"), HasSubstr("names a tree"));
}

TEST_F(RevisionTest, MissingParentSaysWhatToDo) {
  const ObjectId orphan = repository_.Commit(
      {}, {.parents = {{*ObjectId::FromHex(std::string(40, 'd'))}}, .branch = "orphan"});
  EXPECT_EQ(Resolve("orphan"), orphan);
  EXPECT_THAT(ErrorOf("orphan~1"), HasSubstr("git fetch --unshallow"));
}

TEST_F(RevisionTest, CommitWithAMalformedAuthorIsOne) {
  const ObjectId odd = repository_.Commit({}, {.author = "nobody", .branch = "odd"});
  EXPECT_EQ(Resolve("odd"), odd);
  EXPECT_EQ(Resolve("odd~0"), odd);
}

TEST_F(RevisionTest, AllThatGitResolvesIsResolvedAlike) {
  for (const char* const text : {"HEAD", "@~1", "v2", "v2^", "HEAD~1^2", "origin", "side~", "v1^0",
                                 "HEAD~1^2~1", "origin/HEAD"}) {
    EXPECT_EQ(Resolve(text).Hex() + "\n",
              repository_.Git(std::string("rev-parse --verify '") + text + "^{commit}'"));
  }
}

}  // namespace
}  // namespace assay
