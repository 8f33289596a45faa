// Statements: loops, assignments, channels, conversions and cases.
#include <string>

#include "facts/go/extractor.h"

namespace assay {

bool GoExtractor::EnterOwn(NodeIndex node) {
  switch (R(node)) {
    case Role::kPackage:
      package_ = TextOf(At(node, Part::kName));
      return false;
    case Role::kField:
      NoteChannel(node);
      ReadTag(node);
      return false;
    case Role::kParameter:
    case Role::kVariable:
      NoteChannel(node);
      return false;
    case Role::kCast:
      ReadConversion(node);
      return false;
    case Role::kFor:
      return ReadRange(node);
    case Role::kAssign:
      return ReadAssignment(node);
    case Role::kIf:
      NoteErrorCheck(node);
      NoteAllowedKey(node);
      return false;
    case Role::kReturn:
      NoteReturnedError(node);
      return false;
    case Role::kCase:
      OpenScope(node, Bindings::ScopeKind::kBlock);
      BindTypeCase(node);
      return false;
    case Role::kUnary:
      if (TextOf(At(node, Part::kOperator)) == "<-")
        AddConstruct(node, ConstructKind::kChannel, {}, "get");
      return false;
    case Role::kCall: {
      NotePanic(node);
      NoteRecover(node);
      // (*T)(x) converts.
      const NodeIndex target = At(node, Part::kTarget);
      return KindName(target) == "parenthesized_expression" &&
             KindName(tree().NamedChild(target, 0)) == "unary_expression";
    }
    default:
      break;
  }
  const std::string_view kind = KindName(node);
  if (tree()[node].field == result_ && kind == "parameter_list") BindResults(node);
  if (kind == "send_statement") AddConstruct(node, ConstructKind::kChannel, {}, "put");
  if (kind == "select_statement") AddConstruct(node, ConstructKind::kChannel, {}, "select");
  return false;
}

// f[A, B](x) reads like a conversion, and is told as a call, as T(x) is.
void GoExtractor::ReadConversion(NodeIndex node) {
  const NodeIndex type = At(node, Part::kType);
  if (KindName(type) != "generic_type") return;
  const NodeIndex of = At(type, Part::kType);
  const std::string name = R(of) == Role::kType ? BareCallee(TextOf(of)) : ResolveType(type);
  AddCall(node, name.empty() ? Unresolved(type) : name, of, kNoNode,
          {{At(node, Part::kValue), ""}});
}

// for i, item := range items
bool GoExtractor::ReadRange(NodeIndex node) {
  NodeIndex clause = kNoNode;
  for (const NodeIndex item : ItemsOf(node)) {
    if (KindName(item) == "range_clause") clause = item;
  }
  if (clause == kNoNode) return false;
  std::vector<NodeIndex> left;
  NodeIndex over = kNoNode;
  for (NodeIndex i = tree().FirstChild(clause); i != kNoNode; i = tree().NextSibling(i)) {
    if (!tree()[i].named()) continue;
    if (tree()[i].field == left_) left = ItemsOf(i);
    if (tree()[i].field == right_) over = i;
  }
  OpenForEach(node, over, left, 1);
  if (IsChannel(over)) AddConstruct(over, ConstructKind::kChannel, {}, "get");
  return true;
}

// What a function, or a field by its name alone, is declared to hold as a channel.
void GoExtractor::NoteChannel(NodeIndex node) {
  const std::uint32_t where = R(node) == Role::kField ? kNoScope : EnclosingFunctionIndex();
  for (const Declared& declared : DeclarationsOf(node)) {
    const NodeIndex made =
        R(declared.value) == Role::kCall && TextOf(At(declared.value, Part::kTarget)) == "make"
            ? tree().NamedChild(At(declared.value, Part::kArguments), 0)
            : kNoNode;
    const bool channel =
        KindName(declared.type) == "channel_type" || KindName(made) == "channel_type";
    if (channel) channels_[TextOf(declared.name)].insert(where);
  }
}

bool GoExtractor::IsChannel(NodeIndex node) const {
  const bool field = R(node) == Role::kMember;
  const auto known = channels_.find(TextOf(field ? At(node, Part::kName) : node));
  return known != channels_.end() &&
         known->second.contains(field ? kNoScope : EnclosingFunctionIndex());
}

bool GoExtractor::ReadAssignment(NodeIndex node) {
  const std::vector<NodeIndex> left = ItemsOf(At(node, Part::kLeft));
  const std::vector<NodeIndex> right = ItemsOf(At(node, Part::kRight));
  const std::string_view op = TextOf(At(node, Part::kOperator));
  // a[i], a[j] = a[j], a[i]
  if (left.size() == 2 && right.size() == 2 && R(left[0]) == Role::kIndex &&
      TextOf(left[0]) == TextOf(right[1]) && TextOf(left[1]) == TextOf(right[0]))
    AddConstruct(node, ConstructKind::kSwap);
  if (left.size() != right.size()) return true;
  for (std::size_t i = 0; i < left.size(); ++i) {
    NoteQueue(left[i], right[i]);
    ReadAssign(left[i], right[i], op);
  }
  if (left.size() == 1) NoteSwap(node);
  return true;
}

// queue = append(queue, next); queue = queue[1:]
void GoExtractor::NoteQueue(NodeIndex left, NodeIndex right) {
  if (R(right) == Role::kCall && TextOf(At(right, Part::kTarget)) == "append" &&
      TextOf(tree().NamedChild(At(right, Part::kArguments), 0)) == TextOf(left))
    shapes().Put(TextOf(left));
  if (KindName(right) == "slice_expression" && TextOf(Held(right)) == TextOf(left))
    shapes().Take(TextOf(left));
}

// switch v := x.(type) { case *T: … }
void GoExtractor::BindTypeCase(NodeIndex node) {
  const NodeIndex around = Parent(node);
  if (R(around) != Role::kMatch) return;
  const NodeIndex alias = tree().NamedChild(tree().ChildByField(around, alias_), 0);
  std::vector<NodeIndex> types;
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    if (tree()[i].named() && tree()[i].field == type_) types.push_back(i);
  }
  if (alias == kNoNode) return;
  const std::string value = types.size() == 1 ? ValueOfType(types[0]) : std::string();
  names().Bind(TextOf(alias), {sink().KeepName(value), {}, {}}, true);
}

// `if !allowed[name]`, `if _, ok := allowed[name]; !ok`: as a collection is asked.
void GoExtractor::NoteAllowedKey(NodeIndex node) {
  NodeIndex asked = At(node, Part::kCondition);
  for (int i = 0; i < 4 && (R(asked) == Role::kUnary || PassesOn(asked)); ++i) asked = Held(asked);
  NodeIndex test = asked;
  if (R(asked) == Role::kIdentifier) {
    const NodeIndex set = tree().ChildByField(node, initializer_);
    asked = tree().NamedChild(At(set, Part::kRight), 0);
    test = At(node, Part::kCondition);
  }
  if (R(asked) != Role::kIndex) return;
  const NodeIndex key = Inner(At(asked, Part::kKey));
  if (R(key) == Role::kIdentifier) NoteAllowed(key, At(asked, Part::kObject), test);
}

}  // namespace assay
