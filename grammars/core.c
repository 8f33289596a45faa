// The tree-sitter core, put together as its own lib.c does, with larger buffers for the scanners,
// with a count of the repairs and of what is taken from the stack, without recursion that the text
// decides the depth of, and with shorter ways for what nearly every token and node needs: fast_*.h.
// All trees are the core's own; tests/syntax holds them to that.
#include "scanner_room.h"
#include "parse_steps.h"

#include <setjmp.h>

// A tree is one thread's from its first node to its last, so its counts of references need no lock.
#include "atomic.h"
#define atomic_inc(count) (++*(uint32_t *)(count))
#define atomic_dec(count) (--*(uint32_t *)(count))

#include "unicode.h"
static uint32_t decode_utf8(const uint8_t *bytes, uint32_t size, int32_t *code_point) {
  if (size == 0 || *bytes > 0x7F) return ts_decode_utf8(bytes, size, code_point);
  *code_point = *bytes;
  return 1;
}

// clang-format off
#include "alloc.c"
#include "get_changed_ranges.c"
#include "language.c"
// The macro takes the definition and the call, not the name that is put into the table of TSLexer.
static void ts_lexer__advance(TSLexer *lexer, bool skip);
#define ts_lexer__advance(lexer, skip) core_advance(lexer, skip)
#define ts_decode_utf8 decode_utf8
#include "lexer.c"
#undef ts_decode_utf8
#undef ts_lexer__advance
#include "fast_lexer.h"
#include "node.c"
#include "stack.h"
#include "fast_lookup.h"
// clang-format on

static _Thread_local uint64_t repair_steps = 0;

uint64_t assay_repair_steps(void) { return repair_steps; }

// Every repair calls this once, behind the reductions that it tried: `self`, `version_count` and
// `previous_version_count` are those of ts_parser__handle_error.
#define ts_stack_record_summary(stack, version, depth)                             \
  (repair_steps += (uint64_t)self->language->token_count *                         \
                   (1 + (uint64_t)version_count - (uint64_t)previous_version_count), \
   ts_stack_record_summary(stack, version, depth))
static void fast_stack_push(Stack *, StackVersion, Subtree, bool, TSStateId);
static StackSliceArray fast_stack_pop_count(Stack *, StackVersion, uint32_t);
#define ts_language_table_entry fast_table_entry
#define ts_language_next_state fast_next_state
#define ts_stack_push fast_stack_push
#define ts_stack_pop_count fast_stack_pop_count
#include "parser.c"
#undef ts_language_table_entry
#undef ts_language_next_state
#undef ts_stack_push
#undef ts_stack_pop_count
#undef ts_stack_record_summary

// Where readings of a text go together at many places, as in 300 KB of `{a:`, the core calls itself
// once for each of them, when it gives its stack back and when it merges two. Below so many calls
// a node is not given back (all are in an arena, arena.h), or a reading less is kept. The macros
// tell the definition, the calls from outside and those of itself by the first argument's first
// word; another version of the core with other words does not compile.
enum { kMaxNestedCalls = 1000 };
static _Thread_local int nested_calls = 0;
#define NESTED(call) \
  (nested_calls < kMaxNestedCalls ? (void)(++nested_calls, call, --nested_calls) : (void)0)

#define stack_node_release(node, pool, trees) RELEASE_##node, pool, trees)
#define RELEASE_StackNode release_stack_node(StackNode
#define RELEASE_self release_stack_node(self
#define RELEASE_link NESTED_RELEASE(link
#define NESTED_RELEASE(node, pool, trees) NESTED(release_stack_node(node, pool, trees))

#define stack_node_add_link(node, link, trees) ADD_LINK_##node, link, trees)
#define ADD_LINK_StackNode add_stack_link(StackNode
#define ADD_LINK_head1 add_stack_link(head1
#define ADD_LINK_existing_link NESTED_ADD_LINK(existing_link
#define NESTED_ADD_LINK(node, link, trees) NESTED(add_stack_link(node, link, trees))

// What is taken from the stack is written out, once for each way in which it can be read: at the end
// of a broken text of 1 MiB 64 times all of it, in one step. A caller in the core cannot be told to
// stop, so it is left where it stands; all its memory is in the arena.
static _Thread_local uint64_t stack_steps_left = UINT64_MAX;
static _Thread_local jmp_buf where_to_give_up;

static void take_stack_steps(uint64_t count) {
  if (count > stack_steps_left) longjmp(where_to_give_up, 1);
  if (stack_steps_left != UINT64_MAX) stack_steps_left -= count;
}

// A repair also lists the states that the stack went through, and looks for each in the list. 32
// entries take as long as one token that is tried. The macro is the definition's alone.
#define summarize_stack_callback(a, b)                                          \
  look_for_state(a, b);                                                         \
  static StackAction(summarize_stack_callback)(a, b) {                          \
    repair_steps += 1 + ((SummarizeStackSession *)payload)->summary->size / 32; \
    return look_for_state(payload, iterator);                                   \
  }                                                                             \
  forceinline StackAction look_for_state(a, b)

#define ts_subtree_retain(tree) (take_stack_steps(1), ts_subtree_retain(tree))
#define ts_subtree_array_copy(from, to) \
  (take_stack_steps((from).size), ts_subtree_array_copy(from, to))

// clang-format off
#include "query.c"
#include "stack.c"
#undef stack_node_release
#undef stack_node_add_link
#undef ts_subtree_retain
#undef ts_subtree_array_copy
#undef summarize_stack_callback
#include "fast_stack.h"

// Two readings of the same text are compared node by node where nothing else tells them apart: each
// pair is a step too. As above, the macros tell a call by its argument's first word.
#define ts_subtree_to_mut_unsafe(tree) (ts_subtree_to_mut_unsafe)(OF_##tree)
#define OF_left_child (take_stack_steps(1), left_child)
#define OF_right_child right_child
#define OF_left left
#define OF_right right
#define OF_child child
#define OF_self self
#define OF_ts_subtree_children ts_subtree_children
#include "subtree.c"
#undef ts_subtree_to_mut_unsafe
#include "tree_cursor.c"
#include "tree.c"
#include "wasm_store.c"
// clang-format on

TSTree *assay_parse(TSParser *parser, TSInput input, TSParseOptions options, uint64_t stack_steps,
                    bool *gave_up) {
  *gave_up = setjmp(where_to_give_up) != 0;
  if (*gave_up) {
    stack_steps_left = UINT64_MAX;
    nested_calls = 0;
    ts_parser__external_scanner_destroy(parser);
    return NULL;
  }
  stack_steps_left = stack_steps;
  TSTree *const tree = ts_parser_parse_with_options(parser, NULL, input, options);
  stack_steps_left = UINT64_MAX;
  return tree;
}
