#include "git/authorship.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "git/repository.h"
#include "tests/git/opened.h"
#include "tests/git/temp_repository.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class AuthorshipTest : public ::testing::Test {
 protected:
  // A commit whose subject is what tests see of it.
  ObjectId Commit(const std::string& subject, const Files& files,
                  std::optional<std::vector<ObjectId>> parents = std::nullopt) {
    const std::string who = "Ada <ada@example.org> " + std::to_string(++time_) + " +0000";
    return repository_.Commit(
        files,
        {.message = subject, .author = who, .committer = who, .parents = std::move(parents)});
  }

  Authorship Attribute(const std::string& path, const std::vector<std::uint32_t>& lines = {},
                       const AuthorshipOptions& options = {}, const Limits& limits = {}) {
    Repository repository = Opened(repository_.path());
    const Snapshot snapshot = *repository.Walk("", "", {});
    std::vector<WantedFile> wanted;
    for (const TreeEntry& entry : snapshot.entries) {
      if (entry.path == path) wanted.push_back({path, entry.blob, lines});
    }
    history_ = *repository.ReadHistory("", limits);
    return repository.AttributeLines(history_, wanted, options, limits);
  }

  // "<subject> <path>:<line>" of each line of the file.
  std::vector<std::string> Shown(const Authorship& authorship) {
    std::vector<std::string> shown;
    for (const LineOrigin& origin : authorship.files.at(0)) {
      shown.push_back(origin.commit == LineOrigin::kNone
                          ? "none"
                          : history_.commits[origin.commit].subject + " " +
                                authorship.paths[origin.path] + ":" + std::to_string(origin.line));
    }
    return shown;
  }
  std::vector<std::string> Origins(const std::string& path,
                                   const std::vector<std::uint32_t>& lines = {}) {
    return Shown(Attribute(path, lines));
  }

  TempRepository repository_;
  History history_;
  int time_ = 1'600'000'000;
};

TEST_F(AuthorshipTest, LineBelongsToTheCommitThatBroughtItIn) {
  Commit("one", {{"a", "1\n2\n"}});
  Commit("two", {{"a", "0\n1\n2\n"}});
  Commit("three", {{"a", "0\n1\nx\n"}});
  EXPECT_THAT(Origins("a"), ElementsAre("two a:1", "one a:1", "three a:3"));
}

TEST_F(AuthorshipTest, OnlyWantedLinesAreAnswered) {
  Commit("one", {{"a", "1\n2\n3\n"}});
  Commit("two", {{"a", "1\nx\n3\n"}});
  EXPECT_THAT(Origins("a", {2, 3, 9}), ElementsAre("two a:2", "one a:3", "none"));
}

TEST_F(AuthorshipTest, EmptyFileHasNoLines) {
  Commit("one", {{"a", ""}});
  EXPECT_THAT(Origins("a"), IsEmpty());
}

TEST_F(AuthorshipTest, MergerGetsNoLineThatAParentHas) {
  const ObjectId root = Commit("root", {{"a", "1\n2\n3\n4\n5\n"}, {"b", "b\n"}});
  const ObjectId left = Commit("left", {{"a", "left\n2\n3\n4\n5\n"}, {"b", "b\n"}}, {{root}});
  const ObjectId right = Commit("right", {{"a", "1\n2\n3\n4\nright\n"}, {"b", "B\n"}}, {{root}});
  Commit("merge", {{"a", "left\n2\n3\n4\nright\n"}, {"b", "B\n"}}, {{left, right}});
  EXPECT_THAT(Origins("a"),
              ElementsAre("left a:1", "root a:2", "root a:3", "root a:4", "right a:5"));
  EXPECT_THAT(Origins("b"), ElementsAre("right b:1"));
}

TEST_F(AuthorshipTest, EvilMergeGetsWhatNoParentHas) {
  const ObjectId root = Commit("root", {{"a", "1\n2\n"}});
  const ObjectId left = Commit("left", {{"a", "1\nleft\n"}}, {{root}});
  const ObjectId right = Commit("right", {{"a", "1\nright\n"}}, {{root}});
  Commit("merge", {{"a", "1\nboth\n"}}, {{left, right}});
  EXPECT_THAT(Origins("a"), ElementsAre("root a:1", "merge a:2"));
}

TEST_F(AuthorshipTest, RenamedFileIsFollowedByContentAndByLikeness) {
  Commit("one", {{"old/a.py", "1\n2\n3\n4\n"}, {"old/b.py", "5\n6\n7\n8\n"}});
  Commit("two", {{"new/a.py", "1\n2\n3\n4\n"}, {"new/c.py", "5\n6\n7\nx\n"}});
  EXPECT_THAT(Origins("new/a.py"),
              ElementsAre("one old/a.py:1", "one old/a.py:2", "one old/a.py:3", "one old/a.py:4"));
  EXPECT_THAT(Origins("new/c.py"),
              ElementsAre("one old/b.py:1", "one old/b.py:2", "one old/b.py:3", "two new/c.py:4"));
}

TEST_F(AuthorshipTest, FileCopiedFromOneThatStaysIsNew) {
  Commit("one", {{"a", "1\n2\n3\n"}});
  Commit("two", {{"a", "1\n2\n3\n"}, {"b", "1\n2\n3\n"}});
  EXPECT_THAT(Origins("b"), ElementsAre("two b:1", "two b:2", "two b:3"));
}

TEST_F(AuthorshipTest, FileRenamedInAMergeIsFollowed) {
  const ObjectId root = Commit("root", {{"a", "1\n2\n3\n"}});
  const ObjectId left = Commit("left", {{"a", "1\n2\n3\n"}, {"x", "x\n"}}, {{root}});
  const ObjectId right = Commit("right", {{"a", "1\n2\n3\n"}, {"y", "y\n"}}, {{root}});
  Commit("merge", {{"b", "1\n2\n3\n"}}, {{left, right}});
  EXPECT_THAT(Origins("b"), ElementsAre("root a:1", "root a:2", "root a:3"));
}

TEST_F(AuthorshipTest, FileInPlaceOfALinkIsNew) {
  const ObjectId blob = repository_.WriteBlob("target\n");
  repository_.CommitTree(repository_.WriteTree({{"120000", "a", blob}}), {.message = "one"});
  Commit("two", {{"a", "target\n"}});
  EXPECT_THAT(Origins("a"), ElementsAre("two a:1"));
}

TEST_F(AuthorshipTest, ModesWithLeadingZerosAreFolders) {
  const ObjectId blob = repository_.WriteBlob("1\n");
  const ObjectId folder = repository_.WriteTree({{"100664", "a", blob}});
  repository_.CommitTree(repository_.WriteTree({{"040000", "folder", folder}}), {.message = "one"});
  Commit("two", {{"folder/a", "1\n2\n"}});
  EXPECT_THAT(Origins("folder/a"), ElementsAre("one folder/a:1", "two folder/a:2"));
}

TEST_F(AuthorshipTest, ShallowBorderIsTold) {
  Commit("root", {{"a", "1\n"}});
  const ObjectId border = Commit("border", {{"a", "1\n2\n"}});
  Commit("tip", {{"a", "1\n2\n3\n"}});
  repository_.WriteGitFile("shallow", border.Hex() + "\n");
  const Authorship authorship = Attribute("a");
  EXPECT_THAT(Shown(authorship), ElementsAre("border a:1", "border a:2", "tip a:3"));
  EXPECT_THAT(authorship.borders, ElementsAre(1));
  EXPECT_TRUE(authorship.IsBorder(1));
  EXPECT_FALSE(authorship.IsBorder(0));
  ASSERT_THAT(authorship.diagnostics, SizeIs(1));
  EXPECT_EQ(authorship.diagnostics[0].code, "history-border");
}

TEST_F(AuthorshipTest, RootIsNoBorder) {
  Commit("root", {{"a", "1\n"}});
  EXPECT_THAT(Attribute("a").borders, IsEmpty());
}

TEST_F(AuthorshipTest, LimitOfCommitsIsABorder) {
  Commit("one", {{"a", "1\n"}});
  Commit("two", {{"a", "1\n2\n"}});
  Limits limits;
  limits.commits = 1;
  const Authorship authorship = Attribute("a", {}, {}, limits);
  EXPECT_THAT(Shown(authorship), ElementsAre("two a:1", "two a:2"));
  EXPECT_THAT(authorship.borders, ElementsAre(0));
}

TEST_F(AuthorshipTest, MissingVersionEndsItsLines) {
  Commit("one", {{"a", "1\n"}, {"b", "1\n"}});
  Commit("two", {{"a", "1\n2\n"}, {"b", "1\n"}});
  // The first version of a is gone; b has the same content, and needs none.
  const ObjectId gone = repository_.WriteBlob("0\n1\n");
  Commit("three", {{"a", "0\n1\n"}, {"b", "1\n"}});
  Commit("four", {{"a", "0\n1\n3\n"}, {"b", "1\n"}});
  repository_.RemoveGitFile("objects/" + gone.Hex().substr(0, 2) + "/" + gone.Hex().substr(2));
  const Authorship authorship = Attribute("a");
  EXPECT_THAT(Shown(authorship), ElementsAre("four a:1", "four a:2", "four a:3"));
  EXPECT_THAT(authorship.borders, ElementsAre(0));
  EXPECT_THAT(authorship.diagnostics, ElementsAre(Field(&Diagnostic::code, "history-border"),
                                                  Field(&Diagnostic::code, "missing-object")));
  EXPECT_THAT(Origins("b"), ElementsAre("one b:1"));
}

TEST_F(AuthorshipTest, MissingFolderEndsTheLinesOfItsFiles) {
  const ObjectId folder = repository_.WriteFiles({{"a", "1\n"}});
  Commit("one", {{"f/a", "1\n"}, {"b", "1\n"}});
  Commit("two", {{"f/a", "1\n2\n"}, {"b", "1\n"}});
  repository_.RemoveGitFile("objects/" + folder.Hex().substr(0, 2) + "/" + folder.Hex().substr(2));
  const Authorship authorship = Attribute("f/a");
  EXPECT_THAT(Shown(authorship), ElementsAre("two f/a:1", "two f/a:2"));
  EXPECT_THAT(authorship.borders, ElementsAre(0));
}

TEST_F(AuthorshipTest, VersionOverTheLimitEndsItsLines) {
  Commit("one", {{"a", "1\n" + std::string(1000, 'x')}});
  Commit("two", {{"a", "1\n"}});
  Limits limits;
  limits.followed_bytes = 100;
  const Authorship authorship = Attribute("a", {}, {}, limits);
  EXPECT_THAT(Shown(authorship), ElementsAre("two a:1"));
  EXPECT_THAT(authorship.diagnostics, ElementsAre(Field(&Diagnostic::code, "file-too-large"),
                                                  Field(&Diagnostic::code, "history-border")));
}

TEST_F(AuthorshipTest, DamagedParentsAreLeftOut) {
  const ObjectId root = Commit("root", {{"a", "1\n"}});
  Commit("tip", {{"a", "1\n2\n"}}, {{*ObjectId::FromHex(std::string(40, 'd')), root, root}});
  EXPECT_THAT(Origins("a"), ElementsAre("root a:1", "tip a:2"));
}

TEST_F(AuthorshipTest, WhiteSpaceMayBeIgnored) {
  Commit("one", {{"a", "if (x) {\n  y;\n}\n"}});
  Commit("two", {{"a", "if (x)  {\n\ty;\n}\n"}});
  EXPECT_THAT(Shown(Attribute("a", {}, {.ignore_whitespace = true})),
              ElementsAre("one a:1", "one a:2", "one a:3"));
  EXPECT_THAT(Origins("a"), ElementsAre("two a:1", "two a:2", "one a:3"));
}

TEST_F(AuthorshipTest, LongHistoriesAreNotRecursedInto) {
  std::string text;
  for (int i = 0; i < 1000; ++i) {
    text = std::to_string(i) + "\n" + text;
    Commit(std::to_string(i), {{"a", text}});
  }
  repository_.Git("gc -q");
  const std::vector<std::string> origins = Origins("a");
  ASSERT_THAT(origins, SizeIs(1000));
  EXPECT_EQ(origins.front(), "999 a:1");
  EXPECT_EQ(origins.back(), "0 a:1");
}

// All that an answer says, for every file of HEAD.
std::string Told(const TempRepository& repository, unsigned threads, const Limits& limits) {
  Repository opened = Opened(repository.path());
  const Snapshot snapshot = *opened.Walk("", "", {});
  std::vector<WantedFile> wanted;
  for (const TreeEntry& entry : snapshot.entries) wanted.push_back({entry.path, entry.blob, {}});
  const History history = *opened.ReadHistory("", {});
  AuthorshipOptions options;
  options.threads = threads;
  const Authorship authorship = opened.AttributeLines(history, wanted, options, limits);
  std::string told;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    told += wanted[i].path + "\n";
    for (const LineOrigin& origin : authorship.files[i]) {
      told += "  " + history.commits.at(origin.commit).subject + " " +
              authorship.paths.at(origin.path) + " " + std::to_string(origin.line) + "\n";
    }
  }
  for (const Diagnostic& diagnostic : authorship.diagnostics) told += diagnostic.message + "\n";
  return told;
}

TEST_F(AuthorshipTest, ThreadsShareTheWorkAndAgree) {
  // All the work is in files of one folder, whose thread needs the help of the others.
  Files files;
  for (int i = 0; i < 100; ++i) {
    files["still/" + std::to_string(i)] = "still\n";
    files["busy/" + std::to_string(i)] = "first\n";
  }
  Commit("first", files);
  for (int i = 0; i < 60; ++i) {
    for (int k = 0; k < 40; ++k)
      files["busy/" + std::to_string((7 * i + k) % 100)] += "line " + std::to_string(i) + "\n";
    Commit("commit " + std::to_string(i), files);
  }
  const std::string alone = Told(repository_, 1, {});
  EXPECT_THAT(alone, ::testing::HasSubstr("commit 59 busy/"));
  for (const unsigned threads : {2U, 3U, 8U}) EXPECT_EQ(Told(repository_, threads, {}), alone);
}

TEST_F(AuthorshipTest, LimitOfRenamesIsThatOfTheCommit) {
  const auto text = [](int i) {
    std::string lines;
    for (int k = 0; k < 8; ++k) lines += std::to_string(i) + " " + std::to_string(k) + "\n";
    return lines;
  };
  Files before;
  Files after;
  for (int i = 0; i < 60; ++i) {
    before["old/" + std::to_string(100 + i)] = text(i);
    after["new/" + std::to_string(500 + i)] = text(i) + "more\n";
  }
  Commit("before", before);
  Commit("after", after);
  Limits limits;
  limits.rename_pairs = 60 * 20;  // The first 20 of those deleted are compared with each.
  const std::string alone = Told(repository_, 1, limits);
  EXPECT_THAT(alone, ::testing::HasSubstr("before old/119 1\n"));
  EXPECT_THAT(alone, ::testing::Not(::testing::HasSubstr("before old/120")));
  EXPECT_THAT(alone, ::testing::HasSubstr("1 commit may count"));
  for (const unsigned threads : {2U, 4U}) EXPECT_EQ(Told(repository_, threads, limits), alone);
}

TEST_F(AuthorshipTest, FilesThatComeFromOneFileAreBothFollowed) {
  const ObjectId root = Commit("root", {{"a", "1\n2\n3\n"}});
  const ObjectId left = Commit("left", {{"b", "1\n2\n3\n"}}, {{root}});
  const ObjectId right = Commit("right", {{"c", "1\n2\n3\n"}}, {{root}});
  Commit("merge", {{"b", "1\n2\n3\n"}, {"c", "1\n2\n3\n"}}, {{left, right}});
  EXPECT_THAT(Origins("b"), ElementsAre("root a:1", "root a:2", "root a:3"));
  EXPECT_THAT(Origins("c"), ElementsAre("root a:1", "root a:2", "root a:3"));
}

// Answers kept between runs, and how often one was found.
struct Memory {
  std::map<std::string, std::string, std::less<>> kept;
  int found = 0;

  AuthorshipOptions Options() {
    AuthorshipOptions options;
    options.recall = [this](std::string_view key) -> std::optional<std::string> {
      const auto entry = kept.find(key);
      if (entry == kept.end()) return std::nullopt;
      ++found;
      return entry->second;
    };
    options.remember = [this](std::string_view key, std::string_view bytes) {
      kept.insert_or_assign(std::string(key), std::string(bytes));
    };
    return options;
  }
};

TEST_F(AuthorshipTest, NewCommitIsAnsweredFromTheOneBefore) {
  Memory memory;
  Commit("one", {{"a", "1\n2\n3\n"}, {"b", "b\n"}});
  const ObjectId old = repository_.WriteBlob("1\n2\n3\n");
  Commit("two", {{"a", "1\nx\n3\n"}, {"b", "b\n"}});
  Attribute("a", {}, memory.Options());
  EXPECT_EQ(memory.kept.size(), 1U);
  Commit("three", {{"c", "1\nx\n3\n4\n"}, {"b", "b\n"}});
  // What is answered from memory is not read again.
  repository_.RemoveGitFile("objects/" + old.Hex().substr(0, 2) + "/" + old.Hex().substr(2));
  const Authorship authorship = Attribute("c", {}, memory.Options());
  EXPECT_THAT(Shown(authorship), ElementsAre("one a:1", "two a:2", "one a:3", "three c:4"));
  EXPECT_THAT(authorship.diagnostics, IsEmpty());
  EXPECT_EQ(memory.found, 1);
}

TEST_F(AuthorshipTest, LinesNotAskedBeforeAreStillFound) {
  Memory memory;
  Commit("one", {{"a", "1\n2\n3\n"}});
  Commit("two", {{"a", "1\nx\n3\n"}});
  Attribute("a", {3}, memory.Options());
  EXPECT_THAT(Shown(Attribute("a", {}, memory.Options())),
              ElementsAre("one a:1", "two a:2", "one a:3"));
  EXPECT_THAT(Shown(Attribute("a", {1, 3}, memory.Options())), ElementsAre("one a:1", "one a:3"));
}

TEST_F(AuthorshipTest, LinesAtABorderAreNotRemembered) {
  Memory memory;
  Commit("root", {{"a", "1\n"}});
  const ObjectId border = Commit("border", {{"a", "1\n2\n"}});
  Commit("tip", {{"a", "1\n2\n3\n"}});
  repository_.WriteGitFile("shallow", border.Hex() + "\n");
  EXPECT_THAT(Shown(Attribute("a", {}, memory.Options())),
              ElementsAre("border a:1", "border a:2", "tip a:3"));
  repository_.RemoveGitFile("shallow");
  EXPECT_THAT(Shown(Attribute("a", {}, memory.Options())),
              ElementsAre("root a:1", "border a:2", "tip a:3"));
}

TEST_F(AuthorshipTest, NothingIsRememberedBehindAMergeThatLacksAParent) {
  Memory memory;
  const ObjectId root = Commit("root", {{"a", "1\n"}});
  const ObjectId left = Commit("left", {{"a", "1\nx\n"}}, {{root}});
  const ObjectId right = Commit("right", {{"a", "x\n1\n"}}, {{root}});
  Commit("merge", {{"a", "x\nm\n"}}, {{left, right}});
  const std::string there = repository_.ObjectPath(left);
  std::filesystem::rename(there, there + ".away");
  EXPECT_THAT(Shown(Attribute("a", {}, memory.Options())), ElementsAre("right a:1", "merge a:2"));
  std::filesystem::rename(there + ".away", there);
  EXPECT_THAT(Shown(Attribute("a", {}, memory.Options())), ElementsAre("left a:2", "merge a:2"));
  // Nor is what was remembered with all parents believed without one.
  std::filesystem::rename(there, there + ".away");
  EXPECT_THAT(Shown(Attribute("a", {}, memory.Options())), ElementsAre("right a:1", "merge a:2"));
}

TEST_F(AuthorshipTest, OtherOptionsHaveAMemoryOfTheirOwn) {
  Memory memory;
  Commit("one", {{"a", "x y\n"}});
  Commit("two", {{"a", "x  y\n"}});
  EXPECT_THAT(Shown(Attribute("a", {}, memory.Options())), ElementsAre("two a:1"));
  AuthorshipOptions options = memory.Options();
  options.ignore_whitespace = true;
  EXPECT_THAT(Shown(Attribute("a", {}, options)), ElementsAre("one a:1"));
}

TEST_F(AuthorshipTest, DamagedMemoryIsAsNone) {
  Memory memory;
  Commit("one", {{"a", "1\n"}});
  Attribute("a", {}, memory.Options());
  for (auto& [key, bytes] : memory.kept) bytes.resize(bytes.size() - 1);
  EXPECT_THAT(Shown(Attribute("a", {}, memory.Options())), ElementsAre("one a:1"));
}

TEST(IgnoredCommitsTest, ReadsIdsAndComments) {
  const std::string id(40, 'a');
  std::vector<std::uint32_t> unreadable;
  EXPECT_THAT(
      ParseIgnoredCommits("# Reformatted\n" + id + " # with care\n\n  \nabc\n", &unreadable),
      ElementsAre(*ObjectId::FromHex(id)));
  EXPECT_THAT(unreadable, ElementsAre(5));
}

}  // namespace
}  // namespace assay
