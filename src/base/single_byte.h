// Text in the encodings of one byte a character that commits of before UTF-8
// name. The tables are ours: what iconv knows depends on the machine, and the
// same repository has to give the same profile everywhere.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace assay {

// As UTF-8. Known are ISO-8859-1, ISO-8859-15, windows-1252 and KOI8-R, by the
// usual spellings; nothing for others, and where a byte has no meaning.
std::optional<std::string> DecodeSingleByte(std::string_view bytes, std::string_view encoding);

}  // namespace assay
