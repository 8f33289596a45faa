// TOML text as a DataTree, in the order of the text.
#pragma once

#include <string_view>

#include "facts/data_tree.h"
#include "facts/sink.h"

namespace assay {

// Fills `tree` with one root; a text that is not TOML gives none and a
// diagnostic of `sink`.
void ReadTomlTree(std::string_view text, DataTree& tree, FactSink& sink);

}  // namespace assay
