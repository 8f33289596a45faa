// Calls with a lambda behind them, and the constructs that they and statements are.
#include <string>

#include "facts/kotlin/extractor.h"

namespace assay {

// f(a) { … }, f { … }: the lambda behind a call is its last argument.
NodeIndex KotlinExtractor::LambdaOf(NodeIndex call) const {
  for (const NodeIndex around : {call, Parent(call)}) {
    const NodeIndex last = tree().NamedChild(around, 1);
    if (KindName(around) == "call_expression" && KindName(last) == "annotated_lambda" &&
        (around == call || tree().NamedChild(around, 0) == call))
      return last;
  }
  return kNoNode;
}

NodeIndex KotlinExtractor::ArgumentListOf(NodeIndex call) const {
  const NodeIndex list = TypedExtractor::ArgumentListOf(call);
  return list == kNoNode && R(call) == Role::kCall ? LambdaOf(call) : list;
}

std::vector<SourceExtractor::ArgumentNode> KotlinExtractor::ArgumentsOf(NodeIndex list) {
  if (KindName(list) == "annotated_lambda") return {{Inner(list), ""}};
  std::vector<ArgumentNode> arguments = TypedExtractor::ArgumentsOf(list);
  const NodeIndex lambda = KindName(list) == "value_arguments" ? LambdaOf(Parent(list)) : kNoNode;
  if (lambda != kNoNode) arguments.push_back({Inner(lambda), ""});
  return arguments;
}

// receive<Order>(x), get<Orders> { }: the grammar takes them for two comparisons, which no
// program has in a row.
void KotlinExtractor::ReadGenericCall(NodeIndex node) {
  const NodeIndex inner = At(node, Part::kLeft);
  const NodeIndex target = At(inner, Part::kLeft);
  const NodeIndex given = At(node, Part::kRight);
  const NodeIndex type = At(inner, Part::kRight);
  const bool lambda = R(given) == Role::kLambda;
  if (R(inner) != Role::kBinary || TextOf(At(inner, Part::kOperator)) != "<" ||
      TextOf(At(node, Part::kOperator)) != ">" || R(type) != Role::kIdentifier)
    return;
  if (!lambda && KindName(given) != "parenthesized_expression") return;
  std::string name;
  const NodeIndex object = At(target, Part::kObject);
  const NodeIndex last = R(target) == Role::kMember ? At(target, Part::kName) : target;
  if (R(target) == Role::kMember) {
    name = Member(Resolve(object), NameText(last));
  } else if (R(target) == Role::kIdentifier) {
    const auto imported = imports().find(std::string(TextOf(target)));
    if (imported != imports().end()) name = imported->second;
    if (name.empty() && DefinesFunction(TextOf(target)))
      name = "local:#" + std::string(TextOf(target));
    if (name.empty()) name = FreeCallee(TextOf(target));
  } else {
    return;
  }
  if (name.empty() || name.starts_with('.')) name = Unresolved(target);
  AddCall(node, name, last, object, {{lambda ? given : tree().NamedChild(given, 0), ""}});
}

// yield(x) in sequence { }, emit(x) in flow { }
void KotlinExtractor::NoteYield(NodeIndex call) {
  const CallParts parts = PartsOf(call);
  const std::string_view name = NameText(parts.name);
  const bool all = name == "yieldAll" || name == "emitAll";
  if (parts.object != kNoNode || (!all && name != "yield" && name != "emit")) return;
  NodeIndex up = Parent(call);
  for (int i = 0; i < kMaxChain && up != kNoNode; ++i, up = Parent(up)) {
    if (R(up) == Role::kFunction) return;
    if (KindName(up) != "annotated_lambda") continue;
    const std::string_view around = NameText(PartsOf(Parent(up)).name);
    if (around == "sequence" || around == "iterator" || around == "flow")
      return AddConstruct(call, ConstructKind::kYield, {}, all ? "yield-from" : "yield");
  }
}

KotlinExtractor::CatchParts KotlinExtractor::CatchOf(NodeIndex node) {
  CatchParts parts;
  for (const NodeIndex item : ItemsOf(node)) {
    if (R(item) == Role::kIdentifier && parts.name == kNoNode) parts.name = item;
    if (IsTypeKind(KindName(item))) parts.types.push_back(item);
  }
  return parts;
}

bool KotlinExtractor::EnterOwn(NodeIndex node) {
  if (R(node) == Role::kForEach) {
    std::vector<NodeIndex> left;
    NodeIndex over = kNoNode;
    for (const NodeIndex item : ItemsOf(node)) {
      if (R(item) == Role::kDeclarator) {
        left.push_back(tree().NamedChild(item, 0));
      } else if (KindName(item) == "multi_variable_declaration") {
        for (const NodeIndex one : ItemsOf(item)) left.push_back(tree().NamedChild(one, 0));
      } else if (!left.empty() && over == kNoNode) {
        over = item;
      }
    }
    OpenForEach(node, over, left, left.empty() ? 0 : left.size() - 1);
    const std::string collection = Resolve(over);
    if (collection == "maven:kotlinx.coroutines.channels#Channel()" ||
        collection == "maven:kotlinx.coroutines.channels#ReceiveChannel()")
      AddConstruct(over, ConstructKind::kChannel, collection, "get");
    return true;
  }
  if (R(node) == Role::kCall) {
    const std::string callee = CalleeOf(node);
    NoteYield(node);
    const NodeIndex last = tree().NamedChild(node, 1);
    const CallParts parts = PartsOf(node);
    if (parts.object != kNoNode && NameText(parts.name) == "use" &&
        KindName(last) == "annotated_lambda")
      AddConstruct(node, ConstructKind::kCleanup, {}, "use");
    if (callee.ends_with(".await") || callee == "maven:kotlinx.coroutines#awaitAll")
      AddConstruct(node, ConstructKind::kAwait);
    if (callee == "global:#synchronized")
      AddConstruct(node, ConstructKind::kLock, {}, "synchronized");
  }
  if (R(node) == Role::kBinary) ReadGenericCall(node);
  if (KindName(node) == "in_expression" && R(tree().NamedChild(node, 0)) == Role::kIdentifier)
    NoteAllowed(tree().NamedChild(node, 0), tree().NamedChild(node, 1), node);
  if (R(node) == Role::kSwitch) {
    for (const NodeIndex entry : ItemsOf(node)) {
      if (KindName(tree().NamedChild(entry, 0)) != "type_test") continue;
      AddConstruct(node, ConstructKind::kPatternMatch);
      break;
    }
  }
  return false;
}

}  // namespace assay
