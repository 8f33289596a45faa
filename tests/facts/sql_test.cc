#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/manifest_facts.h"

namespace assay {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

Statement StatementOf(std::string_view sql) {
  static std::vector<FileFacts> kept;  // The texts of a statement live in its file's facts.
  kept.push_back(FactsOf("sql", sql));
  EXPECT_THAT(kept.back().statements, SizeIs(1));
  return kept.back().statements.empty() ? Statement() : kept.back().statements.front();
}

TEST(SqlTest, RowsAreComparedForKeysetPagination) {
  EXPECT_THAT(
      StatementOf("SELECT id FROM t WHERE (at, id) < ($1, $2) ORDER BY at, id LIMIT 20").clauses,
      Contains("row-comparison"));
  EXPECT_THAT(StatementOf("SELECT id FROM t WHERE (at) < (SELECT 1)").clauses,
              Not(Contains("row-comparison")));
}

TEST(SqlTest, RowLocksOfEveryStrengthAreTold) {
  EXPECT_THAT(StatementOf("SELECT 1 FROM t FOR NO KEY UPDATE NOWAIT").clauses,
              ElementsAre("for-update", "nowait"));
  EXPECT_THAT(StatementOf("SELECT 1 FROM t FOR KEY SHARE").clauses, Contains("for-update"));
}

TEST(SqlTest, DialectsHaveWordsOfTheirOwn) {
  EXPECT_THAT(StatementOf("SELECT TOP 5 id FROM t WITH (NOLOCK)").dialects, ElementsAre("mssql"));
  EXPECT_THAT(StatementOf("SELECT top FROM t").dialects, IsEmpty());
  EXPECT_THAT(StatementOf("CREATE TABLE t (id INT UNSIGNED) DEFAULT CHARSET=utf8mb4").dialects,
              ElementsAre("mysql"));
  EXPECT_THAT(StatementOf("INSERT OR REPLACE INTO t VALUES (1)").dialects, ElementsAre("sqlite"));
  EXPECT_THAT(StatementOf("CREATE TABLE t (id NUMBER(10))").dialects, ElementsAre("oracle"));
  EXPECT_THAT(StatementOf("INSERT INTO t (a) VALUES (1) USING TTL 60").dialects,
              ElementsAre("cql"));
}

TEST(SqlTest, ALineWithGoEndsABatch) {
  const FileFacts facts =
      FactsOf("sql", "CREATE TABLE a (id int)\nGO\nCREATE TABLE go (id int)\nGO\n");
  ASSERT_THAT(facts.statements, SizeIs(2));
  EXPECT_THAT(facts.statements[1].tables, ElementsAre("go"));
}

TEST(SqlTest, OpenBracketsAreReadInLinearTime) {
  EXPECT_THAT(FactsOf("sql", "SELECT " + Repeat("[a", 1'000'000)).statements, SizeIs(1));
  EXPECT_THAT(FactsOf("sql", "SELECT " + Repeat("%(", 1'000'000)).statements, SizeIs(1));
}

}  // namespace
}  // namespace assay
