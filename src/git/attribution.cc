#include "git/attribution.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "git/line_guess.h"

namespace assay {
namespace {

// Of each thread: objects that others are built from, and lines.
constexpr std::size_t kObjectCacheBytes = std::size_t{96} << 20;
constexpr std::size_t kLineCacheBytes = std::size_t{64} << 20;

// With fewer files a commit's own paths are marked; with more it is cheaper to
// enter every folder in which any commit has lines left.
constexpr std::size_t kFewFiles = 64;

// With more, comparing trees costs less than asking a filter for each.
constexpr std::size_t kFilteredFiles = 24;

// Commits that are compared before a commit-graph is worth opening.
constexpr std::uint32_t kBeforeGraph = 256;

}  // namespace

Attribution::Attribution(const History& history, const CommitIndex& index, const Recalled& recalled,
                         const AuthorshipOptions& options, const Limits& limits,
                         std::shared_ptr<const ObjectStore> store, const CommitGraphSource& graph)
    : history_(history),
      index_(index),
      recalled_(recalled),
      limits_(limits),
      objects_(std::move(store), kObjectCacheBytes),
      lines_(kLineCacheBytes, limits.followed_bytes, &objects_),
      trees_(limits, &objects_),
      matcher_(options.ignore_whitespace),
      ignored_(options.ignored_commits.begin(), options.ignored_commits.end()),
      open_(history.commits.size()),
      border_(history.commits.size()),
      graph_source_(graph) {}

void Attribution::Want(const WantedFile& wanted, std::uint32_t index,
                       std::vector<LineOrigin>* answers) {
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

void Attribution::Run() {
  const auto count = static_cast<std::uint32_t>(history_.commits.size());
  for (std::uint32_t commit = 0; commit < count && files_ > 0 && !misled_; ++commit) {
    if (open_[commit] != nullptr) Visit(commit);
  }
}

Diagnostics Attribution::diagnostics() const {
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

void Attribution::Give(std::uint32_t commit, OpenFile file) {
  if (open_[commit] == nullptr) open_[commit] = std::make_unique<OpenFiles>();
  const PathTable::Node path = file.path;
  const auto [found, is_new] = open_[commit]->try_emplace(path);
  if (is_new) {
    found->second = std::move(file);
    paths_.AddWanted(path);
    ++files_;
  } else {
    found->second.segments = Merge(found->second.segments, file.segments);
    if (found->second.blob != file.blob)
      misled_ = misled_ || file.filtered || found->second.filtered;
    found->second.filtered = found->second.filtered || file.filtered;
  }
}

void Attribution::GiveAll(std::uint32_t commit, std::unique_ptr<OpenFiles> files) {
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

void Attribution::Drop(PathTable::Node path) {
  paths_.RemoveWanted(path);
  --files_;
}

void Attribution::Visit(std::uint32_t commit) {
  std::unique_ptr<OpenFiles> files = std::move(open_[commit]);
  const auto recalled = recalled_.find(commit);
  if (recalled != recalled_.end()) Recall(recalled->second, files.get());
  std::vector<OpenFile> changed;
  std::vector<std::vector<Candidate>> candidates;
  if (index_.CountOf(commit) == 0) {
    for (auto& [path, file] : *files) {
      Check(commit, file);
      Keep(commit, file);
    }
    for (auto& [path, file] : *files) Drop(path);
    return;
  }
  if (LeavesAll(commit, *files)) {
    for (auto& [path, file] : *files) file.filtered = true;
    return GiveAll(index_.Parent(commit, 0), std::move(files));
  }
  ++compared_;
  TakeChanged(commit, files.get(), &changed, &candidates);
  if (!files->empty()) GiveAll(index_.Parent(commit, 0), std::move(files));
  if (changed.empty()) return;
  CompareOtherParents(commit, &changed, &candidates);
  std::vector<std::unique_ptr<RenameFinder>> renames(index_.CountOf(commit));
  for (std::size_t i = 0; i < changed.size(); ++i) {
    if (changed[i].segments.empty()) continue;
    FindRenames(commit, &changed[i], &candidates[i], &renames);
    Explain(commit, &changed[i], candidates[i]);
  }
  for (const auto& finder : renames) {
    if (finder != nullptr && finder->full()) ++too_many_renames_;
  }
}

bool Attribution::LeavesAll(std::uint32_t commit, const OpenFiles& files) {
  if (files.size() > kFilteredFiles || compared_ < kBeforeGraph) return false;
  if (compared_ == kBeforeGraph && graph_ == nullptr) {
    graph_ = graph_source_.Get();
    ++compared_;
  }
  if (graph_ == nullptr || !graph_->has_filters()) return false;
  const Commit& about = history_.commits[commit];
  const ObjectId& parent = history_.commits[index_.Parent(commit, 0)].id;
  // A filter speaks of the first parent that the commit records.
  if (about.parents.empty() || about.parents.front() != parent) return false;
  const auto position = graph_->Find(about.id);
  if (!position) return false;
  if (!graph_->Agrees(*position, about)) {
    misled_ = true;
    return false;
  }
  return std::none_of(files.begin(), files.end(), [&](const auto& entry) {
    return graph_->MayTouch(*position, KeyOf(entry.first));
  });
}

const FilterKey& Attribution::KeyOf(PathTable::Node path) {
  const auto [found, is_new] = keys_.try_emplace(path);
  if (is_new) found->second = FilterKeyOf(paths_.Path(path));
  return found->second;
}

void Attribution::Check(std::uint32_t commit, const OpenFile& file) {
  if (!file.filtered || misled_) return;
  const auto found = trees_.Find(TreeOf(commit), paths_.Path(file.path));
  misled_ = !found || found->blob != file.blob;
}

void Attribution::Recall(const KnownOrigins& origins, OpenFiles* files) {
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

void Attribution::Recall(const std::vector<KnownRun>& runs, LineSegment segment,
                         LineSegments* rest) {
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
      const auto commit = index_.Find(run->commit);
      if (!commit) {
        rest->push_back(part);  // Beyond a limit of this run.
      } else {
        Answer(part, *commit, paths_.Intern(run->path), run->origin + (part.line - run->line));
      }
      if (part.line + part.count == run->line + run->count) ++run;
    }
    segment.line += part.count;
    segment.answer += part.count;
    segment.count -= part.count;
  }
}

void Attribution::AddCandidate(const ChangedFile& change, std::size_t parent,
                               std::vector<Candidate>* candidates) {
  Candidate candidate{parent, change.path, change.old_blob, change.mode};
  if (change.replaces || change.unknown) return;
  candidates->push_back(candidate);
}

void Attribution::TakeChanged(std::uint32_t commit, OpenFiles* files,
                              std::vector<OpenFile>* changed,
                              std::vector<std::vector<Candidate>>* candidates) {
  const bool few = files->size() < kFewFiles;
  if (few) {
    paths_.NextMark();
    for (const auto& [path, file] : *files) paths_.Mark(path);
  }
  ForEachChange(commit, 0, few, [&](const ChangedFile& change) {
    const auto found = files->find(change.path);
    if (found == files->end()) return;
    misled_ = misled_ || (found->second.filtered && change.new_blob != found->second.blob);
    found->second.filtered = false;
    changed->push_back(std::move(found->second));
    changed->back().mode = change.mode;
    candidates->emplace_back();
    AddCandidate(change, 0, &candidates->back());
    changed->back().uncertain = change.unknown;
    files->erase(found);
    Drop(change.path);
  });
}

void Attribution::CompareOtherParents(std::uint32_t commit, std::vector<OpenFile>* changed,
                                      std::vector<std::vector<Candidate>>* candidates) {
  for (std::size_t parent = 1; parent < index_.CountOf(commit); ++parent) {
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
      Give(index_.Parent(commit, parent), std::exchange((*changed)[i], OpenFile{}));
    }
  }
}

void Attribution::FindRenames(std::uint32_t commit, OpenFile* file,
                              std::vector<Candidate>* candidates,
                              std::vector<std::unique_ptr<RenameFinder>>* renames) {
  std::string path;
  std::vector<Candidate> kept;
  for (Candidate& candidate : *candidates) {
    if (candidate.blob.IsNull()) {
      auto& finder = (*renames)[candidate.parent];
      const std::uint32_t parent = index_.Parent(commit, candidate.parent);
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

void Attribution::Explain(std::uint32_t commit, OpenFile* file,
                          const std::vector<Candidate>& candidates) {
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
    Give(index_.Parent(commit, candidate.parent),
         {candidate.path, candidate.blob, candidate.mode, std::move(divided.same), false});
  }
  if (ignored && newer != nullptr) Guess(commit, *newer, file, candidates);
  Keep(commit, *file);
}

void Attribution::Guess(std::uint32_t commit, const FileLines& newer, OpenFile* file,
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
    Give(index_.Parent(commit, candidate.parent),
         {candidate.path, candidate.blob, candidate.mode, Merge(passed, {}), false});
  }
}

void Attribution::Keep(std::uint32_t commit, const OpenFile& file) {
  if (file.segments.empty()) return;
  if (file.uncertain || index_.IsBorder(commit)) border_[commit] = true;
  for (const LineSegment& segment : file.segments) {
    Answer(segment, commit, file.path, segment.line);
  }
}

void Attribution::Answer(const LineSegment& segment, std::uint32_t commit, PathTable::Node path,
                         std::uint32_t line) {
  std::vector<LineOrigin>& answers = *answers_[segment.file];
  for (std::uint32_t i = 0; i < segment.count; ++i) {
    answers[segment.answer + i] = {commit, path, line + i + 1};
  }
}

void Attribution::NoteUnreadable(ObjectProblem problem, const std::string& path) {
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

}  // namespace assay
