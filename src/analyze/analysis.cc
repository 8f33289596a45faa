#include "analyze/analysis.h"

#include <algorithm>
#include <set>

#include "analyze/parallel.h"
#include "base/check.h"
#include "base/text.h"
#include "facts/extract.h"
#include "store/fact_codec.h"

namespace assay {

std::string_view WithoutByteOrderMark(std::string_view text) {
  return text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text;
}

std::string_view Head(std::string_view text) { return text.substr(0, kHeadBytes); }

SourceFile ClassifyFile(const Classifier& classifier, const TreeEntry& entry, std::uint64_t size,
                        std::string_view content) {
  SourceFile file = classifier.Classify(entry, size, Head(content));
  if (!file.binary) file.format = FormatOf(file.path, file.grammar_language);
  return file;
}

Links LinksOf(const FactTable& table) { return Links::Build(table.files, table.links); }

MatchResult Match(const Matcher& matcher, const FactTable& table, const Links& links,
                  unsigned threads, const Contents& contents) {
  std::vector<FileMatches> matches(table.files.size() + 1);
  std::vector<Diagnostics> cut(table.files.size());  // what limits kept from being joined
  std::vector<Matcher::NameMemory> memories(std::max(1U, threads));
  ForEachIndex(table.files.size(), threads, [&](std::size_t i, unsigned worker) {
    std::optional<FileFacts> facts(std::in_place);
    if (!table.facts[i].empty()) facts = DecodeFacts(table.facts[i]);
    ASSAY_CHECK(facts.has_value());  // EncodeFacts wrote it, or the cache checked it.
    // What reading told is kept already.
    const std::size_t told = facts->diagnostics.size();
    links.Apply(static_cast<std::uint32_t>(i), *facts);
    cut[i].assign(facts->diagnostics.begin() + static_cast<std::ptrdiff_t>(told),
                  facts->diagnostics.end());
    const QuerySource queries{[&, i, worker] { return contents.read(i, worker); }, contents.limits};
    const FileView view{&table.files[i], &*facts, contents.read ? &queries : nullptr, nullptr, {}};
    matches[i] = matcher.MatchFile(view, static_cast<std::uint32_t>(i), links, memories[worker]);
  });
  const SourceFile no_file;
  const FileFacts no_facts;
  const auto last = static_cast<std::uint32_t>(table.files.size());
  matches[last] = matcher.MatchFile({&no_file, &no_facts, nullptr, &table.history, {}}, last, links,
                                    memories.front());

  MatchResult result;
  result.shares = std::move(matches[last].shares);
  result.sightings = matcher.Resolve(matches, links);
  for (const Diagnostics& of : cut)
    result.diagnostics.insert(result.diagnostics.end(), of.begin(), of.end());
  std::set<std::uint32_t> hidden;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    FileMatches& file = matches[i];
    result.acknowledged.insert(result.acknowledged.end(), file.acknowledged.begin(),
                               file.acknowledged.end());
    hidden.insert(file.could_not_tell.begin(), file.could_not_tell.end());
    if (file.cut_short) {
      result.diagnostics.push_back({"match-budget", i < last ? table.files[i].path : "", 0,
                                    "too many facts to join; some signals were not looked for"});
    }
    if (file.query_cut_short) {
      result.diagnostics.push_back({"query-budget", i < last ? table.files[i].path : "", 0,
                                    "a rule's query was given up; its signal was not looked for"});
    }
  }
  result.could_not_tell.assign(hidden.begin(), hidden.end());
  return result;
}

FactTable ReadTexts(const std::vector<NamedText>& texts, const Limits& limits) {
  const Classifier classifier;
  std::vector<const NamedText*> sorted;
  for (const NamedText& text : texts) sorted.push_back(&text);
  std::sort(sorted.begin(), sorted.end(),
            [](const NamedText* a, const NamedText* b) { return a->path < b->path; });
  FactTable table;
  for (const NamedText* const named : sorted) {
    const std::string_view text = WithoutByteOrderMark(named->text);
    TreeEntry entry;
    entry.path = named->path;
    SourceFile file = ClassifyFile(classifier, entry, named->text.size(), named->text);
    const FileFacts facts = ExtractFacts({file.format, text, limits});
    table.facts.push_back(EncodeFacts(facts));
    table.links.push_back(LinkInput::Of(file, facts));
    table.files.push_back(std::move(file));
  }
  return table;
}

}  // namespace assay
