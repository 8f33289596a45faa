// The kinds of PHP's grammar, and what PHP and its libraries are known for.
#pragma once

#include "facts/typed/extractor.h"

namespace assay {

const SyntaxMap& PhpSyntax();
const LanguageTraits& PhpTraits();

}  // namespace assay
