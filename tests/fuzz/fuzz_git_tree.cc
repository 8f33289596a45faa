#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "git/tree_text.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  assay::TreeReader reader(std::string_view(reinterpret_cast<const char*>(bytes), size));
  assay::RawTreeEntry entry;
  while (reader.Next(&entry)) {
    if (entry.name.empty() || entry.name == ".." || entry.name.find('/') != entry.name.npos) {
      std::abort();
    }
  }
  return 0;
}
