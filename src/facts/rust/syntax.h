// What the kinds of Rust's grammar are to the shared engine of the typed languages, and what its
// library and usual crates are known for.
#pragma once

#include "facts/typed/extractor.h"
#include "facts/typed/syntax_map.h"

namespace assay {

const SyntaxMap& RustSyntax();
const LanguageTraits& RustTraits();

}  // namespace assay
