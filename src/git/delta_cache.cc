#include "git/delta_cache.h"

#include <functional>
#include <utility>

namespace assay {
namespace {

constexpr std::size_t kCacheBytes = std::size_t{32} << 20;
constexpr std::size_t kCachedObjectBytes = kCacheBytes / 8;

}  // namespace

std::size_t DeltaCache::KeyHash::operator()(const Key& key) const {
  return std::hash<const void*>()(key.pack) ^ (key.offset * 0x9e3779b97f4a7c15U);
}

std::shared_ptr<const Object> DeltaCache::Find(const char* pack, std::uint64_t offset) const {
  const auto found = objects_.find({pack, offset});
  return found == objects_.end() ? nullptr : found->second;
}

void DeltaCache::Add(const char* pack, std::uint64_t offset, std::shared_ptr<const Object> object) {
  const std::size_t size = object->bytes.size();
  if (size > kCachedObjectBytes) return;
  const Key key{pack, offset};
  if (!objects_.emplace(key, std::move(object)).second) return;
  order_.push_back(key);
  // An empty object still takes a place in the tables.
  constexpr std::size_t kPlace = 128;
  bytes_ += size + kPlace;
  while (bytes_ > kCacheBytes) {
    const auto oldest = objects_.find(order_.front());
    bytes_ -= oldest->second->bytes.size() + kPlace;
    objects_.erase(oldest);
    order_.pop_front();
  }
}

}  // namespace assay
