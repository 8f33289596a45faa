// What comments say to tools: that a finding is known, that a file is generated.
#pragma once

#include <string_view>

namespace assay {

// The mark by which a comment says "I know, leave it" ("nosec", "NOLINT"); empty without one.
std::string_view AcknowledgementIn(std::string_view comment);

// Marks of generated files in the first lines of `text`.
bool SaysGenerated(std::string_view text);

}  // namespace assay
