// One thread's part of attributing lines; see authorship.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "git/authorship.h"
#include "git/commit_graph.h"
#include "git/commit_index.h"
#include "git/known_origins.h"
#include "git/line_cache.h"
#include "git/line_match.h"
#include "git/line_segments.h"
#include "git/path_table.h"
#include "git/rename_finder.h"
#include "git/tree_diff.h"

namespace assay {

// What earlier runs found, by commit.
using Recalled = std::map<std::uint32_t, KnownOrigins>;

// A file of some commit with lines that are not explained yet.
struct OpenFile {
  PathTable::Node path = PathTable::kNone;
  ObjectId blob;
  TreeMode mode = TreeMode::kFile;
  LineSegments segments;
  bool uncertain = false;  // A parent's version cannot be read.
  bool filtered = false;   // A filter of the commit-graph alone says that it was left as it is.
};

using OpenFiles = std::unordered_map<PathTable::Node, OpenFile>;

// What a parent has in place of a file. A null blob: nothing at its path.
struct Candidate {
  std::size_t parent = 0;  // its number
  PathTable::Node path = PathTable::kNone;
  ObjectId blob;
  TreeMode mode = TreeMode::kFile;
};

// `count` lines of the wanted file, from its answer `answer` on, come from
// lines of `path` in `commit` from the 0-based `line` on.
struct AnsweredLines {
  std::uint32_t file = 0;
  std::uint32_t answer = 0;
  std::uint32_t count = 0;
  std::uint32_t commit = 0;
  std::uint32_t path = 0;  // into FoundOrigins::paths
  std::uint32_t line = 0;
};

struct FoundOrigins {
  std::vector<std::string> paths;
  std::vector<AnsweredLines> answers;
  std::vector<std::uint32_t> borders;  // commits, in no order, each any number of times
  std::vector<std::uint32_t> crowded;  // the same: commits with too many renames
  Diagnostics diagnostics;
  bool misled = false;  // The commit-graph was found to be wrong: the rest is worth nothing.
};

// What all threads that attribute lines have in common.
struct AttributionInput {
  const History& history;
  const CommitIndex& index;
  const Recalled& recalled;
  const AuthorshipOptions& options;
  const Limits& limits;
  std::shared_ptr<const ObjectStore> store;
  const CommitGraphSource& graph;
  std::size_t files = 0;  // that are wanted in all
};

// Attributes some of the wanted files: first Want each, then Run, then Finish.
// Files do not depend on each other, so that a part of them can be split off at
// any time and be run by another thread.
class Attribution {
 public:
  explicit Attribution(const AttributionInput& input);

  // The number of its answers; 0 where it cannot be read. `index` is the file's own.
  std::uint32_t Want(const WantedFile& wanted, std::uint32_t index);

  // Asks `is_help_wanted()` before each commit; if so, gives `hand_over` a part
  // of what is left, where that is worth it.
  template <typename IsHelpWanted, typename HandOver>
  void Run(IsHelpWanted is_help_wanted, HandOver hand_over) {
    for (; next_ < open_.size() && files_ > 0 && !found_.misled; ++next_) {
      if (open_[next_] == nullptr) continue;
      if (is_help_wanted()) {
        if (std::unique_ptr<Attribution> part = SplitOff()) hand_over(std::move(part));
      }
      if (open_[next_] != nullptr) Visit(next_);
    }
  }

  FoundOrigins Finish() &&;

 private:
  // Half of the files that are open; null for a few.
  std::unique_ptr<Attribution> SplitOff();

  ObjectId TreeOf(std::uint32_t commit) const { return history_.commits[commit].tree; }

  // Adds to what `commit` has to explain.
  void Give(std::uint32_t commit, OpenFile file);

  // The same for all of `files`.
  void GiveAll(std::uint32_t commit, std::unique_ptr<OpenFiles> files);

  void Drop(PathTable::Node path);

  void Visit(std::uint32_t commit);

  // Whether the filters of the commit-graph say that the commit left all of
  // these files as its first parent has them.
  bool LeavesAll(std::uint32_t commit, const OpenFiles& files);
  const FilterKey& KeyOf(PathTable::Node path);

  // Holds a file against the commit's tree, where only filters said that it is there.
  void Check(std::uint32_t commit, const OpenFile& file);

  // Answers from what an earlier run found for the same commit.
  void Recall(const KnownOrigins& origins, OpenFiles* files);
  void Recall(const std::vector<KnownRun>& runs, LineSegment segment, LineSegments* rest);

  // Calls `use` with the changes of `files` against a parent.
  template <typename Use>
  void ForEachChange(std::uint32_t commit, std::size_t parent, bool few, Use use) {
    const auto matters = [&](PathTable::Node node) {
      return few ? paths_.IsMarked(node) : paths_.IsWanted(node);
    };
    const ObjectId older = TreeOf(index_.Parent(commit, parent));
    for (const ChangedFile& change : trees_.Changed(TreeOf(commit), older, paths_, matters)) {
      use(change);
    }
  }

  static void AddCandidate(const ChangedFile& change, std::size_t parent,
                           std::vector<Candidate>* candidates);

  // Moves the files that the first parent has otherwise out of `files`.
  void TakeChanged(std::uint32_t commit, OpenFiles* files, std::vector<OpenFile>* changed,
                   std::vector<std::vector<Candidate>>* candidates);

  // With how many of `deleted` files each one that the commit added is compared.
  std::size_t MostSources(const ObjectId& newer, const ObjectId& older, std::size_t deleted);

  // Hands on what another parent of a merge has as it is.
  void CompareOtherParents(std::uint32_t commit, std::vector<OpenFile>* changed,
                           std::vector<std::vector<Candidate>>* candidates);

  // Looks for the file among those that were deleted against each parent that
  // has none at its path. Where one has the same content, it gets everything.
  void FindRenames(std::uint32_t commit, OpenFile* file, std::vector<Candidate>* candidates,
                   std::vector<std::unique_ptr<RenameFinder>>* renames);

  // Hands each line to the first parent that has it, and keeps the rest.
  void Explain(std::uint32_t commit, OpenFile* file, const std::vector<Candidate>& candidates);

  // Hands lines of an ignored commit to those that they look like.
  void Guess(std::uint32_t commit, const FileLines& newer, OpenFile* file,
             const std::vector<Candidate>& candidates);

  // The lines are the commit's own.
  void Keep(std::uint32_t commit, const OpenFile& file);

  // The segment's lines come from those of `path` from the 0-based `line` on.
  void Answer(const LineSegment& segment, std::uint32_t commit, PathTable::Node path,
              std::uint32_t line);

  void NoteUnreadable(ObjectProblem problem, const std::string& path);

  const AttributionInput& input_;
  const History& history_;
  const CommitIndex& index_;
  const Limits& limits_;
  ObjectReader objects_;
  LineCache lines_;
  TreeDiff trees_;
  LineMatcher matcher_;
  std::set<ObjectId> ignored_;
  PathTable paths_;
  std::vector<std::unique_ptr<OpenFiles>> open_;  // by commit; null: none
  std::size_t files_ = 0;                         // in all of them
  std::uint32_t next_ = 0;                        // the commit to visit
  FoundOrigins found_;                            // with nodes in place of paths
  const CommitGraph* graph_ = nullptr;            // null: not asked for yet, or of no use
  std::uint32_t compared_ = 0;                    // commits whose trees were
  std::unordered_map<PathTable::Node, FilterKey> keys_;
};

}  // namespace assay
