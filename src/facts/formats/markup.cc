// Scripts in pages and in Vue's and Svelte's components, read as the script
// files that they could be. Templates and their expressions are not read.
#include <algorithm>
#include <array>

#include "facts/embedded_code.h"
#include "facts/extract.h"
#include "facts/markup_scripts.h"

namespace assay {
namespace {

constexpr std::array kScriptTypes = std::to_array<std::string_view>(
    {"module", "text/javascript", "application/javascript", "text/ecmascript",
     "application/ecmascript", "application/x-javascript", "text/babel", "text/jsx",
     "text/typescript"});

// What fills a page in before it is sent. What stands there is not known, and
// with it neither is how the rest of the script reads.
constexpr std::array kHoles = std::to_array<std::string_view>({"{{", "{%", "<%", "<?"});

bool HasHole(std::string_view script) {
  return std::any_of(kHoles.begin(), kHoles.end(), [&](std::string_view hole) {
    return script.find(hole) != std::string_view::npos;
  });
}

// The format of what the script holds, "" for what is no script: data,
// templates, shaders, CoffeeScript.
std::string_view FormatOfScript(const MarkupScript& script) {
  if (script.has_source) return {};
  if (script.lang == "ts" || script.lang == "typescript") return "typescript";
  if (script.lang == "tsx") return "tsx";
  if (!script.lang.empty() && script.lang != "js" && script.lang != "jsx" &&
      script.lang != "javascript")
    return {};
  if (script.type.empty())
    return script.language.empty() || script.language.starts_with("javascript") ? "javascript" : "";
  if (std::find(kScriptTypes.begin(), kScriptTypes.end(), script.type) == kScriptTypes.end())
    return {};
  return script.type == "text/typescript" ? "typescript" : "javascript";
}

MarkupHost HostOf(std::string_view format) {
  if (format == "vue") return MarkupHost::kVue;
  return format == "svelte" ? MarkupHost::kSvelte : MarkupHost::kPage;
}

void ReadMarkup(const Source& source, FileFacts& facts) {
  const MarkupHost host = HostOf(source.format);
  EmbeddedCode code(source.text, source.limits);
  // Two scripts of a file are one program; types are what one of them may have.
  std::string_view format = "javascript";
  for (const MarkupScript& script : ScriptsOf(source.text, host)) {
    const std::string_view own = FormatOfScript(script);
    const std::string_view content = source.text.substr(script.begin, script.end - script.begin);
    if (own.empty() || (host == MarkupHost::kPage && HasHole(content))) continue;
    if (own != "javascript" && format != "tsx") format = own;
    code.Add(script.begin, script.end);
    code.AddBetween("\n;\n");
  }
  facts = code.Read(format);
}

}  // namespace

extern const FormatReader kFormatReader_markup = {
    {{"html", {"HTML"}, {}, {}}, {"vue", {"Vue"}, {}, {}}, {"svelte", {"Svelte"}, {}, {}}},
    ReadMarkup,
    1,
};

}  // namespace assay
