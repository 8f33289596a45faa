// What makes it doubtful whose work it is: told with examples, and weighed in
// the profile of a person, never in the repository's own.
//
//   bulk-import       one commit brings in a large part of the files
//   squashed-history  a few commits are all there is of many files
//   replayed-history  months of work were committed within an hour
//   scaffold          a generator made the commit
//   reformatting      a commit changed how files are written, not what they say
//   mass-rename       a commit moved many files
//   vendored-drop     a commit brings in much that is somebody else's
//   back-dated        author and committer times contradict each other, run backwards,
//                     or are more than a year apart
//
// Thresholds are in cautions.cc and in docs/profile.md. They are high: an
// ordinary history has none.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "analyze/commit_sizes.h"
#include "analyze/people.h"
#include "git/repository.h"
#include "model/history.h"
#include "model/profile.h"

namespace assay {

struct CautionInput {
  const History& history;
  const People& people;
  const std::vector<CommitSize>& sizes;
  const PeoplePatterns& patterns;
  std::vector<ObjectId> listed_as_reformatting;  // .git-blame-ignore-revs
  std::size_t files = 0;                         // of the scanned commit
  unsigned threads = 1;
};

struct Cautions {
  std::vector<Caution> list;  // by code
  // Commits whose lines are not plainly their author's work: id → code.
  std::map<std::string, std::string> doubted;
};

// `notes` are of commits that an earlier run compared.
Cautions FindCautions(Repository& repository, const CautionInput& input, const Limits& limits,
                      CommitNotes& notes);

}  // namespace assay
