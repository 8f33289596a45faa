// Elixir source; how it is read is in facts/elixir.
#include "facts/elixir/extractor.h"
#include "facts/extract.h"

namespace assay {
namespace {

void ReadElixir(const Source& source, FileFacts& facts) {
  ReadParsed<ElixirExtractor>(ElixirSyntax().grammar(), source, facts);
}

}  // namespace

extern const FormatReader kFormatReader_elixir = {
    {{"elixir", {"Elixir"}, {}, {}}},
    ReadElixir,
    1,
};

}  // namespace assay
