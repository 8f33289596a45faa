// Go source; how it is read is in facts/go.
#include "facts/extract.h"
#include "facts/go/extractor.h"

namespace assay {
namespace {

void ReadGo(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const Result<SyntaxTree> tree =
      SyntaxTree::Parse(GoSyntax().grammar(), source.text, source.limits);
  if (!tree) {
    AddParseDiagnostic(tree.error().message, sink);
    return;
  }
  GoExtractor(*tree, sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_go = {
    {{"go", {"Go"}, {}, {}}},
    ReadGo,
    1,
};

}  // namespace assay
