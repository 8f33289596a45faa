#include "analyze/assess.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace assay {
namespace {

using Group = std::vector<Evidence>;

int PurposeRank(Purpose purpose) {
  switch (purpose) {
    case Purpose::kProduct:
      return 0;
    case Purpose::kMigration:
      return 1;
    case Purpose::kConfiguration:
      return 2;
    case Purpose::kBuild:
      return 3;
    case Purpose::kTest:
      return 4;
    case Purpose::kExample:
    case Purpose::kFixture:
    case Purpose::kDocumentation:
    case Purpose::kGenerated:
    case Purpose::kVendored:
      return 5;
  }
  return 5;
}

auto OrderKey(const Evidence& evidence) {
  return std::make_tuple(-static_cast<int>(evidence.shows), PurposeRank(evidence.purpose),
                         std::string_view(evidence.path), evidence.line,
                         std::string_view(evidence.signal));
}

// The cap's unit: one signal, one author, one year.
std::string CapKey(const Evidence& evidence) {
  std::string key = evidence.signal;
  for (const std::string& author : evidence.origin.authors) key += ' ' + author;
  return key + ' ' + evidence.origin.date.substr(0, 4);
}

// At most kEvidencePerSignal of each unit: one of every file first, then more
// of the same files.
Group Capped(const Group& sorted) {
  std::map<std::string, std::size_t> kept;
  std::set<std::pair<std::string, std::string>> files;
  std::vector<bool> keep(sorted.size(), false);
  for (const bool first_of_file : {true, false}) {
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      const std::string key = CapKey(sorted[i]);
      if (keep[i] || kept[key] >= kEvidencePerSignal) continue;
      if (first_of_file && !files.insert({key, sorted[i].path}).second) continue;
      keep[i] = true;
      ++kept[key];
    }
  }
  Group capped;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (keep[i]) capped.push_back(sorted[i]);
  }
  return capped;
}

// Widely used: enough places, files and signals of evidence of use.
bool IsPractised(const Skill& skill, const Group& group) {
  std::set<std::pair<std::string_view, std::uint32_t>> sites;
  std::set<std::string_view> files;
  std::set<std::string_view> signals;
  for (const Evidence& evidence : group) {
    if (evidence.shows != Strength::kUsed) continue;
    sites.emplace(evidence.path, evidence.line);
    files.insert(evidence.path);
    signals.insert(evidence.signal);
  }
  return sites.size() >= skill.practised_sites && files.size() >= skill.practised_files &&
         signals.size() >= skill.practised_signals;
}

std::vector<SkillTechnology> TechnologiesOf(const RuleSet& rules, const Group& group) {
  struct Counts {
    Strength strength = Strength::kNone;
    std::set<std::pair<std::string_view, std::uint32_t>> sites;
    std::set<std::string_view> files;
  };
  std::map<std::string, Counts> counts;
  for (const Evidence& evidence : group) {
    if (evidence.technology.empty()) continue;
    Counts& technology = counts[evidence.technology];
    technology.strength = std::max(technology.strength, evidence.shows);
    technology.sites.emplace(evidence.path, evidence.line);
    technology.files.insert(evidence.path);
  }
  std::vector<SkillTechnology> technologies;
  for (const auto& [id, technology] : counts) {
    technologies.push_back({id, rules.FindTechnology(id)->name, technology.strength,
                            static_cast<std::uint32_t>(technology.sites.size()),
                            static_cast<std::uint32_t>(technology.files.size())});
  }
  return technologies;
}

void Count(const Group& group, SkillResult& result) {
  std::set<std::pair<std::string_view, std::uint32_t>> sites;
  std::set<std::string_view> files;
  std::set<std::string_view> signals;
  for (const Evidence& evidence : group) {
    sites.emplace(evidence.path, evidence.line);
    files.insert(evidence.path);
    signals.insert(evidence.signal);
    for (const std::string& author : evidence.origin.authors) ++result.by_author[author];
    const std::string& date = evidence.origin.date;
    if (date.empty()) continue;
    if (result.first_seen.empty() || date < result.first_seen) result.first_seen = date;
    result.last_seen = std::max(result.last_seen, date);
  }
  result.sites = static_cast<std::uint32_t>(sites.size());
  result.files = static_cast<std::uint32_t>(files.size());
  result.signals = static_cast<std::uint32_t>(signals.size());
}

SkillResult AssessSkill(const RuleSet& rules, const Skill& skill, Group group) {
  SkillResult result;
  result.id = skill.id;
  result.area = skill.area;
  result.name = skill.name;
  if (group.empty()) return result;
  result.outcome = Outcome::kSeen;
  std::sort(group.begin(), group.end(),
            [](const Evidence& a, const Evidence& b) { return OrderKey(a) < OrderKey(b); });
  result.strength = group.front().shows;
  if (result.strength == Strength::kUsed && IsPractised(skill, group)) {
    result.strength = Strength::kPractised;
  }
  result.claimed = result.strength >= Strength::kUsed;
  Count(group, result);
  result.technologies = TechnologiesOf(rules, group);
  result.evidence = Capped(group);
  return result;
}

// What the absence of evidence means: could it not be told, or does the skill
// not apply to such a repository?
void ExplainAbsence(const Skill& skill, const AssessInput& input, const std::set<std::string>& seen,
                    SkillResult& result) {
  for (const std::string& signal : input.could_not_tell) {
    if (signal.starts_with(skill.id + "/")) {
      result.outcome = Outcome::kCouldNotTell;
      result.outcome_reason = "a template hides the values that " + signal + " looks at";
      return;
    }
  }
  if (!skill.applies_to_languages.empty()) {
    const bool applies =
        std::any_of(skill.applies_to_languages.begin(), skill.applies_to_languages.end(),
                    [&](const std::string& language) {
                      return std::find(input.languages.begin(), input.languages.end(), language) !=
                             input.languages.end();
                    });
    if (!applies) {
      result.outcome = Outcome::kNotApplicable;
      result.outcome_reason = "the repository has no source in a language that this is about";
      return;
    }
  }
  if (!skill.applies_to_skill.empty() && !seen.contains(skill.applies_to_skill)) {
    result.outcome = Outcome::kNotApplicable;
    result.outcome_reason = "the repository shows no " + skill.applies_to_skill;
  }
}

}  // namespace

Assessment Assess(const RuleSet& rules, AssessInput input) {
  std::map<std::string, Group> by_skill;
  Assessment assessment;
  for (Evidence& evidence : input.evidence) {
    if (evidence.sign == Sign::kWeakness) {
      assessment.findings.push_back(std::move(evidence));
    } else {
      by_skill[evidence.skill].push_back(std::move(evidence));
    }
  }
  std::sort(assessment.findings.begin(), assessment.findings.end(),
            [](const Evidence& a, const Evidence& b) {
              return std::make_tuple(-static_cast<int>(a.severity), std::string_view(a.path),
                                     a.line, std::string_view(a.signal)) <
                     std::make_tuple(-static_cast<int>(b.severity), std::string_view(b.path),
                                     b.line, std::string_view(b.signal));
            });
  std::set<std::string> seen;
  for (const auto& [skill, group] : by_skill) seen.insert(skill);
  for (const Skill& skill : rules.skills) {
    const auto found = by_skill.find(skill.id);
    SkillResult result =
        AssessSkill(rules, skill, found == by_skill.end() ? Group() : std::move(found->second));
    if (result.outcome != Outcome::kSeen) ExplainAbsence(skill, input, seen, result);
    assessment.skills.push_back(std::move(result));
  }
  return assessment;
}

}  // namespace assay
