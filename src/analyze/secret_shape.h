// Whether a literal can be a secret: long enough, random enough, and not a
// placeholder, a name, a path or a sentence. Names alone mislead both ways.
#pragma once

#include <string_view>

namespace assay {

bool LooksLikeSecret(std::string_view value);

}  // namespace assay
