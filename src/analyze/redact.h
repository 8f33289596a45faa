// What a profile may quote of a repository: a line, without the secrets and
// addresses that stand in it.
#pragma once

#include <string>
#include <string_view>

namespace assay {

// `line` as it is shown: trimmed, valid UTF-8, at most 200 bytes, e-mail
// addresses and long random-looking words as <e-mail> and <redacted>. With
// `all_literals`, every quoted text is redacted (findings of secrets).
std::string Snippet(std::string_view line, bool all_literals);

}  // namespace assay
