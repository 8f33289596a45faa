// What the authors wrote that is gone: signals on lines that commits added
// and that no longer stand.
//
// Every version of every file is matched once, by blob and path, and a blob is
// parsed once, whatever its paths and however often it comes back; a life
// begins with the commit that brings a signal's line into a file and ends with
// the one that takes it out. What stands anywhere at the scanned commit is not
// gone, whatever folder is looked at, and a line that moves between files of
// one commit lives on; one that comes back after it was gone lives anew. A
// merge begins what none of its parents had, and ends what it takes of none.
#pragma once

#include <vector>

#include "analyze/analysis.h"
#include "analyze/people.h"
#include "analyze/read_files.h"
#include "base/result.h"
#include "model/profile.h"

namespace assay {

struct RemovedInput {
  const RuleSet& rules;
  const Matcher& matcher;
  const Links& links;      // of the scanned commit: what its modules and packages are
  const FactTable& table;  // of the scanned commit
  const EntryReader& reader;
  const History& history;
  const People& people;
  const std::vector<Evidence>& standing;
  const std::string& folder;  // what was written below it is told; empty: all
  unsigned threads = 1;
  const Limits& limits;
};

inline constexpr std::size_t kRemovedPerSignal = 5;
struct Removed {
  // Practices in lines of files; what was removed last comes first. At most
  // kRemovedPerSignal for each signal, author and year of removal.
  std::vector<Evidence> evidence;
  Diagnostics diagnostics;
};
// Versions of files that are matched at most; diagnostic "too-many-versions".
inline constexpr std::size_t kMaxVersions = 200'000;
Removed FindRemoved(Repository& repository, const RemovedInput& input,
                    const ProgressListener& progress);

}  // namespace assay
