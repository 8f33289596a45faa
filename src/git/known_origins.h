// Origins of lines that an earlier run found, as bytes to be kept.
//
// What a commit's lines come from never changes, whatever is committed later.
// So a run on a newer commit follows its lines only down to a commit that was
// asked about before.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/snapshot.h"

namespace assay {

// `count` lines of a file from the 0-based `line` on come from lines of `path`,
// from the 0-based `origin` on, in `commit`.
struct KnownRun {
  std::uint32_t line = 0;
  std::uint32_t count = 0;
  ObjectId commit;
  std::string path;
  std::uint32_t origin = 0;
  bool operator==(const KnownRun&) const = default;
};

struct KnownFile {
  ObjectId blob;
  std::vector<KnownRun> runs;  // by line, apart from each other
  bool operator==(const KnownFile&) const = default;
};

// The files of one commit, by path.
using KnownOrigins = std::map<std::string, KnownFile, std::less<>>;

std::string EncodeOrigins(const KnownOrigins& origins);

// Nothing where the bytes are not what EncodeOrigins gives.
std::optional<KnownOrigins> DecodeOrigins(std::string_view bytes);

}  // namespace assay
