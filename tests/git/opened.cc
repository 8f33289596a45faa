#include "tests/git/opened.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <utility>

namespace assay {

Repository Opened(const std::string& path, const OpenOptions& options) {
  auto repository = Repository::Open(path, options);
  if (!repository) {
    ADD_FAILURE() << repository.error().message;
    std::abort();
  }
  return *std::move(repository);
}

Snapshot Walked(Repository repository) {
  auto snapshot = repository.Walk("", "", {});
  EXPECT_TRUE(snapshot) << snapshot.error().message;
  return snapshot ? *std::move(snapshot) : Snapshot();
}

std::string WalkError(const std::string& path) {
  const auto snapshot = Opened(path).Walk("", "", {});
  EXPECT_FALSE(snapshot);
  return snapshot ? "" : snapshot.error().message;
}

std::string Contents(Repository repository) {
  constexpr std::uint64_t kLimit = 1 << 20;
  std::string text;
  const Snapshot snapshot = *repository.Walk("", "", {});
  text += snapshot.commit.Hex() + snapshot.subject + snapshot.origin_url;
  for (const TreeEntry& entry : snapshot.entries) {
    text += "\n" + entry.path + " " + entry.blob.Hex() + " ";
    text += repository.Read(entry.blob, kLimit).value_or("?");
  }
  const History history = *repository.ReadHistory("", {});
  for (const Commit& commit : history.commits) text += commit.id.Hex();
  return text;
}

}  // namespace assay
