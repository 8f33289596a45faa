#include "git/rename_finder.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "base/hash.h"
#include "base/text.h"

namespace assay {
namespace {

constexpr int kWhole = 60'000;
constexpr int kLeast = 30'000;
constexpr int kLeastOfSameName = 45'000;
constexpr std::size_t kPieceBytes = 64;
constexpr std::size_t kMaxSameContent = 100;  // alternatives that are looked at

bool IsFile(TreeMode mode) { return mode == TreeMode::kFile || mode == TreeMode::kExecutable; }

}  // namespace

Pieces PiecesOf(std::string_view text) {
  std::vector<std::uint64_t> all;  // hashes, each above its size
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at, kPieceBytes);
    const std::size_t end = rest.find('\n');
    const std::size_t size = end == rest.npos ? rest.size() : end + 1;
    std::string_view piece = rest.substr(0, size);
    if (piece.ends_with('\n')) piece.remove_suffix(piece.ends_with("\r\n") ? 2 : 1);
    all.push_back(Hash64(piece) << 32 | size);
    at += size;
  }
  std::sort(all.begin(), all.end());
  Pieces pieces;
  for (const std::uint64_t each : all) {
    const auto hash = static_cast<std::uint32_t>(each >> 32);
    const auto size = static_cast<std::uint32_t>(each);
    if (!pieces.empty() && pieces.back().first == hash) {
      pieces.back().second += size;
    } else {
      pieces.emplace_back(hash, size);
    }
  }
  return pieces;
}

int Similarity(const Pieces& older, std::uint64_t older_size, const Pieces& newer,
               std::uint64_t newer_size) {
  const std::uint64_t larger = std::max(older_size, newer_size);
  if (newer_size == 0 || larger == 0) return 0;
  std::uint64_t copied = 0;
  // Which list goes on is as good as random: no branch hangs on it.
  for (std::size_t a = 0, b = 0; a < older.size() && b < newer.size();) {
    const auto [hash_a, size_a] = older[a];
    const auto [hash_b, size_b] = newer[b];
    copied += hash_a == hash_b ? std::min(size_a, size_b) : 0;
    a += hash_a <= hash_b ? 1 : 0;
    b += hash_b <= hash_a ? 1 : 0;
  }
  return static_cast<int>(copied * kWhole / larger);
}

RenameFinder::RenameFinder(std::vector<DeletedFile> deleted, std::size_t most, const Limits& limits,
                           ObjectReader* objects)
    : deleted_(std::move(deleted)), most_(most), limits_(limits), objects_(*objects) {
  sources_.reserve(deleted_.size());
  for (std::size_t i = 0; i < deleted_.size(); ++i) {
    sources_.push_back({&deleted_[i], BaseName(deleted_[i].path)});
    by_blob_[deleted_[i].blob].push_back(i);
    by_name_[sources_.back().name].push_back(i);
  }
}

const DeletedFile* RenameFinder::Find(std::string_view path, const ObjectId& blob, TreeMode mode) {
  if (deleted_.empty()) return nullptr;
  if (const DeletedFile* const same = FindSameContent(path, blob, mode)) return same;
  if (!IsFile(mode)) return nullptr;
  Content& content = ContentOf(blob);
  if (!content.readable) return nullptr;
  if (const DeletedFile* const same = FindSameName(path, &content)) return same;
  return FindSimilar(path, &content);
}

const DeletedFile* RenameFinder::FindSameContent(std::string_view path, const ObjectId& blob,
                                                 TreeMode mode) {
  const auto found = by_blob_.find(blob);
  if (found == by_blob_.end()) return nullptr;
  const DeletedFile* best = nullptr;
  std::size_t looked_at = 0;
  for (const std::size_t i : found->second) {
    const DeletedFile& source = deleted_[i];
    if (!SameKind(source.mode, mode)) continue;
    if (BaseName(source.path) == BaseName(path)) return &source;
    if (best == nullptr) best = &source;
    if (++looked_at > kMaxSameContent) break;
  }
  return best;
}

const DeletedFile* RenameFinder::FindSameName(std::string_view path, Content* content) {
  const auto found = by_name_.find(BaseName(path));
  if (found == by_name_.end() || found->second.size() != 1) return nullptr;
  Source& source = sources_[found->second.front()];
  return Compare(&source, content, kLeastOfSameName) >= kLeastOfSameName ? source.file : nullptr;
}

// Git keeps the best four, each in place of the worst so far, and takes the
// first of the best. So of equal ones it need not be the first by path.
const DeletedFile* RenameFinder::FindSimilar(std::string_view path, Content* content) {
  struct Candidate {
    const DeletedFile* source = nullptr;
    int similarity = -1;
    bool same_name = false;
    bool IsBetterThan(const Candidate& other) const {
      return std::tie(similarity, same_name) > std::tie(other.similarity, other.same_name);
    }
  };
  std::array<Candidate, 4> best;
  full_ = full_ || sources_.size() > most_;
  const std::string_view name = BaseName(path);
  for (std::size_t i = 0; i < std::min(most_, sources_.size()); ++i) {
    Source& source = sources_[i];
    const Candidate candidate{source.file, Compare(&source, content, kLeast), source.name == name};
    Candidate* worst = best.data();
    for (Candidate& each : best) {
      if (worst->IsBetterThan(each)) worst = &each;
    }
    if (candidate.IsBetterThan(*worst)) *worst = candidate;
  }
  const Candidate* first = best.data();
  for (const Candidate& each : best) {
    if (each.IsBetterThan(*first)) first = &each;
  }
  return first->similarity >= kLeast ? first->source : nullptr;
}

RenameFinder::Content& RenameFinder::ContentOf(const ObjectId& blob) {
  const auto [found, is_new] = contents_.try_emplace(blob);
  Content& content = found->second;
  if (!is_new) return content;
  content.blob = blob;
  const auto header = objects_.ReadHeader(blob);
  if (!header || header->type != ObjectType::kBlob) return content;
  content.size = header->size;
  content.readable = content.size <= limits_.followed_bytes;
  return content;
}

int RenameFinder::Compare(Source* source, Content* content, int least) {
  if (!IsFile(source->file->mode)) return 0;
  if (source->content == nullptr) source->content = &ContentOf(source->file->blob);
  Content& other = *source->content;
  if (!other.readable) return 0;
  const std::uint64_t larger = std::max(other.size, content->size);
  const std::uint64_t smaller = std::min(other.size, content->size);
  if (larger * static_cast<std::uint64_t>(kWhole - least) < (larger - smaller) * kWhole) return 0;
  const auto load = [this](Content* of) {
    if (of->pieces || !of->readable) return;
    const auto object = objects_.ReadUnverified(of->blob, limits_.followed_bytes);
    of->readable = object.has_value() && (*object)->bytes.size() == of->size;
    if (of->readable) of->pieces = PiecesOf((*object)->bytes);
  };
  load(&other);
  load(content);
  if (!other.pieces || !content->pieces) return 0;
  return Similarity(*other.pieces, other.size, *content->pieces, content->size);
}

}  // namespace assay
