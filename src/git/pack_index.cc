#include "git/pack_index.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace assay {
namespace {

constexpr std::size_t kIdBytes = 20;
constexpr std::size_t kFanoutBytes = 256 * 4;
constexpr std::size_t kTrailerBytes = 2 * kIdBytes;
constexpr std::string_view kMagic = "\xfftOc";

std::string_view View(const ObjectId& id) {
  return {reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()};
}

template <typename Word>
Word BigEndian(const char* at) {
  Word word = 0;
  std::memcpy(&word, at, sizeof word);
  if constexpr (std::endian::native == std::endian::big) return word;
  if constexpr (sizeof word == 4) {
    return __builtin_bswap32(word);
  } else {
    return __builtin_bswap64(word);
  }
}

// Whether one name comes before another; mostly their first bytes say it.
bool IsLess(std::string_view a, std::string_view b) {
  const auto begin_a = BigEndian<std::uint64_t>(a.data());
  const auto begin_b = BigEndian<std::uint64_t>(b.data());
  return begin_a != begin_b ? begin_a < begin_b : a < b;
}

bool SharesDigits(std::string_view id, std::string_view prefix, std::size_t digits) {
  const std::size_t whole = digits / 2;
  if (id.substr(0, whole) != prefix.substr(0, whole)) return false;
  if (digits % 2 == 0) return true;
  return (static_cast<unsigned char>(id[whole]) >> 4) ==
         (static_cast<unsigned char>(prefix[whole]) >> 4);
}

}  // namespace

std::optional<PackIndex> PackIndex::Parse(std::string_view bytes) {
  PackIndex index;
  index.bytes_ = bytes;
  if (bytes.starts_with(kMagic)) {
    if (bytes.size() < 8 || index.Number(4) != 2) return std::nullopt;
    index.fanout_ = 8;
  } else {
    index.version_ = 1;
  }
  if (bytes.size() < index.fanout_ + kFanoutBytes + kTrailerBytes) return std::nullopt;
  for (std::size_t i = 0; i < 256; ++i) {
    const std::uint32_t below = index.Number(index.fanout_ + 4 * i);
    if (below < index.count_) return std::nullopt;
    index.count_ = below;
  }
  const std::size_t each = index.version_ == 1 ? 4 + kIdBytes : kIdBytes + 4 + 4;
  const std::size_t needed = index.fanout_ + kFanoutBytes + each * index.count_ + kTrailerBytes;
  if (bytes.size() < needed) return std::nullopt;
  return index;
}

std::uint32_t PackIndex::Number(std::size_t at) const {
  return BigEndian<std::uint32_t>(bytes_.data() + at);
}

std::string_view PackIndex::IdAt(std::uint32_t i) const {
  const std::size_t table = fanout_ + kFanoutBytes;
  const std::size_t at = version_ == 1 ? table + 4 + std::size_t{i} * (4 + kIdBytes)
                                       : table + std::size_t{i} * kIdBytes;
  return {bytes_.data() + at, kIdBytes};
}

// Names are spread evenly: the bytes behind the first tell about where one
// stands, and steps from there that double end beyond it. A table that is made
// to mislead costs twice what halving does.
void PackIndex::Narrow(std::string_view id, std::uint32_t* low, std::uint32_t* high) const {
  if (*low >= *high) return;
  const std::uint64_t part =
      std::uint64_t{static_cast<unsigned char>(id[1])} << 8 | static_cast<unsigned char>(id[2]);
  const auto guess = *low + static_cast<std::uint32_t>(part * (*high - *low) >> 16);
  constexpr std::uint64_t kFirstStep = 16;
  if (IsLess(IdAt(guess), id)) {
    const std::uint32_t end = *high;
    *low = guess + 1;
    for (std::uint64_t step = kFirstStep; step < end - guess; step *= 2) {
      const auto at = static_cast<std::uint32_t>(guess + step);
      if (!IsLess(IdAt(at), id)) {
        *high = at;
        return;
      }
      *low = at + 1;
    }
  } else {
    const std::uint32_t begin = *low;
    *high = guess;
    for (std::uint64_t step = kFirstStep; step <= guess - begin; step *= 2) {
      const auto at = static_cast<std::uint32_t>(guess - step);
      if (IsLess(IdAt(at), id)) {
        *low = at + 1;
        return;
      }
      *high = at;
    }
  }
}

// The first object whose name is not less than `id`.
std::uint32_t PackIndex::LowerBound(std::string_view id) const {
  const auto first = static_cast<unsigned char>(id.front());
  std::uint32_t low = first == 0 ? 0 : Number(fanout_ + 4 * (std::size_t{first} - 1));
  std::uint32_t high = Number(fanout_ + 4 * std::size_t{first});
  Narrow(id, &low, &high);
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (IsLess(IdAt(middle), id)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

std::optional<std::uint64_t> PackIndex::OffsetAt(std::uint32_t i) const {
  const std::size_t table = fanout_ + kFanoutBytes;
  if (version_ == 1) return Number(table + std::size_t{i} * (4 + kIdBytes));
  const std::size_t offsets = table + std::size_t{count_} * (kIdBytes + 4);
  const std::uint32_t offset = Number(offsets + 4 * std::size_t{i});
  if ((offset & 0x80000000U) == 0) return offset;
  // Packs of more than 2 GB keep such offsets in a table of 64 bits.
  const std::size_t at = offsets + 4 * std::size_t{count_} + 8 * std::size_t{offset & 0x7fffffffU};
  if (at + 8 + kTrailerBytes > bytes_.size()) return std::nullopt;
  return std::uint64_t{Number(at)} << 32 | Number(at + 4);
}

std::optional<std::uint64_t> PackIndex::Find(const ObjectId& id) const {
  const std::uint32_t i = LowerBound(View(id));
  if (i >= count_ || IdAt(i) != View(id)) return std::nullopt;
  return OffsetAt(i);
}

void PackIndex::FindByPrefix(const ObjectId& prefix, std::size_t digits, std::size_t limit,
                             std::vector<ObjectId>* found) const {
  for (std::uint32_t i = LowerBound(View(prefix)); i < count_ && limit > 0; ++i, --limit) {
    const std::string_view name = IdAt(i);
    if (!SharesDigits(name, View(prefix), digits)) return;
    ObjectId id;
    std::copy(name.begin(), name.end(), id.bytes.begin());
    found->push_back(id);
  }
}

}  // namespace assay
