// Kotlin source; how it is read is in facts/kotlin.
#include "facts/extract.h"
#include "facts/kotlin/extractor.h"

namespace assay {
namespace {

void ReadKotlin(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const Result<SyntaxTree> tree =
      SyntaxTree::Parse(KotlinSyntax().grammar(), source.text, source.limits);
  if (!tree) {
    AddParseDiagnostic(tree.error().message, sink);
    return;
  }
  KotlinExtractor(*tree, sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_kotlin = {
    {{"kotlin", {"Kotlin"}, {}, {}}},
    ReadKotlin,
    1,
};

}  // namespace assay
