#include "git/history.h"

#include <algorithm>
#include <queue>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "git/commit_text.h"

namespace assay {
namespace {

constexpr std::uint64_t kMaxCommitBytes = std::uint64_t{16} << 20;
constexpr int kMaxTagDepth = 16;
constexpr std::string_view kTagPrefix = "refs/tags/";

struct IdHash {
  std::size_t operator()(const ObjectId& id) const {
    return Hash64({reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()});
  }
};

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
  HistoryReading(const std::set<ObjectId>& shallow, const Limits& limits, ObjectReader* objects)
      : shallow_(shallow), limits_(limits), objects_(*objects) {}

  History Run(const ObjectId& head) {
    Discover(head);
    Collect();
    Order();
    Summarize();
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
    const auto object = objects_.Read(id, kMaxCommitBytes);
    if (!object || object->type != ObjectType::kCommit) {
      indices_[id] = kNone;
      ++missing_;
      return;
    }
    Commit commit = ParseCommit(object->bytes, limits_.message_bytes);
    commit.id = id;
    queue_.push({commit.committer.time, id, commits_.size()});
    commits_.push_back(std::move(commit));
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
  ObjectReader& objects_;
  History history_;
  std::vector<Commit> commits_;                                // as they were found
  std::unordered_map<ObjectId, std::size_t, IdHash> indices_;  // kNone: not readable
  std::priority_queue<Waiting> queue_;
  std::vector<std::size_t> taken_;
  std::size_t missing_ = 0;
};

}  // namespace

History ReadHistory(const ObjectId& head, const std::set<ObjectId>& shallow,
                    const References& references, const Limits& limits, ObjectReader* objects) {
  HistoryReading reading(shallow, limits, objects);
  reading.ReadTags(references);
  return reading.Run(head);
}

}  // namespace assay
