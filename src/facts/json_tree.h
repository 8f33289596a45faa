// JSON text as a DataTree.
#pragma once

#include <string_view>

#include "facts/data_tree.h"
#include "facts/sink.h"

namespace assay {

// Fills `tree` with what can be read; the rest is a diagnostic of `sink`.
void ReadJsonTree(std::string_view text, DataTree& tree, FactSink& sink);

}  // namespace assay
