// Whatever state the cache is in, the profile is that of a cold scan.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "facts/extract.h"
#include "store/fact_cache.h"
#include "store/fact_codec.h"
#include "tests/support/process.h"

namespace assay {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kCode =
    "import bcrypt\n"
    "def save(user, password):\n"
    "    user.secret = bcrypt.hashpw(password, bcrypt.gensalt())\n";
constexpr const char* kOther = "import redis\nredis.Redis().get('x')\n";

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;

class CacheTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_.Write("shop/accounts.py", kCode);
    folder_.Write("shop/store.py", kOther);
    MakeRepository(folder_, "shop");
    cold_ = Scan({"--no-cache"}).out;
    ASSERT_THAT(cold_, HasSubstr("bcrypt.hashpw(password"));
  }

  ProgramRun Scan(const std::vector<std::string>& options) const {
    std::vector<std::string> words = {ASSAY_BINARY, "scan", "--format", "json"};
    words.insert(words.end(), options.begin(), options.end());
    words.emplace_back("shop");
    return RunProgram(words, folder_.path());
  }
  ProgramRun CachedScan() const { return Scan({"--cache", "cache"}); }

  // As a scan has filed it.
  std::string KeyOf(const std::string& file) const {
    const ProgramRun hash =
        RunProgram({"git", "-C", "shop", "rev-parse", "HEAD:" + file}, folder_.path());
    std::string key;
    const std::string sql =
        "SELECT key FROM facts WHERE key LIKE '" + hash.out.substr(0, 40) + " %'";
    const auto keep = [](void* into, int, char** values, char**) {
      *static_cast<std::string*>(into) = values[0];
      return 0;
    };
    sqlite3_exec(Open().get(), sql.c_str(), keep, &key, nullptr);
    EXPECT_FALSE(key.empty()) << file;
    return key;
  }
  // What the cache itself would write, checksum and all.
  void Forge(const std::string& file, const std::string& facts) const {
    CachedScan();
    const std::string key = KeyOf(file);
    FactCache cache = FactCache::Open(folder_.path() + "/cache");
    cache.Put(key, facts);
    cache.Flush();
    ASSERT_TRUE(cache.diagnostics().empty());
    ASSERT_EQ(cache.Get(key), facts);
  }
  Database Open() const {
    sqlite3* database = nullptr;
    EXPECT_EQ(sqlite3_open((folder_.path() + "/cache/facts.sqlite").c_str(), &database), SQLITE_OK);
    return Database(database);
  }
  static void Run(const Database& database, const char* sql) {
    ASSERT_EQ(sqlite3_exec(database.get(), sql, nullptr, nullptr, nullptr), SQLITE_OK) << sql;
  }
  void ExpectColdAnswer(const ProgramRun& outcome, const std::string& said) const {
    EXPECT_EQ(outcome.exit_code, 0);
    EXPECT_EQ(outcome.out, cold_);
    EXPECT_THAT(outcome.err, HasSubstr(said));
  }

  ScratchFolder folder_;
  std::string cold_;
};

TEST_F(CacheTest, AWarmScanSaysTheSameAndComplainsOfNothing) {
  EXPECT_EQ(CachedScan().out, cold_);
  const ProgramRun warm = CachedScan();
  EXPECT_EQ(warm.out, cold_);
  EXPECT_THAT(warm.err, Not(HasSubstr("cache")));
}

TEST_F(CacheTest, AnEntryThatDoesNotDecodeIsReadAgain) {
  Forge("accounts.py", "no facts at all");
  ExpectColdAnswer(CachedScan(), "entries of the fact cache are damaged");
}

TEST_F(CacheTest, AnEntryThatIsCutOffIsReadAgain) {
  const std::string facts = EncodeFacts(ExtractFacts({"python", kCode, Limits{}}));
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, facts.size() / 2}) {
    Forge("accounts.py", facts.substr(0, size));
    ExpectColdAnswer(CachedScan(), "entries of the fact cache are damaged");
  }
}

TEST_F(CacheTest, FactsThatDoNotLieInTheBlobAreReadAgain) {
  FileFacts facts = ExtractFacts({"python", kOther, Limits{}});
  ASSERT_FALSE(facts.uses.empty());
  facts.uses[0].region.start_line = facts.uses[0].region.end_line = 4'000;
  Forge("accounts.py", EncodeFacts(facts));
  ExpectColdAnswer(CachedScan(), "entries of the fact cache are damaged");
}

TEST_F(CacheTest, AnEntryUnderTheNameOfAnotherBlobIsReadAgain) {
  CachedScan();
  const Database database = Open();
  const std::string swap =
      "UPDATE facts SET (checksum, facts) = (SELECT checksum, facts FROM facts "
      "WHERE key='" +
      KeyOf("store.py") + "') WHERE key='" + KeyOf("accounts.py") + "'";
  Run(database, swap.c_str());
  ASSERT_EQ(sqlite3_changes(database.get()), 1);
  ExpectColdAnswer(CachedScan(), "entries of the fact cache are damaged");
}

TEST_F(CacheTest, ALockedCacheIsLeftAlone) {
  CachedScan();
  const Database database = Open();
  Run(database, "BEGIN EXCLUSIVE");
  ExpectColdAnswer(CachedScan(), "scanning without it");
}

TEST_F(CacheTest, ACacheOfAnotherVersionIsLeftAlone) {
  CachedScan();
  Run(Open(), "PRAGMA user_version=99");
  const std::string before = folder_.Read("cache/facts.sqlite");
  ExpectColdAnswer(CachedScan(), "of another version");
  EXPECT_EQ(folder_.Read("cache/facts.sqlite"), before);
}

TEST_F(CacheTest, ACacheWithoutItsTableIsLeftAlone) {
  CachedScan();
  Run(Open(), "DROP TABLE facts");
  ExpectColdAnswer(CachedScan(), "cannot be read");
}

TEST_F(CacheTest, ATruncatedCacheIsNotBelieved) {
  CachedScan();
  const std::string whole = folder_.Read("cache/facts.sqlite");
  for (const std::size_t size : {std::size_t{1}, std::size_t{100}, std::size_t{4'096},
                                 std::size_t{5'000}, whole.size() - 1}) {
    folder_.Write("cache/facts.sqlite", whole.substr(0, size));
    const ProgramRun outcome = CachedScan();
    EXPECT_EQ(outcome.exit_code, 0) << size;
    EXPECT_EQ(outcome.out, cold_) << size;
  }
}

TEST_F(CacheTest, ACacheThatOthersMayWriteIsNotUsed) {
  CachedScan();
  namespace fs = std::filesystem;
  fs::permissions(folder_.path() + "/cache", fs::perms::others_write, fs::perm_options::add);
  ExpectColdAnswer(CachedScan(), "others may write the fact cache");
  fs::permissions(folder_.path() + "/cache", fs::perms::others_write, fs::perm_options::remove);
  fs::permissions(folder_.path() + "/cache/facts.sqlite", fs::perms::group_write,
                  fs::perm_options::add);
  ExpectColdAnswer(CachedScan(), "others may write the fact cache");
}

TEST_F(CacheTest, ANewCacheIsItsOwnersAlone) {
  CachedScan();
  namespace fs = std::filesystem;
  EXPECT_EQ(fs::status(folder_.path() + "/cache").permissions(), fs::perms::owner_all);
}

TEST_F(CacheTest, TwoScansAtOnceShareOne) {
  ProgramRun first;
  ProgramRun second;
  std::thread other([&] { first = CachedScan(); });
  second = CachedScan();
  other.join();
  EXPECT_EQ(first.out, cold_);
  EXPECT_EQ(second.out, cold_);
  EXPECT_EQ(CachedScan().out, cold_);
}

}  // namespace
}  // namespace assay
