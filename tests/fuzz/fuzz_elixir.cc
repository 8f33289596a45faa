// Any bytes as Elixir source.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "facts/extract.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  static const assay::Limits kLimits;
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  assay::ExtractFacts({"elixir", text, kLimits});
  return 0;
}
