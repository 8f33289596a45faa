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
  EXPECT_THAT(Imports(facts), ElementsAre("1: c:vector#", "2: c:pthread.h#", "3: own:./own.h#",
                                          "4: c:stdio.h#", "5: c:boost/asio.hpp#"));
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
              ElementsAre("3: c:pthread.h#pthread_mutex_lock/pthread_mutex_lock"));
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

}  // namespace
}  // namespace assay
