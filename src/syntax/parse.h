// One parse, for those of this layer that look at tree-sitter's own tree.
#pragma once

#include <tree_sitter/api.h>

#include <string_view>

#include "base/limits.h"
#include "base/result.h"
#include "syntax/arena.h"
#include "syntax/tree.h"

namespace assay {

// The tree is in `arena` and ends with it. Fails as SyntaxTree::Parse does.
Result<const TSTree*> ParseInto(const ParseArena& arena, const Grammar& grammar,
                                std::string_view text, const Limits& limits);

}  // namespace assay
