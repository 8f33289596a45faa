// Linguist's patterns over paths: what is somebody else's code, and what is
// documentation.
#pragma once

#include <string_view>

#include "language/linguist_tables.h"

namespace assay {

// Sets `gave_up` where a pattern took too many steps.
bool IsVendoredPath(const linguist::DataSet& data, std::string_view path, bool* gave_up);
bool IsDocumentationPath(const linguist::DataSet& data, std::string_view path, bool* gave_up);

}  // namespace assay
