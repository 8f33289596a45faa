// Loops, handlers, messages and other constructs.
#include <array>
#include <string>

#include "facts/scala/extractor.h"

namespace assay {
namespace {

constexpr std::size_t kMaxTypes = 16;  // of one pattern

// Members that begin work beside their caller, wait for it, or keep others out.
struct Concurrent {
  std::string_view callee;
  ConstructKind kind;
};
constexpr std::array kConcurrent = std::to_array<Concurrent>({
    {"maven:scala.concurrent#Future", ConstructKind::kSpawn},
    {"maven:scala.concurrent#Future.apply", ConstructKind::kSpawn},
    {"maven:scala.concurrent#Await.result", ConstructKind::kAwait},
    {"maven:scala.concurrent#Await.ready", ConstructKind::kAwait},
});

}  // namespace

bool ScalaExtractor::EnterOwn(NodeIndex node) {
  switch (R(node)) {
    case Role::kCase:
      ReadCase(node);
      return false;
    case Role::kFor:
      ReadFor(node);
      return true;
    case Role::kBinary:
      ReadSend(node);
      return false;
    case Role::kString:
      ReadInterpolator(node);
      return false;
    case Role::kCall:
      return EnterCall(node);
    case Role::kAssign:
      // An argument by its name, no assignment.
      return R(Parent(node)) == Role::kArguments;
    default:
      return false;
  }
}

void ScalaExtractor::ReadCase(NodeIndex clause) {
  OpenScope(clause, Bindings::ScopeKind::kBlock);
  const Pattern pattern = PatternOf(clause);
  BindPattern(pattern);
  AddHandlers(clause, pattern);
}

// case e: A, case e @ (_: A | _: B), case NonFatal(e), case Failure(e)
ScalaExtractor::Pattern ScalaExtractor::PatternOf(NodeIndex clause) const {
  Pattern pattern{tree().ChildByField(clause, pattern_), {}, {}, kNoNode};
  if (KindName(pattern.node) == "capture_pattern") {
    pattern.name = TextOf(tree().NamedChild(pattern.node, 0));
    pattern.node = tree().NamedChild(pattern.node, 1);
  }
  const NodeIndex end = tree().End(pattern.node);
  const std::string_view kind = KindName(pattern.node);
  if (kind == "typed_pattern" || kind == "tuple_pattern" || kind == "alternative_pattern") {
    for (NodeIndex i = pattern.node; i < end && pattern.types.size() < kMaxTypes; ++i) {
      if (KindName(i) != "typed_pattern") continue;
      const NodeIndex type = tree().NamedChild(i, 1);
      if (type != kNoNode) pattern.types.push_back(type);
      const NodeIndex bound = tree().NamedChild(i, 0);
      if (pattern.name.empty() && R(bound) == Role::kIdentifier && pattern.types.size() == 1)
        pattern.name = TextOf(bound);
    }
  } else if (kind == "identifier") {
    pattern.name = TextOf(pattern.node);
  } else if (kind == "case_class_pattern") {
    pattern.extractor = tree().NamedChild(pattern.node, 0);
    const NodeIndex inner = tree().NamedChild(pattern.node, 1);
    if (R(inner) == Role::kIdentifier && pattern.name.empty()) pattern.name = TextOf(inner);
  }
  return pattern;
}

void ScalaExtractor::BindPattern(const Pattern& pattern) {
  // What the pattern takes out of a value has names that hide others.
  const NodeIndex end = tree().End(pattern.node);
  for (NodeIndex i = pattern.node; i < end; ++i) {
    if (R(i) == Role::kIdentifier) names().Bind(TextOf(i), {}, true);
  }
  if (pattern.name.empty()) return;
  const std::string value =
      pattern.types.size() == 1 ? ValueOfType(pattern.types[0]) : std::string();
  names().Bind(pattern.name, {sink().KeepName(value), {}, {}}, true);
}

std::vector<NodeIndex> ScalaExtractor::BodyOf(NodeIndex clause) const {
  std::vector<NodeIndex> items = AllAt(clause, Part::kBody);
  return items.size() == 1 && R(items[0]) == Role::kBlock ? ItemsOf(items[0]) : items;
}

// Whether the cases are of errors: a catch, or what recovers a failed value.
bool ScalaExtractor::HandlesErrors(NodeIndex clause) const {
  const NodeIndex block = Parent(clause);
  const NodeIndex around = Parent(block);
  if (KindName(around) == "catch_clause") return true;
  if (R(around) != Role::kCall || At(around, Part::kArguments) != block) return false;
  const std::string_view name = NameText(PartsOf(around).name);
  return name == "recover" || name == "recoverWith" || name == "handleErrorWith";
}

// One handler of each type, or one of whatever was thrown.
void ScalaExtractor::AddHandlers(NodeIndex clause, const Pattern& pattern) {
  const bool extracts = pattern.extractor != kNoNode;
  const bool failure = extracts && TextOf(pattern.extractor) == "Failure";
  if (!HandlesErrors(clause) && !failure) return;
  const std::string_view detail = DetailOf(BodyOf(clause), pattern.name);
  std::vector<NodeIndex> types = pattern.types;
  if (extracts && !failure) types.push_back(pattern.extractor);
  if (types.empty()) AddConstruct(clause, ConstructKind::kHandler, {}, detail);
  for (const NodeIndex type : types) {
    const std::string resolved = ResolveType(type);
    AddConstruct(clause, ConstructKind::kHandler,
                 resolved.empty() || resolved.starts_with("?:") ? Bounded(type) : resolved, detail);
  }
  if (!pattern.name.empty()) NoteCaught(clause, pattern.name);
}

// for (a <- list; b = a.x if c): a loop, or with `yield` what it gives.
void ScalaExtractor::ReadFor(NodeIndex node) {
  bool yields = false;
  NodeIndex enumerators = kNoNode;
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    yields = yields || TextOf(i) == "yield";
    if (KindName(i) == "enumerators") enumerators = i;
  }
  Branch();
  if (yields) {
    AddConstruct(node, ConstructKind::kComprehension);
  } else {
    OpenLoop(node, "for");
  }
  OpenScope(node, Bindings::ScopeKind::kBlock);
  for (const NodeIndex item : ItemsOf(enumerators)) {
    const NodeIndex name = tree().NamedChild(item, 0);
    const NodeIndex over = tree().NamedChild(item, 1);
    if (R(name) != Role::kIdentifier || over == kNoNode) continue;
    std::string value = Evaluate(over);
    value = value.starts_with("[]") ? value.substr(2) : std::string();
    Binding binding{sink().KeepName(value), {}, {}};
    const Provenance source = ProvenanceOf(over);
    if (source == Provenance::kAllowList || source == Provenance::kRequest)
      binding.provenance = source;
    names().Bind(TextOf(name), binding, true);
  }
}

// actor ! message
void ScalaExtractor::ReadSend(NodeIndex node) {
  const std::string_view op = TextOf(At(node, Part::kOperator));
  if (op != "!" && op != "?") return;
  const std::string actor = Evaluate(At(node, Part::kLeft));
  if (actor.ends_with("actor#ActorRef()") || actor.ends_with("actor.typed#ActorRef()"))
    AddConstruct(node, ConstructKind::kChannel, actor, "put");
}

void ScalaExtractor::NoteConcurrent(NodeIndex call) {
  const std::string callee = CalleeOf(call);
  for (const Concurrent& known : kConcurrent) {
    if (callee == known.callee) AddConstruct(call, known.kind, callee);
  }
  if (NameText(PartsOf(call).name) == "synchronized")
    AddConstruct(call, ConstructKind::kLock, {}, "synchronized");
}

}  // namespace assay
