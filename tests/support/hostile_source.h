// Text that is made to cost a parser more than source does: brackets that
// nothing closes, nests, tokens in no order, bytes that are no text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

struct HostileText {
  std::string name;
  std::string text;
};

// About `bytes` each, always the same. `sample` is healthy source of the
// language, whose tokens are shuffled and whose statements are broken.
std::vector<HostileText> HostileTexts(std::size_t bytes, std::string_view sample);

}  // namespace assay
