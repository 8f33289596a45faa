// A shell script as source: see extractor.h for what is told of it. Its
// commands are told by commands.h.
#pragma once

#include "facts/extract.h"
#include "facts/sink.h"

namespace assay {

// False, with a diagnostic, where the script cannot be parsed within its budget.
bool ReadShellSource(const Source& source, FactSink& sink);

}  // namespace assay
