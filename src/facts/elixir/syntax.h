// The kinds of Elixir's grammar, and what Elixir and its libraries are known for.
#pragma once

#include "facts/typed/extractor.h"

namespace assay {

const SyntaxMap& ElixirSyntax();
const LanguageTraits& ElixirTraits();

}  // namespace assay
