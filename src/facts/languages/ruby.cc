// Ruby source; how it is read is in facts/ruby.
#include "facts/extract.h"
#include "facts/ruby/extractor.h"

namespace assay {
namespace {

void ReadRuby(const Source& source, FileFacts& facts) {
  ReadParsed<RubyExtractor>(*RubySyntax::Get().grammar, source, facts);
}

}  // namespace

extern const FormatReader kFormatReader_ruby = {
    {{"ruby", {"Ruby"}, {}, {}}},
    ReadRuby,
    4,
};

}  // namespace assay
