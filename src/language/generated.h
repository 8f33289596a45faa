// Linguist's rules of files that a tool wrote: lock files and the like by
// their path, compilers' output by its first or last lines.
#pragma once

#include <string_view>

#include "language/linguist_tables.h"

namespace assay {

// Why the path alone says so ("Cargo lock file"); empty where it does not.
std::string_view GeneratedByPath(std::string_view path, linguist::Generation generation);

// Why the content says so ("minified"); empty where it does not. `head` is
// what Linguist looks at. Sets `gave_up` where a pattern took too many steps.
std::string_view GeneratedByContent(std::string_view path, std::string_view head,
                                    linguist::Generation generation, bool* gave_up);

// As Ruby's File.extname: ".gz" of "a.tar.gz", "" of ".bashrc", "." of "a.".
std::string_view RubyExtension(std::string_view path);

}  // namespace assay
