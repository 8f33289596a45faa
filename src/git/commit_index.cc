#include "git/commit_index.h"

namespace assay {

CommitIndex::CommitIndex(const History& history, const std::set<ObjectId>& shallow)
    : is_border_(history.commits.size()) {
  const auto count = static_cast<std::uint32_t>(history.commits.size());
  indices_.reserve(count);
  for (std::uint32_t i = 0; i < count; ++i) indices_.emplace(history.commits[i].id, i);
  begins_.reserve(std::size_t{count} + 1);
  for (std::uint32_t i = 0; i < count; ++i) {
    begins_.push_back(static_cast<std::uint32_t>(parents_.size()));
    const Commit& commit = history.commits[i];
    const bool is_shallow = !shallow.empty() && shallow.contains(commit.id);
    is_border_[i] = is_shallow && !commit.parents.empty();
    if (is_shallow) continue;
    for (const ObjectId& parent : commit.parents) {
      const auto found = Find(parent);
      // Children come first; anything else would be a circle.
      if (!found || *found <= i) {
        is_border_[i] = true;
      } else {
        parents_.push_back(*found);
      }
    }
    has_partial_merges_ = has_partial_merges_ || (is_border_[i] && parents_.size() > begins_[i]);
  }
  begins_.push_back(static_cast<std::uint32_t>(parents_.size()));
}

std::optional<std::uint32_t> CommitIndex::Find(const ObjectId& id) const {
  const auto found = indices_.find(id);
  return found == indices_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace assay
