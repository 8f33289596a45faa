#include "facts/typed/extractor.h"

namespace assay {

TypedExtractor::TypedExtractor(const SyntaxTree& tree, FactSink& sink, const SyntaxMap& map,
                               const LanguageTraits& traits)
    : SourceExtractor(tree, sink, map.roles()), map_(map), traits_(traits) {
  if (traits.this_name.empty()) return;
  for (NodeIndex node = 0; node < tree.size(); ++node) {
    if (Unrefined(node) == Role::kIdentifier && TextOf(node) == traits.this_name)
      SetOwnKind(node, static_cast<std::uint8_t>(Role::kThis));
  }
}

void TypedExtractor::Enter(NodeIndex node) {
  if (node == 0) LookAhead();
  const Role role = Unrefined(node);
  if (role == Role::kToken) return;
  if (role < Role::kIdentifier && role != Role::kNone) ForgetCallees();
  while (!open_types_.empty() && open_types_.back().end <= node) open_types_.pop_back();
  while (!caught_.empty() && caught_.back().end <= node) caught_.pop_back();
  if (!deferred_.empty()) BindDue(node);
  if (node < import_end_) return;
  if (R(node) == Role::kImport) import_end_ = tree().End(node);
  if (!EnterOwn(node)) EnterDefinition(node);
}

void TypedExtractor::EnterDefinition(NodeIndex node) {
  switch (R(node)) {
    case Role::kComment:
      comment_line_ = tree()[node].end_line;
      comment_documents_ = TextOf(node).starts_with(traits_.documentation_mark);
      return;
    case Role::kPackage: {
      const NodeIndex name = At(node, Part::kName);
      if (sink().facts().package.empty()) sink().facts().package = KeepBounded(name, 400);
      return;
    }
    case Role::kClass:
      return ReadType(node, DefinitionKind::kClass);
    case Role::kInterface:
      return ReadType(node, DefinitionKind::kInterface);
    case Role::kEnum:
      return ReadType(node, DefinitionKind::kEnum);
    case Role::kRecord:
      return ReadType(node, DefinitionKind::kRecord);
    case Role::kExtension:
      return OpenExtension(node);
    case Role::kModule:
      return ReadModule(node);
    case Role::kFunction:
    case Role::kConstructor:
      return ReadFunction(
          node, IsConstructor(node) ? DefinitionKind::kConstructor : DefinitionKind::kFunction);
    case Role::kField:
      return ReadField(node);
    case Role::kTypeAlias:
      return ReadTypeAlias(node);
    case Role::kAnnotation:
      return ReadAnnotation(node);
    default:
      return EnterStatement(node);
  }
}

void TypedExtractor::EnterStatement(NodeIndex node) {
  switch (R(node)) {
    case Role::kBlock:
      if (!traits_.function_scoped) OpenScope(node, Bindings::ScopeKind::kBlock);
      return;
    case Role::kVariable:
      return ReadVariable(node);
    case Role::kFor:
      Branch();
      OpenLoop(node, "for");
      if (!traits_.function_scoped) OpenScope(node, Bindings::ScopeKind::kBlock);
      return;
    case Role::kForEach:
      return ReadForEach(node);
    case Role::kWhile:
      Branch();
      return OpenLoop(node, "while");
    case Role::kIf:
      Branch();
      if (!traits_.function_scoped) OpenScope(node, Bindings::ScopeKind::kBlock);
      return;
    case Role::kTernary:
    case Role::kCase:
      return Branch();
    case Role::kMatch:
      return AddConstruct(node, ConstructKind::kPatternMatch);
    case Role::kCatch:
      return ReadCatch(node);
    case Role::kThrow:
      return ReadThrow(node);
    case Role::kFinally:
      return AddConstruct(node, ConstructKind::kCleanup, {}, "finally");
    case Role::kUsing:
      AddConstruct(node, ConstructKind::kCleanup, {}, "using");
      return OpenScope(node, Bindings::ScopeKind::kBlock);
    case Role::kDefer:
      return AddConstruct(node, ConstructKind::kCleanup, {}, "defer");
    case Role::kSpawn:
      return AddConstruct(node, ConstructKind::kSpawn);
    case Role::kLock:
      return AddConstruct(node, ConstructKind::kLock, Resolve(tree().NamedChild(node, 0)), "lock");
    case Role::kYield:
      return AddConstruct(node, ConstructKind::kYield, {},
                          TextOf(node).starts_with("yield from") ? "yield-from" : "yield");
    default:
      return EnterExpression(node);
  }
}

void TypedExtractor::EnterExpression(NodeIndex node) {
  switch (R(node)) {
    case Role::kAssign: {
      const NodeIndex op = At(node, Part::kOperator);
      const NodeIndex left = Inner(At(node, Part::kLeft));
      NoteSwap(node);
      return ReadAssign(left, At(node, Part::kRight), op == kNoNode ? "=" : TextOf(op));
    }
    case Role::kUpdate: {
      const NodeIndex name = tree().NamedChild(node, 0);
      if (R(name) == Role::kIdentifier)
        shapes().Assign(TextOf(name), std::string(TextOf(name)) + " + 1");
      return;
    }
    case Role::kCall:
      return ReadCall(node);
    case Role::kNew:
      return ReadNew(node);
    case Role::kMember:
      return ReadMember(node);
    case Role::kIndex:
      return ReadIndex(node);
    case Role::kLambda:
      return ReadLambda(node);
    case Role::kAwait:
      return AddConstruct(node, ConstructKind::kAwait);
    case Role::kBinary:
      ReadComparison(node);
      if (R(Parent(node)) != Role::kBinary) AddPlainText(node);
      return;
    case Role::kString:
      if (R(Parent(node)) != Role::kBinary) AddPlainText(node);
      return;
    default:
      return;
  }
}

}  // namespace assay
