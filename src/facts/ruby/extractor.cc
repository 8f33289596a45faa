#include "facts/ruby/extractor.h"

namespace assay {

void RubyExtractor::Enter(NodeIndex node) {
  if (node == 0) LookAheadInFile();
  LeaveModules(node);
  while (!barriers_.empty() && barriers_.back().end <= node) barriers_.pop_back();
  while (!caught_.empty() && caught_.back().end <= node) caught_.pop_back();
  if (!pending_.empty()) ApplyPending(node);
  EnterDefinition(node);
}

void RubyExtractor::EnterDefinition(NodeIndex node) {
  switch (K(node)) {
    case Rb::kClass:
      return ReadModule(node, DefinitionKind::kClass);
    case Rb::kModule:
      return ReadModule(node, DefinitionKind::kModule);
    case Rb::kSingletonClass:
      EnterModule(node);
      return;
    case Rb::kMethod:
    case Rb::kSingletonMethod:
      return ReadMethod(node);
    case Rb::kBlock:
      return ReadBlock(node);
    case Rb::kLambda:
      OpenScope(node, Bindings::ScopeKind::kBlock);
      return BindNames(Child(node, s_.parameters), {});
    default:
      return EnterStatement(node);
  }
}

void RubyExtractor::EnterStatement(NodeIndex node) {
  switch (K(node)) {
    case Rb::kAssignment:
      return ReadAssignment(node);
    case Rb::kOperatorAssignment:
      return ReadOperatorAssignment(node);
    case Rb::kWhile:
      Branch();
      return OpenLoop(node, "while");
    case Rb::kFor:
      return ReadFor(node);
    case Rb::kIf:
    case Rb::kConditional:
    case Rb::kWhen:
      return Branch();
    case Rb::kInClause:
      return ReadInClause(node);
    case Rb::kCaseMatch:
      return AddConstruct(node, ConstructKind::kPatternMatch);
    case Rb::kRescue:
      return ReadRescue(node);
    case Rb::kRescueModifier:
      return ReadRescueModifier(node);
    case Rb::kEnsure:
      return AddConstruct(node, ConstructKind::kCleanup, {}, "ensure");
    case Rb::kYield:
      return AddConstruct(node, ConstructKind::kYield, {}, "yield");
    default:
      return EnterExpression(node);
  }
}

void RubyExtractor::EnterExpression(NodeIndex node) {
  switch (K(node)) {
    case Rb::kCall:
      return ReadCall(node);
    case Rb::kIdentifier:
      return ReadIdentifier(node);
    case Rb::kElement:
      return ReadElement(node);
    case Rb::kScope:
      return ReadScope(node);
    case Rb::kBinary:
      return ReadBinary(node);
    case Rb::kPair:
      // The keywords of a call are told with its arguments.
      if (K(Parent(node)) == Rb::kHash)
        AddNamedText(Child(node, s_.value), KeyText(Child(node, s_.key)));
      return;
    case Rb::kString:
    case Rb::kChainedString:
    case Rb::kHeredoc: {
      const Rb around = K(Parent(node));
      if (around != Rb::kChainedString && around != Rb::kBinary) AddPlainText(node);
      return;
    }
    default:
      return;
  }
}

}  // namespace assay
