// What the pipelines of all CI systems are made of: steps that run a script in
// a job, and images and actions that they use.
#pragma once

#include <string>
#include <string_view>

#include "facts/data_tree.h"
#include "facts/sink.h"

namespace assay {

// One step's or job's script. `script` is a scalar or a list of them (of lists,
// in GitLab's). `context` is "job" or "job/step".
void AddCiScript(const DataTree& tree, DataIndex script, std::string_view context, bool off,
                 FactSink& sink);

// The image of a job: a scalar, or a map with its name under `key`.
void AddCiImage(const DataTree& tree, DataIndex image, std::string_view key, DependencyScope scope,
                FactSink& sink);

// A condition that never holds: `false`, `${{ false }}`, `never()`.
bool IsNever(std::string_view condition);
// `if: false` and like: what is below never runs.
bool IsOff(const DataTree& tree, DataIndex map, std::string_view key);

// A step's name for its context: of `name`, `displayName`, `id`, else its 0-based number.
std::string StepName(const DataTree& tree, DataIndex step, std::size_t number);

}  // namespace assay
