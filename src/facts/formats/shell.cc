// Shell scripts: their commands, and what they are as source.
#include "base/text.h"
#include "facts/comment_marks.h"
#include "facts/extract.h"
#include "facts/shell/commands.h"
#include "facts/shell/source.h"
#include "facts/source_extractor.h"

namespace assay {
namespace {

void ReadShell(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const LineIndex lines(source.text);
  Command site;
  site.place = CommandPlace::kShellScript;
  const Region region{0, static_cast<std::uint32_t>(source.text.size()), 1, 1, lines.line_count()};
  AddCommands(source.text, site, region, true, sink);
  if (ReadShellSource(source, sink)) return;
  for (const std::string_view line : Lines(source.text)) {
    const std::string_view text = Trim(line);
    ++facts.lines;
    if (!text.empty() && !text.starts_with("#")) ++facts.code_lines;
  }
  facts.generated = SaysGenerated(source.text);
}

}  // namespace

extern const FormatReader kFormatReader_shell = {{{"shell", {"Shell"}, {}, {}}}, ReadShell, 5};

}  // namespace assay
