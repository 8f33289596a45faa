// Calls, values and their arguments.
#include <algorithm>
#include <string>

#include "base/text.h"
#include "facts/elixir/extractor.h"

namespace assay {

// f(a, b: 1)
std::vector<ElixirExtractor::ArgumentNode> ElixirExtractor::ArgumentsOf(NodeIndex list) {
  std::vector<ArgumentNode> arguments;
  // a |> f(b) is f(a, b).
  const NodeIndex pipe = list == kNoNode ? kNoNode : Parent(Parent(list));
  if (IsPipe(pipe) && At(pipe, Part::kRight) == Parent(list))
    arguments.push_back({At(pipe, Part::kLeft), ""});
  for (const NodeIndex item : ItemsOf(list)) {
    if (KindName(item) != "keywords") {
      arguments.push_back({item, ""});
      continue;
    }
    for (const NodeIndex pair : ItemsOf(item)) {
      const NodeIndex value = At(pair, Part::kValue);
      if (value != kNoNode) arguments.push_back({value, std::string(KeyText(pair))});
    }
  }
  return arguments;
}

bool ElixirExtractor::IsPipe(NodeIndex node) const {
  return KindName(node) == "binary_operator" && TextOf(At(node, Part::kOperator)) == "|>";
}

std::string_view ElixirExtractor::KeyText(NodeIndex pair) const {
  std::string_view key = Trim(TextOf(At(pair, Part::kKey)));
  if (key.ends_with(':')) key.remove_suffix(1);
  return key.substr(0, 80);
}

Value ElixirExtractor::ReadValue(NodeIndex node) {
  const std::string_view text = TextOf(node);
  if (KindName(node) == "atom" && text.size() > 1)
    return {ValueKind::kString, std::string(Truncate(text.substr(1), 80))};
  if (KindName(node) == "alias") return {ValueKind::kName, ModuleName(node)};
  if (KindName(node) == "unary_operator" && text.starts_with('&') && text.size() > 2) {
    const std::string captured = CapturedName(node);
    if (!captured.empty()) return {ValueKind::kName, captured};
    return {CapturedOf(node) == kNoNode ? ValueKind::kFunction : ValueKind::kOther,
            CapturedOf(node) == kNoNode ? std::string() : Bounded(node)};
  }
  // @timeout is told by what it was set to.
  if (KindName(node) == "unary_operator" && text.starts_with('@')) {
    TextValue constant;
    if (ReadText(node, constant) && constant.parts.empty())
      return {ValueKind::kString, std::move(constant.value)};
    return {ValueKind::kName, Bounded(node)};
  }
  return TypedExtractor::ReadValue(node);
}

// &String.upcase/1, &double/1: what stands before the number of its parameters.
NodeIndex ElixirExtractor::CapturedOf(NodeIndex capture) const {
  const NodeIndex whole = At(capture, Part::kValue);
  if (!TextOf(capture).starts_with('&') || OperatorOf(whole) != "/" ||
      KindName(At(whole, Part::kRight)) != "integer")
    return kNoNode;
  const NodeIndex named = At(whole, Part::kLeft);
  const bool remote = IsCall(named) && At(named, Part::kArguments) == kNoNode;
  return remote || R(named) == Role::kIdentifier ? named : kNoNode;
}

std::string ElixirExtractor::CapturedName(NodeIndex capture) {
  const NodeIndex named = CapturedOf(capture);
  if (named == kNoNode) return {};
  return IsCall(named) ? CalleeOf(named) : FreeCallee(TextOf(named));
}

bool ElixirExtractor::NamesCallee(NodeIndex call) const {
  const NodeIndex capture = Parent(Parent(call));
  return KindName(capture) == "unary_operator" && CapturedOf(capture) == call;
}

// &double/1 names a function that is not called; of a module it is a call's target.
void ElixirExtractor::ReadCapture(NodeIndex node) {
  const NodeIndex captured = CapturedOf(node);
  if (R(captured) != Role::kIdentifier) return;
  const std::string name = CapturedName(node);
  if (!name.empty()) AddCall(node, name, captured, kNoNode, {}, UseForm::kAttribute);
}

// %User{name: name} calls what makes one.
void ElixirExtractor::ReadMade(NodeIndex node) {
  NodeIndex of = kNoNode;
  NodeIndex content = kNoNode;
  for (const NodeIndex item : ItemsOf(node)) {
    if (KindName(item) == "struct") of = tree().NamedChild(item, 0);
    if (KindName(item) == "map_content") content = tree().NamedChild(item, 0);
  }
  const std::string name = of == kNoNode ? std::string() : ModuleName(of);
  if (name.empty() || node < head_end_ || IsPattern(node)) return;
  std::vector<ArgumentNode> arguments;
  for (const NodeIndex pair : ItemsOf(content)) {
    const NodeIndex value = At(pair, Part::kValue);
    if (R(pair) == Role::kPair && value != kNoNode)
      arguments.push_back({value, std::string(KeyText(pair))});
  }
  AddCall(node, name.ends_with('#') ? name + "__struct__" : name, kNoNode, kNoNode, arguments,
          UseForm::kInstantiation);
}

// user.name
bool ElixirExtractor::ReadsField(NodeIndex call) const {
  const NodeIndex target = At(call, Part::kTarget);
  const NodeIndex object = At(target, Part::kObject);
  return KindName(target) == "dot" && At(call, Part::kArguments) == kNoNode &&
         (KindName(object) == "identifier" || IsCall(object)) && TextOf(object) != "__MODULE__" &&
         !TextOf(call).ends_with(')');
}

// f(n - 1) inside f/1, with what a pipe gives.
void ElixirExtractor::NoteOwnCall(NodeIndex node, std::string_view word) {
  Definition* const function = EnclosingFunction();
  if (function == nullptr || word.empty() || function->name != word) return;
  // def list(%Socket{topic: topic}), do: list(topic) leads to another clause.
  const auto leads = [](const Parameter& parameter) { return parameter.name.starts_with('%'); };
  const std::vector<Parameter>& parameters = function->parameters;
  if (std::any_of(parameters.begin(), parameters.end(), leads)) return;
  const NodeIndex list = At(node, Part::kArguments);
  if (list != kNoNode && ArgumentsOf(list).size() == parameters.size())
    function->calls_itself = true;
}

}  // namespace assay
