// Python source; how it is read is in facts/python.
#include <algorithm>
#include <cctype>
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

// Conan's lists of packages, as attributes of a recipe and as methods of one.
struct ConanList {
  std::string_view name;
  DependencyScope scope;
};
constexpr ConanList kConanLists[] = {{"requires", DependencyScope::kRuntime},
                                     {"tool_requires", DependencyScope::kBuild},
                                     {"build_requires", DependencyScope::kBuild},
                                     {"python_requires", DependencyScope::kBuild},
                                     {"test_requires", DependencyScope::kTest}};

void AddConanPackage(std::string_view reference, DependencyScope scope, const Region& region,
                     FactSink& sink) {
  const std::size_t slash = reference.find('/');
  if (slash == std::string_view::npos) return;
  const std::string_view version = reference.substr(slash + 1);
  AddDependency("conan", reference.substr(0, slash), version.substr(0, version.find('@')), scope,
                region, sink);
}

bool IsRecipe(const Definition& definition) {
  return std::any_of(definition.bases.begin(), definition.bases.end(), [](Text base) {
    return base == "pypi:conan#ConanFile" || base == "pypi:conans#ConanFile";
  });
}

// The literals of `requires = "zlib/1.3", "fmt/10"`; what has a prefix is formatted.
void AddConanLiterals(std::string_view text, const LineIndex& lines, const Region& region,
                      DependencyScope scope, FactSink& sink) {
  for (std::size_t at = region.start_byte; at < region.end_byte; ++at) {
    const char quote = text[at];
    if (quote == '#') at = std::min(text.find('\n', at), text.size());
    if (quote != '"' && quote != '\'') continue;
    const std::size_t end = text.find(quote, at + 1);
    if (end >= region.end_byte) return;
    const bool prefixed = at > 0 && std::isalpha(static_cast<unsigned char>(text[at - 1])) != 0;
    const std::uint32_t line = lines.Line(at);
    if (!prefixed)
      AddConanPackage(text.substr(at + 1, end - at - 1), scope,
                      {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end + 1), line,
                       lines.Column(at), line},
                      sink);
    at = end;
  }
}

// What a recipe (a class that is a ConanFile) requires by literals.
void AddConanRequirements(const Source& source, FactSink& sink) {
  const std::vector<Definition>& definitions = sink.facts().definitions;
  const bool any = std::any_of(definitions.begin(), definitions.end(), [](const Definition& one) {
    return one.kind == DefinitionKind::kClass && IsRecipe(one);
  });
  if (!any) return;
  const LineIndex lines(source.text);
  const auto is_recipe = [&](std::uint32_t scope) {
    for (int depth = 0; scope != kNoScope && depth < 3; ++depth) {
      if (IsRecipe(definitions[scope])) return true;
      scope = definitions[scope].scope;
    }
    return false;
  };
  const std::vector<Use> uses = sink.facts().uses;
  for (const Use& use : uses) {
    if (!use.name.starts_with("self:#") || use.arguments.empty() || !is_recipe(use.scope)) continue;
    const Argument& package = use.arguments.front();
    if (package.kind != ValueKind::kString || package.position != 0) continue;
    for (const ConanList& list : kConanLists) {
      if (use.name.substr(6) == list.name)
        AddConanPackage(package.text, list.scope, use.region, sink);
    }
  }
  for (const Definition& field : definitions) {
    if (field.kind != DefinitionKind::kField || !is_recipe(field.scope)) continue;
    for (const ConanList& list : kConanLists) {
      if (field.name == list.name)
        AddConanLiterals(source.text, lines, field.region, list.scope, sink);
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
  AddConanRequirements(source, sink);
}

}  // namespace

extern const FormatReader kFormatReader_python = {
    {{"python", {"Python"}, {}, {}}},
    ReadPython,
    5,
};

}  // namespace assay
