// Python source; how it is read is in facts/python.
#include "facts/extract.h"
#include "facts/python/extractor.h"

namespace assay {
namespace {

void ReadPython(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const Result<SyntaxTree> tree =
      SyntaxTree::Parse(*PythonSyntax::Get().grammar, source.text, source.limits);
  if (!tree) {
    AddParseDiagnostic(tree.error().message, sink);
    return;
  }
  PythonExtractor(*tree, sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_python = {
    {{"python", {"Python"}, {}, {}}},
    ReadPython,
    3,
};

}  // namespace assay
