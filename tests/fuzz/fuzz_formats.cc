// Any bytes as any format that has a reader: the first line names it (a hash of
// the line chooses, where it names none), so that a new reader is reached
// without being listed here. ASSAY_FORMAT=NAME holds all inputs to one.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/text.h"
#include "facts/extract.h"
#include "facts/known_formats.h"
#include "store/fact_codec.h"

namespace assay {
namespace {

std::string_view Chosen(std::string_view line) {
  static const std::vector<std::string_view> kFormats = KnownFormats();
  static const char* const kOnly = std::getenv("ASSAY_FORMAT");
  if (kOnly != nullptr) return kOnly;
  const auto named = std::find(kFormats.begin(), kFormats.end(), line);
  return named != kFormats.end() ? *named : kFormats[Hash64(line) % kFormats.size()];
}

// Nothing that the reader says is of another text, and the cache can keep it.
void Check(std::string_view format, std::string_view text) {
  static const Limits kLimits;
  const FileFacts facts = ExtractFacts({format, text, kLimits});
  if (!AreWithin(facts, text)) std::abort();
  const std::string bytes = EncodeFacts(facts);
  const std::optional<FileFacts> kept = DecodeFacts(bytes);
  if (!kept || EncodeFacts(*kept) != bytes) std::abort();
}

}  // namespace
}  // namespace assay

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(bytes), size);
  const std::size_t end = std::min(input.find('\n'), size);
  assay::Check(assay::Chosen(input.substr(0, end)), input.substr(std::min(end + 1, size)));
  return 0;
}
