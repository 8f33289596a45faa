#include "base/text.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace assay {
namespace {

constexpr std::string_view kSpace = " \t\n\v\f\r";

constexpr std::uint64_t kOnes = 0x0101010101010101U;
constexpr std::uint64_t kHighBits = 0x8080808080808080U;

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Length of the UTF-8 character at the start of `text`, 0 if it is not valid.
// Table 3-7 of the Unicode standard.
std::size_t Utf8Length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto continues = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
    return i < text.size() && byte(i) >= low && byte(i) <= high;
  };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return continues(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const unsigned low = lead == 0xE0 ? 0xA0 : 0x80;
    const unsigned high = lead == 0xED ? 0x9F : 0xBF;
    return continues(1, low, high) && continues(2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const unsigned low = lead == 0xF0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xF4 ? 0x8F : 0xBF;
    return continues(1, low, high) && continues(2) && continues(3) ? 4 : 0;
  }
  return 0;
}

// From the first byte on that is not ASCII. 64 bytes are looked at together, then
// eight: nearly all text is ASCII.
std::string_view WithoutAscii(std::string_view bytes) {
  std::array<std::uint64_t, 8> many{};
  while (bytes.size() >= sizeof many) {
    std::memcpy(many.data(), bytes.data(), sizeof many);
    std::uint64_t all = 0;
    for (const std::uint64_t each : many) all |= each;
    if ((all & kHighBits) != 0) break;
    bytes.remove_prefix(sizeof many);
  }
  std::uint64_t eight = 0;
  while (bytes.size() >= sizeof eight) {
    std::memcpy(&eight, bytes.data(), sizeof eight);
    if ((eight & kHighBits) != 0) break;
    bytes.remove_prefix(sizeof eight);
  }
  while (!bytes.empty() && static_cast<unsigned char>(bytes.front()) < 0x80) bytes.remove_prefix(1);
  return bytes;
}

}  // namespace

char ToLowerAscii(char c) { return IsUpper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

std::string ToLowerAscii(std::string_view text) {
  std::string lower(text);
  // Eight bytes at once: the highest bit of each, where its byte is at least A and not beyond Z.
  std::size_t i = 0;
  for (; i + 8 <= lower.size(); i += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, &lower[i], sizeof eight);
    const std::uint64_t low = eight & ~kHighBits;
    const std::uint64_t from_a = low + (0x80 - 'A') * kOnes;
    const std::uint64_t beyond_z = low + (0x7F - 'Z') * kOnes;
    eight |= ((from_a & ~beyond_z & ~eight) & kHighBits) >> 2;
    std::memcpy(&lower[i], &eight, sizeof eight);
  }
  for (; i < lower.size(); ++i) lower[i] = ToLowerAscii(lower[i]);
  return lower;
}

bool EqualsIgnoreCase(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return ToLowerAscii(x) == ToLowerAscii(y); });
}

bool HasWord(std::string_view words, std::string_view word) {
  if (word.empty()) return false;
  for (std::size_t at = words.find(word); at != std::string_view::npos;
       at = words.find(word, at + 1)) {
    const bool begins = at == 0 || words[at - 1] == ' ';
    const std::size_t end = at + word.size();
    if (begins && (end == words.size() || words[end] == ' ')) return true;
  }
  return false;
}

bool ContainsIgnoreCase(std::string_view text, std::string_view part) {
  return std::search(text.begin(), text.end(), part.begin(), part.end(), [](char x, char y) {
           return ToLowerAscii(x) == ToLowerAscii(y);
         }) != text.end();
}

std::string_view Trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::vector<std::string_view> Lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    lines.push_back(line);
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

std::string Join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string joined;
  for (const std::string& part : parts) {
    if (&part != &parts.front()) joined += separator;
    joined += part;
  }
  return joined;
}

std::string_view BaseName(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string_view DirName(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::optional<std::string> NormalPath(std::string_view folder, std::string_view relative) {
  std::vector<std::string> parts;
  for (const std::string_view text : {folder, relative}) {
    for (const std::string_view part : Split(text, '/')) {
      if (part.empty() || part == ".") continue;
      if (part != "..") {
        parts.emplace_back(part);
      } else if (parts.empty()) {
        return std::nullopt;
      } else {
        parts.pop_back();
      }
    }
  }
  return Join(parts, "/");
}

std::string_view Extension(std::string_view path) {
  const std::string_view name = BaseName(path);
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? std::string_view() : name.substr(dot);
}

bool HasBlank(std::string_view bytes) {
  const auto is_blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  std::uint64_t eight = 0;
  for (; bytes.size() >= sizeof eight; bytes.remove_prefix(sizeof eight)) {
    std::memcpy(&eight, bytes.data(), sizeof eight);
    // What lies below the first byte behind the blank borrows from its highest bit.
    if (((eight - (' ' + 1) * kOnes) & ~eight & kHighBits) != 0) return true;
  }
  return std::any_of(bytes.begin(), bytes.end(), is_blank);
}

bool IsAscii(std::string_view bytes) { return WithoutAscii(bytes).empty(); }

bool IsValidUtf8(std::string_view bytes) {
  for (;;) {
    bytes = WithoutAscii(bytes);
    if (bytes.empty()) return true;
    const std::size_t length = Utf8Length(bytes);
    if (length == 0) return false;
    bytes.remove_prefix(length);
  }
}

std::string ToValidUtf8(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string valid;
  valid.reserve(bytes.size());
  while (!bytes.empty()) {
    const std::size_t length = Utf8Length(bytes);
    if (length == 0) {
      const auto byte = static_cast<unsigned char>(bytes.front());
      valid += "\\x";
      valid += kDigits[byte >> 4];
      valid += kDigits[byte & 15];
      bytes.remove_prefix(1);
    } else {
      valid += bytes.substr(0, length);
      bytes.remove_prefix(length);
    }
  }
  return valid;
}

std::string_view Truncate(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return text;
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0) == 0x80) --limit;
  return text.substr(0, limit);
}

bool MatchesGlob(std::string_view pattern, std::string_view text) {
  // The literal end first: most texts differ there.
  while (!pattern.empty() && pattern.back() != '*' && pattern.back() != '?') {
    if (text.empty() || text.back() != pattern.back()) return false;
    pattern.remove_suffix(1);
    text.remove_suffix(1);
  }
  constexpr std::size_t kNone = std::string_view::npos;
  std::size_t p = 0;
  std::size_t t = 0;
  // Where to resume after a mismatch: the pattern behind the last star of each
  // kind, and the text position that it has swallowed up to. A single star may
  // not pass '/', so the last double star is kept as well.
  std::size_t star_p = kNone, star_t = 0;
  std::size_t deep_p = kNone, deep_t = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      if (p + 1 < pattern.size() && pattern[p + 1] == '*') {
        p += 2;
        deep_p = p;
        deep_t = t;
        star_p = kNone;
      } else {
        star_p = ++p;
        star_t = t;
      }
      continue;
    }
    if (p < pattern.size() && (pattern[p] == text[t] || (pattern[p] == '?' && text[t] != '/'))) {
      ++p;
      ++t;
    } else if (star_p != kNone && text[star_t] != '/') {
      p = star_p;
      t = ++star_t;
    } else if (deep_p != kNone) {
      p = deep_p;
      t = ++deep_t;
      star_p = kNone;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

std::vector<std::string> IdentifierWords(std::string_view identifier) {
  std::vector<std::string> words;
  std::string word;
  const auto finish = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t i = 0; i < identifier.size(); ++i) {
    const char c = identifier[i];
    if (!IsUpper(c) && !IsLower(c) && !IsDigit(c)) {
      finish();
      continue;
    }
    // A capital starts a word after a small letter or digit ("userName"), and
    // before a small letter at the end of a run of capitals ("HTTPServer").
    if (IsUpper(c) && !word.empty()) {
      const char before = identifier[i - 1];
      const char after = i + 1 < identifier.size() ? identifier[i + 1] : '\0';
      if (!IsUpper(before) || IsLower(after)) finish();
    }
    word += ToLowerAscii(c);
  }
  finish();
  return words;
}

LineIndex::LineIndex(std::string_view text) : text_(text), starts_{0} {
  for (std::size_t end = text.find('\n'); end != std::string_view::npos && end + 1 < text.size();
       end = text.find('\n', end + 1)) {
    starts_.push_back(static_cast<std::uint32_t>(end + 1));
  }
}

std::uint32_t LineIndex::Line(std::size_t offset) const {
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  return static_cast<std::uint32_t>(after - starts_.begin());
}

std::uint32_t LineIndex::Column(std::size_t offset) const {
  return static_cast<std::uint32_t>(offset - starts_[Line(offset) - 1] + 1);
}

std::string_view LineIndex::Text(std::uint32_t line) const {
  if (line == 0 || line > starts_.size()) return {};
  const std::size_t begin = starts_[line - 1];
  const std::size_t end = line < starts_.size() ? starts_[line] : text_.size();
  std::string_view content = text_.substr(begin, end - begin);
  while (!content.empty() && (content.back() == '\n' || content.back() == '\r')) {
    content.remove_suffix(1);
  }
  return content;
}

}  // namespace assay
