#include "facts/shell.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "facts/sql.h"
#include "tests/facts/facts_of.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> CommandsOf(const FileFacts& facts) {
  std::vector<std::string> told;
  for (const Command& command : facts.commands) {
    std::string line =
        std::to_string(command.region.start_line) + ": " + std::string(command.program);
    for (const Text argument : command.arguments) line += " [" + std::string(argument) + "]";
    told.push_back(line);
  }
  return told;
}

TEST(ShellTest, CommandsAreSplitAsAShellWould) {
  EXPECT_THAT(CommandsOf(FactsOf("shell",
                                 "#!/bin/sh\n"
                                 "set -e # stop\n"
                                 "A=1 pytest -k 'a b' && echo \"x; y\" | grep x\n"
                                 "sudo apt-get \\\n  install curl\n"
                                 "if [ -f x ]; then bundle exec rspec; fi\n"
                                 "python3 -m unittest > out.txt 2>&1\n"
                                 "x=$(pg_dump -h db shop)\n")),
              ElementsAre("2: set [-e]", "3: pytest [-k] [a b]", "3: echo [x; y]", "3: grep [x]",
                          "4: apt-get [install] [curl]", "6: [ [-f] [x] []]", "6: rspec",
                          "7: unittest", "8: pg_dump [-h] [db] [shop]"));
}

TEST(ShellTest, HereDocumentsAndCommentsAreNoCommands) {
  EXPECT_THAT(CommandsOf(FactsOf("shell", "cat <<EOF > x\nrm -rf /\nEOF\n# pytest\necho done\n")),
              ElementsAre("1: cat", "5: echo [done]"));
}

TEST(DockerfileTest, StagesBasesUsersAndCommandsAreToldApart) {
  const FileFacts facts = FactsOf("dockerfile",
                                  "ARG TAG=20-alpine\n"
                                  "FROM node:${TAG} AS build\n"
                                  "RUN npm ci && \\\n"
                                  "    npm test\n"
                                  "FROM build AS unused\n"
                                  "FROM nginx:1.25\n"
                                  "COPY --from=build /app /srv\n"
                                  "USER 1001\n"
                                  "CMD [\"nginx\", \"-g\", \"daemon off;\"]\n");
  ASSERT_EQ(facts.instructions.size(), 8U);
  EXPECT_EQ(facts.instructions[1].base, "node:20-alpine");
  EXPECT_TRUE(facts.instructions[1].reachable);
  EXPECT_FALSE(facts.instructions[3].reachable);
  EXPECT_EQ(facts.instructions[3].base, "node:20-alpine");
  EXPECT_TRUE(facts.instructions[4].final_stage);
  EXPECT_EQ(facts.instructions[4].effective_user, "1001");
  EXPECT_TRUE(facts.instructions[7].exec_form);
  EXPECT_THAT(CommandsOf(facts), ElementsAre("3: npm [ci]", "4: npm [test]"));
  ASSERT_EQ(facts.dependencies.size(), 2U);
  EXPECT_EQ(facts.dependencies[0].name, "node");
  EXPECT_EQ(facts.dependencies[1].constraint, "1.25");
}

TEST(DockerfileTest, AnUnknownVariableIsATemplate) {
  const FileFacts facts = FactsOf("dockerfile", "ARG BASE\nFROM ${BASE}\n");
  EXPECT_TRUE(facts.instructions.at(1).templated);
  EXPECT_THAT(facts.dependencies, IsEmpty());
}

TEST(DockerfileTest, AnArgumentHoldsInItsStageAndTheEnvironmentInThoseAbove) {
  const FileFacts facts = FactsOf("dockerfile",
                                  "ARG TAG=3.19\n"
                                  "FROM alpine:$TAG AS base\n"
                                  "ARG HERE=a\n"
                                  "ENV HOME=\"/srv/my app\" OTHER='$HERE'\n"
                                  "WORKDIR $HOME/$HERE\n"
                                  "FROM base\n"
                                  "ARG TAG\n"
                                  "WORKDIR $HOME/$TAG\n"
                                  "WORKDIR $OTHER/$HERE\n"
                                  "FROM alpine:$TAG\n"
                                  "WORKDIR $HOME\n");
  EXPECT_EQ(facts.instructions.at(1).base, "alpine:3.19");
  EXPECT_EQ(facts.instructions.at(4).arguments, "/srv/my app/a");
  EXPECT_EQ(facts.instructions.at(7).arguments, "/srv/my app/3.19");
  EXPECT_EQ(facts.instructions.at(8).arguments, "$HERE/$HERE");
  EXPECT_EQ(facts.instructions.at(9).base, "alpine:3.19");
  EXPECT_EQ(facts.instructions.at(10).arguments, "$HOME");
  EXPECT_TRUE(facts.instructions.at(10).templated);
}

TEST(DockerfileTest, OneArgInstructionNamesSeveralArguments) {
  const FileFacts facts = FactsOf("dockerfile", "ARG A=1 B=2\nFROM x:$A-$B\n");
  EXPECT_EQ(facts.instructions.at(1).base, "x:1-2");
}

TEST(DockerfileTest, ADollarWithoutANameIsADollar) {
  const FileFacts facts = FactsOf("dockerfile", "FROM x\nENV A=1\nLABEL cost=5$ b=\\$A c=$(A)\n");
  EXPECT_EQ(facts.instructions.at(2).arguments, "cost=5$ b=\\$A c=$(A)");
  EXPECT_FALSE(facts.instructions.at(2).templated);
}

TEST(DockerfileTest, AnArgumentThatATemplateFillsInIsNotKnown) {
  const FileFacts facts = FactsOf("dockerfile", "ARG V=<%= version %>\nFROM ruby:$V\n");
  EXPECT_TRUE(facts.instructions.at(1).templated);
  EXPECT_THAT(facts.dependencies, IsEmpty());
}

TEST(DockerfileTest, ALineGoesOnBehindBlankLinesAndInAWord) {
  const FileFacts facts = FactsOf("dockerfile", "FROM x\nCOPY a\\\n\nb \\\n  /c\nUSER me\n");
  ASSERT_EQ(facts.instructions.size(), 3U);
  EXPECT_THAT(facts.instructions[1].words, ElementsAre("ab", "/c"));
  EXPECT_EQ(facts.instructions[1].region.end_line, 5U);
}

TEST(DockerfileTest, OnlyTheEscapeCharacterContinuesALine) {
  const std::string text = "FROM x\nRUN echo `date`\nUSER me\n";
  EXPECT_EQ(FactsOf("dockerfile", text).instructions.size(), 3U);
  EXPECT_EQ(FactsOf("dockerfile", "# escape=`\n" + text).instructions.size(), 2U);
}

TEST(DockerfileTest, AnEndlessContinuationEnds) {
  std::string text = "RUN a";
  for (int i = 0; i < 200'000; ++i) text += " \\\n b";
  EXPECT_FALSE(FactsOf("dockerfile", text).diagnostics.empty());
}

TEST(SqlFileTest, StatementsHaveTheirOwnLinesAndClauses) {
  const FileFacts facts =
      FactsOf("sql",
              "-- users\n"
              "CREATE TABLE users (\n  id BIGSERIAL PRIMARY KEY,\n  email TEXT NOT NULL UNIQUE,\n  "
              "org_id INT REFERENCES orgs(id) ON DELETE CASCADE\n);\n"
              "CREATE UNIQUE INDEX CONCURRENTLY idx ON users (lower(email), org_id) WHERE active;\n"
              "WITH t AS (SELECT 1) SELECT a, count(*), row_number() OVER (PARTITION BY b) FROM t "
              "JOIN u ON u.id = t.id GROUP BY a;\n"
              "SELECT * FROM q WHERE a = 'select b from c';\n");
  ASSERT_EQ(facts.statements.size(), 4U);
  EXPECT_EQ(facts.statements[0].verb, "create-table");
  EXPECT_EQ(facts.statements[0].region.start_line, 2U);
  EXPECT_THAT(facts.statements[0].columns, ElementsAre("id", "email", "org_id"));
  EXPECT_THAT(
      facts.statements[0].constraints,
      ::testing::IsSupersetOf({"primary-key", "unique", "not-null", "foreign-key", "on-delete"}));
  EXPECT_THAT(facts.statements[0].dialects, ElementsAre("postgresql"));
  EXPECT_EQ(facts.statements[1].verb, "create-index");
  EXPECT_THAT(facts.statements[1].index,
              ::testing::IsSupersetOf({"unique", "partial", "concurrently", "expression"}));
  EXPECT_EQ(facts.statements[2].verb, "select");
  EXPECT_THAT(facts.statements[2].clauses,
              ::testing::IsSupersetOf({"cte", "join", "group-by", "aggregate", "window"}));
  EXPECT_THAT(facts.statements[3].tables, ElementsAre("q"));
}

TEST(LooksLikeSqlTest, ProseIsNoStatement) {
  for (const char* const sql :
       {"SELECT a FROM t", "select count(*) from users where x = ?", "INSERT INTO t (a) VALUES (1)",
        "UPDATE t SET a = 1", "DELETE FROM t WHERE a = 1", "CREATE TABLE t (id int)",
        "create index i on t (a)", "  SELECT * FROM {} WHERE id = {}",
        "ALTER TABLE t ADD COLUMN a int"}) {
    EXPECT_TRUE(LooksLikeSql(sql)) << sql;
  }
  for (const char* const prose :
       {"select the best from the menu", "Select your items from this list",
        "update on our progress", "Update the settings and set a goal", "delete from",
        "create table of contents", "insert coin", "with love",
        "Select one option from the dropdown", "Create index page", "drop by", "SELECT",
        "please select", "set up", "grant access to the user"}) {
    EXPECT_FALSE(LooksLikeSql(prose)) << prose;
  }
}

}  // namespace
}  // namespace assay
