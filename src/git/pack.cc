#include "git/pack.h"

#include <algorithm>
#include <utility>

#include "git/delta.h"

namespace assay {
namespace {

constexpr int kOffsetDelta = 6;
constexpr int kNameDelta = 7;
constexpr std::size_t kIdBytes = 20;
constexpr std::size_t kPackHeaderBytes = 12;

// Git itself writes no longer chains of deltas (pack.depth).
constexpr std::size_t kMaxChain = 4096;

// The deltas of one chain together, inflated.
constexpr std::uint64_t kMaxChainBytes = kMaxObjectBytes;

// All objects that stand between the bottom of a chain and its top.
constexpr std::uint64_t kMaxChainResults = 8 * kMaxObjectBytes;

bool IsDelta(int type) { return type == kOffsetDelta || type == kNameDelta; }
bool IsWhole(int type) { return type >= 1 && type <= 4; }

}  // namespace

std::optional<Pack> Pack::Parse(std::string_view pack, std::string_view index) {
  if (pack.size() < kPackHeaderBytes + kIdBytes || !pack.starts_with("PACK")) return std::nullopt;
  const std::string_view version = pack.substr(4, 4);
  if (version != std::string_view("\0\0\0\2", 4) && version != std::string_view("\0\0\0\3", 4)) {
    return std::nullopt;
  }
  const auto parsed = PackIndex::Parse(index);
  if (!parsed) return std::nullopt;
  Pack result;
  result.bytes_ = pack.substr(0, pack.size() - kIdBytes);
  result.index_ = *parsed;
  return result;
}

std::optional<Pack::Entry> Pack::EntryAt(std::uint64_t offset) const {
  if (offset < kPackHeaderBytes || offset >= bytes_.size()) return std::nullopt;
  Entry entry;
  entry.offset = offset;
  std::size_t at = offset;
  auto byte = static_cast<unsigned char>(bytes_[at++]);
  entry.type = byte >> 4 & 7;
  entry.size = byte & 15U;
  for (int shift = 4; (byte & 0x80U) != 0; shift += 7) {
    if (at >= bytes_.size() || shift > 56) return std::nullopt;
    byte = static_cast<unsigned char>(bytes_[at++]);
    entry.size |= std::uint64_t{byte & 0x7fU} << shift;
  }
  entry.data = at;
  if (IsDelta(entry.type)) return ReadBase(&entry) ? std::optional(entry) : std::nullopt;
  return IsWhole(entry.type) ? std::optional(entry) : std::nullopt;
}

// Moves `entry->data` past the reference to the base.
bool Pack::ReadBase(Entry* entry) const {
  if (entry->type == kNameDelta) {
    if (bytes_.size() - entry->data < kIdBytes) return false;
    ObjectId id;
    const std::string_view name = bytes_.substr(entry->data, kIdBytes);
    std::copy(name.begin(), name.end(), id.bytes.begin());
    const auto base = index_.Find(id);  // Git never leaves a base outside of the pack.
    if (!base) return false;
    entry->base = *base;
    entry->data += kIdBytes;
    return true;
  }
  std::uint64_t distance = 0;
  for (int i = 0; i < 9 && entry->data < bytes_.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes_[entry->data++]);
    distance = (i == 0 ? 0 : (distance + 1) << 7) | (byte & 0x7fU);
    if ((byte & 0x80U) != 0) continue;
    if (distance == 0 || distance > entry->offset) return false;
    entry->base = entry->offset - distance;
    return true;
  }
  return false;
}

bool Pack::Inflate(const Entry& entry, Inflater* inflater, std::string* bytes) const {
  return entry.size <= kMaxObjectBytes &&
         inflater->Inflate(bytes_.substr(entry.data), entry.size, bytes);
}

std::optional<Pack::Chain> Pack::ChainOf(std::uint64_t offset, const DeltaCache* cache) const {
  Chain chain;
  std::uint64_t bytes = 0;
  for (std::uint64_t next = offset; chain.entries.size() < kMaxChain;) {
    const auto entry = EntryAt(next);
    if (!entry) return std::nullopt;
    chain.entries.push_back(*entry);
    if (!IsDelta(entry->type)) return chain;
    bytes += std::min(entry->size, kMaxChainBytes + 1);
    if (bytes > kMaxChainBytes) return std::nullopt;
    next = entry->base;
    if (cache != nullptr) chain.base = cache->Find(bytes_.data(), next);
    if (chain.base != nullptr) return chain;
  }
  return std::nullopt;
}

tl::expected<ObjectHeader, ObjectProblem> Pack::ReadHeader(std::uint64_t offset,
                                                           Inflater* inflater) const {
  const auto chain = ChainOf(offset, nullptr);
  if (!chain) return tl::unexpected(ObjectProblem::kCorrupt);
  const auto type = static_cast<ObjectType>(chain->entries.back().type);
  const Entry& entry = chain->entries.front();
  if (!IsDelta(entry.type)) return ObjectHeader{type, entry.size};
  constexpr std::size_t kDeltaSizesBytes = 20;
  std::string begin;
  if (!inflater->InflatePrefix(bytes_.substr(entry.data), kDeltaSizesBytes, &begin)) {
    return tl::unexpected(ObjectProblem::kCorrupt);
  }
  std::string_view rest = begin;
  const auto sizes = ReadDeltaSizes(&rest);
  if (!sizes) return tl::unexpected(ObjectProblem::kCorrupt);
  return ObjectHeader{type, sizes->result};
}

std::optional<std::string> Pack::ReadPrefix(std::uint64_t offset, std::size_t bytes,
                                            Inflater* inflater) const {
  const auto entry = EntryAt(offset);
  std::string prefix;
  if (!entry || !IsWhole(entry->type) ||
      !inflater->InflatePrefix(bytes_.substr(entry->data), bytes, &prefix))
    return std::nullopt;
  return prefix;
}

tl::expected<std::shared_ptr<const Object>, ObjectProblem> Pack::ReadWhole(
    const Entry& entry, Inflater* inflater) const {
  if (entry.size > kMaxObjectBytes) return tl::unexpected(ObjectProblem::kTooLarge);
  auto object = std::make_shared<Object>();
  object->type = static_cast<ObjectType>(entry.type);
  if (!Inflate(entry, inflater, &object->bytes)) return tl::unexpected(ObjectProblem::kCorrupt);
  return object;
}

tl::expected<Object, ObjectProblem> Pack::Read(std::uint64_t offset, std::uint64_t limit,
                                               Inflater* inflater, DeltaCache* cache) const {
  if (const auto cached = cache->Find(bytes_.data(), offset)) {
    if (cached->bytes.size() > limit) return tl::unexpected(ObjectProblem::kTooLarge);
    return *cached;
  }
  auto chain = ChainOf(offset, cache);
  if (!chain) return tl::unexpected(ObjectProblem::kCorrupt);
  const Entry& top = chain->entries.front();
  if (IsWhole(top.type)) {  // Nothing to share.
    Object object;
    object.type = static_cast<ObjectType>(top.type);
    if (top.size > std::min(limit, kMaxObjectBytes)) {
      return tl::unexpected(ObjectProblem::kTooLarge);
    }
    if (Inflate(top, inflater, &object.bytes)) return object;
    return tl::unexpected(ObjectProblem::kCorrupt);
  }
  const auto object = Build(*std::move(chain), limit, inflater, cache);
  if (!object) return tl::unexpected(object.error());
  return **object;
}

tl::expected<std::shared_ptr<const Object>, ObjectProblem> Pack::ReadShared(
    std::uint64_t offset, std::uint64_t limit, Inflater* inflater, DeltaCache* cache) const {
  if (auto cached = cache->Find(bytes_.data(), offset)) return cached;
  auto chain = ChainOf(offset, cache);
  if (!chain) return tl::unexpected(ObjectProblem::kCorrupt);
  auto object = Build(*std::move(chain), limit, inflater, cache);
  if (object) cache->Add(bytes_.data(), offset, *object);
  return object;
}

tl::expected<std::shared_ptr<const Object>, ObjectProblem> Pack::Build(Chain chain,
                                                                       std::uint64_t limit,
                                                                       Inflater* inflater,
                                                                       DeltaCache* cache) const {
  const std::vector<Entry>& entries = chain.entries;
  std::string last;  // What comes last says at once how large the result is.
  std::uint64_t size = entries.front().size;
  if (IsDelta(entries.front().type)) {
    if (!Inflate(entries.front(), inflater, &last)) {
      return tl::unexpected(ObjectProblem::kCorrupt);
    }
    std::string_view rest = last;
    const auto sizes = ReadDeltaSizes(&rest);
    if (!sizes) return tl::unexpected(ObjectProblem::kCorrupt);
    size = sizes->result;
  }
  if (size > limit) return tl::unexpected(ObjectProblem::kTooLarge);
  std::size_t deltas = entries.size();
  std::shared_ptr<const Object> base = std::move(chain.base);
  if (base == nullptr) {
    const auto whole = ReadWhole(entries.back(), inflater);
    if (!whole) return tl::unexpected(whole.error());
    base = *whole;
    --deltas;
    if (deltas > 0) cache->Add(bytes_.data(), entries.back().offset, base);
  }
  std::string delta;
  std::uint64_t results = 0;
  for (std::size_t i = deltas; i-- > 0;) {
    if (i + 1 < deltas) cache->Add(bytes_.data(), entries[i + 1].offset, base);
    auto object = std::make_shared<Object>();
    object->type = base->type;
    if (i > 0 && !Inflate(entries[i], inflater, &delta)) {
      return tl::unexpected(ObjectProblem::kCorrupt);
    }
    if (!ApplyDelta(base->bytes, i > 0 ? delta : last, kMaxObjectBytes, &object->bytes)) {
      return tl::unexpected(ObjectProblem::kCorrupt);
    }
    base = std::move(object);
    results += base->bytes.size();
    if (results > kMaxChainResults) return tl::unexpected(ObjectProblem::kTooLarge);
  }
  return base;
}

}  // namespace assay
