// The kinds of Go's grammar, and what Go and its packages are known for.
#pragma once

#include "facts/typed/extractor.h"

namespace assay {

const SyntaxMap& GoSyntax();
const LanguageTraits& GoTraits();

}  // namespace assay
