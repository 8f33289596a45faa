#include "facts/rust/paths.h"

#include <algorithm>

#include "facts/bindings.h"

namespace assay {

std::string Dotted(std::string_view path) {
  std::string dotted;
  dotted.reserve(std::min(path.size(), kMaxResolvedName));
  int depth = 0;
  for (std::size_t i = 0; i < path.size() && i < kMaxResolvedName; ++i) {
    const char c = path[i];
    if (c == '<') ++depth;
    if (c == '>') --depth;
    if (depth > 0 || c == '>' || c == ' ' || c == '\n' || c == '\t' || c == '\r') continue;
    if (c != ':') {
      dotted += c;
    } else if (!dotted.empty() && dotted.back() != '.') {
      dotted += '.';
    }
  }
  while (dotted.ends_with('.')) dotted.pop_back();
  return dotted;
}

}  // namespace assay
