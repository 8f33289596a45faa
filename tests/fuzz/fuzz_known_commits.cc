#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "git/known_commits.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const auto commits =
      assay::DecodeCommits(std::string_view(reinterpret_cast<const char*>(bytes), size));
  if (!commits) return 0;
  std::string again = "commits 2\n";
  for (const assay::Commit& commit : *commits) again += assay::EncodeCommit(commit);
  const auto twice = assay::DecodeCommits(again);
  if (!twice || twice->size() != commits->size()) std::abort();
  for (std::size_t i = 0; i < commits->size(); ++i) {
    if (assay::EncodeCommit((*twice)[i]) != assay::EncodeCommit((*commits)[i])) std::abort();
  }
  return 0;
}
