// What earlier runs found out about commits by looking at their files, kept by
// commit: it never changes, whatever is committed later.
//
// Kept in one entry of the cache for each repository and kind of note; an
// entry that is damaged counts as none.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/snapshot.h"
#include "store/fact_cache.h"

namespace assay {

// For one thread at a time.
class CommitNotes {
 public:
  // `key` has all that a note depends on but the commit.
  CommitNotes(FactCache& cache, std::string key);

  using Note = std::vector<std::uint32_t>;
  const Note* Find(const ObjectId& commit);
  void Add(const ObjectId& commit, Note note);

  // Writes the notes that were found and added; others are forgotten, so that
  // there are never more than a run asks for.
  void Save();

 private:
  struct Kept {
    Note note;
    bool used = false;
  };
  FactCache& cache_;
  std::string key_;
  std::map<ObjectId, Kept> notes_;
  bool changed_ = false;
};

}  // namespace assay
