// Procfiles: `name: command`, the processes of an application.
#include <string_view>

#include "base/text.h"
#include "facts/extract.h"
#include "facts/shell/commands.h"
#include "facts/sink.h"
#include "facts/text_line.h"

namespace assay {
namespace {

void ReadProcfile(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  LineReader lines(source.text);
  for (TextLine line; lines.Next(line);) {
    const std::size_t colon = line.text.find(':');
    if (line.text.starts_with('#') || colon == std::string_view::npos) continue;
    const std::string_view script = Trim(line.text.substr(colon + 1));
    if (script.empty()) continue;
    Command site;
    site.place = CommandPlace::kProcfile;
    site.context = sink.Keep(Trim(line.text.substr(0, colon)));
    AddCommands(script, site, line.region, false, sink);
  }
}

}  // namespace

extern const FormatReader kFormatReader_procfile = {
    {{"procfile", {"Procfile"}, {"Procfile"}, {"**Procfile.*"}, true}},
    ReadProcfile,
    3,
};

}  // namespace assay
