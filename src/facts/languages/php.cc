// PHP source; how it is read is in facts/php.
#include "facts/extract.h"
#include "facts/php/extractor.h"

namespace assay {
namespace {

void ReadPhp(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const Result<SyntaxTree> tree =
      SyntaxTree::Parse(PhpSyntax().grammar(), source.text, source.limits);
  if (!tree) {
    AddParseDiagnostic(tree.error().message, sink);
    return;
  }
  PhpExtractor(*tree, sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_php = {
    {{"php", {"PHP"}, {}, {}}},
    ReadPhp,
    4,
};

}  // namespace assay
