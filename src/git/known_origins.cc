#include "git/known_origins.h"

#include <algorithm>
#include <utility>

#include "git/packed_ids.h"

namespace assay {
namespace {

constexpr std::string_view kMagic = "origins 1\n";

// Numbers things as they come.
template <typename T>
class Numbering {
 public:
  std::uint32_t Of(const T& value) {
    const auto [found, is_new] =
        numbers_.try_emplace(value, static_cast<std::uint32_t>(values_.size()));
    if (is_new) values_.push_back(&found->first);
    return found->second;
  }
  const std::vector<const T*>& values() const { return values_; }

 private:
  std::map<T, std::uint32_t> numbers_;
  std::vector<const T*> values_;
};

}  // namespace

std::string EncodeOrigins(const KnownOrigins& origins) {
  Numbering<ObjectId> commits;
  Numbering<std::string> paths;
  std::string files;
  PutNumber(origins.size(), &files);
  for (const auto& [path, file] : origins) {
    PutText(path, &files);
    PutId(file.blob, &files);
    PutNumber(file.runs.size(), &files);
    for (const KnownRun& run : file.runs) {
      PutNumber(run.line, &files);
      PutNumber(run.count, &files);
      PutNumber(commits.Of(run.commit), &files);
      PutNumber(paths.Of(run.path), &files);
      PutNumber(run.origin, &files);
    }
  }
  std::string bytes(kMagic);
  PutNumber(commits.values().size(), &bytes);
  for (const ObjectId* const commit : commits.values()) PutId(*commit, &bytes);
  PutNumber(paths.values().size(), &bytes);
  for (const std::string* const path : paths.values()) PutText(*path, &bytes);
  return bytes + files;
}

std::optional<KnownOrigins> DecodeOrigins(std::string_view bytes) {
  if (!bytes.starts_with(kMagic)) return std::nullopt;
  PackedReader reader(bytes.substr(kMagic.size()));
  std::vector<ObjectId> commits(reader.Count(kPackedIdBytes));
  for (ObjectId& commit : commits) commit = TakeId(&reader);
  std::vector<std::string> paths(reader.Count(1));
  for (std::string& path : paths) path = reader.Text();
  KnownOrigins origins;
  for (std::size_t files = reader.Count(kPackedIdBytes + 2); files > 0; --files) {
    std::string path(reader.Text());
    KnownFile file;
    file.blob = TakeId(&reader);
    std::uint64_t end = 0;  // of the run before
    for (std::size_t runs = reader.Count(5); runs > 0 && !reader.failed(); --runs) {
      KnownRun run;
      run.line = reader.Number();
      run.count = reader.Number();
      const std::uint32_t commit = reader.Number();
      const std::uint32_t from = reader.Number();
      run.origin = reader.Number();
      const bool is_sane = run.line >= end && run.count > 0 && commit < commits.size() &&
                           from < paths.size() &&
                           std::uint64_t{run.origin} + run.count < UINT32_MAX;
      if (reader.failed() || !is_sane) return std::nullopt;
      end = std::uint64_t{run.line} + run.count;
      run.commit = commits[commit];
      run.path = paths[from];
      file.runs.push_back(std::move(run));
    }
    if (reader.failed()) return std::nullopt;
    origins.emplace(std::move(path), std::move(file));
  }
  if (reader.failed() || !reader.at_end()) return std::nullopt;
  return origins;
}

}  // namespace assay
