// Rules that look for a shape with a query, from the rule file to the match.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "analyze/analysis.h"
#include "analyze/compiled_query.h"
#include "analyze/examples.h"
#include "rules/load.h"

namespace assay {
namespace {

using ::testing::StartsWith;

constexpr const char* kSkills =
    "skills:\n"
    "  - {id: a.b, area: a, name: B, counts: everything}\n";

// A signal that asks for a call, and `condition` under and: or not:.
std::string RuleWith(const std::string& condition) {
  return "skill: a.b\n"
         "signals:\n"
         "  - id: s\n"
         "    why: x\n"
         "    use: \"pypi:time#sleep\"\n" +
         condition +
         "examples:\n"
         "  - file: a.py\n"
         "    code: |\n"
         "      import time\n"
         "      def f():\n"
         "          while True:\n"
         "              time.sleep(1)  # sees: s\n"
         "      def g():\n"
         "          time.sleep(1)  # not: s\n";
}

std::string ErrorOf(const std::string& condition) {
  const Result<RuleSet> rules =
      LoadRules({{"skills.yaml", kSkills}, {"x.yaml", RuleWith(condition)}});
  if (!rules) return rules.error().message;
  const Result<void> checked = CheckQueries(*rules);
  return checked ? "" : checked.error().message;
}

RuleSet Load(const std::string& condition) {
  Result<RuleSet> rules = LoadRules({{"skills.yaml", kSkills}, {"x.yaml", RuleWith(condition)}});
  EXPECT_TRUE(rules) << rules.error().message;
  EXPECT_TRUE(CheckQueries(*rules));
  return *std::move(rules);
}

constexpr const char* kInLoop =
    "    and:\n"
    "      - query: {python: \"(while_statement) @here\"}\n"
    "        at: function\n";

TEST(QueryRulesTest, AQueryNarrowsWhatAFactFound) {
  EXPECT_TRUE(RunExamples(Load(kInLoop)).empty());
  EXPECT_TRUE(RunExamples(Load("    not:\n"
                               "      - query: {python: \"(function_definition body: (block . "
                               "(expression_statement))) @here\"}\n"
                               "        at: function\n"))
                  .empty());
}

TEST(QueryRulesTest, AtFileAndCountHold) {
  EXPECT_EQ(RunExamples(Load("    and:\n"
                             "      - query: {python: \"(while_statement) @here\"}\n"
                             "        at: file\n"))
                .size(),
            1U)
      << "the near miss is in the same file";
  EXPECT_EQ(RunExamples(Load("    and:\n"
                             "      - query: {python: \"(while_statement) @here\"}\n"
                             "        at: function\n"
                             "        count: 2\n"))
                .size(),
            1U)
      << "there is one loop only";
}

TEST(QueryRulesTest, ErrorsNameFileAndLine) {
  EXPECT_EQ(ErrorOf("    and:\n"
                    "      - query:\n"
                    "          python: (loop) @here\n"
                    "        at: site\n"),
            "x.yaml:8: line 1 of the query: loop is no node of python");
  EXPECT_EQ(ErrorOf("    and:\n"
                    "      - query: {latin: (loop) @here}\n"
                    "        at: site\n"),
            "x.yaml:7: latin is no grammar that source is read with");
  EXPECT_THAT(ErrorOf("    and:\n"
                      "      - query: {python: (call) @here}\n"),
              StartsWith("x.yaml:7: expected the key at"));
  EXPECT_EQ(ErrorOf("    and:\n"
                    "      - query: {python: (call) @here}\n"
                    "        at: repository\n"),
            "x.yaml:8: a query looks at the anchor's file alone");
  EXPECT_THAT(ErrorOf("    and:\n"
                      "      - query: {python: (call) @here}\n"
                      "        at: site\n"
                      "        same: {name: name}\n"),
              StartsWith("x.yaml:9: unknown key same"));
}

struct Matched {
  std::size_t sightings;
  std::size_t reads;  // of the file's content
  Diagnostics diagnostics;
};

Matched MatchText(const std::string& text, const Limits& limits) {
  const RuleSet rules = Load(kInLoop);
  Matched matched{};
  const Contents contents{[&](std::size_t, unsigned) -> Result<std::string> {
                            ++matched.reads;
                            return text;
                          },
                          limits};
  const FactTable table = ReadTexts({{"a.py", text}}, Limits{});
  const MatchResult result = Match(Matcher(rules), table, LinksOf(table), 1, contents);
  matched.sightings = result.sightings.size();
  matched.diagnostics = result.diagnostics;
  return matched;
}

TEST(QueryRulesTest, OnlyAFileThatAFactSingledOutIsReadAgain) {
  EXPECT_EQ(MatchText("while True:\n  pass\n", Limits{}).reads, 0U);
  const Matched matched = MatchText(
      "import time\ndef f():\n  while 1:\n    time.sleep(1)\n    time.sleep(2)\n", Limits{});
  EXPECT_EQ(matched.reads, 1U);
  EXPECT_EQ(matched.sightings, 2U);
}

TEST(QueryRulesTest, AQueryThatIsGivenUpShowsNothingAndSaysSo) {
  Limits hasty;
  hasty.query_callbacks = 0;
  std::string text = "import time\ndef f():\n  while 1:\n    time.sleep(1)\n";
  for (int i = 0; i < 100; ++i) text += "a = b\n";
  const Matched matched = MatchText(text, hasty);
  EXPECT_EQ(matched.sightings, 0U);
  ASSERT_EQ(matched.diagnostics.size(), 1U);
  EXPECT_EQ(matched.diagnostics[0].code, "query-budget");
}

}  // namespace
}  // namespace assay
