#include "analyze/removed.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <set>
#include <span>
#include <tuple>
#include <unordered_map>

#include "analyze/evidence.h"
#include "analyze/parallel.h"
#include "base/check.h"
#include "base/hash.h"
#include "base/text.h"
#include "git/commit_changes.h"
#include "git/walk.h"
#include "store/fact_codec.h"

namespace assay {
namespace {

// Files of one commit; what changes more brings things in from elsewhere.
constexpr std::size_t kMaxFilesOfCommit = 5'000;
constexpr std::size_t kProgressStep = 64;

// A signal with its line, wherever that stands in the file.
struct Trace {
  std::uint32_t signal = 0;
  std::uint64_t text = 0;  // of the line, white space folded
  auto operator<=>(const Trace&) const = default;
};

// A version of a file: its content and where it lies.
using Version = std::pair<ObjectId, std::string>;

struct Place {
  std::uint32_t signal = 0;
  std::uint32_t start_line = 0;
  std::uint32_t line = 0;
  std::uint32_t end_line = 0;
};

// What a version shows; it is not read again for that.
struct Shown {
  Purpose purpose = Purpose::kProduct;
  std::vector<Place> places;
  std::vector<Trace> traces;  // of the places, rising
};

struct Change {
  std::size_t commit = 0;
  FileChange file;
};

// A version that one parent of a merge has and that the merge does not take:
// indices of versions, kNoVersion where there is none. Merges have many: at
// most 120 MB of them are kept.
constexpr std::uint32_t kNoVersion = 0xFFFFFFFF;
constexpr std::size_t kMaxPassed = 10'000'000;
struct Passed {
  std::uint32_t commit = 0;
  std::uint32_t before = 0;
  std::uint32_t after = 0;
};

struct Life {
  std::size_t begin = 0;  // commits
  std::size_t end = 0;
  bool ended = false;
  std::string path;
  ObjectId blob;
};

class RemovedFinder {
 public:
  RemovedFinder(Repository& repository, const RemovedInput& input, const ProgressListener& progress)
      : repository_(repository),
        input_(input),
        folder_(NormalizedPrefix(input.folder)),
        progress_(progress) {}

  Removed Find() {
    KnowStandingElsewhere();
    CollectChanges();
    MatchVersions();
    Live();
    Tell();
    return std::move(found_);
  }

 private:
  bool IsBelowFolder(const std::string& path) const {
    return folder_.empty() || path == folder_ ||
           (path.starts_with(folder_) && path[folder_.size()] == '/');
  }

  // Files of the scanned commit outside the folder that is looked at.
  void KnowStandingElsewhere() {
    if (folder_.empty() || input_.history.commits.empty()) return;
    TreeComparer comparer(repository_, input_.limits);
    const TreeComparer::Changes all = comparer.Compare(input_.history.commits.front().tree,
                                                       ObjectId{}, input_.limits.tree_entries);
    for (const FileChange& file : all.files) {
      if (IsBelowFolder(file.path)) continue;
      const std::uint32_t version = Know(file.new_blob, file.path);
      if (version != kNoVersion) elsewhere_.push_back(version);
    }
  }

  // Oldest commit first; of a merge the files that differ from all parents,
  // and what it passes over of each.
  void CollectChanges() {
    std::map<ObjectId, std::size_t> places;
    const std::vector<Commit>& commits = input_.history.commits;
    for (std::size_t i = 0; i < commits.size(); ++i) places.emplace(commits[i].id, i);
    TreeComparer comparer(repository_, input_.limits);
    std::size_t large = 0;
    for (std::size_t i = commits.size(); i-- > 0;) {
      const Commit& commit = commits[i];
      std::vector<FileChange> changes;
      const std::size_t passed = passed_.size();
      bool complete = true;
      bool first = true;
      for (const ObjectId& parent : commit.parents) {
        const auto place = places.find(parent);
        if (place == places.end()) {
          complete = false;  // What was before is not there.
          break;
        }
        TreeComparer::Changes against =
            comparer.Compare(commit.tree, commits[place->second].tree, kMaxFilesOfCommit);
        complete = complete && against.complete;
        if (commit.parents.size() > 1) PassOver(i, against.files);
        if (first) {
          changes = std::move(against.files);
        } else {
          std::erase_if(changes, [&](const FileChange& change) {
            return !HasPath(against.files, change.path);
          });
        }
        first = false;
      }
      if (commit.parents.empty() && input_.history.complete) {
        TreeComparer::Changes all = comparer.Compare(commit.tree, ObjectId{}, kMaxFilesOfCommit);
        complete = all.complete;
        changes = std::move(all.files);
      }
      if (!complete) {
        passed_.resize(passed);
        ++large;
        continue;
      }
      for (FileChange& change : changes) {
        Know(change.old_blob, change.path);
        Know(change.new_blob, change.path);
        changes_.push_back({i, std::move(change)});
      }
    }
    if (merges_cut_short_) {
      found_.diagnostics.push_back(
          {"merge-not-followed", "", 0,
           fmt::format("only {} files that merges do not take are looked at", kMaxPassed)});
    }
    if (large > 0) {
      found_.diagnostics.push_back(
          {"commit-not-followed", "", 0,
           fmt::format("{} commits change more than {} files, or follow what is not there", large,
                       kMaxFilesOfCommit)});
    }
  }

  // `files` are sorted by path.
  static bool HasPath(const std::vector<FileChange>& files, const std::string& path) {
    const auto at = std::lower_bound(
        files.begin(), files.end(), path,
        [](const FileChange& file, const std::string& wanted) { return file.path < wanted; });
    return at != files.end() && at->path == path;
  }

  // What a merge does not take of one parent; its versions are known of the
  // commits that made them.
  void PassOver(std::size_t commit, const std::vector<FileChange>& files) {
    for (const FileChange& change : files) {
      const std::uint32_t before = Find(change.old_blob, change.path);
      if (before == kNoVersion) continue;
      const std::uint32_t after = Know(change.new_blob, change.path);
      if (after == kNoVersion && !change.new_blob.IsNull()) continue;
      if (passed_.size() >= kMaxPassed) {
        merges_cut_short_ = true;
        return;
      }
      passed_.push_back({static_cast<std::uint32_t>(commit), before, after});
    }
  }

  std::uint32_t Find(const ObjectId& blob, const std::string& path) const {
    const auto version = versions_.find({blob, path});
    return version == versions_.end() ? kNoVersion : version->second;
  }

  std::uint32_t Know(const ObjectId& blob, const std::string& path) {
    if (blob.IsNull()) return kNoVersion;
    if (versions_.size() >= kMaxVersions) {
      const std::uint32_t known = Find(blob, path);
      if (known == kNoVersion && !cut_short_) {
        cut_short_ = true;
        found_.diagnostics.push_back(
            {"too-many-versions", "", 0,
             fmt::format("only {} versions of files are looked at", kMaxVersions)});
      }
      return known;
    }
    return versions_.try_emplace({blob, path}, static_cast<std::uint32_t>(versions_.size()))
        .first->second;
  }

  // What every version shows, the paths of one blob one after the other.
  void MatchVersions() {
    for (std::uint32_t i = 0; i < input_.table.files.size(); ++i)
      standing_.emplace(input_.table.files[i].blob, i);
    std::vector<std::vector<std::pair<const Version*, std::uint32_t>>> blobs;
    for (const auto& [version, index] : versions_) {
      if (blobs.empty() || blobs.back().front().first->first != version.first) blobs.emplace_back();
      blobs.back().emplace_back(&version, index);
    }
    shown_.resize(versions_.size());
    path_of_.resize(versions_.size());
    for (const auto& [version, index] : versions_) path_of_[index] = &version.second;
    std::vector<Repository> handles;
    for (unsigned i = 0; i < std::max(1U, input_.threads); ++i)
      handles.push_back(repository_.Clone());
    std::atomic<std::size_t> done{0};
    ForEachIndex(blobs.size(), input_.threads, [&](std::size_t i, unsigned worker) {
      std::map<std::string_view, std::string> facts;  // of this blob, by format
      for (const auto& [version, index] : blobs[i])
        shown_[index] = ShownBy(handles[worker], *version, facts);
      if (progress_ && ++done % kProgressStep == 0 && worker == 0)
        progress_({"history", done, blobs.size()});
    });
    if (progress_) progress_({"history", blobs.size(), blobs.size()});
  }

  // Practices in lines: a whole file that is gone says nothing of a line.
  Shown ShownBy(Repository& handle, const Version& version,
                std::map<std::string_view, std::string>& facts_of_blob) const {
    TreeEntry entry;
    entry.path = version.second;
    entry.blob = version.first;
    const EntryReader::Known known = [&](const SourceFile& file) -> const std::string* {
      const auto here = facts_of_blob.find(file.format);
      if (here != facts_of_blob.end()) return &here->second;
      const auto standing = standing_.find(file.blob);
      if (standing == standing_.end()) return nullptr;
      const bool same = input_.table.files[standing->second].format == file.format;
      return same ? &input_.table.facts[standing->second] : nullptr;
    };
    EntryReader::Outcome outcome = input_.reader.Read(handle, entry, known);
    Shown shown;
    shown.purpose = outcome.file.purpose;
    if (outcome.facts.empty()) return shown;
    auto facts = DecodeFacts(outcome.facts);
    ASSAY_CHECK(facts.has_value());
    facts_of_blob.try_emplace(outcome.file.format, std::move(outcome.facts));
    if (!input_.table.files.empty()) input_.links.Apply(Nearest(version.second), *facts);
    const QuerySource queries{[&] { return ReadText(handle, outcome.file, input_.limits); },
                              input_.limits};
    const FileView view{&outcome.file, &*facts, &queries, nullptr, {}};
    Matcher::NameMemory memory;
    std::vector<FileMatches> matches;
    matches.push_back(input_.matcher.MatchFile(view, 0, input_.links, memory));
    for (const Sighting& sighting : input_.matcher.Resolve(matches, input_.links)) {
      if (sighting.kind == EvidenceKind::kLines &&
          input_.rules.signals[sighting.signal].sign != Sign::kWeakness) {
        shown.places.push_back(
            {sighting.signal, sighting.start_line, sighting.line, sighting.end_line});
      }
    }
    if (shown.places.empty()) return shown;
    const auto text = handle.Read(version.first, input_.limits.data_bytes);
    if (!text) return {};
    const LineIndex lines(*text);
    for (const Place& place : shown.places)
      shown.traces.push_back({place.signal, FoldedHash(lines.Text(place.line))});
    std::sort(shown.traces.begin(), shown.traces.end());
    shown.traces.erase(std::unique(shown.traces.begin(), shown.traces.end()), shown.traces.end());
    return shown;
  }

  std::map<Trace, Evidence> EvidenceOf(const Version& version) const {
    std::map<Trace, Evidence> evidence;
    const Shown& shown = shown_[versions_.at(version)];
    const auto text = repository_.Read(version.first, input_.limits.data_bytes);
    if (!text) return evidence;
    SourceFile file;
    file.blob = version.first;
    file.path = version.second;
    file.purpose = shown.purpose;
    std::vector<Sighting> sightings;
    for (const Place& place : shown.places)
      sightings.push_back({place.signal, 0, EvidenceKind::kLines, place.start_line, place.line,
                           place.end_line, ""});
    std::vector<Evidence> made = MakeEvidence(input_.rules, file, sightings, *text, {});
    const LineIndex lines(*text);
    for (std::size_t i = 0; i < made.size(); ++i) {
      const Trace trace = {sightings[i].signal, FoldedHash(lines.Text(sightings[i].line))};
      evidence.emplace(trace, std::move(made[i]));
    }
    return evidence;
  }

  // The file of the scanned commit at the path, or the one next to it: what a
  // name means there is the best that is known of what it meant.
  std::uint32_t Nearest(const std::string& path) const {
    const std::vector<SourceFile>& files = input_.table.files;
    const auto at = std::lower_bound(
        files.begin(), files.end(), path,
        [](const SourceFile& file, const std::string& wanted) { return file.path < wanted; });
    const auto last = static_cast<std::ptrdiff_t>(files.size()) - 1;
    return static_cast<std::uint32_t>(std::min(at - files.begin(), last));
  }

  static std::uint64_t FoldedHash(std::string_view line) { return Hash64(FoldedLine(line)); }

  const std::vector<Trace>& TracesAt(std::uint32_t version) const {
    static const std::vector<Trace> kNone;
    return version == kNoVersion ? kNone : shown_[version].traces;
  }

  using Key = std::pair<Trace, std::string>;  // with the path where it stands now

  void Live() {
    std::size_t change = 0;
    std::size_t passed = 0;
    while (change < changes_.size() || passed < passed_.size()) {
      // Both are in the order of the commits, the oldest first.
      std::size_t commit = change < changes_.size() ? changes_[change].commit : 0;
      if (passed < passed_.size())
        commit = std::max(commit, static_cast<std::size_t>(passed_[passed].commit));
      std::size_t change_end = change;
      while (change_end < changes_.size() && changes_[change_end].commit == commit) ++change_end;
      std::size_t passed_end = passed;
      while (passed_end < passed_.size() && passed_[passed_end].commit == commit) ++passed_end;
      LiveThrough(commit, std::span(changes_).subspan(change, change_end - change),
                  std::span(passed_).subspan(passed, passed_end - passed));
      change = change_end;
      passed = passed_end;
    }
  }

  // One commit: what leaves one file and enters another moves.
  void LiveThrough(std::size_t commit, std::span<const Change> changes,
                   std::span<const Passed> passed) {
    std::set<Key> left;
    std::vector<std::pair<Trace, const FileChange*>> entered;
    for (const Change& item : changes) {
      const FileChange& change = item.file;
      const std::vector<Trace>& before = TracesAt(Find(change.old_blob, change.path));
      const std::vector<Trace>& after = TracesAt(Find(change.new_blob, change.path));
      for (const Trace& trace : before) {
        if (!std::binary_search(after.begin(), after.end(), trace))
          left.emplace(trace, change.path);
      }
      for (const Trace& trace : after) {
        if (!std::binary_search(before.begin(), before.end(), trace))
          entered.emplace_back(trace, &change);
      }
    }
    for (const Passed& item : passed) {
      const std::vector<Trace>& after = TracesAt(item.after);
      for (const Trace& trace : TracesAt(item.before)) {
        if (std::binary_search(after.begin(), after.end(), trace)) continue;
        // What the side that is taken removed has ended there.
        const auto life = lives_.find({trace, *path_of_[item.before]});
        if (life != lives_.end() && !life->second.ended) left.insert(life->first);
      }
    }
    for (const auto& [trace, change] : entered) {
      const auto from = left.lower_bound({trace, ""});
      if (from != left.end() && from->first == trace) {
        const auto known = lives_.find(*from);
        if (known != lives_.end()) {
          Life life = std::move(known->second);
          lives_.erase(known);
          life.ended = false;
          Begin({trace, change->path}, std::move(life));
        }
        left.erase(from);
        continue;
      }
      const Key key = {trace, change->path};
      const auto life = lives_.find(key);
      if (life == lives_.end() || life->second.ended)
        Begin(key, {commit, 0, false, change->path, change->new_blob});
    }
    for (const Key& key : left) {
      const auto life = lives_.find(key);
      if (life == lives_.end()) continue;
      life->second.ended = true;
      life->second.end = commit;
    }
  }

  // The life that ended there before was another one.
  void Begin(const Key& key, Life life) {
    const auto [known, is_new] = lives_.try_emplace(key);
    if (!is_new && known->second.ended) past_.emplace_back(key.first, std::move(known->second));
    known->second = std::move(life);
  }

  void Tell() {
    std::set<std::pair<std::string, std::string>> standing;
    for (const Evidence& evidence : input_.standing)
      standing.emplace(evidence.signal, std::string(Trim(evidence.snippet)));
    std::set<Trace> elsewhere;
    for (const std::uint32_t version : elsewhere_)
      elsewhere.insert(shown_[version].traces.begin(), shown_[version].traces.end());
    std::map<Version, std::vector<std::pair<Trace, Life>>> wanted;
    const auto want = [&](const Trace& trace, const Life& life) {
      if (IsBelowFolder(life.path) && !elsewhere.contains(trace))
        wanted[{life.blob, life.path}].emplace_back(trace, life);
    };
    for (const auto& [key, life] : lives_) {
      if (life.ended) want(key.first, life);
    }
    for (const auto& [trace, life] : past_) want(trace, life);
    for (const auto& [version, gone] : wanted) {
      std::map<Trace, Evidence> all = EvidenceOf(version);
      for (const auto& [trace, life] : gone) {
        const auto found = all.find(trace);
        if (found == all.end()) continue;
        Evidence evidence = found->second;
        if (standing.contains({evidence.signal, std::string(Trim(evidence.snippet))})) continue;
        const Commit& from = input_.history.commits[life.begin];
        const Commit& to = input_.history.commits[life.end];
        evidence.at = evidence.origin.commit = from.id.Hex();
        evidence.origin.date = AuthorDate(from);
        evidence.removed_by = to.id.Hex();
        evidence.removed = AuthorDate(to);
        for (const std::uint32_t person : input_.people.Credited(life.begin))
          evidence.origin.authors.push_back(PersonId(person));
        found_.evidence.push_back(std::move(evidence));
      }
    }
    std::sort(found_.evidence.begin(), found_.evidence.end(),
              [](const Evidence& a, const Evidence& b) {
                return std::tie(b.removed, a.signal, a.path, a.line, a.at) <
                       std::tie(a.removed, b.signal, b.path, b.line, b.at);
              });
    std::map<std::string, std::size_t> kept;
    std::erase_if(found_.evidence, [&](const Evidence& evidence) {
      const std::string year = evidence.removed.substr(0, 4);
      return kept[evidence.signal + " " + Join(evidence.origin.authors, " ") + " " + year]++ >=
             kRemovedPerSignal;
    });
  }

  Repository& repository_;
  const RemovedInput& input_;
  const std::string folder_;
  const ProgressListener& progress_;
  std::vector<Change> changes_;
  std::vector<Passed> passed_;
  std::map<Version, std::uint32_t> versions_;
  std::vector<const std::string*> path_of_;  // by version
  std::vector<std::uint32_t> elsewhere_;     // versions that stand outside the folder
  std::unordered_map<ObjectId, std::uint32_t, ObjectIdHash> standing_;  // into the table
  std::vector<Shown> shown_;                                            // by version
  std::map<Key, Life> lives_;
  std::vector<std::pair<Trace, Life>> past_;  // ended before another began at the same place
  bool cut_short_ = false;
  bool merges_cut_short_ = false;
  Removed found_;
};

}  // namespace

Removed FindRemoved(Repository& repository, const RemovedInput& input,
                    const ProgressListener& progress) {
  return RemovedFinder(repository, input, progress).Find();
}

}  // namespace assay
