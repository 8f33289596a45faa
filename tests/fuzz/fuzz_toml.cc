// Any bytes as TOML: as settings, and as the documents and manifests told from them.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "facts/extract.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  static const assay::Limits kLimits;
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  for (const std::string_view format : {"toml", "pyproject"}) {
    assay::ExtractFacts({format, text, kLimits});
  }
  return 0;
}
