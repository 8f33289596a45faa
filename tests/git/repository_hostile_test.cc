// A repository that somebody made to be read wrongly, or to do harm.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "git/repository.h"
#include "tests/git/opened.h"
#include "tests/git/pack_builder.h"
#include "tests/git/temp_repository.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

namespace fs = std::filesystem;

constexpr std::uint64_t kLimit = 1 << 20;

auto Codes(const std::string& code) { return ElementsAre(Field(&Diagnostic::code, code)); }

TEST(RepositoryHostileTest, BytesUnderAnotherBlobsNameAreRefused) {
  const TempRepository repository;
  const ObjectId victim = repository.WriteBlob("the victim's content");
  const ObjectId other = repository.WriteBlob("planted");
  fs::rename(repository.ObjectPath(other), repository.ObjectPath(victim));
  EXPECT_EQ(Opened(repository.path()).Read(victim, kLimit).error().code, "damaged-object");
}

TEST(RepositoryHostileTest, BytesPlantedInAPackAreRefused) {
  const TempRepository repository;
  const ObjectId victim = *ObjectId::FromHex(std::string(40, 'a'));
  PackBuilder builder;
  builder.AddWhole(victim, 3, "planted");
  repository.WriteGitFile("objects/pack/pack-1.pack", builder.Pack());
  repository.WriteGitFile("objects/pack/pack-1.idx", builder.Index());
  Repository opened = Opened(repository.path());
  EXPECT_EQ(opened.Size(victim), 7U);
  EXPECT_EQ(opened.Read(victim, kLimit).error().code, "damaged-object");
}

TEST(RepositoryHostileTest, GoodCopyOfADamagedObjectIsFound) {
  const TempRepository repository;
  const ObjectId id = repository.WriteBlob("hello");
  PackBuilder builder;
  builder.AddWhole(id, 3, "planted");
  repository.WriteGitFile("objects/pack/pack-1.pack", builder.Pack());
  repository.WriteGitFile("objects/pack/pack-1.idx", builder.Index());
  EXPECT_EQ(Opened(repository.path()).Read(id, kLimit), "hello");
}

TEST(RepositoryHostileTest, DamagedPackIsADiagnostic) {
  const TempRepository repository;
  repository.Commit({{"a", "1"}});
  repository.WriteGitFile("objects/pack/pack-1.pack", "nonsense");
  repository.WriteGitFile("objects/pack/pack-1.idx", "nonsense");
  EXPECT_THAT(Walked(Opened(repository.path())).diagnostics, Codes("damaged-pack"));
}

TEST(RepositoryHostileTest, ObjectThatIsAFifoDoesNotBlock) {
  const TempRepository repository;
  const ObjectId id = repository.WriteBlob("hello");
  fs::remove(repository.ObjectPath(id));
  ASSERT_EQ(std::system(("mkfifo '" + repository.ObjectPath(id) + "'").c_str()), 0);  // NOLINT
  EXPECT_EQ(Opened(repository.path()).Read(id, kLimit).error().code, "missing-object");
}

TEST(RepositoryHostileTest, ObjectsBehindLinksAreReadOnlyWhenAllowed) {
  const TempRepository repository;
  repository.Commit({{"a", "1"}});
  const ObjectId id = repository.WriteBlob("1");
  const std::string folder = fs::path(repository.ObjectPath(id)).parent_path().string();
  fs::rename(folder, repository.folder() + "/elsewhere");
  fs::create_directory_symlink(repository.folder() + "/elsewhere", folder);
  Repository refused = Opened(repository.path());
  EXPECT_EQ(refused.Read(id, kLimit).error().code, "missing-object");
  Repository allowed = Opened(repository.path(), {.follow_alternates = true});
  EXPECT_EQ(allowed.Read(id, kLimit), "1");
}

TEST(RepositoryHostileTest, AlternatesOutsideAreReadOnlyWhenAllowed) {
  const TempRepository lender;
  lender.Commit({{"a", "1"}});
  lender.Git("clone -q --shared . ../borrower");
  const std::string borrower = lender.folder() + "/borrower";
  EXPECT_THAT(WalkError(borrower), HasSubstr("--follow-alternates"));
  const Snapshot snapshot = Walked(Opened(borrower, {.follow_alternates = true}));
  EXPECT_THAT(snapshot.entries, SizeIs(1));
  EXPECT_THAT(snapshot.diagnostics, IsEmpty());
}

TEST(RepositoryHostileTest, RefusedAlternatesAreADiagnostic) {
  const TempRepository repository;
  const TempRepository other;
  repository.Commit({{"a", "1"}});
  repository.WriteGitFile("objects/info/alternates", other.git_dir() + "/objects\n");
  const ObjectId secret = other.WriteBlob("secret");
  EXPECT_THAT(Walked(Opened(repository.path())).diagnostics, Codes("alternates"));
  EXPECT_EQ(Opened(repository.path()).Read(secret, kLimit).error().code, "missing-object");
}

TEST(RepositoryHostileTest, ReplacementsAreIgnoredAndReported) {
  const TempRepository repository;
  repository.Commit({{"a", "the real one"}});
  const ObjectId real = repository.WriteBlob("the real one");
  const ObjectId fake = repository.WriteBlob("another");
  repository.SetReference("refs/replace/" + real.Hex(), fake);
  Repository opened = Opened(repository.path());
  EXPECT_EQ(opened.Read(real, kLimit), "the real one");
  EXPECT_THAT(Walked(std::move(opened)).diagnostics, Codes("replace-refs"));
}

TEST(RepositoryHostileTest, GraftsAreIgnoredAndReported) {
  const TempRepository repository;
  const ObjectId root = repository.Commit({{"a", "1"}});
  const ObjectId tip = repository.Commit({{"a", "2"}});
  repository.WriteGitFile("info/grafts", tip.Hex() + "\n");
  Repository opened = Opened(repository.path());
  EXPECT_EQ(*opened.Resolve("HEAD~1"), root);
  EXPECT_THAT(opened.ReadHistory("", {})->commits, SizeIs(2));
  EXPECT_THAT(Walked(std::move(opened)).diagnostics, Codes("grafts"));
}

TEST(RepositoryHostileTest, EmptyGraftsAreNone) {
  const TempRepository repository;
  repository.Commit({{"a", "1"}});
  repository.WriteGitFile("info/grafts", "# nothing\n\n");
  EXPECT_THAT(Walked(Opened(repository.path())).diagnostics, IsEmpty());
}

TEST(RepositoryHostileTest, IncludesAndWorktreeOfTheConfigurationLeadNowhere) {
  const TempRepository repository;
  repository.Commit({{"a", "1"}});
  WriteFile(repository.folder() + "/outside",
            "[remote \"origin\"]\n\turl = https://outside.example/x\n"
            "[core]\n\trepositoryformatversion = 9\n");
  repository.AppendGitFile("config", "[include]\n\tpath = " + repository.folder() +
                                         "/outside\n\tpath = /dev/zero\n[core]\n\tworktree = /\n");
  EXPECT_EQ(Opened(repository.path()).origin_url(), "");
  EXPECT_THAT(Walked(Opened(repository.path())).entries, SizeIs(1));
}

TEST(RepositoryHostileTest, EnvironmentAndUsersConfigurationChangeNothing) {
  const TempRepository repository;
  const TempRepository other;
  repository.Commit({{"a", "1"}});
  other.Commit({{"b", "2"}});
  const std::string expected = Contents(Opened(repository.path()));
  WriteFile(repository.folder() + "/home/.gitconfig",
            "[remote \"origin\"]\n\turl = https://home.example/x\n[extensions]\n\tx = y\n");
  const std::map<std::string, std::string> environment = {
      {"GIT_DIR", other.git_dir()},
      {"GIT_WORK_TREE", other.path()},
      {"GIT_COMMON_DIR", other.git_dir()},
      {"GIT_OBJECT_DIRECTORY", other.git_dir() + "/objects"},
      {"GIT_ALTERNATE_OBJECT_DIRECTORIES", other.git_dir() + "/objects"},
      {"GIT_NAMESPACE", "x"},
      {"GIT_CEILING_DIRECTORIES", "/"},
      {"GIT_CONFIG_GLOBAL", repository.folder() + "/home/.gitconfig"},
      {"HOME", repository.folder() + "/home"},
      {"XDG_CONFIG_HOME", repository.folder() + "/home"}};
  std::map<std::string, std::string> before;
  for (const auto& [name, value] : environment) {
    if (const char* const old = std::getenv(name.c_str())) before[name] = old;
    setenv(name.c_str(), value.c_str(), 1);
  }
  EXPECT_EQ(Contents(Opened(repository.path())), expected);
  for (const auto& [name, value] : environment) {
    unsetenv(name.c_str());
    if (before.contains(name)) setenv(name.c_str(), before[name].c_str(), 1);
  }
}

TEST(RepositoryHostileTest, NothingThatARepositoryConfiguresIsRun) {
  const TempRepository repository;
  const std::string canary = repository.folder() + "/canary";
  const std::string touch = "touch " + canary + ";";
  repository.Commit({{".gitattributes", "* filter=evil diff=evil\n"}, {"a", "1"}});
  repository.AppendGitFile(
      "config",
      "[core]\n\tfsmonitor = \"" + touch + "\"\n\tsshCommand = \"" + touch + "\"\n\teditor = \"" +
          touch + "\"\n\tpager = \"" + touch + "\"\n\thooksPath = hooks\n\tgitProxy = \"" + touch +
          "\"\n\talternateRefsCommand = \"" + touch + "\"\n[credential]\n\thelper = \"!" + touch +
          "\"\n[diff]\n\texternal = \"" + touch + "\"\n[filter \"evil\"]\n" + "\tclean = \"" +
          touch + "\"\n\tsmudge = \"" + touch + "\"\n\tprocess = \"" + touch +
          "\"\n[diff \"evil\"]\n\ttextconv = \"" + touch + "\"\n\tcommand = \"" + touch +
          "\"\n[gpg]\n\tprogram = \"" + touch + "\"\n[uploadpack]\n\tpackObjectsHook = \"" + touch +
          "\"\n[remote \"origin\"]\n\turl = ext::sh -c \"" + touch +
          "\"\n\tpromisor = true\n[alias]\n\tls = \"!" + touch + "\"\n");
  for (const char* const hook : {"post-checkout", "post-index-change", "fsmonitor-watchman"}) {
    repository.WriteGitFile(std::string("hooks/") + hook, "#!/bin/sh\n" + touch + "\n");
    fs::permissions(repository.git_dir() + "/hooks/" + hook, fs::perms::all);
  }
  const ObjectId gone = *ObjectId::FromHex(std::string(40, 'd'));
  Repository opened = Opened(repository.path());
  EXPECT_EQ(opened.Read(gone, kLimit).error().code, "missing-object");
  EXPECT_THAT(Contents(std::move(opened)), HasSubstr("a "));
  EXPECT_FALSE(fs::exists(canary));

  repository.Git("status");
  EXPECT_TRUE(fs::exists(canary)) << "the canary is dead: git itself does not run it";
}

TEST(RepositoryHostileTest, NothingIsWritten) {
  const TempRepository repository;
  repository.Commit({{"a", "1"}});
  const auto list = [&] {
    std::map<std::string, fs::file_time_type> files;
    for (const auto& entry : fs::recursive_directory_iterator(repository.path())) {
      files[entry.path().string()] = entry.last_write_time();
    }
    return files;
  };
  const auto before = list();
  Contents(Opened(repository.path()));
  EXPECT_EQ(list(), before);
}

}  // namespace
}  // namespace assay
