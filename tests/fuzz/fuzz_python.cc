// Any text as Python source: facts stay inside the text and are clean.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.h"
#include "facts/extract.h"

namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

template <typename Fact>
void Check(const std::vector<Fact>& facts, const assay::FileFacts& file, std::size_t size) {
  for (const Fact& fact : facts) {
    Require(fact.region.start_byte <= fact.region.end_byte && fact.region.end_byte <= size);
    Require(fact.region.start_line >= 1 && fact.region.start_line <= fact.region.end_line);
    Require(fact.scope == assay::kNoScope || fact.scope < file.definitions.size());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const assay::Limits limits;
  const assay::FileFacts facts = assay::ExtractFacts({"python", text, limits});
  Check(facts.imports, facts, size);
  Check(facts.uses, facts, size);
  Check(facts.definitions, facts, size);
  Check(facts.constructs, facts, size);
  Check(facts.strings, facts, size);
  Check(facts.statements, facts, size);
  for (const assay::Use& use : facts.uses) {
    Require(assay::IsValidUtf8(use.name) && !use.name.empty());
    Require(use.arguments.size() <= 64);
    for (const assay::Argument& argument : use.arguments)
      Require(assay::IsValidUtf8(argument.text) && argument.text.size() <= limits.text_bytes);
  }
  Require(facts.code_lines <= facts.lines + 1);
  return 0;
}
