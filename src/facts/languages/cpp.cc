// C and C++ source, read with one grammar; how is in facts/cpp.
#include "facts/cpp/extractor.h"
#include "facts/extract.h"

namespace assay {
namespace {

void ReadCpp(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const Result<SyntaxTree> tree =
      SyntaxTree::Parse(CppSyntax().grammar(), source.text, source.limits);
  if (!tree) {
    AddParseDiagnostic(tree.error().message, sink);
    return;
  }
  CppExtractor(*tree, sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_cpp = {
    {{"cpp", {"C", "C++"}, {}, {}}},
    ReadCpp,
    3,
};

}  // namespace assay
