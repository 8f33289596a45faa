#include "syntax/tree.h"

#include <fmt/format.h>

#include <memory>

#include "base/check.h"
#include "syntax/arena.h"
#include "syntax/grammar_table.h"

namespace assay {
namespace {

struct DeleteParser {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};
using Parser = std::unique_ptr<TSParser, DeleteParser>;

// Not deleted: all of a tree is in the arena, which is reset as a whole, and
// giving it back node by node costs a twentieth of the parse. The parser is
// deleted, since a grammar's scanner may have memory of its own.
using Tree = const TSTree*;

class Cursor {
 public:
  explicit Cursor(TSNode root) : cursor_(ts_tree_cursor_new(root)) {}
  ~Cursor() { ts_tree_cursor_delete(&cursor_); }
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;
  TSTreeCursor* get() { return &cursor_; }

 private:
  TSTreeCursor cursor_;
};

struct Input {
  std::string_view text;
  std::uint32_t callbacks_left;
};

const char* Read(void* payload, std::uint32_t byte, TSPoint, std::uint32_t* size) {
  const std::string_view text = static_cast<Input*>(payload)->text;
  if (byte >= text.size()) {
    *size = 0;
    return "";
  }
  *size = static_cast<std::uint32_t>(text.size() - byte);
  return text.data() + byte;
}

// True stops the parse. Callbacks are counted, not seconds, so that the answer
// does not hang on the machine's load.
bool SpendBudget(TSParseState* state) {
  Input& input = *static_cast<Input*>(state->payload);
  if (input.callbacks_left == 0) return true;
  --input.callbacks_left;
  return false;
}

Tree ParseText(TSParser* parser, std::string_view text, std::uint32_t callbacks) {
  Input input{text, callbacks};
  const TSInput source{&input, Read, TSInputEncodingUTF8, nullptr};
  const TSParseOptions options{&input, SpendBudget};
  return ts_parser_parse_with_options(parser, nullptr, source, options);
}

SyntaxNode Copy(TSNode node, TSFieldId field, NodeIndex parent) {
  SyntaxNode copy;
  // An error has a symbol beyond all tables; it is told by its flag.
  copy.kind = ts_node_is_error(node) ? 0 : ts_node_symbol(node);
  copy.field = field;
  copy.flags = static_cast<std::uint8_t>((ts_node_is_named(node) ? SyntaxNode::kNamed : 0) |
                                         (ts_node_is_missing(node) ? SyntaxNode::kMissing : 0) |
                                         (ts_node_is_error(node) ? SyntaxNode::kError : 0) |
                                         (ts_node_is_extra(node) ? SyntaxNode::kExtra : 0));
  copy.start_byte = ts_node_start_byte(node);
  copy.end_byte = ts_node_end_byte(node);
  const TSPoint start = ts_node_start_point(node);
  const TSPoint end = ts_node_end_point(node);
  copy.start_line = start.row + 1;
  copy.start_column = start.column + 1;
  // A node that ends behind a line end has its last byte on the line before.
  copy.end_line = end.column == 0 && end.row > start.row ? end.row : end.row + 1;
  copy.parent = parent;
  return copy;
}

// False where there are more than `limit` nodes.
bool Flatten(TSNode root, std::size_t limit, std::vector<SyntaxNode>& nodes) {
  Cursor cursor(root);
  NodeIndex parent = 0;
  while (true) {
    if (nodes.size() >= limit) return false;
    const auto index = static_cast<NodeIndex>(nodes.size());
    const TSNode node = ts_tree_cursor_current_node(cursor.get());
    nodes.push_back(Copy(node, ts_tree_cursor_current_field_id(cursor.get()), parent));
    if (ts_node_child_count(node) > 0 && ts_tree_cursor_goto_first_child(cursor.get())) {
      parent = index;
      continue;
    }
    nodes[index].next = index + 1;
    while (!ts_tree_cursor_goto_next_sibling(cursor.get())) {
      if (!ts_tree_cursor_goto_parent(cursor.get())) return true;
      nodes[parent].next = static_cast<NodeIndex>(nodes.size());
      parent = nodes[parent].parent;
    }
  }
}

}  // namespace

Result<SyntaxTree> SyntaxTree::Parse(const Grammar& grammar, std::string_view text,
                                     const Limits& limits) {
  if (text.size() > limits.source_bytes) {
    return InputError(
        fmt::format("file-too-large: {} bytes; {} are parsed", text.size(), limits.source_bytes));
  }
  const std::uint64_t callbacks =
      limits.parse_callbacks_base +
      std::uint64_t{limits.parse_callbacks_per_kb} * (text.size() / 1024 + 1);
  SyntaxTree result;
  result.grammar_ = &grammar;
  result.text_ = text;

  const ParseArena arena;
  const Parser parser(ts_parser_new());
  const bool accepted =
      ts_parser_set_language(parser.get(), static_cast<const TSLanguage*>(grammar.language()));
  ASSAY_CHECK(accepted);  // tests/syntax holds every grammar to the core's ABI.
  const Tree tree = ParseText(parser.get(), text, static_cast<std::uint32_t>(callbacks));
  if (tree == nullptr) {
    return InputError(fmt::format("parse-budget: given up after {} steps", callbacks));
  }
  const TSNode root = ts_tree_root_node(tree);
  result.has_error_ = ts_node_has_error(root);
  result.nodes_.reserve(text.size() / 4 + 16);
  if (!Flatten(root, limits.syntax_nodes, result.nodes_)) {
    return InputError(fmt::format("tree-too-large: more than {} nodes", limits.syntax_nodes));
  }
  return result;
}

NodeIndex SyntaxTree::ChildByField(NodeIndex index, std::uint16_t field) const {
  if (field == 0) return kNoNode;
  for (NodeIndex child = FirstChild(index); child != kNoNode; child = NextSibling(child)) {
    if (nodes_[child].field == field) return child;
  }
  return kNoNode;
}

NodeIndex SyntaxTree::NamedChild(NodeIndex index, std::size_t n) const {
  for (NodeIndex child = FirstChild(index); child != kNoNode; child = NextSibling(child)) {
    if (!nodes_[child].named() || nodes_[child].extra()) continue;
    if (n-- == 0) return child;
  }
  return kNoNode;
}

}  // namespace assay
