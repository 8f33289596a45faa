// Heredocs.
#include <string>

#include "facts/php/extractor.h"

namespace assay {

// A heredoc's lines: the ends of lines between its fragments are in none.
void PhpExtractor::ReadLiteral(NodeIndex node, TextValue& text) {
  if (KindName(node) != "heredoc_body") return TypedExtractor::ReadLiteral(node, text);
  const std::string_view all = tree().text();
  std::uint32_t end = 0;
  for (const NodeIndex item : ItemsOf(node)) {
    if (text.value.size() > sink().limits().sql_bytes) return;
    const std::uint32_t begin = tree()[item].start_byte;
    const bool next_line =
        end != 0 && all.substr(end, begin - end).find('\n') != std::string_view::npos;
    if (next_line) text.value += '\n';
    end = tree()[item].end_byte;
    if (R(item) == Role::kFragment) {
      text.value += TextOf(item);
    } else if (R(item) == Role::kEscape) {
      text.value += Unescaped(TextOf(item));
    } else {
      AddPart(item, text);
    }
  }
}

}  // namespace assay
