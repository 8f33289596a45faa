#include "analyze/examples.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "analyze/analysis.h"

namespace assay {
namespace {

using Place = std::tuple<std::string, std::string, std::uint32_t>;  // signal, path, line

bool IsOwnOfTechnology(const Signal& signal) {
  return signal.anchor.fields.empty() && signal.anchor.arguments.empty();
}

std::set<Place> SightingsOf(const Example& example, const RuleSet& rules, const Matcher& matcher) {
  std::vector<NamedText> texts;
  for (const Example::File& file : example.files) texts.push_back({file.path, file.code});
  const FactTable table = ReadTexts(texts, Limits{});
  std::set<Place> places;
  const auto code_of = [&](std::size_t index, unsigned) -> Result<std::string> {
    for (const Example::File& file : example.files) {
      if (file.path == table.files[index].path) return std::string(WithoutByteOrderMark(file.code));
    }
    return InternalError("no such file in the example");
  };
  for (const Sighting& sighting : Match(matcher, table, 1, {code_of, Limits{}}).sightings) {
    places.emplace(rules.signals[sighting.signal].id, table.files[sighting.file].path,
                   sighting.line);
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
