// Calls, elements, which are written like calls, and their arguments.
#include <algorithm>
#include <array>
#include <string>

#include "facts/scala/extractor.h"

namespace assay {

// books(1) is one of the books, or memo(n) what is kept there.
std::string ScalaExtractor::KnownResult(std::string_view callee, NodeIndex call) {
  if (callee.starts_with("[]")) return std::string(callee.substr(2));
  return TypedExtractor::KnownResult(callee, call);
}

// ways(i - 1) + 1 as ways[i - 1] + 1: how shapes know an element.
std::string ScalaExtractor::Written(NodeIndex value) {
  std::string text = TypedExtractor::Written(value);
  const std::uint32_t begin = tree()[value].start_byte;
  for (NodeIndex i = value; i < tree().End(value) && tree()[i].start_byte < begin + text.size();
       ++i) {
    const NodeIndex list = At(i, Part::kArguments);
    if (R(i) != Role::kCall || !IsTable(At(i, Part::kTarget)) || R(list) != Role::kArguments)
      continue;
    for (const std::uint32_t at : {tree()[list].start_byte, tree()[list].end_byte - 1}) {
      const std::size_t in_text = at - begin;
      if (in_text < text.size() && (text[in_text] == '(' || text[in_text] == ')'))
        text[in_text] = text[in_text] == '(' ? '[' : ']';
    }
  }
  return text;
}

ScalaExtractor::Element ScalaExtractor::ElementOf(NodeIndex node) {
  if (R(node) != Role::kCall) return {};
  const NodeIndex target = At(node, Part::kTarget);
  const NodeIndex list = At(node, Part::kArguments);
  if (R(target) != Role::kIdentifier || R(list) != Role::kArguments) return {};
  const std::vector<NodeIndex> items = ItemsOf(list);
  return items.size() == 1 && IsTable(target) ? Element{target, items[0]} : Element{};
}

// Whether a variable holds what elements are read of by f(i).
bool ScalaExtractor::IsTable(NodeIndex target) {
  const Binding* const bound = R(target) == Role::kIdentifier ? Known(TextOf(target)) : nullptr;
  if (bound == nullptr) return false;
  const std::string_view value = bound->value;
  static constexpr std::array kTables = std::to_array<std::string_view>(
      {"global:#Array()", "global:#List()", "global:#Map()", "global:#Seq()", "global:#Vector()"});
  return value.starts_with("[]") || value.starts_with("maven:scala.collection#mutable.") ||
         value.starts_with("maven:scala.collection.mutable#") || value == "global:#Array.fill()" ||
         value == "global:#Array.ofDim()" ||
         std::find(kTables.begin(), kTables.end(), value) != kTables.end();
}

// f(a = 1): an argument by its name.
std::vector<ScalaExtractor::ArgumentNode> ScalaExtractor::ArgumentsOf(NodeIndex list) {
  if (R(list) == Role::kBlock || KindName(list) == "case_block") return {{list, ""}};
  std::vector<ArgumentNode> arguments = TypedExtractor::ArgumentsOf(list);
  for (ArgumentNode& argument : arguments) {
    if (R(argument.node) != Role::kAssign) continue;
    argument.keyword = Bounded(At(argument.node, Part::kLeft));
    argument.node = At(argument.node, Part::kRight);
  }
  return arguments;
}

// sql"SELECT …": a call of the interpolator with the text.
void ScalaExtractor::ReadInterpolator(NodeIndex node) {
  const NodeIndex interpolator = tree().NamedChild(node, 0);
  const std::string_view name = TextOf(interpolator);
  if (KindName(node) != "interpolated_string_expression" || IsPlain(name)) return;
  const auto imported = imports().find(std::string(name));
  AddCall(node, imported == imports().end() ? "?:#" + std::string(name) : imported->second,
          interpolator, kNoNode, {{node, ""}});
}

bool ScalaExtractor::EnterCall(NodeIndex node) {
  // Of another constructor, which is no call of the one that is open.
  if (TextOf(At(node, Part::kTarget)) == "this" && EnclosingClass() != nullptr) {
    AddCall(node, "local:#" + std::string(EnclosingClass()->name), kNoNode, kNoNode,
            ArgumentsOf(ArgumentListOf(node)));
    return true;
  }
  const Element element = ElementOf(node);
  if (element.table == kNoNode) {
    NoteConcurrent(node);
    return false;
  }
  const bool assigned = R(Parent(node)) == Role::kAssign && IsPart(node, Part::kLeft);
  if (!assigned) shapes().ReadElement(Bounded(element.table), Bounded(element.key));
  return true;
}

}  // namespace assay
