// Sighting → evidence: what it shows, where it stands, whose it is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyze/gates.h"
#include "analyze/people.h"
#include "git/commit_index.h"
#include "model/history.h"
#include "model/profile.h"
#include "model/source_file.h"
#include "rules/rule_set.h"

namespace assay {

// The commit that the files are of. Until a line's own origin is known
// (attribute.h), it stands for it.
struct HeadCommit {
  std::string commit;
  std::string date;  // 2024-05-01T12:00:00Z
};

// `text` is the blob's content. Evidence of one file, in the order of its
// sightings; equal lines of one signal are told apart by their order.
std::vector<Evidence> MakeEvidence(const RuleSet& rules, const SourceFile& file,
                                   const std::vector<Sighting>& sightings, std::string_view text,
                                   const HeadCommit& head, const Gates& gates = {});

// Evidence of one commit or tag of the history, with its origin.
Evidence MakeHistoryEvidence(const RuleSet& rules, const Sighting& sighting, const History& history,
                             const CommitIndex& commits, const People& people);

// A line with its white space folded: a re-indented line is the same line.
std::string FoldedLine(std::string_view line);

// UTC seconds as 2024-05-01T12:00:00Z; years outside 0 to 9999 are cut to them.
std::string FormatTime(std::int64_t seconds);

// When the author made the commit, as FormatTime says it; empty where the
// commit does not tell it readably.
std::string AuthorDate(const Commit& commit);

// A weakness that rests on something not being there (gate G10).
bool RestsOnAbsence(const Signal& signal);

}  // namespace assay
