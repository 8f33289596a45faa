// Packs and their indexes, byte by byte, also such as Git would never write.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/snapshot.h"

namespace assay {

std::string Deflate(std::string_view bytes);

// A delta's parts.
std::string DeltaHeader(std::uint64_t base_size, std::uint64_t result_size);
std::string DeltaCopy(std::uint32_t offset, std::uint32_t size);  // size below 65536
std::string DeltaInsert(std::string_view text);                   // at most 127 bytes

class PackBuilder {
 public:
  // Entries in order; each returns its offset. `size` is what the header
  // announces; by default the truth.
  std::uint64_t AddWhole(const ObjectId& id, int type, std::string_view bytes,
                         std::uint64_t size = kTruth);
  std::uint64_t AddNameDelta(const ObjectId& id, const ObjectId& base, std::string_view delta);
  std::uint64_t AddOffsetDelta(const ObjectId& id, std::uint64_t base, std::string_view delta);

  std::string Pack() const;
  std::string Index() const;  // version 2
  std::string IndexV1() const;

 private:
  static constexpr std::uint64_t kTruth = ~std::uint64_t{0};
  struct Place {
    ObjectId id;
    std::uint64_t offset = 0;
  };
  std::uint64_t Begin(const ObjectId& id, int type, std::uint64_t size);
  std::vector<Place> Sorted() const;

  std::string entries_;
  std::vector<Place> places_;
};

}  // namespace assay
