// Whose profile it is, and the people in it.
#pragma once

#include <string>
#include <vector>

#include "analyze/habits.h"
#include "analyze/people.h"
#include "base/result.h"
#include "model/profile.h"

namespace assay {

// Which evidence is asked for. Texts as they stand in the profile's options.
struct Selection {
  bool everybody = true;
  std::vector<std::uint32_t> persons;  // sorted, where not everybody is meant
  std::string since;                   // "2024-05-01T00:00:00Z"; empty: from the beginning
  std::string until;                   // inclusive

  // Whether nothing is left out.
  bool IsAll() const { return everybody && since.empty() && until.empty(); }
  bool Holds(const Origin& origin) const;
  // "a1 a3"; addresses do not belong into a profile.
  std::string Ids() const;
};

// The identities of each of `authors` as FindPersons takes them; an author of
// whom none fits anybody is an error.
Result<Selection> Select(const People& people, const std::vector<std::vector<std::string>>& authors,
                         const std::string& since, const std::string& until);

// A day ("2024-05-01": its first second, or its last for `end_of_day`) or a
// time ("2024-05-01T12:00:00Z") as a profile's time.
Result<std::string> ParseTime(const std::string& text, bool end_of_day);

// The people who are credited with something in `skills` and `findings`, have
// a habit, or were asked for.
struct AuthorOptions {
  bool show_emails = false;
  std::string identity_key;  // empty: no keys
};
std::vector<Author> AuthorsOf(const RuleSet& rules, const People& people,
                              const std::vector<SkillResult>& skills,
                              const std::vector<Evidence>& findings,
                              const std::vector<ShareCount>& shares, const Selection& selection,
                              const AuthorOptions& options);

// The person alone, without evidence and habits.
Author DescribePerson(const People& people, std::uint32_t person, const AuthorOptions& options);

}  // namespace assay
