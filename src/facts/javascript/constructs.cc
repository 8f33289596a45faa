// Handlers, throws, and the parts of algorithms.
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
  if (member == "push" || member == "unshift" || member == "add" || member == "enqueue")
    shapes().Put(object);
  if (member == "has" || member == "includes") shapes().TestMember(object, key);
  if (member == "get") shapes().ReadElement(object, key);
  if (member == "set" && arguments.size() == 2) {
    shapes().WriteElement(object, key, Bounded(arguments[1].node, 120));
    shapes().Put(object);
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
  for (const NodeIndex side : {Child(node, s_.left), Child(node, s_.right)}) {
    if (side == kNoNode || K(side) != Js::kSubscript) continue;
    AddConstruct(node, ConstructKind::kIndexComparison);
    shapes().CompareElement(Bounded(Child(side, s_.object)), Bounded(Child(side, s_.index)));
  }
}

void ScriptExtractor::ReadCatch(NodeIndex node) {
  Branch();
  const NodeIndex body = Child(node, s_.body);
  const NodeIndex parameter = Child(node, s_.parameter);
  AddConstruct(node, ConstructKind::kHandler, {},
               body == kNoNode ? "empty" : CatchDetail(body, parameter));
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
  const bool cause = thrown != kNoNode && TextOf(thrown).find("cause") != std::string_view::npos;
  AddConstruct(node, ConstructKind::kThrow, type, cause ? "cause" : "");
}

}  // namespace assay
