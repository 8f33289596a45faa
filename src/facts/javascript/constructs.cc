// Handlers, throws, and the parts of algorithms.
#include <algorithm>
#include <array>

#include "base/text_map.h"
#include "facts/javascript/extractor.h"

namespace assay {

void ScriptExtractor::NoteSelfCall(NodeIndex callee) {
  Definition* const function = EnclosingFunction();
  if (function == nullptr) return;
  const bool own = function->kind == DefinitionKind::kFunction
                       ? K(callee) == Js::kIdentifier && TextOf(callee) == function->name
                       : K(callee) == Js::kMember && K(Child(callee, s_.object)) == Js::kThis &&
                             TextOf(Child(callee, s_.property)) == function->name;
  if (own) function->calls_itself = true;
}

void ScriptExtractor::ReadCollectionCall(NodeIndex callee,
                                         const std::vector<ArgumentNode>& arguments) {
  if (K(callee) != Js::kMember) return;
  const std::string_view member = TextOf(Child(callee, s_.property));
  const std::string object = Bounded(Child(callee, s_.object));
  const std::string key = arguments.empty() ? std::string() : Bounded(arguments[0].node);
  if (member == "pop" || member == "shift" || member == "poll" || member == "dequeue")
    shapes().Take(object);
  if (K(Child(callee, s_.object)) == Js::kIdentifier && arguments.size() == 1) {
    if (member == "push") AppendItem(TextOf(Child(callee, s_.object)), arguments[0].node);
    if (member == "includes" || member == "has")
      NoteAllowListCheck(Child(callee, s_.object), arguments[0].node);
  }
  if (member == "unshift" || member == "splice" || member == "pop" || member == "shift" ||
      member == "reverse" || member == "sort")
    ForgetItems(object);
  if (member == "push" || member == "unshift" || member == "add" || member == "enqueue")
    shapes().Put(object);
  if (member == "has" || member == "includes") shapes().TestMember(object, key);
  if (member == "get") shapes().ReadElement(object, key);
  if (member == "set" && arguments.size() == 2) {
    shapes().WriteElement(object, key, Bounded(arguments[1].node, 120));
    shapes().Put(object);
  }
}

// `if (!COLUMNS.includes(order)) throw …`: the name is then one of the list.
void ScriptExtractor::NoteAllowListCheck(NodeIndex list, NodeIndex value) {
  if (K(value) != Js::kIdentifier || ProvenanceOf(list) != Provenance::kAllowList) return;
  Binding binding;
  if (const Binding* const known = names().Find(TextOf(value))) binding = *known;
  binding.provenance = Provenance::kAllowList;
  names().BindInFunction(TextOf(value), binding, true);
}

// What lets tasks work beside each other, or hands values between them.
void ScriptExtractor::NoteConcurrency(NodeIndex node, std::string_view name) {
  static const TextViewMap<ConstructKind> kKnown{
      {"global:#Worker", ConstructKind::kSpawn},
      {"npm:child_process#fork", ConstructKind::kSpawn},
      {"npm:cluster#default.fork", ConstructKind::kSpawn},
      {"npm:cluster#fork", ConstructKind::kSpawn},
      {"npm:piscina#Piscina().run", ConstructKind::kSpawn},
      {"npm:piscina#default().run", ConstructKind::kSpawn},
      {"npm:worker_threads#Worker", ConstructKind::kSpawn},
      {"global:#navigator.locks.request", ConstructKind::kLock},
      {"npm:async-lock#default().acquire", ConstructKind::kLock},
      {"npm:async-mutex#Mutex().acquire", ConstructKind::kLock},
      {"npm:async-mutex#Mutex().runExclusive", ConstructKind::kLock},
      {"npm:async-mutex#Semaphore().acquire", ConstructKind::kLock},
      {"npm:async-mutex#Semaphore().runExclusive", ConstructKind::kLock},
      {"npm:redlock#default().acquire", ConstructKind::kLock},
      {"npm:redlock#default().using", ConstructKind::kLock},
      {"global:#BroadcastChannel().postMessage", ConstructKind::kChannel},
      {"global:#MessageChannel().port1.postMessage", ConstructKind::kChannel},
      {"global:#MessageChannel().port2.postMessage", ConstructKind::kChannel},
      {"global:#Worker().postMessage", ConstructKind::kChannel},
      {"npm:worker_threads#BroadcastChannel().postMessage", ConstructKind::kChannel},
      {"npm:worker_threads#MessageChannel().port1.postMessage", ConstructKind::kChannel},
      {"npm:worker_threads#MessageChannel().port2.postMessage", ConstructKind::kChannel},
      {"npm:worker_threads#Worker().postMessage", ConstructKind::kChannel},
      {"npm:worker_threads#parentPort.postMessage", ConstructKind::kChannel},
  };
  const auto found = kKnown.find(name);
  if (found == kKnown.end()) return;
  const std::string_view member = name.substr(name.find_last_of("#.") + 1);
  const std::string_view value = name.substr(0, name.size() - member.size() - 1);
  switch (found->second) {
    case ConstructKind::kSpawn:
      return AddConstruct(node, ConstructKind::kSpawn, name);
    case ConstructKind::kLock:
      return AddConstruct(node, ConstructKind::kLock, value, member);
    default:
      return AddConstruct(node, ConstructKind::kChannel, value, "put");
  }
}

void ScriptExtractor::ReadSwap(NodeIndex node, NodeIndex left, NodeIndex right) {
  const NodeIndex a = tree().NamedChild(left, 0);
  const NodeIndex b = tree().NamedChild(left, 1);
  const NodeIndex x = K(right) == Js::kArray ? tree().NamedChild(right, 0) : kNoNode;
  const NodeIndex y = K(right) == Js::kArray ? tree().NamedChild(right, 1) : kNoNode;
  if (K(a) != Js::kSubscript || K(b) != Js::kSubscript || x == kNoNode || y == kNoNode) return;
  if (TextOf(a) == TextOf(y) && TextOf(b) == TextOf(x)) AddConstruct(node, ConstructKind::kSwap);
}

void ScriptExtractor::ReadBinaryExpression(NodeIndex node) {
  const std::string_view op = TextOf(Child(node, s_.op));
  if (op == "&&" || op == "||" || op == "??") return Branch();
  if (op == "+" && K(Parent(node)) != Js::kBinary) return AddPlainText(node);
  if (op == "in")
    return shapes().TestMember(Bounded(Child(node, s_.right)), Bounded(Child(node, s_.left)));
  if (op != "<" && op != ">" && op != "<=" && op != ">=" && op != "===" && op != "==" &&
      op != "!==")
    return;
  bool told = false;
  for (const NodeIndex side : {Child(node, s_.left), Child(node, s_.right)}) {
    if (side == kNoNode || K(side) != Js::kSubscript) continue;
    if (!told) AddConstruct(node, ConstructKind::kIndexComparison);
    told = true;
    shapes().CompareElement(Bounded(Child(side, s_.object)), Bounded(Child(side, s_.index)));
  }
}

void ScriptExtractor::ReadCatch(NodeIndex node) {
  Branch();
  const NodeIndex body = Child(node, s_.body);
  const NodeIndex parameter = Child(node, s_.parameter);
  const std::string_view detail = body == kNoNode ? "empty" : CatchDetail(body, parameter);
  // There are no typed clauses: `error instanceof X` says what is handled.
  constexpr NodeIndex kMaxNodes = 2'000;  // of one handler that are looked at
  bool typed = false;
  const NodeIndex end =
      parameter == kNoNode || body == kNoNode ? 0 : std::min(tree()[body].next, body + kMaxNodes);
  for (NodeIndex i = body; i < end; ++i) {
    if (K(i) != Js::kBinary || TextOf(Child(i, s_.op)) != "instanceof" ||
        TextOf(Child(i, s_.left)) != TextOf(parameter))
      continue;
    const NodeIndex type = Child(i, s_.right);
    const std::string name = CalleeName(Resolve(type));
    AddConstruct(node, ConstructKind::kHandler, name.empty() ? Bounded(type) : name, detail);
    typed = true;
  }
  if (!typed) AddConstruct(node, ConstructKind::kHandler, {}, detail);
  if (K(parameter) == Js::kIdentifier && body != kNoNode)
    caught_.push_back({TextOf(parameter), tree()[body].next});
}

std::string_view ScriptExtractor::CatchDetail(NodeIndex body, NodeIndex parameter) {
  std::size_t statements = 0;
  bool log = false;
  for (NodeIndex i = tree().FirstChild(body); i != kNoNode; i = tree().NextSibling(i)) {
    if (!tree()[i].named() || K(i) == Js::kComment) continue;
    ++statements;
    const std::string_view text = TextOf(i);
    if (K(i) == Js::kThrow) {
      const NodeIndex thrown = tree().NamedChild(i, 0);
      return parameter != kNoNode && thrown != kNoNode && TextOf(thrown) == TextOf(parameter)
                 ? "rethrow"
                 : "wrap";
    }
    log |= text.starts_with("console.") || text.starts_with("log") ||
           text.find("logger.") != std::string_view::npos;
  }
  if (statements == 0) return "empty";
  return log && statements == 1 ? "log" : "handle";
}

void ScriptExtractor::ReadThrow(NodeIndex node) {
  const NodeIndex thrown = tree().NamedChild(node, 0);
  std::string type;
  if (K(thrown) == Js::kNew) {
    type = Resolve(Child(thrown, s_.constructor));
    if (type.empty()) type = Bounded(Child(thrown, s_.constructor));
  }
  bool cause = thrown != kNoNode && TextOf(thrown).find("cause") != std::string_view::npos;
  // new Missing(path, error): the caught one is given to the new one.
  while (!caught_.empty() && caught_.back().end <= node) caught_.pop_back();
  const NodeIndex list = K(thrown) == Js::kNew ? Child(thrown, s_.arguments) : kNoNode;
  for (NodeIndex i = tree().FirstChild(list); i != kNoNode; i = tree().NextSibling(i))
    cause |= K(i) == Js::kIdentifier && !caught_.empty() && TextOf(i) == caught_.back().name;
  AddConstruct(node, ConstructKind::kThrow, type, cause ? "cause" : "");
}

}  // namespace assay
