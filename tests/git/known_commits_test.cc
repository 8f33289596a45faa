#include "git/known_commits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "git/repository.h"
#include "tests/git/opened.h"
#include "tests/git/temp_repository.h"

namespace assay {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string Shown(const History& history) {
  std::string text;
  for (const Commit& commit : history.commits) text += EncodeCommit(commit) + "\n";
  for (const Diagnostic& diagnostic : history.diagnostics) text += diagnostic.message;
  return text;
}

class KnownCommitsTest : public ::testing::Test {
 protected:
  std::string Read(const Limits& limits = {}) {
    HistoryOptions options;
    options.recall = [this](std::string_view key) -> std::optional<std::string> {
      const auto found = memory_.find(std::string(key));
      return found == memory_.end() ? std::nullopt : std::optional(found->second);
    };
    options.remember = [this](std::string_view key, std::string_view bytes) {
      memory_[std::string(key)] = bytes;
      ++written_;
    };
    return Shown(*Opened(repository_.path()).ReadHistory("", limits, options));
  }
  std::string Plain(const Limits& limits = {}) const {
    return Shown(*Opened(repository_.path()).ReadHistory("", limits));
  }

  TempRepository repository_;
  std::map<std::string, std::string> memory_;
  int written_ = 0;
};

TEST_F(KnownCommitsTest, RememberTimesBefore1970) {
  repository_.Commit({{"a", "1"}}, {.author = "Ada <a@b> -86400 +0000"});
  EXPECT_EQ(Read(), Plain());
  EXPECT_EQ(Read(), Plain());
  EXPECT_EQ(written_, 1);
}

TEST_F(KnownCommitsTest, SayTheSameAsTheCommits) {
  const ObjectId root = repository_.Commit({{"a", "1"}});
  repository_.Commit(
      {{"a", "2"}}, {.message = "Fix\n\nBody.\n\nCo-authored-by: Bob <b@c>\n",
                     .author = "Bj\xf6rn <b@c> 253402300799 +0000",
                     .committer = "nobody",
                     .extra_headers = "encoding ISO-8859-1\ngpgsig -----BEGIN PGP SIGNATURE-----\n",
                     .parents = {{root, root}}});
  EXPECT_EQ(Read(), Plain());
  EXPECT_EQ(written_, 1);
  EXPECT_EQ(Read(), Plain());
  EXPECT_EQ(written_, 1);  // Nothing was new.
}

TEST_F(KnownCommitsTest, OnlyNewOnesAreRead) {
  repository_.Commit({{"a", "1"}});
  Read();
  const std::string before = memory_.begin()->second;
  repository_.Commit({{"a", "2"}});
  EXPECT_EQ(Read(), Plain());
  ASSERT_THAT(memory_, SizeIs(1));
  EXPECT_TRUE(memory_.begin()->second.starts_with(before));
}

TEST_F(KnownCommitsTest, OneThatIsGoneFromTheRepositoryIsMissing) {
  const ObjectId root = repository_.Commit({{"a", "1"}});
  repository_.Commit({{"a", "2"}});
  Read();
  repository_.RemoveGitFile("objects/" + root.Hex().substr(0, 2) + "/" + root.Hex().substr(2));
  EXPECT_EQ(Read(), Plain());
}

TEST_F(KnownCommitsTest, DamagedPagesAreReadAgainAndMended) {
  repository_.Commit({{"a", "1"}});
  const std::string plain = Plain();
  Read();
  const std::string good = memory_.begin()->second;
  for (std::size_t size = 0; size < good.size(); ++size) {
    memory_.begin()->second = good.substr(0, size);
    EXPECT_EQ(Read(), plain) << size;
    EXPECT_EQ(memory_.begin()->second, good) << size;
  }
}

TEST_F(KnownCommitsTest, OtherLimitsOfTextHaveAMemoryOfTheirOwn) {
  repository_.Commit({{"a", "1"}}, {.message = "Fix\n\nA long body.\n"});
  Read();
  Limits limits;
  limits.message_bytes = 3;
  EXPECT_EQ(Read(limits), Plain(limits));
}

TEST_F(KnownCommitsTest, MoreThanAHistoryMayHaveAreForgotten) {
  const auto at = [](int time) { return "Ada <a@b> " + std::to_string(time) + " +0000"; };
  Limits limits;
  limits.commits = 1;
  std::vector<ObjectId> parents;
  for (int i = 1; i < 3 * static_cast<int>(KnownCommits::kPageCommits); ++i) {
    parents = {repository_.Commit({}, {.committer = at(i), .parents = parents})};
    if (i % 700 == 0) {
      EXPECT_EQ(Read(limits), Plain(limits));
    }
  }
  EXPECT_LE(memory_.size(), 2U);
}

TEST(DecodeCommitsTest, BytesOfSomethingElseAreNone) {
  EXPECT_FALSE(DecodeCommits(""));
  EXPECT_FALSE(DecodeCommits("commits 0\n"));
  EXPECT_FALSE(DecodeCommits("commits 2\nx"));
  EXPECT_THAT(*DecodeCommits("commits 2\n"), IsEmpty());
}

}  // namespace
}  // namespace assay
