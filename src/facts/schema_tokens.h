// The tokens that schema languages (GraphQL's SDL, protobuf) are written in:
// words, strings and signs.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/facts.h"

namespace assay {

struct SchemaToken {
  enum Kind : std::uint8_t { kWord, kString, kSign };
  Kind kind;
  std::string_view text;  // without quotes
  Region region;
};

enum class SchemaComments : std::uint8_t { kHash, kSlashes };

// At most `limit` tokens; comments are dropped. Words hold letters, digits,
// `_`, `.`, `-` and, in GraphQL, `$`.
std::vector<SchemaToken> TokenizeSchema(std::string_view text, SchemaComments comments,
                                        std::size_t limit = 400'000);

// The index behind the closing sign of the group that opens at `at`; the
// number of tokens if it does not end.
std::size_t SkipGroup(const std::vector<SchemaToken>& tokens, std::size_t at);

}  // namespace assay
