// Rust source; how it is read is in facts/rust.
#include "facts/extract.h"
#include "facts/rust/extractor.h"

namespace assay {
namespace {

void ReadRust(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const Result<SyntaxTree> tree =
      SyntaxTree::Parse(RustSyntax().grammar(), source.text, source.limits);
  if (!tree) {
    AddParseDiagnostic(tree.error().message, sink);
    return;
  }
  RustExtractor(*tree, sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_rust = {
    {{"rust", {"Rust"}, {}, {}}},
    ReadRust,
    3,
};

}  // namespace assay
