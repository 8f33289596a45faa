#include "analyze/removed.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "analyze/evidence.h"
#include "analyze/parallel.h"
#include "base/check.h"
#include "base/hash.h"
#include "base/text.h"
#include "git/commit_changes.h"
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
      : repository_(repository), input_(input), progress_(progress) {}

  Removed Find() {
    CollectChanges();
    MatchVersions();
    Live();
    Tell();
    return std::move(found_);
  }

 private:
  // Oldest commit first; of a merge the files that differ from all parents.
  void CollectChanges() {
    std::map<ObjectId, std::size_t> places;
    const std::vector<Commit>& commits = input_.history.commits;
    for (std::size_t i = 0; i < commits.size(); ++i) places.emplace(commits[i].id, i);
    TreeComparer comparer(repository_, input_.limits);
    std::size_t large = 0;
    for (std::size_t i = commits.size(); i-- > 0;) {
      const Commit& commit = commits[i];
      std::vector<FileChange> changes;
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
        if (first) {
          changes = std::move(against.files);
        } else {
          std::erase_if(changes, [&](const FileChange& change) {
            return std::none_of(against.files.begin(), against.files.end(),
                                [&](const FileChange& other) { return other.path == change.path; });
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
        ++large;
        continue;
      }
      for (FileChange& change : changes) {
        Know(change.old_blob, change.path);
        Know(change.new_blob, change.path);
        changes_.push_back({i, std::move(change)});
      }
    }
    if (large > 0) {
      found_.diagnostics.push_back(
          {"commit-not-followed", "", 0,
           fmt::format("{} commits change more than {} files, or follow what is not there", large,
                       kMaxFilesOfCommit)});
    }
  }

  void Know(const ObjectId& blob, const std::string& path) {
    if (blob.IsNull()) return;
    if (versions_.size() >= kMaxVersions) {
      if (!versions_.contains({blob, path}) && !cut_short_) {
        cut_short_ = true;
        found_.diagnostics.push_back(
            {"too-many-versions", "", 0,
             fmt::format("only {} versions of files are looked at", kMaxVersions)});
      }
      return;
    }
    versions_.try_emplace({blob, path}, versions_.size());
  }

  // What every version shows, the paths of one blob one after the other.
  void MatchVersions() {
    for (std::uint32_t i = 0; i < input_.table.files.size(); ++i)
      standing_.emplace(input_.table.files[i].blob, i);
    std::vector<std::vector<std::pair<const Version*, std::size_t>>> blobs;
    for (const auto& [version, index] : versions_) {
      if (blobs.empty() || blobs.back().front().first->first != version.first) blobs.emplace_back();
      blobs.back().emplace_back(&version, index);
    }
    shown_.resize(versions_.size());
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
    if (outcome.facts.empty() || input_.table.files.empty()) return shown;
    auto facts = DecodeFacts(outcome.facts);
    ASSAY_CHECK(facts.has_value());
    facts_of_blob.try_emplace(outcome.file.format, std::move(outcome.facts));
    input_.links.Apply(Nearest(version.second), *facts);
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

  const std::vector<Trace>& TracesAt(const ObjectId& blob, const std::string& path) const {
    static const std::vector<Trace> kNone;
    const auto version = versions_.find({blob, path});
    return version == versions_.end() ? kNone : shown_[version->second].traces;
  }

  void Live() {
    for (std::size_t begin = 0; begin < changes_.size();) {
      std::size_t end = begin;
      while (end < changes_.size() && changes_[end].commit == changes_[begin].commit) ++end;
      LiveThrough(begin, end);
      begin = end;
    }
  }

  // One commit: what leaves one file and enters another moves.
  void LiveThrough(std::size_t begin, std::size_t end) {
    std::multimap<Trace, std::string> left;
    std::vector<std::pair<Trace, const FileChange*>> entered;
    for (std::size_t i = begin; i < end; ++i) {
      const FileChange& change = changes_[i].file;
      const std::vector<Trace>& before = TracesAt(change.old_blob, change.path);
      const std::vector<Trace>& after = TracesAt(change.new_blob, change.path);
      for (const Trace& trace : before) {
        if (!std::binary_search(after.begin(), after.end(), trace))
          left.emplace(trace, change.path);
      }
      for (const Trace& trace : after) {
        if (!std::binary_search(before.begin(), before.end(), trace))
          entered.emplace_back(trace, &change);
      }
    }
    const std::size_t commit = changes_[begin].commit;
    for (const auto& [trace, change] : entered) {
      const auto from = left.find(trace);
      if (from != left.end()) {
        const auto known = lives_.find({trace, from->second});
        if (known != lives_.end()) {
          lives_[{trace, change->path}] = known->second;
          lives_.erase(known);
        }
        left.erase(from);
        continue;
      }
      const auto [life, is_new] = lives_.try_emplace({trace, change->path});
      if (is_new) life->second = {commit, 0, false, change->path, change->new_blob};
      life->second.ended = false;
    }
    for (const auto& [trace, path] : left) {
      const auto life = lives_.find({trace, path});
      if (life == lives_.end()) continue;
      life->second.ended = true;
      life->second.end = commit;
    }
  }

  void Tell() {
    std::set<std::pair<std::string, std::string>> standing;
    for (const Evidence& evidence : input_.standing)
      standing.emplace(evidence.signal, std::string(Trim(evidence.snippet)));
    std::map<Version, std::vector<std::pair<Trace, Life>>> wanted;
    for (const auto& [key, life] : lives_) {
      if (life.ended) wanted[{life.blob, life.path}].emplace_back(key.first, life);
    }
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
        evidence.origin.date = FormatTime(from.author.time);
        evidence.removed_by = to.id.Hex();
        evidence.removed = FormatTime(to.author.time);
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
  const ProgressListener& progress_;
  std::vector<Change> changes_;
  std::map<Version, std::size_t> versions_;
  std::unordered_map<ObjectId, std::uint32_t, ObjectIdHash> standing_;  // into the table
  std::vector<Shown> shown_;                                            // by version
  std::map<std::pair<Trace, std::string>, Life> lives_;
  bool cut_short_ = false;
  Removed found_;
};

}  // namespace

Removed FindRemoved(Repository& repository, const RemovedInput& input,
                    const ProgressListener& progress) {
  return RemovedFinder(repository, input, progress).Find();
}

}  // namespace assay
