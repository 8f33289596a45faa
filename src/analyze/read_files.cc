#include "analyze/read_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <utility>

#include "analyze/parallel.h"
#include "base/text.h"
#include "facts/extract.h"
#include "store/fact_codec.h"

namespace assay {
namespace {

constexpr std::size_t kProgressStep = 64;
constexpr std::size_t kMaxAttributesBytes = std::size_t{1} << 20;
constexpr std::string_view kLfsPointer = "version https://git-lfs.github.com/spec/";

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

std::optional<Skipped> SkipOf(SourceFile& file, std::string_view content) {
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

}  // namespace

// One for each thread: a handle remembers what it has read.
std::vector<Repository> Handles(Repository& repository, unsigned threads) {
  std::vector<Repository> handles;
  for (unsigned i = 0; i < std::max(1U, threads); ++i) handles.push_back(repository.Clone());
  return handles;
}

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
  const std::size_t files_in_all = tree.size();
  return ClassifiedTree{std::move(snapshot), std::move(classifier), too_large, files_in_all};
}

void NotePatterns(const SourceFile& file, Diagnostics& diagnostics) {
  if (!file.patterns_gave_up) return;
  diagnostics.push_back({"pattern-budget", file.path, 0,
                         "a pattern that tells languages took too many steps; it is taken not to "
                         "match"});
}

EntryReader::EntryReader(const Classifier& classifier, FactCache& cache, const ScanOptions& options)
    : classifier_(classifier),
      cache_(cache),
      limits_(options.limits),
      limits_digest_(LimitsDigest(options.limits)) {}

EntryReader::Outcome EntryReader::Read(Repository& repository, const TreeEntry& entry,
                                       const Known& known) const {
  Outcome outcome;
  outcome.file.path = entry.path;
  outcome.file.blob = entry.blob;
  if (entry.kind == EntryKind::kSymlink || entry.kind == EntryKind::kSubmodule) {
    outcome.skipped = {entry.path, entry.kind == EntryKind::kSymlink ? "symlink" : "submodule", ""};
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
  if (!outcome.file.format.empty()) Extract(WithoutByteOrderMark(*content), known, outcome);
  return outcome;
}

void EntryReader::Extract(std::string_view text, const Known& known, Outcome& outcome) const {
  const std::string* const of_caller = known ? known(outcome.file) : nullptr;
  if (of_caller != nullptr) {
    outcome.facts = *of_caller;
    return;
  }
  const std::string key = FactCache::Key(outcome.file.blob.Hex(), outcome.file.format,
                                         ExtractorVersion(), limits_digest_);
  std::optional<std::string> stored = cache_.Get(key);
  std::optional<FileFacts> facts = stored ? DecodeFacts(*stored) : std::nullopt;
  if (stored && (!facts || !AreWithin(*facts, text))) {
    cache_.ReportDamage();
    facts.reset();
  }
  if (!facts) {
    ++parsed_;
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
  result.parsed = reader.parsed();
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

Result<std::string> ReadText(Repository& repository, const SourceFile& file, const Limits& limits) {
  const auto content = repository.Read(file.blob, limits.data_bytes);
  if (!content) return InputError(fmt::format("{}: {}", file.path, content.error().message));
  return std::string(WithoutByteOrderMark(*content));
}

}  // namespace assay
