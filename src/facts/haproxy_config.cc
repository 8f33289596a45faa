#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "facts/block_path.h"
#include "facts/data_tree.h"
#include "facts/server_config.h"
#include "facts/text_line.h"

namespace assay {
namespace {

constexpr std::array kSections = std::to_array<std::string_view>(
    {"global", "defaults", "frontend", "backend", "listen", "peers", "resolvers", "userlist",
     "mailers", "http-errors", "fcgi-app", "log-forward", "ring", "cache", "program"});

}  // namespace

void ReadHaproxy(std::string_view text, FactSink& sink) {
  BlockPath path;
  LineReader lines(text);
  for (TextLine line; lines.Next(line);) {
    const std::string_view words = Trim(line.text.substr(0, line.text.find(" #")));
    if (words.empty() || words.front() == '#') continue;
    const std::size_t end = std::min(words.find_first_of(" \t"), words.size());
    const std::string_view name = words.substr(0, end);
    const std::string_view value = Trim(words.substr(end));
    if (line.indent == 0 &&
        std::find(kSections.begin(), kSections.end(), name) != kSections.end()) {
      path.Close();
      path.Open(name, value.substr(0, value.find_first_of(" \t")));
      continue;
    }
    Setting setting;
    setting.region = line.region;
    setting.key = sink.Keep(path.Key(name));
    setting.value = sink.Keep(value);
    setting.kind = PlainScalarKind(value);
    setting.templated = IsTemplated(value);
    setting.document = "haproxy";
    if (!sink.Add(setting)) return;
  }
}

}  // namespace assay
