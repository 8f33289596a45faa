// The language of a blob by Linguist's strategies, in its order: modeline,
// file name, shebang, extension, heuristics. Each narrows the candidates; one
// candidate ends the search.
#pragma once

#include <cstdint>
#include <string_view>

namespace assay {

struct Detection {
  int language = -1;  // index into linguist::kLanguages; -1: none
  std::string_view
      strategy;  // "modeline", "filename", "shebang", "extension", "heuristics", "popular"
};

// `head` is what Linguist looks at of the content.
Detection DetectLanguage(std::string_view path, std::string_view head);

// The language of an alias as .gitattributes name one; -1 if there is none.
int LanguageOfAlias(std::string_view alias);

}  // namespace assay
