#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/facts/facts_of.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::IsSupersetOf;

FileFacts Scala(std::string_view text) { return FactsOf("scala", text); }

TEST(ScalaTest, ImportsDefinitionsAndCallsThroughImports) {
  const FileFacts facts = Scala(
      "package shop\n"
      "import akka.actor.{ActorSystem, Props => P}\n"
      "import play.api.mvc._\n"
      "class Orders(system: ActorSystem) extends Base {\n"
      "  val n = 1\n"
      "  def find(id: Int): Int = {\n"
      "    system.terminate()\n"
      "    P.create(id)\n"
      "    find(1)\n"
      "  }\n"
      "}\n");
  EXPECT_EQ(facts.package, "shop");
  EXPECT_THAT(Imports(facts),
              ElementsAre("2: maven:akka.actor#ActorSystem", "2: maven:akka.actor#Props as P",
                          "3: maven:play.api.mvc#*"));
  EXPECT_THAT(Uses(facts), ElementsAre("7: maven:akka.actor#ActorSystem().terminate",
                                       "8: maven:akka.actor#Props.create", "9: local:#find"));
  EXPECT_THAT(Definitions(facts), IsSupersetOf({"class .Orders", "method Orders.find"}));
}

TEST(ScalaTest, WhatAWildcardIsKnownToHoldResolves) {
  const FileFacts facts = Scala(
      "import play.api.mvc._\n"
      "import com.shop._\n"
      "class Home(c: ControllerComponents, o: Order) extends AbstractController(c)\n");
  EXPECT_THAT(Uses(facts, UseForm::kBase), ElementsAre("3: maven:play.api.mvc#AbstractController"));
  EXPECT_THAT(Uses(facts, UseForm::kType),
              ElementsAre("3: maven:play.api.mvc#ControllerComponents"));
  EXPECT_EQ(facts.definitions[0].parameters[0].type, "maven:play.api.mvc#ControllerComponents");
  EXPECT_EQ(facts.definitions[0].parameters[1].type, "Order");
}

TEST(ScalaTest, ConstantsOfACompanionAreTheirClasss) {
  EXPECT_THAT(Parts(Scala("import java.sql.Connection\n"
                          "object A { val Users = \"users\"; private final val Limit = 10 }\n"
                          "class A(db: Connection) {\n"
                          "  import A._\n"
                          "  def f() = {\n"
                          "    db.prepareStatement(s\"SELECT a FROM $Users LIMIT $Limit\")\n"
                          "    db.prepareStatement(s\"SELECT a FROM ${A.Users}\")\n"
                          "  }\n"
                          "}\n"
                          "class B(db: Connection) {\n"
                          "  var Users = read()\n"
                          "  def f() = db.prepareStatement(s\"SELECT a FROM $Users\")\n"
                          "}\n")),
              ElementsAre("select Users=constant Limit=number", "select A.Users=constant",
                          "select Users=unknown"));
}

// The grammar loses the types of a list that begins with `implicit` there.
TEST(ScalaTest, ParametersBehindAnAnnotationAreTheClasss) {
  EXPECT_THAT(Uses(Scala("import java.sql.Connection\n"
                         "import javax.inject.Inject\n"
                         "class A @Inject()(db: Connection)(implicit other: Connection) {\n"
                         "  def f() = { db.commit(); other.rollback() }\n"
                         "}\n")),
              ElementsAre("4: maven:java.sql#Connection().commit", "4: ?:#other.rollback"));
}

TEST(ScalaTest, CaseClassesHaveFieldsAndModifiersAreTold) {
  const FileFacts facts = Scala(
      "sealed abstract class Tree\n"
      "case class Branch(left: Branch, value: Int = 1) extends Tree\n"
      "type Ids = List[Int]\n");
  EXPECT_THAT(Definitions(facts), ElementsAre("class .Tree", "record .Branch", "field Branch.left",
                                              "field Branch.value", "type-alias .Ids"));
  EXPECT_THAT(facts.definitions[0].modifiers, ElementsAre("sealed", "abstract"));
  EXPECT_THAT(facts.definitions[1].self_typed_fields, ElementsAre("left"));
  EXPECT_TRUE(facts.definitions[1].parameters[1].has_default);
}

TEST(ScalaTest, HandlersHaveTheTypesOfTheirPatterns) {
  const FileFacts facts = Scala(
      "class Failed(m: String, c: Throwable) extends Exception(m, c)\n"
      "class A {\n"
      "  def f() = try g() catch {\n"
      "    case e: java.io.IOException => throw new Failed(\"disk\", e)\n"
      "    case e @ (_: InterruptedException | _: Error) => throw e\n"
      "    case NonFatal(e) => log.error(\"x\", e)\n"
      "    case _ =>\n"
      "  } finally h()\n"
      "  def kind(o: Any) = o match { case s: String => s }\n"
      "}\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kHandler),
              ElementsAre("4: maven:java.io#IOException/wrap",
                          "5: maven:java.lang#InterruptedException/rethrow",
                          "5: maven:java.lang#Error/rethrow", "6: NonFatal/log", "7: /empty"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kThrow),
              ElementsAre("4: local:#Failed/cause", "5: e/"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kPatternMatch), ElementsAre("9: /"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kCleanup), ElementsAre("8: /finally"));
}

TEST(ScalaTest, ElementsAreReadByCallingTheirCollection) {
  const FileFacts facts = Scala(
      "class A {\n"
      "  def f(a: Array[Int], g: Int => Int, x: Int) = {\n"
      "    if (a(x) < 1) 1 else if (g(x) < 2) 2\n"
      "  }\n"
      "}\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kIndexComparison), ElementsAre("3: /"));
}

TEST(ScalaTest, TextsReachQueriesWithTheirParts) {
  EXPECT_THAT(Parts(Scala("import java.sql.Connection\n"
                          "class A(db: Connection) {\n"
                          "  def f(name: String, id: Int) = {\n"
                          "    db.prepareStatement(s\"SELECT a FROM t WHERE n = '$name'\")\n"
                          "    db.prepareStatement(\"SELECT a FROM t WHERE i = \" + id)\n"
                          "    db.prepareStatement(\"\"\"SELECT a FROM t\"\"\".stripMargin)\n"
                          "  }\n"
                          "}\n")),
              ElementsAre("select name=parameter", "select id=number", "select"));
}

TEST(ScalaTest, AnInterpolatorOfALibraryBindsItsParts) {
  const FileFacts facts = Scala(
      "class A { def f(id: Int, by: String) =\n"
      "  sql\"SELECT a FROM t WHERE i = $id ORDER BY #$by\" }\n");
  EXPECT_THAT(Uses(facts), ElementsAre("2: ?:#sql"));
  ASSERT_EQ(facts.statements.size(), 1U);
  EXPECT_EQ(facts.statements[0].placeholders, 1U);
  ASSERT_EQ(facts.statements[0].parts.size(), 1U);
  EXPECT_EQ(facts.statements[0].parts[0].text, "by");
}

TEST(ScalaTest, LocksTasksAndMessagesAreConstructs) {
  const FileFacts facts = Scala(
      "import java.util.concurrent.locks.ReentrantLock\n"
      "import scala.concurrent.{Await, Future}\n"
      "import akka.actor.ActorRef\n"
      "class A(peer: ActorRef) {\n"
      "  val lock = new ReentrantLock()\n"
      "  def f(books: List[String]) = {\n"
      "    lock.lock()\n"
      "    synchronized { 1 }\n"
      "    Await.result(Future { 1 }, 1)\n"
      "    peer ! \"go\"\n"
      "    for (b <- books) g(b)\n"
      "    for (b <- books) yield b\n"
      "  }\n"
      "}\n");
  EXPECT_THAT(
      Constructs(facts, ConstructKind::kLock),
      ElementsAre("7: maven:java.util.concurrent.locks#ReentrantLock()/lock", "8: /synchronized"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kSpawn),
              ElementsAre("9: maven:scala.concurrent#Future/"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kAwait),
              ElementsAre("9: maven:scala.concurrent#Await.result/"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kChannel),
              ElementsAre("10: maven:akka.actor#ActorRef()/put"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kLoop), ElementsAre("11: /for"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kComprehension), ElementsAre("12: /"));
}

TEST(ScalaTest, ExportsAndSecondConstructorsAreTold) {
  const FileFacts facts = Scala(
      "import com.shop.Tax\n"
      "class A(n: Int, printer: Printer) {\n"
      "  export Tax.{rate, net as total}\n"
      "  export printer.*\n"
      "  def this(n: Int) = this(n, null)\n"
      "}\n");
  std::vector<std::string> told;
  for (const Import& import : facts.imports) {
    if (import.form == ImportForm::kExport)
      told.push_back(std::string(import.module) + " " + std::string(import.symbol) + " " +
                     std::string(import.alias));
  }
  EXPECT_THAT(told, ElementsAre("maven:com.shop.Tax rate ", "maven:com.shop.Tax net total",
                                "?:printer * "));
  const auto constructor =
      std::find_if(facts.definitions.begin(), facts.definitions.end(),
                   [](const Definition& one) { return one.kind == DefinitionKind::kConstructor; });
  ASSERT_NE(constructor, facts.definitions.end());
  EXPECT_FALSE(constructor->calls_itself);
}

TEST(ScalaTest, ElementsOfArraysThatAreMadeAreSeen) {
  const FileFacts facts = Scala(
      "class A {\n"
      "  def climb(n: Int) = {\n"
      "    val ways = new Array[Long](n)\n"
      "    for (i <- 2 to n) ways(i) = ways(i - 1) + ways(i - 2)\n"
      "  }\n"
      "}\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kRecurrence), ElementsAre("4: /ways"));
  ASSERT_FALSE(facts.uses.empty());
  EXPECT_TRUE(std::any_of(facts.uses.begin(), facts.uses.end(), [](const Use& use) {
    return use.form == UseForm::kInstantiation && use.name == "global:#Array";
  }));
}

}  // namespace
}  // namespace assay
