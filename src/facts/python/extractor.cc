#include "facts/python/extractor.h"

namespace assay {

void PythonExtractor::Enter(NodeIndex node) {
  if (node == 0) LookAheadInFile();
  if (!pending_.empty()) ApplyPending(node);
  switch (K(node)) {
    case Py::kImport:
      return ReadImport(node);
    case Py::kImportFrom:
      return ReadImportFrom(node);
    case Py::kDecorated:
      decorated_ = Child(node, s_.definition);
      return;
    case Py::kClass:
      return ReadClass(node);
    case Py::kFunction:
      return ReadFunction(node);
    case Py::kTypeAlias:
      return ReadTypeAlias(node);
    case Py::kDecorator:
      return ReadDecorator(node);
    case Py::kLambda:
      return BindLambda(node);
    case Py::kCall:
      return ReadCall(node);
    case Py::kAttribute:
      return ReadAttribute(node);
    case Py::kSubscript:
      return ReadSubscript(node);
    case Py::kAssignment:
      return ReadAssignment(node);
    case Py::kNamedExpression:
      return BindValue(Child(node, s_.name), Child(node, s_.value), node);
    case Py::kAugmented:
      return ReadAugmented(node);
    case Py::kFor:
      return ReadFor(node);
    case Py::kWhile:
      Branch();
      return OpenLoop(node, "while");
    case Py::kComprehension:
      Branch();
      AddConstruct(node, ConstructKind::kComprehension);
      OpenScope(node, Bindings::ScopeKind::kBlock);
      return BindComprehension(node);
    case Py::kExcept:
      return ReadHandler(node);
    case Py::kFinally:
      return AddConstruct(node, ConstructKind::kCleanup, {}, "finally");
    case Py::kWithItem:
      return ReadWithItem(node);
    case Py::kRaise:
      return ReadRaise(node);
    case Py::kAwait:
      return AddConstruct(node, ConstructKind::kAwait);
    case Py::kYield:
      return AddConstruct(node, ConstructKind::kYield, {},
                          TextOf(node).starts_with("yield from") ? "yield-from" : "yield");
    case Py::kIf:
    case Py::kElif:
    case Py::kConditional:
    case Py::kBoolean:
    case Py::kCase:
      return Branch();
    case Py::kMatch:
      return AddConstruct(node, ConstructKind::kPatternMatch);
    case Py::kComparison:
      return ReadComparison(node);
    case Py::kString:
    case Py::kConcatenated:
      return ReadString(node);
    case Py::kBinary:
      if (K(Parent(node)) != Py::kBinary) AddPlainText(node);
      return;
    case Py::kPair:
      return ReadPair(node);
    default:
      return;
  }
}

}  // namespace assay
