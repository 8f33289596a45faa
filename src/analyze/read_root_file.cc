#include "analyze/read_root_file.h"

#include <cstdint>

#include "git/authorship.h"

namespace assay {

std::string ReadRootFile(Repository& repository, const ScanOptions& options,
                         std::string_view path) {
  constexpr std::uint64_t kMaxBytes = std::uint64_t{8} << 20;
  const auto snapshot = repository.Walk(options.revision, path, options.limits);
  if (!snapshot) return {};
  for (const TreeEntry& entry : snapshot->entries) {
    if (entry.path != path || entry.kind == EntryKind::kSymlink) continue;
    auto text = repository.Read(entry.blob, kMaxBytes);
    if (text) return *std::move(text);
  }
  return {};
}

std::vector<ObjectId> ListedRevisions(Repository& repository, const ScanOptions& options) {
  std::vector<std::uint32_t> unreadable;
  return ParseIgnoredCommits(ReadRootFile(repository, options, ".git-blame-ignore-revs"),
                             &unreadable);
}

}  // namespace assay
