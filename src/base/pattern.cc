#include "base/pattern.h"

#include <re2/re2.h>

#include <mutex>
#include <optional>
#include <utility>

#include "base/check.h"

namespace assay {

struct Pattern::Compiled {
  Compiled(re2::StringPiece expression, const re2::RE2::Options& options)
      : regex(expression, options) {}
  re2::RE2 regex;
};

Pattern::Pattern(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

Result<Pattern> Pattern::Compile(std::string_view expression, bool ignore_case) {
  re2::RE2::Options options(re2::RE2::Latin1);
  options.set_log_errors(false);
  options.set_case_sensitive(!ignore_case);
  const re2::StringPiece piece(expression.data(), expression.size());
  auto compiled = std::make_unique<Compiled>(piece, options);
  if (!compiled->regex.ok()) {
    return UsageError("pattern " + std::string(expression) + ": " + compiled->regex.error());
  }
  return Pattern(std::move(compiled));
}

bool Pattern::Search(std::string_view text) const {
  return compiled_->regex.Match(re2::StringPiece(text.data(), text.size()), 0, text.size(),
                                re2::RE2::UNANCHORED, nullptr, 0);
}

bool Pattern::Search(std::string_view text, std::vector<std::string_view>* groups) const {
  const int count = 1 + compiled_->regex.NumberOfCapturingGroups();
  std::vector<re2::StringPiece> pieces(static_cast<std::size_t>(count));
  if (!compiled_->regex.Match(re2::StringPiece(text.data(), text.size()), 0, text.size(),
                              re2::RE2::UNANCHORED, pieces.data(), count)) {
    return false;
  }
  groups->clear();
  for (const re2::StringPiece& piece : pieces) {
    groups->push_back(piece.data() == nullptr ? std::string_view()
                                              : std::string_view(piece.data(), piece.size()));
  }
  return true;
}

struct LazyPattern::State {
  std::string expression;
  bool ignore_case;
  std::once_flag once;
  std::optional<Pattern> pattern;
};

LazyPattern::LazyPattern(std::string expression, bool ignore_case)
    : state_(new State{std::move(expression), ignore_case, {}, {}}) {}
LazyPattern::LazyPattern(LazyPattern&&) noexcept = default;
LazyPattern& LazyPattern::operator=(LazyPattern&&) noexcept = default;
LazyPattern::~LazyPattern() = default;

bool LazyPattern::Search(std::string_view text) const {
  std::call_once(state_->once, [&] {
    Result<Pattern> compiled = Pattern::Compile(state_->expression, state_->ignore_case);
    ASSAY_CHECK(compiled.has_value());
    state_->pattern = *std::move(compiled);
  });
  return state_->pattern->Search(text);
}

}  // namespace assay
