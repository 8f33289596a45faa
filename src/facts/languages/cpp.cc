// C and C++ source, read with one grammar; how is in facts/cpp.
#include "facts/cpp/extractor.h"
#include "facts/extract.h"

namespace assay {
namespace {

void ReadCpp(const Source& source, FileFacts& facts) {
  ReadParsed<CppExtractor>(CppSyntax().grammar(), source, facts);
}

}  // namespace

extern const FormatReader kFormatReader_cpp = {
    {{"cpp", {"C", "C++"}, {}, {}}},
    ReadCpp,
    4,
};

}  // namespace assay
