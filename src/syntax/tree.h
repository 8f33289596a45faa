// Source text as a tree of grammar nodes, flattened.
//
// tree-sitter parses; one walk copies the visible nodes into one array in
// pre-order, and the tree is given back. Extractors then read an array:
// going to a child, the next sibling or the parent is index arithmetic, no
// recursion is needed anywhere, and no other folder knows tree-sitter.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "syntax/regroup.h"

namespace assay {

// Ids of a grammar's node kinds and fields, by name. One a process, for each
// grammar, built on first use; safe from any thread.
class Grammar {
 public:
  // By the name in grammars/ ("python", "tsx"); null if there is none.
  static const Grammar* Find(std::string_view name);

  std::string_view name() const { return name_; }
  std::uint16_t kind_count() const { return static_cast<std::uint16_t>(kinds_.size()); }
  std::string_view KindName(std::uint16_t kind) const { return kinds_[kind]; }
  bool IsNamed(std::uint16_t kind) const { return named_[kind]; }
  std::string_view FieldName(std::uint16_t field) const { return fields_[field]; }  // 0: ""
  // 0 if the grammar has no such field.
  std::uint16_t Field(std::string_view name) const;
  // A table from kind id to `Enum` for an extractor's switch. Every entry
  // names a kind of the grammar; kinds not named map to 0. A kind that the
  // grammar lacks is an invariant broken by a grammar update: ASSAY_CHECK.
  struct KindEntry {
    std::string_view name;
    std::uint8_t value;
    bool named = true;  // false for anonymous tokens such as "async" or "+"
  };
  std::vector<std::uint8_t> KindTable(const std::vector<KindEntry>& entries) const;

  const void* language() const { return language_; }  // TSLanguage; src/syntax alone

 private:
  friend struct GrammarRegistry;
  std::string_view name_;
  const void* language_ = nullptr;
  std::vector<std::string_view> kinds_;
  std::vector<bool> named_;
  std::vector<std::string_view> fields_;
};

// Without initial values: there are millions, and each is written as a whole.
struct SyntaxNode {
  std::uint16_t kind;
  std::uint16_t field;  // of its parent; 0 for none
  std::uint8_t flags;
  std::uint32_t start_byte;
  std::uint32_t end_byte;
  std::uint32_t start_line;    // 1-based
  std::uint32_t start_column;  // 1-based, bytes
  std::uint32_t end_line;      // of the last byte
  std::uint32_t parent;        // the root is its own parent
  std::uint32_t next;          // the first index behind this node's subtree

  static constexpr std::uint8_t kNamed = 1, kMissing = 2, kError = 4, kExtra = 8;
  bool named() const { return (flags & kNamed) != 0; }
  bool missing() const { return (flags & kMissing) != 0; }
  bool error() const { return (flags & kError) != 0; }
  bool extra() const { return (flags & kExtra) != 0; }
};

using NodeIndex = std::uint32_t;
inline constexpr NodeIndex kNoNode = 0xFFFFFFFF;

// Node 0 is the root. The text outlives the tree.
class SyntaxTree {
 public:
  // Fails (kInput) where the budget of `limits` is used up; the message is
  // the diagnostic's, its code the first word ("parse-budget: …").
  static Result<SyntaxTree> Parse(const Grammar& grammar, std::string_view text,
                                  const Limits& limits);

  const Grammar& grammar() const { return *grammar_; }
  std::string_view text() const { return text_; }
  std::span<const SyntaxNode> nodes() const { return {nodes_.get(), size_}; }
  const SyntaxNode& operator[](NodeIndex index) const { return nodes_[index]; }
  NodeIndex size() const { return size_; }
  // Puts the operators of `table` in their order (regroup.h). Indices of nodes
  // change; their tokens and the order of these do not.
  void Regroup(const OperatorTable& table);
  // Any error or missing node in the tree.
  bool has_error() const { return has_error_; }

  // The accessors below take kNoNode for an answer: of a node that is not
  // there, everything is empty. Broken source lacks nodes anywhere, and a chain
  // of look-ups then ends in nothing instead of being checked link by link.

  std::string_view Text(NodeIndex index) const {
    if (index == kNoNode) return {};
    const SyntaxNode& node = nodes_[index];
    return text_.substr(node.start_byte, node.end_byte - node.start_byte);
  }
  std::uint16_t Kind(NodeIndex index) const { return index == kNoNode ? 0 : nodes_[index].kind; }
  std::uint16_t Field(NodeIndex index) const { return index == kNoNode ? 0 : nodes_[index].field; }
  // The first index behind the node's subtree; 0, so that no loop up to it runs, for none.
  NodeIndex End(NodeIndex index) const { return index == kNoNode ? 0 : nodes_[index].next; }
  // kNoNode for the root.
  NodeIndex Parent(NodeIndex index) const {
    return index == kNoNode || index == 0 ? kNoNode : nodes_[index].parent;
  }
  // kNoNode where there is none. Children in order: FirstChild, then NextSibling.
  NodeIndex FirstChild(NodeIndex index) const {
    if (index == kNoNode) return kNoNode;
    return nodes_[index].next > index + 1 ? index + 1 : kNoNode;
  }
  NodeIndex NextSibling(NodeIndex index) const {
    if (index == kNoNode) return kNoNode;
    const NodeIndex next = nodes_[index].next;
    const NodeIndex parent = nodes_[index].parent;
    return index != 0 && next < nodes_[parent].next ? next : kNoNode;
  }
  NodeIndex ChildByField(NodeIndex index, std::uint16_t field) const;
  // The n-th named child that is not an extra (a comment); 0-based.
  NodeIndex NamedChild(NodeIndex index, std::size_t n) const;

 private:
  const Grammar* grammar_ = nullptr;
  std::string_view text_;
  std::unique_ptr<SyntaxNode[]> nodes_;
  NodeIndex size_ = 0;
  bool has_error_ = false;
};

}  // namespace assay
