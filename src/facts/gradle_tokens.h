// Gradle build scripts, Groovy and Kotlin alike, as tokens: what both languages
// share where plugins and dependencies are declared.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/facts.h"

namespace assay {

struct GradleToken {
  enum Kind : std::uint8_t { kString, kWord, kSign, kEndOfLine };
  Kind kind;
  std::string_view text;  // without quotes
  Region region;
};

// At most `limit` tokens; comments are dropped.
std::vector<GradleToken> TokenizeGradle(std::string_view text, std::size_t limit = 400'000);

}  // namespace assay
