#include "analyze/read_root_file.h"

#include <algorithm>
#include <cstdint>

#include "git/authorship.h"

namespace assay {

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
  std::vector<std::uint32_t> unreadable;
  return ParseIgnoredCommits(
      ReadRootFile(repository, options, ".git-blame-ignore-revs", diagnostics), &unreadable);
}

}  // namespace assay
