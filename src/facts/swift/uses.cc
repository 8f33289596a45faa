// Calls, elements and their arguments.
#include <string>

#include "facts/swift/extractor.h"
#include "facts/swift/known_names.h"

namespace assay {

// a[i]: read as a call with its arguments in square brackets.
SwiftExtractor::Element SwiftExtractor::ElementOf(NodeIndex node) {
  if (R(node) != Role::kCall) return {};
  const NodeIndex list = ArgumentListOf(node);
  if (!TextOf(list).starts_with('[')) return {};
  const NodeIndex key = tree().NamedChild(list, 0);
  return {At(node, Part::kTarget), key == kNoNode ? kNoNode : Inner(key)};
}

std::string SwiftExtractor::KnownResult(std::string_view callee, NodeIndex call) {
  if (callee.starts_with("[]")) {
    // xs[1...] is a part of them.
    const bool part = KindName(ElementOf(call).key).find("range") != std::string_view::npos;
    return std::string(part ? callee : callee.substr(2));
  }
  if (ElementOf(call).table != kNoNode) return {};
  // decode(Order.self) gives an Order.
  if (callee.ends_with(".decode")) {
    const NodeIndex type = At(tree().NamedChild(ArgumentListOf(call), 0), Part::kValue);
    const bool written = R(type) == Role::kPass && TextOf(type).ends_with(".self");
    const std::string name = written ? Resolve(type) : std::string();
    if (name.starts_with("local:#") && !name.ends_with("()")) return name + "()";
  }
  return TypedExtractor::KnownResult(callee, call);
}

std::vector<std::string> SwiftExtractor::KnownResults(std::string_view callee) {
  if (callee == "global:#AsyncStream.makeStream")
    return {"global:#AsyncStream()", "global:#AsyncStream.Continuation()"};
  if (callee == "global:#AsyncThrowingStream.makeStream")
    return {"global:#AsyncThrowingStream()", "global:#AsyncThrowingStream.Continuation()"};
  return {};
}

NodeIndex SwiftExtractor::SuffixOf(NodeIndex call) const {
  const NodeIndex suffix = FirstKind(call, "call_suffix");
  return suffix == kNoNode ? FirstKind(call, "constructor_suffix") : suffix;
}

// Without arguments in parentheses, the closures behind the name are all.
NodeIndex SwiftExtractor::ArgumentListOf(NodeIndex call) const {
  const NodeIndex suffix = SuffixOf(call);
  const NodeIndex list = FirstKind(suffix, "value_arguments");
  return list == kNoNode ? suffix : list;
}

std::vector<SwiftExtractor::ArgumentNode> SwiftExtractor::ArgumentsOf(NodeIndex list) {
  if (R(list) == Role::kAnnotation) return AttributeArguments(list);
  const bool closures = KindName(list).ends_with("_suffix");
  std::vector<ArgumentNode> arguments;
  if (!closures) arguments = TypedExtractor::ArgumentsOf(list);
  if (R(list) != Role::kArguments && !closures) return arguments;
  std::string label;
  for (const NodeIndex item : ItemsOf(closures ? list : Parent(list))) {
    if (R(item) == Role::kIdentifier) label = TextOf(item);
    if (R(item) != Role::kLambda) continue;
    arguments.push_back({item, label});
    label.clear();
  }
  return arguments;
}

// ["a": 1]: keys and values stand in one row.
void SwiftExtractor::AddNested(NodeIndex node, const Argument& parent, int depth,
                               std::vector<Argument>& arguments) {
  constexpr std::size_t kMaxNestedArguments = 64;
  const bool map = parent.kind == ValueKind::kMap;
  std::size_t index = 0;
  NodeIndex key = kNoNode;
  for (const NodeIndex item : ItemsOf(Inner(node))) {
    if (depth <= 0 || arguments.size() >= kMaxNestedArguments) return;
    if (map && key == kNoNode) {
      key = item;
      continue;
    }
    std::string path(parent.path);
    if (map) {
      TextValue text;
      if (!path.empty()) path += '.';
      path += ReadText(key, text) ? text.value : Bounded(key);
      key = kNoNode;
    } else {
      path += '[' + std::to_string(index++) + ']';
    }
    const Argument argument = MakeArgument(item, parent.position, parent.keyword, path);
    arguments.push_back(argument);
    if (argument.kind == ValueKind::kList || argument.kind == ValueKind::kMap)
      AddNested(item, argument, depth - 1, arguments);
  }
}

// Only what stands alone in a body is what the body gives.
ResultUse SwiftExtractor::ResultInBlock(NodeIndex, NodeIndex block) const {
  const bool alone = ItemsOf(block).size() == 1;
  const NodeIndex around = Parent(block);
  if (alone && R(around) == Role::kLambda)
    return IsDefer(Parent(Parent(around))) ? ResultUse::kDiscarded : ResultUse::kReturned;
  const NodeIndex function = Parent(around);
  const bool gives =
      KindName(around) == "function_body"
          ? R(function) == Role::kFunction && ResultTypeOf(function) != kNoNode
          : KindName(around).starts_with("computed_") && KindName(around) != "computed_setter";
  return alone && gives ? ResultUse::kReturned : ResultUse::kDiscarded;
}

// What the call that takes the closure hands to it.
std::string SwiftExtractor::HandedTo(NodeIndex closure) {
  NodeIndex call = Parent(closure);
  if (IsGenericCall(Parent(call))) {
    const std::string name(TextOf(At(Parent(call), Part::kLeft)));
    return std::string(HandedToClosure(FreeCallee(name)));
  }
  if (R(call) == Role::kArgument) call = Parent(Parent(call));
  call = Parent(call);
  if (R(call) == Role::kPass) call = tree().FirstChild(call);
  if (R(call) != Role::kCall) return {};
  return std::string(HandedToClosure(CalleeOf(call)));
}

// AsyncStream<Int> { … }, which the grammar takes for two comparisons.
bool SwiftExtractor::IsGenericCall(NodeIndex node) const {
  const NodeIndex right = At(node, Part::kRight);
  return R(node) == Role::kBinary && TextOf(At(node, Part::kOperator)) == "<" &&
         R(At(node, Part::kLeft)) == Role::kIdentifier && R(right) == Role::kBinary &&
         TextOf(At(right, Part::kOperator)) == ">" && R(At(right, Part::kRight)) == Role::kLambda;
}

void SwiftExtractor::ReadGenericCall(NodeIndex node) {
  const NodeIndex name = At(node, Part::kLeft);
  const NodeIndex closure = At(At(node, Part::kRight), Part::kRight);
  AddCall(
      node,
      DefinesType(TextOf(name)) ? "local:#" + std::string(TextOf(name)) : FreeCallee(TextOf(name)),
      name, kNoNode, {{closure, ""}});
}

// A statement that the grammar takes for a call with a closure.
bool SwiftExtractor::IsDefer(NodeIndex call) const {
  return TextOf(tree().FirstChild(call)) == "defer" &&
         FirstKind(SuffixOf(call), "value_arguments") == kNoNode;
}

// a.swapAt(i, j), swap(&a[i], &a[j])
void SwiftExtractor::NoteSwapCall(NodeIndex node) {
  const CallParts parts = PartsOf(node);
  const std::string_view name = NameText(parts.name);
  const NodeIndex list = ArgumentListOf(node);
  const NodeIndex first = Inner(tree().NamedChild(list, 0));
  const NodeIndex second = Inner(tree().NamedChild(list, 1));
  if (second == kNoNode) return;
  const bool elements = ElementOf(first).table != kNoNode && ElementOf(second).table != kNoNode;
  if ((name == "swapAt" && (parts.object != kNoNode || !OpenTypeName().empty())) ||
      (name == "swap" && parts.object == kNoNode && elements))
    AddConstruct(node, ConstructKind::kSwap);
}

// (a[i], a[j]) = (a[j], a[i])
void SwiftExtractor::NoteTupleSwap(NodeIndex node) {
  const std::vector<NodeIndex> left = ItemsOf(tree().NamedChild(At(node, Part::kLeft), 0));
  const std::vector<NodeIndex> right = ItemsOf(At(node, Part::kRight));
  if (left.size() != 2 || right.size() != 2 || ElementOf(left[0]).table == kNoNode) return;
  if (TextOf(left[0]) == TextOf(right[1]) && TextOf(left[1]) == TextOf(right[0]))
    AddConstruct(node, ConstructKind::kSwap);
}

void SwiftExtractor::ReadElement(NodeIndex node, const Element& element) {
  if (KindName(Parent(node)) == "directly_assignable_expression") return;
  const std::string table = Bounded(element.table);
  const std::string key = Bounded(element.key);
  // if let known = memo[n]
  const bool tested = tree().Field(node) == condition_ || IsTested(node);
  if (tested) shapes().TestMember(table, key);
  shapes().ReadElement(table, key);
  // environment["HOST"]
  const std::string base = Resolve(element.table);
  if (!base.starts_with(traits().ecosystem) || R(element.key) != Role::kString) return;
  AddCall(node, base, kNoNode, kNoNode, {{element.key, ""}}, UseForm::kAttribute);
}

bool SwiftExtractor::EnterCall(NodeIndex node) {
  if (IsDefer(node)) {
    AddConstruct(node, ConstructKind::kCleanup, {}, "defer");
    return true;
  }
  const Element element = ElementOf(node);
  if (element.table != kNoNode) {
    ReadElement(node, element);
    return true;
  }
  // [Int](repeating: 0, count: n)
  const Role target = R(At(node, Part::kTarget));
  if (target == Role::kList || target == Role::kMap) return true;
  NoteConcurrent(node);
  NoteSwapCall(node);
  // seen.insert(x).inserted
  if (R(Parent(node)) == Role::kMember && NameText(At(Parent(node), Part::kName)) == "inserted") {
    const NodeIndex key = tree().NamedChild(ArgumentListOf(node), 0);
    if (key != kNoNode) shapes().TestMember(Bounded(PartsOf(node).object), Bounded(Inner(key)));
  }
  return false;
}

}  // namespace assay
