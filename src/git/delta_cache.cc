#include "git/delta_cache.h"

#include <bit>
#include <utility>

namespace assay {

std::size_t DeltaCache::KeyHash::operator()(const Key& key) const {
  const std::uint64_t mixed =
      (std::bit_cast<std::uintptr_t>(key.pack) ^ key.offset) * 0x9e3779b97f4a7c15U;
  return mixed ^ mixed >> 32;  // The table takes the low bits.
}

std::shared_ptr<const Object> DeltaCache::Find(const char* pack, std::uint64_t offset) const {
  const auto found = objects_.find({pack, offset});
  if (found == objects_.end()) return nullptr;
  found->second.spared = true;
  return found->second.object;
}

void DeltaCache::Add(const char* pack, std::uint64_t offset, std::shared_ptr<const Object> object) {
  const std::size_t size = object->bytes.size();
  if (size > capacity_ / 8) return;
  const Key key{pack, offset};
  if (!objects_.try_emplace(key, Entry{std::move(object)}).second) return;
  order_.push_back(key);
  // An empty object still takes a place in the tables.
  constexpr std::size_t kPlace = 128;
  bytes_ += size + kPlace;
  while (bytes_ > capacity_) {
    const Key first = order_.front();
    order_.pop_front();
    const auto oldest = objects_.find(first);
    if (std::exchange(oldest->second.spared, false)) {
      order_.push_back(first);
      continue;
    }
    bytes_ -= oldest->second.object->bytes.size() + kPlace;
    objects_.erase(oldest);
  }
}

}  // namespace assay
