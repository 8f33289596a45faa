#include "analyze/authors.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "analyze/evidence.h"
#include "base/hmac.h"
#include "base/pattern.h"
#include "base/text.h"

namespace assay {

bool Selection::Holds(const Origin& origin) const {
  if (!since.empty() && origin.date < since) return false;
  if (!until.empty() && (origin.date.empty() || origin.date > until)) return false;
  if (everybody) return true;
  return std::any_of(persons.begin(), persons.end(), [&](std::uint32_t person) {
    return std::find(origin.authors.begin(), origin.authors.end(), PersonId(person)) !=
           origin.authors.end();
  });
}

std::string Selection::Ids() const {
  std::vector<std::string> ids;
  for (const std::uint32_t person : persons) ids.push_back(PersonId(person));
  return Join(ids, " ");
}

Result<std::string> ParseTime(const std::string& text, bool end_of_day) {
  static const Result<Pattern> kTime = Pattern::Compile(
      "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
      "(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z)?$");
  if (!kTime->Search(text))
    return UsageError(
        fmt::format("{} is no date; expected 2024-05-01 or 2024-05-01T12:00:00Z", text));
  constexpr std::size_t kDay = 10;
  if (text.size() > kDay) return text;
  return text + (end_of_day ? "T23:59:59Z" : "T00:00:00Z");
}

Result<Selection> Select(const People& people, const std::vector<std::vector<std::string>>& authors,
                         const std::string& since, const std::string& until) {
  Selection selection;
  selection.everybody = authors.empty();
  std::set<std::uint32_t> persons;
  for (const std::vector<std::string>& identities : authors) {
    bool fits = false;
    for (const std::string& identity : identities) {
      const std::vector<std::uint32_t> found = FindPersons(people, identity);
      persons.insert(found.begin(), found.end());
      fits = fits || !found.empty();
    }
    if (!fits) {
      return UsageError(fmt::format("no author of the history fits {}; `assay authors` lists them",
                                    Join(identities, " or ")));
    }
  }
  selection.persons.assign(persons.begin(), persons.end());
  if (!since.empty()) {
    ASSAY_TRY(selection.since, ParseTime(since, false));
  }
  if (!until.empty()) {
    ASSAY_TRY(selection.until, ParseTime(until, true));
  }
  return selection;
}

Author DescribePerson(const People& people, std::uint32_t person, const AuthorOptions& options) {
  const Person& from = people.persons()[person];
  Author author;
  author.id = PersonId(person);
  author.name = DisplayName(from.identity);
  if (options.show_emails) author.email = from.identity.email;
  if (!options.identity_key.empty() && !from.identity.email.empty()) {
    // The address is what one person has in several repositories.
    author.key = HmacSha256Hex(options.identity_key, ToLowerAscii(from.identity.email));
  }
  author.commits = from.commits;
  author.co_authored = from.co_authored;
  if (from.first_time) author.first_commit = FormatTime(*from.first_time);
  if (from.last_time) author.last_commit = FormatTime(*from.last_time);
  for (const Person::Similar& similar : from.similar_to)
    author.similar_to.push_back({PersonId(similar.person), similar.reason});
  return author;
}

std::vector<Author> AuthorsOf(const RuleSet& rules, const People& people,
                              const std::vector<SkillResult>& skills,
                              const std::vector<Evidence>& findings,
                              const std::vector<ShareCount>& shares, const Selection& selection,
                              const AuthorOptions& options) {
  std::map<std::string, std::uint32_t> evidence;
  for (const SkillResult& skill : skills) {
    for (const auto& [id, sites] : skill.by_author) evidence[id] += sites;
  }
  std::set<std::string> named;
  for (const Evidence& finding : findings)
    named.insert(finding.origin.authors.begin(), finding.origin.authors.end());
  std::map<std::uint32_t, std::vector<ShareCount>> shares_of;
  for (const ShareCount& share : shares) shares_of[share.person].push_back(share);
  std::vector<Author> authors;
  for (std::uint32_t i = 0; i < people.persons().size(); ++i) {
    const std::string id = PersonId(i);
    const auto found = evidence.find(id);
    const bool asked_for =
        std::binary_search(selection.persons.begin(), selection.persons.end(), i);
    const std::vector<std::uint32_t> alone = {i};
    const std::vector<Habit> habits = HabitsOf(rules, shares_of[i], &alone);
    const bool in_profile =
        found != evidence.end() || named.contains(id) || (selection.everybody && !habits.empty());
    if (!in_profile && !asked_for) continue;
    Author author = DescribePerson(people, i, options);
    author.evidence = found == evidence.end() ? 0 : found->second;
    for (const Habit& habit : habits) {
      author.habits.push_back({rules.signals[habit.signal].id, habit.fitting, habit.of});
    }
    authors.push_back(std::move(author));
  }
  return authors;
}

}  // namespace assay
