#include "git/line_match.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <sstream>
#include <string>

#include "tests/git/temp_repository.h"

namespace assay {

void PrintTo(const LineHunk& hunk, std::ostream* out) {
  *out << hunk.old_line << "," << hunk.old_count << " " << hunk.new_line << "," << hunk.new_count;
}

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

FileLines LinesOf(std::string_view text) {
  return FileLines(std::make_shared<const Object>(Object{ObjectType::kBlob, std::string(text)}));
}

std::vector<LineHunk> Match(std::string_view older, std::string_view newer,
                            bool ignore_whitespace = false) {
  LineMatcher matcher(ignore_whitespace);
  const FileLines old_lines = LinesOf(older);
  const FileLines new_lines = LinesOf(newer);
  return matcher.Match(old_lines, new_lines);
}

TEST(LineMatchTest, EqualFilesHaveNoHunk) {
  EXPECT_THAT(Match("", ""), IsEmpty());
  EXPECT_THAT(Match("a\nb", "a\nb"), IsEmpty());
}

TEST(LineMatchTest, TellsLinesThatCameAndWent) {
  EXPECT_THAT(Match("a\nb\n", "a\nx\ny\nb\n"), ElementsAre(LineHunk{1, 0, 1, 2}));
  EXPECT_THAT(Match("a\nx\ny\nb\n", "a\nb\n"), ElementsAre(LineHunk{1, 2, 1, 0}));
  EXPECT_THAT(Match("a\nx\nb\n", "a\ny\nb\n"), ElementsAre(LineHunk{1, 1, 1, 1}));
  EXPECT_THAT(Match("", "a\n"), ElementsAre(LineHunk{0, 0, 0, 1}));
}

TEST(LineMatchTest, LastLineWithoutItsEndIsAnotherLine) {
  EXPECT_THAT(Match("a\nb", "a\nb\n"), ElementsAre(LineHunk{1, 1, 1, 1}));
  EXPECT_THAT(Match("a\nb", "a\nbc\n"), ElementsAre(LineHunk{1, 1, 1, 1}));
}

TEST(LineMatchTest, WhiteSpaceCanBeIgnored) {
  EXPECT_THAT(Match("if (a) {\n\tb;\n}\n", "if(a){\n    b;\n}", true), IsEmpty());
  EXPECT_THAT(Match("a b\n", "a c\n", true), ElementsAre(LineHunk{0, 1, 0, 1}));
}

TEST(LineMatchTest, AddedBlockBeginsWhereItsIndentationDoes) {
  // As lines alone, "}", "", "void b() {" … would do as well.
  EXPECT_THAT(Match("void a() {\n  x();\n}\n\nvoid c() {\n  x();\n}\n",
                    "void a() {\n  x();\n}\n\nvoid b() {\n  x();\n}\n\nvoid c() {\n  x();\n}\n"),
              ElementsAre(LineHunk{4, 0, 4, 4}));
}

TEST(LineMatchTest, GroupsThatSlideBesideEachOtherStayThere) {
  EXPECT_THAT(Match("a\nold\n\nz\n", "a\n\nnew\n\nz\n"), ElementsAre(LineHunk{1, 1, 1, 2}));
}

// A file of lines that often repeat, and what a few edits make of it.
class Texts {
 public:
  explicit Texts(unsigned seed) : random_(seed) {}

  std::string First() {
    lines_.clear();
    for (std::size_t i = Below(200); i > 0; --i) lines_.push_back(Line());
    return Text();
  }
  std::string Next() {
    for (std::size_t i = 1 + Below(8); i > 0; --i) Edit();
    return Text();
  }

 private:
  std::size_t Below(std::size_t n) { return random_() % n; }

  std::string Line() {
    static constexpr const char* kUsual[] = {"",
                                             "}",
                                             "end",
                                             "  return x;",
                                             "\treturn y;",
                                             "  }",
                                             "# ---------------------------------------------"};
    if (Below(3) == 0) return kUsual[Below(std::size(kUsual))];
    return std::string(Below(6), ' ') + "line " + std::to_string(Below(60));
  }

  void Edit() {
    const std::size_t at = Below(lines_.size() + 1);
    const std::size_t size = std::min(Below(12), lines_.size() - at);
    const auto begin = lines_.begin() + static_cast<std::ptrdiff_t>(at);
    const auto end = begin + static_cast<std::ptrdiff_t>(size);
    const std::vector<std::string> run(begin, end);
    switch (Below(5)) {
      case 0:
        lines_.erase(begin, end);
        break;
      case 1:
        lines_.insert(begin, run.begin(), run.end());  // Copied in place.
        break;
      case 2:
        lines_.erase(begin, end);
        lines_.insert(lines_.begin() + static_cast<std::ptrdiff_t>(Below(lines_.size() + 1)),
                      run.begin(), run.end());
        break;
      default:
        lines_.insert(begin, {Line(), Line(), Line()});
    }
  }

  std::string Text() {
    std::string text;
    for (const std::string& line : lines_) text += line + "\n";
    if (Below(4) == 0 && !text.empty()) text.pop_back();
    return text;
  }

  std::mt19937 random_;
  std::vector<std::string> lines_;
};

std::string AsGitPrintsIt(const std::vector<LineHunk>& hunks) {
  std::ostringstream text;
  const auto range = [&](char sign, std::uint32_t line, std::uint32_t count) {
    text << sign << (count > 0 ? line + 1 : line);
    if (count != 1) text << "," << count;
  };
  for (const LineHunk& hunk : hunks) {
    text << "@@ ";
    range('-', hunk.old_line, hunk.old_count);
    text << " ";
    range('+', hunk.new_line, hunk.new_count);
    text << " @@\n";
  }
  return text.str();
}

// The lines "@@ … @@" of `git diff`, one run of it for many pairs.
std::string HunksOf(const std::string& diff) {
  std::string hunks;
  std::istringstream in(diff);
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("diff ")) hunks += "file\n";
    if (line.starts_with("@@ ")) hunks += line.substr(0, line.find(" @@") + 3) + "\n";
  }
  return hunks;
}

void ExpectAsGit(const std::string& git_options, bool ignore_whitespace) {
  const TempRepository repository;
  Files before;
  Files after;
  std::string expected;
  for (unsigned seed = 0; seed < 400; ++seed) {
    Texts texts(seed);
    const std::string older = texts.First();
    const std::string newer = texts.Next();
    std::string name = std::to_string(1000 + seed);
    before[name] = older;
    after[name] = newer;
    const std::string hunks = AsGitPrintsIt(Match(older, newer, ignore_whitespace));
    if (older != newer && !(ignore_whitespace && hunks.empty())) expected += "file\n" + hunks;
  }
  const ObjectId a = repository.Commit(before);
  const ObjectId b = repository.Commit(after);
  const std::string diff =
      repository.Git("diff -U0 --no-renames " + git_options + " " + a.Hex() + " " + b.Hex());
  EXPECT_EQ(HunksOf(diff), expected);
}

TEST(LineMatchTest, FindsTheHunksThatGitFinds) { ExpectAsGit("", false); }

TEST(LineMatchTest, FindsTheHunksThatGitFindsWithoutWhiteSpace) { ExpectAsGit("-w", true); }

// Long enough, and different enough, for the search to take its short cuts.
TEST(LineMatchTest, FindsTheHunksThatGitFindsWhereItSettlesForLess) {
  const TempRepository repository;
  Files before;
  Files after;
  std::string expected;
  std::mt19937 random(7);
  for (const unsigned kinds : {40U, 400U, 4000U}) {
    std::string older;
    std::string newer;
    for (int i = 0; i < 6000; ++i) {
      const std::string line = std::to_string(random() % kinds) + "\n";
      if (random() % 3 != 0) older += line;
      if (random() % 3 != 0) newer += line;
      if (i % 500 == 0) {  // Long runs that both have.
        for (unsigned j = 0; j < 60; ++j) {
          older += "both " + std::to_string(j) + "\n";
          newer += "both " + std::to_string(j) + "\n";
        }
      }
    }
    const std::string name = std::to_string(10'000 + kinds);
    before[name] = older;
    after[name] = newer;
    expected += "file\n" + AsGitPrintsIt(Match(older, newer));
  }
  const ObjectId a = repository.Commit(before);
  const ObjectId b = repository.Commit(after);
  const std::string diff = repository.Git("diff -U0 --no-renames " + a.Hex() + " " + b.Hex());
  EXPECT_EQ(HunksOf(diff), expected);
}

TEST(LineMatchTest, LongFilesWithoutMuchInCommonTakeLittleTime) {
  std::mt19937 random(1);
  std::string older;
  std::string newer;
  for (int i = 0; i < 100'000; ++i) {
    older += std::to_string(random() % 5000) + "\n";
    newer += std::to_string(random() % 5000) + "\n";
  }
  EXPECT_FALSE(Match(older, newer).empty());
}

TEST(LineMatchTest, LinesThatAreAllTheSameTakeLittleTime) {
  std::string older;
  std::string newer;
  for (int i = 0; i < 50'000; ++i) {
    older += "x\n";
    newer += i % 3 == 0 ? "y\nx\n" : "x\n";
  }
  EXPECT_FALSE(Match(older, newer).empty());
}

}  // namespace
}  // namespace assay
