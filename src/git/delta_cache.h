// Keeps what deltas were applied to.
#pragma once

#include <tsl/robin_map.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>

#include "git/object.h"

namespace assay {

// Objects that others were built from lately, kept because their neighbours
// need them next. The oldest go first, but those found since they were added
// or last spared are spared once. For one thread at a time.
//
// `pack` is where the bytes of the pack begin.
class DeltaCache {
 public:
  explicit DeltaCache(std::size_t capacity = kUsualCapacity) : capacity_(capacity) {}

  std::shared_ptr<const Object> Find(const char* pack, std::uint64_t offset) const;
  void Add(const char* pack, std::uint64_t offset, std::shared_ptr<const Object> object);

 private:
  struct Key {
    const char* pack = nullptr;
    std::uint64_t offset = 0;
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const;
  };
  struct Entry {
    std::shared_ptr<const Object> object;
    mutable bool spared = false;
  };
  static constexpr std::size_t kUsualCapacity = std::size_t{32} << 20;

  std::size_t capacity_;  // bytes
  tsl::robin_map<Key, Entry, KeyHash> objects_;
  std::deque<Key> order_;  // oldest first
  std::size_t bytes_ = 0;
};

}  // namespace assay
