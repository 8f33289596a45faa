// Java source; how it is read is in facts/java.
#include "facts/extract.h"
#include "facts/java/extractor.h"

namespace assay {
namespace {

void ReadJava(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const Result<SyntaxTree> tree =
      SyntaxTree::Parse(*JavaSyntax::Get().grammar, source.text, source.limits);
  if (!tree) {
    AddParseDiagnostic(tree.error().message, sink);
    return;
  }
  JavaExtractor(*tree, sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_java = {
    {{"java", {"Java"}, {}, {}}},
    ReadJava,
    4,
};

}  // namespace assay
