#include "rules/load.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assay {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr const char* kSkills =
    "skills:\n"
    "  - {id: a.b, area: a, name: B, counts: everything}\n";

Result<RuleSet> Load(const std::string& rule) {
  return LoadRules({{"skills.yaml", kSkills}, {"x.yaml", rule}});
}

std::string ErrorOf(const std::string& rule) {
  const Result<RuleSet> rules = Load(rule);
  return rules ? "" : rules.error().message;
}

TEST(LoadTest, ARuleWithAMatchAndANearMissLoads) {
  const Result<RuleSet> rules = Load(
      "skill: a.b\n"
      "signals:\n"
      "  - {id: s, why: because, use: [\"pypi:x#y\"]}\n"
      "examples:\n"
      "  - file: a.py\n"
      "    code: |\n"
      "      y()  # sees: s\n"
      "      z()  # not: s\n");
  ASSERT_TRUE(rules) << rules.error().message;
  ASSERT_NE(rules->FindSignal("a.b/s"), nullptr);
  EXPECT_EQ(rules->FindSignal("a.b/s")->shows, Strength::kUsed);
  ASSERT_EQ(rules->examples.size(), 1U);
  EXPECT_EQ(rules->examples[0].expectations.size(), 2U);
  EXPECT_EQ(rules->examples[0].expectations[0].line, 1U);
}

TEST(LoadTest, ErrorsNameFileLineAndWhatWasExpected) {
  EXPECT_THAT(ErrorOf("skill: a.b\nsignals:\n  - id: s\n    why: x\n    use: y\n    colour: red\n"),
              StartsWith("x.yaml:6: unknown key colour; expected one of"));
  EXPECT_THAT(ErrorOf("skill: a.b\nsignals:\n  - id: s\n    why: x\n    use: {nmae: y}\n"),
              StartsWith("x.yaml:5: use has no field nmae; it has name"));
  EXPECT_THAT(ErrorOf("skill: a.c\nsignals:\n  - id: s\n    why: x\n    use: y\n"),
              HasSubstr("a.c is not a skill"));
  EXPECT_THAT(ErrorOf("skill: a.b\nsignals:\n  - id: s\n    why: x\n"),
              StartsWith("x.yaml:3: expected a kind of fact"));
  EXPECT_THAT(
      ErrorOf("skill: a.b\nsignals:\n  - id: s\n    why: x\n    construct: loup\n    sign: good\n"),
      StartsWith("x.yaml:6: good is not one of practice, weakness"));
  EXPECT_THAT(
      ErrorOf(
          "skill: a.b\nsignals:\n  - id: s\n    why: x\n    string: {value: {matches: \"(\"}}\n"),
      StartsWith("x.yaml:5: pattern (:"));
  const std::string history = "skill: a.b\nsignals:\n  - id: s\n    why: x\n";
  EXPECT_THAT(ErrorOf(history + "    use: y\n    share: {percent: 60, at_least: 20}\n"),
              StartsWith("x.yaml:6: only commits have a share"));
  EXPECT_THAT(ErrorOf(history + "    commit: y\n    share: {percent: 160, at_least: 20}\n"),
              StartsWith("x.yaml:6: expected 1 to 100"));
  EXPECT_THAT(ErrorOf(history + "    commit: y\n    share: {percent: 60}\n"),
              StartsWith("x.yaml:6: expected the key at_least"));
  EXPECT_THAT(ErrorOf(history + "    commit: {subject: {lacks: \"(\"}}\n"),
              StartsWith("x.yaml:5: pattern (:"));
  EXPECT_THAT(ErrorOf(history + "    commit: y\n    and: [{tag: v1, at: site}]\n"),
              HasSubstr("expected repository"));
  EXPECT_THAT(ErrorOf("skill: a.b\nskill: a.b\n"), StartsWith("x.yaml:2: key skill occurs twice"));
  EXPECT_THAT(ErrorOf("signals: [\n"), StartsWith("x.yaml:"));
}

TEST(LoadTest, AWeaknessNeedsItsSeverityAndRemedy) {
  EXPECT_THAT(ErrorOf("skill: a.b\nsignals:\n  - {id: s, why: x, use: y, sign: weakness}\n"),
              HasSubstr("expected the key severity"));
}

TEST(LoadTest, ARuleWithoutANearMissIsRefused) {
  EXPECT_THAT(ErrorOf("skill: a.b\nsignals:\n  - {id: s, why: x, use: y}\nexamples:\n  - {file: "
                      "a.py, code: \"y()  # sees: s\"}\n"),
              HasSubstr("signal a.b/s has no example that must not match"));
}

TEST(LoadTest, OwnRulesMayNotRedefineASignal) {
  const std::string rule =
      "skill: a.b\nsignals:\n  - {id: s, why: x, use: y}\nexamples:\n  - {file: a.py, code: \"y()  "
      "# sees: s\\nz()  # not: s\"}\n";
  const Result<RuleSet> base = Load(rule);
  ASSERT_TRUE(base);
  const Result<RuleSet> again = LoadRules({{"mine.yaml", rule}}, &*base);
  ASSERT_FALSE(again);
  EXPECT_THAT(again.error().message, HasSubstr("signal a.b/s is also in"));
}

}  // namespace
}  // namespace assay
