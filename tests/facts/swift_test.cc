#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/facts/facts_of.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::IsSupersetOf;

FileFacts Swift(std::string_view text) { return FactsOf("swift", text); }

TEST(SwiftTest, ImportsDefinitionsAndCallsThroughImports) {
  const FileFacts facts = Swift(
      "import Vapor\n"
      "import struct Foundation.Date\n"
      "final class Orders: Base {\n"
      "  let date: Date\n"
      "  func find(_ id: Int, at: Date) -> Int {\n"
      "    at.timeIntervalSince(date)\n"
      "    Vapor.run()\n"
      "    find(1, at: at)\n"
      "    return 1\n"
      "  }\n"
      "}\n");
  EXPECT_THAT(Imports(facts), ElementsAre("1: swift:Vapor#*", "2: swift:Foundation#Date"));
  EXPECT_THAT(Uses(facts), ElementsAre("6: swift:Foundation#Date().timeIntervalSince",
                                       "7: swift:Vapor#run", "8: local:#find"));
  EXPECT_THAT(Definitions(facts), IsSupersetOf({"class .Orders", "method Orders.find"}));
}

TEST(SwiftTest, DeferIsACleanupAndNoCall) {
  const FileFacts facts = Swift(
      "import Foundation\n"
      "func f(lock: NSLock) {\n"
      "  defer { lock.unlock() }\n"
      "  defer(1)\n"
      "}\n");
  EXPECT_THAT(Uses(facts), ElementsAre("3: swift:Foundation#NSLock().unlock", "4: ?:#defer"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kCleanup), ElementsAre("3: /defer"));
}

TEST(SwiftTest, AModuleThatIsImportedGivesItsKnownNames) {
  const FileFacts facts = Swift(
      "import Vapor\n"
      "import FluentKit\n"
      "struct Date {}\n"
      "func f(req: Request, id: UUID, date: Date, error: Swift.Error) {\n"
      "  Environment.get(\"HOST\")\n"
      "  helper(1)\n"
      "  Self.other()\n"
      "}\n");
  EXPECT_THAT(Uses(facts),
              ElementsAre("5: swift:Vapor#Environment.get", "6: ?:#helper", "7: ?:#Self.other"));
  EXPECT_THAT(Uses(facts, UseForm::kType), ElementsAre("4: swift:Vapor#Request"));
  EXPECT_EQ(facts.definitions[1].parameters[2].type, "local:#Date");
}

TEST(SwiftTest, BothCallsOfASumAreCalls) {
  const FileFacts facts = Swift(
      "func fib(_ n: Int) -> Int {\n"
      "  return fib(n - 1) + fib(n - 2)\n"
      "}\n"
      "let ok = !a.b() && c.d() == e.f()\n");
  EXPECT_THAT(Uses(facts),
              ElementsAre("2: local:#fib", "2: local:#fib", "4: ?:#a.b", "4: ?:#c.d", "4: ?:#e.f"));
  EXPECT_TRUE(facts.definitions[0].calls_itself);
}

TEST(SwiftTest, AnInstantiationMayNameItsTypeArguments) {
  const FileFacts facts = Swift(
      "import Foundation\n"
      "class Orders<T> {}\n"
      "let a = Orders<Book>(date: Foundation.Date())\n"
      "let b = AsyncStream<Int> { c in c.yield(1) }\n"
      "let d: Foundation.Date = x\n");
  EXPECT_THAT(Uses(facts),
              ElementsAre("3: local:#Orders", "3: swift:Foundation#Date", "4: global:#AsyncStream",
                          "4: global:#AsyncStream.Continuation().yield"));
  EXPECT_EQ(facts.exports[0].value, "local:#Orders()");
}

TEST(SwiftTest, ATypeIsToldOnceAndThroughItsWrappers) {
  const FileFacts facts = Swift(
      "import Foundation\n"
      "struct A {\n"
      "  let a: Foundation.Date\n"
      "  let b: [Date]?\n"
      "  let c: any Sequence<URL>\n"
      "}\n");
  EXPECT_THAT(Uses(facts, UseForm::kType),
              ElementsAre("3: swift:Foundation#Date", "4: swift:Foundation#Date",
                          "5: swift:Foundation#URL"));
}

TEST(SwiftTest, DefinitionsHaveModifiersDefaultsAndWrappers) {
  const FileFacts facts = Swift(
      "import Fluent\n"
      "final class Book: Model, Sendable {\n"
      "  @Field(key: \"title\") var title: String\n"
      "  @OptionalParent(key: \"sequel\") var sequel: Book?\n"
      "  init?(raw: String = \"x\") async throws {}\n"
      "  deinit {}\n"
      "  subscript(i: Int) -> Int { 1 }\n"
      "  override func f(_ a: inout [Int], by b: Int = 3) -> Int { 1 }\n"
      "}\n"
      "actor Cache { var n = 0, m: Int }\n"
      "indirect enum Tree { case leaf; case node(left: Tree, right: Tree) }\n"
      "protocol P { var x: Int { get } }\n");
  EXPECT_THAT(Definitions(facts),
              ElementsAre("class .Book", "field Book.title", "field Book.sequel",
                          "constructor Book.Book", "method Book.deinit", "method Book.subscript",
                          "method Book.f", "class .Cache", "field Cache.n", "field Cache.m",
                          "enum .Tree", "field Tree.node", "interface .P", "field P.x"));
  EXPECT_THAT(facts.definitions[0].bases, ElementsAre("swift:Fluent#Model", "global:#Sendable"));
  EXPECT_THAT(facts.definitions[0].modifiers, ElementsAre("final"));
  EXPECT_THAT(facts.definitions[0].self_typed_fields, ElementsAre("sequel"));
  EXPECT_THAT(facts.definitions[1].annotations, ElementsAre("swift:Fluent#Field"));
  EXPECT_THAT(facts.definitions[3].modifiers, ElementsAre("async", "throws"));
  EXPECT_TRUE(facts.definitions[3].parameters[0].has_default);
  EXPECT_THAT(facts.definitions[6].modifiers, ElementsAre("override"));
  EXPECT_FALSE(facts.definitions[6].parameters[0].has_default);
  EXPECT_EQ(facts.definitions[6].parameters[1].name, "b");
  EXPECT_TRUE(facts.definitions[6].parameters[1].has_default);
  EXPECT_THAT(facts.definitions[7].modifiers, ElementsAre("actor"));
  EXPECT_THAT(facts.definitions[10].modifiers, ElementsAre("indirect"));
  EXPECT_THAT(facts.definitions[10].self_typed_fields, ElementsAre("node"));
  ASSERT_EQ(facts.uses[1].form, UseForm::kBase);
  const auto field = std::find_if(facts.uses.begin(), facts.uses.end(),
                                  [](const Use& use) { return use.name == "swift:Fluent#Field"; });
  ASSERT_NE(field, facts.uses.end());
  EXPECT_EQ(field->target_definition, "title");
  ASSERT_EQ(field->arguments.size(), 1U);
  EXPECT_EQ(field->arguments[0].keyword, "key");
  EXPECT_EQ(field->arguments[0].text, "title");
}

TEST(SwiftTest, AnExtensionAddsMembersAndConformances) {
  const FileFacts facts = Swift(
      "import Foundation\n"
      "extension Date: Comparable { func f() { f() } }\n"
      "func g() { Date() }\n");
  EXPECT_THAT(Uses(facts, UseForm::kBase), ElementsAre("2: global:#Comparable"));
  EXPECT_THAT(Definitions(facts), ElementsAre("method Date.f", "function .g"));
  EXPECT_THAT(Uses(facts), ElementsAre("2: local:#f", "3: swift:Foundation#Date"));
  EXPECT_TRUE(facts.definitions[0].calls_itself);
}

TEST(SwiftTest, ConditionsAndPatternsBindNames) {
  const FileFacts facts = Swift(
      "import Foundation\n"
      "func f(lock: NSLock, x: Int) {\n"
      "  guard let s = Optional(URLSession.shared), let u = URL(string: \"a\") else { return }\n"
      "  if let lock = other() { lock.lock() }\n"
      "  if case .some(let lock) = x { lock.lock() }\n"
      "  switch x { case .a(let lock): lock.lock()\n"
      "  default: lock.lock() }\n"
      "  u.path()\n"
      "}\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kLock),
              ElementsAre("7: swift:Foundation#NSLock()/lock"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kPatternMatch), ElementsAre("6: /"));
  EXPECT_EQ(facts.definitions[0].complexity, 5U);
  EXPECT_THAT(Uses(facts), ::testing::Contains("8: swift:Foundation#URL().path"));
}

TEST(SwiftTest, TaskGroupsActorsAndStreamsAreConcurrency) {
  const FileFacts facts = Swift(
      "actor Bank { func add(_ n: Int) {} }\n"
      "func f(bank: Bank) async throws {\n"
      "  async let one = load(1)\n"
      "  await withTaskGroup(of: Int.self) { group in\n"
      "    group.addTask { 1 }\n"
      "  }\n"
      "  await bank.add(1)\n"
      "  let (stream, sender) = AsyncStream.makeStream(of: Int.self)\n"
      "  sender.yield(1)\n"
      "  for await n in stream { print(n) }\n"
      "}\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kSpawn),
              ElementsAre("3: ?:#load/async let", "5: global:#TaskGroup().addTask/"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kAwait),
              ElementsAre("4: /", "7: local:#Bank()/actor", "10: /"));
  EXPECT_THAT(
      Constructs(facts, ConstructKind::kChannel),
      ElementsAre("9: global:#AsyncStream.Continuation()/put", "10: global:#AsyncStream()/get"));
}

TEST(SwiftTest, HandlersHaveTheirTypes) {
  const FileFacts facts = Swift(
      "import Foundation\n"
      "enum E: Error { case a }\n"
      "func f() throws {\n"
      "  do { try g() }\n"
      "  catch E.a { throw W(cause: 1) }\n"
      "  catch let e as URLError where e.code == 1 { throw W(cause: e) }\n"
      "  catch is CancellationError {}\n"
      "  catch { throw error }\n"
      "}\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kHandler),
              ElementsAre("5: local:#E/handle", "6: swift:Foundation#URLError/wrap",
                          "7: global:#CancellationError/empty", "8: /rethrow"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kThrow),
              ElementsAre("5: W(cause: 1)/", "6: W(cause: e)/cause", "8: error/"));
}

TEST(SwiftTest, AlgorithmsAreToldByTheirShapes) {
  const FileFacts facts = Swift(
      "func walk(_ s: Int) {\n"
      "  var stack = [s]\n"
      "  var seen = Set<Int>()\n"
      "  while let n = stack.popLast() {\n"
      "    guard seen.insert(n).inserted else { continue }\n"
      "    for m in next(n) { stack.append(m) }\n"
      "  }\n"
      "}\n"
      "func stairs(n: Int) {\n"
      "  for i in 2...n { dp[i] = dp[i - 1] + dp[i - 2] }\n"
      "  a.swapAt(i, j)\n"
      "  swap(&a[i], &a[j])\n"
      "  (a[i], a[j]) = (a[j], a[i])\n"
      "}\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kWorkList), ElementsAre("4: /stack"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kRecurrence), ElementsAre("10: /dp"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kSwap), ElementsAre("11: /", "12: /", "13: /"));
}

TEST(SwiftTest, WhatAQueryBindsIsNoPartOfIt) {
  const FileFacts facts = Swift(
      "import Vapor\n"
      "func f(req: Request, name: String) async throws {\n"
      "  sql.raw(\"SELECT a FROM t WHERE b = \\(bind: name) ORDER BY \\(ident: name)\")\n"
      "  sql.raw(\"DELETE FROM t WHERE b = '\\(unsafeRaw: name)'\")\n"
      "  let id = req.parameters.get(\"id\")\n"
      "  sql.raw(\"UPDATE t SET a = \\(id) WHERE b = \\(Int(name))\")\n"
      "  db.execute(literal: \"INSERT INTO t VALUES (\\(name))\")\n"
      "}\n");
  EXPECT_THAT(Parts(facts), ElementsAre("select name=identifier", "delete name=parameter",
                                        "update id=request Int(name)=number", "insert"));
  EXPECT_EQ(facts.statements[0].placeholders, 1U);
  EXPECT_TRUE(facts.statements[0].bound);
  EXPECT_FALSE(facts.statements[1].bound);
  EXPECT_TRUE(facts.statements[3].bound);
}

TEST(SwiftTest, StringsAreReadInAllTheirForms) {
  const FileFacts facts = Swift(
      "let a = #\"raw \\n \"q\" \\#(x)\"#\n"
      "let b = \"\"\"\n"
      "    one\n"
      "    two \\(y)\n"
      "    \"\"\"\n"
      "let c = \"a\\t\" + \"b\"\n"
      "let d = #\"plain\"#\n");
  std::vector<std::string> told;
  for (const String& string : facts.strings)
    told.push_back(std::string(string.assigned_to) + "=" + std::string(string.value));
  EXPECT_THAT(told,
              ElementsAre("a=raw \\n \"q\" {}", "b=    one\n    two {}", "c=a\tb", "d=plain"));
}

TEST(SwiftTest, ABlockBehindATriedAwaitIsNoClosure) {
  const FileFacts facts = Swift(
      "func f() async throws {\n"
      "  if try await s.g(x) { a() } else { b() }\n"
      "  while let p = try? await n(x) { use(p) }\n"
      "  let s = \"try await \\(x)\"\n"
      "}\n");
  EXPECT_THAT(Uses(facts), ElementsAre("2: ?:#s.g", "2: ?:#a", "2: ?:#b", "3: ?:#n", "3: ?:#use"));
  EXPECT_THAT(facts.uses[0].arguments, ::testing::SizeIs(1));
  EXPECT_EQ(facts.uses[0].result, ResultUse::kCondition);
  EXPECT_THAT(Constructs(facts, ConstructKind::kLoop), ElementsAre("3: /while"));
  EXPECT_EQ(facts.strings[0].value, "try await {}");
}

TEST(SwiftTest, TypedThrowsAreRead) {
  const FileFacts facts = Swift(
      "enum Github {\n"
      "  nonisolated(unsafe) static var a = 1\n"
      "  static func f(_ n: Int) async throws(Github.Error) -> Int { try await g(n) }\n"
      "}\n");
  EXPECT_THAT(Definitions(facts), ElementsAre("enum .Github", "field Github.a", "method Github.f"));
  EXPECT_THAT(facts.definitions[2].modifiers, ElementsAre("static", "async", "throws"));
  EXPECT_EQ(facts.definitions[2].type, "Int");
  EXPECT_THAT(Uses(facts), ElementsAre("3: ?:#g"));
}

TEST(SwiftTest, AnExportedImportIsForOthers) {
  const FileFacts facts =
      Swift("@_exported import Vapor\n@_exported import struct Foundation.Date\nimport Fluent\n");
  std::vector<std::string> forms;
  for (const Import& import : facts.imports) forms.emplace_back(Name(import.form));
  EXPECT_THAT(forms, ElementsAre("export", "export", "wildcard"));
  EXPECT_THAT(Imports(facts),
              ElementsAre("1: swift:Vapor#*", "2: swift:Foundation#Date", "3: swift:Fluent#*"));
}

TEST(SwiftTest, ACountIsANumber) {
  EXPECT_THAT(Parts(Swift("func f(sql: SQLDatabase, ids: [String]) {\n"
                          "  sql.raw(\"SELECT a FROM t LIMIT \\(ids.count)\")\n}\n")),
              ElementsAre("select ids.count=number"));
}

}  // namespace
}  // namespace assay
