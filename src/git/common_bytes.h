// How much two texts have in common, eight bytes at a time.
#pragma once

#include <cstddef>
#include <string_view>

namespace assay {

// The numbers of bytes at the beginning and at the end that two texts share;
// the second does not look for a place for both at once.
std::size_t CommonPrefix(std::string_view a, std::string_view b);
std::size_t CommonSuffix(std::string_view a, std::string_view b);

}  // namespace assay
