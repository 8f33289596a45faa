// Linguist's heuristics: blocks of rules for extensions that several languages
// share, each rule a pattern over the content and the languages it speaks for.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "language/linguist_tables.h"

namespace assay {

// The languages of the first rule that holds, in the first block that knows
// the path's end; empty where there is none. Patterns are compiled when their
// block is first asked; any number of threads may ask. Sets `gave_up` where a
// pattern took too many steps; its rule then does not hold.
std::vector<std::uint16_t> ByHeuristics(const linguist::DataSet& data, std::string_view path,
                                        std::string_view head, bool* gave_up);

}  // namespace assay
