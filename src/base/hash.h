// One non-cryptographic hash for look-ups, digests and fingerprints: XXH3.
//
// It is stable across machines and releases, which std::hash is not. Where a
// hostile repository could profit from a collision (whose blob is this?), the
// object id decides instead, and src/git verifies it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace assay {

std::uint64_t Hash64(std::string_view bytes, std::uint64_t seed = 0);

// 32 lower-case hexadecimal digits of the 128-bit hash.
std::string HashHex(std::string_view bytes);

// For heterogeneous look-up in unordered containers of std::string.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return Hash64(text); }
};

}  // namespace assay
