// A RuleSet as bytes, and back: the form in which the build embeds the rules,
// so that a start neither parses nor checks them again.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "rules/rule_set.h"

namespace assay {

// Everything but the examples. The bytes are read by the program that they are
// built into and by no other, so they carry no version.
std::string EncodeRules(const RuleSet& rules);

// An internal error if the bytes are not what EncodeRules wrote.
Result<RuleSet> DecodeRules(std::string_view bytes);

}  // namespace assay
