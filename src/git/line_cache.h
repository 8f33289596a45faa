// The lines of blobs read lately, within a bounded number of bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <unordered_map>

#include "git/file_lines.h"
#include "git/object_store.h"
#include "model/snapshot.h"

namespace assay {

// For one thread at a time.
class LineCache {
 public:
  LineCache(std::size_t capacity, std::uint64_t blob_limit, ObjectReader* objects)
      : capacity_(capacity), blob_limit_(blob_limit), objects_(*objects) {}

  tl::expected<std::shared_ptr<const FileLines>, ObjectProblem> Read(const ObjectId& blob);

 private:
  struct Entry {
    std::shared_ptr<const FileLines> lines;
    bool spared = false;
  };
  static std::size_t SizeOf(const FileLines& lines);

  std::size_t capacity_;
  std::uint64_t blob_limit_;
  ObjectReader& objects_;
  std::unordered_map<ObjectId, Entry, ObjectIdHash> entries_;
  std::deque<ObjectId> order_;  // oldest first
  std::size_t bytes_ = 0;
};

}  // namespace assay
