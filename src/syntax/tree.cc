#include "syntax/tree.h"

#include <flat_walk.h>
#include <fmt/format.h>

#include <cstddef>
#include <memory>
#include <type_traits>

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

// The walk over the core's own structures is C and writes nodes as C knows them.
static_assert(std::is_standard_layout_v<SyntaxNode> && sizeof(SyntaxNode) == sizeof(FlatNode));
static_assert(offsetof(SyntaxNode, kind) == offsetof(FlatNode, kind) &&
              offsetof(SyntaxNode, field) == offsetof(FlatNode, field) &&
              offsetof(SyntaxNode, flags) == offsetof(FlatNode, flags) &&
              offsetof(SyntaxNode, start_byte) == offsetof(FlatNode, start_byte) &&
              offsetof(SyntaxNode, end_byte) == offsetof(FlatNode, end_byte) &&
              offsetof(SyntaxNode, start_line) == offsetof(FlatNode, start_line) &&
              offsetof(SyntaxNode, start_column) == offsetof(FlatNode, start_column) &&
              offsetof(SyntaxNode, end_line) == offsetof(FlatNode, end_line) &&
              offsetof(SyntaxNode, parent) == offsetof(FlatNode, parent) &&
              offsetof(SyntaxNode, next) == offsetof(FlatNode, next));
static_assert(SyntaxNode::kNamed == kFlatNamed && SyntaxNode::kMissing == kFlatMissing &&
              SyntaxNode::kError == kFlatError && SyntaxNode::kExtra == kFlatExtra);

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
  result.has_error_ = ts_node_has_error(ts_tree_root_node(tree));
  const std::uint32_t count = assay_flat_count(tree);
  if (count > limits.syntax_nodes) {
    return InputError(fmt::format("tree-too-large: more than {} nodes", limits.syntax_nodes));
  }
  result.nodes_.resize(count);
  auto* const nodes = reinterpret_cast<FlatNode*>(result.nodes_.data());
  ASSAY_CHECK(assay_flat_walk(tree, count, nodes) == count);
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
