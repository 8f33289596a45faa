// pip's requirements files. The file's name tells the scope, so there is one
// format a scope.
//
// Options are settings: `-r other.txt` has the key "requirement" and the other
// file as value, `--index-url` has "index-url" and so on.
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "facts/extract.h"
#include "facts/package_name.h"
#include "facts/settings.h"
#include "facts/sink.h"
#include "facts/text_line.h"

namespace assay {
namespace {

DependencyScope ScopeOf(std::string_view format) {
  if (format == "requirements-test") return DependencyScope::kTest;
  if (format == "requirements-dev") return DependencyScope::kDevelopment;
  return DependencyScope::kRuntime;
}

// Without a comment: `#` at the begin or behind a blank.
std::string_view WithoutComment(std::string_view text) {
  for (std::size_t at = text.find('#'); at != std::string_view::npos; at = text.find('#', at + 1)) {
    if (at == 0 || text[at - 1] == ' ' || text[at - 1] == '\t') return Trim(text.substr(0, at));
  }
  return text;
}

void AddOption(std::string_view text, const Region& region, FactSink& sink) {
  const std::size_t end = std::min(text.find_first_of(" ="), text.size());
  std::string_view name = text.substr(0, end);
  while (name.starts_with('-')) name.remove_prefix(1);
  if (name == "r") name = "requirement";
  if (name == "c") name = "constraint";
  if (name == "e") name = "editable";
  if (name == "i") name = "index-url";
  const std::string_view value = end < text.size() ? Trim(text.substr(end + 1)) : "";
  AddSetting(name, value, ValueKind::kString, region, "requirements", sink);
}

// `git+https://…/name.git@v1#egg=name`: the fragment names the package.
std::string_view EggOf(std::string_view text) {
  const std::size_t egg = text.find("#egg=");
  if (egg == std::string_view::npos) return {};
  const std::string_view name = text.substr(egg + 5);
  return name.substr(0, name.find_first_of("&[ \t"));
}

void AddRequirement(std::string_view text, const Region& region, DependencyScope scope,
                    FactSink& sink) {
  text = WithoutComment(text);
  if (const std::string_view egg = EggOf(text); !egg.empty()) {
    std::string_view url = text.substr(0, text.find('#'));
    for (const std::string_view option : {"-e ", "--editable ", "--editable="}) {
      if (url.starts_with(option)) url = Trim(url.substr(option.size()));
    }
    AddDependency("pypi", PypiName(egg), url, scope, region, sink);
    return;
  }
  if (text.empty()) return;
  if (text.starts_with('-')) return AddOption(text, region, sink);
  // Options of one requirement: hashes, --global-option.
  if (const std::size_t option = text.find(" --"); option != std::string_view::npos) {
    text = Trim(text.substr(0, option));
  }
  const Requirement requirement = ParseRequirement(text);
  AddDependency("pypi", requirement.name, requirement.constraint, scope, region, sink);
}

void ReadRequirements(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const DependencyScope scope = ScopeOf(source.format);
  LineReader lines(source.text);
  std::string joined;
  Region region;
  for (TextLine line; lines.Next(line);) {
    if (joined.empty()) region = line.region;
    const bool goes_on = line.text.ends_with('\\') && !line.text.starts_with('#');
    if (!joined.empty()) joined += ' ';
    joined += Trim(goes_on ? line.text.substr(0, line.text.size() - 1) : line.text);
    if (!line.text.empty()) region = SpanOf(region, line.region);
    if (goes_on) continue;
    AddRequirement(joined, region, scope, sink);
    joined.clear();
  }
  if (!joined.empty()) AddRequirement(joined, region, scope, sink);
}

}  // namespace

extern const FormatReader kFormatReader_requirements = {
    {{"requirements-test",
      {},
      {},
      {"**requirements*test*.txt", "**test*requirements*.txt", "**requirements/**test*.txt"},
      true},
     {"requirements-dev",
      {},
      {},
      {"**requirements*dev*.txt", "**dev*requirements*.txt", "**requirements/**dev*.txt",
       "**requirements/local*.txt", "**requirements*docs*.txt", "**docs/requirements*.txt",
       "**requirements*lint*.txt", "**requirements*local*.txt"},
      true},
     {"requirements",
      {"Pip Requirements"},
      {},
      {"**requirements*.txt", "**requirements/*.txt", "**requirements*.in", "**requirements/*.in"},
      true}},
    ReadRequirements,
    3,
};

}  // namespace assay
