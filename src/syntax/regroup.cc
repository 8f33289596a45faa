#include "syntax/regroup.h"

#include <algorithm>

#include "syntax/tree.h"

namespace assay {
namespace {

// The tree as links, in which a turn takes a constant time.
struct Links {
  NodeIndex parent, previous, next, first, last;
};

class Regrouping {
 public:
  Regrouping(const SyntaxTree& tree, const OperatorTable& table) : tree_(tree), table_(table) {}

  bool Needed() const {
    for (NodeIndex node = 0; node < tree_.size(); ++node) {
      const Operator& outer = table_[tree_.Kind(node)];
      if (!outer.left && !outer.right) continue;
      const NodeIndex first = tree_.FirstChild(node);
      NodeIndex last = first;
      for (NodeIndex i = first; i != kNoNode; i = tree_.NextSibling(i)) last = i;
      if (IsWeaker(first, outer, outer.left, false) || IsWeaker(last, outer, outer.right, true))
        return true;
    }
    return false;
  }

  void Run() {
    Link();
    std::size_t left = kTurnsPerNode * tree_.size();
    std::vector<NodeIndex> due;
    for (NodeIndex node = tree_.size(); node-- > 0;) {
      const Operator& outer = table_[tree_.Kind(node)];
      if (!outer.left && !outer.right) continue;
      due.push_back(node);
      while (!due.empty() && left > 0) {
        const NodeIndex one = due.back();
        due.pop_back();
        const NodeIndex inner = Turn(one);
        if (inner == kNoNode) continue;
        --left;
        due.push_back(links_[inner].parent);
        due.push_back(inner);
        due.push_back(one);
      }
      due.clear();
    }
  }

  // The nodes in their new order, with what the turns changed.
  std::vector<SyntaxNode> Nodes() const {
    std::vector<SyntaxNode> nodes;
    nodes.reserve(tree_.size());
    std::vector<NodeIndex> old;  // by the new index
    std::vector<NodeIndex> index(tree_.size(), 0);
    old.reserve(tree_.size());
    NodeIndex node = 0;
    while (node != kNoNode) {
      index[node] = static_cast<NodeIndex>(nodes.size());
      nodes.push_back(tree_[node]);
      nodes.back().field = fields_[node];
      nodes.back().parent = links_[node].parent == kNoNode ? 0 : index[links_[node].parent];
      old.push_back(node);
      if (links_[node].first != kNoNode) {
        node = links_[node].first;
        continue;
      }
      while (node != kNoNode && links_[node].next == kNoNode) node = links_[node].parent;
      if (node != kNoNode) node = links_[node].next;
    }
    for (NodeIndex i = static_cast<NodeIndex>(nodes.size()); i-- > 0;) {
      const Links& links = links_[old[i]];
      const NodeIndex last = links.last == kNoNode ? kNoNode : index[links.last];
      nodes[i].next = last == kNoNode ? i + 1 : nodes[last].next;
      if (!turned_[old[i]] || last == kNoNode) continue;
      const SyntaxNode& first = nodes[index[links.first]];
      nodes[i].start_byte = first.start_byte;
      nodes[i].start_line = first.start_line;
      nodes[i].start_column = first.start_column;
      nodes[i].end_byte = nodes[last].end_byte;
      nodes[i].end_line = nodes[last].end_line;
    }
    return nodes;
  }

 private:
  bool IsOperand(NodeIndex node) const {
    return node != kNoNode && tree_[node].named() && !tree_[node].extra();
  }

  // Whether `inner`, an end of an `outer`, binds weaker on the side where it
  // meets the rest of it.
  bool IsWeaker(NodeIndex inner, const Operator& outer, bool has_side, bool at_right) const {
    if (!has_side || !IsOperand(inner)) return false;
    const Operator& below = table_[tree_.Kind(inner)];
    if (!(at_right ? below.left : below.right) || below.strength >= outer.strength) return false;
    // `.name` is a name: the dot belongs to it.
    return at_right || !tree_.Text(tree_.FirstChild(inner)).starts_with('.');
  }

  void Link() {
    const NodeIndex size = tree_.size();
    links_.assign(size, {kNoNode, kNoNode, kNoNode, kNoNode, kNoNode});
    fields_.resize(size);
    turned_.assign(size, false);
    for (NodeIndex node = 0; node < size; ++node) {
      fields_[node] = tree_.Field(node);
      const NodeIndex parent = tree_.Parent(node);
      if (parent == kNoNode) continue;
      Links& links = links_[node];
      links.parent = parent;
      links.previous = links_[parent].last;
      if (links.previous == kNoNode) {
        links_[parent].first = node;
      } else {
        links_[links.previous].next = node;
      }
      links_[parent].last = node;
    }
  }

  // Makes `node` a child of `parent` between two that are neighbours there.
  void Hang(NodeIndex node, NodeIndex parent, NodeIndex previous, NodeIndex next) {
    links_[node].parent = parent;
    links_[node].previous = previous;
    links_[node].next = next;
    (previous == kNoNode ? links_[parent].first : links_[previous].next) = node;
    (next == kNoNode ? links_[parent].last : links_[next].previous) = node;
  }

  // Turns `outer` with the end of it that binds weaker; that one, or kNoNode.
  //   (a + b).c  ->  a + (b.c)
  NodeIndex Turn(NodeIndex outer) {
    if (outer == kNoNode || links_[outer].parent == kNoNode) return kNoNode;
    const Operator& strong = table_[tree_.Kind(outer)];
    const bool at_left = IsWeaker(links_[outer].first, strong, strong.left, false);
    if (!at_left && !IsWeaker(links_[outer].last, strong, strong.right, true)) return kNoNode;
    const NodeIndex inner = at_left ? links_[outer].first : links_[outer].last;
    const NodeIndex shared = at_left ? links_[inner].last : links_[inner].first;
    if (!IsOperand(shared)) return kNoNode;
    const Links around_outer = links_[outer];
    const Links around_inner = links_[inner];
    const Links around_shared = links_[shared];
    Hang(shared, outer, around_inner.previous, around_inner.next);
    Hang(outer, inner, around_shared.previous, around_shared.next);
    Hang(inner, around_outer.parent, around_outer.previous, around_outer.next);
    // A field is the place's, not the node's.
    const std::uint16_t field = fields_[outer];
    fields_[outer] = fields_[shared];
    fields_[shared] = fields_[inner];
    fields_[inner] = field;
    turned_[outer] = turned_[inner] = true;
    return inner;
  }

  const SyntaxTree& tree_;
  const OperatorTable& table_;
  std::vector<Links> links_;
  std::vector<std::uint16_t> fields_;
  std::vector<bool> turned_;
};

}  // namespace

void SyntaxTree::Regroup(const OperatorTable& table) {
  Regrouping regrouping(*this, table);
  if (!regrouping.Needed()) return;
  regrouping.Run();
  const std::vector<SyntaxNode> nodes = regrouping.Nodes();
  std::copy(nodes.begin(), nodes.end(), nodes_.get());
}

}  // namespace assay
