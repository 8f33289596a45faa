#include "syntax/tree.h"

#include <flat_walk.h>
#include <fmt/format.h>

#include <cstddef>
#include <type_traits>

#include "base/check.h"
#include "syntax/arena.h"
#include "syntax/parse.h"

namespace assay {
namespace {

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
  SyntaxTree result;
  result.grammar_ = &grammar;
  result.text_ = text;

  const ParseArena arena;
  ASSAY_TRY(const TSTree* const tree, ParseInto(arena, grammar, text, limits));
  result.has_error_ = ts_node_has_error(ts_tree_root_node(tree));
  const std::uint32_t count = assay_flat_count(tree);
  if (count > limits.syntax_nodes) {
    return InputError(fmt::format("tree-too-large: more than {} nodes", limits.syntax_nodes));
  }
  result.nodes_ = std::make_unique_for_overwrite<SyntaxNode[]>(count);
  result.size_ = count;
  auto* const nodes = reinterpret_cast<FlatNode*>(result.nodes_.get());
  ASSAY_CHECK(assay_flat_walk(tree, count, nodes) == count);
  return result;
}

NodeIndex SyntaxTree::ChildByField(NodeIndex index, std::uint16_t field) const {
  if (field == 0 || index == kNoNode) return kNoNode;
  const NodeIndex end = nodes_[index].next;
  for (NodeIndex child = index + 1; child < end; child = nodes_[child].next) {
    if (nodes_[child].field == field) return child;
  }
  return kNoNode;
}

NodeIndex SyntaxTree::NamedChild(NodeIndex index, std::size_t n) const {
  if (index == kNoNode) return kNoNode;
  const NodeIndex end = nodes_[index].next;
  for (NodeIndex child = index + 1; child < end; child = nodes_[child].next) {
    if (!nodes_[child].named() || nodes_[child].extra()) continue;
    if (n-- == 0) return child;
  }
  return kNoNode;
}

}  // namespace assay
