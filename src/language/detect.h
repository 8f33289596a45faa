// The language of a blob by Linguist's strategies, in its order: modeline,
// file name, shebang, extension, XML, manual page, heuristics, classifier.
// Each narrows or replaces the candidates; one candidate ends the search.
#pragma once

#include <cstdint>
#include <string_view>

#include "language/encoding.h"
#include "language/linguist_tables.h"

namespace assay {

struct Detection {
  int language = -1;  // index into DataSet::languages; -1: none
  // "modeline", "filename", "shebang", "extension", "xml", "manpage",
  // "heuristics", "classifier"; "" for no language.
  std::string_view strategy;
  bool gave_up = false;  // a pattern took too many steps, so another language may be right
};

// `head` is what Linguist looks at of the content (not empty, not binary),
// `size` the whole blob's.
Detection DetectLanguage(const linguist::DataSet& data, std::string_view path, std::uint64_t size,
                         std::string_view head, Encoding encoding);

// The language of an alias as .gitattributes and modelines name one; -1 if there is none.
int LanguageOfAlias(const linguist::DataSet& data, std::string_view alias);

}  // namespace assay
