// Line by line reading of the formats whose lines stand for themselves.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "model/facts.h"

namespace assay {

struct TextLine {
  std::string_view text;   // without its end and without blanks around it
  std::size_t indent = 0;  // blanks before it
  Region region;           // of `text`
};

// Reads a text's lines one after the other, without keeping them.
class LineReader {
 public:
  explicit LineReader(std::string_view text) : text_(text) {}

  // False at the end.
  bool Next(TextLine& line);

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t number_ = 0;
};

// The region of `part`, a view into the line's text.
Region RegionOfPart(const TextLine& line, std::string_view part);
// From the begin of `first` to the end of `last`.
Region SpanOf(const Region& first, const Region& last);

// `text` without a pair of single or double quotes around it.
std::string_view Unquoted(std::string_view text);

}  // namespace assay
