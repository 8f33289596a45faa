// The product's core takes shorter ways than tree-sitter's own (grammars/core.c), to the same
// trees.
#include <gtest/gtest.h>
#include <upstream_core.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/parse.h"
#include "tests/support/hostile_source.h"
#include "tests/syntax/flat_nodes.h"

// LeakSanitizer's hook. The scanner of SQL, a grammar that no reader uses, forgets the mark of a
// quoted text ($tag$) each time that the parser goes back into one.
// NOLINTNEXTLINE(bugprone-reserved-identifier,readability-identifier-naming)
extern "C" const char* __lsan_default_suppressions() {
  return "leak:tree_sitter_sql_external_scanner_deserialize\n";
}

namespace assay {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::vector<FlatNode> NodesOf(const TSTree* tree) {
  std::vector<FlatNode> nodes(assay_flat_count(tree));
  nodes.resize(assay_flat_walk(tree, static_cast<std::uint32_t>(nodes.size()), nodes.data()));
  return nodes;
}

std::vector<FlatNode> UpstreamNodes(const Grammar& grammar, std::string_view text) {
  const std::unique_ptr<UpstreamParser, void (*)(UpstreamParser*)> parser(
      upstream_parser_new(static_cast<const TSLanguage*>(grammar.language())),
      upstream_parser_delete);
  const std::unique_ptr<TSTree, void (*)(TSTree*)> tree(
      upstream_parse(parser.get(), text.data(), static_cast<std::uint32_t>(text.size())),
      upstream_tree_delete);
  return NodesOf(tree.get());
}

// Of a text that the limits let through; false for one that costs too much.
bool ExpectTheTreeOfUpstream(const Grammar& grammar, std::string_view text) {
  const ParseArena arena;
  const Result<const TSTree*> tree = ParseInto(arena, grammar, text, Limits{});
  if (!tree) return false;
  const std::vector<FlatNode> nodes = NodesOf(*tree);
  const std::vector<FlatNode> expected = UpstreamNodes(grammar, text);
  EXPECT_EQ(nodes.size(), expected.size());
  for (std::size_t i = 0; i < std::min(nodes.size(), expected.size()); ++i) {
    if (FieldsOf(nodes[i]) == FieldsOf(expected[i])) continue;
    ADD_FAILURE() << "node " << i << ", " << grammar.KindName(expected[i].kind) << " at byte "
                  << expected[i].start_byte;
    break;
  }
  return true;
}

// One after the other on one thread, so that nothing which is kept of one grammar may serve the
// next.
TEST(CoreTest, GivesUpstreamsTreesInEveryGrammar) {
  const std::vector<GrammarSample> samples = GrammarSamples();
  ASSERT_FALSE(samples.empty());
  for (std::size_t part = 1; part <= 20; ++part) {
    for (const auto& [grammar, text] : samples) {
      SCOPED_TRACE(grammar->name());
      EXPECT_TRUE(ExpectTheTreeOfUpstream(*grammar, text.substr(0, text.size() * part / 20)));
    }
  }
}

TEST(CoreTest, GivesThemOfTextThatIsNotAscii) {
  for (const auto& [grammar, text] : GrammarSamples()) {
    SCOPED_TRACE(grammar->name());
    std::string other(kByteOrderMark);
    for (const char c : text)
      other += c == 'e' ? "\xC3\xA9" : c == 'i' ? "\xFF" : std::string(1, c);
    EXPECT_TRUE(ExpectTheTreeOfUpstream(*grammar, other));
    EXPECT_TRUE(ExpectTheTreeOfUpstream(*grammar, text + std::string(1, '\0') + text));
  }
}

// Longer than the blocks that a parser reads, whose ends come at other places each time.
TEST(CoreTest, GivesThemAcrossBlocks) {
  for (const auto& [grammar, text] : GrammarSamples()) {
    SCOPED_TRACE(grammar->name());
    for (std::size_t before = 0; before < 600; before += 37) {
      std::string longer(before, ' ');
      for (const char c : text) longer += c == '\n' ? "\r\n" : std::string(1, c);
      EXPECT_TRUE(ExpectTheTreeOfUpstream(*grammar, longer + text));
    }
  }
}

TEST(CoreTest, GivesThemOfBrokenText) {
  std::size_t compared = 0;
  std::size_t all = 0;
  for (const auto& [grammar, text] : GrammarSamples()) {
    for (const HostileText& hostile : HostileTexts(300, text)) {
      SCOPED_TRACE(std::string(grammar->name()) + ", " + hostile.name);
      compared += ExpectTheTreeOfUpstream(*grammar, hostile.text) ? 1 : 0;
      ++all;
    }
  }
  EXPECT_GT(compared * 100, all * 99);
}

}  // namespace
}  // namespace assay
