// Java source; how it is read is in facts/java.
#include "facts/extract.h"
#include "facts/java/extractor.h"

namespace assay {
namespace {

void ReadJava(const Source& source, FileFacts& facts) {
  ReadParsed<JavaExtractor>(*JavaSyntax::Get().grammar, source, facts);
}

}  // namespace

extern const FormatReader kFormatReader_java = {
    {{"java", {"Java"}, {}, {}}},
    ReadJava,
    4,
};

}  // namespace assay
