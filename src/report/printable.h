// Text of a repository on a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace assay {

// Control characters of a hostile path, name or line must not reach the terminal.
std::string Printable(std::string_view text);

// Columns of a text: its characters, where each is one wide.
std::size_t Columns(std::string_view text);

// The text, or its beginning with "…", in so many columns.
std::string Shortened(std::string_view text, std::size_t columns);

}  // namespace assay
