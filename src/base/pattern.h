// A compiled regular expression in RE2's syntax: linear time on any text, so
// that a hostile repository cannot make a rule hang.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace assay {

class Pattern {
 public:
  // Bytes, not characters, are matched (Latin-1), so that any file is text.
  // The error says what RE2 said of the expression.
  static Result<Pattern> Compile(std::string_view expression, bool ignore_case = false);

  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;
  ~Pattern();

  // Whether the expression occurs anywhere in `text`.
  bool Search(std::string_view text) const;

  // The same; fills `groups` with the whole match and then each group (an
  // empty view with a null pointer for a group that took no part).
  bool Search(std::string_view text, std::vector<std::string_view>* groups) const;

 private:
  struct Compiled;
  explicit Pattern(std::unique_ptr<Compiled> compiled);
  std::unique_ptr<Compiled> compiled_;
};

// A pattern that is compiled when it is first searched for: most of those that
// a program knows are not, in one run. The expression must be known to compile.
class LazyPattern {
 public:
  explicit LazyPattern(std::string expression, bool ignore_case = false);

  LazyPattern(LazyPattern&&) noexcept;
  LazyPattern& operator=(LazyPattern&&) noexcept;
  ~LazyPattern();

  // Thread-safe, as Pattern::Search is.
  bool Search(std::string_view text) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace assay
