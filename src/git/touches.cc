#include "git/touches.h"

#include <tsl/robin_map.h>

#include <algorithm>
#include <map>
#include <optional>
#include <thread>
#include <utility>

#include "git/commit_text.h"
#include "git/path_table.h"
#include "git/tree_diff.h"

namespace assay {
namespace {

constexpr std::uint64_t kMaxCommitBytes = std::uint64_t{16} << 20;
constexpr std::size_t kCacheBytes = std::size_t{64} << 20;  // of each thread

using Trees = tsl::robin_map<ObjectId, ObjectId, ObjectIdHash>;  // by commit

// One thread's run of commits, with nodes in place of paths.
class TouchReading {
 public:
  TouchReading(const Trees& trees, const std::set<ObjectId>& shallow, const Limits& limits,
               std::shared_ptr<const ObjectStore> store)
      : known_trees_(trees),
        shallow_(shallow),
        objects_(std::move(store), kCacheBytes),
        trees_(limits, &objects_) {}

  void Read(const Commit& commit, std::vector<std::uint32_t>* touched) {
    if (commit.parents.size() > 1) return;
    ObjectId before;
    if (!commit.parents.empty() && !shallow_.contains(commit.id)) {
      const auto tree = TreeOf(commit.parents.front());
      if (!tree) {
        ++unknown_;
        return;
      }
      before = *tree;
    }
    trees_.ForEachTouched(commit.tree, before, &paths_,
                          [&](PathTable::Node node) { touched->push_back(node); });
  }

  const PathTable& paths() const { return paths_; }
  std::size_t unknown() const { return unknown_ + trees_.unreadable(); }

 private:
  std::optional<ObjectId> TreeOf(const ObjectId& commit) {
    const auto known = known_trees_.find(commit);
    if (known != known_trees_.end()) return known->second;
    const auto object = objects_.ReadUnverified(commit, kMaxCommitBytes);
    if (!object || (*object)->type != ObjectType::kCommit) return std::nullopt;
    return ParseCommit((*object)->bytes, 0).tree;
  }

  const Trees& known_trees_;
  const std::set<ObjectId>& shallow_;
  ObjectReader objects_;
  TreeDiff trees_;
  PathTable paths_;
  std::size_t unknown_ = 0;
};

}  // namespace

Touches ReadTouches(const History& history, const std::set<ObjectId>& shallow, unsigned threads,
                    const Limits& limits, std::shared_ptr<const ObjectStore> store) {
  Trees trees;
  trees.reserve(history.commits.size());
  for (const Commit& commit : history.commits) trees.emplace(commit.id, commit.tree);

  Touches touches;
  const std::size_t count = history.commits.size();
  touches.by_commit.resize(count);
  constexpr std::size_t kCommitsWorthAThread = 256;
  const std::size_t runs = std::clamp<std::size_t>(threads, 1, count / kCommitsWorthAThread + 1);
  std::vector<std::unique_ptr<TouchReading>> readings(runs);
  const auto begin_of = [&](std::size_t n) { return count * n / runs; };
  const auto read = [&](std::size_t n) {
    readings[n] = std::make_unique<TouchReading>(trees, shallow, limits, store);
    for (std::size_t i = begin_of(n); i < begin_of(n + 1); ++i) {
      readings[n]->Read(history.commits[i], &touches.by_commit[i]);
    }
  };
  std::vector<std::thread> pool;
  for (std::size_t n = 1; n < runs; ++n) pool.emplace_back(read, n);
  read(0);
  for (std::thread& thread : pool) thread.join();

  std::map<std::string, std::uint32_t> ranks;
  std::vector<std::vector<std::map<std::string, std::uint32_t>::iterator>> names(runs);
  std::size_t unknown = 0;
  for (std::size_t n = 0; n < runs; ++n) {
    names[n].resize(readings[n]->paths().size(), ranks.end());
    for (std::size_t i = begin_of(n); i < begin_of(n + 1); ++i) {
      for (const std::uint32_t node : touches.by_commit[i]) {
        if (names[n][node] != ranks.end()) continue;
        names[n][node] = ranks.emplace(readings[n]->paths().Path(node), 0).first;
      }
    }
    unknown += readings[n]->unknown();
  }
  for (auto& [path, rank] : ranks) {
    rank = static_cast<std::uint32_t>(touches.paths.size());
    touches.paths.push_back(path);
  }
  for (std::size_t n = 0; n < runs; ++n) {
    for (std::size_t i = begin_of(n); i < begin_of(n + 1); ++i) {
      std::vector<std::uint32_t>& touched = touches.by_commit[i];
      for (std::uint32_t& node : touched) node = names[n][node]->second;
      std::sort(touched.begin(), touched.end());
      touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
    }
  }
  if (unknown > 0) {
    touches.diagnostics.push_back(
        {"missing-object", "", 0,
         "what some commits touched is not known: trees or parents of them are not in the "
         "repository"});
  }
  return touches;
}

}  // namespace assay
