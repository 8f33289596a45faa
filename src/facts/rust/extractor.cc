#include "facts/rust/extractor.h"

#include <string>

namespace assay {

RustExtractor::RustExtractor(const SyntaxTree& tree, FactSink& sink)
    : TypedExtractor(tree, sink, RustSyntax(), RustTraits()) {
  for (NodeIndex node = 0; node < tree.size(); ++node) {
    if (R(node) != Role::kModule) continue;
    const std::string_view name = TextOf(At(node, Part::kName));
    modules_.insert(std::string(name));
    if (At(node, Part::kBody) == kNoNode)
      AddImport(node, "own:" + std::string(name), {}, {}, ImportForm::kModule);
  }
}

bool RustExtractor::EnterOwn(NodeIndex node) {
  switch (R(node)) {
    case Role::kExtension:
      owner_ = OwnerOf(node);
      ReadTrait(node);
      return false;
    case Role::kAnnotation:
      return ReadDerive(node) || ReadInner(node);
    case Role::kCase:
      OpenScope(node, Bindings::ScopeKind::kBlock);
      ReadArm(node);
      return false;
    case Role::kIf:
    case Role::kWhile:
      NoteCondition(node);
      return false;
    case Role::kCall:
      NoteCall(node);
      return false;
    case Role::kMember:
      // Inside a path there is nothing to tell.
      return R(Parent(node)) == Role::kMember && KindName(node) == "scoped_identifier";
    default:
      break;
  }
  const std::string_view kind = KindName(node);
  if (kind == "attribute_item") PassComment(node);
  if (kind == "for_expression") NoteReceived(node);
  if (kind == "let_condition") {
    const NodeIndex pattern = tree().ChildByField(node, pattern_);
    BindPattern(pattern, tree().ChildByField(node, value_));
  }
  return false;
}

}  // namespace assay
