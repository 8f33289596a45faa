// Sighting → evidence: what it shows, where it stands, whose it is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyze/gates.h"
#include "model/profile.h"
#include "model/source_file.h"
#include "rules/rule_set.h"

namespace assay {

// Where a decisive line comes from. The simple form: the commit that was
// scanned, the same path and line, no author. Authorship takes its place.
struct Attribution {
  std::string commit;
  std::string date;  // 2024-05-01T12:00:00Z
};

// `text` is the blob's content. Evidence of one file, in the order of its
// sightings; equal lines of one signal are told apart by their order.
std::vector<Evidence> MakeEvidence(const RuleSet& rules, const SourceFile& file,
                                   const std::vector<Sighting>& sightings, std::string_view text,
                                   const Attribution& attribution, const Gates& gates = {});

// UTC seconds as 2024-05-01T12:00:00Z; years outside 0 to 9999 are cut to them.
std::string FormatTime(std::int64_t seconds);

// A weakness that rests on something not being there (gate G10).
bool RestsOnAbsence(const Signal& signal);

}  // namespace assay
