#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/facts/facts_of.h"

namespace assay {
namespace {

using ::testing::ElementsAre;

FileFacts Cpp(std::string_view text) { return FactsOf("cpp", text); }

TEST(CppTest, IncludesAndNamespacesTellWhereANameIsFrom) {
  const FileFacts facts =
      Cpp("#include <vector>\n"
          "#include <pthread.h>\n"
          "#include \"own.h\"\n"
          "#include <stdio.h>\n"
          "#include <boost/asio.hpp>\n"
          "namespace fs = std::filesystem;\n"
          "void f(std::vector<int>& v) {\n"
          "  std::sort(v.begin(), v.end());\n"
          "  v.push_back(1);\n"
          "  pthread_create(0, 0, 0, 0); printf(\"x\"); fs::exists(\"p\");\n"
          "  boost::asio::post(1); other::thing(2); f(v);\n"
          "}\n");
  EXPECT_THAT(Imports(facts),
              ElementsAre("1: c:vector#", "2: c:pthread.h#", "3: own:./own.h#", "4: c:stdio.h#",
                          "5: c:boost/asio.hpp#", "6: c:std.filesystem# as fs"));
  EXPECT_THAT(Uses(facts),
              ElementsAre("8: c:std#sort", "8: c:std#vector().begin", "8: c:std#vector().end",
                          "9: c:std#vector().push_back", "10: c:pthread.h#pthread_create",
                          "10: c:stdio.h#printf", "10: c:std.filesystem#exists",
                          "11: c:boost.asio#post", "11: ?:#other.thing", "11: local:#f"));
}

TEST(CppTest, OnlyLibrariesNameTheirFunctionsByTheirHeader) {
  EXPECT_THAT(
      Uses(Cpp("#include <map>\n"
               "#include <ctime>\n"
               "#include <signal.h>\n"
               "#include <sys/socket.h>\n"
               "#include <curl/curl.h>\n"
               "void f() {\n"
               "  map_of(1); time_of(1); signal_handler(1); socket_open(1);\n"
               "  signal(1, 0); curl_easy_init();\n"
               "}\n")),
      ElementsAre("7: ?:#map_of", "7: ?:#time_of", "7: ?:#signal_handler", "7: ?:#socket_open",
                  "8: c:signal.h#signal", "8: c:curl/curl.h#curl_easy_init"));
}

TEST(CppTest, MembersBelongToTheirClassWhereverTheyStand) {
  const FileFacts facts =
      Cpp("class Node : public Base {\n"
          " public:\n"
          "  virtual int depth(int n) const = 0;\n"
          "  Node* next;\n"
          "};\n"
          "int Node::depth(int n) const { if (n > 1) return 1; return 0; }\n"
          "enum class Kind { A };\n"
          "struct Other* use(struct Missing* m);\n");
  EXPECT_THAT(Definitions(facts), ElementsAre("class .Node", "method Node.depth", "field Node.next",
                                              "method Node.depth", "enum .Kind"));
  EXPECT_THAT(facts.definitions[0].self_typed_fields, ElementsAre("next"));
}

TEST(CppTest, MembersOutsideTheirClassSeeItsFields) {
  EXPECT_THAT(Uses(Cpp("#include <boost/asio.hpp>\n"
                       "#include <nlohmann/json.hpp>\n"
                       "using Json = nlohmann::json;\n"
                       "class A {\n"
                       "  void f(int id);\n"
                       "  boost::asio::io_context& context_;\n"
                       "  std::unique_ptr<Json> settings_;\n"
                       "};\n"
                       "void A::f(int id) { context_.run(); this->settings_->dump(); }\n")),
              ElementsAre("9: c:boost.asio#io_context().run", "9: c:nlohmann#json().dump"));
}

TEST(CppTest, ConstructorsAndModifiersAreTold) {
  const FileFacts facts =
      Cpp("class A : public B {\n"
          "  explicit A(int a = 1) {}\n"
          "  virtual int f() const override { return 1; }\n"
          "  static int g(int n = 2);\n"
          "};\n"
          "A::A(int a) {}\n");
  EXPECT_THAT(Definitions(facts), ElementsAre("class .A", "constructor A.A", "method A.f",
                                              "method A.g", "constructor A.A"));
  EXPECT_THAT(facts.definitions[1].modifiers, ElementsAre("explicit"));
  EXPECT_TRUE(facts.definitions[1].parameters.at(0).has_default);
  EXPECT_THAT(facts.definitions[2].modifiers, ElementsAre("virtual", "override"));
  EXPECT_THAT(facts.definitions[3].modifiers, ElementsAre("static"));
  EXPECT_EQ(facts.definitions[3].parameters.at(0).name, "n");
}

TEST(CppTest, AliasesAndNamelessStructsHaveTheNameOfTheirTypedef) {
  const FileFacts facts =
      Cpp("typedef struct { int a; } store_t;\n"
          "typedef std::vector<int> Ids;\n"
          "void f(Ids ids) { ids.clear(); }\n");
  EXPECT_THAT(Definitions(facts),
              ElementsAre("class .store_t", "field store_t.a", "type-alias .Ids", "function .f"));
  EXPECT_THAT(Uses(facts), ElementsAre("3: c:std#vector().clear"));
}

TEST(CppTest, WhatIsCastMadeOrCalledHasItsType) {
  const FileFacts facts =
      Cpp("struct A { int f(); };\n"
          "void g(void* p) {\n"
          "  auto* a = static_cast<A*>(p);\n"
          "  a->f();\n"
          "  auto v = std::vector<int>{1, 2};\n"
          "  v.clear();\n"
          "}\n");
  EXPECT_THAT(Uses(facts),
              ElementsAre("3: global:#static_cast", "4: local:#A().f", "6: c:std#vector().clear"));
  EXPECT_EQ(facts.uses.at(0).result_target, "a");
}

TEST(CppTest, TextsReachQueriesWithTheirParts) {
  EXPECT_THAT(
      Parts(Cpp("#include <sqlite3.h>\n"
                "#include <stdio.h>\n"
                "void f(sqlite3* db, const char* given) {\n"
                "  char sql[128];\n"
                "  snprintf(sql, sizeof(sql), \"SELECT a FROM t WHERE n = '%s' AND i = %d\","
                " given, 1);\n"
                "  sqlite3_exec(db, sql, 0, 0, 0);\n"
                "  sqlite3_exec(db, \"DELETE \" \"FROM t\", 0, 0, 0);\n"
                "}\n")),
      ElementsAre("select given=parameter 1=number", "delete"));
}

TEST(CppTest, LocksAndThreadsAreConstructs) {
  const FileFacts facts =
      Cpp("#include <pthread.h>\n"
          "void f(pthread_mutex_t* m) {\n"
          "  pthread_mutex_lock(m);\n"
          "  pthread_create(0, 0, 0, 0);\n"
          "  auto r = std::async(g);\n"
          "}\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kLock),
              ElementsAre("3: c:pthread.h#pthread_mutex_t()/lock"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kSpawn),
              ElementsAre("4: c:pthread.h#pthread_create/", "5: c:std#async/"));
}

TEST(CppTest, ATextIsTheSameAsACString) {
  const FileFacts facts =
      Cpp("#include <libpq-fe.h>\n"
          "void f(PGconn* db, const std::string& name) {\n"
          "  std::string sql = \"SELECT a FROM t WHERE n = '\" + name + \"'\";\n"
          "  PQexec(db, sql.c_str());\n"
          "}\n");
  const auto query = std::find_if(
      facts.statements.begin(), facts.statements.end(),
      [](const Statement& statement) { return statement.source == StatementSource::kQuery; });
  ASSERT_NE(query, facts.statements.end());
  EXPECT_EQ(query->text, "SELECT a FROM t WHERE n = '{}'");
  ASSERT_EQ(query->parts.size(), 1U);
  EXPECT_EQ(query->parts[0].provenance, Provenance::kParameter);
}

TEST(CppTest, ImportsAreAlsoOfNamespacesAndModules) {
  const FileFacts facts =
      Cpp("export module shop.orders;\n"
          "import std;\n"
          "import shop.parts;\n"
          "export import :totals;\n"
          "using std::string;\n"
          "using namespace std::chrono;\n"
          "using namespace other;\n"
          "struct A : Base { using Base::Base; };\n"
          "string name;\n");
  EXPECT_THAT(Imports(facts),
              ElementsAre("2: c:std#*", "3: own:shop.parts#*", "4: own:shop.orders:totals#*",
                          "5: c:std#string", "6: c:std.chrono#*"));
  EXPECT_EQ(facts.imports.at(2).form, ImportForm::kExport);
  EXPECT_THAT(Uses(facts, UseForm::kType), ElementsAre("9: c:std#string"));
}

TEST(CppTest, AnOpenNamespaceTellsWhatIncludedHeadersDeclare) {
  const FileFacts facts =
      Cpp("#include <map>\n"
          "using namespace std;\n"
          "map<int, int> known;\n"
          "mutex lock;\n"
          "void f() { known.clear(); sort(1); }\n");
  EXPECT_THAT(Uses(facts, UseForm::kType), ElementsAre("3: c:std#map"));
  EXPECT_THAT(Uses(facts), ElementsAre("5: c:std#map().clear", "5: ?:#sort"));
}

TEST(CppTest, AliasesOfNamespacesThatNameEachOtherEnd) {
  EXPECT_THAT(Uses(Cpp("namespace a = b::x;\n"
                       "namespace b = a::y;\n"
                       "void f() { a::g(); }\n")),
              ElementsAre("3: ?:#a.g"));
}

TEST(CppTest, PrototypesAreNoVariables) {
  const FileFacts facts =
      Cpp("#include <string>\n"
          "std::string name();\n"
          "static int depth(int n);\n"
          "static int depth(int n) { name(); return depth(n - 1); }\n");
  EXPECT_THAT(Uses(facts), ElementsAre("4: ?:#name", "4: local:#depth"));
  EXPECT_TRUE(facts.definitions.at(0).calls_itself);
}

TEST(CppTest, FunctionsOfOneNameMayCallTheOther) {
  const FileFacts facts =
      Cpp("void print(const char* text) { puts(text); }\n"
          "void print(int n) { print(text_of(n)); }\n");
  EXPECT_FALSE(facts.definitions.at(1).calls_itself);
}

TEST(CppTest, MethodsThatAreDeclaredAndDefinedCallThemselves) {
  const FileFacts facts =
      Cpp("class Tree { int depth(Node* n); std::string name() const; };\n"
          "int Tree::depth(Node* n) { name(); return depth(n->left); }\n");
  EXPECT_THAT(Definitions(facts), ElementsAre("class .Tree", "method Tree.depth",
                                              "method Tree.name", "method Tree.depth"));
  EXPECT_TRUE(facts.definitions.at(3).calls_itself);
  EXPECT_THAT(Uses(facts), ElementsAre("2: local:#name", "2: local:#depth"));
}

TEST(CppTest, PointersToFunctionsAreFields) {
  EXPECT_THAT(Definitions(Cpp("struct ops { int (*open)(const char *); int (close)(int); };\n")),
              ElementsAre("class .ops", "field ops.open", "method ops.close"));
}

TEST(CppTest, TheOwnerIsTheClassWithoutItsNamespace) {
  EXPECT_THAT(Definitions(Cpp("namespace shop { class Orders; }\n"
                              "void shop::Orders::find() {}\n"
                              "void shop::run() {}\n"
                              "Outer::Inner::Inner() {}\n")),
              ElementsAre("method Orders.find", "function .run", "constructor Inner.Inner"));
}

TEST(CppTest, ConstructorsDestructorsAndConversionsMayBeDeclaredAlone) {
  EXPECT_THAT(Definitions(Cpp("class A {\n"
                              "  explicit A(int n);\n"
                              "  ~A();\n"
                              "  operator bool() const;\n"
                              "  template <typename T> A(T other) {}\n"
                              "  friend void swap(A& a, A& b);\n"
                              "};\n")),
              ElementsAre("class .A", "constructor A.A", "method A.~A", "method A.operator bool",
                          "constructor A.A"));
}

TEST(CppTest, ACallByNameInAMethodMayBeOfAnyFunction) {
  EXPECT_THAT(Uses(Cpp("class A { void f() { g(); this->h(); } };\n")),
              ElementsAre("1: ?:#g", "1: self:#h"));
}

TEST(CppTest, NamesThatAreBoundTogetherAreNotTheWhole) {
  EXPECT_THAT(Uses(Cpp("#include <map>\n"
                       "void f(std::map<int, int>& known) {\n"
                       "  auto [at, fresh] = known.insert(1);\n"
                       "  at.use();\n"
                       "  for (auto& [key, value] : known) key.use();\n"
                       "}\n")),
              ElementsAre("3: c:std#map().insert", "4: ?:#at.use", "5: ?:#key.use"));
}

TEST(CppTest, AttributesAreOfWhatTheyStandOn) {
  const FileFacts facts =
      Cpp("[[nodiscard]] int f();\n"
          "class [[deprecated(\"use B\")]] A { [[nodiscard]] int g(); };\n"
          "__attribute__((format(printf, 1, 2), cold)) void note(const char*, ...) {}\n"
          "void h(int n) { switch (n) { case 1: [[fallthrough]]; default: break; } }\n");
  EXPECT_THAT(Uses(facts, UseForm::kDecorator),
              ElementsAre("1: global:#nodiscard", "2: global:#deprecated", "2: global:#nodiscard",
                          "3: global:#gnu.format", "3: global:#gnu.cold"));
  EXPECT_THAT(facts.definitions.at(2).annotations,
              ElementsAre("global:#gnu.format", "global:#gnu.cold"));
  EXPECT_THAT(Uses(facts), ElementsAre());
}

TEST(CppTest, WhatAConceptAsksForIsNotCalled) {
  const FileFacts facts =
      Cpp("template <typename T>\n"
          "concept Priced = requires(T t) { t.price(); };\n"
          "decltype(make()) made;\n");
  EXPECT_THAT(Uses(facts), ElementsAre());
  EXPECT_THAT(Definitions(facts), ElementsAre("interface .Priced"));
}

TEST(CppTest, TypesOfCAreKnownByTheirHeader) {
  EXPECT_THAT(
      Uses(Cpp("#include <stdio.h>\n"
               "#include <netdb.h>\n"
               "int f(FILE *log, struct addrinfo *at, regex_t *r) { return at->ai_family; }\n"),
           UseForm::kType),
      ElementsAre("3: c:stdio.h#FILE", "3: c:netdb.h#addrinfo"));
}

TEST(CppTest, DeclarationsThatReadLikePrototypesMakeObjects) {
  const FileFacts facts =
      Cpp("#include <mutex>\n"
          "class A { void f(); std::mutex mutex_; };\n"
          "void A::f() {\n"
          "  std::lock_guard<std::mutex> lock(mutex_);\n"
          "  std::unique_lock later(mutex_, std::defer_lock);\n"
          "  std::thread idle;\n"
          "  std::thread worker(run);\n"
          "  int other(int n);\n"
          "}\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kLock), ElementsAre("4: c:std#mutex()/lock_guard"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kSpawn), ElementsAre("7: c:std#thread/"));
}

TEST(CppTest, ThreadsBeginInListsAndFieldsToo) {
  EXPECT_THAT(Constructs(Cpp("class A {\n"
                             "  A() : worker_([this] { run(); }), moved_(std::move(other)) {}\n"
                             "  void f() { workers_.emplace_back(run); names_.emplace_back(1); }\n"
                             "  std::thread worker_, moved_;\n"
                             "  std::vector<std::thread> workers_;\n"
                             "  std::vector<int> names_;\n"
                             "};\n"),
                         ConstructKind::kSpawn),
              ElementsAre("2: c:std#thread/", "3: c:std#thread/"));
}

TEST(CppTest, HandlersSayWhatTheyDo) {
  const FileFacts facts =
      Cpp("void f() {\n"
          "  try { g(); }\n"
          "  catch (const A& e) { std::cerr << e.what(); }\n"
          "  catch (const B& e) { std::throw_with_nested(C(\"f\")); }\n"
          "  catch (const D& e) { count << 1; }\n"
          "  catch (...) { throw; }\n"
          "}\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kHandler),
              ElementsAre("3: A/log", "4: B/wrap", "5: D/handle", "6: /rethrow"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kThrow), ElementsAre("4: C/cause", "6: /"));
}

TEST(CppTest, OnlyElementsAreExchanged) {
  EXPECT_THAT(Constructs(Cpp("#include <utility>\n"
                             "void f(int* a, int i, int j, T& b, T& c) {\n"
                             "  std::swap(a[i], a[j]);\n"
                             "  std::swap(b, c);\n"
                             "  std::iter_swap(v.begin(), v.end() - 1);\n"
                             "}\n"),
                         ConstructKind::kSwap),
              ElementsAre("3: /", "5: /"));
}

TEST(CppTest, ArraysAreListsOfWork) {
  constexpr std::string_view kWalk =
      "void f(int* seen, int** next) {\n"
      "  int stack[9]; int top = 0;\n"
      "  stack[top++] = 0;\n"
      "  while (top > 0) {\n"
      "    int one = stack[--top];\n"
      "    if (seen[one]) continue;\n"
      "    seen[one] = 1;\n"
      "    stack[top++] = next[one][0];\n"
      "  }\n"
      "}\n";
  EXPECT_THAT(Constructs(Cpp(kWalk), ConstructKind::kWorkList), ElementsAre("4: /stack"));
  // Elements that move up in their array.
  EXPECT_THAT(Constructs(Cpp("void f(int* a, int* seen, int n) {\n"
                             "  int to = 0;\n"
                             "  for (int i = 0; i < n;) {\n"
                             "    if (seen[i]) { i++; continue; }\n"
                             "    seen[i] = 1;\n"
                             "    a[to++] = a[i++];\n"
                             "  }\n"
                             "}\n"),
                         ConstructKind::kWorkList),
              ElementsAre());
}

TEST(CppTest, AMemoIsLookedUpByFindOrCount) {
  constexpr std::string_view kFib =
      "int fib(int n, std::map<int, int>& memo) {\n"
      "  if (memo.find(n) != memo.end()) return 1;\n"
      "  memo[n] = fib(n - 1, memo);\n"
      "  return memo[n];\n"
      "}\n";
  EXPECT_THAT(Constructs(Cpp(kFib), ConstructKind::kMemoTable), ElementsAre("1: /memo"));
  std::string text(kFib);
  text.replace(text.find("find"), 4, "look");
  EXPECT_THAT(Constructs(Cpp(text), ConstructKind::kMemoTable), ElementsAre());
}

TEST(CppTest, MacrosOfOneTextAreConstants) {
  constexpr std::string_view kUse = "void f(db* d) { d->exec(\"SELECT \" COLUMNS \" FROM t\"); }\n";
  const auto text = [kUse](std::string_view defines) {
    const FileFacts facts = Cpp(std::string(defines) + std::string(kUse));
    return facts.statements.empty() ? std::string() : std::string(facts.statements.back().text);
  };
  EXPECT_EQ(text("#define COLUMNS \"a, \" \\\n  \"b\"\n"), "SELECT a, b FROM t");
  EXPECT_EQ(text("#define COLUMNS \"a\"\n#undef COLUMNS\n"), "SELECT {} FROM t");
  EXPECT_EQ(text("#define COLUMNS \"a\"\n#define COLUMNS \"b\"\n"), "SELECT {} FROM t");
  EXPECT_EQ(text("#define COLUMNS NAME \"a\"\n"), "SELECT {} FROM t");
}

TEST(CppTest, PartsSayWhereTheyAreFrom) {
  EXPECT_THAT(
      Parts(Cpp("#include <libpq-fe.h>\n"
                "#include <stdio.h>\n"
                "#include <stdlib.h>\n"
                "#include <string.h>\n"
                "static const char *columns[] = {\"a\", \"b\"};\n"
                "void f(PGconn *db, int i, uint8_t *raw) {\n"
                "  char sql[99], quoted[99];\n"
                "  snprintf(sql, 99, \"SELECT %s FROM t WHERE b = '%s'\", columns[i], raw);\n"
                "  PQexec(db, sql);\n"
                "  strcpy(sql, \"SELECT a FROM t WHERE b = \");\n"
                "  strcat(sql, getenv(\"QUERY_STRING\"));\n"
                "  PQexec(db, sql);\n"
                "  PQescapeStringConn(db, quoted, raw, 9, NULL);\n"
                "  sprintf(sql, \"SELECT a FROM t WHERE b = '%s' AND c = '%s'\", quoted,"
                " getenv(\"HOME\"));\n"
                "  PQexec(db, sql);\n"
                "}\n")),
      ElementsAre("select columns[i]=allow-list raw=parameter",
                  "select getenv(\"QUERY_STRING\")=request",
                  "select quoted=identifier getenv(\"HOME\")=unknown"));
}

TEST(CppTest, StreamsBuildTexts) {
  EXPECT_THAT(Parts(Cpp("void f(Db& db, const std::string& n, int page) {\n"
                        "  std::ostringstream sql;\n"
                        "  sql << \"SELECT a FROM t WHERE n = '\" << n << \"'\";\n"
                        "  if (page > 0) sql << \" OFFSET \" << page;\n"
                        "  db.exec(sql.str());\n"
                        "  std::set<std::string> allowed = {\"a\", \"b\"};\n"
                        "  if (allowed.count(n) == 0) return;\n"
                        "  db.exec(\"SELECT a FROM t ORDER BY \" + n);\n"
                        "}\n")),
              ElementsAre("select n=parameter page=number", "select n=allow-list"));
}

TEST(CppTest, ATextIsToldOnce) {
  const FileFacts facts =
      Cpp("#include <libpq-fe.h>\n"
          "void f(PGconn* db, const std::string& n) {\n"
          "  PQexec(db, (\"SELECT a FROM t WHERE n = '\" + n + \"'\").c_str());\n"
          "}\n");
  EXPECT_EQ(facts.statements.size(), 1U);
  EXPECT_TRUE(facts.strings.empty());
}

TEST(CppTest, AClassMayBeMarkedByAMacro) {
  const FileFacts facts =
      Cpp("class SHOP_EXPORT Orders : public Base {\n"
          " public:\n"
          "  Orders(int n);\n"
          "  void find() { run(); mutex_.lock(); }\n"
          "  void run();\n"
          " private:\n"
          "  std::mutex mutex_;\n"
          "};\n"
          "struct node find(int n) { return n; }\n");
  EXPECT_THAT(Definitions(facts),
              ElementsAre("class .Orders", "method Orders.find", "method Orders.run",
                          "field Orders.mutex_", "function .find"));
  EXPECT_THAT(facts.definitions[0].bases, ElementsAre("?:#Base"));
  EXPECT_THAT(Uses(facts), ElementsAre("4: local:#run", "4: c:std#mutex().lock"));
}

TEST(CppTest, NewIsANameInC) {
  EXPECT_THAT(Uses(Cpp("void f(struct node *new) { new->next = g(new); int *a = new int[2]; }\n"),
                   UseForm::kInstantiation),
              ElementsAre("1: ?:#int"));
}

TEST(CppTest, FunctionsThatOnlyCHasNeedNoHeaderOfTheirs) {
  constexpr std::string_view kUse =
      "void f() { snprintf(a, 1, b); pthread_mutex_lock(m); free(a); }\n";
  EXPECT_THAT(
      Uses(Cpp("#include \"server.h\"\n" + std::string(kUse))),
      ElementsAre("2: c:stdio.h#snprintf", "2: c:pthread.h#pthread_mutex_lock", "2: ?:#free"));
  EXPECT_THAT(Uses(Cpp(kUse)),
              ElementsAre("1: ?:#snprintf", "1: ?:#pthread_mutex_lock", "1: ?:#free"));
}

TEST(CppTest, FormatsOfCHaveLengthsAndStars) {
  const FileFacts facts =
      Cpp("#include <stdio.h>\n"
          "void f(const char *a, long long n, int w) {\n"
          "  char to[99];\n"
          "  snprintf(to, 9, \"%lld %.*s %i%% %\" PRIu64 \" %zu\", n, w, a, w, n, n);\n"
          "}\n");
  ASSERT_FALSE(facts.strings.empty());
  EXPECT_EQ(facts.strings[0].value, "{} {} {}% {} {}");
  ASSERT_EQ(facts.strings[0].parts.size(), 5U);
  EXPECT_EQ(facts.strings[0].parts[1].text, "a");
  EXPECT_EQ(facts.strings[0].parts[1].provenance, Provenance::kParameter);
  EXPECT_EQ(facts.strings[0].parts[3].provenance, Provenance::kNumber);
}

TEST(CppTest, OnlyCommentsOfDoxygenDocument) {
  const FileFacts facts =
      Cpp("// One.\n"
          "void a() {}\n"
          "/* Two. */\n"
          "void b() {}\n"
          "/** Three. */\n"
          "void c() {}\n");
  EXPECT_EQ(facts.definitions.at(0).documentation, "");
  EXPECT_EQ(facts.definitions.at(1).documentation, "");
  EXPECT_EQ(facts.definitions.at(2).documentation, "doxygen");
}

TEST(CppTest, AMacroThatHasTheNameOfAMemberIsNone) {
  EXPECT_THAT(Definitions(Cpp("struct ops { int CALLBACK(int, open)(const char *); };\n")),
              ElementsAre("class .ops"));
}

}  // namespace
}  // namespace assay
