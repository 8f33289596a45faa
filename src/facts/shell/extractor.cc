#include "facts/shell/extractor.h"

namespace assay {

ShellExtractor::ShellExtractor(const SyntaxTree& tree, FactSink& sink)
    : SourceExtractor(tree, sink, BashKinds()) {
  LookAhead();
}

void ShellExtractor::Enter(NodeIndex node) {
  at_ = node;
  if (tree()[node].named() && TextOf(tree().NextSibling(node)) == "&" && IsStatement(node))
    AddConstruct(node, ConstructKind::kSpawn, SpawnedBy(node), "&");
  switch (K(node)) {
    case Sh::kFunction:
      return ReadFunction(node);
    case Sh::kIf:
      Branch();
      return NoteGuardOfIf(node);
    case Sh::kElif:
    case Sh::kTernary:
      return Branch();
    case Sh::kCase:
      return ReadCase(node);
    case Sh::kCaseItem:
      return ReadCaseItem(node);
    case Sh::kFor:
      return ReadFor(node);
    case Sh::kWhile:
      Branch();
      return OpenLoop(node, "while");
    case Sh::kList:
      return ReadList(node);
    case Sh::kBinary:
      return ReadBinary(node);
    case Sh::kUnary:
      return NoteTested(node);
    case Sh::kTest:
      return NoteTested(tree().NamedChild(node, 0));
    case Sh::kCompound:
      if (TextOf(tree().FirstChild(node)) == "((") NoteTested(tree().NamedChild(node, 0));
      return;
    case Sh::kSubscript:
      return NoteElement(node);
    case Sh::kSimpleExpansion:
    case Sh::kExpansion:
      return NoteParameter(node);
    case Sh::kCommand:
      return ReadCommand(node);
    case Sh::kUnset:
      return ReadUnset(node);
    case Sh::kAssignment:
      return ReadAssignment(node);
    case Sh::kPipeline:
      return ReadPipeline(node);
    case Sh::kRedirected:
      return ReadRedirected(node);
    case Sh::kFileRedirect:
      return ReadRedirect(node);
    default:
      return;
  }
}

}  // namespace assay
