#include "language/encoding.h"

#include <unicode/ucsdet.h>

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace assay {
namespace {

// Whether ICU's check of UTF-8 finds no fault; it takes a character that the
// end cuts off, and looks at lead bytes only.
bool LooksLikeUtf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    // Most text is ASCII: eight bytes at once.
    while (i + 8 <= text.size()) {
      std::uint64_t word = 0;
      __builtin_memcpy(&word, text.data() + i, 8);
      if ((word & 0x8080808080808080) != 0) break;
      i += 8;
    }
    if (i == text.size()) break;
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead < 0x80) continue;
    int trail = 0;
    if ((lead & 0xE0) == 0xC0) {
      trail = 1;
    } else if ((lead & 0xF0) == 0xE0) {
      trail = 2;
    } else if ((lead & 0xF8) == 0xF0) {
      trail = 3;
    } else {
      return false;
    }
    for (; trail > 0 && i + 1 < text.size(); --trail) {
      if ((static_cast<unsigned char>(text[++i]) & 0xC0) != 0x80) return false;
    }
  }
  return true;
}

struct CloseDetector {
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

Encoding AskIcu(std::string_view head) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, CloseDetector> detector(ucsdet_open(&status));
  ucsdet_setText(detector.get(), head.data(), static_cast<std::int32_t>(head.size()), &status);
  const UCharsetMatch* const match = ucsdet_detect(detector.get(), &status);
  if (match == nullptr) return Encoding::kBinary;
  const char* const found = ucsdet_getName(match, &status);
  if (U_FAILURE(status) || found == nullptr) return Encoding::kBinary;
  const std::string_view name = found;
  if (name == "UTF-16BE") return Encoding::kUtf16BigEndian;
  if (name == "UTF-16LE") return Encoding::kUtf16LittleEndian;
  if (name == "UTF-32BE") return Encoding::kUtf32BigEndian;
  if (name == "UTF-32LE") return Encoding::kUtf32LittleEndian;
  return Encoding::kBytes;
}

// The line ends of an encoding: "\r\n", "\r", "\n", in the order in which they are tried.
std::array<std::string, 3> LineEnds(Encoding encoding) {
  std::array<std::string, 3> ends = {"\r\n", "\r", "\n"};
  std::size_t width = 1;
  bool little = false;
  switch (encoding) {
    case Encoding::kBinary:
    case Encoding::kBytes:
      return ends;
    case Encoding::kUtf16BigEndian:
      width = 2;
      break;
    case Encoding::kUtf16LittleEndian:
      width = 2;
      little = true;
      break;
    case Encoding::kUtf32BigEndian:
      width = 4;
      break;
    case Encoding::kUtf32LittleEndian:
      width = 4;
      little = true;
      break;
  }
  for (std::string& end : ends) {
    std::string wide;
    for (const char c : end) {
      const std::string zeros(width - 1, '\0');
      wide += little ? c + zeros : zeros + c;
    }
    end = wide;
  }
  return ends;
}

class LineEndFinder {
 public:
  LineEndFinder(std::string_view text, Encoding encoding)
      : text_(text), ends_(LineEnds(encoding)) {}

  // The length of the line end at `at`; 0 for none.
  std::size_t At(std::size_t at) const {
    // In every encoding one begins with one of these.
    const char c = text_[at];
    if (c != '\r' && c != '\n' && c != '\0') return 0;
    for (const std::string& end : ends_) {
      if (text_.substr(at).starts_with(end)) return end.size();
    }
    return 0;
  }

  // Its parts, as Ruby's split(ends, -1) gives them: none of an empty text.
  std::vector<std::string_view> Split(std::size_t begin, std::size_t end) const {
    std::vector<std::string_view> parts;
    if (begin == end) return parts;
    std::size_t start = begin;
    for (std::size_t i = begin; i < end;) {
      const std::size_t length = At(i);
      if (length == 0 || i + length > end) {
        ++i;
        continue;
      }
      parts.push_back(text_.substr(start, i - start));
      i += length;
      start = i;
    }
    parts.push_back(text_.substr(start, end - start));
    return parts;
  }

 private:
  std::string_view text_;
  std::array<std::string, 3> ends_;
};

std::string Joined(const std::vector<std::string_view>& lines) {
  std::string joined;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) joined += '\n';
    joined += lines[i];
  }
  return joined;
}

}  // namespace

Encoding EncodingOf(std::string_view head) {
  if (head.starts_with("%!PS-Adobe-")) return AskIcu(head);
  if (head.starts_with("\x89PNG\r\n\x1A\n") || head.starts_with("GIF87a") ||
      head.starts_with("GIF89a") || head.starts_with("%PDF-"))
    return Encoding::kBinary;
  using namespace std::string_view_literals;
  if (head.starts_with("\0\0\xFE\xFF"sv) || head.starts_with("\xFF\xFE\0\0"sv)) return AskIcu(head);
  if (head.starts_with("\xFF\xD8\xFF")) return Encoding::kBinary;
  if (head.starts_with("\xFE\xFF") || head.starts_with("\xFF\xFE")) return AskIcu(head);
  if (head.find('\0') != std::string_view::npos) return Encoding::kBinary;
  return LooksLikeUtf8(head) ? Encoding::kBytes : AskIcu(head);
}

std::string FirstLines(std::string_view head, std::size_t count, Encoding encoding) {
  const LineEndFinder finder(head, encoding);
  std::size_t end = 0;
  for (std::size_t i = 0; i < head.size() && count > 0;) {
    const std::size_t length = finder.At(i);
    i += length == 0 ? 1 : length;
    if (length == 0) continue;
    end = i;
    --count;
  }
  return Joined(finder.Split(0, end));
}

std::string LastLines(std::string_view head, std::size_t count, Encoding encoding) {
  if (head.empty()) return {};
  const LineEndFinder finder(head, encoding);
  bool ends_with_line_end = false;
  std::size_t before = head.size();
  std::size_t start = before;
  for (std::size_t found = 0; found < count; ++found) {
    // Ruby takes an index of -1 for the last one.
    std::size_t at = before == 0 ? head.size() : before;
    std::size_t length = 0;
    while (at > 0 && length == 0) length = finder.At(--at);
    if (length == 0) break;
    if (found == 0 && at + length == before) {
      ends_with_line_end = true;
      ++count;
    }
    before = at;
    start = at + length;
  }
  std::vector<std::string_view> lines = finder.Split(start, head.size());
  if (ends_with_line_end && !lines.empty()) lines.pop_back();
  return Joined(lines);
}

}  // namespace assay
