// Any bytes as every manifest that is read by lines, tokens or elements; the
// first byte chooses the format.
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

#include "facts/extract.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  static constexpr std::string_view kFormats[] = {
      "gemfile",     "gemspec",      "gemfile-lock", "gradle",        "pom",
      "msbuild",     "go-mod",       "procfile",     "requirements",  "setup-cfg",
      "ini",         "properties",   "dotenv",       "yarn-lock",     "pnpm-lock",
      "python-lock", "package-lock", "pipfile-lock", "composer-json", "version-catalog",
      "cargo",       "podfile",      "podfile-lock"};
  static const assay::Limits kLimits;
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  assay::ExtractFacts({kFormats[bytes[0] % std::size(kFormats)], text, kLimits});
  return 0;
}
