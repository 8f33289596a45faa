// Branches, tags and HEAD, as the files of a repository say.
//
// Only names that Git itself would accept are looked up, so that none leads
// out of the Git directory; links are not followed, and reflogs not read.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "git/location.h"
#include "model/snapshot.h"

namespace assay {

struct Reference {
  std::string name;      // "refs/tags/v1.0"
  ObjectId target;       // null where `symbolic` is set
  std::string symbolic;  // the name of another reference
};

// Lines of a packed-refs file in their order; those that are none are skipped.
std::vector<Reference> ParsePackedRefs(std::string_view text);

// What the file of one reference says; nothing where it says neither a name nor an id.
std::optional<Reference> ParseReference(std::string name, std::string_view text);

// HEAD, FETCH_HEAD and the like, or refs/… without "..", "//" and control characters.
bool IsReferenceName(std::string_view name);

// Any number of threads may share one.
class References {
 public:
  static Result<References> Open(const Location& location);

  // Nothing where there is none; an error where it cannot be read or understood.
  Result<std::optional<Reference>> Find(std::string_view name) const;

  // Follows symbolic references. Null where the last of them names a
  // reference that is not there, as HEAD does before the first commit.
  Result<std::optional<ObjectId>> Resolve(std::string_view name) const;

  // All whose names begin with `prefix` ("refs/tags/"), `limit` at most, by name.
  std::vector<Reference> List(std::string_view prefix, std::size_t limit) const;

 private:
  std::string git_dir_;
  std::string common_dir_;
  std::vector<Reference> packed_;  // by name
};

}  // namespace assay
