// Any bytes as a file that holds code of another language; the first byte
// chooses the format, from 'A' on.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string_view>

#include "facts/extract.h"
#include "store/fact_codec.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  static constexpr std::string_view kFormats[] = {"html", "vue", "svelte",
                                                  "erb",  "ejs", "notebook"};
  static const assay::Limits kLimits;
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  const std::size_t chosen = static_cast<std::size_t>(bytes[0] + 256 - 'A') % 256;
  const assay::FileFacts facts =
      assay::ExtractFacts({kFormats[chosen % std::size(kFormats)], text, kLimits});
  if (!AreWithin(facts, text)) std::abort();
  std::uint32_t before = 0;
  for (const assay::CellLine& line : facts.cell_lines) {
    if (line.start_byte < before || line.start_byte > text.size()) std::abort();
    before = line.start_byte;
  }
  return 0;
}
