// Reads objects out of a pack and its index. Every step is bounded, and
// nothing is shared between threads but the mapped bytes.
//
// docs/decisions/own-object-reader.md says why this is not left to libgit2.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "git/delta_cache.h"
#include "git/inflate.h"
#include "git/object.h"
#include "git/pack_index.h"

namespace assay {

class Pack {
 public:
  // Nothing where either is no pack or index. A view of both.
  static std::optional<Pack> Parse(std::string_view pack, std::string_view index);

  const PackIndex& index() const { return index_; }

  // Offsets are those that the index gives. The name is not verified.
  tl::expected<ObjectHeader, ObjectProblem> ReadHeader(std::uint64_t offset,
                                                       Inflater* inflater) const;
  // kTooLarge over `limit` bytes.
  tl::expected<Object, ObjectProblem> Read(std::uint64_t offset, std::uint64_t limit,
                                           Inflater* inflater, DeltaCache* cache) const;
  // Leaves the object in the cache: for readers that come back for what was
  // built from it, as those of a history do.
  tl::expected<std::shared_ptr<const Object>, ObjectProblem> ReadShared(std::uint64_t offset,
                                                                        std::uint64_t limit,
                                                                        Inflater* inflater,
                                                                        DeltaCache* cache) const;

  // The first bytes of an object that is no delta; nothing of one that is.
  std::optional<std::string> ReadPrefix(std::uint64_t offset, std::size_t bytes,
                                        Inflater* inflater) const;

 private:
  struct Entry {
    std::uint64_t offset = 0;
    int type = 0;            // of ObjectType, or a delta
    std::uint64_t size = 0;  // inflated: the object's, or the delta's
    std::size_t data = 0;    // where the deflated bytes begin
    std::uint64_t base = 0;  // of a delta: where its base stands
  };
  std::optional<Entry> EntryAt(std::uint64_t offset) const;
  bool ReadBase(Entry* entry) const;
  bool Inflate(const Entry& entry, Inflater* inflater, std::string* bytes) const;
  // An entry and those it is a delta of, down to a whole object, or to a delta
  // of what is in the cache.
  struct Chain {
    std::vector<Entry> entries;
    std::shared_ptr<const Object> base;  // of the last entry; null: it is whole
  };
  std::optional<Chain> ChainOf(std::uint64_t offset, const DeltaCache* cache) const;
  tl::expected<std::shared_ptr<const Object>, ObjectProblem> ReadWhole(const Entry& entry,
                                                                       Inflater* inflater) const;

  // Applies the deltas of a chain to what stands at its end; `limit` bounds the result.
  tl::expected<std::shared_ptr<const Object>, ObjectProblem> Build(Chain chain, std::uint64_t limit,
                                                                   Inflater* inflater,
                                                                   DeltaCache* cache) const;

  std::string_view bytes_;  // without the checksum at the end
  PackIndex index_;
};

}  // namespace assay
