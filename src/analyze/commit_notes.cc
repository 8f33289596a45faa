#include "analyze/commit_notes.h"

#include <utility>

#include "git/packed_ids.h"

namespace assay {
namespace {

constexpr std::string_view kMagic = "notes 1\n";

}  // namespace

CommitNotes::CommitNotes(FactCache& cache, std::string key) : cache_(cache), key_(std::move(key)) {
  const auto bytes = cache_.Get(key_);
  if (!bytes || !bytes->starts_with(kMagic)) return;
  PackedReader reader(std::string_view(*bytes).substr(kMagic.size()));
  std::map<ObjectId, Kept> notes;
  while (!reader.at_end()) {
    const ObjectId id = TakeId(&reader);
    Kept kept;
    kept.note.resize(reader.Count(1));
    for (std::uint32_t& number : kept.note) number = reader.Number();
    if (reader.failed()) return;
    notes.emplace_hint(notes.end(), id, std::move(kept));
  }
  notes_ = std::move(notes);
}

const CommitNotes::Note* CommitNotes::Find(const ObjectId& commit) {
  const auto found = notes_.find(commit);
  if (found == notes_.end()) return nullptr;
  found->second.used = true;
  return &found->second.note;
}

void CommitNotes::Add(const ObjectId& commit, Note note) {
  notes_[commit] = {std::move(note), true};
  changed_ = true;
}

void CommitNotes::Save() {
  if (!changed_) return;
  std::string bytes(kMagic);
  for (const auto& [id, kept] : notes_) {
    if (!kept.used) continue;
    PutId(id, &bytes);
    PutNumber(kept.note.size(), &bytes);
    for (const std::uint32_t number : kept.note) PutNumber(number, &bytes);
  }
  cache_.Put(key_, bytes);
}

}  // namespace assay
