#include "analyze/scan.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <future>
#include <numeric>
#include <optional>
#include <set>

#include "analyze/analysis.h"
#include "analyze/assess.h"
#include "analyze/attribute.h"
#include "analyze/authors.h"
#include "analyze/cautions.h"
#include "analyze/commit_notes.h"
#include "analyze/commit_sizes.h"
#include "analyze/evidence.h"
#include "analyze/habits.h"
#include "analyze/matcher.h"
#include "analyze/parallel.h"
#include "analyze/read_files.h"
#include "analyze/read_root_file.h"
#include "analyze/removed.h"
#include "base/hash.h"
#include "base/text.h"
#include "facts/extract.h"
#include "store/fact_cache.h"

namespace assay {
namespace {

// Entries of `skipped` that are kept for each reason; the counts speak of all.
constexpr std::size_t kSkippedPerReason = 20;

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

std::vector<std::uint32_t> FilesOf(const std::vector<CommitSize>& sizes) {
  std::vector<std::uint32_t> files;
  for (const CommitSize& size : sizes) files.push_back(size.known ? size.files() : 0);
  return files;
}

// Marks evidence whose commit a caution speaks of.
void Doubt(const Cautions& cautions, std::vector<Evidence>& evidence) {
  for (Evidence& item : evidence) {
    const auto found = cautions.doubted.find(item.origin.commit);
    if (found != cautions.doubted.end()) item.origin.caution = found->second;
  }
}

// Evidence that the selection asks for; of how many sites it was, by skill,
// where something is left out.
std::map<std::string, std::uint32_t> KeepSelected(const Selection& selection,
                                                  std::vector<Evidence>& evidence) {
  if (selection.IsAll()) return {};
  std::map<std::string, std::set<std::string>> sites;
  for (const Evidence& item : evidence) {
    if (item.sign == Sign::kPractice)
      sites[item.skill].insert(fmt::format("{}:{}:{}", item.path, item.line,
                                           item.path.empty() ? item.at + item.tag : ""));
  }
  std::map<std::string, std::uint32_t> counts;
  for (const auto& [skill, of_skill] : sites)
    counts[skill] = static_cast<std::uint32_t>(of_skill.size());
  std::erase_if(evidence, [&](const Evidence& item) { return !selection.Holds(item.origin); });
  return counts;
}

void KeepTags(const std::vector<std::string>& names, History& history) {
  const std::set<std::string> known(names.begin(), names.end());
  std::erase_if(history.tags,
                [&](const Tag& tag) { return !known.contains(ToValidUtf8(tag.name)); });
}

// What notes of commits depend on, beside the commit.
std::string NotesKey(std::string_view kind, const Repository& repository,
                     const ScanOptions& options) {
  return fmt::format("{} {}", kind,
                     HashHex(fmt::format("{} {} {} {} {}", options.version, ExtractorVersion(),
                                         options.limits.tree_depth, options.limits.source_bytes,
                                         repository.place())));
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

std::map<std::string, std::string> OptionsOf(const ScanOptions& options,
                                             const Selection& selection) {
  std::map<std::string, std::string> told;
  if (!options.path.empty()) told["path"] = options.path;
  if (!options.origin.empty()) told["origin"] = options.origin;
  if (options.linguist != LinguistData::kMain) told["linguist"] = Name(options.linguist);
  if (LimitsDigest(options.limits) != LimitsDigest(Limits{}))
    told["limits"] = LimitsDigest(options.limits);
  if (options.limits.commits != Limits{}.commits)
    told["max-commits"] = std::to_string(options.limits.commits);
  if (!selection.everybody) told["author"] = selection.Ids();
  if (!selection.since.empty()) told["since"] = selection.since;
  if (!selection.until.empty()) told["until"] = selection.until;
  if (options.show_emails) told["show-emails"] = "true";
  if (!options.identity_key.empty()) told["identity-key"] = "true";
  if (options.removed) told["history"] = "true";
  if (options.ignore_whitespace) told["ignore-whitespace"] = "true";
  if (options.ignore_revisions) told["ignore-revisions"] = "true";
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
  return HashHex(fmt::format("{} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {}", limits.source_bytes,
                             limits.data_bytes, limits.parse_callbacks_base,
                             limits.parse_callbacks_per_kb, limits.parse_bytes_base,
                             limits.parse_bytes_per_byte, limits.parse_reads_base,
                             limits.parse_reads_per_kb, limits.parse_stack_base,
                             limits.parse_stack_per_byte, limits.syntax_nodes,
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

  // What needs nothing of the files is made ready meanwhile.
  const std::launch launch = options.threads > 1 ? std::launch::async : std::launch::deferred;
  std::future<Matcher> compiling = std::async(launch, [&] { return Matcher(rules); });
  FactCache cache =
      options.cache_directory.empty() ? FactCache::Off() : FactCache::Open(options.cache_directory);
  HistoryOptions reading{options.threads};
  AuthorshipOptions authorship;
  if (!options.cache_directory.empty()) {
    authorship.recall = reading.recall = [&cache](std::string_view key) { return cache.Get(key); };
    authorship.remember = reading.remember =
        [&cache](std::string_view key, std::string_view bytes) { cache.Put(key, bytes); };
  }
  Repository history_handle = repository.Clone();
  std::future<Result<History>> listing = std::async(launch, [&] {
    return history_handle.ReadHistory(options.revision, options.limits, reading);
  });
  ReadFiles read = ReadAll(repository, tree, cache, options, progress);
  report.parsed = read.parsed;
  cache.Flush();
  clock.Finish("read");

  std::future<Links> linking = std::async(launch, [&] {
    return Links::Build(read.table.files, read.table.links, options.threads, options.limits);
  });
  ASSAY_TRY(History history, listing.get());
  if (options.tags) KeepTags(*options.tags, history);
  const People people = People::Build(
      history, Mailmap::Parse(ReadRootFile(repository, options, ".mailmap", &read.diagnostics)),
      rules.people);
  ASSAY_TRY(const Selection selection,
            Select(people, options.authors, options.since, options.until));
  CommitNotes size_notes(cache, NotesKey("sizes", repository, options));
  const std::vector<CommitSize> sizes =
      SizeCommits(repository, history, options.threads, options.limits, size_notes);
  size_notes.Save();
  read.table.history = MakeHistoryFacts(history, people, FilesOf(sizes));
  clock.Finish("history");

  const Links links = linking.get();
  const Matcher matcher = compiling.get();
  std::vector<Repository> handles = Handles(repository, options.threads);
  const Contents contents{[&](std::size_t file, unsigned worker) {
                            return ReadText(handles[worker], read.table.files[file],
                                            options.limits);
                          },
                          options.limits};
  MatchResult matched = Match(matcher, read.table, links, options.threads, contents);
  if (!selection.everybody) {
    KeepHabitsOf(rules, people, selection.persons, matched.sightings);
  }
  KeepHabits(rules,
             HabitsOf(rules, matched.shares, selection.everybody ? nullptr : &selection.persons),
             matched.sightings);
  clock.Finish("match");

  authorship.ignore_whitespace = options.ignore_whitespace;
  authorship.threads = options.threads;
  const std::vector<ObjectId> listed = ListedRevisions(repository, options, &read.diagnostics);
  if (options.ignore_revisions) authorship.ignored_commits = listed;
  ASSAY_TRY(AttributedEvidence attributed,
            Attribute(repository,
                      {rules, read.table, snapshot, history, people, authorship, options.limits},
                      matched.sightings));
  CommitNotes caution_notes(cache, NotesKey("reformats 2", repository, options));
  Cautions cautions = FindCautions(
      repository,
      {history, people, sizes, rules.people, listed, tree.files_in_all, options.threads},
      options.limits, caution_notes);
  caution_notes.Save();
  cache.Flush();
  Doubt(cautions, attributed.evidence);
  Removed removed;
  if (options.removed) {
    const EntryReader reader(tree.classifier, cache, options);
    removed = FindRemoved(repository,
                          {rules, matcher, links, read.table, reader, history, people,
                           attributed.evidence, path, options.threads, options.limits},
                          progress);
    report.parsed += reader.parsed();
    cache.Flush();
    Doubt(cautions, removed.evidence);
    std::erase_if(removed.evidence,
                  [&](const Evidence& item) { return !selection.Holds(item.origin); });
  }
  const std::map<std::string, std::uint32_t> all_sites =
      KeepSelected(selection, attributed.evidence);
  clock.Finish("attribute");

  Profile& profile = report.profile;
  if (!tree.too_large) profile.languages = LanguagesOf(read.table.files);
  AssessInput input;
  input.evidence = std::move(attributed.evidence);
  input.history_cut_short = !history.complete;
  input.of_person = !selection.everybody;
  input.threads = options.threads;
  for (const std::uint32_t signal : matched.could_not_tell)
    input.could_not_tell.push_back(rules.signals[signal].id);
  std::set<std::string_view> languages;
  for (const SourceFile& file : read.table.files) languages.insert(file.language);
  input.languages.assign(languages.begin(), languages.end());
  Assessment assessment = Assess(rules, std::move(input));
  profile.skills = std::move(assessment.skills);
  profile.findings = std::move(assessment.findings);
  for (SkillResult& skill : profile.skills) {
    const auto all = all_sites.find(skill.id);
    if (all != all_sites.end()) skill.all_sites = all->second;
  }
  profile.cautions = std::move(cautions.list);
  profile.removed = std::move(removed.evidence);
  profile.people = static_cast<std::uint32_t>(people.persons().size());
  profile.bot_commits = people.bot_commits();
  profile.authors = AuthorsOf(rules, people, profile.skills, profile.findings, matched.shares,
                              selection, {options.show_emails, options.identity_key});

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
  profile.options = OptionsOf(options, selection);
  profile.commits = history.commits.size();
  for (const TagFact& tag : read.table.history.tags) profile.tags.emplace_back(tag.name);
  if (std::any_of(history.commits.begin(), history.commits.end(),
                  [](const Commit& commit) { return !commit.malformed; })) {
    profile.first_commit_date = FormatTime(history.first_author_time);
    profile.last_commit_date = FormatTime(history.last_author_time);
  }
  KeepSkipped(std::move(read.skipped), profile);
  for (const Diagnostics* const list : std::initializer_list<const Diagnostics*>{
           &snapshot.diagnostics, &read.diagnostics, &matched.diagnostics, &history.diagnostics,
           &people.diagnostics(), &links.diagnostics(), &attributed.diagnostics,
           &removed.diagnostics}) {
    profile.diagnostics.insert(profile.diagnostics.end(), list->begin(), list->end());
  }
  for (const Sighting& sighting : matched.acknowledged) {
    profile.diagnostics.push_back({"acknowledged", read.table.files[sighting.file].path,
                                   sighting.line,
                                   rules.signals[sighting.signal].id + " is acknowledged there"});
  }
  std::sort(profile.diagnostics.begin(), profile.diagnostics.end());
  report.cache_diagnostics = cache.diagnostics();
  for (Diagnostic& diagnostic : repository.graph_diagnostics())
    report.cache_diagnostics.push_back(std::move(diagnostic));
  clock.Finish("assess");
  return report;
}

Result<void> ReadSome(Repository& repository, const ScanOptions& options,
                      const std::vector<std::string>& paths, const FileListener& listener) {
  ASSAY_TRY(const ClassifiedTree tree, WalkClassified(repository, options, ""));
  FactCache cache =
      options.cache_directory.empty() ? FactCache::Off() : FactCache::Open(options.cache_directory);
  // What the names of a file mean depends on all others.
  const ReadFiles read = ReadAll(repository, tree, cache, options, {});
  const std::vector<SourceFile>& files = read.table.files;
  const Links links = Links::Build(files, read.table.links, 1, options.limits);
  const auto report_of = [&](const std::string& path) -> Result<FileReport> {
    const auto file = std::lower_bound(
        files.begin(), files.end(), path,
        [](const SourceFile& one, const std::string& wanted) { return one.path < wanted; });
    if (file == files.end() || file->path != path)
      return InputError(fmt::format("{}: no such file in {}", path, options.revision));
    const auto content = repository.Read(file->blob, options.limits.data_bytes);
    if (!content) return InputError(fmt::format("{}: {}", path, content.error().message));
    FileReport report;
    report.file = *file;
    report.facts =
        ExtractFacts({report.file.format, WithoutByteOrderMark(*content), options.limits});
    links.Apply(static_cast<std::uint32_t>(file - files.begin()), report.facts);
    return report;
  };
  for (const std::string& path : paths) ASSAY_TRY_VOID(listener(path, report_of(path)));
  return {};
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
  std::vector<Repository> handles = Handles(repository, options.threads);
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
