// Handlers, queries, switches on shapes, and objects that are made.
#include <string>

#include "facts/csharp/extractor.h"

namespace assay {

// new { customer, order.Id, Name = 1 }
void CsharpExtractor::AddNested(NodeIndex node, const Argument& parent, int depth,
                                std::vector<Argument>& arguments) {
  node = Inner(node);
  if (KindName(node) != "anonymous_object_creation_expression")
    return TypedExtractor::AddNested(node, parent, depth, arguments);
  if (depth <= 0) return;
  std::string key;
  for (const NodeIndex item : ItemsOf(node)) {
    if (arguments.size() >= kMaxNested) return;
    const NodeIndex next = tree().NextSibling(item);
    if (key.empty() && R(item) == Role::kIdentifier && TextOf(next) == "=") {
      key = TextOf(item);
      continue;
    }
    const bool member = R(item) == Role::kMember;
    if (key.empty()) key = member ? NameText(At(item, Part::kName)) : TextOf(item);
    std::string path = parent.path.empty() ? key : std::string(parent.path) + "." + key;
    key.clear();
    const Argument argument = MakeArgument(item, parent.position, parent.keyword, path);
    arguments.push_back(argument);
    if (argument.kind == ValueKind::kMap || argument.kind == ValueKind::kList)
      AddNested(item, argument, depth - 1, arguments);
  }
}

CsharpExtractor::CatchParts CsharpExtractor::CatchOf(NodeIndex node) {
  CatchParts parts;
  for (const NodeIndex item : ItemsOf(node)) {
    if (KindName(item) != "catch_declaration") continue;
    const NodeIndex type = tree().ChildByField(item, type_);
    parts.name = tree().ChildByField(item, name_);
    if (type != kNoNode) parts.types.push_back(type);
  }
  return parts;
}

// Lock gate = new(): of the type that is declared.
void CsharpExtractor::ReadImplicitNew(NodeIndex node) {
  NodeIndex around = Parent(node);
  if (R(around) == Role::kDeclarator) around = Parent(around);
  if (R(around) != Role::kVariable && R(around) != Role::kField) return;
  const std::string name = ResolveType(At(around, Part::kType));
  if (name.empty()) return;
  if (traits().spawns.contains(name)) AddConstruct(node, ConstructKind::kSpawn, name);
  const NodeIndex list = FirstOf(node, Role::kArguments);
  AddCall(node, name, kNoNode, kNoNode, ArgumentsOf(list), UseForm::kInstantiation);
}

// from order in orders where … select order.Id
void CsharpExtractor::ReadQuery(NodeIndex node) {
  AddConstruct(node, ConstructKind::kComprehension);
  OpenScope(node, Bindings::ScopeKind::kBlock);
  for (const NodeIndex clause : ItemsOf(node)) {
    const std::string_view kind = KindName(clause);
    const NodeIndex named = tree().ChildByField(clause, name_);
    if (kind == "from_clause" && named != kNoNode) names().Bind(TextOf(named), {}, true);
    const bool first = kind == "join_clause" || kind == "let_clause";
    const NodeIndex name = first ? tree().NamedChild(clause, 0) : kNoNode;
    if (R(name) == Role::kIdentifier) names().Bind(TextOf(name), {}, true);
  }
}

// switch (thing) { case Order o: … case { Id: > 1 }: …
bool CsharpExtractor::MatchesShapes(NodeIndex node) const {
  const std::vector<NodeIndex> parts = ItemsOf(node);
  for (const NodeIndex section : ItemsOf(parts.empty() ? kNoNode : parts.back())) {
    const std::string_view kind = KindName(tree().NamedChild(section, 0));
    if (R(section) == Role::kCase && kind.ends_with("_pattern") && kind != "constant_pattern")
      return true;
  }
  return false;
}

}  // namespace assay
