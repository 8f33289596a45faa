// Any text as any grammar: the first byte chooses it. The flat tree must be one.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string_view>

#include "syntax/grammar_table.h"
#include "syntax/tree.h"

namespace {

struct Row {
  const char* name;
  const TSLanguage* (*language)();
};
constexpr Row kRows[] = {
#include "syntax/grammar_table.inc"
};

}  // namespace

// The SQL grammar's scanner loses four bytes where it takes a state up again.
// NOLINTNEXTLINE(bugprone-reserved-identifier, readability-identifier-naming): LSan asks for it.
extern "C" const char* __lsan_default_suppressions() {
  return "leak:tree_sitter_sql_external_scanner_deserialize\n";
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  const assay::Grammar* const grammar =
      assay::Grammar::Find(kRows[bytes[0] % std::size(kRows)].name);
  const auto tree = assay::SyntaxTree::Parse(*grammar, text, assay::Limits{});
  if (!tree) return 0;
  for (assay::NodeIndex i = 0; i < tree->size(); ++i) {
    const assay::SyntaxNode& node = (*tree)[i];
    if (node.next <= i || node.next > tree->size() || node.end_byte > text.size() ||
        node.start_byte > node.end_byte || (i > 0 && node.parent >= i)) {
      std::abort();
    }
  }
  return 0;
}
