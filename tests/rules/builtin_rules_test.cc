// The rules that users get: every example of every rule holds.
#include <gtest/gtest.h>

#include "analyze/compiled_query.h"
#include "analyze/examples.h"
#include "rules/load.h"

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
  const Result<std::string> compiled = CompileRules(ASSAY_SOURCE_DIR "/rules");
  ASSERT_TRUE(read && compiled);
  const Result<RuleSet> embedded = ReadCompiledRules(*compiled);
  ASSERT_TRUE(embedded) << embedded.error().message;
  EXPECT_EQ(embedded->digest, read->digest);
  ASSERT_EQ(embedded->signals.size(), read->signals.size());
  for (std::size_t i = 0; i < read->signals.size(); ++i)
    EXPECT_EQ(embedded->signals[i].id, read->signals[i].id);
  EXPECT_TRUE(embedded->examples.empty());
}

}  // namespace
}  // namespace assay
