// Commits that an earlier run read, kept as bytes in pages.
//
// What a commit says never changes, so a run after a few new commits reads
// those alone. A page holds commits in any order, and stands for itself: one
// that is missing or does not decode ends the list, and what it may have held
// is read again. Whether a commit is in the repository is still asked of it.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/history.h"

namespace assay {

std::string EncodeCommit(const Commit& commit);

// The commits of a page; nothing where the bytes are not what EncodeCommit wrote.
std::optional<std::vector<Commit>> DecodeCommits(std::string_view bytes);

class KnownCommits {
 public:
  using Recall = std::function<std::optional<std::string>(std::string_view key)>;
  using Remember = std::function<void(std::string_view key, std::string_view bytes)>;

  static constexpr std::size_t kPageCommits = 2'048;

  // Reads all pages whose keys begin with `key`, of `most` commits at most.
  void Load(const Recall& recall, std::string key, std::size_t most);

  bool empty() const { return commits_.empty(); }
  // Each at most once.
  std::optional<Commit> Take(const ObjectId& id);

  // Notes a commit that no page holds.
  void Add(const Commit& commit);

  // Writes the pages that have changed. Where there are too many commits by
  // now, `all` of a history are written anew in place of them.
  void Save(const Remember& remember, const std::vector<Commit>& all);

 private:
  struct Page {
    std::size_t count = 0;
    std::string bytes;  // of one that is not full
    bool changed = false;
  };
  std::string KeyOf(std::size_t page) const;

  std::string key_;
  std::size_t most_ = 0;
  std::unordered_map<ObjectId, Commit, ObjectIdHash> commits_;
  std::vector<Page> pages_;
};

}  // namespace assay
