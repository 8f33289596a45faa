// Source of languages that no reader knows: how many lines of it there are.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "facts/extract.h"

namespace assay {
namespace {

// What a line of comment starts with; `#include` and `#[derive]` are none.
constexpr std::array kComments = std::to_array<std::string_view>({"//", "/*", "*/", "* ", "# "});

bool IsCode(std::string_view line) {
  return !line.empty() && line != "*" && line != "#" &&
         std::none_of(kComments.begin(), kComments.end(),
                      [&](std::string_view mark) { return line.starts_with(mark); });
}

void ReadPlainSource(const Source& source, FileFacts& facts) {
  for (const std::string_view line : Lines(source.text)) {
    ++facts.lines;
    if (IsCode(Trim(line))) ++facts.code_lines;
  }
}

}  // namespace

extern const FormatReader kFormatReader_plain_source = {
    {{"plain-source", {"Hack"}, {}, {}, true}}, ReadPlainSource, 1};

}  // namespace assay
