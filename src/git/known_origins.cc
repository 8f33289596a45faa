#include "git/known_origins.h"

#include <algorithm>
#include <utility>

namespace assay {
namespace {

constexpr std::string_view kMagic = "origins 1\n";
constexpr std::size_t kIdBytes = 20;

void PutNumber(std::uint64_t number, std::string* bytes) {
  for (; number >= 0x80; number >>= 7) *bytes += static_cast<char>(number | 0x80);
  *bytes += static_cast<char>(number);
}

void PutText(std::string_view text, std::string* bytes) {
  PutNumber(text.size(), bytes);
  *bytes += text;
}

void PutId(const ObjectId& id, std::string* bytes) {
  bytes->append(id.bytes.begin(), id.bytes.end());
}

// Takes values off the beginning. After the first that is not there all are
// empty, and `failed` stays true.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  bool failed() const { return failed_; }
  bool at_end() const { return rest_.empty(); }

  std::uint32_t Number() {
    std::uint64_t number = 0;
    for (int shift = 0; shift < 35 && !rest_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      number |= std::uint64_t{byte & 0x7fU} << shift;
      if ((byte & 0x80U) == 0) {
        failed_ = failed_ || number > UINT32_MAX;
        return failed_ ? 0 : static_cast<std::uint32_t>(number);
      }
    }
    failed_ = true;
    return 0;
  }

  // A number of things of which each takes so many bytes at least.
  std::uint32_t Count(std::size_t least_bytes) {
    const std::uint32_t count = Number();
    if (count > rest_.size() / least_bytes) failed_ = true;
    return failed_ ? 0 : count;
  }

  std::string_view Bytes(std::size_t size) {
    if (size > rest_.size()) failed_ = true;
    if (failed_) return {};
    const std::string_view bytes = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return bytes;
  }

  std::string Text() { return std::string(Bytes(Number())); }

  ObjectId Id() {
    ObjectId id;
    const std::string_view bytes = Bytes(kIdBytes);
    std::copy(bytes.begin(), bytes.end(), id.bytes.begin());
    return id;
  }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

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
  Reader reader(bytes.substr(kMagic.size()));
  std::vector<ObjectId> commits(reader.Count(kIdBytes));
  for (ObjectId& commit : commits) commit = reader.Id();
  std::vector<std::string> paths(reader.Count(1));
  for (std::string& path : paths) path = reader.Text();
  KnownOrigins origins;
  for (std::uint32_t files = reader.Count(kIdBytes + 2); files > 0; --files) {
    std::string path = reader.Text();
    KnownFile file;
    file.blob = reader.Id();
    std::uint64_t end = 0;  // of the run before
    for (std::uint32_t runs = reader.Count(5); runs > 0 && !reader.failed(); --runs) {
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
