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

std::optional<std::vector<Pack::Entry>> Pack::Chain(std::uint64_t offset,
                                                    const DeltaCache* cache) const {
  std::vector<Entry> chain;
  std::uint64_t bytes = 0;
  for (std::uint64_t next = offset; chain.size() < kMaxChain;) {
    const auto entry = EntryAt(next);
    if (!entry) return std::nullopt;
    chain.push_back(*entry);
    if (!IsDelta(entry->type)) return chain;
    bytes += std::min(entry->size, kMaxChainBytes + 1);
    if (bytes > kMaxChainBytes) return std::nullopt;
    if (cache != nullptr && cache->Holds(bytes_.data(), next)) return chain;
    next = entry->base;
  }
  return std::nullopt;
}

tl::expected<ObjectHeader, ObjectProblem> Pack::ReadHeader(std::uint64_t offset,
                                                           Inflater* inflater) const {
  const auto chain = Chain(offset, nullptr);
  if (!chain) return tl::unexpected(ObjectProblem::kCorrupt);
  const auto type = static_cast<ObjectType>(chain->back().type);
  const Entry& entry = chain->front();
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

tl::expected<std::shared_ptr<const Object>, ObjectProblem> Pack::Bottom(const Entry& entry,
                                                                        Inflater* inflater,
                                                                        DeltaCache* cache) const {
  if (auto cached = cache->Find(bytes_.data(), entry.offset)) return cached;
  if (entry.size > kMaxObjectBytes) return tl::unexpected(ObjectProblem::kTooLarge);
  auto object = std::make_shared<Object>();
  object->type = static_cast<ObjectType>(entry.type);
  if (!IsWhole(entry.type) || !Inflate(entry, inflater, &object->bytes)) {
    return tl::unexpected(ObjectProblem::kCorrupt);
  }
  return object;
}

tl::expected<Object, ObjectProblem> Pack::Read(std::uint64_t offset, Inflater* inflater,
                                               DeltaCache* cache) const {
  const auto chain = Chain(offset, cache);
  if (!chain) return tl::unexpected(ObjectProblem::kCorrupt);
  if (chain->size() == 1 && IsWhole(chain->front().type)) {  // No base: nothing to share.
    Object object;
    object.type = static_cast<ObjectType>(chain->front().type);
    if (chain->front().size > kMaxObjectBytes) return tl::unexpected(ObjectProblem::kTooLarge);
    if (Inflate(chain->front(), inflater, &object.bytes)) return object;
    return tl::unexpected(ObjectProblem::kCorrupt);
  }
  const auto object = Build(*chain, kMaxObjectBytes, inflater, cache);
  if (!object) return tl::unexpected(object.error());
  return **object;
}

tl::expected<std::shared_ptr<const Object>, ObjectProblem> Pack::ReadShared(
    std::uint64_t offset, std::uint64_t limit, Inflater* inflater, DeltaCache* cache) const {
  if (auto cached = cache->Find(bytes_.data(), offset)) return cached;
  const auto chain = Chain(offset, cache);
  if (!chain) return tl::unexpected(ObjectProblem::kCorrupt);
  auto object = Build(*chain, limit, inflater, cache);
  if (object) cache->Add(bytes_.data(), offset, *object);
  return object;
}

tl::expected<std::shared_ptr<const Object>, ObjectProblem> Pack::Build(
    const std::vector<Entry>& chain, std::uint64_t limit, Inflater* inflater,
    DeltaCache* cache) const {
  const Entry& top = chain.front();
  if (!IsDelta(top.type) && top.size > limit) return tl::unexpected(ObjectProblem::kTooLarge);
  const bool found = cache->Holds(bytes_.data(), chain.back().offset);
  const auto bottom = Bottom(chain.back(), inflater, cache);
  if (!bottom) return tl::unexpected(bottom.error());
  std::shared_ptr<const Object> base = *bottom;
  std::string delta;
  std::uint64_t results = 0;
  for (std::size_t i = chain.size() - 1; i-- > 0;) {
    if (i + 2 < chain.size() || !found) cache->Add(bytes_.data(), chain[i + 1].offset, base);
    auto object = std::make_shared<Object>();
    object->type = base->type;
    if (!Inflate(chain[i], inflater, &delta)) return tl::unexpected(ObjectProblem::kCorrupt);
    std::string_view rest = delta;
    const auto sizes = ReadDeltaSizes(&rest);
    if (i == 0 && sizes && sizes->result > limit) return tl::unexpected(ObjectProblem::kTooLarge);
    if (!ApplyDelta(base->bytes, delta, kMaxObjectBytes, &object->bytes)) {
      return tl::unexpected(ObjectProblem::kCorrupt);
    }
    base = std::move(object);
    results += base->bytes.size();
    if (results > kMaxChainResults) return tl::unexpected(ObjectProblem::kTooLarge);
  }
  return base;
}

}  // namespace assay
