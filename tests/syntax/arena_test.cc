#include "syntax/arena.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <thread>
#include <vector>

extern "C" {
// What tree-sitter and the grammars' scanners allocate by (its alloc.h).
extern void* (*ts_current_malloc)(std::size_t size);
extern void* (*ts_current_realloc)(void* pointer, std::size_t size);
}

namespace assay {
namespace {

using ::testing::Each;

constexpr std::size_t kMegabyte = std::size_t{1} << 20;

// An array that grows to `bytes` as those of tree-sitter do, and what that is charged.
std::size_t ChargedForAnArray(std::size_t bytes) {
  const ParseArena arena;
  std::size_t size = 64;
  void* array = ts_current_malloc(size);
  for (; size < bytes; size *= 2) array = ts_current_realloc(array, size * 2);
  EXPECT_NE(array, nullptr);
  return arena.used();
}

// The same on a thread that has read nothing, or a file for which that much was allocated.
std::size_t ChargedOnAThread(std::size_t bytes, const std::vector<std::size_t>& before) {
  std::size_t charged = 0;
  std::thread([&] {
    {
      const ParseArena arena;
      for (const std::size_t size : before) EXPECT_NE(ts_current_malloc(size), nullptr);
    }
    charged = ChargedForAnArray(bytes);
  }).join();
  return charged;
}

TEST(ArenaTest, AParseIsChargedTheSameWhateverItsThreadHasRead) {
  const std::vector<std::vector<std::size_t>> pasts = {
      {100}, {3 * kMegabyte}, {100, 2 * kMegabyte, 20 * kMegabyte}, {2 * kMegabyte, 100}};
  for (const std::size_t bytes : {kMegabyte / 4, 2 * kMegabyte, 9 * kMegabyte}) {
    const std::size_t fresh = ChargedOnAThread(bytes, {});
    EXPECT_GE(fresh, bytes);
    std::vector<std::size_t> charged;
    for (const std::vector<std::size_t>& past : pasts)
      charged.push_back(ChargedOnAThread(bytes, past));
    EXPECT_THAT(charged, Each(fresh));
  }
}

}  // namespace
}  // namespace assay
