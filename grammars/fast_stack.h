// The parser's stack where it is a stack: nearly always one way leads down, though a text that can
// be read in several has several. Part of core.c, where parser.c calls these for ts_stack_push and
// ts_stack_pop_count.
#pragma once

// The core's own clears the room of all the links that a node can have, 240 bytes.
static void fast_stack_push(Stack *stack, StackVersion version, Subtree subtree, bool pending,
                            TSStateId state) {
  StackHead *const head = array_get(&stack->heads, version);
  StackNode *const previous = head->node;
  if (!subtree.ptr || !previous) {
    ts_stack_push(stack, version, subtree, pending, state);
    return;
  }
  StackNode *const node =
      stack->node_pool.size > 0 ? array_pop(&stack->node_pool) : ts_malloc(sizeof(StackNode));
  node->state = state;
  node->position = length_add(previous->position, ts_subtree_total_size(subtree));
  node->links[0] = (StackLink){.node = previous, .subtree = subtree, .is_pending = pending};
  node->link_count = 1;
  node->ref_count = 1;
  node->error_cost = previous->error_cost + ts_subtree_error_cost(subtree);
  node->node_count = previous->node_count + stack__subtree_node_count(subtree);
  node->dynamic_precedence = previous->dynamic_precedence + ts_subtree_dynamic_precedence(subtree);
  head->node = node;
}

// The core's own goes down all ways at once, with a list of what was met on each.
static StackSliceArray fast_stack_pop_count(Stack *stack, StackVersion version, uint32_t count) {
  const StackNode *const top = array_get(&stack->heads, version)->node;
  const StackNode *bottom = top;
  uint32_t size = 0;
  for (uint32_t counted = 0; counted < count;) {
    if (bottom->link_count != 1) return ts_stack_pop_count(stack, version, count);
    const Subtree subtree = bottom->links[0].subtree;
    if (subtree.ptr) ++size;
    if (!subtree.ptr || !ts_subtree_extra(subtree)) ++counted;
    bottom = bottom->links[0].node;
  }
  take_stack_steps(size);

  // With room for the node that is to be made of them, as the core has it.
  SubtreeArray subtrees = array_new();
  array_reserve(&subtrees, (uint32_t)(ts_subtree_alloc_size(size) / sizeof(Subtree)));
  subtrees.size = size;
  for (const StackNode *node = top; node != bottom; node = node->links[0].node) {
    const Subtree subtree = node->links[0].subtree;
    if (!subtree.ptr) continue;
    ts_subtree_retain(subtree);
    subtrees.contents[--size] = subtree;
  }
  array_clear(&stack->slices);
  ts_stack__add_slice(stack, version, (StackNode *)bottom, &subtrees);
  return stack->slices;
}
