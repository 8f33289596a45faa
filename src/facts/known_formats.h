// What formats there are: for tests, fuzzers and measurements, which reach a
// new one by this without being told of it.
#pragma once

#include <string_view>
#include <vector>

namespace assay {

// Every format that something reads, once, in the order of the readers' files.
std::vector<std::string_view> KnownFormats();

}  // namespace assay
