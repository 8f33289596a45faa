// Finds objects in the index of a pack.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "model/snapshot.h"

namespace assay {

// The .idx file: object names in order, and where each stands in the pack.
// A view: the bytes must outlive it.
class PackIndex {
 public:
  // Versions 1 and 2; nothing where sizes or counts do not agree.
  static std::optional<PackIndex> Parse(std::string_view bytes);

  std::optional<std::uint64_t> Find(const ObjectId& id) const;

  // Appends the objects whose names begin with the first `digits` hexadecimal
  // digits of `prefix`, `limit` at most.
  void FindByPrefix(const ObjectId& prefix, std::size_t digits, std::size_t limit,
                    std::vector<ObjectId>* found) const;

  std::uint32_t count() const { return count_; }

 private:
  std::uint32_t Number(std::size_t at) const;
  std::string_view IdAt(std::uint32_t i) const;
  void Narrow(std::string_view id, std::uint32_t* low, std::uint32_t* high) const;
  std::uint32_t LowerBound(std::string_view id) const;
  std::optional<std::uint64_t> OffsetAt(std::uint32_t i) const;

  std::string_view bytes_;
  std::uint32_t count_ = 0;
  int version_ = 2;
  std::size_t fanout_ = 0;
};

}  // namespace assay
