#include "facts/ini_lines.h"

#include "base/text.h"
#include "facts/text_line.h"

namespace assay {
namespace {

bool IsComment(std::string_view text) { return text.starts_with('#') || text.starts_with(';'); }

// A comment behind a value begins with a blank.
std::string_view WithoutComment(std::string_view value) {
  for (const std::string_view mark : {" #", " ;", "\t#", "\t;"}) {
    value = value.substr(0, value.find(mark));
  }
  return Trim(value);
}

}  // namespace

void ReadIni(std::string_view text, const std::function<bool(const IniEntry&)>& take) {
  LineReader lines(text);
  IniEntry entry;
  std::size_t key_indent = 0;
  for (TextLine line; lines.Next(line);) {
    if (line.text.empty() || IsComment(line.text) || line.text.starts_with("{%")) continue;
    entry.region = line.region;
    if (line.text.front() == '[' && line.indent == 0) {
      entry.section = Trim(line.text.substr(1, line.text.find(']') - 1));
      entry.key = {};
      continue;
    }
    entry.continued = !entry.key.empty() && line.indent > key_indent;
    if (entry.continued) {
      entry.value = WithoutComment(line.text);
    } else {
      const std::size_t separator = line.text.find_first_of("=:");
      entry.key = Trim(line.text.substr(0, separator));
      entry.value = separator == std::string_view::npos
                        ? std::string_view()
                        : WithoutComment(line.text.substr(separator + 1));
      key_indent = line.indent;
    }
    if (!take(entry)) return;
  }
}

}  // namespace assay
