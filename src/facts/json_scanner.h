// JSON as a stream of tokens with their places, so that a lock file of any
// size is read in the memory of its depth.
//
// Lenient as configuration is: comments and trailing commas pass, as in
// tsconfig.json, and so do single quotes and bare keys, as in JSON5. What is
// no JSON at all ends in one error token.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/facts.h"

namespace assay {

struct JsonToken {
  enum Type : std::uint8_t {
    kBeginMap,
    kEndMap,
    kBeginList,
    kEndList,
    kKey,
    kScalar,
    kEnd,
    kError
  };
  Type type = kEnd;
  ValueKind kind = ValueKind::kNone;  // of a scalar
  std::string_view raw;               // key or scalar in the source, with its quotes
  Region region;
  std::string_view problem;  // of an error
  bool too_deep = false;     // of an error: nested deeper than the limit
};

class JsonScanner {
 public:
  JsonScanner(std::string_view text, std::size_t depth_limit)
      : text_(text), depth_limit_(depth_limit) {}

  // kEnd and kError come again when asked for again.
  JsonToken Next();
  // The number of containers that are open.
  std::size_t depth() const { return open_.size(); }
  // Reads on to the end of the container whose depth is `depth`, its end
  // included: JsonScanner::depth() is then depth - 1.
  JsonToken SkipTo(std::size_t depth);

 private:
  enum class Expect : std::uint8_t { kValue, kKeyOrEnd, kItemOrEnd, kCommaOrEnd, kDone };

  void SkipBlanks();
  JsonToken Make(JsonToken::Type type, std::size_t begin, std::uint32_t line, std::size_t column);
  JsonToken Fail(std::string_view problem, bool too_deep = false);
  JsonToken Open(char bracket);
  JsonToken Close();
  JsonToken Scalar();
  JsonToken Key();
  bool SkipString(char quote);
  void AfterValue();

  std::string_view text_;
  std::size_t depth_limit_;
  std::size_t at_ = 0;
  std::size_t line_begin_ = 0;
  std::uint32_t line_ = 1;
  std::vector<char> open_;
  Expect expect_ = Expect::kValue;
  bool failed_ = false;
  JsonToken error_;  // told again and again once it has failed
};

// What a key's or scalar's `raw` says: without quotes, escapes resolved.
std::string JsonText(std::string_view raw);

}  // namespace assay
