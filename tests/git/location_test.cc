#include "git/location.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "tests/git/temp_repository.h"

namespace assay {
namespace {

using ::testing::HasSubstr;

namespace fs = std::filesystem;

std::string ErrorOf(const std::string& path) {
  const auto location = Locate(path);
  EXPECT_FALSE(location);
  if (location) return "";
  EXPECT_EQ(location.error().kind, ErrorKind::kInput);
  EXPECT_EQ(location.error().message.find('\n'), std::string::npos);
  return location.error().message;
}

Location Found(const std::string& path) {
  const auto location = Locate(path);
  EXPECT_TRUE(location) << location.error().message;
  return location ? *location : Location();
}

TEST(LocationTest, FindsAWorkTreeByItsRootItsFoldersAndItsGitDirectory) {
  const TempRepository repository;
  fs::create_directories(repository.path() + "/src/app");
  EXPECT_EQ(Found(repository.path()).git_dir, repository.git_dir());
  EXPECT_EQ(Found(repository.path()).common_dir, repository.git_dir());
  EXPECT_EQ(Found(repository.path()).prefix, "");
  EXPECT_EQ(Found(repository.path() + "/src/app").prefix, "src/app");
  EXPECT_EQ(Found(repository.path() + "/src/../src/").prefix, "src");
  EXPECT_EQ(Found(repository.git_dir()).git_dir, repository.git_dir());
  EXPECT_EQ(Found(repository.git_dir() + "/refs/heads").git_dir, repository.git_dir());
  EXPECT_EQ(Found(repository.git_dir() + "/refs/heads").prefix, "");
}

TEST(LocationTest, FindsABareRepository) {
  const TempRepository repository(TempRepository::Kind::kBare);
  EXPECT_EQ(Found(repository.path()).git_dir, repository.path());
  EXPECT_EQ(Found(repository.path() + "/refs").prefix, "");
}

TEST(LocationTest, FollowsALinkThatTheUserNames) {
  const TempRepository repository;
  fs::create_directory_symlink(repository.path(), repository.folder() + "/link");
  EXPECT_EQ(Found(repository.folder() + "/link").git_dir, repository.git_dir());
}

TEST(LocationTest, FindsALinkedWorktree) {
  const TempRepository repository;
  repository.Commit({{"src/a", "1"}});
  repository.Git("worktree add -q ../tree -b side");
  const std::string tree = repository.folder() + "/tree";
  const Location location = Found(tree + "/src");
  EXPECT_EQ(location.git_dir, repository.git_dir() + "/worktrees/tree");
  EXPECT_EQ(location.common_dir, repository.git_dir());
  EXPECT_EQ(location.prefix, "src");
  EXPECT_EQ(Found(tree + "/.git").git_dir, location.git_dir);
}

TEST(LocationTest, FindsASubmodule) {
  const TempRepository repository;
  const std::string git_dir = repository.git_dir() + "/modules/sub";
  fs::create_directories(git_dir + "/objects");
  fs::create_directories(git_dir + "/refs");
  WriteFile(git_dir + "/HEAD", "ref: refs/heads/main\n");
  WriteFile(git_dir + "/config", "[core]\n\tworktree = ../../../sub\n");
  WriteFile(repository.path() + "/sub/.git", "gitdir: ../.git/modules/sub\n");
  EXPECT_EQ(Found(repository.path() + "/sub").git_dir, git_dir);
}

TEST(LocationTest, GitFileThatPointsToAStrangersRepositoryIsRefused) {
  const TempRepository victim;
  const TempFolder folder;
  WriteFile(folder.path() + "/.git", "gitdir: " + victim.git_dir() + "\n");
  EXPECT_THAT(ErrorOf(folder.path()), HasSubstr("does not point back"));
}

TEST(LocationTest, WorktreeThatBorrowsAStrangersRepositoryIsRefused) {
  const TempRepository victim;
  const TempFolder folder;
  const std::string git_dir = folder.path() + "/fake/worktrees/w";
  WriteFile(folder.path() + "/.git", "gitdir: fake/worktrees/w\n");
  WriteFile(git_dir + "/HEAD", "ref: refs/heads/main\n");
  WriteFile(git_dir + "/gitdir", folder.path() + "/.git\n");
  WriteFile(git_dir + "/commondir", victim.git_dir() + "\n");
  EXPECT_THAT(ErrorOf(folder.path()), HasSubstr("commondir"));
}

TEST(LocationTest, GitLinkToAStrangersRepositoryIsRefused) {
  const TempRepository victim;
  const TempFolder folder;
  fs::create_directory_symlink(victim.git_dir(), folder.path() + "/.git");
  EXPECT_THAT(ErrorOf(folder.path()), HasSubstr("symbolic link out of its folder"));
}

TEST(LocationTest, GitLinkWithinTheFolderIsFollowed) {
  const TempRepository repository;
  fs::rename(repository.git_dir(), repository.path() + "/.store");
  fs::create_directory_symlink(".store", repository.git_dir());
  EXPECT_EQ(Found(repository.path()).git_dir, repository.path() + "/.store");
}

TEST(LocationTest, BrokenGitFilesSayWhatIsWrong) {
  const TempFolder folder;
  for (const char* const text : {"", "nonsense", "gitdir:", "gitdir: \n"}) {
    WriteFile(folder.path() + "/.git", text);
    EXPECT_THAT(ErrorOf(folder.path()), HasSubstr("'gitdir: PATH'")) << text;
  }
  WriteFile(folder.path() + "/.git", std::string("gitdir: a\0b", 11));
  EXPECT_THAT(ErrorOf(folder.path()), HasSubstr("'gitdir: PATH'"));
  WriteFile(folder.path() + "/.git", "gitdir: /no/such\x1b[2J\n");
  EXPECT_THAT(ErrorOf(folder.path()), HasSubstr("no Git directory"));
  EXPECT_THAT(ErrorOf(folder.path()), HasSubstr("such?[2J"));
  WriteFile(folder.path() + "/.git", std::string(100'000, 'x'));
  EXPECT_THAT(ErrorOf(folder.path()), HasSubstr("is too large"));
}

TEST(LocationTest, MissingPathFileAndFolderWithoutRepositoryAreErrors) {
  const TempFolder folder;
  WriteFile(folder.path() + "/file", "x");
  EXPECT_THAT(ErrorOf(folder.path() + "/nothing"), HasSubstr("does not exist"));
  EXPECT_THAT(ErrorOf(""), HasSubstr("does not exist"));
  EXPECT_THAT(ErrorOf(folder.path() + "/file/x"), HasSubstr("does not exist"));
  EXPECT_THAT(ErrorOf(folder.path() + "/file"), HasSubstr("is not a folder"));
  EXPECT_THAT(ErrorOf(folder.path()), HasSubstr("is not in a Git repository"));
}

TEST(LocationTest, RepositoryWithoutHeadIsDamaged) {
  const TempRepository repository;
  repository.RemoveGitFile("HEAD");
  EXPECT_THAT(ErrorOf(repository.path()), HasSubstr("has no HEAD"));
  EXPECT_THAT(ErrorOf(repository.git_dir()), HasSubstr("has no HEAD"));
}

TEST(LocationTest, EmptyGitFolderIsPassedOver) {
  const TempRepository repository;
  fs::create_directories(repository.path() + "/sub/.git");
  EXPECT_EQ(Found(repository.path() + "/sub").prefix, "sub");
}

TEST(LocationTest, FolderThatMayNotBeReadIsAnError) {
  if (geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const TempRepository repository;
  chmod(repository.git_dir().c_str(), 0);
  EXPECT_THAT(ErrorOf(repository.path()), HasSubstr("permission denied"));
  chmod(repository.git_dir().c_str(), 0700);
  chmod(repository.path().c_str(), 0);
  EXPECT_THAT(ErrorOf(repository.path()), HasSubstr("permission denied"));
  chmod(repository.path().c_str(), 0700);
}

}  // namespace
}  // namespace assay
