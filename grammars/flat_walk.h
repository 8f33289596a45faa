// The visible nodes of a tree as an array, straight from the subtrees that the parser built.
//
// A TSTreeCursor gives the same nodes at three times the cost: it finds its place again from the
// stack at every step. This knows the core's private headers, at the version of package.json;
// tests/syntax compares it with a cursor on every grammar.
#pragma once

#include <stdint.h>
#include <tree_sitter/api.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { kFlatNamed = 1, kFlatMissing = 2, kFlatError = 4, kFlatExtra = 8 };

// Laid out as SyntaxNode of src/syntax/tree.h, which says what the fields mean.
typedef struct {
  uint16_t kind;
  uint16_t field;
  uint8_t flags;
  uint32_t start_byte;
  uint32_t end_byte;
  uint32_t start_line;
  uint32_t start_column;
  uint32_t end_line;
  uint32_t parent;
  uint32_t next;
} FlatNode;

// How many nodes the tree has.
uint32_t assay_flat_count(const TSTree *tree);

// Writes them in pre-order. `nodes` has room for `count` of them, which is what the tree has; the
// answer is how many there were.
uint32_t assay_flat_walk(const TSTree *tree, uint32_t count, FlatNode *nodes);

#ifdef __cplusplus
}
#endif
