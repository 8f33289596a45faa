#include "git/graph_file.h"

#include <algorithm>
#include <bit>

namespace assay {
namespace {

constexpr std::size_t kHeaderBytes = 8;
constexpr std::size_t kTableEntryBytes = 12;
constexpr std::size_t kFanoutBytes = 256 * 4;
constexpr std::size_t kRecordBytes = 36;
constexpr std::size_t kFilterHeaderBytes = 12;

constexpr std::uint32_t kNoParent = GraphFile::kMaxCommits;
constexpr std::uint32_t kHighBit = 0x80000000;
constexpr std::size_t kMaxParents = 1024;  // as of a commit's text
constexpr std::uint32_t kMaxFilterHashes = 32;

constexpr std::uint32_t NameOf(const char (&name)[5]) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = number << 8 | static_cast<unsigned char>(name[i]);
  return number;
}

std::uint64_t Number(std::string_view bytes, std::size_t at, std::size_t size = 4) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < size; ++i)
    number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

std::uint32_t Number32(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint32_t>(Number(bytes, at));
}

ObjectId IdOf(std::string_view bytes) {
  ObjectId id;
  std::copy(bytes.begin(), bytes.end(), id.bytes.begin());
  return id;
}

std::string_view View(const ObjectId& id) {
  return {reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()};
}

// MurmurHash3_x86_32.
std::uint32_t Murmur3(std::string_view bytes, std::uint32_t seed) {
  const auto mixed = [](std::uint32_t word) {
    return std::rotl(word * 0xcc9e2d51U, 15) * 0x1b873593U;
  };
  const auto word_at = [&](std::size_t begin, std::size_t size) {
    std::uint32_t word = 0;
    for (std::size_t i = size; i-- > 0;)
      word = word << 8 | static_cast<unsigned char>(bytes[begin + i]);
    return word;
  };
  std::uint32_t hash = seed;
  std::size_t at = 0;
  for (; bytes.size() - at >= 4; at += 4)
    hash = std::rotl(hash ^ mixed(word_at(at, 4)), 13) * 5 + 0xe6546b64U;
  if (at < bytes.size()) hash ^= mixed(word_at(at, bytes.size() - at));
  hash ^= static_cast<std::uint32_t>(bytes.size());
  hash = (hash ^ hash >> 16) * 0x85ebca6bU;
  hash = (hash ^ hash >> 13) * 0xc2b2ae35U;
  return hash ^ hash >> 16;
}

}  // namespace

FilterKey FilterKeyOf(std::string_view path) {
  constexpr std::uint32_t kFirstSeed = 0x293ae76f;
  constexpr std::uint32_t kSecondSeed = 0x7e646e2c;
  FilterKey key;
  key.first = Murmur3(path, kFirstSeed);
  key.second = Murmur3(path, kSecondSeed);
  key.is_ascii = std::all_of(path.begin(), path.end(),
                             [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return key;
}

std::optional<GraphFile> GraphFile::Parse(std::string_view bytes) {
  if (bytes.size() < kHeaderBytes + kTableEntryBytes + kIdBytes || !bytes.starts_with("CGPH")) {
    return std::nullopt;
  }
  const auto version = static_cast<unsigned char>(bytes[4]);
  const auto hash = static_cast<unsigned char>(bytes[5]);
  const std::size_t chunks = static_cast<unsigned char>(bytes[6]);
  const std::size_t bases = static_cast<unsigned char>(bytes[7]);
  const std::size_t table_end = kHeaderBytes + (chunks + 1) * kTableEntryBytes;
  const std::size_t end = bytes.size() - kIdBytes;
  if (version != 1 || hash != 1 || table_end > end) return std::nullopt;
  GraphFile file;
  file.bytes_ = bytes;
  std::uint64_t before = table_end;
  for (std::size_t i = 0; i <= chunks; ++i) {
    const std::uint64_t offset = Number(bytes, kHeaderBytes + i * kTableEntryBytes + 4, 8);
    if (offset < before || offset > end) return std::nullopt;
    before = offset;
  }
  file.fanout_ = file.Chunk(NameOf("OIDF"));
  file.ids_ = file.Chunk(NameOf("OIDL"));
  file.records_ = file.Chunk(NameOf("CDAT"));
  file.more_parents_ = file.Chunk(NameOf("EDGE"));
  file.bases_ = file.Chunk(NameOf("BASE"));
  if (file.fanout_.size() != kFanoutBytes || file.bases_.size() != bases * kIdBytes) {
    return std::nullopt;
  }
  for (std::size_t i = 0; i < 256; ++i) {
    const std::uint32_t below = Number32(file.fanout_, 4 * i);
    if (below < file.count_) return std::nullopt;
    file.count_ = below;
  }
  if (file.count_ >= kMaxCommits || file.ids_.size() != kIdBytes * std::size_t{file.count_} ||
      file.records_.size() != kRecordBytes * std::size_t{file.count_}) {
    return std::nullopt;
  }
  const std::string_view ends = file.Chunk(NameOf("BIDX"));
  const std::string_view filters = file.Chunk(NameOf("BDAT"));
  if (ends.size() == 4 * std::size_t{file.count_} && filters.size() >= kFilterHeaderBytes) {
    file.filter_version_ = Number32(filters, 0);
    file.filter_hashes_ = Number32(filters, 4);
    const bool known = (file.filter_version_ == 1 || file.filter_version_ == 2) &&
                       file.filter_hashes_ > 0 && file.filter_hashes_ <= kMaxFilterHashes;
    if (known) {
      file.filter_ends_ = ends;
      file.filters_ = filters.substr(kFilterHeaderBytes);
    }
  }
  return file;
}

// Parse has checked that all lie within the bytes, in this order. Empty where there is none.
std::string_view GraphFile::Chunk(std::uint32_t name) const {
  for (std::size_t at = kHeaderBytes; Number32(bytes_, at) != 0; at += kTableEntryBytes) {
    const std::size_t chunks = static_cast<unsigned char>(bytes_[6]);
    if (at >= kHeaderBytes + chunks * kTableEntryBytes) break;
    if (Number32(bytes_, at) != name) continue;
    const std::uint64_t begin = Number(bytes_, at + 4, 8);
    return bytes_.substr(begin, Number(bytes_, at + kTableEntryBytes + 4, 8) - begin);
  }
  return {};
}

ObjectId GraphFile::trailer() const { return IdOf(bytes_.substr(bytes_.size() - kIdBytes)); }

std::vector<ObjectId> GraphFile::bases() const {
  std::vector<ObjectId> ids;
  for (std::size_t at = 0; at < bases_.size(); at += kIdBytes)
    ids.push_back(IdOf(bases_.substr(at, kIdBytes)));
  return ids;
}

ObjectId GraphFile::IdAt(std::uint32_t index) const {
  return IdOf(ids_.substr(kIdBytes * std::size_t{index}, kIdBytes));
}

std::optional<std::uint32_t> GraphFile::Find(const ObjectId& id) const {
  const std::size_t first = id.bytes[0];
  std::uint32_t low = first == 0 ? 0 : Number32(fanout_, 4 * (first - 1));
  std::uint32_t high = Number32(fanout_, 4 * first);
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    const int order = ids_.compare(kIdBytes * std::size_t{middle}, kIdBytes, View(id));
    if (order == 0) return middle;
    if (order < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return std::nullopt;
}

std::optional<GraphFile::Record> GraphFile::At(std::uint32_t index) const {
  const std::string_view bytes = records_.substr(kRecordBytes * std::size_t{index}, kRecordBytes);
  Record record;
  record.tree = IdOf(bytes.substr(0, kIdBytes));
  // Above the time stands a generation, which nothing here asks for.
  constexpr std::uint64_t kTimeBits = (std::uint64_t{1} << 34) - 1;
  record.commit_time = static_cast<std::int64_t>(Number(bytes, kIdBytes + 8, 8) & kTimeBits);
  const std::uint32_t first = Number32(bytes, kIdBytes);
  const std::uint32_t second = Number32(bytes, kIdBytes + 4);
  if (first != kNoParent) record.parents.push_back(first);
  if (second == kNoParent) return record;
  if ((second & kHighBit) == 0) {
    record.parents.push_back(second);
    return record;
  }
  for (std::size_t i = second & ~kHighBit; record.parents.size() < kMaxParents; ++i) {
    if (4 * i + 4 > more_parents_.size()) return std::nullopt;
    const std::uint32_t parent = Number32(more_parents_, 4 * i);
    record.parents.push_back(parent & ~kHighBit);
    if ((parent & kHighBit) != 0) return record;
  }
  return std::nullopt;
}

bool GraphFile::MayTouch(std::uint32_t index, const FilterKey& key) const {
  // What version 1 hashes a byte beyond ASCII to hangs on the machine that wrote it.
  if (filter_ends_.empty() || (filter_version_ == 1 && !key.is_ascii)) return true;
  const std::size_t begin = index == 0 ? 0 : Number32(filter_ends_, 4 * (std::size_t{index} - 1));
  const std::size_t end = Number32(filter_ends_, 4 * std::size_t{index});
  if (end <= begin || end > filters_.size()) return true;  // None was computed, or damaged.
  const std::string_view filter = filters_.substr(begin, end - begin);
  const std::uint64_t bits = std::uint64_t{filter.size()} * 8;
  for (std::uint32_t i = 0; i < filter_hashes_; ++i) {
    const std::uint64_t bit = (key.first + i * key.second) % bits;
    if ((static_cast<unsigned char>(filter[bit / 8]) >> (bit % 8) & 1) == 0) return false;
  }
  return true;
}

}  // namespace assay
