// Commits of a history by id, and their parents by index.
#pragma once

#include <tsl/robin_map.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "model/history.h"

namespace assay {

// Indices are those of History::commits.
class CommitIndex {
 public:
  CommitIndex(const History& history, const std::set<ObjectId>& shallow);

  std::optional<std::uint32_t> Find(const ObjectId& id) const;

  // Of the parents that are in the history; each has a larger index.
  std::size_t CountOf(std::uint32_t commit) const { return begins_[commit + 1] - begins_[commit]; }
  std::uint32_t Parent(std::uint32_t commit, std::size_t n) const {
    return parents_[begins_[commit] + n];
  }
  // Whether the commit has parents that are not.
  bool IsBorder(std::uint32_t commit) const { return is_border_[commit]; }
  // Whether a merge has parents of both kinds.
  bool HasPartialMerges() const { return has_partial_merges_; }

 private:
  tsl::robin_map<ObjectId, std::uint32_t, ObjectIdHash> indices_;
  std::vector<std::uint32_t> begins_;  // into `parents_`, and the end of the last
  std::vector<std::uint32_t> parents_;
  std::vector<bool> is_border_;
  bool has_partial_merges_ = false;
};

}  // namespace assay
