// Rules over facts: which signals are seen where.
//
// All rules are compiled into one index, from the one value that a signal
// cannot do without (the beginning of a name, a program, a verb …) to the
// signals, so that the cost of a fact does not grow with the number of rules.
// Files are matched one by one, on any thread; what a signal needs from
// elsewhere in the repository is counted there and decided at the end.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/fact_view.h"
#include "analyze/gates.h"
#include "base/text_map.h"
#include "facts/link.h"
#include "model/profile.h"
#include "rules/rule_set.h"

namespace assay {

// A sighting that may still hang on the rest of the repository.
struct TentativeSighting {
  Sighting sighting;
  // For each repository-wide condition of the signal, in their order: the
  // value that a fact elsewhere must share; empty without `same`.
  std::vector<std::string> keys;
};

// How many commits of one author (kNoPerson: of bots) fit a signal's share.
struct ShareCount {
  std::uint32_t signal = 0;
  std::uint32_t person = 0;
  std::uint32_t fitting = 0;  // those that the signal is seen in
  std::uint32_t of = 0;       // those that it could have been
};

// What one file gives. Files are merged in the order of their paths.
struct FileMatches {
  std::vector<TentativeSighting> candidates;
  struct Hit {
    std::uint32_t condition;  // among all repository-wide conditions of the rules
    std::string key;
  };
  std::vector<Hit> hits;
  std::vector<std::uint32_t> could_not_tell;  // signals that a template hid, each once
  std::vector<Sighting> acknowledged;
  std::vector<ShareCount> shares;  // of the history alone; by signal, then person
  bool cut_short = false;          // Limits on comparisons were reached
  bool query_cut_short = false;    // or on queries
};

class Matcher {
 public:
  // The rules outlive the matcher.
  explicit Matcher(const RuleSet& rules, const Gates& gates = {});
  ~Matcher();
  Matcher(Matcher&&) noexcept;

  // What one thread remembers of the names that it has met in a repository, so
  // that each is compared with the rules once and not in every file.
  class NameMemory {
    friend class Matcher;
    struct Fits {  // numbers of signals, and of repository-wide conditions
      std::vector<std::uint32_t> anchors;
      std::vector<std::uint32_t> wide;
    };
    TextMap<Fits> names_;
  };

  // `index` becomes Sighting::file. Thread-safe, with a memory for each thread;
  // all calls with one memory have the same links.
  FileMatches MatchFile(const FileView& file, std::uint32_t index, const Links& links,
                        NameMemory& memory) const;

  // Decides what hangs on the whole repository, but for shares: KeepHabits
  // (habits.h) does. Sorted by file, line, signal.
  std::vector<Sighting> Resolve(const std::vector<FileMatches>& files, const Links& links) const;

 private:
  struct Compiled;
  const NameMemory::Fits& FitsOf(std::string_view name, const Links& links,
                                 NameMemory& memory) const;

  std::unique_ptr<Compiled> compiled_;
};

}  // namespace assay
