#include "git/tree_diff.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace assay {
namespace {

constexpr std::uint64_t kMaxTreeBytes = std::uint64_t{64} << 20;

// A power of two; at most 32 MiB with those of this size.
constexpr std::size_t kRecentTrees = 2'048;
constexpr std::size_t kRecentTreeBytes = std::size_t{16} << 10;

bool IsFile(TreeMode mode) { return mode == TreeMode::kFile || mode == TreeMode::kExecutable; }

// Git's order of a tree: as if the names of folders ended with a slash.
int Compare(const RawTreeEntry& a, const RawTreeEntry& b) {
  const std::size_t common = std::min(a.name.size(), b.name.size());
  const int order = a.name.substr(0, common).compare(b.name.substr(0, common));
  if (order != 0) return order;
  const auto next = [common](const RawTreeEntry& entry) -> int {
    if (common < entry.name.size()) return static_cast<unsigned char>(entry.name[common]);
    return entry.mode == TreeMode::kFolder ? '/' : 0;
  };
  return next(a) - next(b);
}

}  // namespace

bool SameKind(TreeMode a, TreeMode b) { return a == b || (IsFile(a) && IsFile(b)); }

void TreePair::Advance() {
  if (take_newer_ && take_older_) TreeReader::SkipCommon(&newer_, &older_);
  if (std::exchange(take_newer_, false)) has_newer_ = newer_.Next(&newer_entry_);
  if (std::exchange(take_older_, false)) has_older_ = older_.Next(&older_entry_);
}

bool TreePair::Next(const RawTreeEntry** newer, const RawTreeEntry** older) {
  for (;;) {
    Advance();
    if (!has_newer_ && !has_older_) return false;
    const int order = !has_newer_ ? 1 : !has_older_ ? -1 : Compare(newer_entry_, older_entry_);
    take_newer_ = order <= 0;
    take_older_ = order >= 0;
    if (order == 0 && newer_entry_.id == older_entry_.id &&
        newer_entry_.mode == older_entry_.mode) {
      continue;
    }
    *newer = take_newer_ ? &newer_entry_ : nullptr;
    *older = take_older_ ? &older_entry_ : nullptr;
    return true;
  }
}

TreeDiff::TreeDiff(const Limits& limits, ObjectReader* objects)
    : limits_(limits), objects_(*objects), recent_(kRecentTrees) {}

TreeDiff::Tree TreeDiff::Read(const ObjectId& id) {
  static const Tree kEmpty = std::make_shared<const Object>(Object{ObjectType::kTree, ""});
  if (id.IsNull()) return kEmpty;
  Recent& recent = recent_[ObjectIdHash()(id) % kRecentTrees];
  if (recent.tree != nullptr && recent.id == id) return recent.tree;
  auto object = objects_.ReadUnverified(id, kMaxTreeBytes);
  if (object && (*object)->type == ObjectType::kTree) {
    if ((*object)->bytes.size() <= kRecentTreeBytes) recent = {id, *object};
    return *std::move(object);
  }
  ++unreadable_;
  return nullptr;
}

std::vector<DeletedFile> TreeDiff::Deleted(const ObjectId& newer, const ObjectId& older) {
  struct Folder {
    std::string path;  // with a slash at its end
    ObjectId newer;
    ObjectId older;
    std::size_t depth = 0;
  };
  std::vector<DeletedFile> deleted;
  std::vector<Folder> folders = {{"", newer, older, 0}};
  while (!folders.empty()) {
    const Folder folder = std::move(folders.back());
    folders.pop_back();
    if (folder.depth > limits_.tree_depth || folder.newer == folder.older) continue;
    const Tree newer_tree = Read(folder.newer);
    const Tree older_tree = Read(folder.older);
    if (newer_tree == nullptr || older_tree == nullptr) continue;
    TreePair pair(newer_tree->bytes, older_tree->bytes);
    const RawTreeEntry* now = nullptr;
    const RawTreeEntry* before = nullptr;
    std::vector<Folder> below;
    while (pair.Next(&now, &before)) {
      if (before == nullptr || before->mode == TreeMode::kSubmodule) continue;
      if (before->mode == TreeMode::kFolder) {
        const bool both = now != nullptr && now->mode == TreeMode::kFolder;
        below.push_back({folder.path + std::string(before->name) + "/", both ? now->id : ObjectId{},
                         before->id, folder.depth + 1});
      } else if (now == nullptr) {
        deleted.push_back({folder.path + std::string(before->name), before->id, before->mode});
        if (deleted.size() >= limits_.tree_entries) return deleted;
      }
    }
    for (std::size_t i = below.size(); i-- > 0;) folders.push_back(std::move(below[i]));
  }
  std::sort(deleted.begin(), deleted.end(),
            [](const DeletedFile& a, const DeletedFile& b) { return a.path < b.path; });
  return deleted;
}

std::optional<TreeFile> TreeDiff::Find(const ObjectId& tree, std::string_view path) {
  TreeFile at{TreeMode::kFolder, tree};
  for (const std::string_view name : Split(path, '/')) {
    const Tree object = at.mode == TreeMode::kFolder ? Read(at.blob) : nullptr;
    if (object == nullptr) return std::nullopt;
    TreeReader reader(object->bytes);
    RawTreeEntry entry;
    bool found = false;
    while (!found && reader.Next(&entry)) found = entry.name == name;
    if (!found) return std::nullopt;
    at = {entry.mode, entry.id};
  }
  return at;
}

}  // namespace assay
