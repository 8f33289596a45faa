// Sightings → evidence with its origin: the commit that brought in each
// decisive line, who is credited for it, and when.
#pragma once

#include <vector>

#include "analyze/analysis.h"
#include "analyze/people.h"
#include "base/result.h"
#include "git/authorship.h"
#include "git/repository.h"
#include "model/profile.h"

namespace assay {

struct AttributedEvidence {
  std::vector<Evidence> evidence;  // in the order of the sightings
  Diagnostics diagnostics;
};

struct AttributeInput {
  const RuleSet& rules;
  const FactTable& table;
  const Snapshot& snapshot;
  const History& history;
  const People& people;
  const AuthorshipOptions& options;
  const Limits& limits;
};

// Files are read again for their lines. A whole file belongs to whoever wrote
// most of kFileSamples lines spread over it, not to whoever changed its first.
inline constexpr std::size_t kFileSamples = 16;
Result<AttributedEvidence> Attribute(Repository& repository, const AttributeInput& input,
                                     const std::vector<Sighting>& sightings);

}  // namespace assay
