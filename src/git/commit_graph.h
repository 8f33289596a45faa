// The commit-graph of a repository, whole or in layers, where Git has left one.
//
// Nothing that is shown rests on it alone: commits are read themselves, and
// whoever uses it holds it against them. What it says wrong makes it ignored
// (Reject), and is told on a terminal: a profile is the same with any graph,
// or without. docs/decisions/commit-graph-as-a-hint.md says how.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "git/file.h"
#include "git/graph_file.h"
#include "model/history.h"

namespace assay {

// Any number of threads may share one.
class CommitGraph {
 public:
  // Looks below `folders` (as FindObjectFolders gives them), in the first that
  // has one, as Git does: info/commit-graph, else the chain of
  // info/commit-graphs. A layer that is missing or damaged ends the chain
  // below it.
  static std::shared_ptr<const CommitGraph> Open(const std::vector<std::string>& folders,
                                                 bool follow_links);

  // Positions are below it; none once the graph was rejected.
  std::uint32_t count() const { return rejected_ ? 0 : count_; }
  bool has_filters() const { return has_filters_ && !rejected_; }

  std::optional<std::uint32_t> Find(const ObjectId& id) const;
  ObjectId IdAt(std::uint32_t position) const;

  // Nothing where the record is damaged; parents are positions below count().
  std::optional<GraphFile::Record> At(std::uint32_t position) const;

  // Whether the record says of tree and parents what the commit does.
  bool Agrees(std::uint32_t position, const Commit& commit) const;

  // See GraphFile::MayTouch.
  bool MayTouch(std::uint32_t position, const FilterKey& key) const;

  // It contradicts an object: from now on it has no commits.
  void Reject() const { rejected_ = true; }
  bool rejected() const { return rejected_; }

  // "commit-graph": for a terminal, never for a profile.
  Diagnostics diagnostics() const;

 private:
  struct Layer {
    MappedFile file;
    GraphFile graph;
    std::uint32_t begin = 0;  // position of its first commit
  };
  bool OpenWhole(const std::string& folder, bool follow_links);
  bool OpenChain(const std::vector<std::string>& folders, std::size_t at, bool follow_links);
  bool AddLayer(const std::string& path, const std::optional<ObjectId>& name, bool follow_links);
  const Layer& LayerOf(std::uint32_t position) const;

  std::vector<Layer> layers_;  // the oldest first
  std::uint32_t count_ = 0;
  bool has_filters_ = false;
  bool damaged_ = false;
  bool incomplete_ = false;
  mutable std::atomic<bool> rejected_ = false;
};

// The commit-graph of a repository, opened when somebody first asks for it.
class CommitGraphSource {
 public:
  // Without folders there is none.
  explicit CommitGraphSource(std::vector<std::string> folders = {}, bool follow_links = false)
      : folders_(std::move(folders)), follow_links_(follow_links) {}

  // Null: none, or rejected.
  const CommitGraph* Get() const;
  // Of one that was opened.
  Diagnostics diagnostics() const;

 private:
  std::vector<std::string> folders_;
  bool follow_links_ = false;
  mutable std::once_flag once_;
  mutable std::shared_ptr<const CommitGraph> graph_;
};

}  // namespace assay
