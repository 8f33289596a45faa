// What tests of a whole repository share.
#pragma once

#include <string>

#include "git/repository.h"

namespace assay {

// The test ends where it cannot be opened.
Repository Opened(const std::string& path, const OpenOptions& options = {});

Snapshot Walked(Repository repository);

// The error of walking HEAD; "" and a failure where there is none.
std::string WalkError(const std::string& path);

// Everything that a scan's result may depend on, in one text.
std::string Contents(Repository repository);

}  // namespace assay
