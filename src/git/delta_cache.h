// Keeps what deltas were applied to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <unordered_map>

#include "git/object.h"

namespace assay {

// Objects that others were built from lately, kept because their neighbours
// need them next. The oldest go first. For one thread at a time.
//
// `pack` is where the bytes of the pack begin.
class DeltaCache {
 public:
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
  std::unordered_map<Key, std::shared_ptr<const Object>, KeyHash> objects_;
  std::deque<Key> order_;  // oldest first
  std::size_t bytes_ = 0;
};

}  // namespace assay
