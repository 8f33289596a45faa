#include "facts/java/extractor.h"

namespace assay {

void JavaExtractor::Enter(NodeIndex node) {
  current_ = node;
  if (node == 0) LookAheadInFile();
  while (!open_classes_.empty() && open_classes_.back().end <= node) open_classes_.pop_back();
  while (!caught_.empty() && caught_.back().end <= node) caught_.pop_back();
  EnterDeclaration(node);
}

void JavaExtractor::EnterDeclaration(NodeIndex node) {
  switch (K(node)) {
    case Jv::kComment:
      if (TextOf(node).starts_with("/**")) javadoc_end_ = tree().End(node);
      return;
    case Jv::kPackage: {
      const NodeIndex name = tree().NamedChild(node, 0);
      if (sink().facts().package.empty()) sink().facts().package = KeepBounded(name, 400);
      return;
    }
    case Jv::kImport:
      return ReadImport(node);
    case Jv::kClass:
      return ReadClass(node, DefinitionKind::kClass);
    case Jv::kInterface:
    case Jv::kAnnotationType:
      return ReadClass(node, DefinitionKind::kInterface);
    case Jv::kEnum:
      return ReadClass(node, DefinitionKind::kEnum);
    case Jv::kRecord:
      return ReadClass(node, DefinitionKind::kRecord);
    case Jv::kMethod:
      return ReadMethod(node, DefinitionKind::kMethod);
    case Jv::kConstructor:
    case Jv::kCompactConstructor:
      return ReadMethod(node, DefinitionKind::kConstructor);
    case Jv::kField:
      return ReadField(node);
    case Jv::kAnnotation:
      return ReadAnnotation(node);
    case Jv::kType:
    case Jv::kScopedType:
      return ReadTypeUse(node);
    case Jv::kClassBody:
      if (K(Parent(node)) == Jv::kNew || K(Parent(node)) == Jv::kEnumConstant) ReadAnonymous(node);
      return;
    default:
      return EnterStatement(node);
  }
}

void JavaExtractor::EnterStatement(NodeIndex node) {
  switch (K(node)) {
    case Jv::kBlock:
    case Jv::kCaseGroup:
      return OpenScope(node, Bindings::ScopeKind::kBlock);
    case Jv::kLocal:
      return ReadLocal(node);
    case Jv::kFor:
      Branch();
      OpenLoop(node, "for");
      return OpenScope(node, Bindings::ScopeKind::kBlock);
    case Jv::kForEach:
      return ReadForEach(node);
    case Jv::kWhile:
    case Jv::kDo:
      Branch();
      return OpenLoop(node, "while");
    case Jv::kIf:
    case Jv::kTernary:
      return Branch();
    case Jv::kSwitch:
      return ReadSwitch(node);
    case Jv::kCaseLabel:
      if (!TextOf(node).starts_with("default")) Branch();
      return;
    case Jv::kCatch:
      return ReadCatch(node);
    case Jv::kThrow:
      return ReadThrow(node);
    case Jv::kFinally:
      return AddConstruct(node, ConstructKind::kCleanup, {}, "finally");
    case Jv::kResource:
      return ReadResource(node);
    case Jv::kSynchronized:
      return AddConstruct(node, ConstructKind::kLock, Resolve(tree().NamedChild(node, 0)),
                          "synchronized");
    default:
      return EnterExpression(node);
  }
}

void JavaExtractor::EnterExpression(NodeIndex node) {
  switch (K(node)) {
    case Jv::kAssignment:
      return ReadAssignment(node);
    case Jv::kUpdate: {
      const NodeIndex name = tree().NamedChild(node, 0);
      if (K(name) == Jv::kIdentifier)
        shapes().Assign(TextOf(name), std::string(TextOf(name)) + " + 1");
      return;
    }
    case Jv::kCall:
      return ReadCall(node);
    case Jv::kNew:
      return ReadNew(node);
    case Jv::kMethodReference:
      return ReadMethodReference(node);
    case Jv::kFieldAccess:
      return ReadFieldAccess(node);
    case Jv::kLambda:
      return BindLambda(node);
    case Jv::kInstanceof: {
      const NodeIndex name = Child(node, s_.name);
      const Binding binding{sink().KeepName(ValueOfType(Child(node, s_.right))), {}, {}};
      if (name != kNoNode) names().Bind(TextOf(name), binding, true);
      return;
    }
    case Jv::kTypePattern: {
      const NodeIndex type = tree().NamedChild(node, 0);
      const NodeIndex name = tree().NamedChild(node, 1);
      const Binding binding{sink().KeepName(ValueOfType(type)), {}, {}};
      if (K(name) == Jv::kIdentifier) names().Bind(TextOf(name), binding, true);
      return;
    }
    case Jv::kArrayAccess: {
      const NodeIndex parent = Parent(node);
      if (K(parent) == Jv::kAssignment && tree()[node].field == s_.left) return;
      const std::string table = Bounded(Child(node, s_.array));
      const std::string key = Bounded(Child(node, s_.index));
      if (IsTested(node)) return shapes().TestMember(table, key);
      return shapes().ReadElement(table, key);
    }
    case Jv::kBinary:
      ReadComparison(node);
      if (K(Parent(node)) != Jv::kBinary) AddPlainText(node);
      return;
    case Jv::kString:
      if (K(Parent(node)) != Jv::kBinary) AddPlainText(node);
      return;
    default:
      return;
  }
}

}  // namespace assay
