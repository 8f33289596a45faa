// Scala source; how it is read is in facts/scala.
#include "facts/extract.h"
#include "facts/scala/extractor.h"

namespace assay {
namespace {

void ReadScala(const Source& source, FileFacts& facts) {
  ReadParsed<ScalaExtractor>(ScalaSyntax().grammar(), source, facts);
}

}  // namespace

extern const FormatReader kFormatReader_scala = {
    {{"scala", {"Scala"}, {}, {}}},
    ReadScala,
    3,
};

}  // namespace assay
