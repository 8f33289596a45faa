// A compiled regular expression with all that Perl's have: lookaround, back
// references, possessive quantifiers. For the few patterns that Pattern cannot
// take; text that makes one backtrack beyond a limit ends the search.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace assay {

class PerlPattern {
 public:
  // Bytes are matched; `^` and `$` are the text's ends unless the expression
  // says (?m), and lines end at \n alone.
  static Result<PerlPattern> Compile(std::string_view expression, bool ignore_case = false);

  PerlPattern(PerlPattern&&) noexcept;
  PerlPattern& operator=(PerlPattern&&) noexcept;
  ~PerlPattern();

  enum class Outcome { kMatch, kNoMatch, kGaveUp };

  // Whether the expression occurs anywhere in `text`; fills `groups`, unless
  // null, as Pattern does. Any number of threads may search at once.
  Outcome Search(std::string_view text, std::vector<std::string_view>* groups = nullptr) const;

 private:
  struct Compiled;
  explicit PerlPattern(std::unique_ptr<Compiled> compiled);
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace assay
