#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "facts/shell/commands.h"
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

TEST(ShellTest, LoopsCasesAndFunctionsAreNoCommands) {
  EXPECT_THAT(
      CommandsOf(FactsOf("shell",
                         "for f in *.sql \"a b\"; do psql -f \"$f\"; done\n"
                         "for ((i=0; i<3; i++)); do sleep 1; done\n"
                         "case \"$1\" in\n"
                         "  start|run) docker compose up ;;\n"
                         "  (*) exit 1 ;;\n"
                         "esac\n"
                         "deploy() {\n  kubectl apply -f k8s\n}\n"
                         "function build { go build; }\n"
                         "((count++))\n"
                         "ALL=(one two)\n"
                         "make\n")),
      ElementsAre("1: psql [-f] [$f]", "2: sleep [1]", "4: docker [compose] [up]", "5: exit [1]",
                  "8: kubectl [apply] [-f] [k8s]", "10: go [build]", "13: make"));
}

TEST(ShellTest, ATestIsOneCommand) {
  EXPECT_THAT(CommandsOf(FactsOf("shell", "[[ -n $A && ( $B < c ||\n $C ) ]] && make\n")),
              ElementsAre("1: [[ [-n] [$A] [&&] [(] [$B] [<] [c] [||] [$C] [)] []]]", "2: make"));
}

TEST(ShellTest, CommandsInsideOfWordsAreToldBeforeTheirs) {
  EXPECT_THAT(
      CommandsOf(FactsOf("shell",
                         "docker build -t app:$(git rev-parse HEAD) .\n"
                         "export AT=\"$(date \"+%s\")\"\n"
                         "diff <(sort a) b\n"
                         "echo `whoami` $((1 + 2))\n")),
      ElementsAre("1: git [rev-parse] [HEAD]",
                  "1: docker [build] [-t] [app:$(git rev-parse HEAD)] [.]", "2: date [+%s]",
                  "2: export [AT=$(date \"+%s\")]", "3: sort [a]", "3: diff [<(sort a)] [b]",
                  "4: whoami", "4: echo [`whoami`] [$((1 + 2))]"));
}

TEST(ShellTest, WhatAShellIsGivenIsAScript) {
  const FileFacts facts = FactsOf("shell",
                                  "set -e && bash -lc 'npm ci; npm test' || exit 1\n"
                                  "sh -c \"\n  make all\n\"\n"
                                  "bash -o pipefail <<EOF\npytest\nEOF\n"
                                  "bash -c \"$(curl -fsSL https://x.sh)\"\n");
  EXPECT_THAT(
      CommandsOf(facts),
      ElementsAre("1: set [-e]", "1: npm [ci]", "1: npm [test]", "1: exit [1]", "3: make [all]",
                  "5: bash [-o] [pipefail]", "8: curl [-fsSL] [https://x.sh]"));
  EXPECT_EQ(facts.commands[1].operator_before, "&&");
  EXPECT_EQ(facts.commands[2].operator_after, "||");
}

TEST(ShellTest, WrappersAndTheirOptionsStandBeforeTheProgram) {
  EXPECT_THAT(
      CommandsOf(FactsOf("shell",
                         "sudo -u postgres psql\n"
                         "sudo -E -H pip install x\n"
                         "timeout -k 5 30 curl x\n"
                         "gosu app gunicorn\n"
                         "flock -n /x.lock backup\n"
                         "cross-env A=1 jest\n"
                         "uv run --frozen --with x pytest -q\n"
                         "python3.12 -W error -m mypy\n"
                         "python3.12 -Werror -m mypy\n"
                         "pnpm dlx prettier\n"
                         "command -v docker\n")),
      ElementsAre("1: psql", "2: pip [install] [x]", "3: curl [x]", "4: gunicorn", "5: backup",
                  "6: jest", "7: pytest [-q]", "8: python3.12 [-W] [error] [-m] [mypy]", "9: mypy",
                  "10: prettier", "11: command [-v] [docker]"));
}

TEST(ShellTest, AssignmentsOfEveryFormAreNoPrograms) {
  EXPECT_THAT(CommandsOf(FactsOf("shell",
                                 "args+=(-t \"$image\")\n"
                                 "list+=\"$x \"\n"
                                 "counts[$key]=1\n"
                                 "digest_${{ matrix.arch }}=$(jq -r .d /tmp/d.json)\n"
                                 "A+=b make\n"
                                 "[ -f x ] && y\n")),
              ElementsAre("4: jq [-r] [.d] [/tmp/d.json]", "5: make", "6: [ [-f] [x] []]", "6: y"));
}

TEST(ShellTest, BracesOfAnExpansionCloseEachOther) {
  EXPECT_THAT(CommandsOf(FactsOf("shell",
                                 "name=${name/LATEST/\"${VERSION}\"}\n"
                                 "echo ${a:-${b:-'c d'}} e\n"
                                 "echo ${f\ngit push\n")),
              ElementsAre("2: echo [${a:-${b:-'c d'}}] [e]", "3: echo [${f]", "4: git [push]"));
}

TEST(ShellTest, PackageRunnersVersionIsNoPartOfTheProgram) {
  EXPECT_THAT(CommandsOf(FactsOf("shell",
                                 "npx turbo@2.8.20 prune\npnpm dlx vite@latest\n"
                                 "npx @svgr/cli@6.4.0 x\nmail me@example.org\n")),
              ElementsAre("1: turbo [prune]", "2: vite", "3: cli [x]", "4: mail [me@example.org]"));
}

TEST(ShellTest, ATemplateIsOneWord) {
  EXPECT_THAT(CommandsOf(FactsOf("shell", "createdb {{ item.name }} -O {{x}}-b\n")),
              ElementsAre("1: createdb [{{ item.name }}] [-O] [{{x}}-b]"));
}

TEST(ShellTest, OpenBracketsAndQuotesEnd) {
  for (const char* piece :
       {"\"$(", "$(", "`", "[[ ", "((", "case x in ", "<(", "bash -c '", "a() "}) {
    std::string script;
    for (int i = 0; i < 20'000; ++i) script += piece;
    EXPECT_LE(FactsOf("shell", script).commands.size(), 5'000U) << piece;
  }
}

TEST(ShellTest, FunctionsHaveTheirBranchesAndCalls) {
  const FileFacts facts = FactsOf("shell",
                                  "walk() {\n"
                                  "  for f in $1/*; do\n"
                                  "    if [ -d $f ] && [ -r $f ]; then walk $f; fi\n"
                                  "  done\n"
                                  "}\n"
                                  "function pick { case $1 in a) x ;; *) y ;; esac }\n"
                                  "n=$(walk .)\n"
                                  "if pick a; then walk x | sort; fi\n"
                                  "ls walk\n");
  ASSERT_THAT(Definitions(facts), ElementsAre("function .walk", "function .pick"));
  EXPECT_EQ(facts.definitions[0].complexity, 4U);
  EXPECT_EQ(facts.definitions[0].lines, 5U);
  EXPECT_TRUE(facts.definitions[0].calls_itself);
  EXPECT_EQ(facts.definitions[1].complexity, 2U);
  EXPECT_THAT(Uses(facts),
              ElementsAre("3: local:#walk", "7: local:#walk", "8: local:#pick", "8: local:#walk"));
  EXPECT_EQ(facts.uses[1].result, ResultUse::kAssigned);
  EXPECT_EQ(facts.uses[1].result_target, "n");
  EXPECT_EQ(facts.uses[2].result, ResultUse::kCondition);
}

TEST(ShellTest, WhatIsSourcedIsImported) {
  const FileFacts facts = FactsOf("shell",
                                  "HERE=$(cd \"$(dirname \"$0\")\" && pwd)\n"
                                  "ROOT=$(cd \"$(dirname \"$0\")/..\" && pwd)\n"
                                  "source ./lib.sh\n"
                                  ". install/log.sh\n"
                                  ". \"$HERE/a.sh\"\n"
                                  "source \"$(dirname \"$0\")/b.sh\"\n"
                                  ". \"$ROOT/c.sh\"\n"
                                  ". /etc/os-release\n");
  EXPECT_THAT(Imports(facts),
              ElementsAre("3: own:./lib.sh#", "4: own:./install/log.sh#", "5: own:./a.sh#",
                          "6: own:./b.sh#", "7: own:../c.sh#", "8: shell:/etc/os-release#"));
}

TEST(ShellTest, AGroupBehindOrHandlesAFailure) {
  const FileFacts facts = FactsOf("shell",
                                  "a || { echo no; exit 1; }\n"
                                  "b || { rm x; retry; }\n"
                                  "c || { echo no; }\n"
                                  "d || { :; }\n"
                                  "e || true\n"
                                  "f && { g; }\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kHandler),
              ElementsAre("1: /rethrow", "2: /handle", "3: /log", "4: /pass"));
}

TEST(ShellTest, TrapsLocksAndWorkBesideTheScript) {
  const FileFacts facts = FactsOf("shell",
                                  "trap 'rm -f x' EXIT INT\n"
                                  "trap - EXIT\n"
                                  "flock -n 9\n"
                                  "serve --port 80 > log 2>&1 &\n"
                                  "(a; b) &\n"
                                  "wait\n"
                                  "c && d\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kCleanup), ElementsAre("1: EXIT/trap"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kHandler), ElementsAre("1: INT/handle"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kLock), ElementsAre("3: flock/flock"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kSpawn), ElementsAre("4: serve/&", "5: /&"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kAwait), ElementsAre("6: /wait"));
}

TEST(ShellTest, ElementsOfArraysTellAlgorithms) {
  const FileFacts facts = FactsOf("shell",
                                  "if ((a[i] > a[j])); then\n"
                                  "  kept=${a[i]}; a[i]=${a[j]}; a[j]=$kept\n"
                                  "fi\n"
                                  "[[ ${#a[@]} -gt 3 ]]\n"
                                  "[ \"${a[$i]}\" -lt 3 ]\n"
                                  "for ((i = 2; i < n; i++)); do f[i]=$((f[i-1] + f[i-2])); done\n"
                                  "while ((low <= high)); do\n"
                                  "  middle=$(((low + high) / 2))\n"
                                  "  if ((a[middle] < x)); then low=$((middle + 1)); "
                                  "else high=$((middle - 1)); fi\n"
                                  "done\n"
                                  "for ((i = 2; i < n; i++)); do g[i]=${g[i-1]}; done\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kIndexComparison),
              ElementsAre("1: /", "5: /", "9: /"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kSwap), ElementsAre("2: /"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kRecurrence), ElementsAre("6: /f"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kBisection), ElementsAre("7: /middle"));
}

TEST(ShellTest, AVariablesTextIsToldWithItsParts) {
  const FileFacts facts = FactsOf("shell",
                                  "A='x y'\n"
                                  "export B=\"$A and ${C:-none} \\$D\"\n"
                                  "f() { local e=\"db-$1\"; g=\"$e-${#A}\"; }\n"
                                  "TOKEN=abc psql\n"
                                  "n=3\n"
                                  "h=$A\n"
                                  "i=$(date)\n");
  std::vector<std::string> told;
  for (const String& string : facts.strings) {
    std::string line = std::string(string.assigned_to) + "=" + std::string(string.value);
    for (const DynamicPart& part : string.parts)
      line += " " + std::string(part.text) + ":" + std::string(Name(part.provenance));
    told.push_back(line);
  }
  EXPECT_THAT(told,
              ElementsAre("A=x y", "B=x y and {} $D ${C:-none}:unknown", "e=db-{} $1:parameter",
                          "g=db-{}-{} $1:parameter ${#A}:number", "TOKEN=abc"));
}

TEST(ShellTest, SqlForADatabasesClientIsAStatement) {
  const FileFacts facts = FactsOf("shell",
                                  "psql -d shop -Atc 'SELECT a FROM t'\n"
                                  "f() { docker exec db mysql -u root -e \"DELETE FROM $1\"; }\n"
                                  "echo psql -c 'SELECT b FROM t'\n"
                                  "sqlite3 x.db \"UPDATE t SET a = 1\"\n"
                                  "psql <<SQL\n"
                                  "SELECT c FROM t;\n"
                                  "\n"
                                  "INSERT INTO t VALUES ($n);\n"
                                  "SQL\n"
                                  "cat <<'SQL' | psql -q\n"
                                  "SELECT '$d' FROM t;\n"
                                  "SQL\n"
                                  "psql <<< 'SELECT e FROM t'\n"
                                  "mysql -upurple \"SELECT f FROM t\"\n");
  std::vector<std::string> told;
  for (const Statement& statement : facts.statements)
    told.push_back(std::to_string(statement.region.start_line) + ": " +
                   std::string(statement.callee) + " " + std::string(statement.text));
  EXPECT_THAT(told, ElementsAre("1: psql SELECT a FROM t", "2: mysql DELETE FROM {}",
                                "4: sqlite3 UPDATE t SET a = 1", "6: psql SELECT c FROM t",
                                "8: psql INSERT INTO t VALUES ({})", "11: psql SELECT '$d' FROM t",
                                "13: psql SELECT e FROM t"));
  EXPECT_EQ(Parts(facts)[1], "delete $1=parameter");
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
  ASSERT_EQ(facts.dependencies.size(), 1U);
  EXPECT_EQ(facts.dependencies[0].constraint, "$V");
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

TEST(DockerfileTest, AHereDocumentIsAScriptWhereAShellReadsIt) {
  EXPECT_THAT(
      CommandsOf(FactsOf("dockerfile",
                         "FROM x\n"
                         "RUN --mount=type=cache,target=/x <<EOF\npip install .\npytest\nEOF\n"
                         "RUN <<-'PY' python3\n  import os\nPY\n"
                         "RUN <<EOF\n#!/usr/bin/env node\nlet a = 1\nEOF\n"
                         "RUN cat <<EOF > /a && make\nbody\nEOF\n"
                         "COPY <<A <<B /x/\none\nA\ntwo\nB\n"
                         "RUN bash <<< 'x' && echo $((1<<2))\n"
                         "USER me\n")),
      ElementsAre("3: pip [install] [.]", "4: pytest", "6: python3", "9: node", "13: cat",
                  "13: make", "21: bash", "21: echo [$((1<<2))]"));
}

TEST(DockerfileTest, ABackslashIsWindowsOwnWhereABackquoteEscapes) {
  EXPECT_THAT(CommandsOf(FactsOf("dockerfile", "# escape=`\nFROM x\nRUN dir C:\\a `\n  b\n")),
              ElementsAre("3: dir [C:\\a] [b]"));
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
