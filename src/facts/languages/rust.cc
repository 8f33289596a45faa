// Rust source; how it is read is in facts/rust.
#include "facts/extract.h"
#include "facts/rust/extractor.h"

namespace assay {
namespace {

void ReadRust(const Source& source, FileFacts& facts) {
  ReadParsed<RustExtractor>(RustSyntax().grammar(), source, facts);
}

}  // namespace

extern const FormatReader kFormatReader_rust = {
    {{"rust", {"Rust"}, {}, {}}},
    ReadRust,
    3,
};

}  // namespace assay
