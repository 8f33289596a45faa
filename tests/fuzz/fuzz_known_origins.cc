#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "git/known_origins.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const auto origins =
      assay::DecodeOrigins(std::string_view(reinterpret_cast<const char*>(bytes), size));
  if (!origins) return 0;
  const auto again = assay::DecodeOrigins(assay::EncodeOrigins(*origins));
  if (!again || *again != *origins) std::abort();
  return 0;
}
