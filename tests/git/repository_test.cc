#include "git/repository.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <thread>

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

Repository Opened(const std::string& path, const OpenOptions& options = {}) {
  auto repository = Repository::Open(path, options);
  if (!repository) {
    ADD_FAILURE() << repository.error().message;
    std::abort();
  }
  return *std::move(repository);
}

Snapshot Walked(Repository repository) {
  auto snapshot = repository.Walk("", "", {});
  EXPECT_TRUE(snapshot) << snapshot.error().message;
  return snapshot ? *std::move(snapshot) : Snapshot();
}

std::string OpenError(const std::string& path) {
  const auto repository = Repository::Open(path);
  EXPECT_FALSE(repository);
  if (repository) return "";
  EXPECT_EQ(repository.error().kind, ErrorKind::kInput);
  EXPECT_EQ(repository.error().message.find('\n'), std::string::npos);
  return repository.error().message;
}

std::string WalkError(const std::string& path) {
  const auto snapshot = Opened(path).Walk("", "", {});
  EXPECT_FALSE(snapshot);
  return snapshot ? "" : snapshot.error().message;
}

auto Codes(const std::string& code) { return ElementsAre(Field(&Diagnostic::code, code)); }

// Everything that a scan's result may depend on, in one text.
std::string Contents(Repository repository) {
  std::string text;
  const Snapshot snapshot = *repository.Walk("", "", {});
  text += snapshot.commit.Hex() + snapshot.subject + snapshot.origin_url;
  for (const TreeEntry& entry : snapshot.entries) {
    text += "\n" + entry.path + " " + entry.blob.Hex() + " ";
    text += repository.Read(entry.blob, kLimit).value_or("?");
  }
  const History history = *repository.ReadHistory("", {});
  for (const Commit& commit : history.commits) text += commit.id.Hex();
  return text;
}

TEST(RepositoryTest, BareCloneCheckoutAndWorktreeAreAlike) {
  const TempRepository repository;
  repository.Commit({{"a", "1"}, {"b/c", "2"}});
  repository.Commit({{"a", "3"}, {"b/c", "2"}});
  repository.Git("clone -q --bare . ../bare.git");
  repository.Git("clone -q . ../checkout");
  repository.Git("worktree add -q --detach ../tree");
  const std::string expected = Contents(Opened(repository.path()));
  for (const char* const name : {"/bare.git", "/checkout", "/tree", "/checkout/b"}) {
    EXPECT_EQ(Contents(Opened(repository.folder() + name)), expected) << name;
  }
}

TEST(RepositoryTest, FolderOfAWorkTreeTellsItsPrefix) {
  const TempRepository repository;
  repository.Commit({{"src/a", "1"}, {"b", "2"}});
  fs::create_directories(repository.path() + "/src");
  Repository opened = Opened(repository.path() + "/src");
  EXPECT_EQ(opened.prefix(), "src");
  EXPECT_THAT(opened.Walk("", opened.prefix(), {})->entries,
              ElementsAre(Field(&TreeEntry::path, "src/a")));
}

TEST(RepositoryTest, PackedObjectsAreReadAsLooseOnesWere) {
  const TempRepository repository;
  std::string text;
  for (int i = 0; i < 50; ++i) {
    text += "line " + std::to_string(i) + " of a file that grows\n";
    repository.Commit({{"a", text}, {"b/" + std::to_string(i), text}});
  }
  const std::string expected = Contents(Opened(repository.path()));
  repository.Git("repack -q -adf --depth=50");
  repository.Git("prune-packed");
  EXPECT_FALSE(fs::exists(repository.ObjectPath(*repository.ReadBranch("main"))));
  EXPECT_EQ(Contents(Opened(repository.path())), expected);
  repository.Git("-c repack.useDeltaBaseOffset=false repack -q -adf --depth=50");
  EXPECT_EQ(Contents(Opened(repository.path())), expected);
  repository.Git("-c pack.indexVersion=1 repack -q -adf");
  EXPECT_EQ(Contents(Opened(repository.path())), expected);
  repository.Git("multi-pack-index write");
  repository.Git("commit-graph write --reachable");
  EXPECT_EQ(Contents(Opened(repository.path())), expected);
}

TEST(RepositoryTest, BlobsAreReadWithTheirSizes) {
  const TempRepository repository;
  const ObjectId id = repository.WriteBlob("hello");
  const ObjectId empty = repository.WriteBlob("");
  Repository opened = Opened(repository.path());
  EXPECT_EQ(opened.Read(id, 5), "hello");
  EXPECT_EQ(opened.Size(id), 5U);
  EXPECT_EQ(opened.Read(empty, 0), "");
}

TEST(RepositoryTest, BlobOverTheLimitIsToldByItsHeader) {
  const TempRepository repository;
  const ObjectId id = repository.WriteBlob("hello");
  const auto bytes = Opened(repository.path()).Read(id, 4);
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().code, "file-too-large");
  EXPECT_EQ(bytes.error().message, "5 bytes, the limit is 4");
}

TEST(RepositoryTest, MissingBlobIsADiagnostic) {
  const TempRepository repository;
  Repository opened = Opened(repository.path());
  const ObjectId gone = *ObjectId::FromHex(std::string(40, 'd'));
  EXPECT_EQ(opened.Read(gone, kLimit).error().code, "missing-object");
  EXPECT_EQ(opened.Size(gone).error().code, "missing-object");
}

TEST(RepositoryTest, TreeIsNoBlob) {
  const TempRepository repository;
  const ObjectId tree = repository.WriteFiles({{"a", "1"}});
  Repository opened = Opened(repository.path());
  EXPECT_EQ(opened.Read(tree, kLimit).error().code, "damaged-object");
  EXPECT_EQ(opened.Size(tree).error().code, "damaged-object");
  EXPECT_EQ(opened.ReadObject(tree, kLimit)->type, ObjectType::kTree);
}

TEST(RepositoryTest, BytesUnderAnotherBlobsNameAreRefused) {
  const TempRepository repository;
  const ObjectId victim = repository.WriteBlob("the victim's content");
  const ObjectId other = repository.WriteBlob("planted");
  fs::rename(repository.ObjectPath(other), repository.ObjectPath(victim));
  EXPECT_EQ(Opened(repository.path()).Read(victim, kLimit).error().code, "damaged-object");
}

TEST(RepositoryTest, BytesPlantedInAPackAreRefused) {
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

TEST(RepositoryTest, GoodCopyOfADamagedObjectIsFound) {
  const TempRepository repository;
  const ObjectId id = repository.WriteBlob("hello");
  PackBuilder builder;
  builder.AddWhole(id, 3, "planted");
  repository.WriteGitFile("objects/pack/pack-1.pack", builder.Pack());
  repository.WriteGitFile("objects/pack/pack-1.idx", builder.Index());
  EXPECT_EQ(Opened(repository.path()).Read(id, kLimit), "hello");
}

TEST(RepositoryTest, DamagedPackIsADiagnostic) {
  const TempRepository repository;
  repository.Commit({{"a", "1"}});
  repository.WriteGitFile("objects/pack/pack-1.pack", "nonsense");
  repository.WriteGitFile("objects/pack/pack-1.idx", "nonsense");
  EXPECT_THAT(Walked(Opened(repository.path())).diagnostics, Codes("damaged-pack"));
}

TEST(RepositoryTest, ObjectThatIsAFifoDoesNotBlock) {
  const TempRepository repository;
  const ObjectId id = repository.WriteBlob("hello");
  fs::remove(repository.ObjectPath(id));
  ASSERT_EQ(std::system(("mkfifo '" + repository.ObjectPath(id) + "'").c_str()), 0);  // NOLINT
  EXPECT_EQ(Opened(repository.path()).Read(id, kLimit).error().code, "missing-object");
}

TEST(RepositoryTest, ObjectsBehindLinksAreReadOnlyWhenAllowed) {
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

TEST(RepositoryTest, AlternatesOutsideAreReadOnlyWhenAllowed) {
  const TempRepository lender;
  lender.Commit({{"a", "1"}});
  lender.Git("clone -q --shared . ../borrower");
  const std::string borrower = lender.folder() + "/borrower";
  EXPECT_THAT(WalkError(borrower), HasSubstr("--follow-alternates"));
  const Snapshot snapshot = Walked(Opened(borrower, {.follow_alternates = true}));
  EXPECT_THAT(snapshot.entries, SizeIs(1));
  EXPECT_THAT(snapshot.diagnostics, IsEmpty());
}

TEST(RepositoryTest, RefusedAlternatesAreADiagnostic) {
  const TempRepository repository;
  const TempRepository other;
  repository.Commit({{"a", "1"}});
  repository.WriteGitFile("objects/info/alternates", other.git_dir() + "/objects\n");
  const ObjectId secret = other.WriteBlob("secret");
  EXPECT_THAT(Walked(Opened(repository.path())).diagnostics, Codes("alternates"));
  EXPECT_EQ(Opened(repository.path()).Read(secret, kLimit).error().code, "missing-object");
}

TEST(RepositoryTest, ReplacementsAreIgnoredAndReported) {
  const TempRepository repository;
  repository.Commit({{"a", "the real one"}});
  const ObjectId real = repository.WriteBlob("the real one");
  const ObjectId fake = repository.WriteBlob("another");
  repository.SetReference("refs/replace/" + real.Hex(), fake);
  Repository opened = Opened(repository.path());
  EXPECT_EQ(opened.Read(real, kLimit), "the real one");
  EXPECT_THAT(Walked(std::move(opened)).diagnostics, Codes("replace-refs"));
}

TEST(RepositoryTest, GraftsAreIgnoredAndReported) {
  const TempRepository repository;
  const ObjectId root = repository.Commit({{"a", "1"}});
  const ObjectId tip = repository.Commit({{"a", "2"}});
  repository.WriteGitFile("info/grafts", tip.Hex() + "\n");
  Repository opened = Opened(repository.path());
  EXPECT_EQ(*opened.Resolve("HEAD~1"), root);
  EXPECT_THAT(opened.ReadHistory("", {})->commits, SizeIs(2));
  EXPECT_THAT(Walked(std::move(opened)).diagnostics, Codes("grafts"));
}

TEST(RepositoryTest, EmptyGraftsAreNone) {
  const TempRepository repository;
  repository.Commit({{"a", "1"}});
  repository.WriteGitFile("info/grafts", "# nothing\n\n");
  EXPECT_THAT(Walked(Opened(repository.path())).diagnostics, IsEmpty());
}

TEST(RepositoryTest, ShallowCloneIsFlagged) {
  const TempRepository repository;
  repository.Commit({{"a", "1"}});
  repository.Commit({{"a", "2"}});
  repository.Git("clone -q --depth=1 file://" + repository.path() + " ../shallow");
  Repository shallow = Opened(repository.folder() + "/shallow");
  EXPECT_TRUE(shallow.Walk("", "", {})->shallow);
  EXPECT_FALSE(shallow.Walk("", "", {})->partial);
  EXPECT_THAT(shallow.ReadHistory("", {})->commits, SizeIs(1));
  EXPECT_FALSE(shallow.Resolve("HEAD~1"));
  EXPECT_FALSE(Walked(Opened(repository.path())).shallow);
}

TEST(RepositoryTest, PartialCloneIsFlaggedAndFetchesNothing) {
  const TempRepository repository;
  repository.Commit({{"a", "1"}});
  repository.AppendGitFile("config", "[uploadpack]\n\tallowFilter = true\n");
  repository.Git("clone -q --bare --filter=blob:none file://" + repository.path() +
                 " ../partial.git");
  Repository partial = Opened(repository.folder() + "/partial.git");
  const Snapshot snapshot = *partial.Walk("", "", {});
  EXPECT_TRUE(snapshot.partial);
  ASSERT_THAT(snapshot.entries, SizeIs(1));
  EXPECT_EQ(partial.Read(snapshot.entries[0].blob, kLimit).error().code, "missing-object");
}

TEST(RepositoryTest, PartialCloneIsToldByEitherKey) {
  for (const char* const config :
       {"[extensions]\n\tpartialClone = origin\n", "[remote \"origin\"]\n\tpromisor = true\n",
        "[remote \"x\"]\n\tpartialclonefilter = blob:none\n"}) {
    const TempRepository repository;
    repository.AppendGitFile("config", config);
    EXPECT_TRUE(Opened(repository.path()).is_partial()) << config;
  }
  const TempRepository repository;
  repository.AppendGitFile("config", "[remote \"origin\"]\n\tpromisor = false\n");
  EXPECT_FALSE(Opened(repository.path()).is_partial());
}

TEST(RepositoryTest, Sha256IsOneClearError) {
  const TempRepository repository;
  repository.WriteGitFile("config",
                          "[core]\n\trepositoryformatversion = 1\n[extensions]\n"
                          "\tobjectformat = sha256\n");
  EXPECT_THAT(OpenError(repository.path()),
              HasSubstr("uses SHA-256 object names, which assay cannot read yet"));
}

TEST(RepositoryTest, ReftableIsOneClearError) {
  const TempRepository repository;
  repository.WriteGitFile("config",
                          "[core]\n\trepositoryformatversion = 1\n[extensions]\n"
                          "\trefstorage = reftable\n");
  EXPECT_THAT(OpenError(repository.path()), HasSubstr("references as reftable"));
}

TEST(RepositoryTest, KnownExtensionsAreAcceptedAndOthersRefused) {
  const TempRepository repository;
  repository.Commit({{"a", "1"}});
  const std::string version = "[core]\n\trepositoryformatversion = 1\n[extensions]\n";
  repository.WriteGitFile("config", version +
                                        "\tnoop = 1\n\tpartialClone = x\n\tpreciousObjects\n"
                                        "\tworktreeConfig = true\n\tobjectFormat = SHA1\n"
                                        "\trefStorage = files\n");
  EXPECT_THAT(Walked(Opened(repository.path())).entries, SizeIs(1));
  repository.WriteGitFile("config", version + "\tfuture = true\n");
  EXPECT_THAT(OpenError(repository.path()), HasSubstr("extension 'future'"));
  repository.WriteGitFile("config", "[extensions]\n\tfuture = true\n");  // Of version 0: no matter.
  EXPECT_THAT(Walked(Opened(repository.path())).entries, SizeIs(1));
  repository.WriteGitFile("config", "[core]\n\trepositoryformatversion = 2\n");
  EXPECT_THAT(OpenError(repository.path()), HasSubstr("format version 2"));
}

TEST(RepositoryTest, EmptyRepositoryIsOneClearError) {
  const TempRepository repository;
  EXPECT_THAT(WalkError(repository.path()), HasSubstr("has no commits yet"));
}

TEST(RepositoryTest, UnbornBranchIsOneClearError) {
  const TempRepository repository;
  repository.Commit({{"a", "1"}}, {.branch = "other"});
  EXPECT_THAT(WalkError(repository.path()), HasSubstr("HEAD is at 'refs/heads/main'"));
}

TEST(RepositoryTest, DamagedHeadIsOneClearError) {
  const TempRepository repository;
  repository.Commit({{"a", "1"}});
  for (const char* const head : {"", "nonsense\n", "ref: /etc/passwd\n"}) {
    repository.WriteGitFile("HEAD", head);
    EXPECT_THAT(WalkError(repository.path()), HasSubstr("reference HEAD")) << head;
  }
}

TEST(RepositoryTest, HeadWithoutItsCommitIsOneClearError) {
  const TempRepository repository;
  repository.WriteGitFile("HEAD", std::string(40, 'd') + "\n");
  EXPECT_THAT(WalkError(repository.path()), HasSubstr("which is not in the repository"));
}

TEST(RepositoryTest, DamagedCommitIsOneClearError) {
  const TempRepository repository;
  const ObjectId id = repository.Commit({{"a", "1"}});
  WriteFile(repository.ObjectPath(id), "nonsense");
  EXPECT_THAT(WalkError(repository.path()), HasSubstr("damaged"));
}

TEST(RepositoryTest, OriginIsReadAsPlainText) {
  const TempRepository repository;
  repository.AppendGitFile("config",
                           "[remote \"origin\"]\n\turl = https://ada:s3cret@example.org/shop.git\n"
                           "[url \"https://elsewhere.example/\"]\n"
                           "\tinsteadOf = https://ada:s3cret@example.org/\n");
  EXPECT_EQ(Opened(repository.path()).origin_url(), "https://example.org/shop.git");
}

TEST(RepositoryTest, OriginOfALocalCloneIsEmpty) {
  const TempRepository repository;
  repository.Commit({{"a", "1"}});
  repository.Git("clone -q . ../clone");
  EXPECT_EQ(Opened(repository.folder() + "/clone").origin_url(), "");
}

TEST(RepositoryTest, IncludesAndWorktreeOfTheConfigurationLeadNowhere) {
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

TEST(RepositoryTest, EnvironmentAndUsersConfigurationChangeNothing) {
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

TEST(RepositoryTest, NothingThatARepositoryConfiguresIsRun) {
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
}

TEST(RepositoryTest, NothingIsWritten) {
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

TEST(RepositoryTest, PointerOfLargeFileStorageIsJustABlob) {
  const TempRepository repository;
  const std::string pointer =
      "version https://git-lfs.github.com/spec/v1\noid sha256:" + std::string(64, 'a') +
      "\nsize 12345\n";
  const ObjectId id = repository.WriteBlob(pointer);
  EXPECT_EQ(Opened(repository.path()).Read(id, kLimit), pointer);
}

TEST(RepositoryTest, ClonesReadInThreads) {
  const TempRepository repository;
  Files files;
  for (int i = 0; i < 200; ++i) {
    files["f" + std::to_string(i)] = std::string(1000, 'x') + std::to_string(i);
  }
  repository.Commit(files);
  repository.Git("gc -q");
  const Repository opened = Opened(repository.path());
  const Snapshot snapshot = Walked(opened.Clone());
  std::vector<std::size_t> good(4);
  std::vector<std::thread> threads;
  threads.reserve(good.size());
  for (std::size_t& count : good) {
    threads.emplace_back([&count, &snapshot, handle = opened.Clone()]() mutable {
      for (const TreeEntry& entry : snapshot.entries) {
        if (handle.Read(entry.blob, kLimit)) ++count;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(good, ElementsAre(200U, 200U, 200U, 200U));
}

TEST(RepositoryTest, CloneOutlivesItsOriginal) {
  const TempRepository repository;
  repository.Commit({{"a", "1"}});
  repository.Git("gc -q");
  std::optional<Repository> original = Opened(repository.path());
  Repository clone = original->Clone();
  original.reset();
  EXPECT_THAT(Walked(std::move(clone)).entries, SizeIs(1));
}

}  // namespace
}  // namespace assay
