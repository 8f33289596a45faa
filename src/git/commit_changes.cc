#include "git/commit_changes.h"

#include <algorithm>

#include "git/tree_diff.h"
#include "git/tree_text.h"

namespace assay {
namespace {

// At most 64 MiB with those of this size.
constexpr std::size_t kKnownTrees = 4096;
constexpr std::size_t kKnownTreeBytes = std::size_t{16} << 10;
constexpr std::uint64_t kMaxTreeBytes = std::uint64_t{16} << 20;

bool IsFile(const RawTreeEntry* entry) {
  return entry != nullptr &&
         (entry->mode == TreeMode::kFile || entry->mode == TreeMode::kExecutable);
}

ObjectId FolderOf(const RawTreeEntry* entry) {
  return entry != nullptr && entry->mode == TreeMode::kFolder ? entry->id : ObjectId{};
}

}  // namespace

TreeComparer::Tree TreeComparer::Read(const ObjectId& id) {
  if (id.IsNull()) return std::make_shared<const Object>(Object{ObjectType::kTree, ""});
  const auto known = known_.find(id);
  if (known != known_.end()) return known->second;
  Tree tree = repository_.ReadUnverified(id, kMaxTreeBytes);
  if (tree == nullptr || tree->type != ObjectType::kTree) return nullptr;
  if (tree->bytes.size() > kKnownTreeBytes) return tree;
  if (known_.size() >= kKnownTrees) known_.clear();
  known_.emplace(id, tree);
  return tree;
}

TreeComparer::Changes TreeComparer::Compare(const ObjectId& newer, const ObjectId& older,
                                            std::size_t most) {
  struct Folder {
    std::string path;
    ObjectId newer;
    ObjectId older;
    std::size_t depth = 0;
  };
  Changes changes;
  std::vector<Folder> folders = {{"", newer, older, 0}};
  while (!folders.empty()) {
    const Folder folder = std::move(folders.back());
    folders.pop_back();
    if (folder.newer == folder.older) continue;
    const Tree now = Read(folder.newer);
    const Tree before = Read(folder.older);
    if (now == nullptr || before == nullptr || folder.depth > limits_.tree_depth) {
      changes.complete = false;
      continue;
    }
    TreePair pair(now->bytes, before->bytes);
    const RawTreeEntry* a = nullptr;
    const RawTreeEntry* b = nullptr;
    while (pair.Next(&a, &b)) {
      const std::string path =
          (folder.path.empty() ? "" : folder.path + "/") + std::string((a ? a : b)->name);
      const ObjectId below_a = FolderOf(a);
      const ObjectId below_b = FolderOf(b);
      if (below_a != below_b) folders.push_back({path, below_a, below_b, folder.depth + 1});
      const ObjectId file_a = IsFile(a) ? a->id : ObjectId{};
      const ObjectId file_b = IsFile(b) ? b->id : ObjectId{};
      if (file_a == file_b) continue;
      if (changes.files.size() == most) {
        changes.complete = false;
        folders.clear();
        break;
      }
      changes.files.push_back({path, file_b, file_a});
    }
  }
  std::sort(changes.files.begin(), changes.files.end(),
            [](const FileChange& x, const FileChange& y) { return x.path < y.path; });
  return changes;
}

}  // namespace assay
