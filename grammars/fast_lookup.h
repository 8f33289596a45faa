// The core's look-ups in a grammar's table, remembered. Part of core.c, where parser.c calls these
// for ts_language_table_entry and ts_language_next_state.
#pragma once

#include <string.h>

#include "language.h"

// The symbols of a state in the small table are a list, which the core goes through for each token
// and each node: a tenth of a parse. What was found is kept, an answer for each place that a key
// falls on: 32 bits of key, which are the state and the symbol, over 16 of answer. The small table
// does not have state 0, so no key is 0.
enum { kKeptLookupBits = 12 };
static _Thread_local const TSLanguage *kept_lookups_of;
static _Thread_local uint64_t kept_lookups[1 << kKeptLookupBits];

static inline uint16_t fast_lookup(const TSLanguage *language, TSStateId state, TSSymbol symbol) {
  if (state < language->large_state_count) {
    return language->parse_table[state * language->symbol_count + symbol];
  }
  if (kept_lookups_of != language) {
    memset(kept_lookups, 0, sizeof kept_lookups);
    kept_lookups_of = language;
  }
  const uint32_t key = (uint32_t)state << 16 | symbol;
  const uint32_t golden_ratio = 0x9E3779B1;  // Knuth's multiplicative hash
  uint64_t *const kept = &kept_lookups[key * golden_ratio >> (32 - kKeptLookupBits)];
  if (*kept >> 16 != key) {
    *kept = (uint64_t)key << 16 | ts_language_lookup(language, state, symbol);
  }
  return (uint16_t)*kept;
}

static inline void fast_table_entry(const TSLanguage *language, TSStateId state, TSSymbol symbol,
                                    TableEntry *entry) {
  if (symbol >= language->token_count) {
    ts_language_table_entry(language, state, symbol, entry);
    return;
  }
  const TSParseActionEntry *const found =
      &language->parse_actions[fast_lookup(language, state, symbol)];
  entry->action_count = found->entry.count;
  entry->is_reusable = found->entry.reusable;
  entry->actions = (const TSParseAction *)(found + 1);
}

static inline TSStateId fast_next_state(const TSLanguage *language, TSStateId state,
                                        TSSymbol symbol) {
  const bool inner = symbol >= language->token_count && symbol < language->symbol_count;
  return inner ? fast_lookup(language, state, symbol)
               : ts_language_next_state(language, state, symbol);
}
