#include "facts/javascript/extractor.h"

namespace assay {

void ScriptExtractor::Enter(NodeIndex node) {
  if (node == 0) LookAheadInFile();
  switch (K(node)) {
    case Js::kImport:
      return ReadImport(node);
    case Js::kExport:
      return ReadExport(node);
    case Js::kDeclarator:
      return ReadDeclarator(node);
    case Js::kClass:
    case Js::kAbstractClass:
      return tree()[node].named() ? ReadClass(node) : void();
    case Js::kInterface:
      return ReadInterface(node);
    case Js::kEnum:
      return OpenNamed(node, DefinitionKind::kEnum);
    case Js::kTypeAlias:
      return OpenNamed(node, DefinitionKind::kTypeAlias);
    case Js::kNamespace:
      return OpenNamed(node, DefinitionKind::kModule);
    case Js::kMethodSignature:
    case Js::kPropertySignature:
      return ReadSignature(node);
    case Js::kMethod:
      return ReadMethod(node);
    case Js::kField:
      return ReadField(node);
    case Js::kFunction:
      return ReadFunction(node, TextOf(Child(node, s_.name)), DefinitionKind::kFunction);
    case Js::kArrow:
    case Js::kFunctionExpression:
      return ReadFunctionValue(node);
    case Js::kDecorator:
      return ReadDecorator(node);
    case Js::kCall:
      return ReadCall(node);
    case Js::kNew:
      return ReadNew(node);
    case Js::kMember:
      return ReadMember(node);
    case Js::kSubscript:
      return ReadSubscript(node);
    case Js::kAssignment:
      return ReadAssignment(node);
    case Js::kAugmented:
      return ReadAugmented(node);
    case Js::kFor:
      Branch();
      return OpenLoop(node, "for");
    case Js::kForIn:
      Branch();
      OpenLoop(node, TextOf(node).starts_with("for await") ? "for-await" : "for-of");
      return BindPattern(Child(node, s_.left), {}, {}, true);
    case Js::kWhile:
    case Js::kDo:
      Branch();
      return OpenLoop(node, "while");
    case Js::kCatch:
      return ReadCatch(node);
    case Js::kFinally:
      return AddConstruct(node, ConstructKind::kCleanup, {}, "finally");
    case Js::kThrow:
      return ReadThrow(node);
    case Js::kAwait:
      return AddConstruct(node, ConstructKind::kAwait);
    case Js::kYield:
      return AddConstruct(node, ConstructKind::kYield, {},
                          TextOf(node).starts_with("yield*") ? "yield-from" : "yield");
    case Js::kIf:
    case Js::kTernary:
    case Js::kSwitchCase:
      return Branch();
    case Js::kBinary:
      return ReadBinaryExpression(node);
    case Js::kString:
    case Js::kTemplate:
      return ReadString(node);
    case Js::kPair:
      return ReadPair(node);
    case Js::kJsxOpening:
    case Js::kJsxSelfClosing:
      return ReadTag(node);
    case Js::kJsxAttribute:
      return ReadJsxAttribute(node);
    case Js::kTypeIdentifier:
      return ReadType(node);
    default:
      return;
  }
}

}  // namespace assay
