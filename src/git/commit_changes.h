// Which files a commit changed, by comparing raw trees: equal sub-trees are
// not entered, and no content is read.
#pragma once

#include <tsl/robin_map.h>

#include <memory>
#include <string>
#include <vector>

#include "base/limits.h"
#include "git/repository.h"
#include "model/snapshot.h"

namespace assay {

struct FileChange {
  std::string path;
  ObjectId old_blob;  // null: the file is new
  ObjectId new_blob;  // null: the file is gone
};

// Compares trees one after the other; those read last are remembered, as the
// next commit mostly asks for them again. For one thread at a time.
class TreeComparer {
 public:
  TreeComparer(Repository& repository, const Limits& limits)
      : repository_(repository), limits_(limits) {}

  // Files, links and sub-modules left out, by path. `older` may be null: an
  // empty tree. At most `most` of them; `complete` is then false, as where a
  // tree cannot be read.
  struct Changes {
    std::vector<FileChange> files;
    bool complete = true;
  };
  Changes Compare(const ObjectId& newer, const ObjectId& older, std::size_t most);

 private:
  using Tree = std::shared_ptr<const Object>;
  Tree Read(const ObjectId& id);

  Repository& repository_;
  const Limits& limits_;
  tsl::robin_map<ObjectId, Tree, ObjectIdHash> known_;
};

}  // namespace assay
