// Code in the tags of templates: Ruby in ERB, JavaScript in EJS. The text
// around the tags is not read, a script in it least of all: it has holes.
#include "facts/embedded_code.h"
#include "facts/extract.h"

namespace assay {
namespace {

struct Tags {
  std::string_view code;     // the format of what the tags hold
  std::string_view opening;  // marks that may stand behind `<%`
  std::string_view closing;  // before `%>`
  std::string_view between;  // what the template's compiler separates tags by
};

constexpr Tags kErb{"ruby", "=-", "-", "\n"};
constexpr Tags kEjs{"javascript", "=-_", "-_", "\n;\n"};

// A tag ends at the first `%>`, in a string and in a comment too, as in the
// compilers of both.
void ReadTags(const Source& source, FileFacts& facts) {
  const Tags& tags = source.format == "ejs" ? kEjs : kErb;
  const std::string_view text = source.text;
  EmbeddedCode code(text, source.limits);
  for (std::size_t at = text.find("<%"); at != std::string_view::npos; at = text.find("<%", at)) {
    std::size_t begin = at + 2;
    if (text.substr(begin).starts_with('%')) {  // `<%%` says `<%`.
      at = begin + 1;
      continue;
    }
    std::size_t end = text.find("%>", begin);
    if (end == std::string_view::npos) break;
    at = end + 2;
    if (text[begin] == '#') continue;
    while (begin < end && tags.opening.find(text[begin]) != std::string_view::npos) ++begin;
    if (end > begin && tags.closing.find(text[end - 1]) != std::string_view::npos) --end;
    code.Add(begin, end);
    code.AddBetween(tags.between);
  }
  facts = code.Read(tags.code);
}

}  // namespace

extern const FormatReader kFormatReader_template_tags = {
    {{"erb", {"HTML+ERB", "JavaScript+ERB"}, {}, {}}, {"ejs", {"EJS"}, {}, {}}},
    ReadTags,
    1,
};

}  // namespace assay
