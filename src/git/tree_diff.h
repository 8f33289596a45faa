// Compares two trees by their raw objects: equal sub-trees are not entered.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "git/object_store.h"
#include "git/path_table.h"
#include "git/tree_text.h"
#include "model/snapshot.h"

namespace assay {

// Whether two entries of these modes can be versions of one file.
bool SameKind(TreeMode a, TreeMode b);

// A file that the newer tree has, and the older one has otherwise or not at all.
struct ChangedFile {
  PathTable::Node path = PathTable::kNone;
  TreeMode mode = TreeMode::kFile;  // in the newer tree
  // What the older one has at the path; null where that is nothing, or
  // nothing that can be a version of the same file.
  ObjectId old_blob;
  ObjectId new_blob;
  bool unknown = false;   // The older tree cannot be read there.
  bool replaces = false;  // It has a file there, but of another kind: a link for a file.
};

// A file that only the older tree has.
struct DeletedFile {
  std::string path;
  ObjectId blob;
  TreeMode mode = TreeMode::kFile;
};

struct TreeFile {
  TreeMode mode = TreeMode::kFile;
  ObjectId blob;
};

// For one thread at a time.
class TreeDiff {
 public:
  TreeDiff(const Limits& limits, ObjectReader* objects);

  // The changed files among those whose nodes `matters` says yes to; for a
  // folder it says whether one below it does. In no order. `older` null: an empty tree.
  template <typename Matters>
  std::vector<ChangedFile> Changed(const ObjectId& newer, const ObjectId& older,
                                   const PathTable& paths, Matters matters);

  // Calls `use` with the node of each path that differs, whatever it is, and
  // adds the nodes that are needed.
  template <typename Use>
  void ForEachTouched(const ObjectId& newer, const ObjectId& older, PathTable* paths, Use use);

  // In the order of the trees. At most Limits::tree_entries; folders that
  // cannot be read or lie deeper than Limits::tree_depth have no files.
  std::vector<DeletedFile> Deleted(const ObjectId& newer, const ObjectId& older);

  // The file at a path of a tree.
  std::optional<TreeFile> Find(const ObjectId& tree, std::string_view path);

  // Trees that were not there or not readable.
  std::size_t unreadable() const { return unreadable_; }

 private:
  using Tree = std::shared_ptr<const Object>;
  // Null where it is none, or cannot be read; empty for a null id.
  Tree Read(const ObjectId& id);

  // Small trees read lately, each at the place that its id gives it: the next
  // commit mostly asks for them again.
  struct Recent {
    ObjectId id;
    Tree tree;
  };

  const Limits& limits_;
  ObjectReader& objects_;
  std::vector<Recent> recent_;
  std::size_t unreadable_ = 0;
};

// Walks the entries of two trees side by side. Git keeps them in order; where
// a tree is not, an entry may count as only one side's.
class TreePair {
 public:
  TreePair(std::string_view newer, std::string_view older) : newer_(newer), older_(older) {}

  // Moves to the next name that is not the same in both: one of them, or both
  // where both have it, is then set. False at the end.
  bool Next(const RawTreeEntry** newer, const RawTreeEntry** older);

 private:
  void Advance();

  TreeReader newer_;
  TreeReader older_;
  RawTreeEntry newer_entry_;
  RawTreeEntry older_entry_;
  bool has_newer_ = true;
  bool has_older_ = true;
  bool take_newer_ = true;  // the next one, for the current one is done with
  bool take_older_ = true;
};

template <typename Matters>
std::vector<ChangedFile> TreeDiff::Changed(const ObjectId& newer, const ObjectId& older,
                                           const PathTable& paths, Matters matters) {
  struct Folder {
    PathTable::Node node = PathTable::kRoot;
    ObjectId newer;
    ObjectId older;
    std::size_t depth = 0;
  };
  std::vector<ChangedFile> changed;
  std::vector<Folder> folders = {{PathTable::kRoot, newer, older, 0}};
  while (!folders.empty()) {
    const Folder folder = folders.back();
    folders.pop_back();
    if (folder.newer == folder.older || folder.depth > limits_.tree_depth) continue;
    const Tree newer_tree = Read(folder.newer);
    const Tree older_tree = Read(folder.older);
    if (newer_tree == nullptr) continue;
    TreePair pair(newer_tree->bytes,
                  older_tree == nullptr ? std::string_view() : std::string_view(older_tree->bytes));
    const RawTreeEntry* now = nullptr;
    const RawTreeEntry* before = nullptr;
    while (pair.Next(&now, &before)) {
      if (now == nullptr || now->mode == TreeMode::kSubmodule) continue;
      const PathTable::Node node = paths.Find(folder.node, now->name);
      if (node == PathTable::kNone || !matters(node)) continue;
      const bool same_kind = before != nullptr && SameKind(now->mode, before->mode);
      if (now->mode == TreeMode::kFolder) {
        // What stands below a folder that is unknown is unknown too.
        const ObjectId below = older_tree == nullptr ? folder.older
                               : same_kind           ? before->id
                                                     : ObjectId{};
        folders.push_back({node, now->id, below, folder.depth + 1});
        continue;
      }
      ChangedFile file;
      file.path = node;
      file.mode = now->mode;
      file.new_blob = now->id;
      if (same_kind) file.old_blob = before->id;
      file.unknown = older_tree == nullptr;
      file.replaces = before != nullptr && !same_kind && before->mode != TreeMode::kFolder;
      if (!same_kind || before->id != now->id) changed.push_back(file);
    }
  }
  return changed;
}

template <typename Use>
void TreeDiff::ForEachTouched(const ObjectId& newer, const ObjectId& older, PathTable* paths,
                              Use use) {
  struct Folder {
    PathTable::Node node = PathTable::kRoot;
    ObjectId newer;
    ObjectId older;
    std::size_t depth = 0;
  };
  std::vector<Folder> folders = {{PathTable::kRoot, newer, older, 0}};
  while (!folders.empty()) {
    const Folder folder = folders.back();
    folders.pop_back();
    if (folder.newer == folder.older || folder.depth > limits_.tree_depth) continue;
    const Tree newer_tree = Read(folder.newer);
    const Tree older_tree = Read(folder.older);
    if (newer_tree == nullptr || older_tree == nullptr) continue;
    TreePair pair(newer_tree->bytes, older_tree->bytes);
    const RawTreeEntry* now = nullptr;
    const RawTreeEntry* before = nullptr;
    while (pair.Next(&now, &before)) {
      const RawTreeEntry& either = now != nullptr ? *now : *before;
      const PathTable::Node node = paths->Intern(folder.node, either.name);
      const auto folder_of = [](const RawTreeEntry* entry) {
        return entry != nullptr && entry->mode == TreeMode::kFolder ? entry->id : ObjectId{};
      };
      if (either.mode == TreeMode::kFolder) {
        folders.push_back({node, folder_of(now), folder_of(before), folder.depth + 1});
      } else {
        use(node);
      }
    }
  }
}

}  // namespace assay
