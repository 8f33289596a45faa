#include "facts/shell/extractor.h"

namespace assay {

ShellExtractor::ShellExtractor(const SyntaxTree& tree, FactSink& sink)
    : SourceExtractor(tree, sink, BashKinds()) {
  for (NodeIndex node = 0; node < tree.size(); ++node) {
    if (K(node) == Sh::kFunction) functions_.insert(TextOf(Child(node, name_)));
    if (K(node) == Sh::kAssignment) ++assignments_[TextOf(Child(node, name_))];
  }
}

void ShellExtractor::Enter(NodeIndex node) {
  if (tree()[node].named() && TextOf(tree().NextSibling(node)) == "&" && IsStatement(node))
    AddConstruct(node, ConstructKind::kSpawn, ProgramOf(node), "&");
  switch (K(node)) {
    case Sh::kFunction:
      return ReadFunction(node);
    case Sh::kIf:
    case Sh::kElif:
      return Branch();
    case Sh::kCaseItem:
      if (!TextOf(node).starts_with("*)")) Branch();
      return;
    case Sh::kFor:
      return ReadFor(node);
    case Sh::kWhile:
      Branch();
      return OpenLoop(node, "while");
    case Sh::kList:
      return ReadList(node);
    case Sh::kBinary:
      return ReadBinary(node);
    case Sh::kCommand:
      return ReadCommand(node);
    case Sh::kAssignment:
      return ReadAssignment(node);
    case Sh::kRedirected:
      return ReadRedirected(node);
    default:
      return;
  }
}

}  // namespace assay
