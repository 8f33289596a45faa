#include "git/walk.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "base/text.h"
#include "git/file.h"
#include "git/tree_text.h"

namespace assay {
namespace {

constexpr std::uint64_t kMaxTreeBytes = std::uint64_t{128} << 20;

// Of one code; the rest is counted in one more diagnostic.
constexpr std::size_t kMaxDiagnosticsOfOneCode = 50;

// A tree costs as much as an entry, and its bytes as much as entries of this
// size: otherwise a few trees, each named a million times, would be read for hours.
constexpr std::size_t kBytesOfAnEntry = 4096;

EntryKind KindOf(TreeMode mode) {
  switch (mode) {
    case TreeMode::kExecutable:
      return EntryKind::kExecutable;
    case TreeMode::kSymlink:
      return EntryKind::kSymlink;
    case TreeMode::kSubmodule:
      return EntryKind::kSubmodule;
    case TreeMode::kFile:
    case TreeMode::kFolder:
      break;
  }
  return EntryKind::kFile;
}

class TreeWalk {
 public:
  TreeWalk(const Limits& limits, ObjectReader* objects) : limits_(limits), objects_(*objects) {}

  Result<TreeListing> Run(const ObjectId& tree, std::string_view prefix) {
    ASSAY_TRY(const RawTreeEntry start, Find(tree, prefix));
    path_ = prefix;
    if (start.mode != TreeMode::kFolder) {
      listing_.entries.push_back({path_, start.id, KindOf(start.mode)});
      return std::move(listing_);
    }
    Enter(start.id);
    if (stack_.empty()) {
      return InputError("cannot read the tree " + start.id.Hex() + ": " +
                        listing_.diagnostics.front().message);
    }
    while (!stack_.empty()) Step();
    Finish();
    return std::move(listing_);
  }

 private:
  // A folder whose entries are being read.
  struct Frame {
    explicit Frame(std::string tree) : bytes(std::move(tree)), reader(bytes) {}
    std::string bytes;
    TreeReader reader;
    std::size_t path_size = 0;  // of `path_` in this folder
  };

  // The entry at `prefix`; its name is not set.
  Result<RawTreeEntry> Find(const ObjectId& tree, std::string_view prefix) {
    RawTreeEntry at;
    at.mode = TreeMode::kFolder;
    at.id = tree;
    if (prefix.empty()) return at;
    for (const std::string_view part : Split(prefix, '/')) {
      const auto next = FindIn(at, part);
      if (!next) {
        return InputError("there is no '" + Shown(prefix) + "' in this commit's tree");
      }
      at = *next;
    }
    return at;
  }

  std::optional<RawTreeEntry> FindIn(const RawTreeEntry& folder, std::string_view name) {
    if (folder.mode != TreeMode::kFolder) return std::nullopt;
    const auto object = objects_.Read(folder.id, kMaxTreeBytes);
    if (!object || object->type != ObjectType::kTree) return std::nullopt;
    TreeReader reader(object->bytes);
    RawTreeEntry entry;
    while (reader.Next(&entry)) {
      if (entry.name != name) continue;
      entry.name = {};
      return entry;
    }
    return std::nullopt;
  }

  void Step() {
    Frame& frame = *stack_.back();
    path_.resize(frame.path_size);
    RawTreeEntry entry;
    const bool has_entry = !full_ && frame.reader.Next(&entry);
    if (!has_entry) {
      if (frame.reader.malformed()) Note("damaged-tree", "entries of this folder cannot be read");
      stack_.pop_back();
      return;
    }
    if (!Count(1)) return;
    if (path_.size() + 1 + entry.name.size() > limits_.path_bytes) {
      return Note("path-too-long", "holds a name that makes a path of more than " +
                                       std::to_string(limits_.path_bytes) + " bytes");
    }
    if (!path_.empty()) path_ += '/';
    path_ += entry.name;
    if (entry.mode == TreeMode::kFolder) {
      Enter(entry.id);
    } else {
      Add(entry);
    }
  }

  void Enter(const ObjectId& tree) {
    if (stack_.size() >= limits_.tree_depth) {
      return Note("tree-too-deep",
                  "lies more than " + std::to_string(limits_.tree_depth) + " folders deep");
    }
    auto object = objects_.Read(tree, kMaxTreeBytes);
    if (!object && object.error() == ObjectProblem::kMissing) {
      return Note("missing-tree", "the list of this folder is not in the repository");
    }
    if (!object || object->type != ObjectType::kTree) {
      return Note("damaged-tree", "the list of this folder cannot be read");
    }
    if (!Count(object->bytes.size() / kBytesOfAnEntry)) return;
    stack_.push_back(std::make_unique<Frame>(std::move(object->bytes)));
    stack_.back()->path_size = path_.size();
  }

  void Add(const RawTreeEntry& entry) {
    path_bytes_ += path_.size();
    if (path_bytes_ > limits_.all_path_bytes) {
      full_ = true;
      return;
    }
    listing_.entries.push_back({path_, entry.id, KindOf(entry.mode)});
  }

  // False once there were too many.
  bool Count(std::size_t entries) {
    counted_ += entries;
    if (counted_ > limits_.tree_entries) full_ = true;
    return !full_;
  }

  void Note(std::string code, std::string message) {
    if (++noted_[code] > kMaxDiagnosticsOfOneCode) return;
    listing_.diagnostics.push_back({std::move(code), path_, 0, std::move(message)});
  }

  void Finish() {
    path_.clear();
    for (const auto& [code, count] : std::map(noted_)) {
      if (count <= kMaxDiagnosticsOfOneCode) continue;
      listing_.diagnostics.push_back(
          {code, "", 0,
           "the same of " + std::to_string(count - kMaxDiagnosticsOfOneCode) + " more paths"});
    }
    if (full_) {
      Note("too-many-files", "only the first " + std::to_string(listing_.entries.size()) +
                                 " files of the tree are read");
    }
    SortEntries();
  }

  // Git's own trees give them in order; those that other tools wrote may not.
  void SortEntries() {
    std::vector<TreeEntry>& entries = listing_.entries;
    const auto by_path = [](const TreeEntry& a, const TreeEntry& b) { return a.path < b.path; };
    const auto same = [](const TreeEntry& a, const TreeEntry& b) { return a.path == b.path; };
    if (!std::is_sorted(entries.begin(), entries.end(), by_path)) {
      std::stable_sort(entries.begin(), entries.end(), by_path);
    }
    const auto rest = std::unique(entries.begin(), entries.end(), same);
    if (rest != entries.end()) Note("damaged-tree", "paths occur twice; their first entry counts");
    entries.erase(rest, entries.end());
  }

  const Limits& limits_;
  ObjectReader& objects_;
  TreeListing listing_;
  std::vector<std::unique_ptr<Frame>> stack_;
  std::string path_;
  std::map<std::string, std::size_t> noted_;  // diagnostics by code
  std::size_t counted_ = 0;
  std::size_t path_bytes_ = 0;
  bool full_ = false;
};

}  // namespace

std::string NormalizedPrefix(std::string_view prefix) {
  std::vector<std::string> parts;
  for (const std::string_view part : Split(prefix, '/')) {
    if (!part.empty() && part != ".") parts.emplace_back(part);
  }
  return Join(parts, "/");
}

Result<TreeListing> ListTree(const ObjectId& tree, std::string_view prefix, const Limits& limits,
                             ObjectReader* objects) {
  return TreeWalk(limits, objects).Run(tree, NormalizedPrefix(prefix));
}

}  // namespace assay
