#include "facts/json_scanner.h"

#include <algorithm>

#include "base/text.h"
#include "facts/data_tree.h"
#include "facts/unicode.h"

namespace assay {
namespace {

bool IsWordByte(char c) {
  const char lower = ToLowerAscii(c);
  return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
         c == '-' || c == '+' || c == '.' || (static_cast<unsigned char>(c) & 0x80) != 0;
}

// Appends what the escape \uXXXX (`at` is its u) says; the number of bytes used.
std::size_t AppendUnicodeEscape(std::string_view body, std::size_t at, std::string& text) {
  const std::uint32_t code = HexValue(body.substr(std::min(at + 1, body.size())), 4);
  if (code == kNoCodePoint) {
    text += 'u';
    return 1;
  }
  if (code >= 0xD800 && code < 0xDC00 && body.substr(at + 5, 2) == "\\u") {
    const std::uint32_t low = HexValue(body.substr(at + 7), 4);
    if (low >= 0xDC00 && low < 0xE000) {
      AppendUtf8(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00), text);
      return 11;
    }
  }
  AppendUtf8(code, text);
  return 5;
}

}  // namespace

std::string JsonText(std::string_view raw) {
  if (raw.size() < 2 || (raw.front() != '"' && raw.front() != '\'')) return std::string(raw);
  const std::string_view body = raw.substr(1, raw.size() - 2);
  if (body.find('\\') == std::string_view::npos) return std::string(body);
  std::string text;
  for (std::size_t i = 0; i < body.size();) {
    if (body[i] != '\\' || i + 1 == body.size()) {
      text += body[i++];
      continue;
    }
    const char escape = body[++i];
    static constexpr std::string_view kNames = "bfnrt";
    static constexpr std::string_view kMeant = "\b\f\n\r\t";
    if (escape == 'u') {
      i += AppendUnicodeEscape(body, i, text);
    } else if (const std::size_t which = kNames.find(escape); which != std::string_view::npos) {
      text += kMeant[which];
      ++i;
    } else {
      text += escape;
      ++i;
    }
  }
  return text;
}

void JsonScanner::SkipBlanks() {
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == '\n') {
      ++line_;
      line_begin_ = ++at_;
    } else if (c == ' ' || c == '\t' || c == '\r') {
      ++at_;
    } else if (c == '/' && text_.substr(at_, 2) == "//") {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (c == '/' && text_.substr(at_, 2) == "/*") {
      const std::size_t end = std::min(text_.find("*/", at_ + 2), text_.size());
      for (; at_ < end; ++at_) {
        if (text_[at_] == '\n') {
          ++line_;
          line_begin_ = at_ + 1;
        }
      }
      at_ = std::min(end + 2, text_.size());
    } else {
      return;
    }
  }
}

JsonToken JsonScanner::Make(JsonToken::Type type, std::size_t begin, std::uint32_t line,
                            std::size_t column) {
  JsonToken token;
  token.type = type;
  token.raw = text_.substr(begin, at_ - begin);
  token.region = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_), line,
                  static_cast<std::uint32_t>(column), line_};
  return token;
}

JsonToken JsonScanner::Fail(std::string_view problem, bool too_deep) {
  failed_ = true;
  JsonToken token = Make(JsonToken::kError, at_, line_, at_ - line_begin_ + 1);
  token.problem = problem;
  token.too_deep = too_deep;
  error_ = token;
  return token;
}

JsonToken JsonScanner::Open(char bracket) {
  if (open_.size() >= depth_limit_) return Fail("nested too deep", true);
  open_.push_back(bracket);
  expect_ = bracket == '{' ? Expect::kKeyOrEnd : Expect::kItemOrEnd;
  ++at_;
  return Make(bracket == '{' ? JsonToken::kBeginMap : JsonToken::kBeginList, at_ - 1, line_,
              at_ - line_begin_);
}

JsonToken JsonScanner::Close() {
  const char bracket = text_[at_];
  if (open_.empty() || (open_.back() == '{') != (bracket == '}')) {
    return Fail("a bracket that closes nothing");
  }
  open_.pop_back();
  AfterValue();
  ++at_;
  return Make(bracket == '}' ? JsonToken::kEndMap : JsonToken::kEndList, at_ - 1, line_,
              at_ - line_begin_);
}

// A string may not run over a line's end, except behind a backslash.
bool JsonScanner::SkipString(char quote) {
  for (++at_; at_ < text_.size(); ++at_) {
    if (text_[at_] == quote) {
      ++at_;
      return true;
    }
    if (text_[at_] == '\n') return false;
    if (text_[at_] == '\\' && at_ + 1 < text_.size() && text_[++at_] == '\n') return false;
  }
  return false;
}

void JsonScanner::AfterValue() { expect_ = open_.empty() ? Expect::kDone : Expect::kCommaOrEnd; }

JsonToken JsonScanner::Scalar() {
  const std::size_t begin = at_;
  const std::size_t column = at_ - line_begin_ + 1;
  ValueKind kind = ValueKind::kString;
  if (text_[at_] == '"' || text_[at_] == '\'') {
    if (!SkipString(text_[at_])) return Fail("a string without an end");
  } else {
    while (at_ < text_.size() && IsWordByte(text_[at_])) ++at_;
    if (at_ == begin) return Fail("a value was expected");
    kind = PlainScalarKind(text_.substr(begin, at_ - begin));
    if (kind == ValueKind::kString) kind = ValueKind::kOther;
  }
  AfterValue();
  JsonToken token = Make(JsonToken::kScalar, begin, line_, column);
  token.kind = kind;
  return token;
}

JsonToken JsonScanner::Key() {
  const std::size_t begin = at_;
  const std::size_t column = at_ - line_begin_ + 1;
  if (text_[at_] == '"' || text_[at_] == '\'') {
    if (!SkipString(text_[at_])) return Fail("a string without an end");
  } else {
    while (at_ < text_.size() && IsWordByte(text_[at_])) ++at_;
    if (at_ == begin) return Fail("a key was expected");
  }
  const JsonToken key = Make(JsonToken::kKey, begin, line_, column);
  SkipBlanks();
  if (at_ == text_.size() || text_[at_] != ':') return Fail("a colon was expected");
  ++at_;
  expect_ = Expect::kValue;
  return key;
}

JsonToken JsonScanner::Next() {
  if (failed_) return error_;
  SkipBlanks();
  if (expect_ == Expect::kCommaOrEnd && at_ < text_.size() && text_[at_] == ',') {
    ++at_;
    expect_ = open_.back() == '{' ? Expect::kKeyOrEnd : Expect::kItemOrEnd;
    SkipBlanks();
  }
  if (at_ == text_.size()) {
    if (expect_ != Expect::kDone) return Fail("the text ends too early");
    return Make(JsonToken::kEnd, at_, line_, at_ - line_begin_ + 1);
  }
  const char c = text_[at_];
  if (expect_ == Expect::kDone) return Fail("text behind the value");
  if ((c == '}' || c == ']') && expect_ != Expect::kValue) return Close();
  if (expect_ == Expect::kCommaOrEnd) return Fail("a comma was expected");
  if (expect_ == Expect::kKeyOrEnd) return Key();
  if (c == '{' || c == '[') return Open(c);
  return Scalar();
}

JsonToken JsonScanner::SkipTo(std::size_t depth) {
  JsonToken token = Next();
  while (open_.size() >= depth && token.type != JsonToken::kError &&
         token.type != JsonToken::kEnd) {
    token = Next();
  }
  return token;
}

}  // namespace assay
