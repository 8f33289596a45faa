// The tokens of a text as Linguist's classifier counts them: words, runs of
// punctuation and marks of comments; literals and the text of comments are
// left out.
//
// Written after the behaviour of Linguist 7.22.1's flex scanner: at each place
// the longest token wins, and a text that ends inside of a string ends there.
#pragma once

#include <list>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

// Each is cut at 16 bytes and is a view into `text` or into a constant, except
// the interpreter of a "#!" line, "SHEBANG#!" and its name, which `storage`
// keeps.
std::vector<std::string_view> TokensOf(std::string_view text, std::list<std::string>* storage);

}  // namespace assay
