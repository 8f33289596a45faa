#include "git/known_commits.h"

#include <utility>

#include "git/packed_ids.h"

namespace assay {
namespace {

constexpr std::string_view kMagic = "commits 2\n";
constexpr std::size_t kLeastBytes = 2 * kPackedIdBytes + 12;  // of one commit

void PutSignature(const Signature& signature, std::string* bytes) {
  PutText(signature.name, bytes);
  PutText(signature.email, bytes);
  PutNumber(static_cast<std::uint64_t>(signature.time), bytes);
}

Signature TakeSignature(PackedReader* reader) {
  Signature signature;
  signature.name = reader->Text();
  signature.email = reader->Text();
  signature.time = static_cast<std::int64_t>(reader->LongNumber());
  return signature;
}

Commit TakeCommit(PackedReader* reader) {
  Commit commit;
  commit.id = TakeId(reader);
  commit.tree = TakeId(reader);
  commit.parents.resize(reader->Count(kPackedIdBytes));
  for (ObjectId& parent : commit.parents) parent = TakeId(reader);
  commit.author = TakeSignature(reader);
  commit.committer = TakeSignature(reader);
  commit.subject = reader->Text();
  commit.body = reader->Text();
  commit.trailers.resize(reader->Count(2));
  for (Trailer& trailer : commit.trailers) {
    trailer.key = reader->Text();
    trailer.value = reader->Text();
  }
  commit.encoding = reader->Text();
  // A number beyond the last kind comes of bytes that nobody wrote so.
  commit.signature = static_cast<SignatureKind>(
      std::min<std::uint32_t>(reader->Number(), static_cast<std::uint32_t>(SignatureKind::kOther)));
  commit.malformed = reader->Number() != 0;
  return commit;
}

}  // namespace

std::string EncodeCommit(const Commit& commit) {
  std::string bytes;
  PutId(commit.id, &bytes);
  PutId(commit.tree, &bytes);
  PutNumber(commit.parents.size(), &bytes);
  for (const ObjectId& parent : commit.parents) PutId(parent, &bytes);
  PutSignature(commit.author, &bytes);
  PutSignature(commit.committer, &bytes);
  PutText(commit.subject, &bytes);
  PutText(commit.body, &bytes);
  PutNumber(commit.trailers.size(), &bytes);
  for (const Trailer& trailer : commit.trailers) {
    PutText(trailer.key, &bytes);
    PutText(trailer.value, &bytes);
  }
  PutText(commit.encoding, &bytes);
  PutNumber(static_cast<std::uint64_t>(commit.signature), &bytes);
  PutNumber(commit.malformed ? 1 : 0, &bytes);
  return bytes;
}

std::optional<std::vector<Commit>> DecodeCommits(std::string_view bytes) {
  if (!bytes.starts_with(kMagic)) return std::nullopt;
  PackedReader reader(bytes.substr(kMagic.size()));
  std::vector<Commit> commits;
  commits.reserve(std::min(bytes.size() / kLeastBytes, KnownCommits::kPageCommits));
  while (!reader.at_end()) {
    commits.push_back(TakeCommit(&reader));
    if (reader.failed() || commits.size() > KnownCommits::kPageCommits) return std::nullopt;
  }
  return commits;
}

std::string KnownCommits::KeyOf(std::size_t page) const {
  return key_ + " " + std::to_string(page);
}

void KnownCommits::Load(const Recall& recall, std::string key, std::size_t most) {
  key_ = std::move(key);
  most_ = most;
  while (pages_.size() * kPageCommits < most_) {
    auto bytes = recall(KeyOf(pages_.size()));
    if (!bytes) return;
    auto commits = DecodeCommits(*bytes);
    if (!commits || commits->empty()) return;
    Page page;
    page.count = commits->size();
    if (page.count < kPageCommits) page.bytes = *std::move(bytes);
    pages_.push_back(std::move(page));
    for (Commit& commit : *commits) {
      const ObjectId id = commit.id;
      commits_.emplace(id, std::move(commit));
    }
  }
}

std::optional<Commit> KnownCommits::Take(const ObjectId& id) {
  const auto found = commits_.find(id);
  if (found == commits_.end()) return std::nullopt;
  std::optional<Commit> commit(std::move(found->second));
  commits_.erase(found);
  return commit;
}

void KnownCommits::Add(const Commit& commit) {
  if (pages_.empty() || pages_.back().count == kPageCommits) {
    pages_.emplace_back();
    pages_.back().bytes = kMagic;
  }
  Page& page = pages_.back();
  page.bytes += EncodeCommit(commit);
  page.changed = true;
  ++page.count;
}

void KnownCommits::Save(const Remember& remember, const std::vector<Commit>& all) {
  const std::size_t before = pages_.size();
  if (before * kPageCommits >= most_ + kPageCommits) {
    pages_.clear();
    for (const Commit& commit : all) Add(commit);
  }
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    if (pages_[i].changed) remember(KeyOf(i), pages_[i].bytes);
  }
  for (std::size_t i = pages_.size(); i < before; ++i) remember(KeyOf(i), "");
}

}  // namespace assay
