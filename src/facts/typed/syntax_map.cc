#include "facts/typed/syntax_map.h"

#include <algorithm>

#include "base/check.h"

namespace assay {
namespace {

// In the order of Part.
constexpr std::array<std::string_view, kParts> kPartNames = {
    "name",     "object", "target",    "arguments", "type",     "value", "body", "parameters",
    "receiver", "key",    "condition", "else",      "operator", "left",  "right"};

std::size_t PartOf(std::string_view name) {
  const auto found = std::find(kPartNames.begin(), kPartNames.end(), name);
  ASSAY_CHECK(found != kPartNames.end());
  return static_cast<std::size_t>(found - kPartNames.begin());
}

}  // namespace

SyntaxMap::SyntaxMap(std::string_view grammar, std::initializer_list<KindRow> rows)
    : grammar_(Grammar::Find(grammar)) {
  ASSAY_CHECK(grammar_ != nullptr && rows.size() < 255);
  std::vector<Grammar::KindEntry> kinds;
  entries_.resize(rows.size() + 1);
  std::size_t number = 0;
  for (const KindRow& row : rows) {
    ++number;
    const bool token = row.kind[0] == '\'';
    kinds.push_back({token ? row.kind.substr(1, row.kind.size() - 2) : row.kind,
                     static_cast<std::uint8_t>(number), !token});
    Entry& entry = entries_[number];
    entry.role = row.role;
    for (std::string_view parts = row.parts; !parts.empty();) {
      const std::size_t colon = parts.find(':');
      const std::size_t end = std::min(parts.find(' '), parts.size());
      ASSAY_CHECK(colon < end);
      entry.places[PartOf(parts.substr(0, colon))] =
          ReadPlace(parts.substr(colon + 1, end - colon - 1), rows);
      parts.remove_prefix(std::min(end + 1, parts.size()));
    }
  }
  rows_ = grammar_->KindTable(kinds);
  for (std::uint16_t kind = 0; kind < grammar_->kind_count(); ++kind) {
    const bool token = rows_[kind] == 0 && !grammar_->IsNamed(kind);
    roles_.push_back(static_cast<std::uint8_t>(token ? Role::kToken : entries_[rows_[kind]].role));
  }
}

SyntaxMap::Place SyntaxMap::ReadPlace(std::string_view where,
                                      std::initializer_list<KindRow> rows) const {
  if (where == "-1") return {How::kLast, 0};
  if (where.size() == 1 && where[0] >= '0' && where[0] <= '9')
    return {How::kChild, static_cast<std::uint16_t>(where[0] - '0')};
  if (where[0] == '@') {
    const auto row = std::find_if(rows.begin(), rows.end(), [where](const KindRow& candidate) {
      return candidate.kind == where.substr(1);
    });
    ASSAY_CHECK(row != rows.end());
    return {How::kKind, static_cast<std::uint16_t>(row - rows.begin() + 1)};
  }
  const std::uint16_t field = grammar_->Field(where);
  ASSAY_CHECK(field != 0);
  return {How::kField, field};
}

NodeIndex SyntaxMap::Find(const SyntaxTree& tree, NodeIndex node, Part part) const {
  if (node == kNoNode) return kNoNode;
  const Place place = entries_[rows_[tree.Kind(node)]].places[static_cast<std::size_t>(part)];
  switch (place.how) {
    case How::kNowhere:
      return kNoNode;
    case How::kField:
      return tree.ChildByField(node, place.id);
    case How::kChild:
      return tree.NamedChild(node, place.id);
    case How::kLast:
    case How::kKind:
      break;
  }
  NodeIndex last = kNoNode;
  for (NodeIndex i = tree.FirstChild(node); i != kNoNode; i = tree.NextSibling(i)) {
    if (place.how == How::kKind && rows_[tree.Kind(i)] == place.id) return i;
    if (place.how == How::kLast && tree[i].named() && !tree[i].extra()) last = i;
  }
  return last;
}

std::vector<NodeIndex> SyntaxMap::FindAll(const SyntaxTree& tree, NodeIndex node, Part part) const {
  std::vector<NodeIndex> found;
  if (node == kNoNode) return found;
  const Place place = entries_[rows_[tree.Kind(node)]].places[static_cast<std::size_t>(part)];
  if (place.how != How::kField) {
    const NodeIndex one = Find(tree, node, part);
    if (one != kNoNode) found.push_back(one);
    return found;
  }
  for (NodeIndex i = tree.FirstChild(node); i != kNoNode; i = tree.NextSibling(i)) {
    if (tree[i].field == place.id && tree[i].named()) found.push_back(i);
  }
  return found;
}

}  // namespace assay
