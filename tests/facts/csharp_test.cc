#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/facts_of.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;

FileFacts Csharp(std::string_view text) { return FactsOf("csharp", text); }

std::string InMethod(std::string_view statements) {
  return "using Dapper; using System.Data; using System.Text;\n"
         "class A {\n const string Table = \"users\";\n"
         " void F(IDbConnection db, string given, int id) {\n" +
         std::string(statements) + "\n } }\n";
}

std::vector<std::string> Parts(std::string_view statements) {
  return Parts(Csharp(InMethod(statements)));
}

TEST(CsharpTest, UsingsOfEveryFormNameTheirNamespace) {
  const FileFacts facts = Csharp(
      "global using System.Linq;\n"
      "using Microsoft.EntityFrameworkCore;\n"
      "using static System.Math;\n"
      "using Json = System.Text.Json.JsonSerializer;\n"
      "namespace Shop.Api;\n");
  EXPECT_EQ(facts.package, "Shop.Api");
  EXPECT_THAT(
      Imports(facts),
      ElementsAre("1: nuget:System.Linq#*", "2: nuget:Microsoft.EntityFrameworkCore#*",
                  "3: nuget:System.Math#*", "4: nuget:System.Text.Json#JsonSerializer as Json"));
}

TEST(CsharpTest, ATypeIsKnownWhereAnOpenNamespaceHoldsIt) {
  EXPECT_THAT(Uses(Csharp("using StackExchange.Redis;\n"
                          "class A { void F(IDatabase db, Foo foo, HttpClient http) {\n"
                          "  db.StringGet(1); foo.Bar(2); http.GetAsync(3);\n"
                          "  Math.Max(4, 5); string.Format(\"{0}\", 6);\n"
                          "  System.Text.Json.JsonSerializer.Serialize(7);\n"
                          "} }\n")),
              ElementsAre("3: nuget:StackExchange.Redis#IDatabase().StringGet", "3: ?:#Foo().Bar",
                          "3: nuget:System.Net.Http#HttpClient().GetAsync",
                          "4: nuget:System#Math.Max", "4: nuget:System#String.Format",
                          "5: nuget:System.Text.Json#JsonSerializer.Serialize"));
  EXPECT_THAT(Uses(Csharp("class A { void F(IDatabase db) { db.StringGet(1); } }\n")),
              ElementsAre("1: ?:#IDatabase().StringGet"));
}

TEST(CsharpTest, FieldsPropertiesAndPrimaryConstructorsHoldTheirType) {
  EXPECT_THAT(Uses(Csharp("class A(HttpClient made) {\n"
                          "  private readonly HttpClient _client;\n"
                          "  public HttpClient Other { get; set; }\n"
                          "  public A(HttpClient client) { _client = client; }\n"
                          "  void F() {\n"
                          "    _client.GetAsync(1); this._client.SendAsync(2); Other.PutAsync(3);\n"
                          "    made.DeleteAsync(4); var v = new HttpClient(); v?.PostAsync(5);\n"
                          "    F(); this.F(); Missing();\n"
                          "  }\n"
                          "}\n")),
              ElementsAre("6: nuget:System.Net.Http#HttpClient().GetAsync",
                          "6: nuget:System.Net.Http#HttpClient().SendAsync",
                          "6: nuget:System.Net.Http#HttpClient().PutAsync",
                          "7: nuget:System.Net.Http#HttpClient().DeleteAsync",
                          "7: nuget:System.Net.Http#HttpClient().PostAsync", "8: local:#F",
                          "8: local:#F", "8: self:#Missing"));
}

TEST(CsharpTest, MinimalApplicationsResolveTheirBuilder) {
  EXPECT_THAT(
      Uses(Csharp("var builder = WebApplication.CreateBuilder(args);\n"
                  "builder.Services.AddControllers();\n"
                  "var app = builder.Build();\n"
                  "app.MapGet(\"/x\", () => 1);\n"
                  "app.MapGroup(\"/y\").MapPost(\"/z\", F);\n")),
      IsSupersetOf({"2: nuget:Microsoft.Extensions.DependencyInjection#IServiceCollection()."
                    "AddControllers",
                    "4: nuget:Microsoft.AspNetCore.Builder#WebApplication().MapGet",
                    "5: nuget:Microsoft.AspNetCore.Routing#RouteGroupBuilder().MapPost"}));
}

TEST(CsharpTest, AttributesHaveArgumentsAndATarget) {
  const FileFacts facts = Csharp(
      "using Microsoft.AspNetCore.Mvc;\n"
      "[ApiController, Route(\"api/[controller]\")]\n"
      "public class Orders : ControllerBase {\n"
      "  [HttpGetAttribute(\"{id}\", Name = \"one\")]\n"
      "  public async Task<IActionResult> Get([FromRoute] int id) => Ok();\n"
      "}\n");
  EXPECT_THAT(Uses(facts, UseForm::kDecorator),
              ElementsAre("2: nuget:Microsoft.AspNetCore.Mvc#ApiController",
                          "2: nuget:Microsoft.AspNetCore.Mvc#Route",
                          "4: nuget:Microsoft.AspNetCore.Mvc#HttpGet",
                          "5: nuget:Microsoft.AspNetCore.Mvc#FromRoute"));
  EXPECT_THAT(facts.definitions.at(0).bases,
              ElementsAre("nuget:Microsoft.AspNetCore.Mvc#ControllerBase"));
  EXPECT_THAT(facts.definitions.at(0).annotations.size(), 2U);
  EXPECT_THAT(facts.definitions.at(1).modifiers, ElementsAre("public", "async"));
}

TEST(CsharpTest, DefinitionsOfEveryKindAreTold) {
  const FileFacts facts = Csharp(
      "namespace N {\n"
      "/// <summary>x</summary>\n"
      "public abstract class Node : INode { private Node? _next; public int Size { get; } }\n"
      "interface INode { int F(); }\n"
      "record Point(int X, int Y);\n"
      "enum Color { Red }\n"
      "struct S { public S(int a) {} int G(int n) { return n > 1 ? G(n - 1) : 0; } }\n"
      "}\n");
  std::vector<std::string> told;
  for (const Definition& definition : facts.definitions)
    told.push_back(std::string(Name(definition.kind)) + " " + std::string(definition.owner) + "." +
                   std::string(definition.name));
  EXPECT_THAT(told,
              ElementsAre("class .Node", "field Node._next", "field Node.Size", "interface .INode",
                          "method INode.F", "record .Point", "field Point.X", "field Point.Y",
                          "enum .Color", "class .S", "constructor S.S", "method S.G"));
  EXPECT_THAT(facts.definitions[0].bases, ElementsAre("local:#INode"));
  EXPECT_THAT(facts.definitions[0].self_typed_fields, ElementsAre("_next"));
  EXPECT_EQ(facts.definitions[0].documentation, "xmldoc");
  EXPECT_EQ(facts.definitions[5].parameters.size(), 2U);
  EXPECT_TRUE(facts.definitions[11].calls_itself);
}

TEST(CsharpTest, TextsReachQueriesWithTheirParts) {
  EXPECT_THAT(Parts("db.Query($\"SELECT a FROM t WHERE b = {given} AND c = {id}\");"),
              ElementsAre("select given=parameter id=number"));
  EXPECT_THAT(Parts("db.Execute(\"DELETE FROM \" + Table + \" WHERE a = @a\", new { a = given });"),
              ElementsAre("delete"));
  EXPECT_THAT(Parts("var q = \"SELECT a FROM t\"; q += \" ORDER BY \" + given; db.Query(q);"),
              ElementsAre("select given=parameter"));
  EXPECT_THAT(Parts("db.Execute(string.Format(\"DELETE FROM t WHERE a = {0}\", given));"),
              ElementsAre("delete given=parameter"));
  EXPECT_THAT(Parts("var b = new StringBuilder(\"SELECT a FROM t\"); b.Append(\" WHERE \")"
                    ".Append(given); db.Query(b.ToString());"),
              ElementsAre("select given=parameter"));
  EXPECT_THAT(Parts("db.Query(@\"SELECT a\n FROM t\");"), ElementsAre("select"));
}

TEST(CsharpTest, ErrorsLocksAndAwaitsAreConstructs) {
  const FileFacts facts = Csharp(
      "using System.Threading;\n"
      "class A { object gate = new(); async Task F(IEnumerable<int> all) {\n"
      "  try { await G(); } catch (IOException e) { throw new FooException(\"x\", e); }\n"
      "  catch { } finally { H(); }\n"
      "  lock (gate) { }\n"
      "  using var s = Open(); using (Open()) { }\n"
      "  foreach (var x in all) { while (true) { } }\n"
      "  throw new InvalidOperationException();\n"
      "} }\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kHandler),
              ElementsAre("3: nuget:System.IO#IOException/wrap", "4: /empty"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kThrow),
              ElementsAre("3: FooException/cause", "8: nuget:System#InvalidOperationException/"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kAwait), ElementsAre("3: /"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kCleanup),
              ElementsAre("4: /finally", "6: /using", "6: /using"));
  EXPECT_EQ(Constructs(facts, ConstructKind::kLock).size(), 1U);
  EXPECT_EQ(Constructs(facts, ConstructKind::kLoop).size(), 2U);
}

TEST(CsharpTest, CommentsAndTextsAreNoCode) {
  const FileFacts facts = Csharp("// using A.B;\n/* F(); */\nclass A { string s = \"G();\"; }\n");
  EXPECT_THAT(facts.imports, IsEmpty());
  EXPECT_THAT(Uses(facts), IsEmpty());
}

TEST(CsharpTest, NameofIsATextAndNoCall) {
  const FileFacts facts =
      Csharp("class A { void F(string given) { throw new ArgumentException(nameof(given)); } }\n");
  EXPECT_THAT(Uses(facts), IsEmpty());
  EXPECT_EQ(facts.uses.at(0).arguments.at(0).kind, ValueKind::kString);
  EXPECT_EQ(facts.uses.at(0).arguments.at(0).text, "given");
}

TEST(CsharpTest, AnAliasOfAGenericTypeIsItsType) {
  EXPECT_THAT(Imports(Csharp("using P = System.Collections.Generic.List<int>;\n")),
              ElementsAre("1: nuget:System.Collections.Generic#List as P"));
}

TEST(CsharpTest, MembersOfUsingStaticAreItsOwnWhereNoBaseCanHaveThem) {
  const std::string text = "using static System.Math;\n";
  EXPECT_THAT(Uses(Csharp(text + "class A : IFoo { int F() => Max(1, 2); }\n")),
              ElementsAre("2: nuget:System#Math.Max"));
  EXPECT_THAT(Uses(Csharp(text + "class A : Foo { int F() => Max(1, 2); }\n")),
              ElementsAre("2: self:#Max"));
}

TEST(CsharpTest, ParametersKnowDefaultsParamsAndRecordsTheirProperties) {
  const FileFacts facts = Csharp(
      "record Line(string Sku, Line? Gift = null);\n"
      "class A { int F(int a = 3, params int[] rest) => F(1, 2); }\n");
  EXPECT_THAT(Definitions(facts), ElementsAre("record .Line", "field Line.Sku", "field Line.Gift",
                                              "class .A", "method A.F"));
  EXPECT_THAT(facts.definitions[0].self_typed_fields, ElementsAre("Gift"));
  EXPECT_TRUE(facts.definitions[0].parameters.at(1).has_default);
  ASSERT_EQ(facts.definitions[4].parameters.size(), 2U);
  EXPECT_TRUE(facts.definitions[4].parameters[0].has_default);
  EXPECT_EQ(facts.definitions[4].parameters[1].name, "rest");
  EXPECT_TRUE(facts.definitions[4].calls_itself);
}

TEST(CsharpTest, LocalFunctionsAreTheFunctionsOwn) {
  const FileFacts facts =
      Csharp("class A { int F() { return G(2); int G(int n) => n > 1 ? G(n - 1) : 1; } }\n");
  EXPECT_THAT(Uses(facts), ElementsAre("1: local:#G", "1: local:#G"));
  EXPECT_TRUE(facts.definitions.at(2).calls_itself);
}

TEST(CsharpTest, InterpolatedPartsAreBoundWhereTheLibraryTakesThemApart) {
  const std::string text =
      "using Microsoft.EntityFrameworkCore;\n"
      "class A { void F(DbSet<A> all, string given) {\n";
  const FileFacts bound =
      Csharp(text + "all.FromSqlInterpolated($\"SELECT a FROM t WHERE a = {given}\"); } }\n");
  ASSERT_EQ(bound.statements.size(), 1U);
  EXPECT_TRUE(bound.statements[0].bound);
  EXPECT_EQ(bound.statements[0].placeholders, 1U);
  EXPECT_THAT(Parts(bound), ElementsAre("select"));
  EXPECT_THAT(Parts(Csharp(text + "all.FromSqlRaw($\"SELECT a FROM t WHERE a = {given}\"); } }\n")),
              ElementsAre("select given=parameter"));
  // Another file of the project may open the library's namespace.
  const std::string alone = text.substr(text.find('\n') + 1);
  EXPECT_THAT(Parts(Csharp(alone + "all.ExecuteSql($\"DELETE FROM t WHERE a = {given}\"); } }\n")),
              ElementsAre("delete"));
  EXPECT_THAT(Parts(Csharp(alone + "all.SqlQuery($\"SELECT a FROM t WHERE a = {given}\"); } }\n")),
              ElementsAre("select given=parameter"));
}

TEST(CsharpTest, CommandsAreQueriesWithoutValues) {
  const FileFacts facts = Csharp(
      "using Npgsql;\nclass A { void F(NpgsqlConnection c) {\n"
      "  var q = new NpgsqlCommand(\"SELECT a FROM t WHERE a = @a\", c);\n} }\n");
  ASSERT_EQ(facts.statements.size(), 1U);
  EXPECT_EQ(facts.statements[0].callee, "nuget:Npgsql#NpgsqlCommand");
  EXPECT_FALSE(facts.statements[0].bound);
}

TEST(CsharpTest, AWordInANameMakesNoConstant) {
  EXPECT_THAT(Parts(FactsOf("csharp",
                            "using Dapper;\nusing System.Data;\n"
                            "class A {\n"
                            "  const string T = \"orders\";\n"
                            "  static readonly string U = \"users\";\n"
                            "  string constructed = \"t\";\n"
                            "  void F(IDbConnection db) {\n"
                            "    db.Execute($\"DELETE FROM {T}\");\n"
                            "    db.Execute($\"DELETE FROM {U}\");\n"
                            "    db.Execute($\"DELETE FROM {constructed}\");\n"
                            "  }\n"
                            "}\n")),
              ElementsAre("delete T=constant", "delete U=constant", "delete constructed=unknown"));
}

TEST(CsharpTest, WhatIsCheckedAgainstAConstantListIsOfIt) {
  EXPECT_THAT(Parts(Csharp("using Dapper; using System.Data;\n"
                           "class A { static readonly string[] Allowed = [\"a\", \"b\"];\n"
                           "void F(IDbConnection db, string sort) {\n"
                           "  if (!Allowed.Contains(sort)) throw new Exception();\n"
                           "  db.Query($\"SELECT a FROM t ORDER BY {sort}\");\n} }\n")),
              ElementsAre("select sort=allow-list"));
}

TEST(CsharpTest, TheRequestOfAControllerIsWhatAClientSent) {
  EXPECT_THAT(
      Parts(Csharp("using Dapper; using System.Data; using Microsoft.AspNetCore.Mvc;\n"
                   "class A(IDbConnection db) : ControllerBase { void F([FromRoute] int id) {\n"
                   "  db.Query(\"SELECT a FROM t WHERE a = '\" + Request.Query[\"a\"] + \"'\");\n"
                   "  db.Query($\"SELECT a FROM t WHERE a = {id}\");\n} }\n")),
      ElementsAre("select Request.Query[\"a\"]=request", "select id=number"));
}

TEST(CsharpTest, AwaitedTasksGiveWhatTheyAreOf) {
  EXPECT_THAT(
      Uses(Csharp("class A { Task<HttpClient> F() => null;\n"
                  "async Task G() { var c = await F().ConfigureAwait(false); c.GetAsync(1);\n"
                  "} }\n")),
      IsSupersetOf({"2: nuget:System.Net.Http#HttpClient().GetAsync"}));
}

TEST(CsharpTest, NewOfADeclaredTypeIsAnInstantiation) {
  const FileFacts facts = Csharp(
      "class A { readonly SemaphoreSlim gate = new(1, 1);\n"
      "void F() { HttpClient c = new() { Timeout = 1 }; } }\n");
  EXPECT_THAT(Uses(facts, UseForm::kInstantiation),
              ElementsAre("1: nuget:System.Threading#SemaphoreSlim",
                          "2: nuget:System.Net.Http#HttpClient"));
}

TEST(CsharpTest, QueriesStreamsChannelsAndTasksAreConstructs) {
  const FileFacts facts = Csharp(
      "using System.Threading.Channels;\n"
      "class A { Channel<int> all = Channel.CreateUnbounded<int>();\n"
      "async Task F(object x, int[] a) {\n"
      "  var q = from n in a where n > 1 select n;\n"
      "  await foreach (var n in all.Reader.ReadAllAsync()) { }\n"
      "  all.Writer.TryWrite(1);\n"
      "  Task.Run(() => 1);\n"
      "  (a[0], a[1]) = (a[1], a[0]);\n"
      "  switch (x) { case string s: break; }\n"
      "  switch (x) { case 1: break; }\n"
      "  await using var s = Open();\n"
      "} }\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kComprehension), ElementsAre("4: /"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kAwait), ElementsAre("5: /", "11: /"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kChannel),
              ElementsAre("5: nuget:System.Threading.Channels#ChannelReader()/get",
                          "6: nuget:System.Threading.Channels#ChannelWriter()/put"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kSpawn),
              ElementsAre("7: nuget:System.Threading.Tasks#Task.Run/"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kSwap), ElementsAre("8: /"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kPatternMatch), ElementsAre("9: /"));
}

TEST(CsharpTest, AnExpressionBodyReturnsUnlessThereIsNothingToReturn) {
  const FileFacts facts = Csharp("class A { int F() => G(); void H() => G(); }\n");
  EXPECT_EQ(facts.uses.at(0).result, ResultUse::kReturned);
  EXPECT_EQ(facts.uses.at(1).result, ResultUse::kDiscarded);
}

TEST(CsharpTest, AnonymousObjectsAreMaps) {
  const FileFacts facts = Csharp("class A { void F(int a) { G(new { a, b.Id, Name = 1 }); } }\n");
  const std::vector<Argument>& arguments = facts.uses.at(0).arguments;
  ASSERT_EQ(arguments.size(), 4U);
  EXPECT_EQ(arguments[0].kind, ValueKind::kMap);
  EXPECT_EQ(arguments[1].path, "a");
  EXPECT_EQ(arguments[2].path, "Id");
  EXPECT_EQ(arguments[3].path, "Name");
}

TEST(CsharpTest, TheTextOfACommandReachesTheDatabase) {
  const FileFacts facts = Csharp(
      "using Npgsql;\nclass A { void F(NpgsqlConnection c, string given) {\n"
      "  var q = c.CreateCommand();\n"
      "  q.CommandText = $\"SELECT a FROM t WHERE a = '{given}'\";\n} }\n");
  EXPECT_THAT(Parts(facts), ElementsAre("select given=parameter"));
  EXPECT_EQ(facts.statements.at(0).callee, "nuget:Npgsql#NpgsqlCommand().CommandText");
  EXPECT_THAT(facts.strings, IsEmpty());
}

TEST(CsharpTest, HostileSourceIsBounded) {
  Csharp("class A { int x = " + std::string(20'000, '(') + "; }");
  std::string chain = "class A { void F() { x";
  for (int i = 0; i < 5'000; ++i) chain += "?.A()";
  Csharp(chain + "; } }");
  std::string nested;
  for (int i = 0; i < 3'000; ++i) nested += "class A { A() { ";
  Csharp(nested);
}

}  // namespace
}  // namespace assay
