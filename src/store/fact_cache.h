// The facts of blobs seen before, in one SQLite file outside every scanned
// repository.
//
// A cache may be damaged, locked, of another version or written by two programs
// at once: the worst that happens is a cold scan. Each entry carries a checksum
// of its key and content, and facts that do not decode, or do not lie in the
// blob that they are said to be of, are read again. Nothing can tell facts that
// somebody made up with care, so a cache that others may write is not used.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "model/facts.h"

namespace assay {

class FactCache {
 public:
  // Opens or creates `directory`/facts.sqlite. Where that fails, the cache is
  // empty and forgets, and `diagnostics()` says so ("cache-unusable").
  static FactCache Open(const std::string& directory);
  // A cache that is always empty and forgets: --no-cache.
  static FactCache Off();

  FactCache(FactCache&&) noexcept;
  FactCache& operator=(FactCache&&) noexcept;
  ~FactCache();

  // The key of a blob's facts: its object id, how it is read, by which
  // readers, under which limits.
  static std::string Key(std::string_view blob_hex, std::string_view format,
                         std::string_view extractor_version, std::string_view limits_digest);

  // The stored bytes (EncodeFacts), checked. Thread-safe.
  std::optional<std::string> Get(std::string_view key);
  // Written a few megabytes at a time, and at Flush. Thread-safe.
  void Put(std::string_view key, std::string_view encoded);
  // The reader of an entry found that it cannot be right: told once. Thread-safe.
  void ReportDamage();
  // Writes what was put. A cache that has grown to its limit starts anew.
  void Flush();

  // For the user's terminal, not for the profile: what a profile says does not
  // hang on the state of a cache.
  Diagnostics diagnostics() const;

 private:
  struct State;
  explicit FactCache(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace assay
