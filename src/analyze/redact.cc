#include "analyze/redact.h"

#include <array>
#include <cmath>

#include "base/text.h"

namespace assay {
namespace {

constexpr std::size_t kSnippetBytes = 200;
// A random base64 word of 20 letters has more than 3.5 bits a letter; English
// words and identifiers of that length, without digits, stay under the length.
constexpr std::size_t kSecretLength = 20;
constexpr double kSecretBits = 3.5;

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
         c == '/' || c == '_' || c == '-' || c == '=';
}

// Shannon entropy of the bytes, in bits a byte.
double Entropy(std::string_view text) {
  std::array<std::size_t, 256> counts{};
  for (const char c : text) ++counts[static_cast<unsigned char>(c)];
  double bits = 0;
  for (const std::size_t count : counts) {
    if (count == 0) continue;
    const double share = static_cast<double>(count) / static_cast<double>(text.size());
    bits -= share * std::log2(share);
  }
  return bits;
}

// Letters and digits take turns in what is random; a name has a number or a
// date at one end: Version20240131093000.
bool LooksRandom(std::string_view word) {
  std::size_t turns = 0;
  char last = '\0';  // 'a' for a letter, '0' for a digit
  for (const char c : word) {
    const bool is_digit = c >= '0' && c <= '9';
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!is_digit && !is_letter) continue;
    const char kind = is_digit ? '0' : 'a';
    if (last != '\0' && kind != last) ++turns;
    last = kind;
  }
  return word.size() >= kSecretLength && turns > 1 && word.find('/') == std::string_view::npos &&
         Entropy(word) > kSecretBits;
}

// actions/checkout@11bd…, postgres@sha256:9d0e…: the name of a commit or an image.
bool NamesContent(std::string_view before, std::string_view word) {
  const bool behind = before.ends_with('@') || before.ends_with("sha256:");
  return behind && (word.size() == 40 || word.size() == 64) &&
         word.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool IsMailByte(char c) { return IsWordByte(c) || c == '.' || c == '%'; }

// Replaces what is around each '@' with letters, a dot and a domain behind it.
std::string WithoutMail(std::string_view line) {
  std::string text;
  std::size_t copied = 0;
  for (std::size_t at = line.find('@'); at != std::string_view::npos; at = line.find('@', at + 1)) {
    std::size_t begin = at;
    while (begin > copied && IsMailByte(line[begin - 1])) --begin;
    std::size_t end = at + 1;
    while (end < line.size() && IsMailByte(line[end])) ++end;
    const std::string_view domain = line.substr(at + 1, end - at - 1);
    const bool address = begin < at && domain.find('.') != std::string_view::npos &&
                         domain.find('/') == std::string_view::npos && domain.front() != '.';
    if (!address) continue;
    text += line.substr(copied, begin - copied);
    text += "<e-mail>";
    copied = end;
  }
  text += line.substr(copied);
  return text;
}

std::string WithoutRandomWords(std::string_view line) {
  std::string text;
  for (std::size_t i = 0; i < line.size();) {
    std::size_t end = i;
    while (end < line.size() && IsWordByte(line[end])) ++end;
    if (end == i) {
      text += line[i++];
      continue;
    }
    const std::string_view word = line.substr(i, end - i);
    const bool secret = LooksRandom(word) && !NamesContent(line.substr(0, i), word);
    text += secret ? std::string_view("<redacted>") : word;
    i = end;
  }
  return text;
}

std::string WithoutLiterals(std::string_view line) {
  std::string text;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char quote = line[i];
    const std::size_t end = quote == '"' || quote == '\'' || quote == '`' ? line.find(quote, i + 1)
                                                                          : std::string_view::npos;
    text += quote;
    if (end == std::string_view::npos) continue;
    if (end > i + 1) text += "<redacted>";
    text += quote;
    i = end;
  }
  return text;
}

// A secret may stand without quotes: KEY=value, key: value.
std::string WithoutValue(std::string_view line) {
  const std::size_t separator = line.find_first_of("=:");
  if (separator == std::string_view::npos || line.find_first_of("\"'`") != std::string_view::npos) {
    return std::string(line);
  }
  return std::string(line.substr(0, separator + 1)) + " <redacted>";
}

}  // namespace

std::string Snippet(std::string_view line, bool all_literals) {
  std::string text = ToValidUtf8(Truncate(Trim(line), 4 * kSnippetBytes));
  if (all_literals) text = WithoutLiterals(WithoutValue(text));
  text = WithoutRandomWords(WithoutMail(text));
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  }
  return std::string(Truncate(text, kSnippetBytes));
}

}  // namespace assay
