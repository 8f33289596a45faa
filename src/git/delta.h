// Git's deltas: an object as copies from another one and new bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assay {

struct DeltaSizes {
  std::uint64_t base = 0;
  std::uint64_t result = 0;
};

// Takes the two sizes off the beginning of a delta. They need 20 bytes at most.
std::optional<DeltaSizes> ReadDeltaSizes(std::string_view* delta);

// False where the delta is not one of `base`, reaches out of it, or makes
// anything but the size it announces, which may be `limit` at most.
bool ApplyDelta(std::string_view base, std::string_view delta, std::uint64_t limit,
                std::string* result);

}  // namespace assay
