// The words of TOML: keys and values, with their places.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/facts.h"

namespace assay {

struct TomlKey {
  std::string text;
  Region region;
};

struct TomlValue {
  ValueKind kind = ValueKind::kNone;  // kMap and kList: only its bracket has been read
  std::string text;
  Region region;
  std::string_view problem;  // why there is none
};

class TomlScanner {
 public:
  explicit TomlScanner(std::string_view text) : text_(text) {}

  // Over blanks, comments and line ends; false at the end of the text.
  bool SkipToContent();
  void SkipBlanks();
  // Only blanks and a comment are left on the line.
  bool AtLineEnd();

  char Peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool Take(char c);
  // A bare or quoted key.
  bool ReadKey(TomlKey& key);
  bool ReadValue(TomlValue& value);

  std::uint32_t line() const { return line_; }
  Region LastByte() const { return RegionFrom(at_ - 1, line_, at_ - line_begin_); }

 private:
  // `column` is 1-based; the region ends where the scanner is.
  Region RegionFrom(std::size_t begin, std::uint32_t line, std::size_t column) const;
  bool ReadString(std::string& text);
  bool ReadMultiLine(std::string& text, char quote);
  void ReadEscape(std::string& text, bool multi_line);
  void Advance();

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_begin_ = 0;
  std::uint32_t line_ = 1;
};

}  // namespace assay
