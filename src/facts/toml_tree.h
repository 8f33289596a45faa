// TOML text as a DataTree, in the order of the text.
//
// A reader of our own, because the libraries at hand assert or recurse on what
// a hostile repository may hold, and none gives the places of all keys. It is
// lenient where leniency costs nothing (tables may be opened twice, inline
// tables may have several lines) and stops at the first error with what it has.
#pragma once

#include <string_view>

#include "facts/data_tree.h"
#include "facts/sink.h"

namespace assay {

// Fills `tree` with one root. What cannot be read is a diagnostic of `sink`.
void ReadTomlTree(std::string_view text, DataTree& tree, FactSink& sink);

}  // namespace assay
