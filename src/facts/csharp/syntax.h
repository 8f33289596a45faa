// What the kinds of C#'s grammar are to the shared engine of the typed languages, and what its
// library and usual packages are known for.
#pragma once

#include "facts/typed/extractor.h"
#include "facts/typed/syntax_map.h"

namespace assay {

const SyntaxMap& CsharpSyntax();
const LanguageTraits& CsharpTraits();

}  // namespace assay
