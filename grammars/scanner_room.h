// Included before all else of the tree-sitter core.
//
// A grammar's scanner writes its state into a buffer of the core's and is
// trusted to keep within TREE_SITTER_SERIALIZATION_BUFFER_SIZE bytes. Ruby's
// (nested strings that hold a heredoc) and Python's (indents) write past it by
// a byte or two, into the core's own fields: a file made for it ends the
// program. So the core's buffer is larger than the scanners were told.
#pragma once

#include "tree_sitter/api.h"

#include "parser.h"
#undef TREE_SITTER_SERIALIZATION_BUFFER_SIZE
#define TREE_SITTER_SERIALIZATION_BUFFER_SIZE 4096
