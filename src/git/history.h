// Reads the commits that a commit descends from, and the tags.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/limits.h"
#include "git/commit_graph.h"
#include "git/object_store.h"
#include "git/references.h"
#include "model/history.h"

namespace assay {

struct HistoryOptions {
  unsigned threads = 1;
  // What earlier runs read, kept by whoever calls: bytes for a key, as they were
  // given to `remember`. Bytes that are damaged count as none.
  std::function<std::optional<std::string>(std::string_view key)> recall = {};
  std::function<void(std::string_view key, std::string_view bytes)> remember = {};
};

// `shallow` are the commits that the repository has without their parents.
// The limits cut off the oldest commits, by the committer's date. Adds
// "too-many-commits", "missing-commit", "too-many-tags".
//
// A commit-graph only says which commits to read ahead, on several threads.
// What the commits say is the same with and without it, and with any memory.
// `place` is the repository's, for keys.
History ReadHistory(const ObjectId& head, const std::set<ObjectId>& shallow,
                    const References& references, const Limits& limits,
                    const HistoryOptions& options, const CommitGraphSource& graph,
                    std::string_view place, ObjectReader* objects);

}  // namespace assay
