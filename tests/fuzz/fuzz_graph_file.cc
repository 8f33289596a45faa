// A commit-graph of any bytes: all that it may be asked.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "git/graph_file.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const auto graph =
      assay::GraphFile::Parse(std::string_view(reinterpret_cast<const char*>(bytes), size));
  if (!graph) return 0;
  const assay::FilterKey key = assay::FilterKeyOf("src/main.cc");
  static_cast<void>(graph->bases());
  static_cast<void>(graph->trailer());
  for (std::uint32_t i = 0; i < graph->count(); ++i) {
    const assay::ObjectId id = graph->IdAt(i);
    const auto found = graph->Find(id);
    if (found && graph->IdAt(*found) != id) std::abort();
    const auto record = graph->At(i);
    if (record && record->parents.size() > 1024) std::abort();
    static_cast<void>(graph->MayTouch(i, key));
  }
  return 0;
}
