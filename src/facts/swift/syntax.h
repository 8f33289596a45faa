// What the kinds of Swift's grammar are to the shared engine of the typed languages, how its
// operators bind, which the grammar does not know, and what its libraries are known for.
#pragma once

#include <cstdint>
#include <string_view>

#include "facts/typed/extractor.h"
#include "facts/typed/syntax_map.h"
#include "syntax/tree.h"

namespace assay {

const SyntaxMap& SwiftSyntax();
// How strongly Swift binds its operators, the strongest first.
const OperatorTable& SwiftOperators();
const LanguageTraits& SwiftTraits();
std::uint16_t SwiftKind(std::string_view name);  // of a node, which the grammar must have

}  // namespace assay
