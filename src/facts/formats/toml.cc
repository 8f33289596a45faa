// TOML without a reader of its own, as settings.
#include "facts/data_tree.h"
#include "facts/extract.h"
#include "facts/settings.h"
#include "facts/sink.h"
#include "facts/toml_tree.h"

namespace assay {
namespace {

void ReadToml(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  DataTree tree;
  ReadTomlTree(source.text, tree, sink);
  if (tree.roots().empty()) return;
  const Text document = source.format == "toml" ? Text() : sink.Keep(source.format);
  AddSettings(tree, tree.roots().front(), "", {document}, sink);
}

}  // namespace

extern const FormatReader kFormatReader_toml = {
    {
        {"ruff", {}, {"ruff.toml", ".ruff.toml"}, {}, true},
        {"netlify", {}, {"netlify.toml"}, {}, true},
        {"fly", {}, {"fly.toml"}, {}, true},
        {"wrangler", {}, {"wrangler.toml"}, {}, true},
        {"toml", {"TOML"}, {}, {"**.toml"}, true},
    },
    ReadToml,
    1,
};

}  // namespace assay
