#include <algorithm>
#include <map>

#include "analyze/authors.h"
#include "analyze/read_root_file.h"
#include "analyze/scan.h"
#include "git/authorship.h"

namespace assay {
namespace {

struct Tally {
  std::uint64_t lines = 0;
  std::map<std::string, std::uint64_t> languages;
};

AuthorLines Listed(const People& people, std::uint32_t person, const Tally& tally,
                   const AuthorOptions& options) {
  AuthorLines listed;
  listed.author = DescribePerson(people, person, options);
  listed.lines = tally.lines;
  for (const auto& [name, lines] : tally.languages) listed.languages.push_back({name, lines});
  std::stable_sort(listed.languages.begin(), listed.languages.end(),
                   [](const auto& a, const auto& b) { return a.lines > b.lines; });
  return listed;
}

}  // namespace

Result<AuthorListing> ListAuthors(Repository& repository, const RuleSet& rules,
                                  const ScanOptions& options) {
  ASSAY_TRY(LanguageReport report, CountLanguages(repository, options));
  ASSAY_TRY(const History history,
            repository.ReadHistory(options.revision, options.limits, {options.threads}));
  const People people = People::Build(
      history, Mailmap::Parse(ReadRootFile(repository, options, ".mailmap", &report.diagnostics)),
      rules.people);
  ASSAY_TRY(const Selection selection, Select(people, options.authors, "", ""));
  std::vector<WantedFile> wanted;
  std::vector<const SourceFile*> sources;
  for (const SourceFile& file : report.files) {
    if (!file.counted || file.binary) continue;
    wanted.push_back({file.path, file.blob, {}});
    sources.push_back(&file);
  }
  AuthorshipOptions authorship_options;
  authorship_options.ignore_whitespace = options.ignore_whitespace;
  authorship_options.threads = options.threads;
  if (options.ignore_revisions)
    authorship_options.ignored_commits = ListedRevisions(repository, options, &report.diagnostics);
  const Authorship authorship =
      repository.AttributeLines(history, wanted, authorship_options, options.limits);

  AuthorListing listing;
  std::vector<Tally> tallies(people.persons().size());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    for (const LineOrigin& origin : authorship.files[i]) {
      if (origin.commit == LineOrigin::kNone) continue;
      ++listing.lines;
      if (authorship.IsBorder(origin.commit)) {
        ++listing.unknown_lines;
        continue;
      }
      const std::vector<std::uint32_t>& credited = people.Credited(origin.commit);
      if (credited.empty()) ++listing.bot_lines;
      for (const std::uint32_t person : credited) {
        ++tallies[person].lines;
        ++tallies[person].languages[std::string(sources[i]->group)];
      }
    }
  }
  for (std::uint32_t i = 0; i < tallies.size(); ++i) {
    const bool asked_for = selection.everybody || std::binary_search(selection.persons.begin(),
                                                                     selection.persons.end(), i);
    if (asked_for)
      listing.authors.push_back(
          Listed(people, i, tallies[i], {options.show_emails, options.identity_key}));
  }
  std::stable_sort(listing.authors.begin(), listing.authors.end(),
                   [](const AuthorLines& a, const AuthorLines& b) { return a.lines > b.lines; });
  listing.bot_commits = people.bot_commits();
  for (const Diagnostics* const list :
       std::initializer_list<const Diagnostics*>{&report.diagnostics, &history.diagnostics,
                                                 &people.diagnostics(), &authorship.diagnostics}) {
    listing.diagnostics.insert(listing.diagnostics.end(), list->begin(), list->end());
  }
  std::sort(listing.diagnostics.begin(), listing.diagnostics.end());
  return listing;
}

}  // namespace assay
