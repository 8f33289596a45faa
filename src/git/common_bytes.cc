#include "git/common_bytes.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

namespace assay {
namespace {

std::uint64_t WordAt(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}

}  // namespace

std::size_t CommonPrefix(std::string_view a, std::string_view b) {
  const std::size_t limit = std::min(a.size(), b.size());
  std::size_t i = 0;
  if constexpr (std::endian::native == std::endian::little) {
    for (; i + 8 <= limit; i += 8) {
      const std::uint64_t differ = WordAt(a.data() + i) ^ WordAt(b.data() + i);
      if (differ != 0) return i + static_cast<std::size_t>(std::countr_zero(differ)) / 8;
    }
  }
  while (i < limit && a[i] == b[i]) ++i;
  return i;
}

std::size_t CommonSuffix(std::string_view a, std::string_view b) {
  const std::size_t limit = std::min(a.size(), b.size());
  const char* const end_a = a.data() + a.size();
  const char* const end_b = b.data() + b.size();
  std::size_t i = 0;
  if constexpr (std::endian::native == std::endian::little) {
    for (; i + 8 <= limit; i += 8) {
      const std::uint64_t differ = WordAt(end_a - i - 8) ^ WordAt(end_b - i - 8);
      if (differ != 0) return i + static_cast<std::size_t>(std::countl_zero(differ)) / 8;
    }
  }
  while (i < limit && *(end_a - i - 1) == *(end_b - i - 1)) ++i;
  return i;
}

}  // namespace assay
