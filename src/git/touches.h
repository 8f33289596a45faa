// Which commit touched which path: what `git log --name-only --no-renames`
// lists, without the texts.
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/limits.h"
#include "git/object_store.h"
#include "model/history.h"
#include "model/snapshot.h"

namespace assay {

struct Touches {
  std::vector<std::string> paths;  // sorted; all that any commit touched
  // By index into History::commits: indices into `paths`, rising. Against the
  // parent; against nothing for a root or at a shallow border. None for a
  // merge: what it brings together, others have written.
  std::vector<std::vector<std::uint32_t>> by_commit;
  Diagnostics diagnostics;  // "missing-object": trees that are not there
};

// The answer does not depend on `threads`. Costs about what git's does.
Touches ReadTouches(const History& history, const std::set<ObjectId>& shallow, unsigned threads,
                    const Limits& limits, std::shared_ptr<const ObjectStore> store);

}  // namespace assay
