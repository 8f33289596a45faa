// A Diagnostic tells what one file or one part of a repository kept from
// being read. It is kept in the profile; the scan goes on.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace assay {

// `code` is stable and in kebab-case ("file-too-large"): tools filter by it.
// `path` is empty where the whole repository is meant; its bytes are as in
// the tree (renderers escape). `line` is 1-based, 0 where none is meant.
struct Diagnostic {
  std::string code;
  std::string path;
  std::uint32_t line = 0;
  std::string message;

  auto operator<=>(const Diagnostic&) const = default;
};

using Diagnostics = std::vector<Diagnostic>;

}  // namespace assay
