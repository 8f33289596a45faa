// The kinds of Scala's grammar, and what Scala and its libraries are known for.
#pragma once

#include "facts/typed/extractor.h"

namespace assay {

const SyntaxMap& ScalaSyntax();
const LanguageTraits& ScalaTraits();

}  // namespace assay
