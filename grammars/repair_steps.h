// What the tree-sitter core has spent on repairs, which its progress callback does not tell.
//
// Where no token fits, the core tries every token of the grammar in every state that the stack can
// be reduced to: in a large grammar thousands of look-ups, in one step of the hundred between two
// callbacks.
#pragma once

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Tokens that this thread's parses tried so far, in all. It only rises.
uint64_t assay_repair_steps(void);

#ifdef __cplusplus
}
#endif
