// JavaScript and TypeScript, with JSX; how they are read is in facts/javascript.
#include "facts/extract.h"
#include "facts/javascript/extractor.h"

namespace assay {
namespace {

void ReadScript(const Source& source, FileFacts& facts) {
  const ScriptSyntax& syntax = ScriptSyntax::Of(source.format);
  ReadParsed<ScriptExtractor>(*syntax.grammar, source, facts, syntax);
}

}  // namespace

extern const FormatReader kFormatReader_javascript = {
    {{"javascript", {"JavaScript", "JSX"}, {}, {}},
     {"typescript", {"TypeScript"}, {}, {}},
     {"tsx", {"TSX"}, {}, {}}},
    ReadScript,
    6,
};

}  // namespace assay
