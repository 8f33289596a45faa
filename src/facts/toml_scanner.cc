#include "facts/toml_scanner.h"

#include "base/text.h"
#include "facts/data_tree.h"
#include "facts/unicode.h"

namespace assay {
namespace {

bool IsBareKeyByte(char c) {
  const char lower = ToLowerAscii(c);
  return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         (static_cast<unsigned char>(c) & 0x80) != 0;
}

// Numbers in all bases, dates and times; nothing else is written without quotes.
ValueKind BareKind(std::string_view text) {
  if (text == "true" || text == "false") return ValueKind::kBoolean;
  if (text.empty()) return ValueKind::kNone;
  const std::string_view digits = text.substr(text.front() == '+' || text.front() == '-' ? 1 : 0);
  if (digits == "inf" || digits == "nan") return ValueKind::kNumber;
  if (digits.empty() || digits.front() < '0' || digits.front() > '9') return ValueKind::kNone;
  const bool date = digits.find(':') != std::string_view::npos ||
                    (digits.size() >= 10 && digits[4] == '-' && digits[7] == '-');
  return date ? ValueKind::kString : ValueKind::kNumber;
}

}  // namespace

void TomlScanner::Advance() {
  if (text_[at_++] != '\n') return;
  ++line_;
  line_begin_ = at_;
}

void TomlScanner::SkipBlanks() {
  while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
}

bool TomlScanner::SkipToContent() {
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == '#') {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
      Advance();
    } else {
      return true;
    }
  }
  return false;
}

bool TomlScanner::AtLineEnd() {
  SkipBlanks();
  const char c = Peek();
  return at_ == text_.size() || c == '#' || c == '\n' || c == '\r';
}

bool TomlScanner::Take(char c) {
  if (at_ == text_.size() || text_[at_] != c) return false;
  Advance();
  return true;
}

Region TomlScanner::RegionFrom(std::size_t begin, std::uint32_t line, std::size_t column) const {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_), line,
          static_cast<std::uint32_t>(column), line_};
}

bool TomlScanner::ReadKey(TomlKey& key) {
  const std::size_t begin = at_;
  const std::size_t column = at_ - line_begin_ + 1;
  if (Peek() == '"' || Peek() == '\'') {
    if (!ReadString(key.text)) return false;
  } else {
    while (at_ < text_.size() && IsBareKeyByte(text_[at_])) ++at_;
    if (at_ == begin) return false;
    key.text = text_.substr(begin, at_ - begin);
  }
  key.region = RegionFrom(begin, line_, column);
  return true;
}

bool TomlScanner::ReadValue(TomlValue& value) {
  const std::size_t begin = at_;
  const std::uint32_t line = line_;
  const std::size_t column = at_ - line_begin_ + 1;
  const char c = Peek();
  if (c == '"' || c == '\'') {
    const std::string_view triple = c == '"' ? "\"\"\"" : "'''";
    const bool multi_line = text_.substr(at_, 3) == triple;
    value.kind = ValueKind::kString;
    if (!(multi_line ? ReadMultiLine(value.text, c) : ReadString(value.text))) {
      value.problem = "a string without an end";
      return false;
    }
  } else if (c == '[' || c == '{') {
    ++at_;
    value.kind = c == '[' ? ValueKind::kList : ValueKind::kMap;
  } else {
    std::size_t end = std::min(text_.find_first_of(",]}#\r\n", at_), text_.size());
    value.text = Trim(text_.substr(at_, end - at_));
    value.kind = BareKind(value.text);
    if (value.kind == ValueKind::kNone) {
      value.problem = "a value was expected";
      return false;
    }
    at_ += value.text.size();
  }
  value.region = RegionFrom(begin, line, column);
  return true;
}

// One line, in double or single quotes.
bool TomlScanner::ReadString(std::string& text) {
  const char quote = text_[at_++];
  while (at_ < text_.size() && text_[at_] != '\n') {
    const char c = text_[at_++];
    if (c == quote) return true;
    if (c == '\\' && quote == '"') {
      ReadEscape(text, false);
    } else {
      text += c;
    }
  }
  return false;
}

bool TomlScanner::ReadMultiLine(std::string& text, char quote) {
  at_ += 3;
  if (Peek() == '\r') ++at_;
  if (Peek() == '\n') Advance();  // A line end right behind the quotes is no part.
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == quote && text_.substr(at_, 3) == std::string(3, quote)) {
      at_ += 3;
      // Up to two quotes before the closing three belong to the text.
      for (int more = 0; more < 2 && Peek() == quote; ++more, ++at_) text += quote;
      return true;
    }
    Advance();
    if (c == '\\' && quote == '"') {
      ReadEscape(text, true);
    } else {
      text += c;
    }
  }
  return false;
}

// What stands behind a backslash.
void TomlScanner::ReadEscape(std::string& text, bool multi_line) {
  if (at_ == text_.size()) return;
  const char c = text_[at_];
  static constexpr std::string_view kNames = "btnfre";
  static constexpr std::string_view kMeant = "\b\t\n\f\r\x1B";
  if (c == 'u' || c == 'U') {
    const std::size_t digits = c == 'u' ? 4 : 8;
    AppendUtf8(HexValue(text_.substr(at_ + 1, digits), digits), text);
    at_ = std::min(at_ + 1 + digits, text_.size());
  } else if (const std::size_t which = kNames.find(c); which != std::string_view::npos) {
    text += kMeant[which];
    ++at_;
  } else if (multi_line && Trim(text_.substr(at_, 1)).empty()) {
    while (at_ < text_.size() && Trim(text_.substr(at_, 1)).empty()) Advance();
  } else if (c != '\n') {
    text += c;
    ++at_;
  }
}

}  // namespace assay
