// Any text as JavaScript, TypeScript or TSX, by the first byte: facts stay inside the text.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string_view>

#include "facts/extract.h"
#include "store/fact_codec.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  static constexpr std::string_view kFormats[] = {"javascript", "typescript", "tsx"};
  static const assay::Limits kLimits;
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  const assay::FileFacts facts =
      assay::ExtractFacts({kFormats[bytes[0] % std::size(kFormats)], text, kLimits});
  if (!AreWithin(facts, text)) std::abort();
  return 0;
}
