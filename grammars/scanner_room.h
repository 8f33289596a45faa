// Included before all else of the tree-sitter core.
//
// A grammar's scanner writes its state into a buffer of the core's and is
// trusted to keep within TREE_SITTER_SERIALIZATION_BUFFER_SIZE bytes. Ruby's
// (nested strings that hold a heredoc) and Python's (indents) write past it by
// a byte or two, into the core's own fields: a file made for it ends the
// program. So the core's buffer is larger than the scanners were told.
#pragma once

// parser.h defines what api.h declares, unless api.h comes first.
// clang-format off
#include "tree_sitter/api.h"
#include "parser.h"
// clang-format on
#undef TREE_SITTER_SERIALIZATION_BUFFER_SIZE
#define TREE_SITTER_SERIALIZATION_BUFFER_SIZE 4096
