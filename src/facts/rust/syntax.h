// What the kinds of Rust's grammar are to the shared engine of the typed languages, and what its
// library and usual crates are known for.
#pragma once

#include <cstdint>
#include <string_view>

#include "facts/typed/extractor.h"
#include "facts/typed/syntax_map.h"

namespace assay {

const SyntaxMap& RustSyntax();
const LanguageTraits& RustTraits();

// Fields and kinds of the grammar that the reader asks for by their numbers.
struct RustIds {
  static const RustIds& Get();
  // Fields.
  std::uint16_t alias, argument, list, path, trait, pattern, value;
  // Kinds.
  std::uint16_t field_expression;
  std::uint16_t field_identifier;  // of a pattern: `Order { id }`
  std::uint16_t let_condition;
  std::uint16_t macro;
  std::uint16_t tokens;
};

}  // namespace assay
