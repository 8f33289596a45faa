// One commit's tree, as paths and blobs, and what the repository says of itself.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace assay {

// A SHA-1 object name.
struct ObjectId {
  std::array<unsigned char, 20> bytes{};
  auto operator<=>(const ObjectId&) const = default;
  std::string Hex() const;  // 40 lower-case digits
  static std::optional<ObjectId> FromHex(std::string_view hex);
  bool IsNull() const { return *this == ObjectId{}; }
};

// Ids are hashes already.
struct ObjectIdHash {
  std::size_t operator()(const ObjectId& id) const {
    std::size_t hash = 0;
    std::memcpy(&hash, id.bytes.data(), sizeof hash);
    return hash;
  }
};

enum class EntryKind : std::uint8_t { kFile, kExecutable, kSymlink, kSubmodule };

// Paths are bytes relative to the repository's root, separated by '/'.
struct TreeEntry {
  std::string path;
  ObjectId blob;
  EntryKind kind = EntryKind::kFile;
};

struct Signature {
  std::string name;  // bytes as in the commit
  std::string email;
  std::int64_t time = 0;  // seconds since 1970, UTC
};

struct Snapshot {
  ObjectId commit;
  Signature author;
  Signature committer;
  std::string subject;
  bool shallow = false;
  bool partial = false;
  std::string origin_url;          // of the remote "origin", as plain text; may be empty
  std::vector<TreeEntry> entries;  // sorted by path bytes
  Diagnostics diagnostics;
};

}  // namespace assay
