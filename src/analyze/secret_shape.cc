#include "analyze/secret_shape.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"

namespace assay {
namespace {

// gitleaks' generic rule asks for 10 to 150 characters and 3.5 bits each; a
// short value cannot reach that, so the length bounds what is looked at.
constexpr std::size_t kMinLength = 12;
constexpr std::size_t kMaxLength = 150;
constexpr double kMinBits = 3.2;

// Parts of values that stand in for a secret.
constexpr std::array kStopWords = std::to_array<std::string_view>(
    {"example", "changeme", "change-me", "change_me", "placeholder", "your",
     "insert",  "replace",  "xxxx",      "dummy",     "sample",      "test",
     "fake",    "insecure", "default",   "localhost", "password",    "secret",
     "1234567", "abcdef",   "todo",      "undefined", "null"});

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

// Words joined by separators, as in keys, paths and identifiers.
bool IsName(std::string_view value) {
  bool digit_in_word = false;
  bool separator = false;
  char before = '\0';
  for (const char c : value) {
    const bool digit = c >= '0' && c <= '9';
    const bool before_letter = (before >= 'a' && before <= 'z') || (before >= 'A' && before <= 'Z');
    separator |= c == '.' || c == '_' || c == '-' || c == '/' || c == ':';
    digit_in_word |= digit && before_letter;
    before = c;
  }
  return separator && !digit_in_word;
}

}  // namespace

bool LooksLikeSecret(std::string_view value) {
  if (value.size() < kMinLength || value.size() > kMaxLength) return false;
  bool digit = false;
  bool letter = false;
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= ' ' || byte >= 0x7F) return false;
    if (c == '{' || c == '}' || c == '$' || c == '<' || c == '>' || c == '%' || c == '(' ||
        c == ')' || c == '\\')
      return false;
    digit |= c >= '0' && c <= '9';
    letter |= (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
  if (!digit || !letter || IsName(value) || value.find("://") != std::string_view::npos)
    return false;
  const bool stopped =
      std::any_of(kStopWords.begin(), kStopWords.end(),
                  [&](std::string_view word) { return ContainsIgnoreCase(value, word); });
  return !stopped && Entropy(value) >= kMinBits;
}

}  // namespace assay
