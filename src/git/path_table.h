// Paths as nodes of one tree, so that a walk over Git's trees compares names
// only where something differs, and enters only folders that matter.
#pragma once

#include <tsl/robin_map.h>

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

class PathTable {
 public:
  using Node = std::uint32_t;
  static constexpr Node kRoot = 0;
  static constexpr Node kNone = static_cast<Node>(-1);

  PathTable();

  // The node of a path, made where there is none yet.
  Node Intern(std::string_view path);
  // The same for one name in a folder.
  Node Intern(Node folder, std::string_view name);
  // kNone where no path with these names was interned.
  Node Find(Node folder, std::string_view name) const;
  std::string Path(Node node) const;
  std::size_t size() const { return entries_.size(); }

  // Notes that one file more, or less, at `file` matters.
  void AddWanted(Node file);
  void RemoveWanted(Node file);
  // Whether one at it or below it does.
  bool IsWanted(Node node) const { return entries_[node].wanted > 0; }

  // Marks the node and the folders above it, until the next NextMark.
  void NextMark() { ++mark_; }
  void Mark(Node file);
  bool IsMarked(Node node) const { return entries_[node].mark == mark_; }

 private:
  struct Entry {
    Node folder = kNone;
    std::string_view name;
    std::uint32_t wanted = 0;
    std::uint64_t mark = 0;
    Node next = kNone;  // of those whose names have the same hash
  };
  static std::uint64_t KeyOf(Node folder, std::string_view name);

  std::vector<Entry> entries_;
  std::deque<std::string> names_;
  tsl::robin_map<std::uint64_t, Node> first_;  // by KeyOf
  std::uint64_t mark_ = 0;
};

}  // namespace assay
