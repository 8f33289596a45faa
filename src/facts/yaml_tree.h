// YAML text as DataTrees, one root a document of the stream.
//
// The reader is yaml-cpp's event parser, which bounds its own recursion at 500;
// what comes here is bounded again: nesting by Limits::data_depth, nodes by
// kMaxDataNodes, and what aliases and merge keys copy by kMaxAliasNodes, so
// that an alias bomb stays small. What was read before an error is kept.
//
// The parser holds all tokens of a flow collection before it tells the first,
// a quarter of a kilobyte each, so only the first kMaxYamlWords of a text are
// given to it: two to four megabytes of what people write.
#pragma once

#include <string_view>

#include "facts/data_tree.h"
#include "facts/sink.h"

namespace assay {

// Nodes that aliases may add in one file. Diagnostic: "too-many-facts".
inline constexpr std::size_t kMaxAliasNodes = 10'000;

// Words and signs that are read of one file, an upper bound of its tokens.
// Diagnostic: "too-many-facts".
inline constexpr std::size_t kMaxYamlWords = 600'000;

// Documents of one file that may be broken before the rest of it is given up.
inline constexpr int kMaxYamlErrors = 20;

// An alias stands as a copy of its anchor, placed where the anchor is; `<<`
// adds what the map does not have itself. Plain scalars have the kinds of the
// core schema; a local tag (!Ref, !vault) makes a value templated.
void ReadYamlTree(std::string_view text, DataTree& tree, FactSink& sink);

}  // namespace assay
