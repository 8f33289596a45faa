// Kotlin source; how it is read is in facts/kotlin.
#include "facts/extract.h"
#include "facts/kotlin/extractor.h"

namespace assay {
namespace {

void ReadKotlin(const Source& source, FileFacts& facts) {
  ReadParsed<KotlinExtractor>(KotlinSyntax().grammar(), source, facts);
}

}  // namespace

extern const FormatReader kFormatReader_kotlin = {
    {{"kotlin", {"Kotlin"}, {}, {}}},
    ReadKotlin,
    2,
};

}  // namespace assay
