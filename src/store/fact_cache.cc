#include "store/fact_cache.h"

#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <mutex>

#include "base/hash.h"

namespace assay {
namespace {

// Pages of 4 KiB that the file may have: 1 GiB.
constexpr int kMaxPages = 262'144;
constexpr int kBusyMilliseconds = 200;
constexpr std::size_t kMaxPendingBytes = std::size_t{16} << 20;
constexpr int kSchema = 1;

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Prepared = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

bool Run(sqlite3* database, const std::string& sql) {
  return sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

Prepared Prepare(sqlite3* database, const char* sql) {
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(database, sql, -1, &statement, nullptr);
  return Prepared(statement);
}

void BindText(sqlite3_stmt* statement, int index, std::string_view text) {
  sqlite3_bind_text(statement, index, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
}

std::string_view ColumnBlob(sqlite3_stmt* statement, int column) {
  const void* const data = sqlite3_column_blob(statement, column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
  return data == nullptr ? std::string_view()
                         : std::string_view(static_cast<const char*>(data), size);
}

std::string Checksum(std::string_view key, std::string_view facts) {
  return HashHex(fmt::format("assay facts {}\n{}\n{}", kSchema, key, HashHex(facts)));
}

// Whether only this user may change what lies at `path`.
bool IsOurs(const std::string& path) {
  struct stat about {};
  return stat(path.c_str(), &about) == 0 && about.st_uid == geteuid() &&
         (about.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

// The schema version that the file has, -1 if it is no database.
int ReadSchema(sqlite3* database) {
  const Prepared statement = Prepare(database, "PRAGMA user_version");
  if (!statement || sqlite3_step(statement.get()) != SQLITE_ROW) return -1;
  return sqlite3_column_int(statement.get(), 0);
}

}  // namespace

struct FactCache::State {
  std::mutex mutex;
  Database database;  // Null: the cache is off.
  Prepared get;
  std::vector<std::pair<std::string, std::string>> pending;  // key and facts
  std::size_t pending_bytes = 0;
  Diagnostics diagnostics;

  void Disable(std::string reason) {
    get.reset();
    database.reset();
    diagnostics.push_back({"cache-unusable", "", 0, std::move(reason)});
  }

  void TellDamage() {
    if (!diagnostics.empty()) return;
    diagnostics.push_back({"cache-entry-damaged", "", 0,
                           "entries of the fact cache are damaged; those files were read again"});
  }

  // All of `pending` in one transaction: SQLITE_DONE, or what failed.
  int WriteOnce() {
    if (!Run(database.get(), "BEGIN IMMEDIATE")) return SQLITE_BUSY;
    const Prepared put =
        Prepare(database.get(), "INSERT OR REPLACE INTO facts(key, checksum, facts) VALUES(?,?,?)");
    int step = put ? SQLITE_DONE : SQLITE_ERROR;
    for (const auto& [key, facts] : pending) {
      if (step != SQLITE_DONE) break;
      const std::string checksum = Checksum(key, facts);
      sqlite3_reset(put.get());
      BindText(put.get(), 1, key);
      BindText(put.get(), 2, checksum);
      sqlite3_bind_blob64(put.get(), 3, facts.data(), facts.size(), SQLITE_STATIC);
      step = sqlite3_step(put.get());
    }
    Run(database.get(), step == SQLITE_DONE ? "COMMIT" : "ROLLBACK");
    return step;
  }

  void Write() {
    if (!database || pending.empty()) return;
    std::sort(pending.begin(), pending.end());
    int step = WriteOnce();
    if (step == SQLITE_FULL && Run(database.get(), "DELETE FROM facts")) step = WriteOnce();
    pending.clear();
    pending_bytes = 0;
    if (step == SQLITE_DONE) return;
    diagnostics.push_back(
        {"cache-unwritable", "", 0,
         "the fact cache cannot be written; the next scan reads everything again"});
  }
};

FactCache::FactCache(std::unique_ptr<State> state) : state_(std::move(state)) {}
FactCache::FactCache(FactCache&&) noexcept = default;
FactCache& FactCache::operator=(FactCache&&) noexcept = default;
FactCache::~FactCache() = default;

FactCache FactCache::Off() { return FactCache(std::make_unique<State>()); }

FactCache FactCache::Open(const std::string& directory) {
  FactCache cache = Off();
  State& state = *cache.state_;
  std::error_code error;
  if (std::filesystem::create_directories(directory, error))
    std::filesystem::permissions(directory, std::filesystem::perms::owner_all, error);
  const std::string path = directory + "/facts.sqlite";
  if (std::filesystem::exists(directory, error) &&
      (!IsOurs(directory) || (std::filesystem::exists(path, error) && !IsOurs(path)))) {
    state.Disable("others may write the fact cache; scanning without it");
    return cache;
  }
  sqlite3* database = nullptr;
  const int opened =
      sqlite3_open_v2(path.c_str(), &database,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  state.database.reset(database);
  if (opened != SQLITE_OK) {
    state.Disable("the fact cache cannot be opened; scanning without it");
    return cache;
  }
  sqlite3_busy_timeout(database, kBusyMilliseconds);
  // A hostile file may hold triggers and views: none of its schema is trusted.
  sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
  Run(database, fmt::format("PRAGMA max_page_count={}", kMaxPages));
  Run(database, "PRAGMA synchronous=OFF");
  const int schema = ReadSchema(database);
  if (schema == 0) {
    Run(database, fmt::format("BEGIN IMMEDIATE; CREATE TABLE IF NOT EXISTS facts(key TEXT PRIMARY "
                              "KEY, checksum TEXT, facts BLOB) WITHOUT ROWID; "
                              "PRAGMA user_version={}; COMMIT",
                              kSchema));
  } else if (schema != kSchema) {
    state.Disable("the fact cache is damaged or of another version; scanning without it");
    return cache;
  }
  state.get = Prepare(database, "SELECT checksum, facts FROM facts WHERE key=?");
  if (!state.get) state.Disable("the fact cache cannot be read; scanning without it");
  return cache;
}

std::string FactCache::Key(std::string_view blob_hex, std::string_view format,
                           std::string_view extractor_version, std::string_view limits_digest) {
  return fmt::format("{} {} {} {}", blob_hex, format, extractor_version, limits_digest);
}

std::optional<std::string> FactCache::Get(std::string_view key) {
  const std::lock_guard lock(state_->mutex);
  sqlite3_stmt* const get = state_->get.get();
  if (get == nullptr) return std::nullopt;
  sqlite3_reset(get);
  BindText(get, 1, key);
  const int step = sqlite3_step(get);
  if (step == SQLITE_DONE) return std::nullopt;
  if (step != SQLITE_ROW) {
    state_->Disable("the fact cache is damaged or locked; scanning without it");
    return std::nullopt;
  }
  const std::string_view checksum = ColumnBlob(get, 0);
  const std::string_view facts = ColumnBlob(get, 1);
  std::optional<std::string> result;
  if (checksum == Checksum(key, facts)) {
    result.emplace(facts);
  } else {
    state_->TellDamage();
  }
  sqlite3_reset(get);
  return result;
}

void FactCache::Put(std::string_view key, std::string_view encoded) {
  const std::lock_guard lock(state_->mutex);
  if (!state_->database) return;
  state_->pending.emplace_back(key, encoded);
  state_->pending_bytes += encoded.size();
  if (state_->pending_bytes > kMaxPendingBytes) state_->Write();
}

void FactCache::ReportDamage() {
  const std::lock_guard lock(state_->mutex);
  state_->TellDamage();
}

void FactCache::Flush() {
  const std::lock_guard lock(state_->mutex);
  state_->Write();
}

Diagnostics FactCache::diagnostics() const {
  const std::lock_guard lock(state_->mutex);
  return state_->diagnostics;
}

}  // namespace assay
