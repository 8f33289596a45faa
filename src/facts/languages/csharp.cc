// C# source; how it is read is in facts/csharp.
#include "facts/csharp/extractor.h"
#include "facts/extract.h"
#include "facts/open_names.h"

namespace assay {
namespace {

void ReadCsharp(const Source& source, FileFacts& facts) {
  ReadParsed<CsharpExtractor>(CsharpSyntax().grammar(), source, facts);
  SettleOpenNames(facts);
}

}  // namespace

// Each call and each member that something follows, from the left.
std::string WithKnownResults(std::string_view name) {
  const LanguageTraits& traits = CsharpTraits();
  std::string known(name.substr(0, name.find('#')));
  for (std::size_t at = known.size(); at < name.size();) {
    const bool calls = name.substr(at).starts_with("()");
    const std::size_t dot = known.rfind('.');
    const auto result =
        calls || name[at] == '.' ? traits.results.find(known) : traits.results.end();
    const auto chain = calls && dot != std::string::npos
                           ? traits.chains.find(std::string_view(known).substr(0, dot))
                           : traits.chains.end();
    if (result != traits.results.end()) {
      known = result->second;
      if (calls) at += 2;
    } else if (chain != traits.chains.end()) {
      known = *chain;
      at += 2;
    }
    if (at == name.size()) break;
    const std::size_t end = std::min(name.find_first_of(".(", at + 1), name.size());
    known += name.substr(at, end - at);
    at = end;
  }
  return known;
}

extern const FormatReader kFormatReader_csharp = {
    {{"csharp", {"C#"}, {}, {}}},
    ReadCsharp,
    3,
};

}  // namespace assay
