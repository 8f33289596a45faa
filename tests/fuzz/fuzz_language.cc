// Any bytes as a file: its language, whether a tool wrote it, its purpose. The
// first line is the path.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "language/classify.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  static const assay::Classifier kMain({}, assay::LinguistData::kMain);
  static const assay::Classifier k7221({}, assay::LinguistData::k7221);
  const std::string_view input(reinterpret_cast<const char*>(bytes), size);
  const std::size_t end = std::min(input.find('\n'), input.size());
  assay::TreeEntry entry;
  entry.path = input.substr(0, end);
  const std::string_view content = input.substr(std::min(end + 1, input.size()));
  for (const assay::Classifier* const classifier : {&kMain, &k7221}) {
    const assay::SourceFile file = classifier->Classify(entry, content.size(), content);
    if (file.counted != file.uncounted.empty() || file.purpose_reason.empty()) std::abort();
    if (file.counted && file.group.empty()) std::abort();
    // What the path says does not hang on the content.
    if (classifier->CountByPath(entry) && file.counted) std::abort();
  }
  return 0;
}
