#include "syntax/query.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Query CompilePython(std::string_view text) {
  Result<Query> query = Query::Compile(*Grammar::Find("python"), text);
  EXPECT_TRUE(query) << query.error().message;
  return *std::move(query);
}

std::string ErrorOf(std::string_view text) {
  const Result<Query> query = Query::Compile(*Grammar::Find("python"), text);
  return query ? "" : query.error().message;
}

std::vector<std::uint32_t> LinesOf(std::string_view query, std::string_view text) {
  const Result<Query::Answer> answer = CompilePython(query).Run(text, Limits{});
  EXPECT_TRUE(answer);
  EXPECT_TRUE(answer->complete);
  std::vector<std::uint32_t> lines;
  for (const Region& place : answer->here) lines.push_back(place.start_line);
  return lines;
}

TEST(QueryTest, TellsThePlacesOfItsMatchesInOrder) {
  EXPECT_THAT(
      LinesOf("(while_statement) @here", "while a:\n  while b:\n    pass\nfor c in d: pass\n"),
      ElementsAre(1U, 2U));
}

TEST(QueryTest, ARegionEndsOnTheLineOfItsLastByte) {
  const auto answer = CompilePython("(pass_statement) @here").Run("if a:\n  pass\n", Limits{});
  ASSERT_TRUE(answer);
  ASSERT_EQ(answer->here.size(), 1U);
  EXPECT_EQ(answer->here[0].start_byte, 8U);
  EXPECT_EQ(answer->here[0].end_byte, 12U);
  EXPECT_EQ(answer->here[0].start_column, 3U);
  EXPECT_EQ(answer->here[0].end_line, 2U);
}

TEST(QueryTest, PredicatesCompareTexts) {
  const std::string text = "f(a, a)\nf(a, b)\ng(a, a)\n";
  const std::string call =
      "(call function: (_) @name arguments: (argument_list . (_) @first . (_) @second)";
  EXPECT_THAT(LinesOf("(" + call + ") @here (#eq? @first @second))", text), ElementsAre(1U, 3U));
  EXPECT_THAT(LinesOf("(" + call + ") @here (#not-eq? @first @second))", text), ElementsAre(2U));
  EXPECT_THAT(LinesOf("(" + call + ") @here (#eq? @name \"g\"))", text), ElementsAre(3U));
  EXPECT_THAT(LinesOf("(" + call + ") @here (#match? @name \"^[f-z]$\"))", text),
              ElementsAre(1U, 2U, 3U));
  EXPECT_THAT(LinesOf("(" + call + ") @here (#match? @name \"^h\"))", text), IsEmpty());
}

TEST(QueryTest, ErrorsNameTheLineAndWhatIsWrong) {
  EXPECT_EQ(ErrorOf("(while_statement\n  body: (loop)) @here"),
            "line 2 of the query: loop is no node of python");
  EXPECT_EQ(ErrorOf("(while_statement inside: (_)) @here"),
            "line 1 of the query: inside is no field of python");
  EXPECT_EQ(ErrorOf("(while_statement"), "line 1 of the query: the syntax of the query is broken");
  EXPECT_EQ(ErrorOf("(module (block)) @here"), "line 1 of the query: no tree has this shape");
  EXPECT_EQ(ErrorOf("(call) @here\n(while_statement)"),
            "line 2 of the query: expected one capture @here in the pattern");
  EXPECT_EQ(ErrorOf(""), "line 1 of the query: expected a pattern");
  EXPECT_EQ(ErrorOf("((call) @here (#any-of? @here \"a\"))"),
            "line 1 of the query: #any-of? is not one of #eq?, #not-eq?, #match?");
  EXPECT_EQ(ErrorOf("((call) @here (#eq? @here))"),
            "line 1 of the query: #eq? takes a capture, and a capture or a text");
  EXPECT_THAT(ErrorOf("((call) @here (#match? @here \"(\"))"),
              ::testing::StartsWith("line 1 of the query: pattern (:"));
}

TEST(QueryTest, AnAnswerThatIsCutShortSaysSo) {
  std::string text;
  for (int i = 0; i < 2'000; ++i) text += "f(a)\n";
  const Query query = CompilePython("(call) @here");
  EXPECT_FALSE(query.Run(text, Limits{})->complete) << "too many matches";
  Limits hasty;
  hasty.query_callbacks = 3;
  EXPECT_FALSE(query.Run(text.substr(0, 2'500), hasty)->complete) << "too many steps";
  EXPECT_TRUE(query.Run(text.substr(0, 2'500), Limits{})->complete);
}

// A pattern with a wild card in every place, on siblings by the thousand.
TEST(QueryTest, AHostileFileEndsTheQueryAndNotTheProgram) {
  std::string text = "x = [";
  for (int i = 0; i < 5'000; ++i) text += "a, ";
  text += "]\n";
  const Query query = CompilePython("(list (_) @a (_) @b (_) @c (#eq? @a @c)) @here");
  const Result<Query::Answer> answer = query.Run(text, Limits{});
  ASSERT_TRUE(answer);
  EXPECT_FALSE(answer->complete);
  EXPECT_TRUE(CompilePython("(call) @here").Run(std::string(5'000, '('), Limits{}));
}

}  // namespace
}  // namespace assay
