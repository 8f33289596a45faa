// Assignments, control flow, and the events that algorithms are told by.
#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "facts/python/extractor.h"

namespace assay {
namespace {

constexpr std::size_t kMaxItems = 256;     // of a literal list that are looked at
constexpr std::size_t kWrittenText = 160;  // of a value that is stored in a table

}  // namespace

std::vector<NodeIndex> PythonExtractor::ItemsOf(NodeIndex list) const {
  std::vector<NodeIndex> items;
  for (NodeIndex i = tree().FirstChild(list); i != kNoNode && items.size() < kMaxItems;
       i = tree().NextSibling(i)) {
    if (IsChild(i)) items.push_back(i);
  }
  return items;
}

void PythonExtractor::ReadAssignment(NodeIndex node) {
  const NodeIndex left = Child(node, s_.left);
  const NodeIndex right = Child(node, s_.right);
  AddTypeUses(Child(node, s_.type), TextOf(left));
  ReadField(node);
  if (K(left) == Py::kAttribute) NoteSelfTyped(node);
  if (right == kNoNode) return;
  switch (K(left)) {
    case Py::kIdentifier:
      shapes().Assign(TextOf(left), Bounded(right));
      AddSettings(left, right);
      AddNamedText(right, TextOf(left));
      BindValue(left, right, node);
      BindList(left, right);
      break;
    case Py::kSubscript:
      shapes().WriteElement(Bounded(Child(left, s_.value)), Bounded(Child(left, s_.subscript)),
                            Bounded(right, kWrittenText));
      AddNamedText(right, KeyText(Child(left, s_.subscript)));
      break;
    case Py::kAttribute:
      AddNamedText(right, Bounded(left));
      break;
    default:
      ReadTupleAssignment(node, left, right);
      break;
  }
}

// x[i], x[j] = x[j], x[i]; lo, hi = 0, n; queue, seen = [a], {a}.
void PythonExtractor::ReadTupleAssignment(NodeIndex node, NodeIndex left, NodeIndex right) {
  const std::vector<NodeIndex> targets = ItemsOf(left);
  const bool listed =
      K(right) == Py::kExpressionList || K(right) == Py::kTuple || K(right) == Py::kList;
  const std::vector<NodeIndex> values = listed ? ItemsOf(right) : std::vector<NodeIndex>();
  if (targets.size() != values.size()) return BindTarget(left, {}, tree().End(node), node);
  if (targets.size() == 2 && K(targets[0]) == Py::kSubscript && K(targets[1]) == Py::kSubscript &&
      TextOf(targets[0]) == TextOf(values[1]) && TextOf(targets[1]) == TextOf(values[0]))
    AddConstruct(node, ConstructKind::kSwap);
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (K(targets[i]) != Py::kIdentifier) {
      BindTarget(targets[i], {}, tree().End(node), node);
      continue;
    }
    shapes().Assign(TextOf(targets[i]), Bounded(values[i]));
    BindFrom(tree().End(node), node, TextOf(targets[i]), ValueBinding(values[i]));
    ForgetText(TextOf(targets[i]));
  }
}

void PythonExtractor::ReadAugmented(NodeIndex node) {
  const NodeIndex left = Child(node, s_.left);
  const NodeIndex right = Child(node, s_.right);
  if (K(left) == Py::kIdentifier) {
    shapes().Assign(TextOf(left), Bounded(left) + " + " + Bounded(right));
    TextValue text;
    if (!ReadText(right, text)) AddPart(right, text);
    AppendText(TextOf(left), text);
    ForgetItems(TextOf(left));
    if (right != kNoNode) AddSettings(left, right);
  } else if (K(left) == Py::kSubscript) {
    shapes().WriteElement(Bounded(Child(left, s_.value)), Bounded(Child(left, s_.subscript)),
                          Bounded(left) + " + " + Bounded(right));
  }
}

void PythonExtractor::ReadFor(NodeIndex node) {
  Branch();
  OpenLoop(node, "for");
  const NodeIndex over = Child(node, s_.right);
  const NodeIndex body = Child(node, s_.body);
  Binding binding;
  if (K(over) == Py::kCall && Resolve(Child(over, s_.function)) == "global:#range")
    binding.provenance = Provenance::kNumber;
  // An item of a literal list is one of what is allowed.
  if (ProvenanceOf(over) == Provenance::kAllowList) binding.provenance = Provenance::kAllowList;
  BindTarget(Child(node, s_.left), binding, body == kNoNode ? node + 1 : body, node);
}

// ---- errors

void PythonExtractor::ReadHandler(NodeIndex node) {
  Branch();
  const NodeIndex caught = Child(node, s_.value);
  const NodeIndex named = K(caught) == Py::kAsPattern ? tree().NamedChild(caught, 0) : caught;
  const NodeIndex alias =
      K(caught) == Py::kAsPattern ? tree().FirstChild(Child(caught, s_.alias)) : kNoNode;
  NodeIndex body = kNoNode;
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    if (K(i) == Py::kBlock) body = i;
  }
  const std::string_view detail = HandlerDetail(body, TextOf(alias));
  std::vector<NodeIndex> types = {named};
  if (K(named) == Py::kTuple) types = ItemsOf(named);
  std::string resolved;
  for (const NodeIndex type : types) {
    resolved = Resolve(type);
    std::string told = resolved;
    if (told.empty() && type != kNoNode) told = Bounded(type);
    AddConstruct(node, ConstructKind::kHandler, told, detail);
  }
  if (K(alias) != Py::kIdentifier || body == kNoNode) return;
  const std::string value = types.size() == 1 ? ValueOf(resolved) : std::string();
  BindFrom(body, node, TextOf(alias), {sink().KeepName(value), {}, Provenance::kUnknown});
}

std::string_view PythonExtractor::HandlerDetail(NodeIndex body, std::string_view caught) {
  std::size_t statements = 0;
  std::size_t logs = 0;
  bool only_pass = true;
  for (const NodeIndex i : ItemsOf(body)) {
    ++statements;
    const std::string_view text = TextOf(i);
    only_pass = only_pass && (text == "pass" || text == "..." || text == "continue");
    if (IsLogCall(i)) ++logs;
    if (K(i) != Py::kRaise) continue;
    const NodeIndex raised = tree().NamedChild(i, 0);
    const NodeIndex cause = Child(i, s_.cause);
    if (raised == kNoNode || (!caught.empty() && TextOf(raised) == caught)) return "rethrow";
    return cause != kNoNode && cause != raised && TextOf(cause) != "None" ? "wrap" : "handle";
  }
  if (statements == 0) return "empty";
  if (only_pass) return "pass";
  return logs == statements ? "log" : "handle";
}

// logger.exception(…), self.log.warning(…), traceback.print_exc(), print(…).
bool PythonExtractor::IsLogCall(NodeIndex statement) const {
  static constexpr std::array kLevels = std::to_array<std::string_view>(
      {"debug", "info", "warning", "warn", "error", "exception", "critical", "fatal", "log"});
  const NodeIndex call = tree().NamedChild(statement, 0);
  if (K(statement) != Py::kExpressionStatement || K(call) != Py::kCall) return false;
  const NodeIndex callee = Child(call, s_.function);
  if (TextOf(callee) == "print" || TextOf(callee).starts_with("traceback.print_")) return true;
  if (K(callee) != Py::kAttribute) return false;
  const std::string_view member = TextOf(Child(callee, s_.attribute));
  const std::string_view object = TextOf(Child(callee, s_.object));
  const std::string_view receiver = object.substr(object.find_last_of('.') + 1).substr(0, 40);
  return std::find(kLevels.begin(), kLevels.end(), member) != kLevels.end() &&
         ToLowerAscii(receiver).find("log") != std::string::npos;
}

void PythonExtractor::ReadRaise(NodeIndex node) {
  const NodeIndex raised = tree().NamedChild(node, 0);
  const NodeIndex cause = Child(node, s_.cause);
  std::string type;
  if (raised != kNoNode && raised != cause) {
    const NodeIndex named = K(raised) == Py::kCall ? Child(raised, s_.function) : raised;
    type = Resolve(named);
    if (type.empty()) type = Bounded(named);
  }
  const bool has_cause = cause != kNoNode && TextOf(cause) != "None";
  AddConstruct(node, ConstructKind::kThrow, type, has_cause ? "cause" : "");
}

void PythonExtractor::ReadWithItem(NodeIndex node) {
  const NodeIndex item = Child(node, s_.value);
  const NodeIndex value = K(item) == Py::kAsPattern ? tree().NamedChild(item, 0) : item;
  const std::string name = Resolve(value);
  AddConstruct(node, ConstructKind::kCleanup, {}, "with");
  if (IsLock(name)) AddConstruct(node, ConstructKind::kLock, name, "with");
  if (K(item) != Py::kAsPattern) return;
  const Binding binding{sink().KeepName(name), {}, Provenance::kUnknown};
  BindTarget(Child(item, s_.alias), binding, tree().End(node), node);
}

// ---- comparisons

void PythonExtractor::ReadComparison(NodeIndex node) {
  const NodeIndex left = tree().NamedChild(node, 0);
  const NodeIndex right = tree().NamedChild(node, 1);
  const std::string_view op = TextOf(Child(node, s_.operators));
  if (op == "in" || op.starts_with("not")) {
    shapes().TestMember(Bounded(right), Bounded(left));
    return NoteAllowListCheck(left, right);
  }
  CompareElements(node, left, right, op);
}

void PythonExtractor::CompareElements(NodeIndex node, NodeIndex left, NodeIndex right,
                                      std::string_view op) {
  bool told = false;
  for (const NodeIndex side : {left, right}) {
    if (K(side) == Py::kIdentifier) shapes().CompareName(TextOf(side));
    const NodeIndex key = Child(side, s_.subscript);
    if (K(side) != Py::kSubscript || K(key) == Py::kSlice || K(key) == Py::kString) continue;
    const std::string table = Bounded(Child(side, s_.value));
    shapes().CompareElement(table, Bounded(key));
    // memo[n] != -1, seen[x] is not None: whether something is there.
    if (op != "<" && op != ">" && op != "<=" && op != ">=")
      shapes().TestMember(table, Bounded(key));
    if (!told) AddConstruct(node, ConstructKind::kIndexComparison);
    told = true;
  }
}

// `if order not in ALLOWED: raise`: the name is then one of the list.
void PythonExtractor::NoteAllowListCheck(NodeIndex left, NodeIndex right) {
  if (K(left) != Py::kIdentifier) return;
  const bool literal = K(right) == Py::kTuple || K(right) == Py::kList || K(right) == Py::kSet;
  if (!literal && ProvenanceOf(right) != Provenance::kAllowList) return;
  Binding binding;
  if (const Binding* const known = names().FindInBody(TextOf(left))) binding = *known;
  binding.provenance = Provenance::kAllowList;
  names().BindInBody(TextOf(left), binding, true);
}

}  // namespace assay
