#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/facts_of.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;

FileFacts Go(std::string_view text) { return FactsOf("go", text); }

// Statements in a function that has a gin.Context and an sql.DB.
std::string InFunction(std::string_view statements) {
  return "package p\n"
         "import (\"database/sql\"; \"fmt\"; \"strings\"; \"github.com/gin-gonic/gin\")\n"
         "func f(c *gin.Context, db *sql.DB, given string) {\n" +
         std::string(statements) + "\n}\n";
}

std::vector<std::string> Parts(std::string_view statements) {
  return Parts(Go(InFunction(statements)));
}

TEST(GoTest, ImportsOfEveryFormNameTheirPath) {
  const FileFacts facts =
      Go("package shop\n"
         "import \"net/http\"\n"
         "import (\n"
         "\tr \"github.com/redis/go-redis/v9\"\n"
         "\t_ \"github.com/lib/pq\"\n"
         "\t. \"strings\"\n"
         ")\n");
  EXPECT_EQ(facts.package, "shop");
  EXPECT_THAT(Imports(facts),
              ElementsAre("2: go:net/http#", "4: go:github.com/redis/go-redis/v9# as r",
                          "5: go:github.com/lib/pq#", "6: go:strings#*"));
  EXPECT_EQ(facts.imports[2].form, ImportForm::kEffect);
  EXPECT_EQ(facts.imports[3].form, ImportForm::kWildcard);
}

TEST(GoTest, ANamedResultIsAVariableOfItsFunction) {
  EXPECT_THAT(Uses(Go("import \"a/labels\"\n"
                      "func f() (l, m labels.Labels, err error) {\n"
                      "\tm.Get(1)\n"
                      "\th := func() (n labels.Builder) { n.Set(2); return }\n"
                      "\tvar k func() (l error)\n"
                      "\tl.Get(3)\n"
                      "}\n"
                      "func h() { l.Get(4) }\n")),
              ElementsAre("3: go:a/labels#Labels().Get", "4: go:a/labels#Builder().Set",
                          "6: go:a/labels#Labels().Get", "8: ?:#l.Get"));
}

TEST(GoTest, AFunctionThatIsMadeForSeveralTypesIsCalled) {
  EXPECT_THAT(Uses(Go("import \"a/cache\"\n"
                      "func f() { cache.New(cache.Of[string, int](1)); g[string, int](2) }\n"
                      "func g[A, B any](a int) {}\n")),
              ElementsAre("2: go:a/cache#New", "2: go:a/cache#Of", "2: local:#g"));
}

TEST(GoTest, APackageIsCalledByWhatItsPathCanMean) {
  EXPECT_THAT(
      Uses(Go("package p\n"
              "import (\"github.com/go-chi/chi/v5\"; \"gopkg.in/yaml.v3\";\n"
              "\"github.com/mattn/go-sqlite3\"; \"github.com/redis/go-redis/v9\")\n"
              "func f() { chi.NewRouter(); yaml.Marshal(1); sqlite3.Version(); "
              "redis.NewClient(nil); other.F() }\n")),
      ElementsAre("4: go:github.com/go-chi/chi/v5#NewRouter", "4: go:gopkg.in/yaml.v3#Marshal",
                  "4: go:github.com/mattn/go-sqlite3#Version",
                  "4: go:github.com/redis/go-redis/v9#NewClient", "4: ?:#other.F"));
}

TEST(GoTest, VariablesFieldsAndParametersHoldTheirType) {
  EXPECT_THAT(Uses(Go("package p\n"
                      "import (\"database/sql\"; \"net/http\")\n"
                      "type Store struct { db *sql.DB; all []*http.Client }\n"
                      "func (s *Store) f(r *http.Request) {\n"
                      "\ts.db.Exec(\"x\")\n"
                      "\tr.FormValue(\"a\")\n"
                      "\tc := &http.Client{}\n"
                      "\tc.Get(\"u\")\n"
                      "\tvar d http.Client\n"
                      "\td.Do(r)\n"
                      "\tfor _, one := range s.all { one.Head(\"u\") }\n"
                      "\ts.all[0].Post(\"u\")\n"
                      "}\n")),
              ElementsAre("5: go:database/sql#DB().Exec", "6: go:net/http#Request().FormValue",
                          "8: go:net/http#Client().Get", "10: go:net/http#Client().Do",
                          "11: go:net/http#Client().Head", "12: go:net/http#Client().Post"));
}

TEST(GoTest, AnEmbeddedTypeGivesItsMethods) {
  const FileFacts facts =
      Go("package p\n"
         "import \"database/sql\"\n"
         "type Store struct { *sql.DB; name string }\n"
         "func (s *Store) Close() {}\n"
         "func (s *Store) f() { s.Query(\"x\"); s.Close(); s.DB.Ping() }\n");
  EXPECT_THAT(Uses(facts), ElementsAre("5: go:database/sql#DB().Query", "5: local:#Store().Close",
                                       "5: go:database/sql#DB().Ping"));
  EXPECT_THAT(facts.definitions.at(0).bases, ElementsAre("go:database/sql#DB"));
}

TEST(GoTest, SeveralResultsGoToSeveralNames) {
  EXPECT_THAT(Uses(Go("package p\n"
                      "import (\"database/sql\"; \"net/http\")\n"
                      "func open() (*http.Client, *sql.DB, error) { return nil, nil, nil }\n"
                      "func f() {\n"
                      "\tc, db, err := open()\n"
                      "\tc.Get(\"\"); db.Ping(); err.Error()\n"
                      "\tx, y := c, db\n"
                      "\tx.Head(\"\"); y.Close()\n"
                      "}\n")),
              IsSupersetOf({"6: go:net/http#Client().Get", "6: go:database/sql#DB().Ping",
                            "8: go:net/http#Client().Head", "8: go:database/sql#DB().Close"}));
}

TEST(GoTest, WhatLibrariesGiveIsKnown) {
  EXPECT_THAT(Uses(Go("package p\n"
                      "import (\"github.com/gin-gonic/gin\"; \"gorm.io/gorm\")\n"
                      "func f() {\n"
                      "\tr := gin.Default()\n"
                      "\tr.Group(\"/api\").GET(\"/x\", f)\n"
                      "\tdb, _ := gorm.Open(nil)\n"
                      "\tdb.Where(\"a\").Order(\"b\").Find(1)\n"
                      "}\n")),
              IsSupersetOf({"5: go:github.com/gin-gonic/gin#RouterGroup().GET",
                            "7: go:gorm.io/gorm#DB().Find"}));
}

TEST(GoTest, AFunctionWithTypeArgumentsIsCalled) {
  EXPECT_THAT(Uses(Go("package p\nimport \"reflect\"\n"
                      "func f() { reflect.TypeFor[T]() }\n")),
              ElementsAre("3: go:reflect#TypeFor"));
}

TEST(GoTest, AValueIsReadBeforeItsNameHidesAnImport) {
  EXPECT_THAT(Uses(Go("package p\nimport \"shop.com/store\"\n"
                      "func f() { store := store.New(); store.Get(1) }\n")),
              ElementsAre("3: go:shop.com/store#New", "3: go:shop.com/store#New().Get"));
}

TEST(GoTest, ALocalNameHidesAnImport) {
  EXPECT_THAT(Uses(Go("package p\n"
                      "import \"net/http\"\n"
                      "func f(http Thing) { http.Get(1) }\n"
                      "func g() { http.Get(2); { http := 1; http.Get(3) } }\n")),
              ElementsAre("3: ?:#Thing().Get", "4: go:net/http#Get", "4: ?:#http.Get"));
}

TEST(GoTest, BuiltinsAndConversionsAreOfTheLanguage) {
  EXPECT_THAT(Uses(Go("package p\nfunc f(b []byte) { _ = len(b); g(string(b)) }\n"
                      "func g(s string) {}\n")),
              ElementsAre("2: global:#len", "2: local:#g", "2: global:#string"));
}

TEST(GoTest, CommentsAndTextsAreNoCode) {
  const FileFacts facts =
      Go("package p\n"
         "// import \"a/b\"; http.Get()\n"
         "/* SELECT a FROM t */\n"
         "var s = \"import \\\"x\\\"; f()\"\n");
  EXPECT_THAT(facts.imports, IsEmpty());
  EXPECT_THAT(facts.uses, IsEmpty());
  EXPECT_THAT(facts.statements, IsEmpty());
}

TEST(GoTest, DefinitionsHaveOwnersParametersAndResults) {
  const FileFacts facts =
      Go("package p\n"
         "import \"context\"\n"
         "// Node is one.\n"
         "type Node struct {\n"
         "\tnext *Node\n"
         "}\n"
         "type Finder interface { Find(id int) error }\n"
         "type ID string\n"
         "func (n *Node) Walk(ctx context.Context, a, b int) error {\n"
         "\tif a > b { return n.Walk(ctx, a, b) }\n"
         "\treturn nil\n"
         "}\n"
         "func plain() {}\n");
  std::vector<std::string> told;
  for (const Definition& definition : facts.definitions)
    told.push_back(std::string(Name(definition.kind)) + " " + std::string(definition.owner) + "." +
                   std::string(definition.name) + "/" +
                   std::to_string(definition.parameters.size()) + " " +
                   std::string(definition.type));
  EXPECT_THAT(told, ElementsAre("class .Node/0 ", "field Node.next/0 *Node", "interface .Finder/0 ",
                                "method Finder.Find/1 error", "type-alias .ID/0 ",
                                "method Node.Walk/3 error", "function .plain/0 "));
  EXPECT_THAT(facts.definitions[0].self_typed_fields, ElementsAre("next"));
  EXPECT_EQ(facts.definitions[0].documentation, "godoc");
  EXPECT_TRUE(facts.definitions[5].calls_itself);
  EXPECT_EQ(facts.definitions[5].complexity, 2U);
  EXPECT_EQ(facts.definitions[5].parameters[0].type, "go:context#Context");
  EXPECT_FALSE(facts.definitions[6].calls_itself);
}

TEST(GoTest, TagsOfFieldsAreDecorators) {
  const FileFacts facts =
      Go("package p\n"
         "type T struct {\n"
         "\tName string `json:\"name,omitempty\" validate:\"required\"`\n"
         "}\n");
  ASSERT_THAT(Uses(facts, UseForm::kDecorator),
              ElementsAre("3: global:#tag.json", "3: global:#tag.validate"));
  EXPECT_EQ(facts.uses[1].arguments.at(0).text, "required");
  EXPECT_EQ(facts.uses[1].target_definition, "Name");
}

TEST(GoTest, GoroutinesChannelsLocksAndDefersAreConstructs) {
  const FileFacts facts =
      Go("package p\n"
         "import \"sync\"\n"
         "var mu sync.RWMutex\n"
         "func f(in chan int) {\n"
         "\tmu.RLock()\n"
         "\tdefer mu.RUnlock()\n"
         "\tgo f(in)\n"
         "\tin <- 1\n"
         "\t<-in\n"
         "\tselect { case v := <-in: _ = v; default: }\n"
         "\tother.Lock()\n"
         "}\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kLock), ElementsAre("5: go:sync#RWMutex()/RLock"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kCleanup), ElementsAre("6: /defer"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kSpawn), ElementsAre("7: /"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kChannel),
              ElementsAre("8: /put", "9: /get", "10: /select", "10: /get"));
}

TEST(GoTest, ErrorsAreHandledThrownAndWrapped) {
  const FileFacts facts =
      Go("package p\n"
         "import (\"errors\"; \"fmt\"; \"io\"; \"log\")\n"
         "func f() error {\n"
         "\tif err != nil { return err }\n"
         "\tif err != nil { return fmt.Errorf(\"a: %w\", err) }\n"
         "\tif err != nil { log.Println(err) }\n"
         "\tif err != nil { }\n"
         "\tif errors.Is(err, io.EOF) { retry() }\n"
         "\tif n != nil { return n }\n"
         "\tpanic(\"x\")\n"
         "\treturn errors.New(\"b\")\n"
         "}\n");
  EXPECT_THAT(
      Constructs(facts, ConstructKind::kHandler),
      ElementsAre("4: /rethrow", "5: /wrap", "6: /log", "7: /empty", "8: go:io#EOF/handle"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kThrow),
              ElementsAre("5: go:fmt#Errorf/cause", "10: global:#panic/", "11: go:errors#New/"));
}

TEST(GoTest, LoopsMatchesAndSwapsAreConstructs) {
  const FileFacts facts =
      Go("package p\n"
         "func f(a []int, x any) {\n"
         "\tfor i := 0; i < len(a); i++ {\n"
         "\t\tfor a[i] < a[0] { a[i], a[0] = a[0], a[i] }\n"
         "\t}\n"
         "\tfor range a { }\n"
         "\tswitch x.(type) { case int: }\n"
         "}\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kLoop),
              ElementsAre("3: /for", "4: /for", "6: /for"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kSwap), ElementsAre("4: /"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kIndexComparison), ElementsAre("4: /"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kPatternMatch), ElementsAre("7: /"));
}

TEST(GoTest, AlgorithmsAreToldByTheirShape) {
  const FileFacts facts =
      Go("package p\n"
         "func find(a []int, x int) int {\n"
         "\tlo, hi := 0, len(a)\n"
         "\tfor lo < hi {\n"
         "\t\tmid := (lo + hi) / 2\n"
         "\t\tif a[mid] < x { lo = mid + 1 } else { hi = mid }\n"
         "\t}\n"
         "\treturn lo\n"
         "}\n"
         "func walk(g map[int][]int, s int) {\n"
         "\tseen := map[int]bool{}\n"
         "\tqueue := []int{s}\n"
         "\tfor len(queue) > 0 {\n"
         "\t\tn := queue[0]\n"
         "\t\tqueue = queue[1:]\n"
         "\t\tif seen[n] { continue }\n"
         "\t\tseen[n] = true\n"
         "\t\tqueue = append(queue, g[n]...)\n"
         "\t}\n"
         "}\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kBisection), ElementsAre("4: /mid"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kWorkList), ElementsAre("13: /queue"));
}

TEST(GoTest, TextsReachQueriesWithTheirParts) {
  EXPECT_THAT(Parts("db.Query(\"SELECT a FROM t WHERE b = $1\", given)"), ElementsAre("select"));
  EXPECT_THAT(Parts("db.Exec(fmt.Sprintf(\"DELETE FROM %s WHERE n = %d\", given, 1))"),
              ElementsAre("delete given=parameter 1=number"));
  EXPECT_THAT(Parts("q := \"SELECT a FROM t\"\nq += \" WHERE b = '\" + given + \"'\"\n"
                    "db.Query(q)"),
              ElementsAre("select given=parameter"));
  EXPECT_THAT(Parts("db.Query(\"SELECT a FROM t ORDER BY \" + c.Query(\"order\"))"),
              ElementsAre("select c.Query(\"order\")=request"));
  EXPECT_THAT(Parts("var b strings.Builder\nb.WriteString(\"SELECT a\")\n"
                    "b.WriteString(\" FROM \" + given)\ndb.Query(b.String())"),
              ElementsAre("select given=parameter"));
}

TEST(GoTest, WhatIsCheckedAgainstAListIsAllowed) {
  EXPECT_THAT(Parts("ok := map[string]bool{\"a\": true}\n"
                    "if !ok[given] { return }\n"
                    "db.Query(\"SELECT a FROM t ORDER BY \" + given)"),
              ElementsAre("select given=allow-list"));
}

TEST(GoTest, ConstantsOfTheFileAreTold) {
  const FileFacts facts =
      Go("package p\n"
         "import \"database/sql\"\n"
         "func f(db *sql.DB) { db.Query(find) }\n"
         "const find = `SELECT a FROM t`\n");
  ASSERT_EQ(facts.statements.size(), 2U);
  EXPECT_EQ(facts.statements[0].callee, "go:database/sql#DB().Query");
  EXPECT_EQ(facts.statements[1].source, StatementSource::kText);
}

TEST(GoTest, ArgumentsAndResultsAreTold) {
  const FileFacts facts =
      Go("package p\n"
         "import \"net/http\"\n"
         "func f() {\n"
         "\tsrv := &http.Server{Addr: \":80\", ReadTimeout: 5}\n"
         "\t_ = srv\n"
         "\tg(map[string]any{\"a\": 1}, []string{\"x\"})\n"
         "}\n");
  const Use& server = facts.uses.at(0);
  EXPECT_EQ(server.name, "go:net/http#Server");
  EXPECT_EQ(server.form, UseForm::kInstantiation);
  EXPECT_EQ(server.result, ResultUse::kAssigned);
  EXPECT_EQ(server.result_target, "srv");
  ASSERT_EQ(server.arguments.size(), 2U);
  EXPECT_EQ(server.arguments[0].keyword, "Addr");
  EXPECT_EQ(server.arguments[0].text, ":80");
  const Use& call = facts.uses.at(1);
  ASSERT_EQ(call.arguments.size(), 4U);
  EXPECT_EQ(call.arguments[1].path, "a");
  EXPECT_EQ(call.arguments[1].kind, ValueKind::kNumber);
  EXPECT_EQ(call.arguments[3].path, "[0]");
}

TEST(GoTest, BesideALockAllElseIsOfTheOtherEmbeddedType) {
  const FileFacts facts =
      Go("package a\nimport (\"database/sql\"; \"sync\")\n"
         "type S struct { *sql.DB; sync.Mutex }\n"
         "func (s *S) F() { s.Lock(); s.Query(\"SELECT 1\") }\n");
  EXPECT_THAT(Uses(facts), ElementsAre("4: go:sync#Mutex().Lock", "4: go:database/sql#DB().Query"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kLock), ElementsAre("4: go:sync#Mutex()/Lock"));
}

TEST(GoTest, AFunctionWithoutANameIsNotToldAsACall) {
  EXPECT_THAT(Uses(Go("package a\nfunc f() { go func() { g() }() }\n")), ElementsAre("2: ?:#g"));
}

TEST(GoTest, ExplicitTypeArgumentsCallAFunction) {
  const FileFacts facts = Go("package a\nfunc f[T any](n T) T { return f[T](n) }\n");
  EXPECT_THAT(Uses(facts), ElementsAre("2: local:#f"));
}

TEST(GoTest, RecoverGroupsAndRangesOverChannelsAreConstructs) {
  const FileFacts facts =
      Go("package a\nimport \"golang.org/x/sync/errgroup\"\n"
         "func f(jobs <-chan int, list []int) {\n"
         "  defer func() { if e := recover(); e != nil { panic(1) } }()\n"
         "  for j := range jobs { _ = j }\n"
         "  for j := range list { _ = j }\n"
         "  g, ctx := errgroup.WithContext(nil)\n"
         "  g.Go(h)\n  ctx.Err()\n}\n"
         "type H = func(int)\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kHandler), ElementsAre("4: global:#panic/handle"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kChannel), ElementsAre("5: /get"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kSpawn),
              ElementsAre("8: go:golang.org/x/sync/errgroup#Group().Go/"));
  EXPECT_THAT(Uses(facts), ::testing::Contains("9: go:context#Context().Err"));
  EXPECT_EQ(facts.definitions.back().kind, DefinitionKind::kTypeAlias);
}

TEST(GoTest, HostileSourceIsBounded) {
  Go("package p\nfunc f() { " + std::string(20'000, '(') + " }");
  std::string chain = "package p\nfunc f() { x";
  for (int i = 0; i < 5'000; ++i) chain += ".a()";
  Go(chain + " }\n");
  std::string nested = "package p\nfunc f() {";
  for (int i = 0; i < 3'000; ++i) nested += "func() {";
  Go(nested);
}

}  // namespace
}  // namespace assay
