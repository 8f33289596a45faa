// Any text as Python that a rule's query is run on: what it tells lies inside the text.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "syntax/query.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  static const auto kQuery = assay::Query::Compile(
      *assay::Grammar::Find("python"),
      "(if_statement condition: (_) @a consequence: (block (_)* (if_statement condition: (_) @b))\n"
      "  (#eq? @a @b)) @here\n"
      "((call function: (_) @f arguments: (argument_list (_) @x (_) @y (#not-eq? @x @y)))\n"
      "  (#match? @f \"^[a-z.]+$\")) @here\n");
  static const assay::Limits kLimits;
  if (!kQuery) std::abort();
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto answer = kQuery->Run(text, kLimits);
  if (!answer) return 0;
  for (const assay::Region& place : answer->here) {
    if (place.start_byte > place.end_byte || place.end_byte > size) std::abort();
    if (place.start_line == 0 || place.start_line > place.end_line) std::abort();
  }
  return 0;
}
