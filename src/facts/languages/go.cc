// Go source; how it is read is in facts/go.
#include "facts/extract.h"
#include "facts/go/extractor.h"

namespace assay {
namespace {

void ReadGo(const Source& source, FileFacts& facts) {
  ReadParsed<GoExtractor>(GoSyntax().grammar(), source, facts);
}

}  // namespace

extern const FormatReader kFormatReader_go = {
    {{"go", {"Go"}, {}, {}}},
    ReadGo,
    1,
};

}  // namespace assay
