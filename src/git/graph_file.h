// One file of a commit-graph: what Git keeps of commits beside the objects
// (gitformat-commit-graph(5)), bounds-checked.
//
// It is derived data that anybody may have written: whoever asks must hold
// what it says against the commits themselves.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "model/snapshot.h"

namespace assay {

// A path as filters know it; made once for each path.
struct FilterKey {
  std::uint32_t first = 0;
  std::uint32_t second = 0;
  bool is_ascii = true;
};
FilterKey FilterKeyOf(std::string_view path);

class GraphFile {
 public:
  // `bytes` must outlive the result. Nothing where they are no commit-graph of
  // SHA-1 names, or tables do not lie within them. The hash at the end is not
  // looked at.
  static std::optional<GraphFile> Parse(std::string_view bytes);

  // The hash that the file ends with, and those of the layers below.
  ObjectId trailer() const;
  std::string_view content() const { return bytes_.substr(0, bytes_.size() - kIdBytes); }
  std::vector<ObjectId> bases() const;

  std::uint32_t count() const { return count_; }
  std::optional<std::uint32_t> Find(const ObjectId& id) const;
  ObjectId IdAt(std::uint32_t index) const;

  // Positions stop here: what is above stands for something else.
  static constexpr std::uint32_t kMaxCommits = 0x70000000;

  // Parents are positions in the chain: those of the layers below come first.
  struct Record {
    ObjectId tree;
    std::vector<std::uint32_t> parents;
    std::int64_t commit_time = 0;
  };
  // Nothing where the list of its parents is damaged. `index` is below count().
  std::optional<Record> At(std::uint32_t index) const;

  bool has_filters() const { return !filters_.empty(); }
  // Whether the commit may have changed the path against its first parent:
  // false only where a filter says that it has not.
  bool MayTouch(std::uint32_t index, const FilterKey& key) const;

 private:
  static constexpr std::size_t kIdBytes = 20;
  std::string_view Chunk(std::uint32_t name) const;

  std::string_view bytes_;
  std::uint32_t count_ = 0;
  std::string_view fanout_;
  std::string_view ids_;
  std::string_view records_;
  std::string_view more_parents_;
  std::string_view bases_;
  std::string_view filter_ends_;
  std::string_view filters_;
  std::uint32_t filter_version_ = 0;
  std::uint32_t filter_hashes_ = 0;
};

}  // namespace assay
