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
                                  "    if c() == x: return d()\n"
                                  "g = h or i() if j() else k\n"
                                  "while l() and m: pass\n");
  std::vector<std::string> told;
  for (const Use& use : facts.uses) {
    if (use.form == UseForm::kCall)
      told.push_back(std::string(Name(use.result)) + " " + std::string(use.result_target));
  }
  EXPECT_THAT(told, ElementsAre("assigned user.password", "discarded ", "compared x", "returned ",
                                "assigned g", "condition ", "condition "));
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

TEST(PythonTest, AnImportThatMayBeMissingKeepsItsFirstChoice) {
  EXPECT_THAT(Calls("try:\n"
                    "    import ujson as json\n"
                    "except ImportError:\n"
                    "    import json\n"
                    "try:\n"
                    "    import redis\n"
                    "except ImportError:\n"
                    "    redis = None\n"
                    "def f():\n"
                    "    json.dumps(redis.Redis())\n"),
              ElementsAre("10: pypi:ujson#dumps", "10: pypi:redis#Redis"));
}

TEST(PythonTest, NamesForTypesAloneAreToldSo) {
  const FileFacts facts = FactsOf("python",
                                  "from typing import TYPE_CHECKING\n"
                                  "if TYPE_CHECKING:\n"
                                  "    from redis import Redis\n"
                                  "else:\n"
                                  "    import json\n");
  ASSERT_EQ(facts.imports.size(), 3U);
  EXPECT_TRUE(facts.imports[1].type_only);
  EXPECT_FALSE(facts.imports[2].type_only);
}

TEST(PythonTest, ImportsOfALiteralNameAreDynamic) {
  const FileFacts facts = FactsOf("python",
                                  "import importlib\n"
                                  "importlib.import_module('yaml').load(x)\n"
                                  "importlib.import_module(name)\n"
                                  "__import__('json')\n");
  EXPECT_THAT(Imports(facts), ElementsAre("1: pypi:importlib#", "2: pypi:yaml#", "4: pypi:json#"));
  EXPECT_EQ(facts.imports[1].form, ImportForm::kDynamic);
  EXPECT_THAT(Uses(facts), Contains("2: pypi:yaml#load"));
}

TEST(PythonTest, AParameterThatAConstructorKeepsIsNoModule) {
  EXPECT_THAT(Calls("import redis\n"
                    "class Cache:\n"
                    "    def __init__(self, redis):\n"
                    "        self.redis = redis\n"
                    "    def get(self):\n"
                    "        return self.redis.get('k')\n"),
              ElementsAre("6: self:#redis.get"));
}

TEST(PythonTest, TheVariableOfAComprehensionHidesAnImport) {
  EXPECT_THAT(Calls("import redis\n"
                    "a = [redis.get() for redis in pool]\n"
                    "redis.Redis()\n"),
              ElementsAre("2: ?:#redis.get", "3: pypi:redis#Redis"));
}

TEST(PythonTest, LoopsContextsAndHandlersHideAnImport) {
  EXPECT_THAT(Calls("import redis, json, csv\n"
                    "def f():\n"
                    "    for redis in x: redis.get()\n"
                    "    with x as json: json.load()\n"
                    "    (csv, y) = x\n"
                    "    csv.reader()\n"),
              ElementsAre("3: ?:#redis.get", "4: ?:#json.load", "6: ?:#csv.reader"));
}

TEST(PythonTest, ANameOfAClassBodyStaysInTheClass) {
  EXPECT_THAT(Calls("import json\n"
                    "class A:\n"
                    "    json = Field()\n"
                    "    def f(self):\n"
                    "        return json.dumps(1)\n"),
              Contains("5: pypi:json#dumps"));
}

TEST(PythonTest, AnAssignmentCountsFromTheNextStatementOn) {
  EXPECT_THAT(Calls("import redis\n"
                    "client = redis.Redis()\n"
                    "client = client.pipeline()\n"
                    "client.execute()\n"),
              ElementsAre("2: pypi:redis#Redis", "3: pypi:redis#Redis().pipeline",
                          "4: pypi:redis#Redis().pipeline().execute"));
}

TEST(PythonTest, PathsThatMeetMustAgree) {
  EXPECT_THAT(Calls("import a, b\n"
                    "if x:\n"
                    "    c = a.A()\n"
                    "    c.one()\n"
                    "else:\n"
                    "    c = b.B()\n"
                    "    c.two()\n"
                    "c.three()\n"),
              ElementsAre("3: pypi:a#A", "4: pypi:a#A().one", "6: pypi:b#B", "7: pypi:b#B().two",
                          "8: ?:#c.three"));
}

TEST(PythonTest, APathThatLeavesSaysNothingOfTheRest) {
  EXPECT_THAT(Calls("import a, b\n"
                    "def f(x):\n"
                    "    c = a.A()\n"
                    "    if x:\n"
                    "        c = b.B()\n"
                    "        return c.two()\n"
                    "    return c.three()\n"),
              Contains("7: pypi:a#A().three"));
}

TEST(PythonTest, ADefaultForAMissingParameterIsItsValue) {
  EXPECT_THAT(Calls("import requests\n"
                    "def f(session=None, other=None):\n"
                    "    if session is None:\n"
                    "        session = requests.Session()\n"
                    "    other = other or requests.Session()\n"
                    "    session.get(u)\n"
                    "    other.get(u)\n"),
              ::testing::IsSupersetOf(
                  {"6: pypi:requests#Session().get", "7: pypi:requests#Session().get"}));
}

TEST(PythonTest, FunctionsSeeWhatTheFileBindsInTheEnd) {
  EXPECT_THAT(Calls("import redis\n"
                    "def f():\n"
                    "    return client.get(1)\n"
                    "client = None\n"
                    "def start():\n"
                    "    global client\n"
                    "    client = redis.Redis()\n"),
              Contains("3: pypi:redis#Redis().get"));
}

TEST(PythonTest, AWrapperIsKnownAboveItAndByItsType) {
  EXPECT_THAT(Calls("import redis\n"
                    "from sqlalchemy.orm import Session\n"
                    "def f():\n"
                    "    client().get(1)\n"
                    "    db().commit()\n"
                    "    made().get(1)\n"
                    "def client():\n"
                    "    c = redis.Redis()\n"
                    "    return c\n"
                    "def db() -> Session:\n"
                    "    return make()\n"
                    "def made():\n"
                    "    yield redis.Redis()\n"),
              ::testing::AllOf(Contains("4: pypi:redis#Redis().get"),
                               Contains("5: pypi:sqlalchemy.orm#Session().commit"),
                               Not(Contains("6: pypi:redis#Redis().get"))));
}

TEST(PythonTest, FieldsAreKnownThroughBasesPropertiesAndInstances) {
  EXPECT_THAT(Calls("from redis import Redis\n"
                    "class Base:\n"
                    "    def __init__(self):\n"
                    "        self.client = Redis()\n"
                    "    @property\n"
                    "    def pool(self):\n"
                    "        return self.client.pipeline()\n"
                    "class Cache(Base):\n"
                    "    def get(self):\n"
                    "        self.client.get(1)\n"
                    "        self.pool.execute()\n"
                    "Cache().client.set(1)\n"),
              ::testing::IsSupersetOf({"10: pypi:redis#Redis().get",
                                       "11: pypi:redis#Redis().pipeline().execute",
                                       "12: pypi:redis#Redis().set"}));
}

TEST(PythonTest, DeclaredTypesGiveValuesButContainersDoNot) {
  EXPECT_THAT(Calls("from typing import Optional, List, Annotated\n"
                    "from redis import Redis\n"
                    "def f(a: Optional[Redis], b: Redis | None, c: Annotated[Redis, x],\n"
                    "      d: List[Redis], *e: Redis, g: 'Redis'):\n"
                    "    a.get(); b.get(); c.get(); d.get(); e.get(); g.get()\n"),
              ElementsAre("5: pypi:redis#Redis().get", "5: pypi:redis#Redis().get",
                          "5: pypi:redis#Redis().get", "5: pypi:typing#List().get", "5: ?:#e.get",
                          "5: pypi:redis#Redis().get"));
}

TEST(PythonTest, ATypeOfATypeIsTheClassItself) {
  EXPECT_THAT(Calls("from a import Model\n"
                    "def f(model: type[Model]):\n"
                    "    model.create().save()\n"),
              Contains("3: pypi:a#Model.create().save"));
}

TEST(PythonTest, ImportedTypesAreUsesOfTheirForm) {
  EXPECT_THAT(Uses(FactsOf("python",
                           "from fastapi import Request\n"
                           "import pydantic as p\n"
                           "def f(r: Request, x: int) -> list[p.BaseModel]: ...\n"
                           "y: Request\n"),
                   UseForm::kType),
              ElementsAre("3: pypi:fastapi#Request", "3: pypi:pydantic#BaseModel",
                          "4: pypi:fastapi#Request"));
}

TEST(PythonTest, DecoratorsTellArgumentsAndWhatTheyDecorate) {
  const FileFacts facts = FactsOf("python",
                                  "from flask import Flask\n"
                                  "app = Flask(__name__)\n"
                                  "@app.route('/users', methods=['POST'])\n"
                                  "def create(): ...\n");
  ASSERT_EQ(facts.uses.size(), 2U);
  const Use& route = facts.uses[1];
  EXPECT_EQ(route.form, UseForm::kDecorator);
  EXPECT_EQ(route.name, "pypi:flask#Flask().route");
  EXPECT_EQ(route.target_definition, "create");
  ASSERT_EQ(route.arguments.size(), 3U);
  EXPECT_EQ(route.arguments[2].path, "[0]");
  EXPECT_EQ(route.arguments[2].text, "POST");
}

TEST(PythonTest, SettingsAreReadAsAttributesWithTheirKey) {
  const FileFacts facts = FactsOf("python",
                                  "import os\n"
                                  "from os import environ\n"
                                  "from django.conf import settings\n"
                                  "a = os.environ['A']\n"
                                  "b = environ['B']\n"
                                  "c = settings.DEBUG\n"
                                  "class D:\n"
                                  "    e = settings\n"
                                  "    def f(self): return self.e\n");
  EXPECT_THAT(Uses(facts, UseForm::kAttribute),
              ElementsAre("4: pypi:os#environ", "5: pypi:os#environ",
                          "6: pypi:django.conf#settings.DEBUG"));
  EXPECT_EQ(facts.uses[1].arguments.at(0).text, "B");
}

TEST(PythonTest, LiteralsAreReadAsPythonReadsThem) {
  const FileFacts facts = FactsOf("python",
                                  "a = 'x\\ty' \"z\"\n"
                                  "b = ', '.join(['SELECT a', cols, 'FROM t'])\n"
                                  "c = '%d of %s' % (n, name)\n"
                                  "d = '{} {name} {0}'.format(x, name=y)\n");
  std::vector<std::string> values;
  for (const String& text : facts.strings) values.emplace_back(text.value);
  EXPECT_THAT(values, ElementsAre("x\tyz", "SELECT a, {}, FROM t", "{} of {}", "{} {} {}"));
  EXPECT_EQ(facts.strings[2].parts.at(0).provenance, Provenance::kNumber);
  EXPECT_EQ(facts.strings[3].parts.at(2).text, "x");
}

std::vector<std::string> ProvenancesOf(std::string_view text) {
  std::vector<std::string> told;
  for (const Statement& statement : FactsOf("python", text).statements) {
    if (statement.source != StatementSource::kQuery) continue;
    for (const DynamicPart& part : statement.parts) told.emplace_back(Name(part.provenance));
  }
  return told;
}

TEST(PythonTest, PartsOfAQueryTellWhereTheyComeFrom) {
  EXPECT_THAT(
      ProvenancesOf("from flask import request\n"
                    "COLUMNS = {'a': 'x', 'b': 'y'}\n"
                    "def f(cur, name, order):\n"
                    "    if order not in ('asc', 'desc'): order = 'asc'\n"
                    "    q = request.args.get('q').strip()\n"
                    "    word = 'a' if name else 'b'\n"
                    "    cur.execute(f'SELECT 1 FROM t WHERE a = {name.strip()} AND b = {q} "
                    "AND c = {word} AND d = {other()} ORDER BY {COLUMNS[name]} {order} "
                    "LIMIT {len(name)}')\n"),
      ElementsAre("parameter", "request", "literal", "unknown", "allow-list", "allow-list",
                  "number"));
}

TEST(PythonTest, AParameterDoesNotHoldTheFilesText) {
  EXPECT_THAT(FactsOf("python",
                      "sql = 'SELECT a FROM t'\n"
                      "def f(cur, sql):\n"
                      "    cur.execute(sql)\n")
                  .statements,
              ::testing::SizeIs(1));
}

TEST(PythonTest, BisectionSeesTheElementsCopy) {
  EXPECT_THAT(Constructs(FactsOf("python",
                                 "def find(a, x):\n"
                                 "    low = 0\n"
                                 "    high = len(a) - 1\n"
                                 "    while low <= high:\n"
                                 "        mid = low + (high - low) // 2\n"
                                 "        guess = a[mid]\n"
                                 "        if guess == x: return mid\n"
                                 "        if guess > x: high = mid - 1\n"
                                 "        else: low = mid + 1\n"),
                         ConstructKind::kBisection),
              ElementsAre("4: /mid"));
}

TEST(PythonTest, ARecurrenceReadsAnEarlierEntry) {
  const auto tables = [](std::string_view body) {
    return Constructs(FactsOf("python", "for i in range(n):\n    " + std::string(body) + "\n"),
                      ConstructKind::kRecurrence);
  };
  EXPECT_THAT(tables("dp[i] = dp[i - 1] + dp[i - 2]"), ElementsAre("1: /dp"));
  EXPECT_THAT(tables("dp[i][j] = max(dp[i - 1][j], dp[i][j - 1])"), ElementsAre("1: /dp"));
  EXPECT_THAT(tables("dp[i] = max(dp[i], dp[i - coin] + v)"), ElementsAre("1: /dp"));
  EXPECT_THAT(tables("dp[i] += dp[i - coin]"), ElementsAre("1: /dp"));
  EXPECT_THAT(tables("a[i] = a[i - 1]"), IsEmpty()) << "an element that moves";
  EXPECT_THAT(tables("a[i] = b[i - 1] + a[-1]"), IsEmpty()) << "the last one, not the one before";
}

TEST(PythonTest, AMemoTableHoldsTheFunctionsOwnResults) {
  EXPECT_THAT(Constructs(FactsOf("python",
                                 "def edit(i, j, memo):\n"
                                 "    key = (i, j)\n"
                                 "    if key in memo: return memo[key]\n"
                                 "    best = 1 + edit(i - 1, j, memo)\n"
                                 "    memo[key] = best\n"
                                 "    return best\n"),
                         ConstructKind::kMemoTable),
              ElementsAre("1: /memo"));
  EXPECT_THAT(Constructs(FactsOf("python",
                                 "def sort(a, lo, hi):\n"
                                 "    pivot = a[hi]\n"
                                 "    a[hi] = a[lo]\n"
                                 "    sort(a, lo, hi - 1)\n"),
                         ConstructKind::kMemoTable),
              IsEmpty());
}

TEST(PythonTest, ACacheIsAMemoTableOfAFunctionThatCallsItself) {
  EXPECT_THAT(Constructs(FactsOf("python",
                                 "from functools import lru_cache\n"
                                 "@lru_cache(maxsize=None)\n"
                                 "def fib(n): return fib(n - 1) + fib(n - 2)\n"
                                 "@lru_cache\n"
                                 "def load(): return 1\n"),
                         ConstructKind::kMemoTable),
              ElementsAre("3: /pypi:functools#lru_cache"));
}

TEST(PythonTest, HandlersTellEachTypeAndWhatBecomesOfIt) {
  EXPECT_THAT(Constructs(FactsOf("python",
                                 "try: f()\n"
                                 "except (KeyError, X) as e:\n    logger.warning(e)\n"
                                 "except OSError as e:\n    raise e\n"
                                 "except ValueError:\n    raise Http404\n"
                                 "except:\n    x = 1\n"),
                         ConstructKind::kHandler),
              ElementsAre("2: global:#KeyError/log", "2: X/log", "4: global:#OSError/rethrow",
                          "6: global:#ValueError/handle", "8: /handle"));
}

TEST(PythonTest, LocksAndQueuesAreToldByTheirValue) {
  const FileFacts facts = FactsOf("python",
                                  "import threading, queue\n"
                                  "lock = threading.Lock()\n"
                                  "jobs = queue.Queue()\n"
                                  "def f():\n"
                                  "    with lock: jobs.put(1)\n"
                                  "    with clock: pass\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kLock),
              ElementsAre("5: pypi:threading#Lock()/with"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kChannel), ElementsAre("5: pypi:queue#Queue()/put"));
}

TEST(PythonTest, AComparedKeyOfTextIsNoIndex) {
  EXPECT_THAT(Constructs(FactsOf("python", "a[i] < x\nb['k'] == y\nc[1:] == z\n"),
                         ConstructKind::kIndexComparison),
              ElementsAre("1: /"));
}

TEST(PythonTest, FieldsThatHoldTheirOwnClassAreTold) {
  const FileFacts facts = FactsOf("python",
                                  "class Node:\n"
                                  "    def __init__(self, parent: 'Node' = None):\n"
                                  "        self.parent = parent\n"
                                  "        self.left: Optional['Node'] = None\n"
                                  "        self.next = None\n"
                                  "    def insert(self, x):\n"
                                  "        self.left.insert(x)\n"
                                  "first = Node()\n"
                                  "second = Node()\n"
                                  "first.next = second\n");
  EXPECT_THAT(facts.definitions.at(0).self_typed_fields, ElementsAre("parent", "left", "next"));
  EXPECT_TRUE(facts.definitions.at(2).calls_itself);
}

TEST(PythonTest, AcknowledgementsAreKeptWithTheirLine) {
  const FileFacts facts = FactsOf("python",
                                  "import hashlib\n"
                                  "x = eval(y)  # nosec B307\n"
                                  "hashlib.md5(b, usedforsecurity=False)\n"
                                  "z = '# nosec'\n");
  ASSERT_EQ(facts.acknowledgements.size(), 2U);
  EXPECT_EQ(facts.acknowledgements[0].line, 2U);
  EXPECT_EQ(facts.acknowledgements[1].mark, "usedforsecurity=False");
}

TEST(PythonTest, LinesOfCodeAreThoseWithMoreThanAComment) {
  const FileFacts facts = FactsOf("python", "# a\n\nx = 1; y = 2\nz = (\n  3)\n");
  EXPECT_EQ(facts.lines, 5U);
  EXPECT_EQ(facts.code_lines, 3U);
}

TEST(PythonTest, LinesOfALongFileAreCounted) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += "x = 1\n";
  EXPECT_EQ(FactsOf("python", text).lines, 300U);
  EXPECT_EQ(FactsOf("python", text + "y").lines, 301U);
}

TEST(PythonTest, MarkIsFoundDeepInALongComment) {
  const std::string prose(1'000, 'n');
  const FileFacts facts =
      FactsOf("python", "x = eval(y)  # " + prose + " # nosec B307\nz = 1  # no sec\n");
  ASSERT_EQ(facts.acknowledgements.size(), 1U);
  EXPECT_EQ(facts.acknowledgements[0].mark, "nosec");
}

std::string Repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

// Each is what a quadratic step, a recursion or a growing text would not survive.
TEST(PythonTest, HostileTextEndsInBoundedTime) {
  std::vector<std::string> texts = {
      Repeated("(", 100'000),
      Repeated("[", 100'000),
      Repeated("f(", 20'000) + Repeated(")", 20'000),
      "x" + Repeated(".a()", 5'000),
      Repeated("lambda x:", 50'000) + Repeated("x(),", 50'000),
      "x = " + Repeated("[y for y in ", 5'000),
      Repeated("@a\n", 50'000) + "def f(): pass\n",
      Repeated("f()<", 50'000) + "1\n",
      "s = 'a'\n" + Repeated("s = s + s\n", 200) + "cur.execute(s)\n",
      "s = 'select a from t'\n" + Repeated("s += 'b' + c\n", 5'000) +
          Repeated("cur.execute(s)\n", 5'000),
      "import a\nx = a\n" + Repeated("x = x.b.c.d.e.f().g\n", 5'000),
      "while 1:\n" + Repeated("  m = (a + b) // 2\n", 10'000),
      "while 1:\n" + Repeated("  q.pop(); q.append(1); x in s; s.add(x)\n", 5'000),
      "def f(n):\n  f(n)\n" + Repeated("  m[n] = m[n] + f(n)\n", 5'000),
      "class A:\n def f(self):\n  " + Repeated("self.a = ", 20'000) + "1\n",
      "'" + Repeated("{a}", 20'000) + "'.format(" + Repeated("b=1,", 20'000) + ")\n",
      "if 1:\n" + Repeated("  a = b\n", 20'000),
      "f(" + Repeated("{'a':[", 5'000) + Repeated("]}", 5'000) + ")\n",
      std::string(1'000'000, 'a'),
      std::string("\0\0\xFF\xFE(\xC3\n'\xF0\x9F'", 11),
      std::string(1, '\0'),
      "\\",
      "",
  };
  for (std::size_t i = 0; i < texts.size(); ++i) {
    SCOPED_TRACE(i);
    const FileFacts facts = FactsOf("python", texts[i]);
    EXPECT_LE(facts.uses.size(), 200'000U);
  }
}

TEST(PythonTest, DjangosSettingsAreSettings) {
  const std::string settings =
      "MIDDLEWARE = [\n    'a.B',\n]\n"
      "DATABASES = {'default': {'ENGINE': 'x', 'HOST': os.environ['H']}}\n"
      "if PRODUCTION:\n    SECURE_HSTS_SECONDS = 60\n"
      "local = 1\n"
      "MIDDLEWARE += ['c.D']\n"
      "def f():\n    USE_TZ = True\n";
  std::vector<std::string> told;
  for (const Setting& setting : FactsOf("python", settings).settings) {
    told.push_back(std::to_string(setting.region.start_line) + ' ' + std::string(setting.key) +
                   (setting.templated ? " computed" : " = ") + std::string(setting.value));
    EXPECT_EQ(setting.document, "django-settings");
  }
  EXPECT_THAT(told, ElementsAre("2 MIDDLEWARE[0] = a.B", "4 DATABASES.default.ENGINE = x",
                                "4 DATABASES.default.HOST computed", "6 SECURE_HSTS_SECONDS = 60",
                                "8 MIDDLEWARE[0] = c.D"));
  EXPECT_THAT(FactsOf("python", "DEBUG = True\nSECRET_KEY = 'x'\nLIMITS = [1]\n").settings,
              IsEmpty());
}

TEST(PythonTest, BrokenSourceIsReadAsFarAsItGoes) {
  const std::string whole =
      "from a import b as c\n@d(1)\nclass E(F, metaclass=G):\n  x: H[I] = 1\n"
      "  async def j(self, k: L = 2, *m, **n) -> O:\n    async with p() as q, r: await s\n"
      "    try: t = u[v:w]\n    except (X, Y) as z: raise A from B\n    finally: del c\n"
      "    match e:\n      case F(g=h): yield i\n    return f'{j!r:>{k}}' % l if m else n or o\n"
      "    p = [q for r, s in t if u]; v.w.x = y = lambda z: z\n    global a; a += 1 < b[c]\n";
  for (std::size_t end = 0; end <= whole.size(); ++end) {
    FactsOf("python", whole.substr(0, end));
    FactsOf("python", whole.substr(end));
    std::string hole = whole;
    if (end < whole.size()) hole.erase(end, 3);
    FactsOf("python", hole);
  }
}

// ---- near misses that the oracle of Python found

TEST(PythonTest, FutureImportsAreImports) {
  EXPECT_THAT(Imports(FactsOf("python", "from __future__ import annotations\n")),
              ElementsAre("1: pypi:__future__#annotations"));
}

TEST(PythonTest, AnAnnotatedVariableHoldsItsTypeWhereItsValueIsNotKnown) {
  EXPECT_THAT(Uses(FactsOf("python",
                           "from pathlib import Path\n"
                           "import redis\n"
                           "def f(base):\n"
                           "    target: Path = base / 'x'\n"
                           "    target.unlink()\n"
                           "    client: object = redis.Redis()\n"
                           "    client.get('k')\n")),
              ElementsAre("5: pypi:pathlib#Path().unlink", "6: pypi:redis#Redis",
                          "7: pypi:redis#Redis().get"));
}

TEST(PythonTest, ADeclaredFieldKeepsItsType) {
  EXPECT_THAT(Uses(FactsOf("python",
                           "from redis import Redis\n"
                           "class A:\n"
                           "    def __init__(self):\n"
                           "        self.r: Redis | None = None\n"
                           "    def open(self, pool):\n"
                           "        self.r = pool.take()\n"
                           "        self.r.get('k')\n")),
              ElementsAre("6: ?:#pool.take", "7: pypi:redis#Redis().get"));
}

TEST(PythonTest, AMethodThatYieldsGivesNoIterator) {
  EXPECT_THAT(Uses(FactsOf("python",
                           "from typing import Iterator\n"
                           "from redis import Redis\n"
                           "class A:\n"
                           "    def clients(self) -> Iterator[Redis]:\n"
                           "        yield 1\n"
                           "    def f(self):\n"
                           "        with self.clients() as c:\n"
                           "            c.get('k')\n")),
              ElementsAre("7: self:#clients", "8: self:#clients().get"));
}

TEST(PythonTest, AVariableCalledSelfOrClsIsNotTheObject) {
  EXPECT_THAT(Uses(FactsOf("python",
                           "class A:\n"
                           "    def f(self, table):\n"
                           "        name, cls = table\n"
                           "        cls.rsplit('.')\n"
                           "    @classmethod\n"
                           "    def g(cls):\n"
                           "        cls.make()\n")),
              ElementsAre("4: ?:#cls.rsplit", "7: self:#make"));
}

TEST(PythonTest, AFieldIsKnownByAnImportInsideTheMethod) {
  EXPECT_THAT(Uses(FactsOf("python",
                           "class A:\n"
                           "    def open(self):\n"
                           "        from redis import Redis\n"
                           "        self.r = Redis()\n"
                           "    def f(self):\n"
                           "        self.r.get('k')\n")),
              ElementsAre("4: pypi:redis#Redis", "6: pypi:redis#Redis().get"));
}

TEST(PythonTest, AnAssignmentToTwoTargetsGivesBothTheValue) {
  EXPECT_THAT(Uses(FactsOf("python",
                           "from redis import Redis\n"
                           "def f(table):\n"
                           "    r = table['x'] = Redis()\n"
                           "    r.get('k')\n")),
              ElementsAre("3: pypi:redis#Redis", "4: pypi:redis#Redis().get"));
}

TEST(PythonTest, ATupleAssignmentGivesEachNameItsValue) {
  EXPECT_THAT(
      Uses(FactsOf("python",
                   "from redis import Redis\n"
                   "def f():\n"
                   "    r, (a, b) = Redis(), g()\n"
                   "    r.get('k')\n"
                   "    a.get('k')\n")),
      ElementsAre("3: pypi:redis#Redis", "3: ?:#g", "4: pypi:redis#Redis().get", "5: ?:#a.get"));
}

TEST(PythonTest, ATypeStatementIsAnAlias) {
  const FileFacts facts = FactsOf("python", "type Ids[T] = list[T]\nprint(1)\n");
  EXPECT_THAT(Definitions(facts), ElementsAre("type-alias .Ids"));
  EXPECT_EQ(facts.definitions[0].type, "list[T]");
}

TEST(PythonTest, WorkBesideItsCallerIsSpawned) {
  EXPECT_THAT(Constructs(FactsOf("python",
                                 "import asyncio, threading\n"
                                 "from concurrent.futures import ThreadPoolExecutor as Pool\n"
                                 "thread = threading.Thread(target=f)\n"
                                 "thread.start()\n"
                                 "with Pool() as pool:\n"
                                 "    pool.submit(f)\n"
                                 "    pool.shutdown()\n"
                                 "asyncio.create_task(f())\n"),
                         ConstructKind::kSpawn),
              ElementsAre("4: pypi:threading#Thread().start/",
                          "6: pypi:concurrent.futures#ThreadPoolExecutor().submit/",
                          "8: pypi:asyncio#create_task/"));
}

TEST(PythonTest, AStatementThatBeginsAFormattedStringGoesOn) {
  EXPECT_THAT(Parts(FactsOf("python",
                            "import sqlite3\n"
                            "FIND = 'SELECT a FROM t'\n"
                            "def f(name):\n"
                            "    sqlite3.connect('x').execute(f\"{FIND} WHERE n = '{name}'\")\n")),
              ElementsAre("select name=parameter"));
}

TEST(PythonTest, AListOfTextsIsJoined) {
  const std::string_view code =
      "import sqlite3\n"
      "LINES = ['SELECT b']\n"
      "def f(name, page):\n"
      "    lines = ['SELECT a', 'FROM t']\n"
      "    lines.append(f\"WHERE n = '{name}'\")\n"
      "    sqlite3.connect('x').execute(' '.join(lines))\n"
      "def g(LINES):\n"
      "    sqlite3.connect('x').execute(' '.join(LINES))\n";
  const FileFacts facts = FactsOf("python", code);
  EXPECT_THAT(Parts(facts), ElementsAre("select name=parameter"));
  EXPECT_EQ(facts.statements[0].text, "SELECT a FROM t WHERE n = '{}'");
}

TEST(PythonTest, AFormattedTextIsToldOnce) {
  EXPECT_EQ(FactsOf("python", "q = 'SELECT a FROM t WHERE n = {}'.format(n)\n").statements.size(),
            1u);
}

TEST(PythonTest, WhatAnElementHoldsIsNotItsTableAndKey) {
  EXPECT_THAT(
      Uses(FactsOf("python",
                   "import redis\n"
                   "table, key = redis.Redis(), redis.Key()\n"
                   "def f():\n"
                   "    a, b = table[key]\n"
                   "    a.run()\n"
                   "    b.run()\n")),
      ElementsAre("2: pypi:redis#Redis", "2: pypi:redis#Key", "5: ?:#a.run", "6: ?:#b.run"));
}

TEST(PythonTest, ATypeVariableIsNoType) {
  EXPECT_THAT(Uses(FactsOf("python",
                           "from typing import TypeVar\n"
                           "T = TypeVar('T')\n"
                           "def f(x: T) -> T:\n"
                           "    return x.get()\n"),
                   UseForm::kType),
              ElementsAre());
}

TEST(PythonTest, AResultOfThreeKindsIsNotTheLast) {
  EXPECT_THAT(Uses(FactsOf("python",
                           "from fields import A, B\n"
                           "def make(kind):\n"
                           "    field = A()\n"
                           "    if kind:\n"
                           "        field = kind.field\n"
                           "    if kind == 1:\n"
                           "        field = B()\n"
                           "    return field\n"
                           "make(1).run()\n")),
              ElementsAre("3: pypi:fields#A", "7: pypi:fields#B", "9: local:#make().run",
                          "9: local:#make"));
}

TEST(PythonTest, AListThatChangesInOtherWaysHasNoText) {
  EXPECT_THAT(Parts(FactsOf("python",
                            "import sqlite3\n"
                            "def f(more):\n"
                            "    lines = ['SELECT a', 'FROM t']\n"
                            "    lines.extend(more)\n"
                            "    sqlite3.connect('x').execute(' '.join(lines))\n"
                            "    others = ['SELECT a', 'FROM t']\n"
                            "    others += more\n"
                            "    sqlite3.connect('x').execute(' '.join(others))\n")),
              ElementsAre());
}

}  // namespace
}  // namespace assay
