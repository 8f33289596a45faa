#include "facts/text_line.h"

#include "base/text.h"

namespace assay {

bool LineReader::Next(TextLine& line) {
  if (at_ >= text_.size()) return false;
  const std::size_t end = std::min(text_.find('\n', at_), text_.size());
  const std::string_view whole = text_.substr(at_, end - at_);
  line.text = Trim(whole);
  line.indent =
      line.text.empty() ? whole.size() : static_cast<std::size_t>(line.text.data() - whole.data());
  const auto begin = static_cast<std::uint32_t>(at_ + line.indent);
  ++number_;
  line.region = {begin, begin + static_cast<std::uint32_t>(line.text.size()), number_,
                 static_cast<std::uint32_t>(line.indent + 1), number_};
  at_ = end + 1;
  return true;
}

Region RegionOfPart(const TextLine& line, std::string_view part) {
  const auto offset = static_cast<std::uint32_t>(part.data() - line.text.data());
  Region region = line.region;
  region.start_byte += offset;
  region.start_column += offset;
  region.end_byte = region.start_byte + static_cast<std::uint32_t>(part.size());
  return region;
}

Region SpanOf(const Region& first, const Region& last) {
  return {first.start_byte, last.end_byte, first.start_line, first.start_column, last.end_line};
}

std::string_view Unquoted(std::string_view text) {
  if (text.size() >= 2 && (text.front() == '"' || text.front() == '\'') &&
      text.back() == text.front()) {
    return text.substr(1, text.size() - 2);
  }
  return text;
}

}  // namespace assay
