// Lists a commit's tree as paths and blobs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/limits.h"
#include "base/result.h"
#include "git/object_store.h"
#include "model/snapshot.h"

namespace assay {

struct TreeListing {
  std::vector<TreeEntry> entries;  // sorted by path bytes, each path once
  Diagnostics diagnostics;  // "missing-tree", "damaged-tree", "tree-too-deep", "path-too-long",
                            // "too-many-files"
};

// `prefix` is a folder or file of the tree, "" for all of it; paths stay
// relative to the root. An error where the prefix is not in the tree, or the
// tree itself cannot be read.
Result<TreeListing> ListTree(const ObjectId& tree, std::string_view prefix, const Limits& limits,
                             ObjectReader* objects);

// The prefix without empty parts and "."; ".." is left, and then found nowhere.
std::string NormalizedPrefix(std::string_view prefix);

}  // namespace assay
