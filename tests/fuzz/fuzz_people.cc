// A mailmap, and the identities of a commit's text that go through it.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "analyze/people.h"
#include "base/text.h"
#include "git/commit_text.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const std::size_t middle = text.find("\n\n\n");
  const assay::Mailmap mailmap = assay::Mailmap::Parse(text.substr(0, middle));
  assay::History history;
  history.commits.push_back(
      assay::ParseCommit(middle == text.npos ? text : text.substr(middle + 3), 1'000));
  history.commits.push_back(history.commits.front());
  assay::PeoplePatterns patterns;
  patterns.bots = {{"*[bot]", ""}};
  const assay::People people = assay::People::Build(history, mailmap, patterns);
  for (const assay::Person& person : people.persons()) {
    if (!assay::IsValidUtf8(assay::DisplayName(person.identity))) std::abort();
  }
  static_cast<void>(assay::MakeHistoryFacts(history, people, {0, 0}));
  static_cast<void>(assay::FindPersons(people, text.substr(0, 40)));
  return 0;
}
