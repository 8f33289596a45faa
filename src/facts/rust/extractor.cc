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
    case Role::kModifiers:
      PassComment(node);
      return false;
    case Role::kForEach:
      NoteReceived(node);
      return false;
    default:
      break;
  }
  if (Kind(node) != id_.let_condition) return false;
  const NodeIndex pattern = tree().ChildByField(node, id_.pattern);
  BindPattern(pattern, tree().ChildByField(node, id_.value));
  return false;
}

}  // namespace assay
