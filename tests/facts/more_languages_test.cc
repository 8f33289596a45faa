#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/facts_of.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::IsSupersetOf;

std::vector<std::string> Definitions(const FileFacts& facts) {
  std::vector<std::string> told;
  for (const Definition& definition : facts.definitions)
    told.push_back(std::string(Name(definition.kind)) + " " + std::string(definition.owner) + "." +
                   std::string(definition.name));
  return told;
}

TEST(CppTest, IncludesAndNamespacesTellWhereANameIsFrom) {
  const FileFacts facts =
      FactsOf("cpp",
              "#include <vector>\n"
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

TEST(CppTest, MembersBelongToTheirClassWhereverTheyStand) {
  const FileFacts facts =
      FactsOf("cpp",
              "class Node : public Base {\n"
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

TEST(ScalaTest, ImportsDefinitionsAndCallsThroughImports) {
  const FileFacts facts = FactsOf("scala",
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

TEST(SwiftTest, ImportsDefinitionsAndCallsThroughImports) {
  const FileFacts facts = FactsOf("swift",
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

TEST(ElixirTest, ImportsDefinitionsAndCallsThroughImports) {
  const FileFacts facts = FactsOf("elixir",
                                  "defmodule Shop.Orders do\n"
                                  "  use Phoenix.Controller\n"
                                  "  import Ecto.Query, only: [from: 2]\n"
                                  "  alias Shop.{Repo, User}\n"
                                  "  def index(conn, id) do\n"
                                  "    Repo.all(User)\n"
                                  "    from(id, limit: 1)\n"
                                  "    :crypto.hash(:md5, id)\n"
                                  "    other(id)\n"
                                  "  end\n"
                                  "  defp other(a), do: a\n"
                                  "end\n");
  EXPECT_EQ(facts.package, "Shop.Orders");
  EXPECT_THAT(Imports(facts), ElementsAre("2: hex:Phoenix.Controller#", "3: hex:Ecto.Query#",
                                          "4: hex:Shop.Repo#", "4: hex:Shop.User#"));
  EXPECT_THAT(Uses(facts), ElementsAre("6: hex:Shop.Repo#all", "7: hex:Ecto.Query#from",
                                       "8: hex:crypto#hash", "9: local:#other"));
  EXPECT_THAT(Definitions(facts), ElementsAre("module .Shop.Orders", "function Shop.Orders.index",
                                              "function Shop.Orders.other"));
}

TEST(MoreLanguagesTest, HostileSourceIsBounded) {
  for (const char* const format : {"cpp", "scala", "swift", "elixir"}) {
    FactsOf(format, std::string(20'000, '('));
    std::string chain = "x";
    for (int i = 0; i < 3'000; ++i) chain += ".a()";
    FactsOf(format, chain);
    std::string nested;
    for (int i = 0; i < 200; ++i) nested += "class A { def f() do defmodule B do ";
    FactsOf(format, nested);
  }
}

}  // namespace
}  // namespace assay
