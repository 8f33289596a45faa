// Any bytes as the .gitattributes of a root and of a folder, asked for paths
// that are in the input too. The first line is a path.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "language/attributes.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(bytes), size);
  const std::size_t end = std::min(input.find('\n'), input.size());
  const std::string path(input.substr(0, end));
  const std::string text(input.substr(std::min(end + 1, input.size())));
  const assay::AttributeRules rules(
      {{"sub/.gitattributes", text.substr(text.size() / 2)}, {".gitattributes", text}});
  for (const std::string& asked : {path, "sub/" + path, std::string("a/b.c")}) {
    const assay::LinguistAttributes attributes = rules.For(asked);
    if (attributes.gave_up && (attributes.vendored || attributes.language)) std::abort();
  }
  return 0;
}
