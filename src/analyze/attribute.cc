#include "analyze/attribute.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "analyze/evidence.h"
#include "analyze/parallel.h"
#include "base/text.h"

namespace assay {
namespace {

// Lines with something on them, spread over the text, rising.
std::vector<std::uint32_t> SampleLines(std::string_view text) {
  const std::vector<std::string_view> lines = Lines(text);
  std::vector<std::uint32_t> written;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!Trim(lines[i]).empty()) written.push_back(static_cast<std::uint32_t>(i) + 1);
  }
  std::vector<std::uint32_t> sample;
  const std::size_t count = std::min(kFileSamples, written.size());
  for (std::size_t i = 0; i < count; ++i) {
    sample.push_back(written[(2 * i + 1) * written.size() / (2 * count)]);
  }
  return sample;
}

// What is asked for one file, and whose lines the answers are.
struct Asked {
  WantedFile wanted;
  std::size_t begin = 0;  // of its evidence
  std::size_t end = 0;
  std::vector<std::uint32_t> sample;  // the lines that speak for the whole file
};

void Ask(const SourceFile& file, const std::vector<Evidence>& evidence, std::string_view text,
         Asked& ask) {
  ask.wanted.path = file.path;
  ask.wanted.blob = file.blob;
  std::vector<std::uint32_t>& lines = ask.wanted.lines;
  bool whole = false;
  for (const Evidence& item : evidence) {
    if (item.kind == EvidenceKind::kFile) {
      whole = true;
    } else {
      lines.push_back(item.line);
    }
  }
  if (whole) ask.sample = SampleLines(text);
  lines.insert(lines.end(), ask.sample.begin(), ask.sample.end());
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  if (lines.empty()) lines.push_back(1);  // None would mean all.
}

class OriginWriter {
 public:
  OriginWriter(const AttributeInput& input, const Authorship& authorship)
      : input_(input), authorship_(authorship) {}

  void Write(const Asked& asked, const std::vector<LineOrigin>& origins,
             std::vector<Evidence>& evidence) const {
    if (origins.empty()) return Forget(asked, evidence);
    const auto origin_of = [&](std::uint32_t line) -> const LineOrigin* {
      const std::vector<std::uint32_t>& lines = asked.wanted.lines;
      const auto at = std::lower_bound(lines.begin(), lines.end(), line);
      if (at == lines.end() || *at != line) return nullptr;
      const LineOrigin& origin = origins[static_cast<std::size_t>(at - lines.begin())];
      return origin.commit == LineOrigin::kNone ? nullptr : &origin;
    };
    const LineOrigin* whole = nullptr;
    std::map<std::vector<std::uint32_t>, std::size_t> votes;
    std::size_t most = 0;
    for (const std::uint32_t line : asked.sample) {
      const LineOrigin* const origin = origin_of(line);
      if (origin != nullptr) most = std::max(most, ++votes[input_.people.Credited(origin->commit)]);
    }
    for (const std::uint32_t line : asked.sample) {
      const LineOrigin* const origin = origin_of(line);
      if (origin == nullptr || votes[input_.people.Credited(origin->commit)] != most) continue;
      whole = origin;
      break;
    }
    for (std::size_t i = asked.begin; i < asked.end; ++i) {
      const bool is_file = evidence[i].kind == EvidenceKind::kFile;
      const LineOrigin* const origin = is_file ? whole : origin_of(evidence[i].line);
      if (origin != nullptr) Write(*origin, evidence[i].origin);
    }
  }

 private:
  void Write(const LineOrigin& from, Origin& origin) const {
    const Commit& commit = input_.history.commits[from.commit];
    origin.commit = commit.id.Hex();
    origin.path = authorship_.paths[from.path];
    origin.line = from.line;
    origin.date = AuthorDate(commit);
    origin.border = authorship_.IsBorder(from.commit);
    if (origin.border) return;
    for (const std::uint32_t person : input_.people.Credited(from.commit))
      origin.authors.push_back(PersonId(person));
  }

  // The file could not be followed: it was there at the commit, and that is all.
  static void Forget(const Asked& asked, std::vector<Evidence>& evidence) {
    for (std::size_t i = asked.begin; i < asked.end; ++i) evidence[i].origin.border = true;
  }

  const AttributeInput& input_;
  const Authorship& authorship_;
};

}  // namespace

Result<AttributedEvidence> Attribute(Repository& repository, const AttributeInput& input,
                                     const std::vector<Sighting>& sightings) {
  const HeadCommit head{input.snapshot.commit.Hex(),
                        input.history.commits.empty() ? FormatTime(input.snapshot.author.time)
                                                      : AuthorDate(input.history.commits.front())};
  AttributedEvidence result;
  std::vector<Evidence>& all = result.evidence;
  std::vector<std::vector<Sighting>> by_file;
  std::size_t begin = 0;
  for (; begin < sightings.size() && sightings[begin].file < input.table.files.size(); ++begin) {
    if (by_file.empty() || by_file.back().front().file != sightings[begin].file)
      by_file.emplace_back();
    by_file.back().push_back(sightings[begin]);
  }
  const unsigned threads = std::max(1U, input.options.threads);
  std::vector<Repository> handles;
  for (unsigned i = 0; i < threads; ++i) handles.push_back(repository.Clone());
  std::vector<Result<void>> found(by_file.size());
  std::vector<Asked> asked(by_file.size());
  for (std::size_t i = 0, end = 0; i < asked.size(); ++i) {
    asked[i].begin = end;
    asked[i].end = end += by_file[i].size();
  }
  all.resize(sightings.size());
  ForEachIndex(by_file.size(), threads, [&](std::size_t i, unsigned worker) {
    const SourceFile& file = input.table.files[by_file[i].front().file];
    const auto text = handles[worker].ReadAgain(file.blob, input.limits.data_bytes);
    if (!text) {
      found[i] = InputError(fmt::format("{}: {}", file.path, text.error().message));
      return;
    }
    std::vector<Evidence> made = MakeEvidence(input.rules, file, by_file[i], *text, head);
    Ask(file, made, *text, asked[i]);
    std::move(made.begin(), made.end(), all.begin() + static_cast<std::ptrdiff_t>(asked[i].begin));
  });
  for (const Result<void>& read : found) {
    if (!read) return read.error();
  }
  const CommitIndex commits(input.history, {});
  ForEachIndex(sightings.size() - begin, threads, [&](std::size_t n, unsigned) {
    all[begin + n] = MakeHistoryEvidence(input.rules, sightings[begin + n], input.history, commits,
                                         input.people);
  });

  std::vector<WantedFile> wanted;
  for (const Asked& ask : asked) wanted.push_back(ask.wanted);
  const Authorship authorship =
      repository.AttributeLines(input.history, wanted, input.options, input.limits);
  const OriginWriter writer(input, authorship);
  ForEachIndex(asked.size(), threads,
               [&](std::size_t i, unsigned) { writer.Write(asked[i], authorship.files[i], all); });
  result.diagnostics = authorship.diagnostics;
  return result;
}

}  // namespace assay
