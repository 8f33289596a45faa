// Which shares hold: what many commits show together, and no single one.
#pragma once

#include <cstdint>
#include <vector>

#include "analyze/matcher.h"
#include "analyze/people.h"
#include "rules/rule_set.h"

namespace assay {

struct Habit {
  std::uint32_t signal = 0;
  std::uint32_t fitting = 0;
  std::uint32_t of = 0;
};

// The signals with a share that hold for the commits of `persons` together;
// of everybody, bots too, where `persons` is null. By signal.
std::vector<Habit> HabitsOf(const RuleSet& rules, const std::vector<ShareCount>& shares,
                            const std::vector<std::uint32_t>* persons);

// Drops the sightings of shares that do not hold. A weakness by share is one
// finding, at its newest commit, as no single commit is at fault.
void KeepHabits(const RuleSet& rules, const std::vector<Habit>& habits,
                std::vector<Sighting>& sightings);

// Drops the sightings of shares in commits that none of `persons` is credited
// for: a habit of theirs is seen in their own.
void KeepHabitsOf(const RuleSet& rules, const People& people,
                  const std::vector<std::uint32_t>& persons, std::vector<Sighting>& sightings);

}  // namespace assay
