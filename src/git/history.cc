#include "git/history.h"

#include <tsl/robin_map.h>

#include <algorithm>
#include <queue>
#include <string>
#include <thread>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "git/commit_text.h"
#include "git/known_commits.h"

namespace assay {
namespace {

constexpr std::uint64_t kMaxCommitBytes = std::uint64_t{16} << 20;
constexpr int kMaxTagDepth = 16;
constexpr std::string_view kTagPrefix = "refs/tags/";

// Fewer are read as fast by one thread.
constexpr std::size_t kCommitsWorthAThread = 256;

// The order of a queue whose top is the commit made last; ids settle ties.
struct Waiting {
  std::int64_t time = 0;
  ObjectId id;
  std::size_t index = 0;  // into the commits read
  bool operator<(const Waiting& other) const {
    return std::tie(time, other.id) < std::tie(other.time, id);
  }
};

class HistoryReading {
 public:
  HistoryReading(const std::set<ObjectId>& shallow, const Limits& limits,
                 const HistoryOptions& options, ObjectReader* objects)
      : shallow_(shallow), limits_(limits), options_(options), objects_(*objects) {}

  // What is read must not depend on what is kept, and the other way round.
  void Recall(std::string_view place) {
    if (!options_.recall) return;
    const std::string settings = std::to_string(limits_.message_bytes) + " " +
                                 std::to_string(limits_.commits) + " " + std::string(place);
    known_.Load(options_.recall, "commits " + HashHex(settings), limits_.commits);
  }

  // Reads what the graph says that `head` descends from.
  void ReadAhead(const ObjectId& head, const CommitGraphSource& source) {
    if (!known_.empty() || options_.threads < 2) return;
    const CommitGraph* const graph = source.Get();
    if (graph == nullptr) return;
    std::vector<std::uint32_t> positions = Descended(head, *graph);
    const std::size_t threads =
        std::min<std::size_t>(options_.threads, positions.size() / kCommitsWorthAThread);
    if (threads < 2) return;
    std::vector<std::vector<Commit>> read(threads);
    std::vector<std::thread> pool;
    const auto work = [&](std::size_t n) { read[n] = ReadSome(positions, n, threads, *graph); };
    for (std::size_t n = 1; n < threads; ++n) pool.emplace_back(work, n);
    work(0);
    for (std::thread& thread : pool) thread.join();
    for (std::vector<Commit>& commits : read) {
      for (Commit& commit : commits) {
        const ObjectId id = commit.id;
        ahead_.emplace(id, std::move(commit));
      }
    }
  }

  History Run(const ObjectId& head) {
    Discover(head);
    Collect();
    Order();
    Summarize();
    if (options_.remember) known_.Save(options_.remember, history_.commits);
    return std::move(history_);
  }

  void ReadTags(const References& references) {
    std::vector<Reference> tags = references.List(kTagPrefix, limits_.tags + 1);
    if (tags.size() > limits_.tags) {
      tags.resize(limits_.tags);
      Note("too-many-tags",
           "only the first " + std::to_string(limits_.tags) + " tags by name are read");
    }
    for (const Reference& reference : tags) {
      if (reference.symbolic.empty()) history_.tags.push_back(ReadTag(reference));
    }
  }

 private:
  // Reads a commit not seen before and queues it.
  void Discover(const ObjectId& id) {
    if (!indices_.emplace(id, commits_.size()).second) return;
    std::optional<Commit> commit = known_.Take(id);
    if (commit && !objects_.Has(id)) commit.reset();
    if (!commit) {
      commit = ReadNew(id);
      if (commit && options_.remember) known_.Add(*commit);
    }
    if (!commit) {
      indices_[id] = kNone;
      ++missing_;
      return;
    }
    queue_.push({commit->committer.time, id, commits_.size()});
    commits_.push_back(*std::move(commit));
  }

  std::optional<Commit> ReadNew(const ObjectId& id) {
    const auto ahead = ahead_.find(id);
    if (ahead == ahead_.end()) return ReadCommit(id, limits_, &objects_);
    Commit commit = std::move(ahead->second);
    ahead_.erase(ahead);
    return commit;
  }

  static std::optional<Commit> ReadCommit(const ObjectId& id, const Limits& limits,
                                          ObjectReader* objects) {
    const auto object = objects->Read(id, kMaxCommitBytes);
    if (!object || object->type != ObjectType::kCommit) return std::nullopt;
    Commit commit = ParseCommit(object->bytes, limits.message_bytes);
    commit.id = id;
    return commit;
  }

  // Positions, the newest first; no more than are read at most.
  std::vector<std::uint32_t> Descended(const ObjectId& head, const CommitGraph& graph) const {
    // A head that is newer than the graph mostly stands on one that it has.
    constexpr int kNewer = 64;
    ObjectId start = head;
    auto first = graph.Find(start);
    for (int i = 0; i < kNewer && !first; ++i) {
      const auto commit = ReadCommit(start, limits_, &objects_);
      if (!commit || commit->parents.empty()) return {};
      start = commit->parents.front();
      first = graph.Find(start);
    }
    if (!first) return {};
    std::vector<bool> seen(graph.count());
    std::vector<std::uint32_t> open = {*first};
    std::vector<std::pair<std::int64_t, std::uint32_t>> found;
    seen[*first] = true;
    while (!open.empty()) {
      const std::uint32_t position = open.back();
      open.pop_back();
      const auto record = graph.At(position);
      if (!record) {
        graph.Reject();
        return {};
      }
      found.emplace_back(-record->commit_time, position);
      for (const std::uint32_t parent : record->parents) {
        if (!seen[parent]) open.push_back(parent);
        seen[parent] = true;
      }
    }
    std::sort(found.begin(), found.end());
    if (found.size() > limits_.commits) found.resize(limits_.commits);
    std::vector<std::uint32_t> positions;
    for (const auto& [time, position] : found) positions.push_back(position);
    return positions;
  }

  // Every `step`-th of `positions`, from `begin` on. Stops at one that is not
  // what the graph says.
  std::vector<Commit> ReadSome(const std::vector<std::uint32_t>& positions, std::size_t begin,
                               std::size_t step, const CommitGraph& graph) const {
    ObjectReader objects(objects_.store());
    std::vector<Commit> commits;
    commits.reserve(positions.size() / step + 1);
    for (std::size_t i = begin; i < positions.size() && !graph.rejected(); i += step) {
      auto commit = ReadCommit(graph.IdAt(positions[i]), limits_, &objects);
      if (!commit) continue;
      if (!graph.Agrees(positions[i], *commit)) graph.Reject();
      commits.push_back(*std::move(commit));
    }
    return commits;
  }

  const std::vector<ObjectId>& ParentsOf(const Commit& commit) {
    static const std::vector<ObjectId> kNoParents;
    return shallow_.contains(commit.id) ? kNoParents : commit.parents;
  }

  // Newest first, so that a limit leaves the newest. What stays in the queue was read in vain.
  void Collect() {
    std::size_t taken = 0;
    taken_.reserve(1024);
    while (!queue_.empty()) {
      if (taken == limits_.commits) {
        history_.complete = false;
        Note("too-many-commits",
             "only the newest " + std::to_string(taken) + " commits of the history are read");
        return;
      }
      const std::size_t index = queue_.top().index;
      queue_.pop();
      ++taken;
      taken_.push_back(index);
      const std::vector<ObjectId> parents = ParentsOf(commits_[index]);
      for (const ObjectId& parent : parents) Discover(parent);
      if (shallow_.contains(commits_[index].id)) history_.complete = false;
    }
    if (missing_ == 0) return;
    history_.complete = false;
    Note("missing-commit",
         std::to_string(missing_) + " commits of the history are missing or damaged");
  }

  // Children first: a commit comes once all of its children have.
  void Order() {
    std::vector<bool> is_taken(commits_.size());
    for (const std::size_t index : taken_) is_taken[index] = true;
    std::vector<std::uint32_t> children(commits_.size());
    const auto for_each_parent = [&](std::size_t index, auto use) {
      for (const ObjectId& parent : ParentsOf(commits_[index])) {
        const auto found = indices_.find(parent);
        if (found == indices_.end() || found->second == kNone) continue;
        if (is_taken[found->second]) use(found->second);
      }
    };
    for (const std::size_t index : taken_) {
      for_each_parent(index, [&](std::size_t parent) { ++children[parent]; });
    }
    std::priority_queue<Waiting> free;
    const auto release = [&](std::size_t index) {
      free.push({commits_[index].committer.time, commits_[index].id, index});
    };
    for (const std::size_t index : taken_) {
      if (children[index] == 0) release(index);
    }
    history_.commits.reserve(taken_.size());
    while (!free.empty()) {
      const std::size_t index = free.top().index;
      free.pop();
      for_each_parent(index, [&](std::size_t parent) {
        if (--children[parent] == 0) release(parent);
      });
      history_.commits.push_back(std::move(commits_[index]));
    }
  }

  void Summarize() {
    for (const Commit& commit : history_.commits) {
      const std::int64_t time = commit.author.time;
      if (time == 0) continue;
      if (history_.first_author_time == 0 || time < history_.first_author_time) {
        history_.first_author_time = time;
      }
      history_.last_author_time = std::max(history_.last_author_time, time);
    }
  }

  Tag ReadTag(const Reference& reference) {
    Tag tag;
    tag.name = reference.name.substr(kTagPrefix.size());
    tag.target = reference.target;
    for (int depth = 0; depth < kMaxTagDepth; ++depth) {
      const auto header = objects_.ReadHeader(tag.target);
      if (!header) return tag;
      tag.targets_commit = header->type == ObjectType::kCommit;
      if (header->type != ObjectType::kTag) return tag;
      const auto object = objects_.Read(tag.target, kMaxCommitBytes);
      if (!object || object->type != ObjectType::kTag) return tag;
      TagText text = ParseTag(object->bytes);
      if (!tag.annotated) {
        tag.annotated = true;
        tag.tagger = std::move(text.tagger);
        tag.subject = std::move(text.subject);
        tag.signature = text.signature;
      }
      tag.target = text.target;
    }
    return tag;
  }

  void Note(std::string code, std::string message) {
    history_.diagnostics.push_back({std::move(code), "", 0, std::move(message)});
  }

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  const std::set<ObjectId>& shallow_;
  const Limits& limits_;
  const HistoryOptions& options_;
  ObjectReader& objects_;
  History history_;
  std::vector<Commit> commits_;                                  // as they were found
  tsl::robin_map<ObjectId, std::size_t, ObjectIdHash> indices_;  // kNone: not readable
  KnownCommits known_;
  std::unordered_map<ObjectId, Commit, ObjectIdHash> ahead_;  // read, and not asked for yet
  std::priority_queue<Waiting> queue_;
  std::vector<std::size_t> taken_;
  std::size_t missing_ = 0;
};

}  // namespace

History ReadHistory(const ObjectId& head, const std::set<ObjectId>& shallow,
                    const References& references, const Limits& limits,
                    const HistoryOptions& options, const CommitGraphSource& graph,
                    std::string_view place, ObjectReader* objects) {
  HistoryReading reading(shallow, limits, options, objects);
  reading.ReadTags(references);
  reading.Recall(place);
  reading.ReadAhead(head, graph);
  return reading.Run(head);
}

}  // namespace assay
