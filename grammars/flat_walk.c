#include "flat_walk.h"

#include "language.h"
#include "subtree.h"
#include "tree.h"

// A node whose children are being visited; of hidden nodes only the children are told.
typedef struct {
  const Subtree *next_child;
  const Subtree *end;
  Length position;                // of next_child
  uint32_t structural_index;      // of next_child, counted without extras
  const TSSymbol *aliases;        // by structural index; null for none
  const TSFieldMapEntry *fields;  // of the node's production
  const TSFieldMapEntry *fields_end;
  uint32_t visible;      // the node itself, or the visible one around it
  TSFieldId inherited;   // a hidden node passes its own field on to its children
  bool hidden;
} Frame;

typedef Array(Frame) FrameStack;

static void open_frame(FrameStack *stack, const TSLanguage *language, Subtree node, Length position,
                       uint32_t visible, bool hidden, TSFieldId inherited) {
  array_reserve(stack, stack->size + 1 > stack->capacity ? 2 * stack->capacity : stack->capacity);
  Frame *const frame = &stack->contents[stack->size++];
  const uint32_t production = node.ptr->production_id;
  frame->next_child = ts_subtree_children(node);
  frame->end = frame->next_child + node.ptr->child_count;
  frame->position = position;
  frame->structural_index = 0;
  frame->aliases = ts_language_alias_sequence(language, production);
  ts_language_field_map(language, production, &frame->fields, &frame->fields_end);
  frame->visible = visible;
  frame->inherited = inherited;
  frame->hidden = hidden;
}

static TSFieldId field_of_child(const Frame *frame) {
  for (const TSFieldMapEntry *entry = frame->fields; entry < frame->fields_end; ++entry) {
    if (!entry->inherited && entry->child_index == frame->structural_index) return entry->field_id;
  }
  return frame->inherited;
}

static void copy_node(const TSLanguage *language, Subtree node, TSSymbol alias, Length start,
                      FlatNode *copy) {
  const TSSymbol own = alias ? alias : ts_subtree_symbol(node);
  const bool named = alias ? language->symbol_metadata[alias].named : ts_subtree_named(node);
  const bool error = own == ts_builtin_sym_error;
  const Length end = length_add(start, ts_subtree_size(node));
  // An error has a symbol beyond all tables; it is told by its flag.
  copy->kind = error ? 0 : language->public_symbol_map[own];
  copy->flags = (uint8_t)((named ? kFlatNamed : 0) |
                          (ts_subtree_missing(node) ? kFlatMissing : 0) |
                          (error ? kFlatError : 0) | (ts_subtree_extra(node) ? kFlatExtra : 0));
  copy->start_byte = start.bytes;
  copy->end_byte = end.bytes;
  copy->start_line = start.extent.row + 1;
  copy->start_column = start.extent.column + 1;
  // A node that ends behind a line end has its last byte on the line before.
  copy->end_line = end.extent.column == 0 && end.extent.row > start.extent.row
                       ? end.extent.row
                       : end.extent.row + 1;
}

uint32_t assay_flat_count(const TSTree *tree) {
  return ts_subtree_visible_descendant_count(tree->root) + 1;
}

uint32_t assay_flat_walk(const TSTree *tree, uint32_t count, FlatNode *nodes) {
  const TSLanguage *const language = tree->language;
  const Length start = ts_subtree_padding(tree->root);
  uint32_t done = 1;
  copy_node(language, tree->root, 0, start, &nodes[0]);
  nodes[0].field = 0;
  nodes[0].parent = 0;
  nodes[0].next = 1;
  if (ts_subtree_visible_child_count(tree->root) == 0) return done;

  FrameStack stack = array_new();
  array_reserve(&stack, 64);
  open_frame(&stack, language, tree->root, start, 0, false, 0);
  while (stack.size > 0) {
    Frame *const frame = array_back(&stack);
    if (frame->next_child == frame->end) {
      if (!frame->hidden) nodes[frame->visible].next = done;
      --stack.size;
      continue;
    }
    const Subtree child = *frame->next_child;
    const Length position = frame->position;
    const bool extra = ts_subtree_extra(child);
    const TSSymbol alias = !extra && frame->aliases ? frame->aliases[frame->structural_index] : 0;
    const bool visible = alias != 0 || ts_subtree_visible(child);
    const bool inner = ts_subtree_visible_child_count(child) > 0;
    const TSFieldId field = !extra && (visible || inner) ? field_of_child(frame) : 0;

    const uint32_t around = frame->visible;
    if (!extra) ++frame->structural_index;
    if (++frame->next_child < frame->end) {
      frame->position = length_add(length_add(position, ts_subtree_size(child)),
                                   ts_subtree_padding(*frame->next_child));
    }
    uint32_t self = around;
    if (visible) {
      if (done == count) break;
      self = done++;
      copy_node(language, child, alias, position, &nodes[self]);
      nodes[self].field = field;
      nodes[self].parent = around;
      nodes[self].next = done;
    }
    if (!inner) continue;
    // Moves the frames: `frame` is no longer good.
    open_frame(&stack, language, child, position, self, !visible, visible ? 0 : field);
  }
  array_delete(&stack);
  return done;
}
