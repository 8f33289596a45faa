// The lexer's step from one character of ASCII to another, as nearly all are. Part of core.c, where
// the core's own step is core_advance; that one does the rest: the ends of blocks, ranges and text,
// and what takes more than a byte.
#pragma once

static void ts_lexer__advance(TSLexer *lexer, bool skip) {
  Lexer *const self = (Lexer *)lexer;
  const uint32_t next = self->current_position.bytes + 1;
  const bool in_block = self->chunk && next - self->chunk_start < self->chunk_size;
  if (!in_block || self->lookahead_size != 1 ||
      (uint8_t)self->chunk[next - self->chunk_start] > 0x7F ||
      self->current_included_range_index >= self->included_range_count ||
      next >= self->included_ranges[self->current_included_range_index].end_byte ||
      self->input.encoding != TSInputEncodingUTF8 || self->logger.log) {
    core_advance(lexer, skip);
    return;
  }
  if (self->data.lookahead == '\n') {
    ++self->current_position.extent.row;
    self->current_position.extent.column = 0;
    ts_lexer__set_column_data(self, 0);
  } else {
    ++self->current_position.extent.column;
    ts_lexer__increment_column_data(self);
  }
  self->current_position.bytes = next;
  if (skip) self->token_start_position = self->current_position;
  self->data.lookahead = self->chunk[next - self->chunk_start];
}
