// C# source; how it is read is in facts/csharp.
#include "facts/csharp/extractor.h"
#include "facts/extract.h"

namespace assay {
namespace {

void ReadCsharp(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const Result<SyntaxTree> tree =
      SyntaxTree::Parse(CsharpSyntax().grammar(), source.text, source.limits);
  if (!tree) {
    AddParseDiagnostic(tree.error().message, sink);
    return;
  }
  CsharpExtractor(*tree, sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_csharp = {
    {{"csharp", {"C#"}, {}, {}}},
    ReadCsharp,
    1,
};

}  // namespace assay
