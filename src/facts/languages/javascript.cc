// JavaScript and TypeScript, with JSX; how they are read is in facts/javascript.
#include "facts/extract.h"
#include "facts/javascript/extractor.h"

namespace assay {
namespace {

void ReadScript(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const ScriptSyntax& syntax = ScriptSyntax::Of(source.format);
  const Result<SyntaxTree> tree = SyntaxTree::Parse(*syntax.grammar, source.text, source.limits);
  if (!tree) return AddParseDiagnostic(tree.error().message, sink);
  ScriptExtractor(*tree, sink, syntax).Run();
}

}  // namespace

extern const FormatReader kFormatReader_javascript = {
    {{"javascript", {"JavaScript", "JSX"}, {}, {}},
     {"typescript", {"TypeScript"}, {}, {}},
     {"tsx", {"TSX"}, {}, {}}},
    ReadScript,
    5,
};

}  // namespace assay
