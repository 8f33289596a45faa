// Rust's paths as they are told: their parts separated by dots.
#pragma once

#include <string>
#include <string_view>

namespace assay {

inline bool StartsUpper(std::string_view name) {
  return !name.empty() && name[0] >= 'A' && name[0] <= 'Z';
}

// `std::sync::Arc` as std.sync.Arc; blanks and type arguments left away.
std::string Dotted(std::string_view path);

// The first part of a path with dots.
inline std::string_view RootOf(std::string_view dotted) {
  return dotted.substr(0, dotted.find('.'));
}

}  // namespace assay
