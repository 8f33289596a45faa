#include "git/repository.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <thread>

#include "tests/git/opened.h"
#include "tests/git/temp_repository.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::SizeIs;

namespace fs = std::filesystem;

constexpr std::uint64_t kLimit = 1 << 20;

std::string OpenError(const std::string& path) {
  const auto repository = Repository::Open(path);
  EXPECT_FALSE(repository);
  if (repository) return "";
  EXPECT_EQ(repository.error().kind, ErrorKind::kInput);
  EXPECT_EQ(repository.error().message.find('\n'), std::string::npos);
  return repository.error().message;
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
