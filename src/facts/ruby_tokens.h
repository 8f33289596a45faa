// The part of Ruby that Gemfiles and gemspecs are written in, as tokens:
// strings, symbols, labels, words and signs. Not Ruby's grammar: what is read
// with it is a list of calls with literal arguments.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/facts.h"

namespace assay {

struct RubyToken {
  enum Kind : std::uint8_t { kString, kSymbol, kLabel, kWord, kSign, kEndOfLine };
  Kind kind;
  std::string_view text;  // without quotes, colons; a word list's item is a kString
  bool interpolated = false;
  Region region;
};

// At most `limit` tokens; comments are dropped.
std::vector<RubyToken> TokenizeRuby(std::string_view text, std::size_t limit = 200'000);

// The tokens of the statement that begins at `at`, which moves behind it. A
// statement goes on behind a comma, an operator or an open bracket; it ends
// with a `do`, and `end` is one of its own.
std::vector<RubyToken> NextRubyStatement(const std::vector<RubyToken>& tokens, std::size_t& at);

}  // namespace assay
