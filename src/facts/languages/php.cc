// PHP source; how it is read is in facts/php.
#include "facts/extract.h"
#include "facts/php/extractor.h"

namespace assay {
namespace {

void ReadPhp(const Source& source, FileFacts& facts) {
  ReadParsed<PhpExtractor>(PhpSyntax().grammar(), source, facts);
}

}  // namespace

extern const FormatReader kFormatReader_php = {
    {{"php", {"PHP"}, {}, {}}},
    ReadPhp,
    5,
};

}  // namespace assay
