// Ruby source; how it is read is in facts/ruby.
#include "facts/extract.h"
#include "facts/ruby/extractor.h"

namespace assay {
namespace {

void ReadRuby(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const Result<SyntaxTree> tree =
      SyntaxTree::Parse(*RubySyntax::Get().grammar, source.text, source.limits);
  if (!tree) {
    AddParseDiagnostic(tree.error().message, sink);
    return;
  }
  RubyExtractor(*tree, sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_ruby = {
    {{"ruby", {"Ruby"}, {}, {}}},
    ReadRuby,
    4,
};

}  // namespace assay
