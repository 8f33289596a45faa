#include "analyze/examples.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "analyze/analysis.h"
#include "analyze/habits.h"
#include "analyze/people.h"
#include "git/commit_text.h"

namespace assay {
namespace {

using Place = std::tuple<std::string, std::string, std::uint32_t>;  // signal, path, line

bool IsOwnOfTechnology(const Signal& signal) {
  return signal.anchor.fields.empty() && signal.anchor.arguments.empty();
}

SignatureKind KindOf(const std::string& word) {
  if (word.empty()) return SignatureKind::kNone;
  if (word == "ssh") return SignatureKind::kSsh;
  return word == "x509" ? SignatureKind::kX509 : SignatureKind::kOpenPgp;
}

// An id that no other object of the example has.
ObjectId NumberedId(std::size_t number) {
  ObjectId id;
  id.bytes[0] = 1;
  for (std::size_t i = 0; i < 4; ++i)
    id.bytes[19 - i] = static_cast<unsigned char>(number >> (8 * i));
  return id;
}

// The history of an example, and which of its entries each commit is (from 1).
struct ExampleHistory {
  History history;
  std::vector<std::uint32_t> entries;
  std::vector<std::uint32_t> files;
};

ExampleHistory HistoryOf(const Example& example) {
  constexpr std::int64_t kFirst = 1'700'000'000;
  constexpr std::int64_t kDay = 86'400;
  ExampleHistory made;
  std::vector<Commit> commits;
  for (std::size_t i = 0; i < example.commits.size(); ++i) {
    const Example::Commit& from = example.commits[i];
    const Identity author = ParseIdentity(from.author);
    const Identity committer = from.committer.empty() ? author : ParseIdentity(from.committer);
    Commit commit = ParseCommit("tree 0\n\n" + from.message, Limits{}.message_bytes);
    commit.malformed = false;
    commit.signature = KindOf(from.signature);
    for (std::uint32_t n = 0; n < from.repeat; ++n) {
      const std::int64_t time = kFirst + kDay * static_cast<std::int64_t>(commits.size());
      commit.id = NumberedId(commits.size() + 1);
      commit.author = {author.name, author.email, time};
      commit.committer = {committer.name, committer.email, time};
      commit.parents.assign(from.parents, NumberedId(0));
      commits.push_back(commit);
      made.entries.push_back(static_cast<std::uint32_t>(i) + 1);
      made.files.push_back(from.files);
    }
  }
  made.history.commits.assign(commits.rbegin(), commits.rend());
  std::reverse(made.entries.begin(), made.entries.end());
  std::reverse(made.files.begin(), made.files.end());
  for (const Example::Tag& from : example.tags) {
    Tag tag;
    tag.name = from.name;
    tag.annotated = !from.message.empty();
    tag.subject = from.message;
    tag.targets_commit = !commits.empty();
    if (!commits.empty()) {
      tag.target = commits.back().id;
      tag.tagger = commits.back().author;
    }
    tag.signature = KindOf(from.signature);
    made.history.tags.push_back(std::move(tag));
  }
  return made;
}

std::set<Place> SightingsOf(const Example& example, const RuleSet& rules, const Matcher& matcher) {
  std::vector<NamedText> texts;
  for (const Example::File& file : example.files) texts.push_back({file.path, file.code});
  FactTable table = ReadTexts(texts, Limits{});
  const ExampleHistory made = HistoryOf(example);
  table.history = MakeHistoryFacts(
      made.history, People::Build(made.history, Mailmap(), rules.people), made.files);
  const auto code_of = [&](std::size_t index, unsigned) -> Result<std::string> {
    for (const Example::File& file : example.files) {
      if (file.path == table.files[index].path) return std::string(WithoutByteOrderMark(file.code));
    }
    return InternalError("no such file in the example");
  };
  MatchResult result = Match(matcher, table, LinksOf(table), 1, {code_of, Limits{}});
  KeepHabits(rules, HabitsOf(rules, result.shares, nullptr), result.sightings);
  std::set<Place> places;
  for (const Sighting& sighting : result.sightings) {
    const std::string& signal = rules.signals[sighting.signal].id;
    switch (sighting.kind) {
      case EvidenceKind::kLines:
      case EvidenceKind::kFile:
        places.emplace(signal, table.files[sighting.file].path, sighting.line);
        break;
      case EvidenceKind::kCommit:
        places.emplace(signal, "commit", made.entries[sighting.line - 1]);
        break;
      case EvidenceKind::kTag:
        places.emplace(signal, "tag", sighting.line);
        break;
    }
  }
  return places;
}

}  // namespace

std::vector<ExampleFailure> RunExamples(const RuleSet& rules, const Gates& gates) {
  const Matcher matcher(rules, gates);
  std::vector<ExampleFailure> failures;
  for (const Example& example : rules.examples) {
    const std::set<Place> seen = SightingsOf(example, rules, matcher);
    std::set<Place> expected;
    for (const Example::Expectation& expectation : example.expectations) {
      if (expectation.seen)
        expected.emplace(expectation.signal, expectation.path, expectation.line);
    }
    const auto fail = [&](const Place& place, bool wanted) {
      failures.push_back({example.rule_file, example.line, std::get<0>(place), std::get<1>(place),
                          std::get<2>(place), wanted});
    };
    for (const Place& place : expected) {
      if (!seen.contains(place)) fail(place, true);
    }
    for (const Place& place : seen) {
      const Signal& signal = *rules.FindSignal(std::get<0>(place));
      if (signal.file != example.rule_file || expected.contains(place)) continue;
      if (IsOwnOfTechnology(signal)) {
        // Only where the example says that it must not be seen.
        const bool refused = std::any_of(
            example.expectations.begin(), example.expectations.end(), [&](const auto& expectation) {
              return !expectation.seen &&
                     Place(expectation.signal, expectation.path, expectation.line) == place;
            });
        if (!refused) continue;
      }
      fail(place, false);
    }
  }
  return failures;
}

}  // namespace assay
