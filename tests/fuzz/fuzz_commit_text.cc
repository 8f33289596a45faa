#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "git/commit_text.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  constexpr std::size_t kBodyBytes = 100;
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const assay::Commit commit = assay::ParseCommit(text, kBodyBytes);
  if (commit.body.size() > kBodyBytes || commit.subject.find('\n') != std::string::npos ||
      commit.author.time < 0) {
    std::abort();
  }
  static_cast<void>(assay::ParseTag(text));
  return 0;
}
