#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/facts_of.h"

namespace assay {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

FileFacts Java(std::string_view text) { return FactsOf("java", text); }
std::vector<std::string> Calls(std::string_view text) { return Uses(Java(text)); }

// The statements in a method of a class.
std::string InMethod(std::string_view statements, std::string_view imports = "") {
  return std::string(imports) + "class A {\n  void run(Object given) {\n" +
         std::string(statements) + "\n  }\n}\n";
}

TEST(JavaTest, ImportsOfEveryFormNameTheirPackage) {
  const FileFacts facts = Java(
      "package com.shop;\n"
      "import java.util.List;\n"
      "import java.io.*;\n"
      "import static org.junit.Assert.assertEquals;\n");
  EXPECT_EQ(facts.package, "com.shop");
  EXPECT_THAT(Imports(facts), ElementsAre("2: maven:java.util#List", "3: maven:java.io#*",
                                          "4: maven:org.junit.Assert#assertEquals"));
}

TEST(JavaTest, VariablesFieldsAndParametersHoldTheirDeclaredType) {
  EXPECT_THAT(Calls("import org.springframework.web.client.RestTemplate;\n"
                    "class A {\n"
                    "  void a() { rest.getForObject(1); this.rest.put(2); }\n"
                    "  private final RestTemplate rest;\n"
                    "  void b(RestTemplate r) { r.delete(3); }\n"
                    "  void c() { var v = new RestTemplate(); v.exchange(4); }\n"
                    "}\n"),
              ElementsAre("3: maven:org.springframework.web.client#RestTemplate().getForObject",
                          "3: maven:org.springframework.web.client#RestTemplate().put",
                          "5: maven:org.springframework.web.client#RestTemplate().delete",
                          "6: maven:org.springframework.web.client#RestTemplate().exchange"));
}

TEST(JavaTest, StaticCallsInstancesAndChainsResolve) {
  const FileFacts facts = Java(
      "import java.security.MessageDigest;\n"
      "class A { byte[] f() {\n"
      "  new Thread(this::g).start();\n"
      "  java.util.List.of(1);\n"
      "  return MessageDigest.getInstance(\"MD5\").digest();\n"
      "} void g() { g(); h(); Math.max(1, 2); } }\n");
  EXPECT_THAT(Uses(facts),
              ElementsAre("3: maven:java.lang#Thread().start", "4: maven:java.util#List.of",
                          "5: maven:java.security#MessageDigest.getInstance().digest",
                          "5: maven:java.security#MessageDigest.getInstance", "6: local:#g",
                          "6: self:#h", "6: maven:java.lang#Math.max"));
  EXPECT_THAT(Uses(facts, UseForm::kInstantiation), ElementsAre("3: maven:java.lang#Thread"));
  EXPECT_EQ(facts.uses.back().arguments.size(), 2U);
}

TEST(JavaTest, AMethodOfTheFileGivesItsDeclaredType) {
  EXPECT_THAT(Calls("import redis.clients.jedis.Jedis;\n"
                    "class A {\n"
                    "  void f() { client().get(1); new B().jedis().set(2); }\n"
                    "  Jedis client() { return null; }\n"
                    "}\n"
                    "class B { Jedis jedis() { return null; } }\n"),
              Contains("3: maven:redis.clients.jedis#Jedis().get"));
}

TEST(JavaTest, AWildcardGivesOnlyWhatItsPackageCanHold) {
  EXPECT_THAT(Uses(Java("import java.util.*;\n"
                        "import java.io.*;\n"
                        "import com.lib.*;\n"
                        "class A { void f() {\n"
                        "  new ArrayList<>();\n"
                        "  new File(\"a\");\n"
                        "  new Widget();\n"
                        "} }\n"),
                   UseForm::kInstantiation),
              ElementsAre("5: maven:java.util#ArrayList", "6: maven:java.io#File",
                          "7: maven:com.lib#Widget"));
  EXPECT_THAT(Uses(Java("import java.util.*;\nclass A { Object f = new Order(); }\n"),
                   UseForm::kInstantiation),
              ElementsAre("2: ?:#Order"));
  EXPECT_THAT(Uses(Java("import a.*; import b.*;\nclass A { Object f = new Order(); }\n"),
                   UseForm::kInstantiation),
              ElementsAre("2: ?:#Order"));
}

TEST(JavaTest, APackageOfTheJdkThatIsNotListedSaysNothing) {
  EXPECT_THAT(Uses(Java("import javax.swing.*;\nimport javax.net.ssl.*;\n"
                        "class A { Object f = new Player(); Object g = new SSLParameters(); }\n"),
                   UseForm::kInstantiation),
              ElementsAre("3: ?:#Player", "3: maven:javax.net.ssl#SSLParameters"));
  EXPECT_THAT(Uses(Java("import javax.ws.rs.*;\n@Path(\"/\") class A {}\n"), UseForm::kDecorator),
              ElementsAre("2: maven:javax.ws.rs#Path"));
}

TEST(JavaTest, AClassInAClassHidesAnImportThereAlone) {
  EXPECT_THAT(Calls("import java.util.List;\n"
                    "class A { void f() { List.of(1); }\n"
                    "  List g; void h() { g.size(); }\n"
                    "  static class B {\n"
                    "    List l; void f() { List.of(2); l.size(); }\n"
                    "    class List { static void of(int n) {} }\n"
                    "  }\n"
                    "}\n"),
              ElementsAre("2: maven:java.util#List.of", "3: maven:java.util#List().size",
                          "5: local:#List.of", "5: local:#List().size"));
}

TEST(JavaTest, AConstantOfAnEnumIsOneOfIt) {
  EXPECT_THAT(
      Calls("enum State {\n"
            "  OPEN(1), CLOSED(2);\n"
            "  Integer value() { return 1; }\n"
            "  void f() { OPEN.value().longValue(); }\n"
            "}\n"
            "class A { void f() { State.CLOSED.value().equals(1); State.NONE.value(); } }\n"),
      ElementsAre("4: maven:java.lang#Integer().longValue", "4: local:#State().value",
                  "6: maven:java.lang#Integer().equals", "6: local:#State().value",
                  "6: local:#State.NONE.value"));
}

TEST(JavaTest, AStaticImportMayBeOfAClass) {
  EXPECT_THAT(
      Calls("import static a.Outer.Inner;\nimport static a.Outer.LIMIT;\n"
            "class A { void f(Inner i, LIMIT l) { i.g(); l.h(); LIMIT.k(); } }\n"),
      ElementsAre("3: maven:a#Outer.Inner().g", "3: ?:#LIMIT().h", "3: maven:a#Outer.LIMIT.k"));
}

TEST(JavaTest, ACollectionIsWhatAnInitializerMakesIt) {
  EXPECT_THAT(Calls("import java.util.*;\n"
                    "class A {\n"
                    "  static final Set<String> ALL;\n"
                    "  static { ALL = new HashSet<>(); ALL.add(\"a\"); }\n"
                    "  void f() { ALL.size(); }\n"
                    "}\n"),
              ElementsAre("4: maven:java.util#HashSet().add", "5: maven:java.util#Set().size"));
}

TEST(JavaTest, AKnownPackageIsFoundBehindUnknownOnes) {
  EXPECT_THAT(Uses(Java("import a.b.*;\nimport c.d.*;\nimport java.util.*;\n"
                        "class A { Object f = new ArrayList(); Object g = new Order(); }\n"),
                   UseForm::kInstantiation),
              ElementsAre("4: maven:java.util#ArrayList", "4: ?:#Order"));
  EXPECT_THAT(Uses(Java("import java.lang.annotation.*;\n@Retention(null) @interface A {}\n"),
                   UseForm::kDecorator),
              ElementsAre("2: maven:java.lang.annotation#Retention"));
}

TEST(JavaTest, AMethodThatTwoClassesGiveIsNeithers) {
  EXPECT_THAT(Calls("import static a.X.copy;\nimport static b.Y.copy;\nimport static b.Y.move;\n"
                    "class A { void f() { copy(1); move(2); } }\n"),
              ElementsAre("4: ?:#copy", "4: maven:b#Y.move"));
  EXPECT_THAT(Calls("import static a.X.copy;\nimport static a.X.copy;\n"
                    "class A { void f() { copy(1); } }\n"),
              ElementsAre("3: maven:a#X.copy"));
}

TEST(JavaTest, WhatIsAddedToATextIsAText) {
  EXPECT_THAT(Calls("class A { void f(int n) {\n"
                    "  var text = \"a\" + n + \"b\";\n"
                    "  text.length();\n"
                    "  var sum = n + 1;\n"
                    "  sum.length();\n"
                    "} }\n"),
              ElementsAre("3: maven:java.lang#String().length", "5: ?:#sum.length"));
}

TEST(JavaTest, AnAnnotatedListOfArgumentsHasTheAnnotationsName) {
  EXPECT_THAT(Uses(Java("import x.Nullable;\nclass A { void f(String @Nullable ... all) {} }\n"),
                   UseForm::kDecorator),
              ElementsAre("2: maven:x#Nullable"));
}

TEST(JavaTest, AConstructorOfAnInnerClassIsReferredTo) {
  EXPECT_THAT(Uses(Java("import x.User;\nclass A { Object f = g(User.Status::new, User::new); }\n"),
                   UseForm::kInstantiation),
              ElementsAre("2: maven:x#User.Status", "2: maven:x#User"));
}

TEST(JavaTest, ClassesOfTheFileAndTypeParametersShadowImports) {
  EXPECT_THAT(Uses(Java("import com.x.Node;\n"
                        "class A<T> { Object f() { T.of(); return new Node(); }\n"
                        "  static class Node { } }\n"),
                   UseForm::kInstantiation),
              ElementsAre("2: local:#Node"));
}

TEST(JavaTest, AVariableOrParameterShadowsAType) {
  EXPECT_THAT(Calls("import com.x.Client;\n"
                    "class A {\n"
                    "  void f(Object Client) { Client.send(); }\n"
                    "  void g() { Client.send(); }\n"
                    "}\n"),
              ElementsAre("3: maven:java.lang#Object().send", "4: maven:com.x#Client.send"));
  EXPECT_THAT(Calls("import com.x.Client;\nclass A { Client c;\n"
                    "  void f() { run(c -> c.send()); c.send(); } }\n"),
              ElementsAre("3: self:#run", "3: ?:#c.send", "3: maven:com.x#Client().send"));
}

TEST(JavaTest, ALocalVariableEndsWithItsBlock) {
  EXPECT_THAT(Calls("import com.x.*;\n"
                    "class A { void f(Object o) {\n"
                    "  { Client c = null; c.a(); }\n"
                    "  c.b();\n"
                    "  if (o instanceof Client k) k.d();\n"
                    "  for (Client e : all) e.g();\n"
                    "} }\n"),
              ElementsAre("3: maven:com.x#Client().a", "4: ?:#c.b", "5: maven:com.x#Client().d",
                          "6: maven:com.x#Client().g"));
}

TEST(JavaTest, CommentsAndTextsAreNoCode) {
  const FileFacts facts = Java(
      "/* import a.B; new B(); */\n"
      "// import a.C;\n"
      "/** new D(); SELECT a FROM t */\n"
      "class A { String s = \"new E(); f();\"; }\n");
  EXPECT_THAT(facts.imports, IsEmpty());
  EXPECT_THAT(Uses(facts), IsEmpty());
  EXPECT_THAT(facts.statements, IsEmpty());
  EXPECT_EQ(facts.definitions.at(0).documentation, "javadoc");
}

TEST(JavaTest, AnnotationsHaveArgumentsAndATarget) {
  const FileFacts facts = Java(
      "import jakarta.persistence.*;\n"
      "@Entity @Table(name = \"users\", indexes = {@Index(columnList = \"email\")})\n"
      "class User {\n"
      "  @Id Long id;\n"
      "  @GetMapping(\"/x\") void f(@Valid String body) {}\n"
      "}\n");
  std::vector<std::string> told;
  for (const Use& use : facts.uses) {
    if (use.form == UseForm::kDecorator)
      told.push_back(std::string(use.name) + " " + std::string(use.target_definition) + " " +
                     std::to_string(use.arguments.size()));
  }
  EXPECT_THAT(told, ElementsAre("maven:jakarta.persistence#Entity User 0",
                                "maven:jakarta.persistence#Table User 3",
                                "maven:jakarta.persistence#Index User 1",
                                "maven:jakarta.persistence#Id id 0", "?:#GetMapping f 1",
                                "?:#Valid body 0"));
  EXPECT_THAT(facts.definitions.at(0).annotations,
              ElementsAre("maven:jakarta.persistence#Entity", "maven:jakarta.persistence#Table"));
}

TEST(JavaTest, ArgumentsTellKindsAndNestedItems) {
  const FileFacts facts = Java(
      "import a.G;\n"
      "@G(value = {\"x\", \"y\"}, on = true, n = -1, c = G.class, k = G.ALL)\n"
      "class A { }\n");
  std::vector<std::string> told;
  for (const Argument& a : facts.uses.at(0).arguments) {
    told.push_back(std::string(a.keyword) + "/" + std::string(a.path) + " " +
                   std::string(Name(a.kind)) + " " + std::string(a.text));
  }
  EXPECT_THAT(told, ElementsAre("value/ list ", "value/[0] string x", "value/[1] string y",
                                "on/ boolean true", "n/ number -1", "c/ name maven:a#G.class",
                                "k/ name maven:a#G.ALL"));
}

TEST(JavaTest, DefinitionsKeepBasesMembersAndTypes) {
  const FileFacts facts = Java(
      "import com.x.Base; import com.x.Foo;\n"
      "public abstract class A extends Base<Foo> implements Runnable {\n"
      "  private static final int MAX = 1;\n"
      "  A(int x) { }\n"
      "  public Foo make(Foo a, int... b) throws E { if (a == null && b != null) { } return a; }\n"
      "}\n"
      "enum E { X; void f() { } }\n"
      "record P(int x, P next) { }\n"
      "interface I extends Runnable { void g(); }\n");
  std::vector<std::string> told;
  for (const Definition& d : facts.definitions) {
    std::string line = std::string(Name(d.kind)) + " " + std::string(d.owner) + ":" +
                       std::string(d.name) + " " + std::string(d.type);
    for (const Text base : d.bases) line += " <" + std::string(base);
    for (const Text modifier : d.modifiers) line += " " + std::string(modifier);
    for (const Parameter& p : d.parameters)
      line += " " + std::string(p.name) + "=" + std::string(p.type);
    told.push_back(line);
  }
  EXPECT_THAT(
      told, ElementsAre("class :A  <maven:com.x#Base <maven:java.lang#Runnable public abstract",
                        "field A:MAX int private static final", "constructor A:A  x=int",
                        "method A:make maven:com.x#Foo public a=maven:com.x#Foo b=int", "enum :E ",
                        "method E:f void", "record :P  x=int next=local:#P", "field P:x int",
                        "field P:next local:#P", "interface :I  <maven:java.lang#Runnable",
                        "method I:g void"));
  EXPECT_EQ(facts.definitions[3].complexity, 3U);
  EXPECT_THAT(Uses(facts, UseForm::kBase),
              ElementsAre("2: maven:com.x#Base", "2: maven:java.lang#Runnable",
                          "9: maven:java.lang#Runnable"));
  EXPECT_THAT(Uses(facts, UseForm::kType),
              ElementsAre("2: maven:com.x#Foo", "5: maven:com.x#Foo", "5: maven:com.x#Foo"));
}

TEST(JavaTest, AClassKnowsItsFieldsOfItself) {
  const FileFacts facts = Java(
      "class Node { Node left; java.util.List<Node> kids; static Node instance; String name; }\n");
  EXPECT_THAT(facts.definitions.at(0).self_typed_fields, ElementsAre("left", "kids"));
}

TEST(JavaTest, RecursionIsACallOfTheSameMethodNotOfAnOverload) {
  const FileFacts facts = Java(
      "class A {\n"
      "  int f(int n) { return f(n - 1); }\n"
      "  int g(int n) { return g(n, 1); }\n"
      "  int g(int n, int k) { return other.g(n, k); }\n"
      "}\n");
  EXPECT_TRUE(facts.definitions.at(1).calls_itself);
  EXPECT_FALSE(facts.definitions.at(2).calls_itself);
  EXPECT_FALSE(facts.definitions.at(3).calls_itself);
}

TEST(JavaTest, HandlersSayWhatTheyDo) {
  const FileFacts facts =
      Java(InMethod("try { a(); }\n"
                    "catch (IllegalStateException e) { throw new RuntimeException(\"x\", e); }\n"
                    "catch (NullPointerException | CustomException e) { }\n"
                    "catch (Error e) { log.error(\"x\", e); }\n"
                    "catch (Exception e) { throw e; }\n"
                    "catch (Throwable e) { a(); throw new RuntimeException(\"x\"); }\n"
                    "finally { b(); }\n"
                    "try (var in = open()) { }"));
  EXPECT_THAT(
      Constructs(facts, ConstructKind::kHandler),
      ElementsAre("4: maven:java.lang#IllegalStateException/wrap",
                  "5: maven:java.lang#NullPointerException/empty", "5: CustomException/empty",
                  "6: maven:java.lang#Error/log", "7: maven:java.lang#Exception/rethrow",
                  "8: maven:java.lang#Throwable/handle"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kThrow),
              ElementsAre("4: maven:java.lang#RuntimeException/cause",
                          "7: maven:java.lang#Exception/", "8: maven:java.lang#RuntimeException/"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kCleanup),
              ElementsAre("9: /finally", "10: /try-with-resources"));
}

TEST(JavaTest, OnlyJavasOwnLocksAreCriticalSections) {
  EXPECT_THAT(Constructs(Java("import java.util.concurrent.locks.*;\n"
                              "class A {\n"
                              "  private final Lock lock = new ReentrantLock();\n"
                              "  Door door;\n"
                              "  void f() { lock.lock(); try { } finally { lock.unlock(); } }\n"
                              "  void g() { door.lock(); }\n"
                              "  synchronized void h() { synchronized (this) { } }\n"
                              "}\n"),
                         ConstructKind::kLock),
              ElementsAre("5: maven:java.util.concurrent.locks#ReentrantLock()/lock",
                          "7: /synchronized", "7: /synchronized"));
}

TEST(JavaTest, SwitchesOverTypesMatchPatterns) {
  EXPECT_THAT(Constructs(Java(InMethod("switch (given) { case String s -> s.trim(); default -> x();"
                                       " }\nswitch (1) { case 1: break; }")),
                         ConstructKind::kPatternMatch),
              ElementsAre("3: /"));
}

TEST(JavaTest, BisectionNeedsAComparedElement) {
  const std::string search =
      "int lo = 0, hi = a.length;\n"
      "while (lo < hi) {\n"
      "  int mid = lo + (hi - lo) / 2;\n"
      "  if (a[mid] < x) lo = mid + 1; else hi = mid;\n"
      "}";
  EXPECT_THAT(Constructs(Java(InMethod(search)), ConstructKind::kBisection),
              ElementsAre("4: /mid"));
  std::string list = search;
  list.replace(list.find("a[mid] < x"), 10, "a.get(mid).compareTo(x) < 0");
  EXPECT_THAT(Constructs(Java(InMethod(list)), ConstructKind::kBisection), ElementsAre("4: /mid"));
  std::string other = search;
  other.replace(other.find("a[mid] < x"), 10, "small(mid)");
  EXPECT_THAT(Constructs(Java(InMethod(other)), ConstructKind::kBisection), IsEmpty());
}

TEST(JavaTest, AWorkListNeedsAVisitedSet) {
  const std::string search =
      "while (!queue.isEmpty()) {\n"
      "  int node = queue.poll();\n"
      "  for (int other : graph.get(node)) {\n"
      "    if (!seen[other]) { seen[other] = true; queue.offer(other); }\n"
      "  }\n"
      "}";
  EXPECT_THAT(Constructs(Java(InMethod(search)), ConstructKind::kWorkList),
              ElementsAre("3: /queue"));
  std::string added = search;
  added.replace(added.find("!seen[other]) { seen[other] = true;"), 35, "seen.add(other)) {");
  EXPECT_THAT(Constructs(Java(InMethod(added)), ConstructKind::kWorkList),
              ElementsAre("3: /queue"));
  EXPECT_THAT(Constructs(Java(InMethod("while (true) { Job j = queue.poll(); queue.offer(j); }")),
                         ConstructKind::kWorkList),
              IsEmpty());
}

TEST(JavaTest, MemoTablesRecurrencesAndSwapsAreTold) {
  const FileFacts facts = Java(
      "class A {\n"
      "  long fib(int n) {\n"
      "    if (memo.containsKey(n)) return memo.get(n);\n"
      "    long r = fib(n - 1) + fib(n - 2);\n"
      "    memo.put(n, r);\n"
      "    return r;\n"
      "  }\n"
      "  void rows(int n) { for (int i = 1; i < n; i++) { dp[i] = dp[i - 1] + 1; } }\n"
      "  void swap(int i, int j) { int t = a[i]; a[i] = a[j]; a[j] = t; }\n"
      "  void move(int i, int j) { int t = a[i]; a[i] = b[j]; a[j] = c; }\n"
      "}\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kMemoTable), ElementsAre("2: /memo"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kRecurrence), ElementsAre("8: /dp"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kSwap), ElementsAre("9: /"));
}

TEST(JavaTest, AQueryIsAStatementAndItsPartsHaveAProvenance) {
  const FileFacts facts = Java(
      "import java.sql.*;\n"
      "class A {\n"
      "  void f(Statement st, String name, int limit) throws SQLException {\n"
      "    st.executeQuery(\"SELECT id FROM \" + TABLE + \" WHERE name = '\" + name\n"
      "        + \"' LIMIT \" + limit);\n"
      "  }\n"
      "  private static final String TABLE = \"users\";\n"
      "  void g(Connection c, String q) throws SQLException {\n"
      "    String sql = \"\"\"\n"
      "        SELECT a FROM t\n"
      "        WHERE b = \"\"\";\n"
      "    c.prepareStatement(sql + q);\n"
      "    c.prepareStatement(String.format(\"SELECT a FROM t WHERE n = %d AND q = %s\", 1, q));\n"
      "  }\n"
      "}\n");
  std::vector<std::string> told;
  for (const Statement& statement : facts.statements) {
    if (statement.source != StatementSource::kQuery) continue;
    std::string line(statement.callee);
    for (const DynamicPart& part : statement.parts)
      line += " " + std::string(Name(part.provenance));
    told.push_back(line);
  }
  EXPECT_THAT(told, ElementsAre("maven:java.sql#Statement().executeQuery parameter number",
                                "maven:java.sql#Connection().prepareStatement parameter",
                                "maven:java.sql#Connection().prepareStatement number parameter"));
  EXPECT_EQ(facts.statements.at(0).tables.at(0), "users");
}

TEST(JavaTest, ABuilderCollectsWhatIsAppended) {
  const FileFacts facts = Java(
      "class A { void f(java.sql.Statement st, String by) {\n"
      "  StringBuilder sql = new StringBuilder(\"SELECT a FROM t\");\n"
      "  sql.append(\" ORDER BY \").append(by);\n"
      "  st.execute(sql.toString());\n"
      "} }\n");
  const Statement& sent = facts.statements.back();
  EXPECT_EQ(sent.source, StatementSource::kQuery);
  ASSERT_EQ(sent.parts.size(), 1U);
  EXPECT_EQ(sent.parts[0].provenance, Provenance::kParameter);
}

TEST(JavaTest, WhatIsCheckedAgainstAListOrComesFromTheRequestIsToldSo) {
  const FileFacts facts = Java(
      "import java.util.Set; import org.springframework.web.bind.annotation.*;\n"
      "class A {\n"
      "  private static final Set<String> ALLOWED = Set.of(\"a\", \"b\");\n"
      "  void f(Db db, String by, @RequestParam String q) {\n"
      "    if (!ALLOWED.contains(by)) throw new IllegalArgumentException();\n"
      "    db.query(\"SELECT a FROM t WHERE q = \" + q + \" ORDER BY \" + by);\n"
      "  }\n"
      "}\n");
  const Statement& sent = facts.statements.at(0);
  ASSERT_EQ(sent.parts.size(), 2U);
  EXPECT_EQ(sent.parts[0].provenance, Provenance::kRequest);
  EXPECT_EQ(sent.parts[1].provenance, Provenance::kAllowList);
}

TEST(JavaTest, AQueryAnnotationIsAStatement) {
  const FileFacts facts = Java(
      "import org.springframework.data.jpa.repository.Query;\n"
      "interface R {\n"
      "  @Query(value = \"SELECT * FROM users WHERE id = ?1\", nativeQuery = true) User f(Long "
      "id);\n"
      "}\n");
  ASSERT_EQ(facts.statements.size(), 1U);
  EXPECT_EQ(facts.statements[0].source, StatementSource::kQuery);
  EXPECT_EQ(facts.statements[0].callee, "maven:org.springframework.data.jpa.repository#Query");
  EXPECT_TRUE(facts.statements[0].bound);
}

TEST(JavaTest, AnonymousClassesHaveTheirOwnThis) {
  EXPECT_THAT(Calls("import com.x.Client;\n"
                    "class A { Client c;\n"
                    "  Object f() { return new Base() { void g() { this.c.send(); } }; }\n"
                    "}\n"),
              Not(Contains("3: maven:com.x#Client().send")));
}

TEST(JavaTest, HostileTextEndsInBoundedTime) {
  for (const std::string& text :
       {std::string(100'000, '('), std::string(100'000, '['), std::string(100'000, '{'),
        std::string(100'000, '<'), std::string("\0\0\xFF\xFE(", 5), std::string()}) {
    EXPECT_LE(Java(text).uses.size(), 200'000U);
  }
  std::string deep = "class A { Object x = ";
  for (int i = 0; i < 20'000; ++i) deep += "f(";
  Java(deep + std::string(20'000, ')'));
  std::string chain = "class A { void f() { x";
  for (int i = 0; i < 5'000; ++i) chain += ".a()";
  Java(chain + "; } }");
  std::string sum = "class A { String s = \"\"";
  for (int i = 0; i < 20'000; ++i) sum += " + x";
  Java(sum + "; }");
  std::string nested;
  for (int i = 0; i < 5'000; ++i) nested += "class A" + std::to_string(i) + " { void f() { ";
  Java(nested);
}

TEST(JavaTest, WorkBesideItsCallerIsSpawned) {
  EXPECT_THAT(Constructs(FactsOf("java",
                                 "import java.util.concurrent.*;\n"
                                 "class A {\n"
                                 "  void f(ExecutorService pool, Other other) {\n"
                                 "    pool.submit(() -> 1);\n"
                                 "    other.submit(() -> 1);\n"
                                 "    new Thread(this::f).start();\n"
                                 "    pool.shutdown();\n"
                                 "  }\n"
                                 "}\n"),
                         ConstructKind::kSpawn),
              ElementsAre("4: maven:java.util.concurrent#ExecutorService().submit/",
                          "6: maven:java.lang#Thread().start/"));
}

TEST(JavaTest, JoinedTextsAreOne) {
  EXPECT_THAT(Parts(FactsOf("java",
                            "import org.springframework.jdbc.core.JdbcTemplate;\n"
                            "class A {\n"
                            "  JdbcTemplate jdbc;\n"
                            "  void f(String n) {\n"
                            "    jdbc.queryForList(String.join(\" \", \"SELECT a\", \"FROM t\", "
                            "\"WHERE n = '\" + n + \"'\"));\n"
                            "  }\n"
                            "}\n")),
              ElementsAre("select n=parameter"));
}

TEST(JavaTest, AMethodThatSaysSoOverrides) {
  const FileFacts facts = FactsOf("java", "class A { @Override public String toString() {} }\n");
  EXPECT_THAT(facts.definitions[1].modifiers, ElementsAre("override", "public"));
}

TEST(JavaTest, AMethodOfABaseOfTheFileIsOverridden) {
  const FileFacts facts =
      FactsOf("java",
              "interface A { int f(); }\n"
              "abstract class B implements A { int g() {} }\n"
              "class C extends B { int f() {} int h() {} static int g() {} }\n");
  EXPECT_THAT(Definitions(facts),
              ElementsAre("interface .A", "method A.f", "class .B", "method B.g", "class .C",
                          "method C.f", "method C.h", "method C.g"));
  EXPECT_THAT(facts.definitions[5].modifiers, ElementsAre("override"));
  EXPECT_THAT(facts.definitions[6].modifiers, ElementsAre());
  EXPECT_THAT(facts.definitions[7].modifiers, ElementsAre("static"));
}

}  // namespace
}  // namespace assay
