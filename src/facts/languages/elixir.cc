// Elixir source; how it is read is in facts/elixir.
#include "facts/elixir/extractor.h"
#include "facts/extract.h"

namespace assay {
namespace {

void ReadElixir(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const Result<SyntaxTree> tree =
      SyntaxTree::Parse(ElixirSyntax().grammar(), source.text, source.limits);
  if (!tree) {
    AddParseDiagnostic(tree.error().message, sink);
    return;
  }
  ElixirExtractor(*tree, sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_elixir = {
    {{"elixir", {"Elixir"}, {}, {}}},
    ReadElixir,
    1,
};

}  // namespace assay
