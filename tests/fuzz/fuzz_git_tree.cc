// One tree, and its comparison with another: the first byte says how much of
// the input is the first.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "git/tree_diff.h"
#include "git/tree_text.h"

namespace {

void Check(const assay::RawTreeEntry& entry) {
  if (entry.name.empty() || entry.name == ".." || entry.name.find('/') != entry.name.npos) {
    std::abort();
  }
}

void Compare(std::string_view newer, std::string_view older) {
  assay::TreePair pair(newer, older);
  const assay::RawTreeEntry* now = nullptr;
  const assay::RawTreeEntry* before = nullptr;
  while (pair.Next(&now, &before)) {
    if (now == nullptr && before == nullptr) std::abort();
    if (now != nullptr) Check(*now);
    if (before != nullptr) Check(*before);
    if (newer == older) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  assay::TreeReader reader(text);
  assay::RawTreeEntry entry;
  while (reader.Next(&entry)) Check(entry);
  if (text.empty()) return 0;
  const std::size_t split = (text.size() - 1) * bytes[0] / 255;
  Compare(text.substr(1, split), text.substr(1 + split));
  Compare(text, text);
  return 0;
}
