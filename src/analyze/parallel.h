// A loop over indices on several threads, where order does not matter.
#pragma once

#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace assay {

// Calls body(index, worker) for each index below `count`; `worker` is below
// `threads`. Indices are handed out in order, so sort the longest work first.
template <typename Body>
void ForEachIndex(std::size_t count, unsigned threads, Body&& body) {
  if (threads < 2 || count < 2) {
    for (std::size_t i = 0; i < count; ++i) body(i, 0U);
    return;
  }
  std::atomic<std::size_t> next{0};
  const auto work = [&](unsigned worker) {
    for (std::size_t i = next++; i < count; i = next++) body(i, worker);
  };
  std::vector<std::thread> pool;
  pool.reserve(threads - 1);
  for (unsigned worker = 1; worker < threads; ++worker) pool.emplace_back(work, worker);
  work(0);
  for (std::thread& thread : pool) thread.join();
}

}  // namespace assay
