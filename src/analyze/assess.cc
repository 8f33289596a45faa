#include "analyze/assess.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "analyze/parallel.h"

namespace assay {
namespace {

// Evidence of one skill. The items are large and many, so they stay where they
// are until it is known which of them are kept.
using Group = std::vector<Evidence*>;

// How many different ones there are.
template <typename T>
std::uint32_t CountDistinct(std::vector<T> items) {
  std::sort(items.begin(), items.end());
  return static_cast<std::uint32_t>(std::unique(items.begin(), items.end()) - items.begin());
}

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

// Later dates sort first.
struct DescendingDate {
  std::string_view date;
  bool operator<(const DescendingDate& other) const { return other.date < date; }
  bool operator==(const DescendingDate& other) const { return date == other.date; }
};

auto OrderKey(const Evidence& evidence) {
  return std::make_tuple(-static_cast<int>(evidence.shows), PurposeRank(evidence.purpose),
                         std::string_view(evidence.path), evidence.line,
                         std::string_view(evidence.signal),
                         // Of the history the newest comes first.
                         evidence.kind, DescendingDate{evidence.origin.date},
                         std::string_view(evidence.at), std::string_view(evidence.tag));
}

// The cap's unit: one signal, one author, one year.
std::string CapKey(const Evidence& evidence) {
  std::string key = evidence.signal;
  for (const std::string& author : evidence.origin.authors) key += ' ' + author;
  return key + ' ' + evidence.origin.date.substr(0, 4);
}

// At most kEvidencePerSignal of each unit: one of every file first, then more
// of the same files. Moves them out of the group.
std::vector<Evidence> Capped(const Group& sorted) {
  struct Unit {
    std::size_t kept = 0;
    std::set<std::string_view> files;
  };
  std::map<std::string, Unit> units;
  std::vector<Unit*> unit_of;
  for (const Evidence* const evidence : sorted) unit_of.push_back(&units[CapKey(*evidence)]);
  std::vector<bool> keep(sorted.size(), false);
  for (const bool first_of_file : {true, false}) {
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      Unit& unit = *unit_of[i];
      const std::string& path = sorted[i]->path;
      if (keep[i] || unit.kept >= kEvidencePerSignal) continue;
      if (first_of_file && !path.empty() && !unit.files.insert(path).second) continue;
      keep[i] = true;
      ++unit.kept;
    }
  }
  std::vector<Evidence> capped;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (keep[i]) capped.push_back(std::move(*sorted[i]));
  }
  return capped;
}

// A place is a line of a file, a commit or a tag.
using Site = std::tuple<std::string_view, std::uint32_t, std::string_view>;
Site SiteOf(const Evidence& evidence) {
  switch (evidence.kind) {
    case EvidenceKind::kLines:
    case EvidenceKind::kFile:
      return {evidence.path, evidence.line, {}};
    case EvidenceKind::kCommit:
      return {{}, 0, evidence.at};
    case EvidenceKind::kTag:
      return {{}, 1, evidence.tag};
  }
  return {};
}

// Widely used: enough places, files and signals of evidence of use. What a
// caution speaks of makes no person practised.
bool IsPractised(const Skill& skill, const Group& group, bool of_person) {
  std::set<Site> sites;
  std::set<std::string_view> files;
  std::set<std::string_view> signals;
  for (const Evidence* const evidence : group) {
    if (evidence->shows != Strength::kUsed) continue;
    if (of_person && !evidence->origin.caution.empty()) continue;
    sites.insert(SiteOf(*evidence));
    if (!evidence->path.empty()) files.insert(evidence->path);
    signals.insert(evidence->signal);
    if (sites.size() >= skill.practised_sites && files.size() >= skill.practised_files &&
        signals.size() >= skill.practised_signals)
      return true;
  }
  return false;
}

std::vector<SkillTechnology> TechnologiesOf(const RuleSet& rules, const Group& group) {
  struct Counts {
    Strength strength = Strength::kNone;
    std::vector<Site> sites;
    std::vector<std::string_view> files;
  };
  std::map<std::string_view, Counts> counts;
  for (const Evidence* const evidence : group) {
    if (evidence->technology.empty()) continue;
    Counts& technology = counts[evidence->technology];
    technology.strength = std::max(technology.strength, evidence->shows);
    technology.sites.push_back(SiteOf(*evidence));
    if (!evidence->path.empty()) technology.files.push_back(evidence->path);
  }
  std::vector<SkillTechnology> technologies;
  for (auto& [id, technology] : counts) {
    technologies.push_back({std::string(id), rules.FindTechnology(id)->name, technology.strength,
                            CountDistinct(std::move(technology.sites)),
                            CountDistinct(std::move(technology.files))});
  }
  return technologies;
}

void Count(const Group& group, SkillResult& result) {
  std::vector<Site> sites;
  std::vector<Site> doubted;
  std::vector<std::string_view> files;
  std::vector<std::string_view> signals;
  struct Authored {
    std::string_view author;
    Site site;
    std::string_view date;
  };
  std::vector<Authored> authored;
  for (const Evidence* const evidence : group) {
    const Site site = SiteOf(*evidence);
    sites.push_back(site);
    if (!evidence->origin.caution.empty()) doubted.push_back(site);
    if (!evidence->path.empty()) files.push_back(evidence->path);
    signals.push_back(evidence->signal);
    const std::string& date = evidence->origin.date;
    for (const std::string& author : evidence->origin.authors)
      authored.push_back({author, site, date});
    if (date.empty()) continue;
    if (result.first_seen.empty() || date < result.first_seen) result.first_seen = date;
    result.last_seen = std::max(result.last_seen, date);
  }
  // A place counts once for each author, with the first date that is told of it.
  const auto key = [](const Authored& item) { return std::tie(item.author, item.site); };
  std::stable_sort(authored.begin(), authored.end(),
                   [&](const Authored& a, const Authored& b) { return key(a) < key(b); });
  for (std::size_t i = 0; i < authored.size(); ++i) {
    if (i > 0 && key(authored[i]) == key(authored[i - 1])) continue;
    const std::string author(authored[i].author);
    ++result.by_author[author];
    if (!authored[i].date.empty())
      ++result.months[author][std::string(authored[i].date.substr(0, 7))];
  }
  result.sites = CountDistinct(std::move(sites));
  result.all_sites = result.sites;
  result.doubted = CountDistinct(std::move(doubted));
  result.files = CountDistinct(std::move(files));
  result.signals = CountDistinct(std::move(signals));
}

SkillResult AssessSkill(const RuleSet& rules, const Skill& skill, Group group, bool of_person) {
  SkillResult result;
  result.id = skill.id;
  result.area = skill.area;
  result.name = skill.name;
  if (group.empty()) return result;
  result.outcome = Outcome::kSeen;
  std::stable_sort(group.begin(), group.end(), [](const Evidence* a, const Evidence* b) {
    return OrderKey(*a) < OrderKey(*b);
  });
  result.strength = group.front()->shows;
  if (result.strength == Strength::kUsed && IsPractised(skill, group, of_person)) {
    result.strength = Strength::kPractised;
  }
  result.claimed = result.strength >= Strength::kUsed;
  Count(group, result);
  result.technologies = TechnologiesOf(rules, group);
  result.evidence = Capped(group);
  return result;
}

bool IsSeenInHistory(const RuleSet& rules, const Skill& skill) {
  return std::any_of(rules.signals.begin(), rules.signals.end(), [&](const Signal& signal) {
    return signal.skill == skill.id && signal.sign == Sign::kPractice &&
           (signal.anchor.kind == FactKind::kCommit || signal.anchor.kind == FactKind::kTag);
  });
}

// What the absence of evidence means: could it not be told, or does the skill
// not apply to such a repository?
void ExplainAbsence(const RuleSet& rules, const Skill& skill, const AssessInput& input,
                    const std::set<std::string>& seen, SkillResult& result) {
  for (const std::string& signal : input.could_not_tell) {
    if (signal.starts_with(skill.id + "/")) {
      result.outcome = Outcome::kCouldNotTell;
      result.outcome_reason = "a template hides the values that " + signal + " looks at";
      return;
    }
  }
  if (input.history_cut_short && IsSeenInHistory(rules, skill)) {
    result.outcome = Outcome::kCouldNotTell;
    result.outcome_reason = "the history is not all there";
    return;
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
      by_skill[evidence.skill].push_back(&evidence);
    }
  }
  std::sort(assessment.findings.begin(), assessment.findings.end(),
            [](const Evidence& a, const Evidence& b) {
              return std::make_tuple(-static_cast<int>(a.severity), std::string_view(a.path),
                                     a.line, std::string_view(a.signal), std::string_view(a.at)) <
                     std::make_tuple(-static_cast<int>(b.severity), std::string_view(b.path),
                                     b.line, std::string_view(b.signal), std::string_view(b.at));
            });
  std::set<std::string> seen;
  for (const auto& [skill, group] : by_skill) seen.insert(skill);
  assessment.skills.resize(rules.skills.size());
  ForEachIndex(rules.skills.size(), input.threads, [&](std::size_t i, unsigned) {
    const Skill& skill = rules.skills[i];
    const auto found = by_skill.find(skill.id);
    SkillResult& result = assessment.skills[i];
    result = AssessSkill(rules, skill, found == by_skill.end() ? Group() : found->second,
                         input.of_person);
    if (result.outcome != Outcome::kSeen) ExplainAbsence(rules, skill, input, seen, result);
  });
  return assessment;
}

}  // namespace assay
