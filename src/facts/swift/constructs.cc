// Conditions that bind names, loops, switches, errors and concurrency.
#include <string>

#include "facts/swift/extractor.h"

namespace assay {

// if let a = f(), case .some(let b) = g(): what is bound from there on.
void SwiftExtractor::ReadConditions(NodeIndex node) {
  NodeIndex name = kNoNode;
  NodeIndex type = kNoNode;
  bool assigned = false;
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    const std::string_view kind = KindName(i);
    if (kind == "{" || kind == "else") return;
    if (kind == "=") {
      assigned = true;
    } else if (tree().Field(i) == bound_) {
      name = i;
      type = kNoNode;
      assigned = false;
    } else if (kind == "pattern") {
      for (const NodeIndex one : NamesIn(i)) names().Bind(TextOf(one), {}, true);
      name = kNoNode;
    } else if (tree().Field(i) == name_) {
      type = i;
    } else if (assigned && name != kNoNode && tree()[i].named()) {
      std::string value = ValueOfType(type);
      if (value.empty()) value = Evaluate(i);
      Declare({name, type, i, 0}, value, false, tree().End(i));
      NoteTypes(type, TextOf(name));
      name = kNoNode;
    }
  }
}

void SwiftExtractor::ReadIf(NodeIndex node) {
  Branch();
  // What a guard binds lives on behind it.
  if (KindName(node) != "guard_statement") OpenScope(node, Bindings::ScopeKind::kBlock);
  ReadConditions(node);
}

void SwiftExtractor::ReadWhile(NodeIndex node) {
  Branch();
  OpenLoop(node, "while");
  if (KindName(node) == "repeat_while_statement") return;
  OpenScope(node, Bindings::ScopeKind::kBlock);
  ReadConditions(node);
}

void SwiftExtractor::ReadFor(NodeIndex node) {
  const NodeIndex item = At(node, Part::kLeft);
  const std::vector<NodeIndex> bound = NamesIn(item);
  NodeIndex over = At(node, Part::kRight);
  const CallParts parts = R(over) == Role::kCall ? PartsOf(over) : CallParts();
  const std::string_view member = NameText(parts.name);
  const bool same = bound.size() == 2 ? member == "enumerated"
                                      : member == "reversed" || member == "sorted" ||
                                            member == "shuffled" || member == "dropFirst";
  if (same && parts.object != kNoNode) over = parts.object;
  const bool awaits = Awaits(node);
  if (awaits) AddConstruct(node, ConstructKind::kAwait);
  const std::string stream = awaits ? Resolve(over) : std::string();
  if (stream == "global:#AsyncStream()" || stream == "global:#AsyncThrowingStream()" ||
      stream == "swift:AsyncAlgorithms#AsyncChannel()")
    AddConstruct(node, ConstructKind::kChannel, stream, "get");
  OpenForEach(node, over, bound, bound.empty() ? 0 : bound.size() - 1);
  if (KindName(over) == "range_expression" && bound.size() == 1)
    names().Bind(TextOf(bound[0]), {{}, {}, Provenance::kNumber}, true);
  if (FirstKind(node, "where_clause") != kNoNode) Branch();
}

// for await value in stream
bool SwiftExtractor::Awaits(NodeIndex node) const {
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    if (KindName(i) == "await") return true;
    if (KindName(i) == "in") return false;
  }
  return false;
}

void SwiftExtractor::ReadCase(NodeIndex node) {
  if (FirstKind(node, "default_keyword") == kNoNode) Branch();
  OpenScope(node, Bindings::ScopeKind::kBlock);
  for (const NodeIndex item : ItemsOf(node)) {
    if (KindName(item) != "switch_pattern") continue;
    for (const NodeIndex name : NamesIn(item)) names().Bind(TextOf(name), {}, true);
  }
}

// case let book as Book, case is Order, case .success(let value)
bool SwiftExtractor::MatchesShapes(NodeIndex node) const {
  for (const NodeIndex entry : ItemsOf(node)) {
    const NodeIndex pattern = FirstKind(FirstKind(entry, "switch_pattern"), "pattern");
    if (FirstKind(pattern, "user_type") != kNoNode) return true;
    if (FirstKind(pattern, "pattern") != kNoNode && !NamesIn(pattern).empty()) return true;
  }
  return false;
}

// catch let error as URLError, catch OrderError.missing(let id), catch
void SwiftExtractor::ReadHandler(NodeIndex node) {
  Branch();
  std::vector<NodeIndex> types;
  NodeIndex end = tree().End(node);
  const NodeIndex body = FirstKind(node, "statements");
  for (NodeIndex i = node + 1; i < end; ++i) {
    if (i == body || KindName(i) == "{" || KindName(i) == "where_clause") break;
    if (Kind(i) != type_path_) continue;
    types.push_back(i);
    i = tree().End(i) - 1;
  }
  const NodeIndex pattern = FirstKind(node, "pattern");
  const std::vector<NodeIndex> bound = NamesIn(pattern);
  const bool whole =
      FirstKind(pattern, "value_binding_pattern") != kNoNode || TextOf(pattern).starts_with("let ");
  std::string_view name = pattern == kNoNode ? "error" : "";
  if (whole && bound.size() == 1) name = TextOf(bound[0]);
  const std::string_view detail = DetailOfHandler(ItemsOf(body), name);
  if (types.empty()) AddConstruct(node, ConstructKind::kHandler, {}, detail);
  for (const NodeIndex type : types) {
    const std::string resolved = ResolveType(type);
    AddConstruct(node, ConstructKind::kHandler,
                 resolved.empty() || resolved.starts_with("?:") ? Bounded(type) : resolved, detail);
  }
  OpenScope(node, Bindings::ScopeKind::kBlock);
  for (const NodeIndex one : bound) names().Bind(TextOf(one), {}, true);
  if (name.empty()) return;
  const std::string value = types.size() == 1 ? ValueOfType(types[0]) : std::string();
  names().Bind(name, {sink().KeepName(value), {}, {}}, true);
  NoteCaught(node, name);
}

std::string_view SwiftExtractor::DetailOfHandler(const std::vector<NodeIndex>& items,
                                                 std::string_view name) {
  std::string_view detail = "empty";
  std::size_t logs = 0;
  for (const NodeIndex item : items) {
    detail = "handle";
    if (IsLogCall(item)) ++logs;
    if (!IsThrow(item)) continue;
    const NodeIndex thrown = tree().NamedChild(item, 1);
    if (!name.empty() && TextOf(thrown) == name) return "rethrow";
    return Passes(thrown, name) ? "wrap" : "handle";
  }
  return !items.empty() && logs == items.size() ? "log" : detail;
}

bool SwiftExtractor::IsThrow(NodeIndex node) const {
  return Kind(node) == transfer_ && TextOf(node).starts_with("throw");
}

void SwiftExtractor::ReadThrown(NodeIndex node) {
  const NodeIndex thrown = tree().NamedChild(node, 1);
  std::string type = R(thrown) == Role::kCall ? CalleeOf(thrown) : Resolve(thrown);
  if (type.ends_with("()")) type.resize(type.size() - 2);
  if (type.empty() || type.starts_with("self:") || type.starts_with("?:"))
    type = Bounded(thrown, 80);
  AddConstruct(node, ConstructKind::kThrow, type, NamesCause(thrown) ? "cause" : "");
}

void SwiftExtractor::NoteConcurrent(NodeIndex node) {
  const std::string callee = CalleeOf(node);
  const bool queue = callee.starts_with("swift:Foundation#DispatchQueue") ||
                     callee.starts_with("swift:Dispatch#DispatchQueue");
  const bool task = callee == "global:#Task" || callee == "global:#Task.detached" ||
                    callee == "global:#TaskGroup().addTask" ||
                    callee == "global:#TaskGroup().addTaskUnlessCancelled" ||
                    callee == "swift:Foundation#Thread.detachNewThread";
  if (task || (queue && (callee.ends_with(".async") || callee.ends_with(".asyncAfter"))))
    AddConstruct(node, ConstructKind::kSpawn, callee);
  if (queue && callee.ends_with(".sync")) AddConstruct(node, ConstructKind::kLock, callee, "sync");
}

// async let first = load(1)
void SwiftExtractor::ReadAsyncLet(NodeIndex node) {
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    if (KindName(i) == "value_binding_pattern") return;
    if (KindName(i) != "async") continue;
    const NodeIndex value = Inner(At(node, Part::kValue));
    AddConstruct(node, ConstructKind::kSpawn,
                 R(value) == Role::kCall ? CalleeOf(value) : std::string(), "async let");
    return;
  }
}

// await cache.get(key): runs when the actor is free.
bool SwiftExtractor::AwaitsActor(NodeIndex node) {
  const NodeIndex call = Inner(node);
  if (R(call) != Role::kCall) return false;
  const NodeIndex object = PartsOf(call).object;
  if (object == kNoNode || R(object) == Role::kThis) return false;
  const std::string value = Resolve(object);
  if (!value.starts_with("local:#") || !value.ends_with("()")) return false;
  if (!actors_.contains(value.substr(7, value.size() - 9))) return false;
  AddConstruct(node, ConstructKind::kAwait, value, "actor");
  return true;
}

}  // namespace assay
