#include "language/detect.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/check.h"
#include "base/pattern.h"
#include "base/text.h"
#include "language/heuristics.h"
#include "language/interpreter.h"
#include "language/trained.h"

namespace assay {
namespace {

using linguist::DataSet;
using Candidates = std::vector<std::uint16_t>;

// Bytes of a blob that Linguist's classifier looks at.
constexpr std::size_t kClassifierBytes = 51'200;
constexpr std::size_t kXmlLines = 2;
constexpr std::uint64_t kMaxLinesBytes = std::uint64_t{1} << 20;

Candidates Look(std::span<const linguist::Entry> table, std::string_view key) {
  const auto found = std::lower_bound(
      table.begin(), table.end(), key,
      [](const linguist::Entry& entry, std::string_view k) { return entry.key < k; });
  if (found == table.end() || found->key != key) return {};
  return {found->languages.begin(), found->languages.end()};
}

// What both have, in the order of the older; the newer where there was none
// before. As Ruby's `&`, an intersection has no language twice.
Candidates Narrow(const Candidates& before, Candidates now) {
  if (before.empty()) return now;
  Candidates both;
  for (const std::uint16_t language : before) {
    if (std::find(now.begin(), now.end(), language) != now.end() &&
        std::find(both.begin(), both.end(), language) == both.end())
      both.push_back(language);
  }
  return both;
}

// `.html.erb` before `.erb`.
Candidates ByExtension(const DataSet& data, std::string_view path, const Candidates& before) {
  const std::string name = ToLowerAscii(BaseName(path));
  for (const std::string_view generic : data.generic_extensions) {
    if (std::string_view(name).ends_with(generic)) return before;
  }
  for (std::size_t dot = name.find('.'); dot != std::string::npos; dot = name.find('.', dot + 1)) {
    Candidates found = Look(data.extensions, std::string_view(name).substr(dot));
    if (!found.empty()) return Narrow(before, std::move(found));
  }
  return Narrow(before, {});
}

bool IsManualPage(std::string_view path) {
  static const Pattern kName =
      *Pattern::Compile(R"((?im)\.(?:[1-9](?:[a-z_][a-z_0-9]*)?|0p|n|man|mdoc)(?:\.in)?$)");
  return kName.Search(path);
}

Candidates ByClassifier(const DataSet& data, std::string_view head, const Candidates& candidates) {
  if (candidates.empty()) return {};
  std::vector<std::uint16_t> trained;
  for (const std::uint16_t language : candidates)
    trained.push_back(data.languages[language].trained);
  const int likeliest = LikeliestOf(head.substr(0, kClassifierBytes), trained);
  if (likeliest < 0) return {};
  return {candidates[static_cast<std::size_t>(likeliest)]};
}

// The candidates so far, and the strategy that decided on them.
class Search {
 public:
  // Takes what a strategy found, if anything; true where that ends the search.
  bool Take(Candidates found, std::string_view strategy) {
    if (found.empty()) return false;
    candidates_ = std::move(found);
    strategy_ = strategy;
    return candidates_.size() == 1;
  }
  const Candidates& candidates() const { return candidates_; }
  Detection Result(bool gave_up) const {
    if (candidates_.empty()) return {-1, {}, gave_up};
    return {candidates_.front(), strategy_, gave_up};
  }

 private:
  Candidates candidates_;
  std::string_view strategy_;
};

}  // namespace

int LanguageOfAlias(const DataSet& data, std::string_view alias) {
  const std::string name = ToLowerAscii(alias);
  Candidates found = Look(data.aliases, name);
  if (found.empty()) found = Look(data.aliases, std::string_view(name).substr(0, name.find(',')));
  return found.empty() ? -1 : found.front();
}

Detection DetectLanguage(const DataSet& data, std::string_view path, std::uint64_t size,
                         std::string_view head, Encoding encoding) {
  Search search;
  bool gave_up = false;
  if (const std::string mode = ModeOf(head, size, encoding, &gave_up); !mode.empty()) {
    const int language = LanguageOfAlias(data, mode);
    if (language >= 0) return {language, "modeline", gave_up};
  }
  if (search.Take(Narrow(search.candidates(), Look(data.file_names, BaseName(path))), "filename"))
    return search.Result(gave_up);
  if (head.starts_with("#!")) {
    const std::string interpreter =
        InterpreterOf(head, data.generation == linguist::Generation::k7221);
    if (search.Take(Narrow(search.candidates(), Look(data.interpreters, interpreter)), "shebang"))
      return search.Result(gave_up);
  }
  if (search.Take(ByExtension(data, path, search.candidates()), "extension"))
    return search.Result(gave_up);
  if (search.candidates().empty()) {
    if (size <= kMaxLinesBytes &&
        FirstLines(head, kXmlLines, encoding).find("xml version=") != std::string::npos)
      return {data.xml, "xml", gave_up};
    if (IsManualPage(path)) search.Take({data.roff_manpage, data.roff}, "manpage");
  }
  if (search.Take(ByHeuristics(data, path, head, &gave_up), "heuristics"))
    return search.Result(gave_up);
  search.Take(ByClassifier(data, head, search.candidates()), "classifier");
  return search.Result(gave_up);
}

}  // namespace assay
