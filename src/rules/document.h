// A rule file as a JSON document, with a way back to the lines of its YAML.
//
// Rules are decoded from documents only, and YAML is read into them, so that the
// decoder knows no YAML. It speaks of a place by its
// JSON pointer; LineOf finds the line in the YAML text when there is an error
// to tell.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/result.h"

namespace assay {

struct RuleDocument {
  std::string path;  // relative to the rule folder
  nlohmann::ordered_json content;
};

// Scalars become strings, and numbers or booleans where they are plain and
// read as such. Anchors, tags and duplicate keys are refused.
Result<RuleDocument> ReadRuleDocument(std::string path, std::string_view yaml);

// The 1-based line of what `pointer` ("/signals/2/why") names, or of the
// nearest parent that exists; 1 if the text does not parse.
std::uint32_t LineOf(std::string_view yaml, std::string_view pointer);

}  // namespace assay
