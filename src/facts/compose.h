// What containers run: the images and commands of compose files, and the
// commands of Kubernetes' containers.
#pragma once

#include <string>
#include <vector>

#include "facts/data_tree.h"
#include "facts/sink.h"

namespace assay {

// The map of services; in a file of version 1 the root itself.
DataIndex ComposeServices(const DataTree& tree, DataIndex root);

// Images, commands, entry points and health checks of services. Lists of
// `NAME=value` become the maps that they mean.
void AddCompose(DataTree& tree, DataIndex root, FactSink& sink);

// A container's command with its arguments, its probes and hooks.
void AddKubernetesCommands(const DataTree& tree, DataIndex container, FactSink& sink);

// The words of an exec call as a line that splits into them again.
std::string JoinWords(const DataTree& tree, const std::vector<DataIndex>& words);

}  // namespace assay
