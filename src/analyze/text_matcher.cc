#include "analyze/text_matcher.h"

#include <algorithm>
#include <cstdlib>

#include "analyze/secret_shape.h"
#include "base/text.h"

namespace assay {
namespace {

// In everything but paths one star is enough to take any text.
std::string Widen(std::string_view glob) {
  std::string wide;
  for (const char c : glob) {
    wide += c;
    if (c == '*' && !wide.ends_with("**")) wide += '*';
  }
  return wide;
}

bool ContainsRun(const std::vector<std::string>& words, const std::vector<std::string>& run) {
  return std::search(words.begin(), words.end(), run.begin(), run.end()) != words.end();
}

}  // namespace

std::string CanonicalName(std::string_view name) {
  std::string canonical(name);
  std::replace(canonical.begin(), canonical.end(), '#', '.');
  return canonical;
}

TextMatcher::TextMatcher(const TextMatch& match, Reading reading)
    : reading_(reading),
      all_(match.all),
      none_(match.none),
      min_(match.min),
      max_(match.max),
      exists_(match.exists),
      secret_(match.secret),
      ignore_case_(match.ignore_case) {
  const auto read = [&](std::string_view text) {
    std::string value = reading_ == Reading::kName ? CanonicalName(text) : std::string(text);
    return ignore_case_ ? ToLowerAscii(value) : value;
  };
  for (const std::string& text : match.equal) equal_.insert(read(text));
  for (const std::string& glob : match.like) {
    globs_.push_back(reading_ == Reading::kPath ? glob : Widen(read(glob)));
  }
  for (const std::string& words : match.words) words_.push_back(IdentifierWords(words));
  for (const std::string& expression : match.patterns)
    patterns_.emplace_back(expression, ignore_case_);
  for (const std::string& expression : match.lacks) lacks_.emplace_back(expression, ignore_case_);
  asks_one_element_ = !equal_.empty() || !globs_.empty() || !words_.empty() || !patterns_.empty() ||
                      secret_ || min_ || max_;
  looks_at_value_ = asks_one_element_ || !all_.empty() || !none_.empty() || !lacks_.empty();
}

bool TextMatcher::Fits(std::string_view element) const {
  std::string changed;
  std::string_view text = element;
  if (ignore_case_) {
    changed = ToLowerAscii(text);
    text = changed;
  }
  if (!equal_.empty() || !globs_.empty()) {
    const bool fits = equal_.contains(text) ||
                      std::any_of(globs_.begin(), globs_.end(),
                                  [&](const std::string& glob) { return MatchesGlob(glob, text); });
    if (!fits) return false;
  }
  if (!words_.empty()) {
    const std::vector<std::string> have = IdentifierWords(element);
    const bool fits = std::any_of(words_.begin(), words_.end(),
                                  [&](const auto& run) { return ContainsRun(have, run); });
    if (!fits) return false;
  }
  if (!patterns_.empty()) {
    const bool fits =
        std::any_of(patterns_.begin(), patterns_.end(),
                    [&](const LazyPattern& pattern) { return pattern.Search(element); });
    if (!fits) return false;
  }
  if (secret_ && LooksLikeSecret(element) != *secret_) return false;
  if (min_ || max_) {
    const std::string number(element);
    char* end = nullptr;
    const double value = std::strtod(number.c_str(), &end);
    if (end == number.c_str() || (min_ && value < *min_) || (max_ && value > *max_)) return false;
  }
  return true;
}

bool TextMatcher::Holds(std::span<const std::string_view> elements) const {
  const bool exists = std::any_of(elements.begin(), elements.end(),
                                  [](std::string_view element) { return !element.empty(); });
  if (exists_ && *exists_ != exists) return false;
  for (const std::string& wanted : all_) {
    if (std::find(elements.begin(), elements.end(), wanted) == elements.end()) return false;
  }
  for (const std::string& unwanted : none_) {
    if (std::find(elements.begin(), elements.end(), unwanted) != elements.end()) return false;
  }
  for (const LazyPattern& pattern : lacks_) {
    if (std::any_of(elements.begin(), elements.end(),
                    [&](std::string_view element) { return pattern.Search(element); })) {
      return false;
    }
  }
  return !asks_one_element_ || std::any_of(elements.begin(), elements.end(),
                                           [&](std::string_view element) { return Fits(element); });
}

}  // namespace assay
