#include "facts/csharp/extractor.h"

#include <string>

namespace assay {

bool CsharpExtractor::EnterOwn(NodeIndex node) {
  switch (R(node)) {
    case Role::kVariable:  // of a field: told with it
      return R(Parent(node)) == Role::kField;
    case Role::kAssign:  // of an object that is made: told with it
      if (KindName(At(node, Part::kLeft)) == "tuple_expression")
        NoteExchange(node, At(node, Part::kLeft), At(node, Part::kRight));
      ReadCommandText(node);
      return KindName(Parent(node)) == "initializer_expression";
    case Role::kCall:
      return IsNameof(node);
    case Role::kForEach:
      if (TextOf(node).starts_with("await")) AddConstruct(node, ConstructKind::kAwait);
      return false;
    case Role::kSwitch:
      if (MatchesShapes(node)) AddConstruct(node, ConstructKind::kPatternMatch);
      return false;
    default:
      break;
  }
  const std::string_view kind = KindName(node);
  if (kind == "declaration_pattern" || kind == "recursive_pattern") {
    const NodeIndex name = tree().ChildByField(node, name_);
    const std::string value = ValueOfType(tree().ChildByField(node, type_));
    if (name != kNoNode) names().Bind(TextOf(name), {sink().KeepName(value), {}, {}}, true);
  }
  if (kind == "local_declaration_statement") {
    const std::string_view text = TextOf(node);
    if (text.starts_with("using ") || text.starts_with("await using "))
      AddConstruct(node, ConstructKind::kCleanup, {}, "using");
    if (text.starts_with("await ")) AddConstruct(node, ConstructKind::kAwait);
  }
  if (kind == "implicit_object_creation_expression") ReadImplicitNew(node);
  if (kind == "query_expression") ReadQuery(node);
  return false;
}

}  // namespace assay
