// Gradle build scripts, Groovy and Kotlin alike, as tokens: what both languages
// share where plugins and dependencies are declared.
#pragma once

#include <cstdint>
#include <string>
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

// What an expression inside `${…}` names: "springVersion" of
// `rootProject.ext.springVersion` and of `property("springVersion")`,
// "libs.versions.kotlin" of `libs.versions.kotlin.get()`; empty if it is more than a name.
std::string GradleVariable(std::string_view expression);

// The path by which build scripts name a catalogue's alias: "spring-boot_web" is "spring.boot.web".
std::string GradleAccessor(std::string_view alias);

}  // namespace assay
