#include "git/delta.h"

#include <cstddef>

namespace assay {
namespace {

std::optional<std::uint64_t> ReadSize(std::string_view* bytes) {
  std::uint64_t size = 0;
  for (int shift = 0; shift < 63 && !bytes->empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes->front());
    bytes->remove_prefix(1);
    size |= std::uint64_t{byte & 0x7fU} << shift;
    if ((byte & 0x80U) == 0) return size;
  }
  return std::nullopt;
}

// A number whose bytes that are not 0 are given, little end first: bit i of
// `present` says whether byte i is.
bool ReadSparse(unsigned present, int bytes, std::string_view* delta, std::uint64_t* number) {
  *number = 0;
  for (int i = 0; i < bytes; ++i) {
    if ((present >> i & 1U) == 0) continue;
    if (delta->empty()) return false;
    *number |= std::uint64_t{static_cast<unsigned char>(delta->front())} << (8 * i);
    delta->remove_prefix(1);
  }
  return true;
}

}  // namespace

std::optional<DeltaSizes> ReadDeltaSizes(std::string_view* delta) {
  const auto base = ReadSize(delta);
  if (!base) return std::nullopt;
  const auto result = ReadSize(delta);
  if (!result) return std::nullopt;
  return DeltaSizes{*base, *result};
}

bool ApplyDelta(std::string_view base, std::string_view delta, std::uint64_t limit,
                std::string* result) {
  result->clear();
  const auto sizes = ReadDeltaSizes(&delta);
  if (!sizes || sizes->base != base.size() || sizes->result > limit) return false;
  // An instruction of n bytes makes 16 MB at most, so a small delta cannot ask for much memory.
  constexpr std::uint64_t kMaxCopy = std::uint64_t{1} << 24;
  if (sizes->result / kMaxCopy > delta.size()) return false;
  result->reserve(sizes->result);
  while (!delta.empty()) {
    const auto instruction = static_cast<unsigned char>(delta.front());
    delta.remove_prefix(1);
    std::string_view piece;
    if ((instruction & 0x80U) != 0) {
      std::uint64_t offset = 0;
      std::uint64_t size = 0;
      if (!ReadSparse(instruction & 0x0fU, 4, &delta, &offset)) return false;
      if (!ReadSparse(instruction >> 4 & 0x07U, 3, &delta, &size)) return false;
      if (size == 0) size = 0x10000;
      if (offset > base.size() || size > base.size() - offset) return false;
      piece = base.substr(offset, size);
    } else {
      if (instruction == 0 || instruction > delta.size()) return false;
      piece = delta.substr(0, instruction);
      delta.remove_prefix(instruction);
    }
    if (piece.size() > sizes->result - result->size()) return false;
    result->append(piece);
  }
  return result->size() == sizes->result;
}

}  // namespace assay
