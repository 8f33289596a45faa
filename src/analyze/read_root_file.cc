#include "analyze/read_root_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>

#include "base/text.h"
#include "git/authorship.h"
#include "git/commit_text.h"

namespace assay {
namespace {

// Finds the commits that tags name, as Git does; what is no tag stays as it is.
class Peeler {
 public:
  explicit Peeler(Repository& repository) : repository_(repository) {}

  ObjectId Peel(ObjectId id) {
    std::vector<ObjectId> passed;
    while (passed.size() <= kMaxTagDepth) {
      const auto known = peeled_.find(id);
      if (known != peeled_.end()) {
        id = known->second;
        break;
      }
      passed.push_back(id);
      const auto object = repository_.ReadUnverified(id, kMaxTagBytes);
      if (object == nullptr || object->type != ObjectType::kTag) break;
      id = ParseTag(object->bytes).target;
    }
    for (const ObjectId& tag : passed) peeled_.emplace(tag, id);
    return id;
  }

 private:
  static constexpr std::size_t kMaxTagDepth = 16;
  static constexpr std::uint64_t kMaxTagBytes = std::uint64_t{1} << 20;

  Repository& repository_;
  // No object is read twice, however many lines lead to it.
  std::map<ObjectId, ObjectId> peeled_;
};

// "3, 8, 9 and 2 more".
std::string Shown(const std::vector<std::uint32_t>& lines) {
  constexpr std::size_t kShown = 5;
  std::vector<std::string> shown;
  for (std::size_t i = 0; i < std::min(kShown, lines.size()); ++i)
    shown.push_back(std::to_string(lines[i]));
  const std::string more =
      lines.size() > kShown ? fmt::format(" and {} more", lines.size() - kShown) : "";
  return Join(shown, ", ") + more;
}

}  // namespace

std::string ReadRootFile(Repository& repository, const ScanOptions& options, std::string_view path,
                         Diagnostics* diagnostics) {
  constexpr std::uint64_t kMaxBytes = std::uint64_t{8} << 20;
  const auto snapshot = repository.Walk(options.revision, path, options.limits);
  if (!snapshot) return {};
  for (const TreeEntry& entry : snapshot->entries) {
    if (entry.path != path || entry.kind == EntryKind::kSymlink) continue;
    auto text = repository.Read(entry.blob, kMaxBytes);
    if (text) return *std::move(text);
    text.error().path = entry.path;
    // Whoever reads all files has told it before.
    if (std::find(diagnostics->begin(), diagnostics->end(), text.error()) == diagnostics->end())
      diagnostics->push_back(std::move(text).error());
  }
  return {};
}

std::vector<ObjectId> ListedRevisions(Repository& repository, const ScanOptions& options,
                                      Diagnostics* diagnostics) {
  constexpr std::string_view kPath = ".git-blame-ignore-revs";
  std::vector<std::uint32_t> unreadable;
  const std::vector<ObjectId> ids =
      ParseIgnoredCommits(ReadRootFile(repository, options, kPath, diagnostics), &unreadable);
  if (!unreadable.empty()) {
    diagnostics->push_back(
        {"unreadable-revision", std::string(kPath), unreadable.front(),
         fmt::format("lines that are no full id of a commit, and passed over: {}",
                     Shown(unreadable))});
  }
  Peeler peeler(repository);
  std::vector<ObjectId> commits;
  commits.reserve(ids.size());
  for (const ObjectId& id : ids) commits.push_back(peeler.Peel(id));
  return commits;
}

}  // namespace assay
