// Whatever lies where a commit-graph should, the answers are those without one.
#include "git/commit_graph.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <map>

#include "git/repository.h"
#include "git/sha1.h"
#include "tests/git/opened.h"
#include "tests/git/temp_repository.h"
#include "tests/support/imported.h"

namespace assay {
namespace {

using ::testing::Contains;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr int kCommits = 800;

// "kept" changes in few commits, and once back and forth; one of "busy/" in each.
std::vector<ImportedCommit> Commits(int count) {
  std::vector<ImportedCommit> commits;
  std::string kept;
  for (int i = 0; i < count; ++i) {
    ImportedCommit commit;
    commit.files["busy/" + std::to_string(i % 50)] = std::to_string(i);
    if (i % 100 == 0) {
      kept += "line " + std::to_string(i) + "\n";
      commit.files["f/kept"] = kept;
      commit.files["f/k\xc3\xa9pt"] = kept;
    }
    commits.push_back(commit);
  }
  return commits;
}

class CommitGraphTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ImportHistory(folder_, "repo", Commits(kCommits));
    path_ = folder_.path() + "/repo";
    plain_ = Answer(false);
    ASSERT_THAT(plain_, HasSubstr("f/kept"));
  }

  std::string Git(const std::string& arguments) const {
    const ProgramRun outcome =
        RunProgram({"sh", "-c", "git -C '" + path_ + "' " + arguments}, folder_.path());
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    return outcome.out;
  }
  void WriteGraph(const std::string& options = "--changed-paths") const {
    Git("commit-graph write --reachable --no-progress " + options);
  }
  std::string Graph() const { return ReadWholeFile(GraphPath()); }
  std::string GraphPath() const { return path_ + "/objects/info/commit-graph"; }

  // Puts another graph in its place, with the hash that it should have.
  void Forge(const std::function<void(std::string&)>& change) const {
    std::string bytes = Graph();
    bytes.resize(bytes.size() - 20);
    change(bytes);
    const ObjectId hash = Sha1(bytes);
    bytes.append(hash.bytes.begin(), hash.bytes.end());
    Replace(bytes);
  }
  void Replace(const std::string& bytes) const {
    std::filesystem::remove(GraphPath());
    WriteFile(GraphPath(), bytes);
  }
  // Where a chunk begins in a graph's bytes.
  static std::size_t ChunkAt(const std::string& bytes, const std::string& name) {
    const std::size_t at = bytes.find(name, 8);
    std::size_t offset = 0;
    for (std::size_t i = 4; i < 12; ++i)
      offset = offset << 8 | static_cast<unsigned char>(bytes[at + i]);
    return offset;
  }

  // The history, and where every line of a file comes from, as text.
  std::string Answer(bool use_graph, const std::string& path = "") {
    OpenOptions options;
    options.follow_alternates = true;
    options.use_commit_graph = use_graph;
    Repository repository = Opened(path.empty() ? path_ : path, options);
    const History history = *repository.ReadHistory("", {}, {2});
    const Snapshot snapshot = *repository.Walk("", "", {});
    std::vector<WantedFile> wanted;
    for (const TreeEntry& entry : snapshot.entries) {
      if (entry.path == wanted_) wanted.push_back({entry.path, entry.blob, {}});
    }
    const Authorship authorship = repository.AttributeLines(history, wanted, {}, {});
    std::string text;
    for (const Commit& commit : history.commits)
      text += commit.id.Hex() + commit.tree.Hex() + commit.author.name + commit.subject + "\n";
    for (const auto& file : authorship.files) {
      for (const LineOrigin& origin : file)
        text += history.commits[origin.commit].id.Hex() + " " + authorship.paths[origin.path] +
                ":" + std::to_string(origin.line) + "\n";
    }
    for (const Diagnostic& diagnostic : authorship.diagnostics) text += diagnostic.message;
    told_ = repository.graph_diagnostics();
    return text;
  }

  ScratchFolder folder_;
  std::string path_;
  std::string plain_;
  std::string wanted_ = "f/kept";
  Diagnostics told_;
};

TEST_F(CommitGraphTest, SaysTheSameAsTheCommits) {
  WriteGraph();
  EXPECT_EQ(Answer(true), plain_);
  EXPECT_THAT(told_, IsEmpty());
  Repository repository = Opened(path_);
  const auto graph = CommitGraph::Open({path_ + "/objects"}, false);
  EXPECT_EQ(graph->count(), kCommits);
  EXPECT_TRUE(graph->has_filters());
  const History history = *repository.ReadHistory("", {});
  for (const Commit& commit : history.commits) {
    const auto position = graph->Find(commit.id);
    ASSERT_TRUE(position);
    EXPECT_TRUE(graph->Agrees(*position, commit));
    EXPECT_EQ(graph->At(*position)->commit_time, commit.committer.time);
  }
}

TEST_F(CommitGraphTest, FiltersHoldWhatCommitsTouchedAndLittleElse) {
  WriteGraph();
  Repository repository = Opened(path_);
  const auto graph = CommitGraph::Open({path_ + "/objects"}, false);
  const History history = *repository.ReadHistory("", {});
  const Touches touches = repository.ReadTouches(history, 1, {});
  std::size_t maybe = 0;
  for (std::size_t i = 0; i < history.commits.size(); ++i) {
    const std::uint32_t position = *graph->Find(history.commits[i].id);
    for (const std::uint32_t path : touches.by_commit[i])
      EXPECT_TRUE(graph->MayTouch(position, FilterKeyOf(touches.paths[path])));
    maybe += graph->MayTouch(position, FilterKeyOf("f/kept")) ? 1 : 0;
  }
  EXPECT_GE(maybe, 8U);
  EXPECT_LT(maybe, kCommits / 2);
}

TEST_F(CommitGraphTest, WithoutFiltersOrOfAnOlderCommitItStillServes) {
  WriteGraph("--no-changed-paths");
  EXPECT_EQ(Answer(true), plain_);
  Git("update-ref refs/heads/old main~200 && git -C '" + path_ + "' rev-parse old | git -C '" +
      path_ + "' commit-graph write --stdin-commits --changed-paths --no-progress");
  EXPECT_EQ(Answer(true), plain_);
  EXPECT_THAT(told_, IsEmpty());
}

TEST_F(CommitGraphTest, LayersAreOneGraph) {
  Git("rev-parse main~400 | git -C '" + path_ +
      "' commit-graph write --stdin-commits --split=no-merge --changed-paths --no-progress");
  WriteGraph("--split=no-merge --changed-paths");
  const auto graph = CommitGraph::Open({path_ + "/objects"}, false);
  EXPECT_EQ(graph->count(), kCommits);
  EXPECT_EQ(Answer(true), plain_);
  EXPECT_THAT(told_, IsEmpty());
}

TEST_F(CommitGraphTest, MissingLayerEndsTheChain) {
  Git("rev-parse main~400 | git -C '" + path_ +
      "' commit-graph write --stdin-commits --split=no-merge --changed-paths --no-progress");
  WriteGraph("--split=no-merge --changed-paths");
  const std::string graphs = path_ + "/objects/info/commit-graphs/";
  const std::string chain = ReadWholeFile(graphs + "commit-graph-chain");
  std::filesystem::remove(graphs + "graph-" + chain.substr(41, 40) + ".graph");
  EXPECT_EQ(CommitGraph::Open({path_ + "/objects"}, false)->count(), kCommits - 400);
  EXPECT_EQ(Answer(true), plain_);
  EXPECT_THAT(told_, Contains(Field(&Diagnostic::message, HasSubstr("layers"))));
  std::filesystem::remove(graphs + "graph-" + chain.substr(0, 40) + ".graph");
  EXPECT_EQ(Answer(true), plain_);
  EXPECT_EQ(CommitGraph::Open({path_ + "/objects"}, false)->count(), 0);
}

TEST_F(CommitGraphTest, IsFoundWhereObjectsAreBorrowedFrom) {
  WriteGraph();
  RunProgram({"git", "clone", "-q", "--bare", "--shared", "repo", "borrower"}, folder_.path());
  const std::string borrower = folder_.path() + "/borrower";
  EXPECT_EQ(CommitGraph::Open({borrower + "/objects", path_ + "/objects"}, false)->count(),
            kCommits);
  EXPECT_EQ(Answer(true, borrower), plain_);
}

TEST_F(CommitGraphTest, TruncatedAnywhereItIsNone) {
  WriteGraph();
  const std::string whole = Graph();
  for (std::size_t size = 0; size < whole.size(); size += whole.size() / 40 + 1) {
    Replace(whole.substr(0, size));
    EXPECT_EQ(CommitGraph::Open({path_ + "/objects"}, false)->count(), 0) << size;
  }
  EXPECT_EQ(Answer(true), plain_);
  EXPECT_THAT(told_, Contains(Field(&Diagnostic::code, "commit-graph")));
}

TEST_F(CommitGraphTest, OneWithAnotherHashThanItsOwnIsNone) {
  WriteGraph();
  std::string bytes = Graph();
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  Replace(bytes);
  EXPECT_EQ(Answer(true), plain_);
  EXPECT_THAT(told_, Contains(Field(&Diagnostic::message, HasSubstr("damaged"))));
}

TEST_F(CommitGraphTest, ForgedFiltersAreFoundOut) {
  WriteGraph();
  Forge([](std::string& bytes) {
    for (std::size_t i = ChunkAt(bytes, "BDAT") + 12; i < bytes.size(); ++i) bytes[i] = '\0';
  });
  EXPECT_EQ(Answer(true), plain_);
  EXPECT_THAT(told_, Contains(Field(&Diagnostic::message, HasSubstr("contradicts"))));
}

TEST_F(CommitGraphTest, ForgedTreesAndParentsAreFoundOut) {
  WriteGraph();
  const std::string good = Graph();
  for (const std::size_t field : {3, 23}) {  // a byte of the tree; of the first parent
    Replace(good);
    Forge([&](std::string& bytes) {
      for (std::size_t i = 0; i < kCommits; ++i) {
        char& byte = bytes[ChunkAt(bytes, "CDAT") + 36 * i + field];
        byte = static_cast<char>(byte ^ 1);
      }
    });
    EXPECT_EQ(Answer(true), plain_);
    EXPECT_THAT(told_, Contains(Field(&Diagnostic::code, "commit-graph")));
  }
}

TEST_F(CommitGraphTest, ForgedCirclesAndPositionsBeyondTheEndAreNoTrap) {
  WriteGraph();
  const std::string good = Graph();
  for (const char high : {'\0', '\x6f', '\xff'}) {
    Replace(good);
    Forge([&](std::string& bytes) {
      for (std::size_t i = 0; i < kCommits; ++i) {
        const std::size_t at = ChunkAt(bytes, "CDAT") + 36 * i + 20;
        bytes.replace(at, 8, std::string("\0\0\0\1", 4) + high + std::string("\xff\xff\xff", 3));
      }
    });
    EXPECT_EQ(Answer(true), plain_);
  }
}

TEST_F(CommitGraphTest, LinkOutOfTheRepositoryIsNotFollowed) {
  WriteGraph();
  std::filesystem::rename(GraphPath(), folder_.path() + "/elsewhere");
  std::filesystem::create_symlink(folder_.path() + "/elsewhere", GraphPath());
  EXPECT_EQ(CommitGraph::Open({path_ + "/objects"}, false)->count(), 0);
  EXPECT_EQ(Answer(true), plain_);
}

TEST_F(CommitGraphTest, FiltersSayNothingOfNamesThatTheyHashDifferently) {
  wanted_ = "f/k\xc3\xa9pt";
  plain_ = Answer(false);
  WriteGraph();
  EXPECT_EQ(Answer(true), plain_);
  EXPECT_THAT(told_, IsEmpty());
}

TEST(FilterKeyTest, IsMurmur3) {
  // Git's own test (t0095-bloom.sh) has the first and the sum of both.
  EXPECT_EQ(FilterKeyOf("").first, 0x5615800cU);
  EXPECT_EQ(FilterKeyOf("").first + FilterKeyOf("").second, 0x5b966560U);
  EXPECT_FALSE(FilterKeyOf("k\xc3\xa9pt").is_ascii);
}

TEST(Sha1Test, GivesTheStandardsValues) {
  EXPECT_EQ(Sha1("").Hex(), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
  EXPECT_EQ(Sha1("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq").Hex(),
            "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
}

}  // namespace
}  // namespace assay
