// One author as JSON: the same in a profile and in a list of authors.
#pragma once

#include <nlohmann/json.hpp>

#include "model/profile.h"

namespace assay {

nlohmann::ordered_json AuthorToJson(const Author& author);

}  // namespace assay
