// Shell scripts as source: what looks like an algorithm, a lock or a checked value, and is none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/facts/facts_of.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> PartsOf(const std::string& script) {
  return Parts(FactsOf("shell", script));
}

std::vector<std::string> Of(ConstructKind kind, const std::string& script) {
  return Constructs(FactsOf("shell", script), kind);
}

TEST(ShellSourceTest, AValueIsOneOfAListBehindACaseThatLeaves) {
  const auto told = [](const std::string& check) {
    return PartsOf("f() {\n  local t=$1\n" + check + "\n  psql -c \"DELETE FROM $t\"\n}\n");
  };
  EXPECT_THAT(told("case $t in a | b) ;; *) exit 1 ;; esac"), ElementsAre("delete $t=allow-list"));
  EXPECT_THAT(told("case \"${t:-}\" in a) ;; 'b') ;; *) return 1 ;; esac"),
              ElementsAre("delete $t=allow-list"));
  EXPECT_THAT(told("[[ $t =~ ^(a|b)$ ]] || return"), ElementsAre("delete $t=allow-list"));
  for (const char* const open :
       {"case $t in a) ;; *) echo no ;; esac",       // goes on
        "case $t in a*) ;; *) exit 1 ;; esac",       // a pattern
        "case $t in $b) ;; *) exit 1 ;; esac",       // what is not known
        "case ${t,,} in a) ;; *) exit 1 ;; esac",    // another value
        "case $t in a) ;; esac",                     // all others go on
        "case $t in a) ;; *) exit 1 ;; esac; t=$2",  // set again
        "case $t in a) ;; *) exit 1 ;; esac; read t",
        "if x; then case $t in a) ;; *) exit 1 ;; esac; fi", "(case $t in a) ;; *) exit 1 ;; esac)",
        "[[ $t =~ ^(a|b) ]] || return", "[[ $t =~ ^(a|b)$ ]] || echo no",
        "[[ $t =~ ^(a|b)$ ]] && return"}) {
    EXPECT_NE(told(open), std::vector<std::string>{"delete $t=allow-list"}) << open;
  }
}

TEST(ShellSourceTest, AValueIsOneOfAListInsideOfItsItem) {
  EXPECT_THAT(PartsOf("f() { case $1 in\n"
                      "a) psql -c \"DELETE FROM $1\" ;;\n"
                      "b*) psql -c \"DELETE FROM $1\" ;;\n"
                      "*) psql -c \"DELETE FROM $1\" ;;\n"
                      "esac; }\n"),
              ElementsAre("delete $1=allow-list", "delete $1=parameter", "delete $1=parameter"));
  // What falls through has not been looked at.
  EXPECT_THAT(PartsOf("f() { case $1 in x*) y ;& a) psql -c \"DELETE FROM $1\" ;; esac; }\n"),
              ElementsAre("delete $1=parameter"));
}

TEST(ShellSourceTest, AValueIsANumberWhereOthersHaveLeft) {
  const auto told = [](const std::string& check) {
    return PartsOf("f() {\n" + check + "\n  psql -c \"DELETE FROM t WHERE id = $1\"\n}\n");
  };
  const std::vector<std::string> number = {"delete $1=number"};
  EXPECT_EQ(told("[[ $1 =~ ^[0-9]+$ ]] || exit 1"), number);
  EXPECT_EQ(told("[[ ! $1 =~ ^[0-9]+$ ]] && { echo no; exit 1; }"), number);
  EXPECT_EQ(told("if [[ ! \"$1\" =~ ^-?[0-9]{1,9}$ ]]; then echo no; exit 1; fi"), number);
  EXPECT_EQ(told("if ! [[ $1 =~ ^[0-9]+$ ]]; then return 1; fi"), number);
  EXPECT_EQ(told("case $1 in '' | *[!0-9]*) exit 1 ;; esac"), number);
  for (const char* const open : {"[[ $1 =~ [0-9]+ ]] || exit 1", "[[ $1 =~ ^[0-9]+ ]] || exit 1",
                                 "[[ $2 =~ ^[0-9]+$ ]] || exit 1", "[[ $1 =~ ^[0-9]+$ ]] && exit 1",
                                 "if [[ $1 =~ ^[0-9]+$ ]]; then exit 1; fi",
                                 "if ! [[ $1 =~ ^[0-9]+$ ]]; then exit 1; else x; fi",
                                 "case $1 in *[!0-9]*) echo no ;; esac", "[ \"$1\" -gt 0 ]"}) {
    EXPECT_EQ(told(open), std::vector<std::string>{"delete $1=parameter"}) << open;
  }
}

TEST(ShellSourceTest, WhatIsReadOrEvaluatedIsNoLiteral) {
  EXPECT_THAT(PartsOf("name=a\nread -r name\npsql -c \"DROP TABLE $name\"\n"),
              ElementsAre("drop-table $name=unknown"));
  EXPECT_THAT(PartsOf("name=a\nuse() { psql -c \"DROP TABLE $name\"; }\nread -p x name\nuse\n"),
              ElementsAre("drop-table $name=unknown"));
  EXPECT_THAT(PartsOf("a=x\na=y\neval \"$1=\\$2\"\npsql -c \"DROP TABLE $a\"\n"),
              ElementsAre("drop-table $a=unknown"));
  EXPECT_THAT(PartsOf("a=x\na=y\npsql -c \"DROP TABLE $a\"\n"),
              ElementsAre("drop-table $a=literal"));
  // What the script may leave as it is comes from around it.
  EXPECT_THAT(PartsOf("if x; then TABLE=a; fi\npsql -c \"DROP TABLE $TABLE\"\n"),
              ElementsAre("drop-table $TABLE=unknown"));
}

TEST(ShellSourceTest, ALocalVariableIsItsFunctions) {
  EXPECT_THAT(
      PartsOf("f() { local t=a; if x; then t=b; fi; psql -c \"DROP TABLE $t\"; }\n"
              "g() { local t=$1; psql -c \"DROP TABLE $t\"; }\n"
              "psql -c \"DROP TABLE $t\"\n"),
      ElementsAre("drop-table $t=literal", "drop-table $t=parameter", "drop-table $t=unknown"));
}

TEST(ShellSourceTest, AVariableOfATextIsThatTextWhoeverGaveAPartOfIt) {
  EXPECT_THAT(
      PartsOf("f() {\n  local sql=\"DELETE FROM t WHERE n = '$2'\"\n  psql -c \"$sql\"\n}\n"),
      ElementsAre("delete $2=parameter"));
  EXPECT_THAT(PartsOf("f() {\n  sql=\"SELECT a FROM $1\"\n  echo \"$sql\" | mysql shop\n}\n"),
              ElementsAre("select $1=parameter"));
  // Another function's, and what is another text by then.
  EXPECT_THAT(PartsOf("f() { local sql=\"SELECT a FROM $1\"; }\ng() { psql -c \"$sql\"; }\n"),
              ElementsAre());
  EXPECT_THAT(PartsOf("f() {\n  sql=\"SELECT a FROM $1\"\n  read -r sql\n  psql -c \"$sql\"\n}\n"),
              ElementsAre());
}

TEST(ShellSourceTest, AListIsOneOnlyWhereTheScriptFillsItOnce) {
  const std::string use = "for t in \"${all[@]}\"; do psql -c \"DROP TABLE $t\"; done\n";
  EXPECT_THAT(PartsOf("all=(a b)\n" + use), ElementsAre("drop-table $t=allow-list"));
  EXPECT_THAT(PartsOf("all=(a b)\nall+=(\"$1\")\n" + use), ElementsAre("drop-table $t=unknown"));
  EXPECT_THAT(PartsOf("all=(a $1)\n" + use), ElementsAre("drop-table $t=unknown"));
  EXPECT_THAT(PartsOf("all=(a b)\nall[0]=$1\n" + use), ElementsAre("drop-table $t=unknown"));
  EXPECT_THAT(PartsOf("mapfile -t all < x\n" + use), ElementsAre("drop-table $t=unknown"));
}

TEST(ShellSourceTest, PrintfTellsNumbers) {
  EXPECT_THAT(
      PartsOf("f() {\n"
              "  printf -v sql 'DROP TABLE t%d' \"$1\"\n"
              "  psql -c \"$sql\"\n"
              "  psql -c \"DROP TABLE t$(printf %d \"$1\")\"\n"
              "  printf 'DROP TABLE t%s' \"$1\" | psql\n"
              "}\n"),
      ElementsAre("drop-table $1=number", "drop-table $1=number", "drop-table $1=parameter"));
}

TEST(ShellSourceTest, WhatIsQuotedForTheShellIsNotForADatabase) {
  EXPECT_THAT(PartsOf("f() { psql -c \"DROP TABLE ${1@Q}\"; }\n"),
              ElementsAre("drop-table ${1@Q}=unknown"));
}

TEST(ShellSourceTest, BlanksBetweenExpansionsAreKept) {
  const FileFacts facts = FactsOf("shell", "x=\"$a $b\"\ny=\" $a\"\n");
  ASSERT_EQ(facts.strings.size(), 2U);
  EXPECT_EQ(facts.strings[0].value, "{} {}");
  EXPECT_EQ(facts.strings[1].value, " {}");
}

TEST(ShellSourceTest, AFunctionThatRunsSqlIsFollowed) {
  const FileFacts facts = FactsOf("shell",
                                  "ask() { psql -d shop -c \"$1\"; }\n"
                                  "with() { local db=$1 sql=$2; mysql -D \"$db\" -e \"$sql\"; }\n"
                                  "ask 'SELECT a FROM t'\n"
                                  "with shop 'SELECT b FROM t'\n"
                                  "with 'SELECT c FROM t' x\n");
  std::vector<std::string> told;
  for (const Statement& one : facts.statements) {
    if (one.source == StatementSource::kQuery)
      told.push_back(std::string(one.callee) + ": " + std::string(one.text));
  }
  EXPECT_THAT(told, ElementsAre("psql: SELECT a FROM t", "mysql: SELECT b FROM t"));
}

TEST(ShellSourceTest, VariablesOfPsqlAreBoundWhereItQuotesThem) {
  const FileFacts facts = FactsOf("shell",
                                  "psql -v id=1 <<'SQL'\n"
                                  "SELECT a FROM t WHERE b = :'id';\n"
                                  "SELECT a FROM t WHERE b = 'x:y';\n"
                                  "SQL\n"
                                  "psql <<'SQL'\nSELECT a FROM t WHERE b = :id;\nSQL\n");
  ASSERT_EQ(facts.statements.size(), 3U);
  EXPECT_TRUE(facts.statements[0].bound);
  EXPECT_EQ(facts.statements[0].placeholders, 1U);
  EXPECT_EQ(facts.statements[1].placeholders, 0U);
  EXPECT_FALSE(facts.statements[2].bound);
}

TEST(ShellSourceTest, WordsOfAFunctionAreItsParameters) {
  const FileFacts facts = FactsOf("shell",
                                  "f() { local from=$1 to=${2:-x}; cp \"$from\" \"$to\" \"$3\"; }\n"
                                  "g() { shift; cp \"$1\" x; }\n"
                                  "h() { local a=${1%/}; }\n"
                                  "cp $1 y\n");
  std::vector<std::string> told;
  for (const Definition& one : facts.definitions) {
    std::string line(one.name);
    for (const Parameter& parameter : one.parameters)
      line += " " + std::string(parameter.name) + (parameter.has_default ? "?" : "");
    told.push_back(line);
  }
  EXPECT_THAT(told, ElementsAre("f from to? $3", "g", "h $1"));
}

TEST(ShellSourceTest, ATrapHandlesAFailureOrASignal) {
  const std::string script =
      "fail() { echo failed >&2; exit 1; }\n"
      "trap 'rm -f x' EXIT\n"
      "trap fail ERR\n"
      "trap 'rm -f x; exit 1' SIGINT 15\n"
      "trap '' HUP\n"
      "trap : USR1\n"
      "trap 'echo $LINENO' DEBUG\n"
      "trap - ERR\n";
  EXPECT_THAT(Of(ConstructKind::kCleanup, script), ElementsAre("2: EXIT/trap"));
  EXPECT_THAT(Of(ConstructKind::kHandler, script),
              ElementsAre("3: ERR/rethrow", "4: INT/handle", "4: TERM/handle", "6: USR1/pass"));
}

TEST(ShellSourceTest, OnlyAFailureIsThrown) {
  EXPECT_THAT(Of(ConstructKind::kThrow,
                 "readonly BAD=64\n"
                 "exit 1\nexit 0\nexit\nexit $?\nexit \"$BAD\"\nreturn 1\n"),
              ElementsAre("2: exit/1", "6: exit/64"));
}

TEST(ShellSourceTest, AFolderIsALockWhereMakingItDecides) {
  EXPECT_THAT(Of(ConstructKind::kLock,
                 "if mkdir /tmp/x.lock 2>/dev/null; then :; fi\n"
                 "until mkdir \"$LOCK\"; do sleep 1; done\n"
                 "mkdir \"$lock_dir\" || exit 1\n"
                 "mkdir x.lock\n"
                 "mkdir -p x.lock || exit 1\n"
                 "mkdir build || exit 1\n"
                 "x || mkdir x.lock\n"
                 "flock -u 9\n"),
              ElementsAre("1: mkdir/mkdir", "2: mkdir/mkdir", "3: mkdir/mkdir"));
}

TEST(ShellSourceTest, ChannelsAreNamedPipesAndCoprocs) {
  EXPECT_THAT(Of(ConstructKind::kChannel,
                 "mkfifo /tmp/p\n"
                 "echo a > /tmp/p &\n"
                 "read -r b < \"/tmp/p\"\n"
                 "exec 3<>/tmp/p\n"
                 "echo a >&3\n"
                 "echo a >&4\n"
                 "coproc cat\n"
                 "read -u \"${COPROC[0]}\" b\n"
                 "echo a > /tmp/q\n"),
              ElementsAre("2: mkfifo/put", "3: mkfifo/get", "5: mkfifo/put", "8: coproc/get"));
}

TEST(ShellSourceTest, ACaseOfPatternsMatchesThem) {
  EXPECT_THAT(Of(ConstructKind::kPatternMatch,
                 "case $1 in *.gz) a ;; esac\n"
                 "case $1 in a | 'b*') a ;; *) b ;; esac\n"
                 "case $1 in [yY]*) a ;; esac\n"),
              ElementsAre("1: /", "3: /"));
}

TEST(ShellSourceTest, FieldsAndTheShellsOwnArraysAreNoAlgorithm) {
  EXPECT_THAT(Of(ConstructKind::kIndexComparison,
                 "declare -A by\n"
                 "[[ ${BASH_VERSINFO[0]} -lt 4 ]]\n"
                 "[ \"${BASH_SOURCE[0]}\" = \"$0\" ]\n"
                 "[ ${PIPESTATUS[1]} -ne 0 ]\n"
                 "[[ ${by[host]} == x ]]\n"
                 "[[ ${fields[1]} == x ]]\n"
                 "[[ ${#a[@]} -gt ${a[*]} ]]\n"
                 "[[ ${by[$k]} -lt $x ]]\n"
                 "let \"a[i] > a[j]\"\n"
                 "((a[i] < a[i + 1]))\n"),
              ElementsAre("8: /", "9: /", "10: /"));
}

TEST(ShellSourceTest, ElementsAreExchangedInAnyWayOfAssigning) {
  EXPECT_THAT(Of(ConstructKind::kSwap,
                 "f() { local t=${a[i]}; a[i]=${a[j]}; a[j]=$t; }\n"
                 "((t = a[i], a[i] = a[j], a[j] = t))\n"
                 "((t = a[i])); ((a[i] = a[j])); ((a[j] = t))\n"
                 "t=${a[i]}; a[i]=${a[j]}; a[k]=$t\n"
                 "t=$x; x=$y; y=$t\n"),
              ElementsAre("1: /", "2: /", "3: /"));
}

TEST(ShellSourceTest, AWorkListHasASetThatIsAsked) {
  const auto told = [](const std::string& guard, const std::string& mark) {
    return Of(ConstructKind::kWorkList, "while ((${#q[@]})); do\n  n=${q[0]}; q=(\"${q[@]:1}\")\n" +
                                            guard + "\n  " + mark + "\n  q+=(\"$m\")\ndone\n");
  };
  EXPECT_THAT(told("[[ -n ${seen[$m]} ]] && continue", "seen[$m]=1"), ElementsAre("1: /q"));
  EXPECT_THAT(told("((seen[m])) && continue", "((seen[m] = 1))"), ElementsAre("1: /q"));
  EXPECT_THAT(told("[[ \" ${seen[*]} \" == *\" $m \"* ]] && continue", "seen+=(\"$m\")"),
              ElementsAre("1: /q"));
  EXPECT_THAT(told("case \" $seen \" in *\" $m \"*) continue ;; esac", "seen=\"$seen $m\""),
              ElementsAre("1: /q"));
  EXPECT_THAT(told("[[ -n $m ]] && continue", "seen[$m]=1"), IsEmpty());
  EXPECT_THAT(told("[[ -n ${seen[$m]} ]] && continue", "other[$m]=1"), IsEmpty());
}

TEST(ShellSourceTest, FoldersAreFollowedFromTheScript) {
  EXPECT_THAT(
      Imports(FactsOf("shell",
                      "A=$(cd -- \"$(dirname -- \"${BASH_SOURCE[0]}\")\" &> /dev/null && "
                      "pwd -P)\n"
                      "B=$(dirname \"$(readlink -f \"$0\")\")\n"
                      "C=$(dirname \"$A\")\n"
                      "D=\"${0%/*}/lib\"\n"
                      "E=$(dirname \"$1\")\n"
                      ". \"$A/a.sh\"\n. \"$B/../b.sh\"\n. \"${C}/c.sh\"\n. $D/d.sh\n"
                      ". \"$E/e.sh\"\n. \"$(dirname \"$(dirname \"$0\")\")/f.sh\"\n"
                      ". \"$A/$1.sh\"\n")),
      ElementsAre("6: own:./a.sh#", "7: own:../b.sh#", "8: own:../c.sh#", "9: own:./lib/d.sh#",
                  "10: ?:\"$E/e.sh\"#", "11: own:../f.sh#", "12: ?:\"$A/$1.sh\"#"));
}

TEST(ShellSourceTest, HostileScriptsEnd) {
  for (const char* const piece :
       {"case $a in b) ", "a[", "x=$(cd $(dirname ", "let a[i]=", "f() { local a=$1; ", "((a[i]=",
        "case $x in a) ;; *) exit ;; esac\n", "printf '%d' ", "trap 'a' INT\n", "read a b c\n",
        "[[ $x =~ ^[0-9]+$ ]] || exit\n", "mkfifo a\n> a\n", "${x@Q} ", "$0 \"$A\" "}) {
    std::string script;
    for (int i = 0; i < 5'000; ++i) script += piece;
    EXPECT_LE(FactsOf("shell", script).constructs.size(), 200'000U) << piece;
  }
}

}  // namespace
}  // namespace assay
