#include "git/touches.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "git/repository.h"
#include "tests/git/opened.h"
#include "tests/git/temp_repository.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class TouchesTest : public ::testing::Test {
 protected:
  // By commit, newest first: the paths joined by blanks.
  std::vector<std::string> Read(unsigned threads = 1, const Limits& limits = {}) {
    Repository repository = Opened(repository_.path());
    const History history = *repository.ReadHistory("", limits);
    touches_ = repository.ReadTouches(history, threads, {});
    std::vector<std::string> shown;
    for (const std::vector<std::uint32_t>& commit : touches_.by_commit) {
      shown.emplace_back();
      for (const std::uint32_t path : commit) shown.back() += touches_.paths[path] + " ";
    }
    return shown;
  }

  TempRepository repository_;
  Touches touches_;
};

TEST_F(TouchesTest, TellsWhatWasAddedChangedAndDeleted) {
  repository_.Commit({{"a", "1"}, {"f/b", "1"}, {"f/c", "1"}});
  repository_.Commit({{"a", "2"}, {"f/b", "1"}, {"f/d", "1"}});
  EXPECT_THAT(Read(), ElementsAre("a f/c f/d ", "a f/b f/c "));
  EXPECT_THAT(touches_.paths, ElementsAre("a", "f/b", "f/c", "f/d"));
}

TEST_F(TouchesTest, FileInPlaceOfAFolderTouchesBoth) {
  repository_.Commit({{"a/b", "1"}});
  repository_.Commit({{"a", "1"}});
  EXPECT_THAT(Read(), ElementsAre("a a/b ", "a/b "));
}

TEST_F(TouchesTest, ChangeOfTheModeIsATouch) {
  const ObjectId blob = repository_.WriteBlob("1");
  repository_.CommitTree(repository_.WriteTree({{"100644", "a", blob}, {"100644", "b", blob}}));
  repository_.CommitTree(repository_.WriteTree({{"100755", "a", blob}, {"100664", "b", blob}}));
  EXPECT_THAT(Read(), ElementsAre("a ", "a b "));
}

TEST_F(TouchesTest, MergeTouchesNothing) {
  const ObjectId root = repository_.Commit({{"a", "1"}});
  const ObjectId left = repository_.Commit({{"a", "2"}}, {.parents = {{root}}});
  const ObjectId right = repository_.Commit({{"a", "3"}}, {.parents = {{root}}});
  repository_.Commit({{"a", "4"}}, {.parents = {{left, right}}});
  EXPECT_THAT(Read().front(), IsEmpty());
}

TEST_F(TouchesTest, ParentBeyondALimitStillCounts) {
  const auto at = [](int time) { return "Ada <a@b> " + std::to_string(time) + " +0000"; };
  repository_.Commit({{"a", "1"}, {"b", "1"}}, {.committer = at(1)});
  repository_.Commit({{"a", "2"}, {"b", "1"}}, {.committer = at(2)});
  Limits limits;
  limits.commits = 1;
  EXPECT_THAT(Read(1, limits), ElementsAre("a "));
}

TEST_F(TouchesTest, MissingParentIsTold) {
  repository_.Commit({{"a", "1"}}, {.parents = {{*ObjectId::FromHex(std::string(40, 'd'))}}});
  EXPECT_THAT(Read(), ElementsAre(""));
  EXPECT_THAT(touches_.diagnostics, ElementsAre(Field(&Diagnostic::code, "missing-object")));
}

TEST_F(TouchesTest, ThreadsGiveTheSame) {
  std::vector<ObjectId> parents;
  for (int i = 0; i < 600; ++i) {
    parents = {repository_.Commit({{"a", std::to_string(i)}, {"b" + std::to_string(i % 7), "1"}},
                                  {.parents = parents})};
  }
  const std::vector<std::string> alone = Read(1);
  EXPECT_THAT(alone, SizeIs(600));
  EXPECT_EQ(Read(3), alone);
}

}  // namespace
}  // namespace assay
