#include "report/printable.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace assay {

std::string Printable(std::string_view text) {
  std::string safe;
  for (const char c : ToValidUtf8(text)) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      safe += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    } else {
      safe += c;
    }
  }
  return safe;
}

std::size_t Columns(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

std::string Shortened(std::string_view text, std::size_t columns) {
  if (Columns(text) <= columns) return std::string(text);
  std::string shorter;
  std::size_t used = 0;
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80 && ++used >= columns) break;
    shorter += c;
  }
  return shorter + "…";
}

}  // namespace assay
