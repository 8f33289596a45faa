// One object of a Git repository, and why one cannot be had.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "model/snapshot.h"

namespace assay {

// As in a pack's headers.
enum class ObjectType : std::uint8_t { kCommit = 1, kTree = 2, kBlob = 3, kTag = 4 };

struct ObjectHeader {
  ObjectType type = ObjectType::kBlob;
  std::uint64_t size = 0;
};

struct Object {
  ObjectType type = ObjectType::kBlob;
  std::string bytes;
};

enum class ObjectProblem {
  kMissing,
  kTooLarge,  // than the caller wants, or than kMaxObjectBytes
  kCorrupt,   // cannot be inflated, or its bytes are not what its name says
};

// No object, and nothing that one is built from, is ever inflated beyond this.
inline constexpr std::uint64_t kMaxObjectBytes = std::uint64_t{256} << 20;

// "commit", "tree", "blob", "tag".
std::string_view Name(ObjectType type);

// The name that Git gives to an object of these bytes. Detects attempts at a
// SHA-1 collision as Git does.
ObjectId HashObject(ObjectType type, std::string_view bytes);

}  // namespace assay
