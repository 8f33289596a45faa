#include <string>
#include <vector>

#include "base/text.h"
#include "facts/block_path.h"
#include "facts/data_tree.h"
#include "facts/server_config.h"
#include "facts/text_line.h"

namespace assay {
namespace {

// The words of a line without their quotes, a blank between them.
std::string UnquotedWords(std::string_view text) {
  std::string joined;
  char quote = '\0';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote == '\0' && (c == '"' || c == '\'')) {
      quote = c;
    } else if (c == quote) {
      quote = '\0';
    } else if (c == '\\' && i + 1 < text.size() && (text[i + 1] == '"' || text[i + 1] == '\'')) {
      joined += text[++i];
    } else if (quote == '\0' && (c == ' ' || c == '\t')) {
      if (!joined.empty() && joined.back() != ' ') joined += ' ';
    } else {
      joined += c;
    }
  }
  return joined;
}

bool IsFilledIn(std::string_view text) {
  return text.find("{{") != std::string_view::npos || text.find("<%") != std::string_view::npos ||
         text.find("${") != std::string_view::npos;
}

class ApacheReader {
 public:
  explicit ApacheReader(FactSink& sink) : sink_(sink) {}

  // False when no more is wanted.
  bool Line(std::string_view text, const Region& region) {
    if (text.empty() || text.front() == '#' || text.starts_with("<%") || text.starts_with("{%") ||
        text.starts_with("{#")) {
      return true;
    }
    if (text.starts_with("</")) {
      Close(ToLowerAscii(Trim(text.substr(2, text.find('>') - 2))));
      return true;
    }
    if (text.front() == '<') return Open(text.substr(1, text.rfind('>') - 1), region);
    const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
    const std::string value = UnquotedWords(Trim(text.substr(end)));
    Setting setting;
    setting.region = region;
    setting.key = sink_.Keep(path_.Key(ToLowerAscii(text.substr(0, end))));
    setting.value = sink_.Keep(value);
    setting.kind = PlainScalarKind(value);
    setting.templated = IsFilledIn(value);
    setting.document = "apache";
    return sink_.Add(setting);
  }

 private:
  bool Open(std::string_view text, const Region& region) {
    if (path_.depth() >= sink_.limits().data_depth) {
      sink_.Diagnose("nested-too-deep", region.start_line, "the rest of the file is not read");
      return false;
    }
    const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
    path_.Open(ToLowerAscii(text.substr(0, end)), UnquotedWords(Trim(text.substr(end))));
    return true;
  }

  // A section that was never opened closes nothing.
  void Close(std::string_view name) {
    if (path_.name() == name) path_.Close();
  }

  FactSink& sink_;
  BlockPath path_;
};

}  // namespace

void ReadApache(std::string_view text, FactSink& sink) {
  ApacheReader reader(sink);
  LineReader lines(text);
  std::string joined;
  Region region;
  for (TextLine line; lines.Next(line);) {
    region = joined.empty() ? line.region : SpanOf(region, line.region);
    const bool goes_on = line.text.ends_with('\\') && !line.text.starts_with('#');
    joined += goes_on ? line.text.substr(0, line.text.size() - 1) : line.text;
    if (goes_on) continue;
    if (!reader.Line(joined, region)) return;
    joined.clear();
  }
  reader.Line(joined, region);
}

}  // namespace assay
