// Any text as what holds commands and statements, by the first byte: a
// Dockerfile, a shell script, SQL, and the pipelines of several services.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string_view>

#include "facts/extract.h"
#include "store/fact_codec.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  static constexpr std::string_view kFormats[] = {"dockerfile", "shell",    "sql",
                                                  "gitlab-ci",  "circleci", "package-json"};
  static const assay::Limits kLimits;
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  const assay::FileFacts facts =
      assay::ExtractFacts({kFormats[bytes[0] % std::size(kFormats)], text, kLimits});
  if (!AreWithin(facts, text)) std::abort();
  return 0;
}
