// Any text as a file: the first line is its path, the second an attributes file's only line.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "language/classify.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(bytes), size);
  const auto line = [&rest] {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view text = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return std::string(text);
  };
  assay::TreeEntry entry;
  entry.path = line();
  const assay::Classifier classifier({{".gitattributes", line()}});
  classifier.Classify(entry, rest.size(), rest);
  classifier.GrammarLanguage(entry, rest.size(), rest);
  return 0;
}
