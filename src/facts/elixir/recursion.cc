// Functions that call themselves.
#include <algorithm>
#include <string>

#include "facts/algorithm_shapes.h"
#include "facts/elixir/extractor.h"

namespace assay {
namespace {

constexpr std::size_t kMaxBodyNodes = 4'000;  // of a function that may be a loop

}  // namespace

// A function that calls itself is a loop whose variables are its parameters.
void ElixirExtractor::ReadRecursion(NodeIndex node, const std::string& name,
                                    const std::vector<NodeIndex>& items) {
  Recursion loop;
  loop.function = name;
  for (const NodeIndex item : items) {
    bool has_default = false;
    loop.parameters.push_back(ParameterName(item, has_default));
    const NodeIndex split = KindName(item) == "list" ? tree().NamedChild(item, 0) : kNoNode;
    if (OperatorOf(split) == "|") loop.rests.push_back(TextOf(At(split, Part::kRight)));
  }
  for (const std::string_view rest : loop.rests) loop.found.Take(rest);
  const NodeIndex end = tree().End(node);
  std::size_t seen = 0;
  for (NodeIndex i = head_end_; i < end && seen < kMaxBodyNodes; ++i, ++seen) {
    if (IsCall(i)) {
      NoteCallOfLoop(i, loop);
    } else if (!OperatorOf(i).empty()) {
      NoteOperatorOfLoop(i, loop);
    }
  }
  if (!loop.again) return;
  for (const AlgorithmShapes::Found& shape : loop.found.CloseLoop(0))
    AddConstruct(node, shape.kind, {}, shape.detail);
}

void ElixirExtractor::NoteCallOfLoop(NodeIndex call, Recursion& loop) {
  const NodeIndex list = At(call, Part::kArguments);
  if (list == kNoNode) return;
  const std::string_view word = TargetOf(call);
  const std::string_view callee = TextOf(At(call, Part::kTarget));
  const std::vector<ArgumentNode> arguments = ArgumentsOf(list);
  if (word == loop.function && arguments.size() == loop.parameters.size()) {
    loop.again = true;
    for (std::size_t i = 0; i < loop.parameters.size(); ++i)
      loop.found.Assign(loop.parameters[i], Bounded(arguments[i].node, kMaxWritten));
  } else if (word == "case") {
    NoteCompared(arguments.empty() ? kNoNode : arguments[0].node, loop);
  } else if (arguments.size() == 2 && callee == "MapSet.member?") {
    loop.found.TestMember(TextOf(arguments[0].node), TextOf(arguments[1].node));
  } else if (arguments.size() >= 2 && (callee == "MapSet.put" || callee == "Map.put")) {
    loop.found.Put(TextOf(arguments[0].node));
  }
}

void ElixirExtractor::NoteOperatorOfLoop(NodeIndex node, Recursion& loop) {
  const std::string_view op = OperatorOf(node);
  const NodeIndex left = At(node, Part::kLeft);
  const NodeIndex right = At(node, Part::kRight);
  const auto is_rest = [&](NodeIndex one) {
    return std::find(loop.rests.begin(), loop.rests.end(), TextOf(one)) != loop.rests.end();
  };
  if (op == "=" && KindName(left) == "identifier") {
    std::string value = Written(right);
    if (value.starts_with("div(")) value.insert(0, "int");
    loop.found.Assign(TextOf(left), value);
  } else if (op == "in") {
    loop.found.TestMember(TextOf(right), TextOf(left));
  } else if ((op == "++" && (is_rest(left) || is_rest(right))) || (op == "|" && is_rest(right))) {
    loop.found.Put(TextOf(is_rest(left) ? left : right));
  } else if (op == "<" || op == ">" || op == "<=" || op == ">=" || op == "==") {
    for (const NodeIndex side : {left, right}) {
      NoteCompared(side, loop);
      if (KindName(side) == "identifier") loop.found.CompareName(TextOf(side));
    }
  }
}

void ElixirExtractor::NoteCompared(NodeIndex value, Recursion& loop) {
  const Element element = ElementOf(value);
  if (element.table != kNoNode)
    loop.found.CompareElement(Bounded(element.table), Bounded(element.key));
}

}  // namespace assay
