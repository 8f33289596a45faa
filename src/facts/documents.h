// What a document of configuration means beyond its settings: images it runs,
// actions it uses, commands it gives to a shell.
#pragma once

#include <string_view>

#include "facts/data_tree.h"
#include "facts/sink.h"

namespace assay {

// Adds all facts of every root of `tree`. `known` is what the file's name says
// that its documents are ("spring"), "" where their content decides.
void AddDocuments(DataTree& tree, Text known, FactSink& sink);

}  // namespace assay
