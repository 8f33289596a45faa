// Parts that are the same in a profile and in a list of authors, as JSON.
#pragma once

#include <nlohmann/json.hpp>

#include "model/profile.h"

namespace assay {

nlohmann::ordered_json AuthorToJson(const Author& author);
nlohmann::ordered_json DiagnosticToJson(const Diagnostic& diagnostic);

}  // namespace assay
