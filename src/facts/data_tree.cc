#include "facts/data_tree.h"

#include <utility>

#include "base/text.h"

namespace assay {
namespace {

bool IsNumber(std::string_view text) {
  if (text.starts_with("0x") || text.starts_with("0o")) {
    const std::string_view digits =
        text[1] == 'x' ? "0123456789abcdefABCDEF" : std::string_view("01234567");
    return text.size() > 2 && text.find_first_not_of(digits, 2) == std::string_view::npos;
  }
  std::size_t i = 0;
  const auto digits = [&] {
    const std::size_t begin = i;
    while (i < text.size() && ((text[i] >= '0' && text[i] <= '9') || (i > begin && text[i] == '_')))
      ++i;
    return i > begin;
  };
  if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
  bool any = digits();
  if (i < text.size() && text[i] == '.') {
    ++i;
    any = digits() || any;
  }
  if (any && i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
    if (!digits()) return false;
  }
  return any && i == text.size();
}

}  // namespace

DataIndex DataTree::Add(DataIndex parent, DataNode node) {
  if (full()) return kNoData;
  const auto index = static_cast<DataIndex>(nodes_.size());
  node.parent = parent;
  node.first_child = node.last_child = node.next = kNoData;
  nodes_.push_back(node);
  if (parent == kNoData) {
    roots_.push_back(index);
  } else if (DataNode& owner = nodes_[parent]; owner.last_child == kNoData) {
    owner.first_child = owner.last_child = index;
  } else {
    nodes_[owner.last_child].next = index;
    owner.last_child = index;
  }
  return index;
}

DataIndex DataTree::Find(DataIndex map, std::string_view key) const {
  if (!IsMap(map)) return kNoData;
  for (DataIndex child = nodes_[map].first_child; child != kNoData; child = nodes_[child].next) {
    if (nodes_[child].key == key) return child;
  }
  return kNoData;
}

DataIndex DataTree::FindPath(DataIndex map, std::initializer_list<std::string_view> keys) const {
  for (const std::string_view key : keys) map = Find(map, key);
  return map;
}

std::vector<DataIndex> DataTree::Children(DataIndex index) const {
  std::vector<DataIndex> children;
  if (index == kNoData) return children;
  for (DataIndex child = nodes_[index].first_child; child != kNoData; child = nodes_[child].next) {
    children.push_back(child);
  }
  return children;
}

bool DataTree::Copy(DataIndex source, DataIndex parent, Text key, std::size_t& budget) {
  std::vector<std::pair<DataIndex, DataIndex>> open = {{source, parent}};
  bool first = true;
  while (!open.empty()) {
    const auto [from, to] = open.back();
    open.pop_back();
    if (budget == 0 || full()) return false;
    --budget;
    DataNode node = nodes_[from];
    if (first) node.key = key;
    first = false;
    const DataIndex copy = Add(to, node);
    // Children are pushed in reverse, so that the copies keep their order.
    const std::vector<DataIndex> children = Children(from);
    for (auto child = children.rbegin(); child != children.rend(); ++child) {
      open.emplace_back(*child, copy);
    }
  }
  return true;
}

void DataTree::SetChildren(DataIndex parent, const std::vector<DataIndex>& children) {
  DataNode& owner = nodes_[parent];
  owner.first_child = owner.last_child = kNoData;
  for (const DataIndex child : children) {
    nodes_[child].parent = parent;
    nodes_[child].next = kNoData;
    if (owner.last_child == kNoData) {
      owner.first_child = child;
    } else {
      nodes_[owner.last_child].next = child;
    }
    owner.last_child = child;
  }
}

void DataTree::Drop(DataIndex map, std::string_view key) {
  if (!IsMap(map)) return;
  std::vector<DataIndex> kept = Children(map);
  std::erase_if(kept, [&](DataIndex child) { return nodes_[child].key == key; });
  SetChildren(map, kept);
}

ValueKind PlainScalarKind(std::string_view text) {
  if (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL") {
    return ValueKind::kNull;
  }
  if (text == "true" || text == "True" || text == "TRUE" || text == "false" || text == "False" ||
      text == "FALSE") {
    return ValueKind::kBoolean;
  }
  return IsNumber(text) ? ValueKind::kNumber : ValueKind::kString;
}

bool IsTemplated(std::string_view text) {
  if (text.find("{{") != std::string_view::npos || text.find("<%") != std::string_view::npos) {
    return true;
  }
  for (std::size_t at = text.find('$'); at != std::string_view::npos && at + 1 < text.size();
       at = text.find('$', at + 1)) {
    const char after = text[at + 1];
    if (after == '$') {
      ++at;  // An escaped dollar sign.
    } else if (after == '{' || after == '(' || after == '_' ||
               (ToLowerAscii(after) >= 'a' && ToLowerAscii(after) <= 'z')) {
      return true;
    }
  }
  return false;
}

}  // namespace assay
