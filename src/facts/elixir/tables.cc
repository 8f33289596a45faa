// Elements of tables, whichever functions read, test and write them.
#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "facts/elixir/extractor.h"

namespace assay {
namespace {

// Functions of tables: where the table and the key stand among the arguments,
// and the value that is kept; -1: there is none.
struct TableFunction {
  std::string_view callee;
  int table;
  int key;
  int value;
};
constexpr std::array kTableReads = std::to_array<TableFunction>({{"global:#elem", 0, 1, -1},
                                                                 {"hex:Enum#at", 0, 1, -1},
                                                                 {"hex:Map#fetch!", 0, 1, -1},
                                                                 {"hex:Map#get", 0, 1, -1},
                                                                 {"hex:array#get", 1, 0, -1}});
constexpr std::array kTableTests = std::to_array<TableFunction>({{"hex:Map#fetch", 0, 1, -1},
                                                                 {"hex:Map#has_key?", 0, 1, -1},
                                                                 {"hex:MapSet#member?", 0, 1, -1},
                                                                 {"hex:ets#lookup", 0, 1, -1},
                                                                 {"hex:ets#member", 0, 1, -1}});
constexpr std::array kTableWrites = std::to_array<TableFunction>(
    {{"global:#put_elem", 0, 1, 2}, {"hex:Map#put", 0, 1, 2}, {"hex:array#set", 2, 0, 1}});

const TableFunction* Among(std::span<const TableFunction> functions, std::string_view callee) {
  const auto found = std::find_if(functions.begin(), functions.end(),
                                  [&](const TableFunction& one) { return one.callee == callee; });
  return found == functions.end() ? nullptr : &*found;
}

}  // namespace

// t[i], Enum.at(t, i), elem(t, i), Map.get(t, i), :array.get(i, t). What a
// name picks of a map is no element that could be another.
ElixirExtractor::Element ElixirExtractor::ElementOf(NodeIndex node) {
  Element element;
  if (KindName(node) == "access_call") {
    element = TypedExtractor::ElementOf(node);
  } else if (IsCall(node) && At(node, Part::kArguments) != kNoNode) {
    const TableFunction* const reads = Among(kTableReads, CalleeOf(node));
    if (reads == nullptr) return {};
    const std::vector<ArgumentNode> arguments = ArgumentsOf(At(node, Part::kArguments));
    if (arguments.size() != 2) return {};
    element = {arguments[static_cast<std::size_t>(reads->table)].node,
               arguments[static_cast<std::size_t>(reads->key)].node};
  }
  const NodeIndex key = element.key;
  return KindName(key) == "atom" || R(key) == Role::kString ? Element{} : element;
}

// Elements are written t[i], whatever reads them.
std::string ElixirExtractor::Written(NodeIndex value) {
  std::string written;
  std::uint32_t at = tree()[value].start_byte;
  const std::uint32_t end = tree()[value].end_byte;
  const std::string_view text = tree().text();
  for (NodeIndex i = value; i < tree().End(value) && written.size() < kMaxWritten; ++i) {
    if (!IsCall(i) || tree()[i].start_byte < at) continue;
    const Element element = ElementOf(i);
    if (element.table == kNoNode) continue;
    written += text.substr(at, tree()[i].start_byte - at);
    written += Bounded(element.table) + "[" + Bounded(element.key) + "]";
    at = tree()[i].end_byte;
  }
  if (written.empty()) return Bounded(value, kMaxWritten);
  written += text.substr(at, end - at);
  return written.substr(0, kMaxWritten);
}

// Map.put(memo, n, v), :ets.insert(:memo, {n, v})
void ElixirExtractor::NoteTable(NodeIndex node) {
  const NodeIndex list = At(node, Part::kArguments);
  if (list == kNoNode || R(At(node, Part::kTarget)) != Role::kMember) {
    if (TargetOf(node) != "put_elem") return;
  }
  const auto at = [this](const std::vector<ArgumentNode>& arguments, int index) {
    const auto position = static_cast<std::size_t>(index);
    return position < arguments.size() ? Bounded(arguments[position].node) : std::string();
  };
  const std::string callee = CalleeOf(node);
  if (const TableFunction* const reads = Among(kTableReads, callee)) {
    const std::vector<ArgumentNode> arguments = ArgumentsOf(list);
    return shapes().ReadElement(at(arguments, reads->table), at(arguments, reads->key));
  }
  if (const TableFunction* const tests = Among(kTableTests, callee)) {
    const std::vector<ArgumentNode> arguments = ArgumentsOf(list);
    return shapes().TestMember(at(arguments, tests->table), at(arguments, tests->key));
  }
  if (const TableFunction* const writes = Among(kTableWrites, callee)) {
    const std::vector<ArgumentNode> arguments = ArgumentsOf(list);
    if (arguments.size() != 3) return;
    return shapes().WriteElement(at(arguments, writes->table), at(arguments, writes->key),
                                 Written(arguments[static_cast<std::size_t>(writes->value)].node));
  }
  if (callee != "hex:ets#insert") return;
  const std::vector<ArgumentNode> arguments = ArgumentsOf(list);
  const NodeIndex pair = arguments.size() == 2 ? arguments[1].node : kNoNode;
  if (KindName(pair) != "tuple" || ItemsOf(pair).size() != 2) return;
  shapes().WriteElement(Bounded(arguments[0].node), Bounded(ItemsOf(pair)[0]),
                        Written(ItemsOf(pair)[1]));
}

}  // namespace assay
