#include "syntax/tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "syntax/arena.h"
#include "syntax/parse.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::StartsWith;

Result<SyntaxTree> ParseAs(std::string_view grammar, std::string_view text,
                           const Limits& limits = {}) {
  return SyntaxTree::Parse(*Grammar::Find(grammar), text, limits);
}

// The kinds of the named nodes with their lines, in order.
std::vector<std::string> Named(const SyntaxTree& tree) {
  std::vector<std::string> told;
  for (const SyntaxNode& node : tree.nodes()) {
    if (!node.named()) continue;
    told.push_back(std::string(tree.grammar().KindName(node.kind)) + " " +
                   std::to_string(node.start_line) + "-" + std::to_string(node.end_line));
  }
  return told;
}

// Every link of the array tells the same tree.
void ExpectConsistent(const SyntaxTree& tree) {
  for (NodeIndex i = 0; i < tree.size(); ++i) {
    const SyntaxNode& node = tree[i];
    const SyntaxNode& parent = tree[node.parent];
    ASSERT_LE(node.start_byte, node.end_byte);
    ASSERT_LE(node.end_byte, tree.text().size());
    ASSERT_LE(node.start_line, node.end_line);
    ASSERT_GT(node.next, i);
    ASSERT_LE(node.next, parent.next);
    if (i > 0) {
      ASSERT_LT(node.parent, i);
    }
    NodeIndex children = 0;
    for (NodeIndex child = tree.FirstChild(i); child != kNoNode; child = tree.NextSibling(child)) {
      ASSERT_EQ(tree.Parent(child), i);
      children += tree.End(child) - child;
    }
    ASSERT_EQ(children + 1, node.next - i);
  }
}

TEST(TreeTest, NodesComeInPreOrderWithTheirLines) {
  const Result<SyntaxTree> tree = ParseAs("python", "def f(a):\n  # why\n  return a\n");
  ASSERT_TRUE(tree);
  EXPECT_THAT(Named(*tree), ElementsAre("module 1-3", "function_definition 1-3", "identifier 1-1",
                                        "parameters 1-1", "identifier 1-1", "comment 2-2",
                                        "block 3-3", "return_statement 3-3", "identifier 3-3"));
  ExpectConsistent(*tree);
}

TEST(TreeTest, FieldsAndNamedChildrenAreFound) {
  const Result<SyntaxTree> tree = ParseAs("python", "def f(a): pass\n");
  ASSERT_TRUE(tree);
  const Grammar& grammar = tree->grammar();
  const NodeIndex function = tree->NamedChild(0, 0);
  EXPECT_EQ(tree->Text(tree->ChildByField(function, grammar.Field("name"))), "f");
  EXPECT_EQ(tree->Text(tree->NamedChild(function, 1)), "(a)");
  EXPECT_EQ(tree->NamedChild(function, 9), kNoNode);
  EXPECT_EQ(grammar.Field("no-such-field"), 0);
}

TEST(TreeTest, LookUpsInANodeThatIsNotThereFindNothing) {
  const Result<SyntaxTree> tree = ParseAs("python", "x\n");
  ASSERT_TRUE(tree);
  EXPECT_EQ(tree->Text(kNoNode), "");
  EXPECT_EQ(tree->Kind(kNoNode), 0);
  EXPECT_EQ(tree->End(kNoNode), 0U);
  EXPECT_EQ(tree->FirstChild(kNoNode), kNoNode);
  EXPECT_EQ(tree->NextSibling(kNoNode), kNoNode);
  EXPECT_EQ(tree->NamedChild(kNoNode, 0), kNoNode);
  EXPECT_EQ(tree->ChildByField(kNoNode, 1), kNoNode);
  EXPECT_EQ(tree->Parent(0), kNoNode);
}

TEST(TreeTest, AGrammarThatIsNotThereIsNull) { EXPECT_EQ(Grammar::Find("latin"), nullptr); }

TEST(TreeTest, BrokenTextHasATreeAllTheSame) {
  const Result<SyntaxTree> tree = ParseAs("python", "def (:\n  x = = 1\ny = 2\n");
  ASSERT_TRUE(tree);
  EXPECT_TRUE(tree->has_error());
  ExpectConsistent(*tree);
}

TEST(TreeTest, EveryLimitSaysWhichItIs) {
  const std::string text = "x = [" + std::string(5'000, '(') + "\n";
  Limits small;
  small.source_bytes = 10;
  EXPECT_THAT(ParseAs("python", text, small).error().message, StartsWith("file-too-large: "));
  Limits hasty;
  hasty.parse_callbacks_base = 1;
  hasty.parse_callbacks_per_kb = 0;
  EXPECT_THAT(ParseAs("python", text, hasty).error().message, StartsWith("parse-budget: "));
  Limits few;
  few.syntax_nodes = 100;
  EXPECT_THAT(ParseAs("python", text, few).error().message, StartsWith("tree-too-large: "));
}

// Broken text costs more than a step of the parser: for these, memory and
// reads are used up long before the callbacks are.
TEST(TreeTest, WorkInsideAStepIsCounted) {
  const auto repeated = [](std::string_view unit, std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) text += unit;
    return text;
  };
  Limits tight;
  tight.parse_bytes_base = std::size_t{4} << 20;
  tight.parse_reads_per_kb = 64;
  // Each error is wrapped together with all that stand before it.
  EXPECT_THAT(ParseAs("python", repeated("class A {\n", 60'000), tight).error().message,
              StartsWith("parse-budget: "));
  // The column of each token is counted from the beginning of its line.
  EXPECT_THAT(ParseAs("scala", repeated("class A { def f = ", 60'000), tight).error().message,
              StartsWith("parse-budget: "));
  // Each quote looks for its end up to the end of the file, all in one step.
  EXPECT_THAT(ParseAs("scala", repeated("`", 60'000), tight).error().message,
              StartsWith("parse-budget: "));
  // Each arrow is repaired by trying every token in every state that is near.
  Limits hasty = tight;
  hasty.parse_callbacks_base = 400;
  EXPECT_THAT(ParseAs("ruby", repeated("() -> ", 20'000), hasty).error().message,
              StartsWith("parse-budget: "));
  // What is healthy is read whole, whatever its size.
  EXPECT_TRUE(ParseAs("python", repeated("def f(a):\n    return [a, (1, 2)]\n", 200'000), tight));
}

// Scanners of grammars write their state into a buffer of the parser's; these
// write a byte or two behind its end (grammars/scanner_room.h).
TEST(TreeTest, AScannersStateMayBeLongerThanItsBuffer) {
  std::string nested;
  for (int i = 0; i < 203; ++i) nested += "\"#{";
  ASSERT_TRUE(ParseAs("ruby", nested + "<<ABCD\nx\nABCD\n"));
  for (const char* const open : {"", "[", "f\"{"}) {
    std::string indented;
    for (std::size_t i = 0; i < 600; ++i) indented += std::string(i, ' ') + "if a:\n";
    ASSERT_TRUE(ParseAs("python", indented + std::string(600, ' ') + open + "b\n"));
  }
}

TEST(TreeTest, DeepNestsAreFlattenedWithoutRecursion) {
  const std::string text = std::string(20'000, '(') + "1" + std::string(20'000, ')');
  const Result<SyntaxTree> tree = ParseAs("python", text);
  ASSERT_TRUE(tree);
  EXPECT_GT(tree->size(), 60'000U);
}

// Each brace may begin a block or an object, and both readings stand side by side.
TEST(TreeTest, ReadingsThatGoTogetherDeepAreGivenBackWithoutRecursion) {
  std::string text;
  while (text.size() < 600'000) text += "{a:";
  for (const char* const grammar : {"javascript", "typescript", "tsx"})
    EXPECT_THAT(ParseAs(grammar, text).error().message, StartsWith("parse-budget: ")) << grammar;
}

// At its end a broken text is written out once for each way in which it can be read.
TEST(TreeTest, TheWaysToReadABrokenTextDoNotFillTheMemory) {
  std::string text;
  while (text.size() < 40'000) text += "template <";
  const auto parse = [&](std::uint64_t stack_steps) {
    const ParseArena arena;
    Limits limits;
    limits.parse_stack_base = stack_steps;
    EXPECT_FALSE(ParseInto(arena, *Grammar::Find("java"), text, limits));
    return arena.used();
  };
  EXPECT_LT(4 * parse(100'000), parse(100'000'000));
}

TEST(TreeTest, AnyBytesAreText) {
  for (const std::string& text :
       {std::string(), std::string(3, '\0'), std::string("\xFF\xFE(\xC3"), std::string("\xEF\xBB"),
        std::string("\r\r\n\n\r"), std::string(300'000, 'a')}) {
    for (const char* grammar : {"python", "javascript", "ruby", "java"}) {
      const Result<SyntaxTree> tree = ParseAs(grammar, text);
      ASSERT_TRUE(tree);
      ExpectConsistent(*tree);
    }
  }
}

// The samples are small and hold most of a grammar: each is cut at every
// place, which takes a parser through its repairs.
TEST(TreeTest, EveryGrammarsRepairsKeepTheTreeWhole) {
  const std::filesystem::path samples = ASSAY_SOURCE_DIR "/tests/syntax/samples";
  for (const auto& entry : std::filesystem::directory_iterator(samples)) {
    const Grammar* const grammar = Grammar::Find(entry.path().stem().string());
    ASSERT_NE(grammar, nullptr) << entry.path();
    SCOPED_TRACE(grammar->name());
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const std::size_t step = text.size() / 40 + 1;
    for (std::size_t at = 0; at < text.size(); at += step) {
      for (const std::string& part : {text.substr(0, at), text.substr(at)}) {
        const Result<SyntaxTree> tree = SyntaxTree::Parse(*grammar, part, Limits{});
        if (tree) ExpectConsistent(*tree);
      }
    }
  }
}

TEST(TreeTest, ThreadsParseSideBySide) {
  const std::string text = "class A:\n  def f(self): return [x for x in (1, 2)]\n";
  const std::vector<std::string> alone = Named(*ParseAs("python", text));
  std::vector<std::thread> threads;
  std::vector<int> same(4, 0);
  for (std::size_t i = 0; i < same.size(); ++i) {
    threads.emplace_back([&, i] {
      for (int round = 0; round < 50; ++round) {
        if (Named(*ParseAs("python", text)) == alone) ++same[i];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(same, ElementsAre(50, 50, 50, 50));
}

// Names of a grammar's operators with their ends and strength.
OperatorTable Operators(const Grammar& grammar) {
  OperatorTable table(grammar.kind_count());
  const auto set = [&](std::string_view name, Operator how) {
    for (std::uint16_t kind = 0; kind < grammar.kind_count(); ++kind) {
      if (grammar.KindName(kind) == name) table[kind] = how;
    }
  };
  set("call_expression", {100, true, false});
  set("navigation_expression", {100, true, false});
  set("prefix_expression", {90, false, true});
  set("additive_expression", {70, true, true});
  set("equality_expression", {50, true, true});
  set("conjunction_expression", {40, true, true});
  set("await_expression", {1, false, true});
  return table;
}

// The expressions of a tree, as "kind text".
std::vector<std::string> Regrouped(std::string_view text) {
  Result<SyntaxTree> tree = ParseAs("swift", text);
  tree->Regroup(Operators(tree->grammar()));
  ExpectConsistent(*tree);
  std::vector<std::string> told;
  for (NodeIndex i = 0; i < tree->size(); ++i) {
    const std::string_view kind = tree->grammar().KindName(tree->Kind(i));
    if (kind.ends_with("_expression"))
      told.push_back(std::string(kind.substr(0, kind.size() - 11)) + " " +
                     std::string(tree->Text(i)));
  }
  return told;
}

TEST(RegroupTest, ACallIsOfTheOperandItStandsBehind) {
  EXPECT_THAT(Regrouped("let a = f(n - 1) + f(n - 2)\n"),
              ElementsAre("additive f(n - 1) + f(n - 2)", "call f(n - 1)", "additive n - 1",
                          "call f(n - 2)", "additive n - 2"));
}

TEST(RegroupTest, ASuffixBindsStrongerThanAPrefix) {
  EXPECT_THAT(Regrouped("let a = !x.y()\n"),
              ElementsAre("prefix !x.y()", "call x.y()", "navigation x.y"));
  EXPECT_THAT(
      Regrouped("let a = await x.y().z\n"),
      ElementsAre("await await x.y().z", "navigation x.y().z", "call x.y()", "navigation x.y"));
}

TEST(RegroupTest, AWeakOperatorIsAboveAStrongOne) {
  EXPECT_THAT(Regrouped("let a = b == c() && d\n"),
              ElementsAre("conjunction b == c() && d", "equality b == c()", "call c()"));
}

TEST(RegroupTest, AMemberThatBeginsWithADotStaysWhole) {
  EXPECT_THAT(Regrouped("f(.init(x: 1))\n"),
              ElementsAre("call f(.init(x: 1))", "call .init(x: 1)", "prefix .init"));
}

TEST(RegroupTest, ManyOperatorsTakeLinearTime) {
  std::string text = "let a = ";
  for (int i = 0; i < 5'000; ++i) text += "!-await ";
  text += "b";
  for (int i = 0; i < 5'000; ++i) text += ".c()";
  Result<SyntaxTree> tree = ParseAs("swift", text);
  ASSERT_TRUE(tree);
  tree->Regroup(Operators(tree->grammar()));
  ExpectConsistent(*tree);
}

}  // namespace
}  // namespace assay
