// The tree-sitter core, put together as its own lib.c does, with larger buffers for the scanners
// and with a count of the repairs.
#include "scanner_room.h"
#include "repair_steps.h"

// clang-format off
#include "alloc.c"
#include "get_changed_ranges.c"
#include "language.c"
#include "lexer.c"
#include "node.c"
#include "stack.h"
// clang-format on

static _Thread_local uint64_t repair_steps = 0;

uint64_t assay_repair_steps(void) { return repair_steps; }

// Every repair calls this once, behind the reductions that it tried: `self`, `version_count` and
// `previous_version_count` are those of ts_parser__handle_error.
#define ts_stack_record_summary(stack, version, depth)                             \
  (repair_steps += (uint64_t)self->language->token_count *                         \
                   (1 + (uint64_t)version_count - (uint64_t)previous_version_count), \
   ts_stack_record_summary(stack, version, depth))
#include "parser.c"
#undef ts_stack_record_summary

// clang-format off
#include "query.c"
#include "stack.c"
#include "subtree.c"
#include "tree_cursor.c"
#include "tree.c"
#include "wasm_store.c"
// clang-format on
