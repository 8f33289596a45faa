#include "facts/sink.h"

namespace assay {

Text FactSink::KeepClean(std::string_view text) {
  const std::string_view cut = Truncate(text, limits_.text_bytes);
  if (IsValidUtf8(cut)) return facts_.arena.Keep(cut);
  return facts_.arena.Keep(Truncate(ToValidUtf8(cut), limits_.text_bytes));
}

std::uint32_t FactSink::Add(Definition fact) {
  if (!Push(facts_.definitions, std::move(fact))) return kNoScope;
  return static_cast<std::uint32_t>(facts_.definitions.size() - 1);
}

void FactSink::Diagnose(std::string_view code, std::uint32_t line, std::string message) {
  facts_.diagnostics.push_back({std::string(code), "", line, std::move(message)});
}

bool FactSink::HasRoom() {
  if (count_ < limits_.facts_per_file) return true;
  if (!full_) {
    full_ = true;
    Diagnose("too-many-facts", 0,
             "only the first " + std::to_string(limits_.facts_per_file) + " facts are kept");
  }
  return false;
}

Region RegionOf(const SyntaxNode& node) {
  return {node.start_byte, node.end_byte, node.start_line, node.start_column, node.end_line};
}

}  // namespace assay
