#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/facts_of.h"

namespace assay {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;

FileFacts Kotlin(std::string_view text) { return FactsOf("kotlin", text); }

TEST(KotlinTest, ImportsOfEveryFormNameTheirPackage) {
  const FileFacts facts = Kotlin(
      "package com.shop\n"
      "import io.ktor.server.routing.*\n"
      "import redis.clients.jedis.Jedis\n"
      "import java.util.Map.Entry as E\n");
  EXPECT_EQ(facts.package, "com.shop");
  EXPECT_THAT(Imports(facts),
              ElementsAre("2: maven:io.ktor.server.routing#*", "3: maven:redis.clients.jedis#Jedis",
                          "4: maven:java.util.Map#Entry as E"));
}

TEST(KotlinTest, ConstructorsPropertiesAndParametersHoldTheirType) {
  EXPECT_THAT(
      Uses(Kotlin("import redis.clients.jedis.Jedis\n"
                  "class Cache(private val jedis: Jedis, plain: Jedis?) {\n"
                  "    private val other: Jedis = plain!!\n"
                  "    val made = Jedis(\"h\")\n"
                  "    fun find(p: Jedis?) {\n"
                  "        jedis.get(1)\n"
                  "        this.other.set(2)\n"
                  "        made.del(3)\n"
                  "        p?.ttl(4)\n"
                  "        find(p)\n"
                  "        missing(5)\n"
                  "        val local = Jedis()\n"
                  "        local.exists(6)\n"
                  "    }\n"
                  "}\n")),
      ElementsAre(
          "4: maven:redis.clients.jedis#Jedis", "6: maven:redis.clients.jedis#Jedis().get",
          "7: maven:redis.clients.jedis#Jedis().set", "8: maven:redis.clients.jedis#Jedis().del",
          "9: maven:redis.clients.jedis#Jedis().ttl", "10: local:#find", "11: self:#missing",
          "12: maven:redis.clients.jedis#Jedis", "13: maven:redis.clients.jedis#Jedis().exists"));
}

TEST(KotlinTest, WhatAWildcardIsKnownToHoldResolves) {
  EXPECT_THAT(
      Uses(Kotlin("import io.ktor.server.routing.*\n"
                  "import io.ktor.server.application.*\n"
                  "fun Application.module() {\n"
                  "    routing {\n"
                  "        get(\"/users\") {\n"
                  "            call.respondText(\"x\")\n"
                  "        }\n"
                  "        other(\"/x\")\n"
                  "    }\n"
                  "}\n")),
      ElementsAre("4: maven:io.ktor.server.routing#routing", "5: maven:io.ktor.server.routing#get",
                  "6: maven:io.ktor.server.application#call.respondText", "8: ?:#other"));
}

TEST(KotlinTest, AnnotationsHaveArgumentsAndATarget) {
  const FileFacts facts = Kotlin(
      "import org.springframework.web.bind.annotation.*\n"
      "@RestController\n"
      "class Orders {\n"
      "    @GetMapping(\"/orders\")\n"
      "    fun all(): List<String> = listOf()\n"
      "}\n");
  EXPECT_THAT(Uses(facts, UseForm::kDecorator),
              ElementsAre("2: maven:org.springframework.web.bind.annotation#RestController",
                          "4: maven:org.springframework.web.bind.annotation#GetMapping"));
  const Use& mapping = facts.uses.at(1);
  EXPECT_EQ(mapping.target_definition, "all");
  EXPECT_EQ(mapping.arguments.at(0).text, "/orders");
}

TEST(KotlinTest, DefinitionsOfEveryKindAreTold) {
  const FileFacts facts = Kotlin(
      "import org.jetbrains.exposed.sql.Table\n"
      "/** A node. */\n"
      "open class Node(val next: Node?, size: Int = 0) : Base(size), Walk {\n"
      "    fun depth(n: Int): Int {\n"
      "        if (n > 1) return depth(n - 1)\n"
      "        return 0\n"
      "    }\n"
      "}\n"
      "object Users : Table(\"users\") {\n"
      "    val id = integer(\"id\")\n"
      "}\n"
      "enum class Kind {\n"
      "    A,\n"
      "    B\n"
      "}\n"
      "fun String.shout(): String = uppercase()\n");
  std::vector<std::string> told;
  for (const Definition& definition : facts.definitions)
    told.push_back(std::string(Name(definition.kind)) + " " + std::string(definition.owner) + "." +
                   std::string(definition.name));
  EXPECT_THAT(told, IsSupersetOf({"class .Node", "method Node.depth", "class .Users",
                                  "field Users.id", "enum .Kind"}));
  const Definition& node = facts.definitions.at(0);
  EXPECT_EQ(node.documentation, "kdoc");
  EXPECT_THAT(node.modifiers, ElementsAre("open"));
  EXPECT_EQ(node.parameters.size(), 2U);
  EXPECT_EQ(node.bases.size(), 2U);
  EXPECT_THAT(Uses(facts, UseForm::kBase), Contains("9: maven:org.jetbrains.exposed.sql#Table"));
}

TEST(KotlinTest, TextsReachQueriesWithTheirParts) {
  const FileFacts facts = Kotlin(
      "import java.sql.Connection\n"
      "class A {\n"
      "    fun f(db: Connection, given: String, id: Int) {\n"
      "        db.prepareStatement(\"SELECT a FROM t WHERE b = '$given' AND c = ${id}\")\n"
      "        db.prepareStatement(\"DELETE FROM t WHERE a = \" + given)\n"
      "        db.prepareStatement(\"SELECT a FROM t WHERE b = ?\")\n"
      "    }\n"
      "}\n");
  std::vector<std::string> told;
  for (const Statement& statement : facts.statements) {
    std::string line(statement.verb);
    for (const DynamicPart& part : statement.parts)
      line += " " + std::string(part.text) + "=" + std::string(Name(part.provenance));
    told.push_back(line);
  }
  EXPECT_THAT(told,
              ElementsAre("select given=parameter id=number", "delete given=parameter", "select"));
}

TEST(KotlinTest, ConstantsOfACompanionAreTheirClasss) {
  EXPECT_THAT(Parts(Kotlin("import java.sql.Connection\n"
                           "class A(val db: Connection) {\n"
                           "  companion object {\n"
                           "    const val USERS = \"users\"\n"
                           "    private const val LIMIT = 10\n"
                           "  }\n"
                           "  fun f() {\n"
                           "    db.prepareStatement(\"SELECT a FROM $USERS LIMIT $LIMIT\")\n"
                           "    db.prepareStatement(\"SELECT a FROM ${A.USERS}\")\n"
                           "  }\n"
                           "}\n")),
              ElementsAre("select USERS=constant LIMIT=number", "select A.USERS=constant"));
}

TEST(KotlinTest, AConstantOfABaseIsLookedForOnceInEachOfThem) {
  std::string text = "import java.sql.Connection\ninterface B0 { companion object { } }\n";
  for (int i = 1; i < 60; ++i) {
    const std::string base = "B" + std::to_string(i - 1);
    text += "interface B" + std::to_string(i) + " : " + base + ", " + base + " {\n}\n";
  }
  text +=
      "open class Base {\n  val TABLE = \"users\"\n}\n"
      "class A(val db: Connection) : B59, Base() {\n  val left: Int = read()\n"
      "  fun f() {\n"
      "    db.prepareStatement(\"SELECT a FROM ${this.TABLE} LIMIT ${this.left}\")\n"
      "    db.prepareStatement(\"SELECT b FROM ${this.MISSING}\")\n"
      "  }\n"
      "}\n";
  EXPECT_THAT(Parts(Kotlin(text)), ElementsAre("select this.TABLE=constant this.left=number",
                                               "select this.MISSING=unknown"));
}

TEST(KotlinTest, WhatOnlyHasTheNameOfAConstantIsNone) {
  EXPECT_THAT(Parts(Kotlin("import java.sql.Connection\n"
                           "object Names {\n  const val TABLE = \"users\"\n}\n"
                           "object Given {\n  var TABLE = read()\n}\n"
                           "class A(val db: Connection, var TABLE: String) {\n"
                           "  fun f() {\n"
                           "    db.prepareStatement(\"SELECT a FROM $TABLE\")\n"
                           "    db.prepareStatement(\"SELECT a FROM ${Given.TABLE}\")\n"
                           "    db.prepareStatement(\"SELECT a FROM ${Names.TABLE}\")\n"
                           "  }\n"
                           "}\n")),
              ElementsAre("select TABLE=unknown", "select Given.TABLE=unknown",
                          "select Names.TABLE=constant"));
}

TEST(KotlinTest, ErrorsAndCoroutinesAreConstructs) {
  const FileFacts facts = Kotlin(
      "import kotlinx.coroutines.*\n"
      "import java.io.IOException\n"
      "fun f(all: List<Int>) {\n"
      "    try {\n"
      "        g()\n"
      "    } catch (e: IOException) {\n"
      "        throw IllegalStateException(\"x\", e)\n"
      "    } finally {\n"
      "        h()\n"
      "    }\n"
      "    launch {\n"
      "        g()\n"
      "    }\n"
      "    for (x in all) {\n"
      "        println(x)\n"
      "    }\n"
      "}\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kHandler),
              ElementsAre("6: maven:java.io#IOException/wrap"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kThrow),
              ElementsAre("7: maven:java.lang#IllegalStateException/cause"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kCleanup), ElementsAre("8: /finally"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kSpawn),
              ElementsAre("11: maven:kotlinx.coroutines#launch/"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kLoop), ElementsAre("14: /for"));
}

TEST(KotlinTest, CommentsAndTextsAreNoCode) {
  const FileFacts facts = Kotlin("// import a.B\n/* f() */\nval s = \"import c.D; g()\"\n");
  EXPECT_THAT(facts.imports, IsEmpty());
  EXPECT_THAT(facts.uses, IsEmpty());
}

TEST(KotlinTest, AnnotationsAreNamedWithoutTheirTarget) {
  EXPECT_THAT(Uses(Kotlin("import a.b.NotBlank\nimport a.b.Min\n"
                          "class A(@field:NotBlank val a: String, @get:Min(1) val b: Int)\n"),
                   UseForm::kDecorator),
              ElementsAre("3: maven:a.b#NotBlank", "3: maven:a.b#Min"));
}

TEST(KotlinTest, PropertiesInTheHeadOfAClassAreFields) {
  const FileFacts facts =
      Kotlin("import java.sql.Connection\nclass A(val next: A?, c: Connection, n: Int = 1)\n");
  EXPECT_THAT(Definitions(facts), ElementsAre("class .A", "field A.next"));
  EXPECT_THAT(facts.definitions[0].self_typed_fields, ElementsAre("next"));
  EXPECT_THAT(Uses(facts, UseForm::kType), ElementsAre("2: maven:java.sql#Connection"));
}

TEST(KotlinTest, DelegationHasTheInterfaceForABase) {
  EXPECT_THAT(Uses(Kotlin("interface B\nclass A(b: B) : B by b\n"), UseForm::kBase),
              ElementsAre("2: local:#B"));
}

TEST(KotlinTest, AnObjectWithoutANameIsNoPartOfTheClassAroundIt) {
  const FileFacts facts = Kotlin(
      "class A { fun f() {\n  val x = object : Runnable {\n    override fun run() = g()\n  }\n} "
      "}\n");
  EXPECT_THAT(Definitions(facts), ElementsAre("class .A", "method A.f", "method .run"));
  EXPECT_THAT(Uses(facts, UseForm::kBase), ElementsAre("2: maven:java.lang#Runnable"));
}

TEST(KotlinTest, LocalFunctionsAndDefaultsAreKnown) {
  const FileFacts facts = Kotlin(
      "fun f(a: Int = 1) { fun g(n: Int): Int = g(n - 1)\n  g(2) }\ntypealias P = Map<A, B>\n");
  EXPECT_THAT(Uses(facts), ElementsAre("1: local:#g", "2: local:#g"));
  EXPECT_TRUE(facts.definitions.at(0).parameters.at(0).has_default);
  EXPECT_TRUE(facts.definitions.at(1).calls_itself);
  EXPECT_EQ(facts.definitions.at(2).kind, DefinitionKind::kTypeAlias);
}

TEST(KotlinTest, TextsOfFormatsMarginsAndBuildersReachQueries) {
  const std::string text =
      "import org.springframework.jdbc.core.JdbcTemplate\n"
      "val allowed = listOf(\"a\", \"b\")\n"
      "fun f(db: JdbcTemplate, given: String) {\n";
  EXPECT_THAT(
      Parts(Kotlin(text + "db.execute(\"DELETE FROM t WHERE a = '%s'\".format(given)) }\n")),
      ElementsAre("delete given=parameter"));
  EXPECT_THAT(
      Parts(Kotlin(text + "db.execute(String.format(\"DELETE FROM t WHERE a = %d\", n)) }\n")),
      ElementsAre("delete n=number"));
  const FileFacts margin = Kotlin(text +
                                  "val sql = \"\"\"\n  |SELECT a\n  |FROM t WHERE b = $given\n"
                                  "\"\"\".trimMargin()\n  db.queryForList(sql) }\n");
  EXPECT_THAT(Parts(margin), ElementsAre("select given=parameter"));
  EXPECT_THAT(
      Parts(Kotlin(text + "val b = StringBuilder(\"SELECT a FROM t\")\n  b.append(\" WHERE \")\n"
                          "  db.queryForList(b.toString()) }\n")),
      ElementsAre("select"));
  EXPECT_THAT(Parts(Kotlin(text + "val q = buildString { append(\"SELECT a FROM t WHERE b = \")\n"
                                  "  append(given) }\n  db.queryForList(q) }\n")),
              ElementsAre("select given=parameter"));
  EXPECT_THAT(Parts(Kotlin(text + "if (given !in allowed) return\n"
                                  "  db.queryForList(\"SELECT a FROM t ORDER BY $given\") }\n")),
              ElementsAre("select given=allow-list"));
}

TEST(KotlinTest, AnExtensionUnderAnotherNameIsItself) {
  const FileFacts facts = Kotlin(
      "import kotlinx.coroutines.sync.Mutex\nimport kotlinx.coroutines.sync.withLock as locked\n"
      "val mutex = Mutex()\nfun f() { mutex.locked { g() } }\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kLock),
              ElementsAre("4: maven:kotlinx.coroutines.sync#Mutex()/withLock"));
}

TEST(KotlinTest, GeneratorsChannelsAndUseAreConstructs) {
  const FileFacts facts = Kotlin(
      "import kotlinx.coroutines.channels.Channel\n"
      "fun f(all: Channel<Int>) {\n"
      "  for (n in all) g()\n"
      "  val s = sequence { yield(1); yieldAll(s) }\n"
      "  reader().use { it.read() }\n"
      "  yield(2)\n}\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kChannel),
              ElementsAre("3: maven:kotlinx.coroutines.channels#Channel()/get"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kYield), ElementsAre("4: /yield", "4: /yield-from"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kCleanup), ElementsAre("5: /use"));
}

TEST(KotlinTest, OnlyTheLastExpressionOfALambdaIsItsValue) {
  const FileFacts facts = Kotlin("fun f() { g { a(); b() } }\n");
  EXPECT_EQ(facts.uses.at(1).result, ResultUse::kDiscarded);
  EXPECT_EQ(facts.uses.at(2).result, ResultUse::kReturned);
}

TEST(KotlinTest, TheLambdaBehindACallIsItsLastArgument) {
  const FileFacts facts = Kotlin("fun f() { get(\"/a\") { g { 1 } } }\n");
  ASSERT_EQ(facts.uses.at(0).arguments.size(), 2U);
  EXPECT_EQ(facts.uses.at(0).arguments[1].kind, ValueKind::kFunction);
  ASSERT_EQ(facts.uses.at(1).arguments.size(), 1U);
  EXPECT_EQ(facts.uses.at(1).arguments[0].kind, ValueKind::kFunction);
}

TEST(KotlinTest, AnUnknownClassIsNoMethodAndAnOverloadNoRecursion) {
  const FileFacts facts = Kotlin("class A { fun f() { Order(1) } }\nfun g() { g(1) }\n");
  EXPECT_THAT(Uses(facts), ElementsAre("1: ?:#Order", "2: local:#g"));
  EXPECT_FALSE(facts.definitions.at(2).calls_itself);
}

TEST(KotlinTest, ExplicitTypeArgumentsAreNoComparison) {
  const FileFacts facts = Kotlin(
      "import io.ktor.server.application.*\nimport a.b.route\n"
      "fun f() {\n  call.receive<Order>(1)\n  route<Order> { g() }\n}\n");
  EXPECT_THAT(Uses(facts), ElementsAre("4: maven:io.ktor.server.application#call.receive",
                                       "5: maven:a.b#route", "5: ?:#g"));
}

TEST(KotlinTest, FieldsSeeWhatTheirClassIsMadeOf) {
  EXPECT_THAT(Uses(Kotlin("import io.ktor.server.application.*\nimport java.sql.Connection\n"
                          "class A(application: Connection) {\n"
                          "  val made = application.createStatement()\n"
                          "  fun f() { made.close() }\n}\n")),
              ElementsAre("4: maven:java.sql#Connection().createStatement",
                          "5: maven:java.sql#Statement().close"));
}

TEST(KotlinTest, HostileSourceIsBounded) {
  Kotlin("fun f() { " + std::string(20'000, '(') + " }");
  std::string chain = "fun f() { x";
  for (int i = 0; i < 5'000; ++i) chain += ".a()";
  Kotlin(chain + " }");
  std::string text = "val s = ";
  for (int i = 0; i < 20'000; ++i) text += "\"a ${";
  Kotlin(text);
  std::string closed = "1";
  for (int i = 0; i < 2'000; ++i) closed = "\"a ${" + closed + "} b\"";
  Kotlin("val s = " + closed);
  std::string nested = "fun f() {";
  for (int i = 0; i < 3'000; ++i) nested += "run {";
  Kotlin(nested);
}

}  // namespace
}  // namespace assay
