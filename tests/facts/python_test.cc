#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/facts_of.h"

namespace assay {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<std::string> Calls(std::string_view text) { return Uses(FactsOf("python", text)); }

TEST(PythonTest, ImportsOfEveryFormNameTheirModule) {
  EXPECT_THAT(Imports(FactsOf("python",
                              "import os.path\n"
                              "import redis as r\n"
                              "from django.db import models, transaction as tx\n"
                              "from . import views\n"
                              "from ..models import User\n"
                              "from x import *\n")),
              ElementsAre("1: pypi:os.path#", "2: pypi:redis# as r", "3: pypi:django.db#models",
                          "3: pypi:django.db#transaction as tx", "4: own:.#views",
                          "5: own:..models#User", "6: pypi:x#*"));
}

TEST(PythonTest, CallsResolveThroughAliasesAndInstances) {
  EXPECT_THAT(Calls("import redis as r\n"
                    "from hashlib import md5 as digest\n"
                    "client = r.Redis(host='x')\n"
                    "client.get('k')\n"
                    "digest(b'x').hexdigest()\n"),
              ElementsAre("3: pypi:redis#Redis", "4: pypi:redis#Redis().get",
                          "5: pypi:hashlib#md5().hexdigest", "5: pypi:hashlib#md5"));
}

TEST(PythonTest, FieldsOfSelfKeepWhatTheConstructorGaveThem) {
  EXPECT_THAT(Calls("from redis import Redis\n"
                    "class Cache:\n"
                    "    def read(self):\n"
                    "        return self.client.get('k')\n"
                    "    def __init__(self):\n"
                    "        self.client = Redis()\n"),
              Contains("4: pypi:redis#Redis().get"));
}

TEST(PythonTest, ParametersOfADeclaredTypeAreItsInstances) {
  EXPECT_THAT(Calls("from sqlalchemy.orm import Session\n"
                    "def save(db: Session):\n"
                    "    db.commit()\n"),
              ElementsAre("3: pypi:sqlalchemy.orm#Session().commit"));
}

TEST(PythonTest, AWrapperInTheFileGivesItsValue) {
  EXPECT_THAT(Calls("import redis\n"
                    "def client():\n"
                    "    return redis.Redis()\n"
                    "client().set('a', 1)\n"),
              Contains("4: pypi:redis#Redis().set"));
}

TEST(PythonTest, AParameterShadowsAnImport) {
  EXPECT_THAT(Calls("import redis\n"
                    "def f(redis):\n"
                    "    redis.Redis()\n"),
              ElementsAre("3: ?:#redis.Redis"));
}

TEST(PythonTest, ALocalVariableShadowsAnImportAboveItsAssignment) {
  EXPECT_THAT(Calls("import json\n"
                    "def f():\n"
                    "    json.dumps(1)\n"
                    "    json = make()\n"),
              Not(Contains("3: pypi:json#dumps")));
}

TEST(PythonTest, CommentsAndDocumentationAreNoCode) {
  const FileFacts facts = FactsOf("python",
                                  "\"\"\"import redis; redis.Redis()\"\"\"\n"
                                  "# import redis\n"
                                  "def f():\n"
                                  "    \"\"\"SELECT * FROM users\"\"\"\n");
  EXPECT_THAT(facts.imports, IsEmpty());
  EXPECT_THAT(facts.uses, IsEmpty());
  EXPECT_THAT(facts.statements, IsEmpty());
  EXPECT_EQ(facts.definitions.at(0).documentation, "docstring");
}

TEST(PythonTest, ArgumentsTellKindsKeywordsAndNestedKeys) {
  const FileFacts facts = FactsOf("python", "f(1, 'a', x=True, y={'k': [None, g()]})\n");
  std::vector<std::string> told;
  for (const Argument& a : facts.uses.at(0).arguments) {
    told.push_back(std::to_string(a.position) + std::string(a.keyword) + "/" + std::string(a.path) +
                   " " + std::string(Name(a.kind)) + " " + std::string(a.text));
  }
  EXPECT_THAT(told, ElementsAre("0/ number 1", "1/ string a", "-1x/ boolean true", "-1y/ map ",
                                "-1y/k list ", "-1y/k[0] null null", "-1y/k[1] call g()"));
}

TEST(PythonTest, ResultsSayWhereTheValueGoes) {
  const FileFacts facts = FactsOf("python",
                                  "user.password = a()\n"
                                  "b()\n"
                                  "def f():\n"
                                  "    if c() == x: return d()\n");
  std::vector<std::string> told;
  for (const Use& use : facts.uses) {
    if (use.form == UseForm::kCall)
      told.push_back(std::string(Name(use.result)) + " " + std::string(use.result_target));
  }
  EXPECT_THAT(told, ElementsAre("assigned user.password", "discarded ", "compared x", "returned "));
}

TEST(PythonTest, AQueryIsAStatementAndItsPartsHaveAProvenance) {
  const FileFacts facts = FactsOf(
      "python",
      "TABLE = 'users'\n"
      "def f(cursor, name, limit):\n"
      "    cursor.execute(f'SELECT id FROM {TABLE} WHERE name = {name} LIMIT {int(limit)}')\n"
      "    cursor.execute('SELECT id FROM t WHERE a = %s', [name])\n");
  ASSERT_EQ(facts.statements.size(), 2U);
  std::vector<std::string> provenance;
  for (const DynamicPart& part : facts.statements[0].parts)
    provenance.emplace_back(Name(part.provenance));
  EXPECT_THAT(provenance, ElementsAre("constant", "parameter", "number"));
  EXPECT_EQ(facts.statements[1].placeholders, 1U);
  EXPECT_TRUE(facts.statements[1].bound);
}

TEST(PythonTest, ATextBuiltOverSeveralLinesReachesItsQuery) {
  const FileFacts facts = FactsOf("python",
                                  "def f(cursor, order):\n"
                                  "    sql = 'SELECT a FROM t'\n"
                                  "    sql += ' ORDER BY ' + order\n"
                                  "    cursor.execute(sql)\n");
  ASSERT_EQ(facts.statements.size(),
            2U);  // as a text when it is assigned, as a query when it is sent
  const Statement& sent = facts.statements[1];
  EXPECT_EQ(sent.source, StatementSource::kQuery);
  ASSERT_EQ(sent.parts.size(), 1U);
  EXPECT_EQ(sent.parts[0].provenance, Provenance::kParameter);
}

TEST(PythonTest, BisectionNeedsAComparedElement) {
  const std::string search =
      "def find(a, x):\n"
      "    lo, hi = 0, len(a)\n"
      "    while lo < hi:\n"
      "        mid = (lo + hi) // 2\n"
      "        if a[mid] < x:\n"
      "            lo = mid + 1\n"
      "        else:\n"
      "            hi = mid\n";
  EXPECT_THAT(Constructs(FactsOf("python", search), ConstructKind::kBisection),
              ElementsAre("3: /mid"));
  std::string window = search;
  window.replace(window.find("a[mid] < x"), 10, "small(mid)");
  EXPECT_THAT(Constructs(FactsOf("python", window), ConstructKind::kBisection), IsEmpty());
}

TEST(PythonTest, AWorkListNeedsAVisitedSet) {
  const std::string search =
      "def walk(graph, start):\n"
      "    seen = {start}\n"
      "    queue = [start]\n"
      "    while queue:\n"
      "        node = queue.pop()\n"
      "        for other in graph[node]:\n"
      "            if other not in seen:\n"
      "                seen.add(other)\n"
      "                queue.append(other)\n";
  EXPECT_THAT(Constructs(FactsOf("python", search), ConstructKind::kWorkList),
              ElementsAre("4: /queue"));
  const std::string consumer =
      "def run(queue):\n"
      "    while True:\n"
      "        job = queue.pop()\n"
      "        queue.append(job)\n";
  EXPECT_THAT(Constructs(FactsOf("python", consumer), ConstructKind::kWorkList), IsEmpty());
}

TEST(PythonTest, AMemoTableNeedsRecursion) {
  const std::string fib =
      "memo = {}\n"
      "def fib(n):\n"
      "    if n in memo:\n"
      "        return memo[n]\n"
      "    memo[n] = fib(n - 1) + fib(n - 2)\n"
      "    return memo[n]\n";
  EXPECT_THAT(Constructs(FactsOf("python", fib), ConstructKind::kMemoTable),
              ElementsAre("2: /memo"));
}

TEST(PythonTest, HandlersSayWhatTheyDo) {
  EXPECT_THAT(Constructs(FactsOf("python",
                                 "try:\n    f()\n"
                                 "except ValueError as e:\n    raise AppError('x') from e\n"
                                 "except Exception:\n    pass\n"),
                         ConstructKind::kHandler),
              ElementsAre("3: global:#ValueError/wrap", "5: global:#Exception/pass"));
}

TEST(PythonTest, ClassesKeepBasesFieldsAndMethods) {
  const FileFacts facts = FactsOf("python",
                                  "from abc import ABC, abstractmethod\n"
                                  "class Shape(ABC):\n"
                                  "    @abstractmethod\n"
                                  "    def area(self) -> float: ...\n"
                                  "class Node:\n"
                                  "    next: 'Node' = None\n"
                                  "    left: Node\n");
  ASSERT_EQ(facts.definitions.size(), 5U);
  EXPECT_THAT(facts.definitions[0].bases, ElementsAre("pypi:abc#ABC"));
  EXPECT_THAT(facts.definitions[0].modifiers, ElementsAre("abstract"));
  EXPECT_THAT(facts.definitions[1].modifiers, ElementsAre("abstract"));
  EXPECT_EQ(facts.definitions[1].owner, "Shape");
  EXPECT_THAT(facts.definitions[2].self_typed_fields, Contains("left"));
}

TEST(PythonTest, HostileTextEndsInBoundedTime) {
  for (const std::string& text : {std::string(100'000, '('), std::string(100'000, '['),
                                  std::string("\0\0\xFF\xFE(", 5), std::string()}) {
    const FileFacts facts = FactsOf("python", text);
    EXPECT_LE(facts.uses.size(), 200'000U);
  }
  std::string deep;
  for (int i = 0; i < 20'000; ++i) deep += "f(";
  FactsOf("python", deep + std::string(20'000, ')'));
  std::string chain = "x";
  for (int i = 0; i < 5'000; ++i) chain += ".a()";
  FactsOf("python", chain);
}

}  // namespace
}  // namespace assay
