#include "git/delta_cache.h"

#include <functional>
#include <utility>

namespace assay {
std::size_t DeltaCache::KeyHash::operator()(const Key& key) const {
  return (std::hash<const void*>()(key.pack) ^ key.offset) * 0x9e3779b97f4a7c15U;
}

std::shared_ptr<const Object> DeltaCache::Find(const char* pack, std::uint64_t offset) const {
  const auto found = objects_.find({pack, offset});
  if (found == objects_.end()) return nullptr;
  found->second.spared = true;
  return found->second.object;
}

bool DeltaCache::Holds(const char* pack, std::uint64_t offset) const {
  return objects_.contains({pack, offset});
}

void DeltaCache::Add(const char* pack, std::uint64_t offset, std::shared_ptr<const Object> object) {
  const std::size_t size = object->bytes.size();
  if (size > capacity_ / 8) return;
  const Key key{pack, offset};
  const auto [entry, is_new] = objects_.try_emplace(key);
  if (!is_new) return;
  entry->second.object = std::move(object);
  order_.push_back(key);
  // An empty object still takes a place in the tables.
  constexpr std::size_t kPlace = 128;
  bytes_ += size + kPlace;
  while (bytes_ > capacity_) {
    const auto oldest = objects_.find(order_.front());
    order_.pop_front();
    if (oldest->second.spared) {
      oldest->second.spared = false;
      order_.push_back(oldest->first);
      continue;
    }
    bytes_ -= oldest->second.object->bytes.size() + kPlace;
    objects_.erase(oldest);
  }
}

}  // namespace assay
