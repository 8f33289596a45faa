#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/facts_of.h"

namespace assay {
namespace {

using ::testing::ElementsAre;

FileFacts Elixir(std::string_view text) { return FactsOf("elixir", text); }

TEST(ElixirTest, ImportsDefinitionsAndCallsThroughImports) {
  const FileFacts facts = Elixir(
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
  EXPECT_THAT(Imports(facts), ElementsAre("2: hex:Phoenix.Controller#", "3: hex:Ecto.Query#from",
                                          "4: hex:Shop.Repo#", "4: hex:Shop.User#"));
  EXPECT_THAT(Uses(facts), ElementsAre("6: hex:Shop.Repo#all", "7: hex:Ecto.Query#from",
                                       "8: hex:crypto#hash", "9: local:#other"));
  EXPECT_THAT(Definitions(facts), ElementsAre("module .Shop.Orders", "function Shop.Orders.index",
                                              "function Shop.Orders.other"));
}

TEST(ElixirTest, AttributesTellWhatAModuleIs) {
  const FileFacts facts = Elixir(
      "defmodule Shop do\n"
      "  @moduledoc \"Keeps orders.\"\n"
      "  use GenServer\n"
      "  @behaviour Plug\n"
      "  @find \"SELECT a FROM t\"\n"
      "  @type t :: integer\n"
      "  defstruct [:id, name: nil]\n"
      "  @doc \"Starts.\"\n"
      "  @spec start(keyword) :: atom\n"
      "  def start(options \\\\ []), do: Repo.query(@find)\n"
      "  @impl true\n"
      "  def init(%{a: a} = state), do: state\n"
      "end\n");
  EXPECT_THAT(Definitions(facts),
              ElementsAre("module .Shop", "field Shop.find", "type-alias Shop.t", "field Shop.id",
                          "field Shop.name", "function Shop.start", "function Shop.init"));
  EXPECT_EQ(facts.definitions[0].documentation, "doc");
  EXPECT_THAT(facts.definitions[0].bases, ElementsAre("hex:GenServer#", "hex:Plug#"));
  EXPECT_EQ(facts.definitions[5].documentation, "doc");
  EXPECT_EQ(facts.definitions[5].parameters[0].name, "options");
  EXPECT_TRUE(facts.definitions[5].parameters[0].has_default);
  EXPECT_THAT(facts.definitions[6].modifiers, ElementsAre("override"));
  EXPECT_EQ(facts.definitions[6].parameters[0].name, "state");
  EXPECT_THAT(Uses(facts), ElementsAre("10: hex:Repo#query"));
  EXPECT_THAT(Parts(facts), ElementsAre("select"));
}

TEST(ElixirTest, APipeGivesTheFirstArgument) {
  const FileFacts facts = Elixir(
      "defmodule Shop do\n"
      "  import Ecto.Changeset\n"
      "  def change(user, given) do\n"
      "    user |> cast(given, [:name]) |> Repo.insert()\n"
      "  end\n"
      "end\n");
  EXPECT_THAT(Uses(facts), ElementsAre("4: hex:Ecto.Changeset#cast", "4: hex:Repo#insert"));
  EXPECT_EQ(facts.uses[1].result, ResultUse::kReturned);
  EXPECT_EQ(facts.uses[0].result, ResultUse::kArgument);
  EXPECT_EQ(facts.uses[0].result_target, "hex:Repo#insert");
  EXPECT_EQ(facts.uses[0].arguments.at(0).text, "user");
}

TEST(ElixirTest, StructsAreMadeByTheirModule) {
  const FileFacts facts = Elixir(
      "defmodule Shop do\n"
      "  alias Shop.Catalog.Product, as: P\n"
      "  def f(%P{} = known, x) do\n"
      "    %P{price: 1}\n"
      "    known.price\n"
      "    __MODULE__.f(known, 1)\n"
      "  end\n"
      "end\n");
  EXPECT_THAT(Uses(facts, UseForm::kInstantiation),
              ElementsAre("4: hex:Shop.Catalog.Product#__struct__"));
  EXPECT_THAT(Uses(facts), ElementsAre("6: local:#f"));
}

TEST(ElixirTest, HandlersHaveTypesAndWhatTheyDo) {
  const FileFacts facts = Elixir(
      "defmodule Shop do\n"
      "  defmodule Missing do\n"
      "    defexception message: \"missing\"\n"
      "  end\n"
      "  def f(path) do\n"
      "    File.read!(path)\n"
      "  rescue\n"
      "    e in [File.Error, ArgumentError] -> reraise e, __STACKTRACE__\n"
      "    e in RuntimeError -> raise Missing, message: e.message\n"
      "    _ -> Logger.error(\"x\")\n"
      "  catch\n"
      "    :exit, reason -> reason\n"
      "  after\n"
      "    File.close(path)\n"
      "  end\n"
      "  def g(x), do: (case x do {:error, r} -> r; _ -> 1 end)\n"
      "end\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kHandler),
              ElementsAre("8: hex:File.Error#/rethrow", "8: hex:ArgumentError#/rethrow",
                          "9: hex:RuntimeError#/wrap", "10: /log", "12: /handle", "16: /handle"));
  EXPECT_THAT(facts.definitions.at(1).bases, ElementsAre("hex:Exception#"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kCleanup), ElementsAre("13: /finally"));
}

TEST(ElixirTest, ProcessesMessagesAndTasksAreConstructs) {
  const FileFacts facts = Elixir(
      "defmodule Shop do\n"
      "  def f(pid) do\n"
      "    send(pid, :go)\n"
      "    receive do\n"
      "      :ok -> 1\n"
      "    end\n"
      "    GenServer.cast(pid, :stop)\n"
      "    task = Task.async(fn -> 1 end)\n"
      "    Task.await(task)\n"
      "    Enum.each([1], fn i -> i end)\n"
      "    for i <- [1], do: i\n"
      "  end\n"
      "  def fact(0), do: 1\n"
      "  def fact(n), do: n * fact(n - 1)\n"
      "end\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kChannel),
              ElementsAre("3: global:#send/put", "4: /get", "7: hex:GenServer#cast/put"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kSpawn), ElementsAre("8: hex:Task#async/"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kAwait), ElementsAre("9: hex:Task#await/"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kLoop), ElementsAre("10: /each"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kComprehension), ElementsAre("11: /"));
  EXPECT_FALSE(facts.definitions.at(2).calls_itself);
  EXPECT_TRUE(facts.definitions.at(3).calls_itself);
}

TEST(ElixirTest, AFunctionOfAnotherArityIsAnotherFunction) {
  const FileFacts facts = Elixir(
      "defmodule Shop do\n"
      "  def size(n), do: size(n, :kb)\n"
      "  defp size(n, :kb), do: n / 1024\n"
      "  def put(socket, n), do: socket |> put(:n, n)\n"
      "end\n");
  EXPECT_FALSE(facts.definitions.at(1).calls_itself);
  EXPECT_FALSE(facts.definitions.at(2).calls_itself);
  EXPECT_FALSE(facts.definitions.at(3).calls_itself);
}

TEST(ElixirTest, WhatAnActionIsGivenIsOfTheRequest) {
  const FileFacts facts = Elixir(
      "defmodule Shop do\n"
      "  def show(conn, %{\"id\" => id} = params) do\n"
      "    page = conn.query_params[\"page\"]\n"
      "    Repo.query(\"SELECT a FROM t WHERE b = #{id}, #{params[\"n\"]}, #{page}, "
      "#{conn.assigns.user}\")\n"
      "  end\n"
      "  def handle_event(_, %{\"q\" => q}, socket), do: Repo.query(\"SELECT a FROM t WHERE b = "
      "#{q}\")\n"
      "  defp show(conn, params), do: Repo.query(\"SELECT a FROM t WHERE b = #{params}\")\n"
      "  def list(conn, name), do: Repo.query(\"SELECT a FROM t WHERE b = #{name}\")\n"
      "end\n");
  EXPECT_THAT(Parts(facts),
              ElementsAre("select id=request params[\"n\"]=request page=request "
                          "conn.assigns.user=unknown",
                          "select q=request", "select params=parameter", "select name=parameter"));
}

TEST(ElixirTest, AFunctionThatCallsItselfIsALoop) {
  const FileFacts facts = Elixir(
      "defmodule Shop do\n"
      "  def find(t, x, low, high) do\n"
      "    middle = div(low + high, 2)\n"
      "    if elem(t, middle) < x,\n"
      "      do: find(t, x, middle + 1, high), else: find(t, x, low, middle - 1)\n"
      "  end\n"
      "  def half(t, x, low, high) do\n"
      "    middle = div(low + high, 2)\n"
      "    if elem(t, middle) < x, do: half(t, x, middle + 1, high)\n"
      "  end\n"
      "  def sum([n | rest], total), do: sum(rest, total + n)\n"
      "end\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kBisection), ElementsAre("2: /middle"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kWorkList), ElementsAre());
}

}  // namespace
}  // namespace assay
