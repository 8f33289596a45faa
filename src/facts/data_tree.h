// A configuration document as a tree of maps, lists and scalars with their
// places, whatever syntax it was written in. YAML, JSON and TOML readers build
// one; what a document means is then told from the tree alone.
//
// Nodes are linked by index and nothing recurses, so that the depth of a
// hostile document costs no stack.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/facts.h"
#include "model/text_arena.h"

namespace assay {

using DataIndex = std::uint32_t;
inline constexpr DataIndex kNoData = 0xFFFFFFFF;

// Nodes of one file's trees; what comes after them is not read. Diagnostic:
// "too-many-facts".
inline constexpr std::size_t kMaxDataNodes = 500'000;

struct DataNode {
  Text key;                           // of a map's entry; "" for list items and roots
  Text value;                         // of a scalar
  ValueKind kind = ValueKind::kNull;  // kMap, kList, or a scalar's
  bool templated = false;             // not known before something fills it in, nor what it holds
  bool block = false;                 // a literal block scalar: its lines are the source's
  Region region;                      // from its key, where it has one, to its end
  Region value_region;                // of the value alone; of a block, its content
  DataIndex parent = kNoData;
  DataIndex first_child = kNoData;
  DataIndex last_child = kNoData;
  DataIndex next = kNoData;
};

class DataTree {
 public:
  // kNoData once the tree is full. A parent of kNoData makes it a root.
  DataIndex Add(DataIndex parent, DataNode node);
  // `text` with the life of the tree.
  Text Keep(std::string_view text) { return arena_.Keep(text); }

  const DataNode& operator[](DataIndex index) const { return nodes_[index]; }
  DataNode& operator[](DataIndex index) { return nodes_[index]; }
  std::size_t size() const { return nodes_.size(); }
  bool full() const { return nodes_.size() >= kMaxDataNodes; }
  // One a document of the stream, in order.
  const std::vector<DataIndex>& roots() const { return roots_; }

  bool IsMap(DataIndex index) const { return Is(index, ValueKind::kMap); }
  bool IsList(DataIndex index) const { return Is(index, ValueKind::kList); }
  bool IsScalar(DataIndex index) const {
    return index != kNoData && !IsMap(index) && !IsList(index);
  }
  // The entry of a map; kNoData where there is none or `map` is none. Linear
  // in the map's entries.
  DataIndex Find(DataIndex map, std::string_view key) const;
  // Find along keys, each inside the one before.
  DataIndex FindPath(DataIndex map, std::initializer_list<std::string_view> keys) const;
  bool Has(DataIndex map, std::string_view key) const { return Find(map, key) != kNoData; }
  // The scalar's text; "" where there is none.
  Text Value(DataIndex index) const { return IsScalar(index) ? nodes_[index].value : Text(); }
  Text ValueOf(DataIndex map, std::string_view key) const { return Value(Find(map, key)); }
  std::vector<DataIndex> Children(DataIndex index) const;

  // Appends a copy of the tree below `source` to `parent` under `key`. False
  // if `budget` nodes did not suffice; it is lowered by what was used.
  bool Copy(DataIndex source, DataIndex parent, Text key, std::size_t& budget);
  // Makes `children` all that `parent` has, in this order.
  void SetChildren(DataIndex parent, const std::vector<DataIndex>& children);
  // Takes the entry out of the map, if there is one.
  void Drop(DataIndex map, std::string_view key);

 private:
  bool Is(DataIndex index, ValueKind kind) const {
    return index != kNoData && nodes_[index].kind == kind;
  }

  TextArena arena_;
  std::vector<DataNode> nodes_;
  std::vector<DataIndex> roots_;
};

// A scalar's kind and text as JSON and YAML's core schema read plain ones;
// booleans become "true" and "false".
ValueKind PlainScalarKind(std::string_view text);
// ${…}, {{…}}, $VAR, $(…), <%…%>: something else fills it in later.
bool IsTemplated(std::string_view text);

}  // namespace assay
