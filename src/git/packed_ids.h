// Ids among the values of base/packed_values.h.
#pragma once

#include <algorithm>
#include <string>

#include "base/packed_values.h"
#include "model/snapshot.h"

namespace assay {

inline constexpr std::size_t kPackedIdBytes = sizeof(ObjectId::bytes);

inline void PutId(const ObjectId& id, std::string* bytes) {
  bytes->append(id.bytes.begin(), id.bytes.end());
}

inline ObjectId TakeId(PackedReader* reader) {
  ObjectId id;
  const std::string_view bytes = reader->Bytes(id.bytes.size());
  std::copy(bytes.begin(), bytes.end(), id.bytes.begin());
  return id;
}

}  // namespace assay
