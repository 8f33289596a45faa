#include "git/attribution.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "git/line_guess.h"

namespace assay {
namespace {

// Of each thread: objects that others are built from, and lines.
constexpr std::size_t kObjectCacheBytes = std::size_t{32} << 20;
constexpr std::size_t kLineCacheBytes = std::size_t{32} << 20;

// With fewer files a commit's own paths are marked; with more it is cheaper to
// enter every folder in which any commit has lines left.
constexpr std::size_t kFewFiles = 64;

// With more, comparing trees costs less than asking a filter for each.
constexpr std::size_t kFilteredFiles = 24;

// Of fewer, a thread that has nothing to do takes none.
constexpr std::size_t kFilesWorthSplitting = 8;

// Commits that are compared before a commit-graph is worth opening.
constexpr std::uint32_t kBeforeGraph = 256;

}  // namespace

Attribution::Attribution(const AttributionInput& input)
    : input_(input),
      history_(input.history),
      index_(input.index),
      limits_(input.limits),
      objects_(input.store, kObjectCacheBytes),
      lines_(kLineCacheBytes, limits_.followed_bytes, &objects_),
      trees_(limits_, &objects_),
      matcher_(input.options.ignore_whitespace),
      ignored_(input.options.ignored_commits.begin(), input.options.ignored_commits.end()),
      open_(history_.commits.size()) {}

std::uint32_t Attribution::Want(const WantedFile& wanted, std::uint32_t index) {
  const auto lines = lines_.Read(wanted.blob);
  if (!lines) {
    NoteUnreadable(lines.error(), wanted.path);
    return 0;
  }
  const std::uint32_t count = (*lines)->count();
  OpenFile file;
  file.path = paths_.Intern(wanted.path);
  file.blob = wanted.blob;
  if (wanted.lines.empty()) {
    if (count > 0) file.segments = {{0, count, index, 0}};
  } else {
    std::vector<std::uint32_t> present = wanted.lines;
    while (!present.empty() && present.back() > count) present.pop_back();
    file.segments = SegmentsOf(present, index);
  }
  if (!file.segments.empty() && !history_.commits.empty()) Give(0, std::move(file));
  return wanted.lines.empty() ? count : static_cast<std::uint32_t>(wanted.lines.size());
}

std::unique_ptr<Attribution> Attribution::SplitOff() {
  if (files_ < kFilesWorthSplitting) return nullptr;
  struct Place {
    std::string path;
    std::uint32_t commit = 0;
    PathTable::Node node = PathTable::kNone;
  };
  std::vector<Place> places;
  for (std::uint32_t commit = next_; commit < open_.size(); ++commit) {
    if (open_[commit] == nullptr) continue;
    for (const auto& [node, file] : *open_[commit])
      places.push_back({paths_.Path(node), commit, node});
  }
  // Neighbours stay together, as they are read from the same trees.
  const auto middle = places.begin() + static_cast<std::ptrdiff_t>(places.size() / 2);
  std::nth_element(places.begin(), middle, places.end(), [](const Place& a, const Place& b) {
    return std::tie(a.path, a.commit) < std::tie(b.path, b.commit);
  });
  auto part = std::make_unique<Attribution>(input_);
  part->next_ = next_;
  part->compared_ = compared_;
  part->graph_ = graph_;
  for (auto place = middle; place != places.end(); ++place) {
    std::unique_ptr<OpenFiles>& files = open_[place->commit];
    OpenFile file = std::move(files->at(place->node));
    files->erase(place->node);
    if (files->empty()) files.reset();
    Drop(place->node);
    file.path = part->paths_.Intern(place->path);
    part->Give(place->commit, std::move(file));
  }
  return part;
}

FoundOrigins Attribution::Finish() && {
  std::unordered_map<PathTable::Node, std::uint32_t> indices;
  for (AnsweredLines& lines : found_.answers) {
    const auto [found, is_new] =
        indices.try_emplace(lines.path, static_cast<std::uint32_t>(found_.paths.size()));
    if (is_new) found_.paths.push_back(paths_.Path(lines.path));
    lines.path = found->second;
  }
  return std::move(found_);
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
      found_.misled = found_.misled || file.filtered || found->second.filtered;
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
  const auto recalled = input_.recalled.find(commit);
  if (recalled != input_.recalled.end()) Recall(recalled->second, files.get());
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
    if (finder != nullptr && finder->full()) found_.crowded.push_back(commit);
  }
}

bool Attribution::LeavesAll(std::uint32_t commit, const OpenFiles& files) {
  if (files.size() > kFilteredFiles || compared_ < kBeforeGraph) return false;
  if (compared_ == kBeforeGraph && graph_ == nullptr) {
    graph_ = input_.graph.Get();
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
    found_.misled = true;
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
  if (!file.filtered || found_.misled) return;
  const auto found = trees_.Find(TreeOf(commit), paths_.Path(file.path));
  found_.misled = !found || found->blob != file.blob;
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
    found_.misled =
        found_.misled || (found->second.filtered && change.new_blob != found->second.blob);
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
        std::vector<DeletedFile> deleted = trees_.Deleted(TreeOf(commit), TreeOf(parent));
        const std::size_t most = MostSources(TreeOf(commit), TreeOf(parent), deleted.size());
        finder = std::make_unique<RenameFinder>(std::move(deleted), most, limits_, &objects_);
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

std::size_t Attribution::MostSources(const ObjectId& newer, const ObjectId& older,
                                     std::size_t deleted) {
  // The same for all threads, whichever files they have.
  if (deleted <= limits_.rename_pairs / std::max<std::size_t>(1, input_.files)) return deleted;
  const std::size_t added = std::min(input_.files, trees_.Deleted(older, newer).size());
  return std::max<std::size_t>(1, limits_.rename_pairs / std::max<std::size_t>(1, added));
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
  if (file.uncertain || index_.IsBorder(commit)) found_.borders.push_back(commit);
  for (const LineSegment& segment : file.segments) {
    Answer(segment, commit, file.path, segment.line);
  }
}

void Attribution::Answer(const LineSegment& segment, std::uint32_t commit, PathTable::Node path,
                         std::uint32_t line) {
  found_.answers.push_back({segment.file, segment.answer, segment.count, commit, path, line});
}

void Attribution::NoteUnreadable(ObjectProblem problem, const std::string& path) {
  switch (problem) {
    case ObjectProblem::kMissing:
      found_.diagnostics.push_back({"missing-object", path, 0,
                                    "a version of this file is not in the repository; the lines "
                                    "that it may have had count as written later"});
      return;
    case ObjectProblem::kTooLarge:
      found_.diagnostics.push_back({"file-too-large", path, 0,
                                    "a version of this file has more than " +
                                        std::to_string(limits_.followed_bytes) +
                                        " bytes; its lines are not followed further back"});
      return;
    case ObjectProblem::kCorrupt:
      found_.diagnostics.push_back({"damaged-object", path, 0,
                                    "a version of this file is damaged; the lines that it may have "
                                    "had count as written later"});
      return;
  }
}

}  // namespace assay
