// Turns what a user calls a commit into its id.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "git/object_store.h"
#include "git/references.h"
#include "model/snapshot.h"

namespace assay {

// A name and the steps from it: "v1.0~2^2" → "v1.0", {~2, ^2}.
struct Revision {
  struct Step {
    enum class Kind : std::uint8_t { kAncestor, kParent };
    Kind kind = Kind::kAncestor;
    std::uint32_t count = 1;  // generations back along first parents; which parent, 0: none
  };
  std::string name;  // "@" is HEAD
  std::vector<Step> steps;
};

// Git's syntax but for what names no single commit (a..b, HEAD:file), what
// only a reflog knows (main@{1}) and searches (:/text): those are errors.
Result<Revision> ParseRevision(std::string_view text);

// The commit that `text` names, through tags: a branch, a tag, a full or
// abbreviated id (4 digits at least) or the output of `git describe`.
Result<ObjectId> ResolveRevision(std::string_view text, const References& references,
                                 ObjectReader* objects);

}  // namespace assay
