#include "analyze/commit_sizes.h"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>

#include "analyze/parallel.h"
#include "base/text.h"
#include "git/commit_changes.h"
#include "language/linguist_tables.h"
#include "language/path_rules.h"

namespace assay {
namespace {

constexpr std::size_t kMaxChanges = 100'000;
// Commits that one thread takes at once, so that it meets its trees again.
constexpr std::size_t kBatch = 64;

bool IsVendored(std::string_view path) {
  bool gave_up = false;
  return IsVendoredPath(linguist::kMain, path, &gave_up);
}

CommitSize SizeOf(const TreeComparer::Changes& changes) {
  CommitSize size;
  size.known = true;
  std::set<ObjectId> gone;
  for (const FileChange& change : changes.files) {
    if (change.new_blob.IsNull()) gone.insert(change.old_blob);
  }
  for (const FileChange& change : changes.files) {
    if (change.new_blob.IsNull()) {
      ++size.deleted;
    } else if (change.old_blob.IsNull()) {
      ++size.added;
      if (gone.contains(change.new_blob)) {
        ++size.renamed;
      } else if (IsVendored(change.path)) {
        ++size.foreign;
      } else if (IsAsset(change.path)) {
        ++size.assets;
      }
    } else {
      ++size.modified;
    }
  }
  size.renamed = std::min(size.renamed, size.deleted);
  return size;
}

CommitNotes::Note NoteOf(const CommitSize& size) {
  return {size.added, size.modified, size.deleted, size.renamed, size.foreign, size.assets};
}

// False where the note is of something else.
bool TakeNote(const CommitNotes::Note* note, CommitSize& size) {
  if (note == nullptr || note->size() != 6) return false;
  const std::uint32_t* const from = note->data();
  size = {true, from[0], from[1], from[2], from[3], from[4], from[5]};
  return true;
}

}  // namespace

bool IsAsset(std::string_view path) {
  static constexpr auto kExtensions = std::to_array<std::string_view>(
      {".svg", ".png", ".jpg", ".jpeg", ".gif", ".ico", ".webp", ".bmp", ".woff", ".woff2",
       ".ttf", ".otf", ".eot", ".mp3",  ".mp4", ".ogg", ".wav",  ".pdf", ".po",   ".mo"});
  const std::string extension = ToLowerAscii(Extension(path));
  return std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end();
}

std::vector<CommitSize> SizeCommits(Repository& repository, const History& history,
                                    unsigned threads, const Limits& limits, CommitNotes& notes) {
  std::unordered_map<ObjectId, std::size_t, ObjectIdHash> places;
  for (std::size_t i = 0; i < history.commits.size(); ++i) places[history.commits[i].id] = i;
  std::vector<CommitSize> sizes(history.commits.size());
  std::vector<std::size_t> wanted;
  std::size_t asked = 0;
  for (std::size_t i = 0; i < history.commits.size(); ++i) {
    const std::size_t parents = history.commits[i].parents.size();
    const bool in_reach = parents == 1 && asked < kSizedCommits &&
                          places.contains(history.commits[i].parents.front());
    if (parents != 0 && !in_reach) continue;
    ++asked;
    if (!TakeNote(notes.Find(history.commits[i].id), sizes[i])) wanted.push_back(i);
  }
  std::vector<Repository> handles;
  for (unsigned i = 0; i < std::max(1U, threads); ++i) handles.push_back(repository.Clone());
  std::vector<TreeComparer> comparers;
  for (Repository& handle : handles) comparers.emplace_back(handle, limits);
  const std::size_t batches = (wanted.size() + kBatch - 1) / kBatch;
  ForEachIndex(batches, threads, [&](std::size_t batch, unsigned worker) {
    for (std::size_t n = batch * kBatch; n < std::min(wanted.size(), (batch + 1) * kBatch); ++n) {
      const Commit& commit = history.commits[wanted[n]];
      const ObjectId older = commit.parents.empty()
                                 ? ObjectId{}
                                 : history.commits[places.at(commit.parents.front())].tree;
      const TreeComparer::Changes changes =
          comparers[worker].Compare(commit.tree, older, kMaxChanges);
      if (changes.complete) sizes[wanted[n]] = SizeOf(changes);
    }
  });
  for (const std::size_t i : wanted) {
    if (sizes[i].known) notes.Add(history.commits[i].id, NoteOf(sizes[i]));
  }
  return sizes;
}

}  // namespace assay
