// Elements of arrays, as algorithms read and compare them.
#include <algorithm>
#include <string>

#include "base/text.h"
#include "facts/shell/extractor.h"

namespace assay {

// a[i], ${a[i]}, "${a[$i]}": the element alone; kNoNode for others and for all of an array.
NodeIndex ShellExtractor::ElementOf(NodeIndex node) const {
  if (K(node) == Sh::kString && IsExpansion(node)) node = tree().NamedChild(node, 0);
  if (K(node) == Sh::kExpansion) {
    const NodeIndex inner = tree().NamedChild(node, 0);
    if (TextOf(inner).size() + 3 != TextOf(node).size()) return kNoNode;
    node = inner;
  }
  if (K(node) != Sh::kSubscript) return kNoNode;
  const std::string key = KeyOf(node);
  return key.empty() || key == "@" || key == "*" ? kNoNode : node;
}

std::string ShellExtractor::KeyOf(NodeIndex element) const {
  return WithoutMarks(Bounded(tree().NamedChild(element, 1)));
}

std::string ShellExtractor::WithoutMarks(std::string text) {
  const auto mark = [](char c) { return c == '$' || c == '{' || c == '}' || c == '"'; };
  text.erase(std::remove_if(text.begin(), text.end(), mark), text.end());
  return text;
}

// $((f[i-1] + 1)) as it is computed: f[i-1] + 1.
std::string ShellExtractor::Computed(NodeIndex value) const {
  std::string text = Bounded(value);
  if (K(value) == Sh::kArithmetic && text.starts_with("$((") && text.ends_with("))"))
    text = text.substr(3, text.size() - 5);
  return WithoutMarks(std::move(text));
}

void ShellExtractor::NoteAssigned(NodeIndex target, NodeIndex value) {
  const NodeIndex element = ElementOf(target);
  if (element == kNoNode) return shapes().Assign(Bounded(target), Computed(value));
  shapes().WriteElement(TableOf(element), KeyOf(element), Computed(value));
}

// (( a[i] > a[j] )), [[ ${a[i]} -gt $x ]], (( low = middle + 1 ))
void ShellExtractor::ReadBinary(NodeIndex node) {
  const NodeIndex left = Child(node, left_);
  const NodeIndex right = Child(node, right_);
  const std::string_view op = TextOf(Child(node, operator_));
  if (op == "=" && left != kNoNode && !IsExpansion(left)) return NoteAssigned(left, right);
  constexpr std::string_view kComparisons = "-eq -ne -lt -le -gt -ge < > <= >= == != =";
  if (!HasWord(kComparisons, op)) return;
  bool told = false;
  for (const NodeIndex side : {left, right}) {
    const NodeIndex element = ElementOf(side);
    if (element == kNoNode) {
      if (side != kNoNode) shapes().CompareName(Computed(side));
      continue;
    }
    shapes().CompareElement(TableOf(element), KeyOf(element));
    if (!told) AddConstruct(node, ConstructKind::kIndexComparison);
    told = true;
  }
}

// kept=${a[i]}; a[i]=${a[j]}; a[j]=$kept
void ShellExtractor::NoteSwap(NodeIndex first) {
  NodeIndex items[3] = {first, kNoNode, kNoNode};
  for (std::size_t at = 1; at < 3; ++at) {
    NodeIndex next = tree().NextSibling(items[at - 1]);
    while (next != kNoNode && !tree()[next].named()) next = tree().NextSibling(next);
    if (K(next) != Sh::kAssignment) return;
    items[at] = next;
  }
  const auto to = [&](std::size_t at) { return Computed(Child(items[at], name_)); };
  const auto from = [&](std::size_t at) { return Computed(Child(items[at], value_)); };
  if (ElementOf(Child(items[1], name_)) == kNoNode || ElementOf(Child(items[2], name_)) == kNoNode)
    return;
  if (from(0) == to(1) && from(1) == to(2) && from(2) == to(0))
    AddConstruct(items[2], ConstructKind::kSwap);
}

}  // namespace assay
