// The comments of an example that say which facts stand on their line, held to the facts that are
// read of it. docs/facts.md has their grammar, and the examples.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/facts.h"

namespace assay {

struct Annotation {
  std::uint32_t line = 0;          // 1-based; that of the code which the comment is about
  std::string_view kind;           // "use"
  std::vector<std::string> terms;  // "pypi:redis#Redis().get", "result assigned", "{0: \"k\"}"
};

std::vector<Annotation> AnnotationsOf(std::string_view code);

// One line for each annotation that no fact bears out, with the facts that stand there instead.
std::vector<std::string> Untrue(const std::vector<Annotation>& annotations, const FileFacts& facts);

}  // namespace assay
