// Any bytes as an entry of the cache: refused, or facts that are written and read as the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "store/fact_codec.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const std::string_view stored(reinterpret_cast<const char*>(bytes), size);
  const auto facts = assay::DecodeFacts(stored);
  if (!facts) return 0;
  AreWithin(*facts, stored);
  const std::string again = EncodeFacts(*facts);
  const auto decoded = assay::DecodeFacts(again);
  if (!decoded || EncodeFacts(*decoded) != again) std::abort();
  return 0;
}
