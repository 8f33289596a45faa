// Python source; how it is read is in facts/python.
#include <string_view>
#include <vector>

#include "base/text.h"
#include "facts/extract.h"
#include "facts/package_name.h"
#include "facts/python/extractor.h"

namespace assay {
namespace {

// Where the quoted text stands inside a region; the region itself if nowhere.
Region RegionOfText(std::string_view source, const LineIndex& lines, const Region& region,
                    std::string_view text) {
  const std::string_view inside =
      source.substr(region.start_byte, region.end_byte - region.start_byte);
  for (std::size_t at = inside.find(text); at != std::string_view::npos && at > 0;
       at = inside.find(text, at + 1)) {
    if (inside[at - 1] != '"' && inside[at - 1] != '\'') continue;
    const std::size_t begin = region.start_byte + at;
    const std::uint32_t line = lines.Line(begin);
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + text.size()),
            line, lines.Column(begin), line};
  }
  return region;
}

// What a setup.py requires by literals: `setup(install_requires=["a>=1"])`.
void AddSetupRequirements(const Source& source, FactSink& sink) {
  const LineIndex lines(source.text);
  const std::vector<Use> uses = sink.facts().uses;
  for (const Use& use : uses) {
    if (use.name != "pypi:setuptools#setup" && use.name != "pypi:distutils.core#setup") continue;
    for (const Argument& argument : use.arguments) {
      const bool required = argument.keyword == "install_requires";
      const bool extra = argument.keyword == "extras_require";
      const bool tested = argument.keyword == "tests_require";
      const bool build = argument.keyword == "setup_requires";
      if (argument.kind != ValueKind::kString || argument.path.empty()) continue;
      if (!required && !extra && !tested && !build) continue;
      const Requirement requirement = ParseRequirement(argument.text);
      DependencyScope scope = DependencyScope::kRuntime;
      if (extra) {
        scope = ScopeOfGroup(argument.path.substr(0, argument.path.find('[')),
                             DependencyScope::kOptional);
      }
      if (tested) scope = DependencyScope::kTest;
      if (build) scope = DependencyScope::kBuild;
      AddDependency("pypi", requirement.name, requirement.constraint, scope,
                    RegionOfText(source.text, lines, use.region, argument.text), sink);
    }
  }
}

void ReadPython(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const Result<SyntaxTree> tree =
      SyntaxTree::Parse(*PythonSyntax::Get().grammar, source.text, source.limits);
  if (!tree) {
    AddParseDiagnostic(tree.error().message, sink);
    return;
  }
  PythonExtractor(*tree, sink).Run();
  AddSetupRequirements(source, sink);
}

}  // namespace

extern const FormatReader kFormatReader_python = {
    {{"python", {"Python"}, {}, {}}},
    ReadPython,
    4,
};

}  // namespace assay
