#include "git/references.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/git/temp_repository.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

namespace fs = std::filesystem;

const std::string kOne(40, '1');
const std::string kTwo(40, '2');

References Open(const TempRepository& repository) {
  return *References::Open({repository.git_dir(), repository.git_dir(), ""});
}

TEST(ReferencesTest, NamesStayInTheGitDirectory) {
  for (const char* const name :
       {"HEAD", "FETCH_HEAD", "refs/heads/main", "refs/heads/a.b/c-d", "refs/heads/caf\xe9"}) {
    EXPECT_TRUE(IsReferenceName(name)) << name;
  }
  for (const char* const name :
       {"", "config", "head", "../HEAD", "refs/../config", "refs/heads/../../config",
        "/refs/heads/a", "refs//heads", "refs/heads/", "refs/heads/.a", "refs/heads/a..b",
        "refs/heads/a.lock", "refs/heads/a b", "refs/heads/a:b", "refs/heads/a\nb", "refs/heads/a*",
        "HEAD/x"}) {
    EXPECT_FALSE(IsReferenceName(name)) << name;
  }
}

TEST(ReferencesTest, ParsesDirectAndSymbolicReferences) {
  EXPECT_EQ(ParseReference("x", kOne + "\n")->target.Hex(), kOne);
  EXPECT_EQ(ParseReference("x", kOne + "\t\tbranch 'main' of y\n")->target.Hex(), kOne);
  EXPECT_EQ(ParseReference("x", "ref: refs/heads/main\n")->symbolic, "refs/heads/main");
  EXPECT_EQ(ParseReference("x", "ref:refs/heads/main")->symbolic, "refs/heads/main");
  for (const std::string& text : {std::string(), std::string("main\n"), kOne.substr(1), kOne + "1",
                                  std::string("ref: ../../etc/passwd"), std::string("ref: ")}) {
    EXPECT_FALSE(ParseReference("x", text)) << text;
  }
}

TEST(ReferencesTest, ParsesPackedReferences) {
  EXPECT_THAT(ParsePackedRefs("# pack-refs with: peeled fully-peeled sorted \n" + kOne +
                              " refs/heads/main\r\n" + kTwo + " refs/tags/v1\n^" + kOne +
                              "\nnonsense\n" + kOne + " ../../x\n" + kOne + " \n"),
              ElementsAre(Field(&Reference::name, "refs/heads/main"),
                          Field(&Reference::name, "refs/tags/v1")));
}

TEST(ReferencesTest, LooseOneIsNewerThanAPackedOne) {
  const TempRepository repository;
  repository.WriteGitFile("packed-refs", kOne + " refs/heads/main\n" + kOne + " refs/heads/a\n");
  repository.WriteGitFile("refs/heads/main", kTwo + "\n");
  const References references = Open(repository);
  EXPECT_EQ((*references.Resolve("refs/heads/main"))->Hex(), kTwo);
  EXPECT_EQ((*references.Resolve("refs/heads/a"))->Hex(), kOne);  // Although out of order.
  EXPECT_THAT(references.List("refs/heads/", 10),
              ElementsAre(Field(&Reference::name, "refs/heads/a"),
                          Field(&Reference::name, "refs/heads/main")));
}

TEST(ReferencesTest, FollowsSymbolicReferences) {
  const TempRepository repository;
  repository.WriteGitFile("refs/heads/main", "ref: refs/heads/trunk\n");
  repository.WriteGitFile("refs/heads/trunk", kOne + "\n");
  EXPECT_EQ((*Open(repository).Resolve("HEAD"))->Hex(), kOne);
}

TEST(ReferencesTest, CircleOfSymbolicReferencesIsAnError) {
  const TempRepository repository;
  repository.WriteGitFile("refs/heads/main", "ref: refs/heads/main\n");
  const auto id = Open(repository).Resolve("HEAD");
  ASSERT_FALSE(id);
  EXPECT_THAT(id.error().message, HasSubstr("without end"));
}

TEST(ReferencesTest, HeadMayBeALinkAsInOldRepositories) {
  const TempRepository repository;
  repository.RemoveGitFile("HEAD");
  fs::create_symlink("refs/heads/main", repository.git_dir() + "/HEAD");
  repository.WriteGitFile("refs/heads/main", kOne + "\n");
  EXPECT_EQ((*Open(repository).Resolve("HEAD"))->Hex(), kOne);
}

TEST(ReferencesTest, LinksToOtherFilesAreNotFollowed) {
  const TempRepository repository;
  WriteFile(repository.folder() + "/secret", kOne + "\n");
  fs::create_symlink(repository.folder() + "/secret", repository.git_dir() + "/refs/heads/main");
  const auto id = Open(repository).Resolve("refs/heads/main");
  ASSERT_FALSE(id);
  EXPECT_THAT(id.error().message, HasSubstr("symbolic link"));
  EXPECT_THAT(Open(repository).List("refs/heads/", 10), IsEmpty());
}

TEST(ReferencesTest, FifoDoesNotBlock) {
  const TempRepository repository;
  const std::string fifo = repository.git_dir() + "/refs/heads/main";
  ASSERT_EQ(std::system(("mkfifo '" + fifo + "'").c_str()), 0);  // NOLINT: a test's own path.
  EXPECT_FALSE(Open(repository).Resolve("refs/heads/main"));
  EXPECT_THAT(Open(repository).List("refs/heads/", 10), IsEmpty());
}

TEST(ReferencesTest, MissingOneIsNothingAndAFolderIsNotOne) {
  const TempRepository repository;
  fs::create_directories(repository.git_dir() + "/refs/heads/feature");
  EXPECT_EQ(*Open(repository).Resolve("refs/heads/feature"), std::nullopt);
  EXPECT_EQ(*Open(repository).Resolve("refs/heads/main/x"), std::nullopt);
  EXPECT_EQ(*Open(repository).Resolve("HEAD"), std::nullopt);
}

TEST(ReferencesTest, HeadBelongsToTheWorktreeAndBranchesToTheRepository) {
  const TempRepository repository;
  repository.WriteGitFile("refs/heads/side", kTwo + "\n");
  repository.WriteGitFile("worktrees/w/HEAD", "ref: refs/heads/side\n");
  const auto references =
      References::Open({repository.git_dir() + "/worktrees/w", repository.git_dir(), ""});
  EXPECT_EQ((*references->Resolve("HEAD"))->Hex(), kTwo);
}

TEST(ReferencesTest, ListIsBounded) {
  const TempRepository repository;
  for (char c = 'a'; c <= 'j'; ++c) {
    repository.WriteGitFile(std::string("refs/tags/") + c, kOne + "\n");
  }
  EXPECT_THAT(Open(repository).List("refs/tags/", 3), SizeIs(3));
}

}  // namespace
}  // namespace assay
