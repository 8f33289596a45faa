// Scala source; how it is read is in facts/scala.
#include "facts/extract.h"
#include "facts/scala/extractor.h"

namespace assay {
namespace {

void ReadScala(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const Result<SyntaxTree> tree =
      SyntaxTree::Parse(ScalaSyntax().grammar(), source.text, source.limits);
  if (!tree) {
    AddParseDiagnostic(tree.error().message, sink);
    return;
  }
  ScalaExtractor(*tree, sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_scala = {
    {{"scala", {"Scala"}, {}, {}}},
    ReadScala,
    2,
};

}  // namespace assay
