#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analyze/read_root_file.h"
#include "analyze/scan.h"
#include "tests/support/imported.h"
#include "tests/support/process.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;

constexpr const char* kAda = "Ada Lovelace <ada@example.org>";

class ListAuthorsTest : public ::testing::Test {
 protected:
  std::string Shell(const std::string& command) const {
    const ProgramRun outcome = RunProgram({"sh", "-c", command}, folder_.path());
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    return outcome.out;
  }
  Repository Open(const std::string& name) const {
    auto repository = Repository::Open(folder_.path() + "/" + name);
    EXPECT_TRUE(repository) << repository.error().message;
    return *std::move(repository);
  }

  ScratchFolder folder_;
};

TEST_F(ListAuthorsTest, WhatKeepsItFromTheWholeTruthIsToldOnce) {
  ImportHistory(folder_, "odd",
                {{kAda, "", 0, 0, "a", {{"a.py", "x = 1\n"}, {".mailmap", "Ada <a@x.org>\n"}}},
                 {kAda, "", 0, 0, "b", {{"b.py", "y = 1\n"}}}});
  Shell(
      "cd odd && drop() { rm objects/$(git rev-parse main~1:$1 | sed 's,^..,&/,'); } && "
      "drop a.py && drop .mailmap && git replace main main~1 && git rev-parse main > info/grafts");
  Repository repository = Open("odd");
  const auto listing = ListAuthors(repository, RuleSet(), {});
  ASSERT_TRUE(listing);
  std::vector<std::string> told;
  for (const Diagnostic& diagnostic : listing->diagnostics)
    told.push_back(diagnostic.code + " " + diagnostic.path);
  EXPECT_THAT(told, ElementsAre("grafts ", "missing-object .mailmap", "missing-object a.py",
                                "replace-refs "));
}

TEST_F(ListAuthorsTest, AListedTagMeansItsCommitAndALineWithoutAnIdIsTold) {
  ImportHistory(folder_, "listed", {{kAda, "", 0, 0, "a", {{"a.py", "x = 1\n"}}}});
  Shell(
      "cd listed && git config user.name T && git config user.email t@x.org && "
      "git tag -a -m f format main && git tag -a -m f again format && "
      "{ echo '# formats'; git rev-parse again; echo; echo main; echo 12ab; } > ids && "
      "git update-index --add "
      "--cacheinfo 100644,$(git hash-object -w ids),.git-blame-ignore-revs && "
      "git update-ref refs/heads/main $(git commit-tree -p main -m l $(git write-tree))");
  Repository repository = Open("listed");
  Diagnostics diagnostics;
  const std::vector<ObjectId> listed = ListedRevisions(repository, {}, &diagnostics);
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed[0].Hex() + "\n", Shell("git -C listed rev-parse main~1"));
  ASSERT_EQ(diagnostics.size(), 1U);
  EXPECT_EQ(diagnostics[0].code, "unreadable-revision");
  EXPECT_EQ(diagnostics[0].line, 4U);
  EXPECT_THAT(diagnostics[0].message, EndsWith(": 4, 5"));
}

}  // namespace
}  // namespace assay
