// Ruby's regular expressions in the syntax of the engines that we have.
//
// Only what means the same is translated; a construct that an engine would
// read otherwise, or that nobody has looked at, is an error. Bytes, not
// characters, are meant, as Ruby matches binary strings.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace assay {

struct RubyTranslation {
  std::string expression;     // starts with "(?m)": `^` and `$` are of lines in Ruby
  bool backtracking = false;  // has what only PerlPattern can match: lookaround, back reference …
};

Result<RubyTranslation> TranslateRubyPattern(std::string_view ruby);

}  // namespace assay
