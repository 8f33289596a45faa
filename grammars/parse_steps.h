// What the tree-sitter core does between two calls of its progress callback, counted.
//
// Where no token fits, the core tries every token of the grammar in every state that the stack can
// be reduced to: in a large grammar thousands of look-ups, in one step of the hundred between two
// callbacks. And where a text can be read in many ways to its end, it writes out the whole of each,
// or compares two of them node by node.
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <tree_sitter/api.h>

#ifdef __cplusplus
extern "C" {
#endif

// Tokens that this thread's parses tried so far, in all. It only rises.
uint64_t assay_repair_steps(void);

// As ts_parser_parse_with_options, but gives up once the parser has taken or compared more than
// `stack_steps` nodes of its stack. Then *gave_up is true, the answer null, and the parser must not be used
// any more nor be deleted: it is left to the arena that it is in; a scanner's own memory is freed.
TSTree *assay_parse(TSParser *parser, TSInput input, TSParseOptions options, uint64_t stack_steps,
                    bool *gave_up);

#ifdef __cplusplus
}
#endif
