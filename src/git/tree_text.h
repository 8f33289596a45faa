// Reads the entries of a raw tree object one by one.
#pragma once

#include <cstdint>
#include <string_view>

#include "model/snapshot.h"

namespace assay {

// What a mode means. Modes that Git no longer writes (100664, 040000 with its
// leading 0) are what Git takes them for.
enum class TreeMode : std::uint8_t { kFolder, kFile, kExecutable, kSymlink, kSubmodule };

struct RawTreeEntry {
  TreeMode mode = TreeMode::kFile;
  std::string_view name;  // into the tree's bytes; no '/' and not empty, "." or ".."
  ObjectId id;
};

class TreeReader {
 public:
  // `bytes` must outlive the reader and what it returns.
  explicit TreeReader(std::string_view bytes) : rest_(bytes) {}

  // False at the end. Entries whose name no tree may hold are passed over.
  bool Next(RawTreeEntry* entry);

  // Passes over what both have next, byte for byte. Where entries are not as
  // Git writes them, what follows may be passed over too.
  static void SkipCommon(TreeReader* a, TreeReader* b);

  // Whether something was passed over, or the bytes ended within an entry.
  bool malformed() const { return malformed_; }

 private:
  bool ReadEntry(RawTreeEntry* entry);

  std::string_view rest_;
  bool malformed_ = false;
};

}  // namespace assay
