#include "git/authorship.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <thread>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/hash.h"
#include "base/text.h"
#include "git/known_origins.h"
#include "git/line_cache.h"
#include "git/line_guess.h"
#include "git/line_match.h"
#include "git/line_segments.h"
#include "git/path_table.h"
#include "git/rename_finder.h"
#include "git/tree_diff.h"

namespace assay {
namespace {

// Of each thread: objects that others are built from, and lines.
constexpr std::size_t kObjectCacheBytes = std::size_t{96} << 20;
constexpr std::size_t kLineCacheBytes = std::size_t{64} << 20;

// With fewer files a commit's own paths are marked; with more it is cheaper to
// enter every folder in which any commit has lines left.
constexpr std::size_t kFewFiles = 64;

constexpr std::string_view kHistoryBorder = "history-border";

// Newest commits that are looked up among those asked about before.
constexpr std::uint32_t kRecalledCommits = 256;

using Indices = std::unordered_map<ObjectId, std::uint32_t, ObjectIdHash>;  // of commits

// What earlier runs found, by commit.
using Recalled = std::map<std::uint32_t, KnownOrigins>;

// Parents by index, and which commits have some that are not there.
class ParentTable {
 public:
  ParentTable(const History& history, const Indices& indices, const std::set<ObjectId>& shallow)
      : is_border_(history.commits.size()) {
    begins_.reserve(history.commits.size() + 1);
    for (std::uint32_t i = 0; i < history.commits.size(); ++i) {
      begins_.push_back(static_cast<std::uint32_t>(parents_.size()));
      const Commit& commit = history.commits[i];
      const bool is_shallow = !shallow.empty() && shallow.contains(commit.id);
      is_border_[i] = is_shallow && !commit.parents.empty();
      if (is_shallow) continue;
      for (const ObjectId& parent : commit.parents) {
        const auto found = indices.find(parent);
        // Children come first; anything else would be a circle.
        if (found == indices.end() || found->second <= i) {
          is_border_[i] = true;
        } else {
          parents_.push_back(found->second);
        }
      }
    }
    begins_.push_back(static_cast<std::uint32_t>(parents_.size()));
  }

  std::size_t CountOf(std::uint32_t commit) const { return begins_[commit + 1] - begins_[commit]; }
  std::uint32_t Parent(std::uint32_t commit, std::size_t n) const {
    return parents_[begins_[commit] + n];
  }
  bool IsBorder(std::uint32_t commit) const { return is_border_[commit]; }

 private:
  std::vector<std::uint32_t> begins_;
  std::vector<std::uint32_t> parents_;
  std::vector<bool> is_border_;
};

// A file of some commit with lines that are not explained yet.
struct OpenFile {
  PathTable::Node path = PathTable::kNone;
  ObjectId blob;
  TreeMode mode = TreeMode::kFile;
  LineSegments segments;
  bool uncertain = false;  // A parent's version cannot be read.
};

using OpenFiles = std::unordered_map<PathTable::Node, OpenFile>;

// What a parent has in place of a file.
struct Candidate {
  std::size_t parent = 0;  // its number
  PathTable::Node path = PathTable::kNone;
  ObjectId blob;
  TreeMode mode = TreeMode::kFile;
};

// Attributes some of the wanted files; each thread does one.
class Attribution {
 public:
  Attribution(const History& history, const Indices& indices, const ParentTable& parents,
              const Recalled& recalled, const AuthorshipOptions& options, const Limits& limits,
              std::shared_ptr<const ObjectStore> store)
      : history_(history),
        indices_(indices),
        parents_(parents),
        recalled_(recalled),
        limits_(limits),
        objects_(std::move(store), kObjectCacheBytes),
        lines_(kLineCacheBytes, limits.followed_bytes, &objects_),
        trees_(limits, &objects_),
        matcher_(options.ignore_whitespace),
        ignored_(options.ignored_commits.begin(), options.ignored_commits.end()),
        open_(history.commits.size()),
        border_(history.commits.size()) {}

  // `answers` is what the wanted file of that index gets.
  void Want(const WantedFile& wanted, std::uint32_t index, std::vector<LineOrigin>* answers) {
    const auto lines = lines_.Read(wanted.blob);
    if (!lines) return NoteUnreadable(lines.error(), wanted.path);
    const std::uint32_t count = (*lines)->count();
    OpenFile file;
    file.path = paths_.Intern(wanted.path);
    file.blob = wanted.blob;
    if (wanted.lines.empty()) {
      answers->resize(count);
      if (count > 0) file.segments = {{0, count, index, 0}};
    } else {
      answers->resize(wanted.lines.size());
      std::vector<std::uint32_t> present = wanted.lines;
      while (!present.empty() && present.back() > count) present.pop_back();
      file.segments = SegmentsOf(present, index);
    }
    answers_[index] = answers;
    if (!file.segments.empty() && !history_.commits.empty()) Give(0, std::move(file));
  }

  void Run() {
    const auto count = static_cast<std::uint32_t>(history_.commits.size());
    for (std::uint32_t commit = 0; commit < count && files_ > 0; ++commit) {
      if (open_[commit] != nullptr) Visit(commit);
    }
  }

  const PathTable& paths() const { return paths_; }
  const std::vector<bool>& border() const { return border_; }
  Diagnostics diagnostics() const {
    Diagnostics diagnostics = diagnostics_;
    if (too_many_renames_ > 0) {
      diagnostics.push_back({"too-many-renames", "", 0,
                             "not all files that commits deleted were compared with those that "
                             "they added; " +
                                 std::to_string(too_many_renames_) +
                                 " commits may count as the origin of lines that they moved"});
    }
    return diagnostics;
  }

 private:
  ObjectId TreeOf(std::uint32_t commit) const { return history_.commits[commit].tree; }

  // Adds to what `commit` has to explain.
  void Give(std::uint32_t commit, OpenFile file) {
    if (open_[commit] == nullptr) open_[commit] = std::make_unique<OpenFiles>();
    const PathTable::Node path = file.path;
    const auto [found, is_new] = open_[commit]->try_emplace(path);
    if (is_new) {
      found->second = std::move(file);
      paths_.AddWanted(path);
      ++files_;
    } else {
      found->second.segments = Merge(found->second.segments, file.segments);
    }
  }

  // The same for all of `files`.
  void GiveAll(std::uint32_t commit, std::unique_ptr<OpenFiles> files) {
    if (open_[commit] == nullptr) {
      open_[commit] = std::move(files);
      return;
    }
    if (open_[commit]->size() < files->size()) std::swap(open_[commit], files);
    for (auto& [path, file] : *files) {
      Drop(path);  // Given anew.
      Give(commit, std::move(file));
    }
  }

  void Drop(PathTable::Node path) {
    paths_.RemoveWanted(path);
    --files_;
  }

  void Visit(std::uint32_t commit) {
    std::unique_ptr<OpenFiles> files = std::move(open_[commit]);
    const auto recalled = recalled_.find(commit);
    if (recalled != recalled_.end()) Recall(recalled->second, files.get());
    std::vector<OpenFile> changed;
    std::vector<std::vector<Candidate>> candidates;
    if (parents_.CountOf(commit) == 0) {
      for (auto& [path, file] : *files) Keep(commit, file);
      for (auto& [path, file] : *files) Drop(path);
      return;
    }
    TakeChanged(commit, files.get(), &changed, &candidates);
    if (!files->empty()) GiveAll(parents_.Parent(commit, 0), std::move(files));
    if (changed.empty()) return;
    CompareOtherParents(commit, &changed, &candidates);
    std::vector<std::unique_ptr<RenameFinder>> renames(parents_.CountOf(commit));
    for (std::size_t i = 0; i < changed.size(); ++i) {
      if (changed[i].segments.empty()) continue;
      FindRenames(commit, &changed[i], &candidates[i], &renames);
      Explain(commit, &changed[i], candidates[i]);
    }
    for (const auto& finder : renames) {
      if (finder != nullptr && finder->full()) ++too_many_renames_;
    }
  }

  // Answers from what an earlier run found for the same commit.
  void Recall(const KnownOrigins& origins, OpenFiles* files) {
    for (auto next = files->begin(); next != files->end();) {
      const auto file = next++;
      const auto known = origins.find(paths_.Path(file->first));
      if (known == origins.end() || known->second.blob != file->second.blob) continue;
      LineSegments rest;
      for (const LineSegment& segment : file->second.segments) {
        Recall(known->second.runs, segment, &rest);
      }
      file->second.segments = std::move(rest);
      if (!file->second.segments.empty()) continue;
      Drop(file->first);
      files->erase(file);
    }
  }
  void Recall(const std::vector<KnownRun>& runs, LineSegment segment, LineSegments* rest) {
    auto run = std::partition_point(runs.begin(), runs.end(), [&](const KnownRun& each) {
      return each.line + each.count <= segment.line;
    });
    while (segment.count > 0) {
      const std::uint32_t begin = run == runs.end() ? segment.line + segment.count : run->line;
      LineSegment part = segment;
      if (begin > segment.line) {
        part.count = std::min(segment.count, begin - segment.line);
        rest->push_back(part);
      } else {
        part.count = std::min(segment.count, run->line + run->count - segment.line);
        const auto commit = indices_.find(run->commit);
        if (commit == indices_.end()) {
          rest->push_back(part);  // Beyond a limit of this run.
        } else {
          Answer(part, commit->second, paths_.Intern(run->path),
                 run->origin + (part.line - run->line));
        }
        if (part.line + part.count == run->line + run->count) ++run;
      }
      segment.line += part.count;
      segment.answer += part.count;
      segment.count -= part.count;
    }
  }

  // Calls `use` with the changes of `files` against a parent.
  template <typename Use>
  void ForEachChange(std::uint32_t commit, std::size_t parent, bool few, Use use) {
    const auto matters = [&](PathTable::Node node) {
      return few ? paths_.IsMarked(node) : paths_.IsWanted(node);
    };
    const ObjectId older = TreeOf(parents_.Parent(commit, parent));
    for (const ChangedFile& change : trees_.Changed(TreeOf(commit), older, paths_, matters)) {
      use(change);
    }
  }

  static void AddCandidate(const ChangedFile& change, std::size_t parent,
                           std::vector<Candidate>* candidates) {
    Candidate candidate{parent, change.path, change.old_blob, change.mode};
    // Null stands for "look for a rename"; what is no earlier version never is one.
    if (change.replaces || change.unknown) return;
    candidates->push_back(candidate);
  }

  // Moves the files that the first parent has otherwise out of `files`.
  void TakeChanged(std::uint32_t commit, OpenFiles* files, std::vector<OpenFile>* changed,
                   std::vector<std::vector<Candidate>>* candidates) {
    const bool few = files->size() < kFewFiles;
    if (few) {
      paths_.NextMark();
      for (const auto& [path, file] : *files) paths_.Mark(path);
    }
    ForEachChange(commit, 0, few, [&](const ChangedFile& change) {
      const auto found = files->find(change.path);
      if (found == files->end()) return;
      changed->push_back(std::move(found->second));
      changed->back().mode = change.mode;
      candidates->emplace_back();
      AddCandidate(change, 0, &candidates->back());
      changed->back().uncertain = change.unknown;
      files->erase(found);
      Drop(change.path);
    });
  }

  // Hands on what another parent of a merge has as it is.
  void CompareOtherParents(std::uint32_t commit, std::vector<OpenFile>* changed,
                           std::vector<std::vector<Candidate>>* candidates) {
    for (std::size_t parent = 1; parent < parents_.CountOf(commit); ++parent) {
      std::unordered_map<PathTable::Node, std::size_t> indices;
      paths_.NextMark();
      for (std::size_t i = 0; i < changed->size(); ++i) {
        if ((*changed)[i].segments.empty()) continue;
        indices.emplace((*changed)[i].path, i);
        paths_.Mark((*changed)[i].path);
      }
      ForEachChange(commit, parent, true, [&](const ChangedFile& change) {
        const auto found = indices.find(change.path);
        if (found == indices.end()) return;
        AddCandidate(change, parent, &(*candidates)[found->second]);
        if (change.unknown) (*changed)[found->second].uncertain = true;
        indices.erase(found);
      });
      for (const auto& [path, i] : indices) {
        (*changed)[i].uncertain = false;
        Give(parents_.Parent(commit, parent), std::exchange((*changed)[i], OpenFile{}));
      }
    }
  }

  // Looks for the file among those that were deleted against each parent that
  // has none at its path. Where one has the same content, it gets everything.
  void FindRenames(std::uint32_t commit, OpenFile* file, std::vector<Candidate>* candidates,
                   std::vector<std::unique_ptr<RenameFinder>>* renames) {
    std::string path;
    std::vector<Candidate> kept;
    for (Candidate& candidate : *candidates) {
      if (candidate.blob.IsNull()) {
        auto& finder = (*renames)[candidate.parent];
        const std::uint32_t parent = parents_.Parent(commit, candidate.parent);
        if (finder == nullptr) {
          finder = std::make_unique<RenameFinder>(trees_.Deleted(TreeOf(commit), TreeOf(parent)),
                                                  limits_, &objects_);
        }
        if (path.empty()) path = paths_.Path(file->path);
        const DeletedFile* const source = finder->Find(path, file->blob, file->mode);
        if (source == nullptr) continue;
        candidate.path = paths_.Intern(source->path);
        candidate.blob = source->blob;
        candidate.mode = source->mode;
        if (source->blob == file->blob) {
          file->path = candidate.path;
          file->mode = candidate.mode;
          file->uncertain = false;
          return Give(parent, std::exchange(*file, OpenFile{}));
        }
      }
      const bool known = std::any_of(kept.begin(), kept.end(), [&](const Candidate& other) {
        return other.blob == candidate.blob;
      });
      if (!known) kept.push_back(candidate);
    }
    *candidates = std::move(kept);
  }

  // Hands each line to the first parent that has it, and keeps the rest.
  void Explain(std::uint32_t commit, OpenFile* file, const std::vector<Candidate>& candidates) {
    if (file->segments.empty()) return;
    std::shared_ptr<const FileLines> newer;
    const bool ignored = ignored_.contains(history_.commits[commit].id);
    for (const Candidate& candidate : candidates) {
      if (file->segments.empty()) return;
      if (newer == nullptr) {
        const auto lines = lines_.Read(file->blob);
        if (!lines) {
          file->uncertain = true;
          break;
        }
        newer = *lines;
      }
      const auto older = lines_.Read(candidate.blob);
      if (!older) {
        NoteUnreadable(older.error(), paths_.Path(candidate.path));
        file->uncertain = true;
        continue;
      }
      DividedLines divided = Divide(file->segments, matcher_.Match(**older, *newer));
      file->segments = std::move(divided.changed);
      if (divided.same.empty()) continue;
      Give(parents_.Parent(commit, candidate.parent),
           {candidate.path, candidate.blob, candidate.mode, std::move(divided.same), false});
    }
    if (ignored && newer != nullptr) Guess(commit, *newer, file, candidates);
    Keep(commit, *file);
  }

  // Hands lines of an ignored commit to those that they look like.
  void Guess(std::uint32_t commit, const FileLines& newer, OpenFile* file,
             const std::vector<Candidate>& candidates) {
    for (const Candidate& candidate : candidates) {
      const auto older = lines_.Read(candidate.blob);
      if (!older || file->segments.empty()) continue;
      const std::vector<std::uint32_t> guesses =
          GuessLines(**older, newer, matcher_.Match(**older, newer));
      LineSegments passed;
      LineSegments kept;
      for (const LineSegment& segment : file->segments) {
        for (std::uint32_t i = 0; i < segment.count; ++i) {
          const std::uint32_t guess = guesses[segment.line + i];
          LineSegment line{segment.line + i, 1, segment.file, segment.answer + i};
          if (guess == kNoLine) {
            kept.push_back(line);
          } else {
            line.line = guess;
            passed.push_back(line);
          }
        }
      }
      file->segments = Merge(kept, {});
      if (passed.empty()) continue;
      // Lines may have changed their order.
      std::sort(passed.begin(), passed.end(), [](const LineSegment& a, const LineSegment& b) {
        return std::tie(a.line, a.file, a.answer) < std::tie(b.line, b.file, b.answer);
      });
      Give(parents_.Parent(commit, candidate.parent),
           {candidate.path, candidate.blob, candidate.mode, Merge(passed, {}), false});
    }
  }

  // The lines are the commit's own.
  void Keep(std::uint32_t commit, const OpenFile& file) {
    if (file.segments.empty()) return;
    if (file.uncertain || parents_.IsBorder(commit)) border_[commit] = true;
    for (const LineSegment& segment : file.segments) {
      Answer(segment, commit, file.path, segment.line);
    }
  }

  // The segment's lines come from those of `path` from the 0-based `line` on.
  void Answer(const LineSegment& segment, std::uint32_t commit, PathTable::Node path,
              std::uint32_t line) {
    std::vector<LineOrigin>& answers = *answers_[segment.file];
    for (std::uint32_t i = 0; i < segment.count; ++i) {
      answers[segment.answer + i] = {commit, path, line + i + 1};
    }
  }

  void NoteUnreadable(ObjectProblem problem, const std::string& path) {
    switch (problem) {
      case ObjectProblem::kMissing:
        diagnostics_.push_back({"missing-object", path, 0,
                                "a version of this file is not in the repository; the lines "
                                "that it may have had count as written later"});
        return;
      case ObjectProblem::kTooLarge:
        diagnostics_.push_back({"file-too-large", path, 0,
                                "a version of this file has more than " +
                                    std::to_string(limits_.followed_bytes) +
                                    " bytes; its lines are not followed further back"});
        return;
      case ObjectProblem::kCorrupt:
        diagnostics_.push_back({"damaged-object", path, 0,
                                "a version of this file is damaged; the lines that it may have "
                                "had count as written later"});
        return;
    }
  }

  const History& history_;
  const Indices& indices_;
  const ParentTable& parents_;
  const Recalled& recalled_;
  const Limits& limits_;
  ObjectReader objects_;
  LineCache lines_;
  TreeDiff trees_;
  LineMatcher matcher_;
  std::set<ObjectId> ignored_;
  PathTable paths_;
  std::vector<std::unique_ptr<OpenFiles>> open_;                         // by commit; null: none
  std::size_t files_ = 0;                                                // in all of them
  std::unordered_map<std::uint32_t, std::vector<LineOrigin>*> answers_;  // by wanted file
  std::vector<bool> border_;
  Diagnostics diagnostics_;
  std::size_t too_many_renames_ = 0;
};

// Indices of the wanted files, cut into as many runs of neighbouring paths as
// there are threads, so that each reads the trees of folders of its own.
std::vector<std::vector<std::uint32_t>> Shares(const std::vector<WantedFile>& wanted,
                                               unsigned threads, ObjectReader* objects) {
  std::vector<std::uint32_t> order(wanted.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return wanted[a].path < wanted[b].path;
  });
  constexpr std::size_t kFilesWorthAThread = 16;
  const std::size_t count =
      std::clamp<std::size_t>(threads, 1, wanted.size() / kFilesWorthAThread + 1);
  if (count == 1) return {order};
  std::vector<std::uint64_t> weights;
  std::uint64_t total = 0;
  for (const std::uint32_t i : order) {
    constexpr std::uint64_t kFixed = 4096;  // of any file: its folders' trees
    const auto header = objects->ReadHeader(wanted[i].blob);
    weights.push_back(kFixed + (header ? header->size : 0));
    total += weights.back();
  }
  std::vector<std::vector<std::uint32_t>> shares(count);
  std::uint64_t before = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    shares[std::min<std::size_t>(count - 1, before * count / total)].push_back(order[i]);
    before += weights[i];
  }
  return shares;
}

// Puts what the threads found together.
class Collection {
 public:
  Collection(const History& history, std::size_t files) : history_(history) {
    authorship_.files.resize(files);
    border_.resize(history.commits.size());
  }

  std::vector<LineOrigin>* answers(std::uint32_t file) { return &authorship_.files[file]; }

  void Add(const Attribution& attribution, const std::vector<std::uint32_t>& files) {
    std::unordered_map<std::uint32_t, std::uint32_t> indices;  // by node
    for (const std::uint32_t file : files) {
      for (LineOrigin& origin : authorship_.files[file]) {
        if (origin.commit == LineOrigin::kNone) continue;
        const auto [found, is_new] = indices.try_emplace(origin.path, 0);
        if (is_new) found->second = IndexOf(attribution.paths().Path(origin.path));
        origin.path = found->second;
      }
    }
    for (std::size_t i = 0; i < border_.size(); ++i) {
      if (attribution.border()[i]) border_[i] = true;
    }
    for (Diagnostic& diagnostic : attribution.diagnostics()) {
      authorship_.diagnostics.push_back(std::move(diagnostic));
    }
  }

  Authorship Finish() {
    SortPaths();
    for (std::uint32_t i = 0; i < border_.size(); ++i) {
      if (border_[i]) authorship_.borders.push_back(i);
    }
    if (!authorship_.borders.empty()) {
      const Commit& newest = history_.commits[authorship_.borders.front()];
      constexpr std::size_t kShownDigits = 12;
      std::string message = "who wrote a line is not available before commit " +
                            newest.id.Hex().substr(0, kShownDigits);
      if (authorship_.borders.size() > 1) {
        message += " and " + std::to_string(authorship_.borders.size() - 1) + " others";
      }
      message += ": what they are based on is not in the repository, or beyond a limit";
      authorship_.diagnostics.push_back({std::string(kHistoryBorder), "", 0, std::move(message)});
    }
    Diagnostics& diagnostics = authorship_.diagnostics;
    std::sort(diagnostics.begin(), diagnostics.end());
    diagnostics.erase(std::unique(diagnostics.begin(), diagnostics.end()), diagnostics.end());
    return std::move(authorship_);
  }

 private:
  std::uint32_t IndexOf(const std::string& path) {
    const auto [found, is_new] =
        indices_.try_emplace(path, static_cast<std::uint32_t>(authorship_.paths.size()));
    if (is_new) authorship_.paths.push_back(path);
    return found->second;
  }

  void SortPaths() {
    std::vector<std::uint32_t> ranks(authorship_.paths.size());
    std::uint32_t rank = 0;
    authorship_.paths.clear();
    for (const auto& [path, index] : indices_) {
      ranks[index] = rank++;
      authorship_.paths.push_back(path);
    }
    for (std::vector<LineOrigin>& file : authorship_.files) {
      for (LineOrigin& origin : file) {
        if (origin.commit != LineOrigin::kNone) origin.path = ranks[origin.path];
      }
    }
  }

  const History& history_;
  Authorship authorship_;
  std::map<std::string, std::uint32_t> indices_;
  std::vector<bool> border_;
};

// All that the lines of a commit depend on.
std::string KeyOf(const ObjectId& commit, const AuthorshipOptions& options, const Limits& limits,
                  std::string_view place) {
  std::vector<ObjectId> ignored = options.ignored_commits;
  std::sort(ignored.begin(), ignored.end());
  std::string settings = options.ignore_whitespace ? "w" : "";
  settings += " " + std::to_string(limits.followed_bytes) + " " +
              std::to_string(limits.rename_pairs) + " " + std::string(place);
  for (const ObjectId& id : ignored) settings += " " + id.Hex();
  return "origins " + commit.Hex() + " " + HashHex(settings);
}

Recalled Recall(const History& history, const AuthorshipOptions& options, const Limits& limits,
                std::string_view place) {
  Recalled recalled;
  if (!options.recall) return recalled;
  const std::size_t count = std::min<std::size_t>(history.commits.size(), kRecalledCommits);
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto bytes = options.recall(KeyOf(history.commits[i].id, options, limits, place));
    if (!bytes) continue;
    auto origins = DecodeOrigins(*bytes);
    if (!origins) continue;
    recalled.emplace(i, *std::move(origins));
    break;  // What lies before it, it has answered.
  }
  return recalled;
}

std::uint64_t LinesOf(const KnownFile& file) {
  std::uint64_t lines = 0;
  for (const KnownRun& run : file.runs) lines += run.count;
  return lines;
}

// The answers but for lines at borders, which may turn out to be older, and
// what was known of the commit before.
KnownOrigins OriginsOf(const History& history, const std::vector<WantedFile>& wanted,
                       const Authorship& authorship, KnownOrigins origins) {
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    KnownFile file;
    file.blob = wanted[i].blob;
    const std::vector<LineOrigin>& answers = authorship.files[i];
    for (std::uint32_t j = 0; j < answers.size(); ++j) {
      const LineOrigin& origin = answers[j];
      if (origin.commit == LineOrigin::kNone || authorship.IsBorder(origin.commit)) continue;
      const std::uint32_t line = wanted[i].lines.empty() ? j : wanted[i].lines[j] - 1;
      const ObjectId& commit = history.commits[origin.commit].id;
      const std::string& path = authorship.paths[origin.path];
      if (!file.runs.empty()) {
        KnownRun& last = file.runs.back();
        if (last.line + last.count == line && last.origin + last.count == origin.line - 1 &&
            last.commit == commit && last.path == path) {
          ++last.count;
          continue;
        }
      }
      file.runs.push_back({line, 1, commit, path, origin.line - 1});
    }
    KnownFile& known = origins[wanted[i].path];
    if (known.blob != file.blob || LinesOf(known) < LinesOf(file)) known = std::move(file);
  }
  return origins;
}

}  // namespace

bool Authorship::IsBorder(std::uint32_t commit) const {
  return std::binary_search(borders.begin(), borders.end(), commit);
}

std::vector<ObjectId> ParseIgnoredCommits(std::string_view text,
                                          std::vector<std::uint32_t>* unreadable) {
  std::vector<ObjectId> ids;
  std::uint32_t number = 0;
  for (const std::string_view line : Lines(text)) {
    ++number;
    const std::string_view id = Trim(line.substr(0, line.find('#')));
    if (id.empty()) continue;
    const auto parsed = ObjectId::FromHex(id);
    if (parsed) {
      ids.push_back(*parsed);
    } else {
      unreadable->push_back(number);
    }
  }
  return ids;
}

Authorship AttributeLines(const History& history, const std::set<ObjectId>& shallow,
                          const std::vector<WantedFile>& wanted, const AuthorshipOptions& options,
                          const Limits& limits, std::string_view place,
                          std::shared_ptr<const ObjectStore> store) {
  Indices indices;
  indices.reserve(history.commits.size());
  for (std::uint32_t i = 0; i < history.commits.size(); ++i) {
    indices.emplace(history.commits[i].id, i);
  }
  const ParentTable parents(history, indices, shallow);
  const Recalled recalled = Recall(history, options, limits, place);
  ObjectReader objects(store);
  const std::vector<std::vector<std::uint32_t>> shares = Shares(wanted, options.threads, &objects);
  Collection collection(history, wanted.size());
  std::vector<std::unique_ptr<Attribution>> attributions(shares.size());
  const auto attribute = [&](std::size_t n) {
    attributions[n] =
        std::make_unique<Attribution>(history, indices, parents, recalled, options, limits, store);
    for (const std::uint32_t i : shares[n]) {
      attributions[n]->Want(wanted[i], i, collection.answers(i));
    }
    attributions[n]->Run();
  };
  std::vector<std::thread> threads;
  for (std::size_t n = 1; n < shares.size(); ++n) threads.emplace_back(attribute, n);
  attribute(0);
  for (std::thread& thread : threads) thread.join();
  for (std::size_t n = 0; n < shares.size(); ++n) collection.Add(*attributions[n], shares[n]);
  Authorship authorship = collection.Finish();
  // A run that reads less must not say less: what told a diagnostic is read again.
  const bool is_plain =
      std::all_of(authorship.diagnostics.begin(), authorship.diagnostics.end(),
                  [](const Diagnostic& diagnostic) { return diagnostic.code == kHistoryBorder; });
  if (options.remember && !history.commits.empty() && is_plain) {
    KnownOrigins known = recalled.contains(0) ? recalled.at(0) : KnownOrigins();
    options.remember(KeyOf(history.commits[0].id, options, limits, place),
                     EncodeOrigins(OriginsOf(history, wanted, authorship, std::move(known))));
  }
  return authorship;
}

}  // namespace assay
