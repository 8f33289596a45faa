#include "analyze/scan.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <numeric>
#include <optional>

#include "analyze/analysis.h"
#include "analyze/assess.h"
#include "analyze/evidence.h"
#include "analyze/matcher.h"
#include "analyze/parallel.h"
#include "base/hash.h"
#include "base/text.h"
#include "facts/extract.h"
#include "store/fact_cache.h"
#include "store/fact_codec.h"

namespace assay {
namespace {

// Entries of `skipped` that are kept for each reason; the counts speak of all.
constexpr std::size_t kSkippedPerReason = 20;
constexpr std::size_t kProgressStep = 64;
constexpr std::size_t kMaxAttributesBytes = std::size_t{1} << 20;
constexpr std::string_view kLfsPointer = "version https://git-lfs.github.com/spec/";

class StageClock {
 public:
  explicit StageClock(std::vector<ScanReport::StageTime>& times) : times_(times) {}
  void Finish(std::string_view stage) {
    const auto now = std::chrono::steady_clock::now();
    times_.push_back({stage, std::chrono::duration<double>(now - start_).count()});
    start_ = now;
  }

 private:
  std::vector<ScanReport::StageTime>& times_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

// What reading the files gave.
struct ReadFiles {
  FactTable table;
  Diagnostics diagnostics;
  std::vector<Skipped> skipped;
};

// One for each thread: a handle remembers what it has read.
std::vector<Repository> Handles(Repository& repository, unsigned threads) {
  std::vector<Repository> handles;
  for (unsigned i = 0; i < std::max(1U, threads); ++i) handles.push_back(repository.Clone());
  return handles;
}

// `tree` is all of the revision's, whatever part of it is looked at. Git too
// reads a .gitattributes that is a link as a file.
Classifier MakeClassifier(Repository& repository, const std::vector<TreeEntry>& tree,
                          LinguistData data, Diagnostics& diagnostics) {
  std::vector<AttributesFile> attributes;
  for (const TreeEntry& entry : tree) {
    if (BaseName(entry.path) != ".gitattributes" || entry.kind == EntryKind::kSubmodule) continue;
    auto text = repository.Read(entry.blob, kMaxAttributesBytes);
    if (text) {
      attributes.push_back({entry.path, *std::move(text)});
    } else {
      text.error().path = entry.path;
      diagnostics.push_back(std::move(text).error());
    }
  }
  Classifier classifier(std::move(attributes), data);
  diagnostics.insert(diagnostics.end(), classifier.diagnostics().begin(),
                     classifier.diagnostics().end());
  return classifier;
}

// The entries of a revision below `prefix`, and a classifier that knows the
// attributes of all of it.
struct ClassifiedTree {
  Snapshot snapshot;
  Classifier classifier;
  bool too_large;  // for languages to be shown
};
Result<ClassifiedTree> WalkClassified(Repository& repository, const ScanOptions& options,
                                      std::string_view prefix) {
  ASSAY_TRY(Snapshot snapshot, repository.Walk(options.revision, prefix, options.limits));
  std::optional<Snapshot> whole;
  if (!prefix.empty()) {
    ASSAY_TRY(whole, repository.Walk(options.revision, "", options.limits));
  }
  const std::vector<TreeEntry>& tree = whole ? whole->entries : snapshot.entries;
  Classifier classifier = MakeClassifier(repository, tree, options.linguist, snapshot.diagnostics);
  const bool too_large = classifier.IsTooLarge(tree);
  if (too_large) {
    snapshot.diagnostics.push_back(
        {"too-many-files", "", 0, "GitHub shows no languages of a tree of 100000 files"});
  }
  return ClassifiedTree{std::move(snapshot), std::move(classifier), too_large};
}

void NotePatterns(const SourceFile& file, Diagnostics& diagnostics) {
  if (!file.patterns_gave_up) return;
  diagnostics.push_back({"pattern-budget", file.path, 0,
                         "a pattern that tells languages took too many steps; it is taken not to "
                         "match"});
}

// Reads, classifies and extracts one entry. Everything that a thread writes
// has a place of its own.
class EntryReader {
 public:
  EntryReader(const Classifier& classifier, FactCache& cache, const ScanOptions& options)
      : classifier_(classifier),
        cache_(cache),
        limits_(options.limits),
        limits_digest_(LimitsDigest(options.limits)) {}

  struct Outcome {
    SourceFile file;
    std::string facts;
    LinkInput links;
    Diagnostics diagnostics;
    std::optional<Skipped> skipped;
  };

  Outcome Read(Repository& repository, const TreeEntry& entry) const {
    Outcome outcome;
    outcome.file.path = entry.path;
    outcome.file.blob = entry.blob;
    if (entry.kind == EntryKind::kSymlink || entry.kind == EntryKind::kSubmodule) {
      outcome.skipped = {entry.path, entry.kind == EntryKind::kSymlink ? "symlink" : "submodule",
                         ""};
      return outcome;
    }
    auto content = repository.Read(entry.blob, limits_.data_bytes);
    if (!content) {
      // It counts among the languages all the same.
      if (const auto head = repository.ReadHead(entry.blob, kHeadBytes))
        outcome.file = classifier_.Classify(entry, head->size, head->head);
      outcome.skipped = {entry.path, content.error().code, content.error().message};
      content.error().path = entry.path;
      outcome.diagnostics.push_back(std::move(content).error());
      return outcome;
    }
    outcome.file = ClassifyFile(classifier_, entry, content->size(), *content);
    NotePatterns(outcome.file, outcome.diagnostics);
    outcome.skipped = SkipOf(outcome.file, *content);
    if (!outcome.file.format.empty()) Extract(WithoutByteOrderMark(*content), outcome);
    return outcome;
  }

 private:
  static std::optional<Skipped> SkipOf(SourceFile& file, std::string_view content) {
    if (content.starts_with(kLfsPointer)) {
      file.format = {};
      return Skipped{file.path, "lfs-pointer", ""};
    }
    if (file.binary) return Skipped{file.path, "binary", ""};
    if (file.purpose == Purpose::kVendored || file.purpose == Purpose::kGenerated) {
      // Nothing in such a file can be evidence, so nothing reads it.
      file.format = {};
      return Skipped{file.path, std::string(Name(file.purpose)), file.purpose_reason};
    }
    return std::nullopt;
  }

  void Extract(std::string_view text, Outcome& outcome) const {
    const std::string key = FactCache::Key(outcome.file.blob.Hex(), outcome.file.format,
                                           ExtractorVersion(), limits_digest_);
    std::optional<std::string> stored = cache_.Get(key);
    std::optional<FileFacts> facts = stored ? DecodeFacts(*stored) : std::nullopt;
    if (stored && (!facts || !AreWithin(*facts, text))) {
      cache_.ReportDamage();
      facts.reset();
    }
    if (!facts) {
      facts = ExtractFacts({outcome.file.format, text, limits_});
      stored = EncodeFacts(*facts);
      cache_.Put(key, *stored);
    }
    outcome.links = LinkInput::Of(outcome.file, *facts);
    for (Diagnostic diagnostic : facts->diagnostics) {
      diagnostic.path = outcome.file.path;
      if (diagnostic.code == "file-too-large")
        outcome.skipped = {outcome.file.path, diagnostic.code, diagnostic.message};
      outcome.diagnostics.push_back(std::move(diagnostic));
    }
    outcome.facts = *std::move(stored);
  }

  const Classifier& classifier_;
  FactCache& cache_;
  Limits limits_;
  std::string limits_digest_;
};

ReadFiles ReadAll(Repository& repository, const ClassifiedTree& tree, FactCache& cache,
                  const ScanOptions& options, const ProgressListener& progress) {
  const Snapshot& snapshot = tree.snapshot;
  std::vector<Repository> handles = Handles(repository, options.threads);
  const EntryReader reader(tree.classifier, cache, options);
  std::vector<EntryReader::Outcome> outcomes(snapshot.entries.size());
  std::mutex telling;
  std::size_t done = 0;
  ForEachIndex(snapshot.entries.size(), options.threads, [&](std::size_t i, unsigned worker) {
    outcomes[i] = reader.Read(handles[worker], snapshot.entries[i]);
    if (!progress) return;
    const std::lock_guard lock(telling);
    if (++done % kProgressStep == 0) progress({"read", done, snapshot.entries.size()});
  });

  ReadFiles result;
  for (EntryReader::Outcome& outcome : outcomes) {
    result.table.files.push_back(std::move(outcome.file));
    result.table.facts.push_back(std::move(outcome.facts));
    result.table.links.push_back(std::move(outcome.links));
    result.diagnostics.insert(result.diagnostics.end(), outcome.diagnostics.begin(),
                              outcome.diagnostics.end());
    if (outcome.skipped) result.skipped.push_back(*std::move(outcome.skipped));
  }
  return result;
}

// A file's content once more, as its facts were read from it.
Result<std::string> ReadText(Repository& repository, const SourceFile& file, const Limits& limits) {
  const auto content = repository.Read(file.blob, limits.data_bytes);
  if (!content) return InputError(fmt::format("{}: {}", file.path, content.error().message));
  return std::string(WithoutByteOrderMark(*content));
}

// The evidence of all sightings; files are read again for their lines.
Result<std::vector<Evidence>> Attribute(Repository& repository, const RuleSet& rules,
                                        const FactTable& table,
                                        const std::vector<Sighting>& sightings,
                                        const Snapshot& snapshot, const ScanOptions& options) {
  const Attribution attribution{snapshot.commit.Hex(), FormatTime(snapshot.author.time)};
  std::vector<std::vector<Sighting>> by_file;
  for (const Sighting& sighting : sightings) {
    if (by_file.empty() || by_file.back().front().file != sighting.file) by_file.emplace_back();
    by_file.back().push_back(sighting);
  }
  std::vector<Repository> handles = Handles(repository, options.threads);
  std::vector<Result<std::vector<Evidence>>> found(by_file.size());
  ForEachIndex(by_file.size(), options.threads, [&](std::size_t i, unsigned worker) {
    const SourceFile& file = table.files[by_file[i].front().file];
    const auto text = handles[worker].Read(file.blob, options.limits.data_bytes);
    if (text) {
      found[i] = MakeEvidence(rules, file, by_file[i], *text, attribution);
    } else {
      found[i] = InputError(fmt::format("{}: {}", file.path, text.error().message));
    }
  });
  std::vector<Evidence> all;
  for (Result<std::vector<Evidence>>& evidence : found) {
    if (!evidence) return evidence.error();
    std::move(evidence->begin(), evidence->end(), std::back_inserter(all));
  }
  return all;
}

void KeepSkipped(std::vector<Skipped> skipped, Profile& profile) {
  std::stable_sort(skipped.begin(), skipped.end(), [](const Skipped& a, const Skipped& b) {
    return std::tie(a.reason, a.path) < std::tie(b.reason, b.path);
  });
  for (Skipped& item : skipped) {
    if (profile.skipped_counts[item.reason]++ < kSkippedPerReason)
      profile.skipped.push_back(std::move(item));
  }
}

std::map<std::string, std::string> OptionsOf(const ScanOptions& options) {
  std::map<std::string, std::string> told;
  if (!options.path.empty()) told["path"] = options.path;
  if (!options.origin.empty()) told["origin"] = options.origin;
  if (options.linguist != LinguistData::kMain) told["linguist"] = Name(options.linguist);
  if (LimitsDigest(options.limits) != LimitsDigest(Limits{}))
    told["limits"] = LimitsDigest(options.limits);
  return told;
}

}  // namespace

std::vector<LanguageShare> LanguagesOf(const std::vector<SourceFile>& files) {
  std::map<std::string, LanguageShare> shares;
  std::uint64_t total = 0;
  for (const SourceFile& file : files) {
    if (!file.counted) continue;
    LanguageShare& share = shares[std::string(file.group)];
    share.bytes += file.size;
    ++share.files;
    total += file.size;
  }
  std::vector<LanguageShare> languages;
  for (auto& [name, share] : shares) {
    share.name = name;
    share.percent =
        total == 0 ? 0 : 100.0 * static_cast<double>(share.bytes) / static_cast<double>(total);
    languages.push_back(share);
  }
  std::stable_sort(
      languages.begin(), languages.end(),
      [](const LanguageShare& a, const LanguageShare& b) { return a.bytes > b.bytes; });
  return languages;
}

std::string LimitsDigest(const Limits& limits) {
  return HashHex(fmt::format("{} {} {} {} {} {} {} {} {} {}", limits.source_bytes,
                             limits.data_bytes, limits.parse_callbacks_base,
                             limits.parse_callbacks_per_kb, limits.syntax_nodes,
                             limits.facts_per_file, limits.data_depth, limits.text_bytes,
                             limits.sql_bytes, limits.query_callbacks))
      .substr(0, 8);
}

Result<ScanReport> Scan(Repository& repository, const RuleSet& rules, const ScanOptions& options,
                        const ProgressListener& progress) {
  ScanReport report;
  StageClock clock(report.times);
  const std::string& path = options.path.empty() ? repository.prefix() : options.path;
  ASSAY_TRY(const ClassifiedTree tree, WalkClassified(repository, options, path));
  const Snapshot& snapshot = tree.snapshot;
  clock.Finish("walk");

  FactCache cache =
      options.cache_directory.empty() ? FactCache::Off() : FactCache::Open(options.cache_directory);
  ReadFiles read = ReadAll(repository, tree, cache, options, progress);
  cache.Flush();
  report.cache_diagnostics = cache.diagnostics();
  clock.Finish("read");

  const Matcher matcher(rules);
  std::vector<Repository> handles = Handles(repository, options.threads);
  const Contents contents{[&](std::size_t file, unsigned worker) {
                            return ReadText(handles[worker], read.table.files[file],
                                            options.limits);
                          },
                          options.limits};
  const MatchResult matched = Match(matcher, read.table, options.threads, contents);
  clock.Finish("match");

  ASSAY_TRY(std::vector<Evidence> evidence,
            Attribute(repository, rules, read.table, matched.sightings, snapshot, options));
  ASSAY_TRY(const History history, repository.ReadHistory(options.revision, options.limits));
  clock.Finish("attribute");

  Profile& profile = report.profile;
  if (!tree.too_large) profile.languages = LanguagesOf(read.table.files);
  AssessInput input;
  input.evidence = std::move(evidence);
  for (const std::uint32_t signal : matched.could_not_tell)
    input.could_not_tell.push_back(rules.signals[signal].id);
  for (const SourceFile& file : read.table.files) input.languages.emplace_back(file.language);
  Assessment assessment = Assess(rules, std::move(input));
  profile.skills = std::move(assessment.skills);
  profile.findings = std::move(assessment.findings);

  profile.version = options.version;
  profile.rules_digest = rules.digest;
  profile.extractor_version = ExtractorVersion();
  profile.language_data = fmt::format("linguist {}", Name(options.linguist));
  profile.commit = snapshot.commit.Hex();
  profile.commit_date = FormatTime(snapshot.committer.time);
  profile.origin = options.origin.empty() ? snapshot.origin_url : options.origin;
  profile.shallow = snapshot.shallow;
  profile.partial = snapshot.partial;
  profile.files = static_cast<std::uint32_t>(snapshot.entries.size());
  for (const SourceFile& file : read.table.files) profile.bytes += file.size;
  profile.options = OptionsOf(options);
  profile.commits = history.commits.size();
  if (!history.commits.empty()) {
    profile.first_commit_date = FormatTime(history.first_author_time);
    profile.last_commit_date = FormatTime(history.last_author_time);
  }
  KeepSkipped(std::move(read.skipped), profile);
  for (const Diagnostics* const list : std::initializer_list<const Diagnostics*>{
           &snapshot.diagnostics, &read.diagnostics, &matched.diagnostics, &history.diagnostics}) {
    profile.diagnostics.insert(profile.diagnostics.end(), list->begin(), list->end());
  }
  for (const Sighting& sighting : matched.acknowledged) {
    profile.diagnostics.push_back({"acknowledged", read.table.files[sighting.file].path,
                                   sighting.line,
                                   rules.signals[sighting.signal].id + " is acknowledged there"});
  }
  std::sort(profile.diagnostics.begin(), profile.diagnostics.end());
  clock.Finish("assess");
  return report;
}

Result<FileReport> ReadFile(Repository& repository, const ScanOptions& options,
                            const std::string& path) {
  ASSAY_TRY(const ClassifiedTree tree, WalkClassified(repository, options, ""));
  FactCache cache =
      options.cache_directory.empty() ? FactCache::Off() : FactCache::Open(options.cache_directory);
  // What the names of a file mean depends on all others.
  const ReadFiles read = ReadAll(repository, tree, cache, options, {});
  const std::vector<SourceFile>& files = read.table.files;
  for (std::uint32_t i = 0; i < files.size(); ++i) {
    if (files[i].path != path) continue;
    const auto content = repository.Read(files[i].blob, options.limits.data_bytes);
    if (!content) return InputError(fmt::format("{}: {}", path, content.error().message));
    FileReport report;
    report.file = files[i];
    report.facts =
        ExtractFacts({report.file.format, WithoutByteOrderMark(*content), options.limits});
    Links::Build(files, read.table.links).Apply(i, report.facts);
    return report;
  }
  return InputError(fmt::format("{}: no such file in {}", path, options.revision));
}

Result<LanguageReport> CountLanguages(Repository& repository, const ScanOptions& options) {
  const std::string& path = options.path.empty() ? repository.prefix() : options.path;
  ASSAY_TRY(ClassifiedTree tree, WalkClassified(repository, options, path));
  LanguageReport report;
  report.diagnostics = std::move(tree.snapshot.diagnostics);
  if (tree.too_large) return report;
  std::vector<const TreeEntry*> entries;
  for (const TreeEntry& entry : tree.snapshot.entries) {
    if (entry.kind != EntryKind::kSymlink && entry.kind != EntryKind::kSubmodule)
      entries.push_back(&entry);
  }
  std::vector<Repository> handles;
  for (unsigned i = 0; i < std::max(1U, options.threads); ++i)
    handles.push_back(repository.Clone());
  report.files.resize(entries.size());
  std::vector<std::optional<Diagnostic>> problems(entries.size());
  ForEachIndex(entries.size(), options.threads, [&](std::size_t i, unsigned worker) {
    const TreeEntry& entry = *entries[i];
    if (auto file = tree.classifier.CountByPath(entry)) {
      report.files[i] = *std::move(file);
      return;
    }
    auto head = handles[worker].ReadHead(entry.blob, kHeadBytes);
    if (head) {
      report.files[i] = tree.classifier.Count(entry, head->size, head->head);
    } else {
      report.files[i].path = entry.path;
      report.files[i].uncounted = "unreadable";
      head.error().path = entry.path;
      problems[i] = std::move(head).error();
    }
  });
  for (std::size_t i = 0; i < entries.size(); ++i) {
    NotePatterns(report.files[i], report.diagnostics);
    if (problems[i]) report.diagnostics.push_back(*std::move(problems[i]));
  }
  return report;
}

Result<std::vector<SourceFile>> ClassifySome(Repository& repository, const ScanOptions& options,
                                             const std::vector<std::string>& paths) {
  ASSAY_TRY(const ClassifiedTree tree, WalkClassified(repository, options, ""));
  const std::vector<TreeEntry>& entries = tree.snapshot.entries;
  std::vector<SourceFile> files;
  for (const std::string& path : paths) {
    const auto entry =
        std::lower_bound(entries.begin(), entries.end(), path,
                         [](const TreeEntry& e, const std::string& p) { return e.path < p; });
    if (entry == entries.end() || entry->path != path)
      return InputError(fmt::format("{}: no such file in {}", path, options.revision));
    SourceFile file;
    file.path = path;
    if (entry->kind == EntryKind::kSymlink || entry->kind == EntryKind::kSubmodule) {
      file.uncounted = entry->kind == EntryKind::kSymlink ? "symbolic link" : "submodule";
    } else {
      const auto head = repository.ReadHead(entry->blob, kHeadBytes);
      if (!head) return InputError(fmt::format("{}: {}", path, head.error().message));
      file = tree.classifier.Classify(*entry, head->size, head->head);
    }
    files.push_back(std::move(file));
  }
  return files;
}

}  // namespace assay
