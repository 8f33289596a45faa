#include "facts/shell/source.h"

#include "facts/shell/extractor.h"

namespace assay {

bool ReadShellSource(const Source& source, FactSink& sink) {
  const Result<SyntaxTree> tree = SyntaxTree::Parse(BashGrammar(), source.text, source.limits);
  if (!tree) {
    AddParseDiagnostic(tree.error().message, sink);
    return false;
  }
  ShellExtractor(*tree, sink).Run();
  return true;
}

}  // namespace assay
