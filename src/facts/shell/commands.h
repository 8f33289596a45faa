// Shell text as commands: what CI steps, package scripts, Dockerfiles, compose
// files, Makefiles and shell scripts have in common.
#pragma once

#include <string_view>

#include "facts/sink.h"
#include "model/facts.h"

namespace assay {

// Adds each simple command of `script`, split as a shell would. `site` gives
// place, context and conditional_off; `region` is where the script stands.
// With `own_lines` (block scalars, files) line n of the script is line n of
// the region, and each command's region has its own line; otherwise all
// commands have the whole region.
void AddCommands(std::string_view script, const Command& site, Region region, bool own_lines,
                 FactSink& sink);

}  // namespace assay
