// The rules that users get: every example of every rule holds.
#include <gtest/gtest.h>

#include "analyze/compiled_query.h"
#include "analyze/examples.h"
#include "rules/load.h"
#include "rules/rule_codec.h"

namespace assay {
namespace {

TEST(BuiltinRulesTest, EveryExampleHolds) {
  const Result<RuleSet> rules = LoadRules(ASSAY_SOURCE_DIR "/rules");
  ASSERT_TRUE(rules) << rules.error().message;
  ASSERT_GT(rules->examples.size(), 50U);
  const Result<void> queries = CheckQueries(*rules);
  ASSERT_TRUE(queries) << queries.error().message;
  for (const ExampleFailure& failure : RunExamples(*rules)) {
    ADD_FAILURE() << failure.rule_file << ": " << failure.path << ":" << failure.line << ": "
                  << failure.signal << (failure.expected ? " is not seen" : " is seen");
  }
}

TEST(BuiltinRulesTest, TheEmbeddedFormIsTheSameRules) {
  const Result<RuleSet> read = LoadRules(ASSAY_SOURCE_DIR "/rules");
  ASSERT_TRUE(read);
  const Result<RuleSet> embedded = DecodeRules(EncodeRules(*read));
  ASSERT_TRUE(embedded) << embedded.error().message;
  EXPECT_EQ(embedded->skills, read->skills);
  EXPECT_EQ(embedded->technologies, read->technologies);
  EXPECT_EQ(embedded->signals, read->signals);
  EXPECT_EQ(embedded->people, read->people);
  EXPECT_EQ(embedded->digest, read->digest);
  EXPECT_TRUE(embedded->examples.empty());
}

TEST(BuiltinRulesTest, ADamagedEmbeddedFormIsAnError) {
  RuleSet rules;
  rules.skills.emplace_back().id = "data.sql";
  const std::string bytes = EncodeRules(rules);
  ASSERT_TRUE(DecodeRules(bytes));
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(DecodeRules(std::string_view(bytes).substr(0, size))) << size;
  EXPECT_FALSE(DecodeRules(bytes + '\0'));
}

}  // namespace
}  // namespace assay
