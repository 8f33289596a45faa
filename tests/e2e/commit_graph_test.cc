// A profile is the same with any commit-graph and without, and with any state
// of what a scan keeps of a history.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <string>
#include <vector>

#include "tests/support/imported.h"
#include "tests/support/process.h"

namespace assay {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class CommitGraphScanTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::vector<ImportedCommit> commits;
    for (int i = 0; i < 600; ++i) {
      ImportedCommit commit;
      if (i % 3 == 0) commit.author = "Grace <grace@example.org>";
      commit.message = i % 2 == 0 ? "feat: say what changes" : "Fix\n\nBecause it broke.";
      commit.files["notes/" + std::to_string(i % 20)] = std::to_string(i);
      if (i % 150 == 10) {
        commit.files["app/accounts.py"] =
            "import bcrypt\n# " + std::to_string(i) +
            "\ndef save(user, password):\n"
            "    user.secret = bcrypt.hashpw(password, bcrypt.gensalt())\n";
      }
      commits.push_back(commit);
    }
    ImportHistory(folder_, "shop", commits);
    plain_ = Scan({"--no-cache"}).out;
    ASSERT_THAT(plain_, HasSubstr("bcrypt.hashpw(password"));
  }

  ProgramRun Scan(const std::vector<std::string>& options) const {
    std::vector<std::string> words = {ASSAY_BINARY, "scan", "--format", "json", "-j", "2"};
    words.insert(words.end(), options.begin(), options.end());
    words.emplace_back("shop");
    return RunProgram(words, folder_.path());
  }
  ProgramRun Run(const std::string& script) const {
    return RunProgram({"sh", "-c", script}, folder_.path());
  }
  // Every file of the repository with its hash.
  std::string Files() const { return Run("find shop -type f | sort | xargs sha1sum").out; }

  void Sql(const std::string& sql, std::string* answer = nullptr) const {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open((folder_.path() + "/cache/facts.sqlite").c_str(), &database), SQLITE_OK);
    const auto keep = [](void* into, int, char** values, char**) {
      if (into != nullptr) *static_cast<std::string*>(into) = values[0];
      return 0;
    };
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), keep, answer, nullptr), SQLITE_OK) << sql;
    sqlite3_close_v2(database);
  }
  std::string Rows(const std::string& which) const {
    std::string count;
    Sql("SELECT count(*) FROM facts WHERE " + which, &count);
    return count;
  }

  ScratchFolder folder_;
  std::string plain_;
};

TEST_F(CommitGraphScanTest, AProfileIsTheSameWithAnyGraph) {
  Run("git -C shop commit-graph write --reachable --changed-paths --no-progress");
  const std::string before = Files();
  const ProgramRun with = Scan({"--no-cache"});
  EXPECT_EQ(with.out, plain_);
  EXPECT_THAT(with.err, Not(HasSubstr("commit-graph")));
  EXPECT_EQ(Files(), before);  // Nothing is written there.
  Run("chmod u+w shop/objects/info/commit-graph && "
      "printf XXXX | dd of=shop/objects/info/commit-graph bs=1 seek=3000 conv=notrunc");
  const ProgramRun damaged = Scan({"--no-cache"});
  EXPECT_EQ(damaged.out, plain_);
  EXPECT_THAT(damaged.err, HasSubstr("commit-graph is damaged"));
}

TEST_F(CommitGraphScanTest, AHistoryIsReadOnceAndSaysTheSame) {
  EXPECT_EQ(Scan({"--cache", "cache"}).out, plain_);
  EXPECT_EQ(Scan({"--cache", "cache"}).out, plain_);
  EXPECT_EQ(Rows("key LIKE 'commits %' OR key LIKE 'sizes %' OR key LIKE 'reformats %'"), "2");
}

TEST_F(CommitGraphScanTest, ANewCommitIsSeen) {
  Scan({"--cache", "cache"});
  Run("printf 'commit refs/heads/main\\nauthor Lin <lin@x> 1700000000 +0000\\ncommitter Lin "
      "<lin@x> "
      "1700000000 +0000\\ndata 3\\nnew\\nfrom refs/heads/main^0\\nM 100644 inline app/more.py\\n"
      "data 13\\nimport redis\\n\\n' | git -C shop fast-import --quiet");
  const std::string cold = Scan({"--no-cache"}).out;
  EXPECT_NE(cold, plain_);
  EXPECT_EQ(Scan({"--cache", "cache"}).out, cold);
  EXPECT_EQ(Scan({"--cache", "cache"}).out, cold);
}

TEST_F(CommitGraphScanTest, AForgedOrCutMemoryOfTheHistoryIsReadAgain) {
  for (const char* const kind : {"commits", "sizes"}) {
    for (const char* const change :
         {"facts=substr(facts,1,length(facts)/2)", "facts=zeroblob(length(facts))", "facts=''"}) {
      Scan({"--cache", "cache"});
      Sql("UPDATE facts SET " + std::string(change) + " WHERE key LIKE '" + kind + " %'");
      EXPECT_EQ(Scan({"--cache", "cache"}).out, plain_) << kind << " " << change;
    }
  }
}

TEST_F(CommitGraphScanTest, VerifyHoldsWithAGraph) {
  Run("git -C shop commit-graph write --reachable --changed-paths --no-progress");
  folder_.Write("profile.json", plain_);
  EXPECT_EQ(RunProgram({ASSAY_BINARY, "verify", "profile.json", "shop"}, folder_.path()).exit_code,
            0);
}

}  // namespace
}  // namespace assay
