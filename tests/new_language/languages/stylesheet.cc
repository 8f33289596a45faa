// A language that the product does not read, as an engineer would add it to
// src/facts/languages: this file is all of it. CSS is pinned, and nobody's.
#include "base/text.h"
#include "facts/extract.h"
#include "facts/sink.h"
#include "facts/source_extractor.h"

namespace assay {
namespace {

void ReadStylesheet(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const Grammar& grammar = *Grammar::Find("css");
  const Result<SyntaxTree> tree = SyntaxTree::Parse(grammar, source.text, source.limits);
  if (!tree) return AddParseDiagnostic(tree.error().message, sink);
  for (NodeIndex node = 0; node < tree->size(); ++node) {
    const std::string_view kind = grammar.KindName(tree->Kind(node));
    if (kind == "import_statement") {
      Import import;
      import.region = RegionOf((*tree)[node]);
      import.module = sink.Keep("own:" + std::string(tree->Text(tree->NamedChild(node, 0))));
      sink.Add(std::move(import));
    } else if (kind == "class_selector") {
      Definition definition;
      definition.region = RegionOf((*tree)[node]);
      definition.kind = DefinitionKind::kClass;
      definition.name = sink.Keep(tree->Text(node));
      sink.Add(std::move(definition));
    }
  }
}

}  // namespace

extern const FormatReader kFormatReader_stylesheet = {
    {{"stylesheet", {"CSS"}, {}, {}}},
    ReadStylesheet,
    1,
};

}  // namespace assay
