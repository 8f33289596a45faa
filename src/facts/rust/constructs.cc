// Patterns that bind names, errors in Result, channels, swaps and spawns.
#include <string>

#include "facts/rust/extractor.h"

namespace assay {

// for job in receiver
void RustExtractor::NoteReceived(NodeIndex node) {
  const NodeIndex over = Inner(At(node, Part::kRight));
  const std::string value = Resolve(over);
  if (value.ends_with("()") && traits().channels.contains(Member(value, "recv")))
    AddConstruct(over, ConstructKind::kChannel, value, "get");
}

// Some(x), Ok(x): x is what the value holds.
void RustExtractor::BindPattern(NodeIndex pattern, NodeIndex value) {
  const std::vector<NodeIndex> names_of = NamesOf(pattern);
  std::string held;
  if (names_of.size() == 1 && KindName(pattern) == "tuple_struct_pattern") {
    const std::string_view of = TextOf(tree().NamedChild(pattern, 0));
    if (of == "Some" || of == "Ok") held = Evaluate(value);
  }
  for (const NodeIndex name : names_of)
    names().Bind(TextOf(name), {sink().KeepName(held), {}, {}}, true);
}

// Err(e) => …: a handler.
void RustExtractor::ReadArm(NodeIndex node) {
  const NodeIndex around = tree().ChildByField(node, id_.pattern);
  const NodeIndex pattern = tree().NamedChild(around, 0);
  const NodeIndex match = Parent(Parent(node));
  BindPattern(pattern, At(match, Part::kCondition));
  if (TextOf(tree().NamedChild(pattern, 0)) != "Err") return;
  AddHandler(node, pattern, At(node, Part::kBody));
}

// if let Err(e) = f() { … }
void RustExtractor::NoteCondition(NodeIndex node) {
  const NodeIndex condition = At(node, Part::kCondition);
  if (condition == kNoNode || Kind(condition) != id_.let_condition) return;
  const NodeIndex pattern = tree().ChildByField(condition, id_.pattern);
  if (TextOf(tree().NamedChild(pattern, 0)) == "Err")
    AddHandler(node, pattern, At(node, Part::kBody));
}

void RustExtractor::AddHandler(NodeIndex node, NodeIndex pattern, NodeIndex body) {
  const NodeIndex inner = tree().NamedChild(pattern, 1);
  std::string type;
  if (KindName(inner) == "tuple_struct_pattern" || R(inner) == Role::kMember) {
    const NodeIndex named = R(inner) == Role::kMember ? inner : tree().NamedChild(inner, 0);
    type = Resolve(named);
    if (type.empty()) type = Bounded(named);
  }
  const std::string_view name = R(inner) == Role::kIdentifier ? TextOf(inner) : std::string_view();
  AddConstruct(node, ConstructKind::kHandler, type, HandlerDetail(body, name));
  if (!name.empty()) NoteCaught(node, name);
}

std::string_view RustExtractor::HandlerDetail(NodeIndex body, std::string_view caught) {
  const std::vector<NodeIndex> items =
      R(body) == Role::kBlock ? ItemsOf(body) : std::vector<NodeIndex>{body};
  std::size_t logs = 0;
  for (NodeIndex item : items) {
    if (IsLogCall(item)) ++logs;
    if (R(item) == Role::kStatement) item = tree().NamedChild(item, 0);
    if (R(item) == Role::kReturn) item = tree().NamedChild(item, 0);
    // Err(e).context("…")
    const NodeIndex told = WithContext(item);
    if (told != kNoNode) {
      const NodeIndex error = tree().NamedChild(At(told, Part::kArguments), 0);
      return TextOf(error) == caught ? "wrap" : "handle";
    }
    if (TextOf(At(item, Part::kTarget)) != "Err") continue;
    const NodeIndex thrown = tree().NamedChild(At(item, Part::kArguments), 0);
    if (TextOf(thrown) == caught) return "rethrow";
    return Passes(thrown, caught) ? "wrap" : "handle";
  }
  if (items.empty() || TextOf(body) == "()") return "empty";
  const bool one = items.size() == 1;
  if (one &&
      (R(items[0]) == Role::kContinue || R(tree().NamedChild(items[0], 0)) == Role::kContinue))
    return "pass";
  return logs == items.size() ? "log" : "handle";
}

// The Err(e) that a context is given to; kNoNode if it is not that.
NodeIndex RustExtractor::WithContext(NodeIndex call) const {
  if (R(call) != Role::kCall) return kNoNode;
  const CallParts parts = PartsOf(call);
  const std::string_view member = TextOf(parts.name);
  const bool context = member == "context" || member == "with_context";
  return context && TextOf(At(parts.object, Part::kTarget)) == "Err" ? parts.object : kNoNode;
}

void RustExtractor::NoteCall(NodeIndex node) {
  const NodeIndex target = At(node, Part::kTarget);
  const std::string_view name = TextOf(target);
  const bool macro = IsMacro(node);
  if (name == "Err" && !macro) {
    NodeIndex up = Parent(node);
    const bool told = WithContext(Parent(up)) == node;
    if (told) up = Parent(Parent(up));
    const bool thrown = R(up) == Role::kReturn || R(up) == Role::kBlock || R(up) == Role::kCase ||
                        R(up) == Role::kStatement;
    const NodeIndex error = Inner(tree().NamedChild(At(node, Part::kArguments), 0));
    if (!thrown) return;
    std::string type = R(error) == Role::kCall ? CalleeOf(error) : Resolve(error);
    if (type.ends_with("()")) type.resize(type.size() - 2);
    if (type.empty()) type = Bounded(error);
    AddConstruct(node, ConstructKind::kThrow, type, told || NamesCause(error) ? "cause" : "");
  }
  if (macro && (name == "panic" || name == "bail")) {
    const std::string callee = CalleeOf(node);
    AddConstruct(node, ConstructKind::kThrow, callee.empty() ? Bounded(target) : callee);
  }
  // counts.swap(i, j), but not what an atomic is swapped for.
  if (target != kNoNode && Kind(target) == id_.field_expression &&
      TextOf(At(target, Part::kName)) == "swap" &&
      ItemsOf(At(node, Part::kArguments)).size() == 2 &&
      TextOf(At(node, Part::kArguments)).find("Ordering") == std::string_view::npos)
    AddConstruct(node, ConstructKind::kSwap);
  if (macro && name.ends_with("stream")) NoteStream(node);
  if (name.ends_with("spawn") || name.ends_with("spawn_blocking")) {
    const std::string callee = CalleeOf(node);
    if (callee.starts_with("cargo:std") || callee.starts_with("cargo:tokio") ||
        callee.starts_with("cargo:async_std") || callee.starts_with("cargo:rayon") ||
        callee.starts_with("cargo:actix_rt"))
      AddConstruct(node, ConstructKind::kSpawn, callee);
  }
}

}  // namespace assay
