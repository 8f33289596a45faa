// Reads the commits that a commit descends from, and the tags.
#pragma once

#include <set>

#include "base/limits.h"
#include "git/object_store.h"
#include "git/references.h"
#include "model/history.h"

namespace assay {

// `shallow` are the commits that the repository has without their parents.
// The limits cut off the oldest commits, by the committer's date. Adds
// "too-many-commits", "missing-commit", "too-many-tags".
History ReadHistory(const ObjectId& head, const std::set<ObjectId>& shallow,
                    const References& references, const Limits& limits, ObjectReader* objects);

}  // namespace assay
