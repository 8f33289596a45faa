// Finds the file that a new one was renamed from, as Git does for `git blame`:
// the same content first, then a file of the same name that is at least three
// quarters the same, then the most similar one that is at least half the same.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/limits.h"
#include "git/object_store.h"
#include "git/tree_diff.h"

namespace assay {

// The bytes of each distinct piece (a line, or 64 bytes of a longer one) of a text.
using Pieces = std::vector<std::pair<std::uint32_t, std::uint32_t>>;  // hash and bytes, by hash
Pieces PiecesOf(std::string_view text);

// How many of 60,000 parts of the larger text come from the older one.
int Similarity(const Pieces& older, std::uint64_t older_size, const Pieces& newer,
               std::uint64_t newer_size);

// For the files that one commit deleted, and those that it added meanwhile.
class RenameFinder {
 public:
  // `most`: of the deleted files, by path, with which each added one is compared.
  RenameFinder(std::vector<DeletedFile> deleted, std::size_t most, const Limits& limits,
               ObjectReader* objects);

  // Null where the file is new. Any number of files may come from one.
  const DeletedFile* Find(std::string_view path, const ObjectId& blob, TreeMode mode);

  // Whether a file was compared with `most`, and there are more.
  bool full() const { return full_; }

 private:
  struct Content {
    ObjectId blob;
    std::uint64_t size = 0;
    bool readable = false;
    std::optional<Pieces> pieces;  // once needed
  };
  struct Source {
    const DeletedFile* file = nullptr;
    std::string_view name;
    Content* content = nullptr;  // null: not needed yet
  };
  const DeletedFile* FindSameContent(std::string_view path, const ObjectId& blob, TreeMode mode);
  const DeletedFile* FindSameName(std::string_view path, Content* content);
  const DeletedFile* FindSimilar(std::string_view path, Content* content);
  Content& ContentOf(const ObjectId& blob);
  // The similarity, or 0 where the sizes alone tell that it is below `least`.
  int Compare(Source* source, Content* content, int least);

  std::vector<DeletedFile> deleted_;
  std::vector<Source> sources_;  // in the order of `deleted_`
  std::size_t most_ = 0;
  const Limits& limits_;
  ObjectReader& objects_;
  std::map<ObjectId, std::vector<std::size_t>> by_blob_;
  std::unordered_map<std::string_view, std::vector<std::size_t>> by_name_;
  std::map<ObjectId, Content> contents_;
  bool full_ = false;
};

}  // namespace assay
