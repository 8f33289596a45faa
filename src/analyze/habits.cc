#include "analyze/habits.h"

#include <algorithm>
#include <map>
#include <set>

namespace assay {

std::vector<Habit> HabitsOf(const RuleSet& rules, const std::vector<ShareCount>& shares,
                            const std::vector<std::uint32_t>* persons) {
  std::map<std::uint32_t, Habit> sums;
  for (const ShareCount& share : shares) {
    if (persons != nullptr &&
        std::find(persons->begin(), persons->end(), share.person) == persons->end()) {
      continue;
    }
    Habit& sum = sums[share.signal];
    sum.signal = share.signal;
    sum.fitting += share.fitting;
    sum.of += share.of;
  }
  std::vector<Habit> habits;
  for (const auto& [signal, habit] : sums) {
    const Share& share = *rules.signals[signal].share;
    const bool holds =
        habit.of >= share.at_least && habit.fitting > 0 &&
        static_cast<double>(habit.fitting) * 100 >= share.percent * static_cast<double>(habit.of);
    if (holds) habits.push_back(habit);
  }
  return habits;
}

void KeepHabits(const RuleSet& rules, const std::vector<Habit>& habits,
                std::vector<Sighting>& sightings) {
  std::set<std::uint32_t> holding;
  for (const Habit& habit : habits) holding.insert(habit.signal);
  std::set<std::uint32_t> found;
  std::erase_if(sightings, [&](const Sighting& sighting) {
    const Signal& signal = rules.signals[sighting.signal];
    if (!signal.share) return false;
    if (!holding.contains(sighting.signal)) return true;
    // Sightings come newest first.
    return signal.sign == Sign::kWeakness && !found.insert(sighting.signal).second;
  });
}

void KeepHabitsOf(const RuleSet& rules, const People& people,
                  const std::vector<std::uint32_t>& persons, std::vector<Sighting>& sightings) {
  std::erase_if(sightings, [&](const Sighting& sighting) {
    if (!rules.signals[sighting.signal].share) return false;
    const std::vector<std::uint32_t>& credited = people.Credited(sighting.line - 1);
    return std::none_of(credited.begin(), credited.end(), [&](std::uint32_t person) {
      return std::find(persons.begin(), persons.end(), person) != persons.end();
    });
  });
}

}  // namespace assay
