// A shell script as source: its functions, loops, handlers and traps, what it
// sources, the texts of its variables, and the SQL that it hands to a
// database's client. Its commands are told by shell.h.
#pragma once

#include "facts/extract.h"
#include "facts/sink.h"

namespace assay {

// False, with a diagnostic, where the script cannot be parsed within its budget.
bool ReadShellSource(const Source& source, FactSink& sink);

}  // namespace assay
