// The kinds of Kotlin's grammar, and what Kotlin and its libraries are known for.
#pragma once

#include "facts/typed/extractor.h"

namespace assay {

const SyntaxMap& KotlinSyntax();
const LanguageTraits& KotlinTraits();

}  // namespace assay
