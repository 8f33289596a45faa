// The walk over the core's private structures gives what its public cursor does.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "syntax/tree.h"
#include "tests/syntax/flat_nodes.h"

namespace assay {
namespace {

struct Deleter {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
  void operator()(TSTree* tree) const { ts_tree_delete(tree); }
};

FlatNode CopyOf(TSNode node, TSFieldId field, std::uint32_t parent) {
  FlatNode copy{};
  copy.kind = ts_node_is_error(node) ? 0 : ts_node_symbol(node);
  copy.field = field;
  copy.flags = static_cast<std::uint8_t>(
      (ts_node_is_named(node) ? kFlatNamed : 0) | (ts_node_is_missing(node) ? kFlatMissing : 0) |
      (ts_node_is_error(node) ? kFlatError : 0) | (ts_node_is_extra(node) ? kFlatExtra : 0));
  copy.start_byte = ts_node_start_byte(node);
  copy.end_byte = ts_node_end_byte(node);
  const TSPoint start = ts_node_start_point(node);
  const TSPoint end = ts_node_end_point(node);
  copy.start_line = start.row + 1;
  copy.start_column = start.column + 1;
  copy.end_line = end.column == 0 && end.row > start.row ? end.row : end.row + 1;
  copy.parent = parent;
  return copy;
}

std::vector<FlatNode> WithCursor(const TSTree* tree) {
  std::vector<FlatNode> nodes;
  TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
  std::uint32_t parent = 0;
  for (bool more = true; more;) {
    const auto index = static_cast<std::uint32_t>(nodes.size());
    nodes.push_back(CopyOf(ts_tree_cursor_current_node(&cursor),
                           ts_tree_cursor_current_field_id(&cursor), parent));
    if (ts_tree_cursor_goto_first_child(&cursor)) {
      parent = index;
      continue;
    }
    nodes[index].next = index + 1;
    while (more && !ts_tree_cursor_goto_next_sibling(&cursor)) {
      more = ts_tree_cursor_goto_parent(&cursor);
      if (!more) break;
      nodes[parent].next = static_cast<std::uint32_t>(nodes.size());
      parent = nodes[parent].parent;
    }
  }
  ts_tree_cursor_delete(&cursor);
  return nodes;
}

void ExpectEqualWalks(const Grammar& grammar, const std::string& text) {
  const std::unique_ptr<TSParser, Deleter> parser(ts_parser_new());
  ASSERT_TRUE(
      ts_parser_set_language(parser.get(), static_cast<const TSLanguage*>(grammar.language())));
  const std::unique_ptr<TSTree, Deleter> tree(ts_parser_parse_string(
      parser.get(), nullptr, text.data(), static_cast<std::uint32_t>(text.size())));
  const std::vector<FlatNode> expected = WithCursor(tree.get());
  ASSERT_EQ(assay_flat_count(tree.get()), expected.size());
  std::vector<FlatNode> nodes(expected.size());
  ASSERT_EQ(assay_flat_walk(tree.get(), static_cast<std::uint32_t>(nodes.size()), nodes.data()),
            expected.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    ASSERT_EQ(FieldsOf(nodes[i]), FieldsOf(expected[i]))
        << "node " << i << ", " << grammar.KindName(expected[i].kind) << " at byte "
        << expected[i].start_byte;
  }
}

// Whole, and cut off all along, so that errors and missing nodes are among them.
TEST(FlatWalkTest, GivesTheNodesOfACursorInEveryGrammar) {
  for (const auto& [grammar, text] : GrammarSamples()) {
    ASSERT_NE(grammar, nullptr) << text.substr(0, 80);
    SCOPED_TRACE(grammar->name());
    ExpectEqualWalks(*grammar, text);
    for (std::size_t size = 0; size < text.size(); size += 1 + text.size() / 40)
      ExpectEqualWalks(*grammar, text.substr(0, size));
  }
}

TEST(FlatWalkTest, GivesThemInDeepNests) {
  ExpectEqualWalks(*Grammar::Find("python"), std::string(5'000, '(') + "1");
  ExpectEqualWalks(*Grammar::Find("javascript"), std::string(5'000, '[') + std::string(5'000, ']'));
}

TEST(FlatWalkTest, WritesNoMoreThanThereIsRoomFor) {
  const std::unique_ptr<TSParser, Deleter> parser(ts_parser_new());
  ASSERT_TRUE(ts_parser_set_language(
      parser.get(), static_cast<const TSLanguage*>(Grammar::Find("python")->language())));
  const std::unique_ptr<TSTree, Deleter> tree(
      ts_parser_parse_string(parser.get(), nullptr, "x = f(1)\n", 9));
  std::vector<FlatNode> nodes(4);
  nodes[3].kind = 0xABCD;
  EXPECT_EQ(assay_flat_walk(tree.get(), 3, nodes.data()), 3U);
  EXPECT_EQ(nodes[3].kind, 0xABCD);
}

}  // namespace
}  // namespace assay
