// Compose files: the images that services run, and their commands.
#pragma once

#include <string>

#include "facts/data_tree.h"
#include "facts/sink.h"

namespace assay {

void AddCompose(DataTree& tree, DataIndex root, FactSink& sink);

// The words of an exec call as a line that splits into them again.
std::string JoinWords(const DataTree& tree, DataIndex list);

// A command as compose and Kubernetes write it: a line for a shell, or the
// items of an exec call.
void AddContainerCommand(const DataTree& tree, DataIndex command, std::string_view context,
                         FactSink& sink);

}  // namespace assay
