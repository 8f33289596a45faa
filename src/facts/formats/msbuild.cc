// .NET project files: the NuGet packages that they reference.
#include <algorithm>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "base/text.h"
#include "facts/extract.h"
#include "facts/package_name.h"
#include "facts/sink.h"

namespace assay {
namespace {

void AddReferences(const pugi::xml_node& project, const LineIndex& lines, FactSink& sink) {
  for (const pugi::xml_node group : project.children("ItemGroup")) {
    for (const pugi::xml_node item : group.children()) {
      const std::string_view kind = item.name();
      // Of all projects, and never of the product: analyzers, build tools.
      const bool global = kind == "GlobalPackageReference";
      if (kind != "PackageReference" && kind != "PackageVersion" && !global) continue;
      std::string_view version = item.attribute("Version").value();
      if (version.empty()) version = Trim(item.child_value("Version"));
      const auto begin =
          static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(item.offset_debug(), 1) - 1);
      const std::uint32_t line = lines.Line(begin);
      const Region region = {begin, begin + static_cast<std::uint32_t>(kind.size()) + 1, line,
                             lines.Column(begin), line};
      // What is private to the build does not come with the product.
      const bool build = global ||
                         std::string_view(item.attribute("PrivateAssets").value()) == "all" ||
                         Trim(item.child_value("PrivateAssets")) == "all";
      AddDependency("nuget", item.attribute("Include").value(), version,
                    build ? DependencyScope::kBuild : DependencyScope::kRuntime, region, sink);
    }
  }
}

void ReadMsbuild(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  pugi::xml_document document;
  const pugi::xml_parse_result result = document.load_buffer(
      source.text.data(), source.text.size(), pugi::parse_default, pugi::encoding_utf8);
  const LineIndex lines(source.text);
  if (!result) {
    const auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0));
    sink.Diagnose("format-error", lines.Line(std::min(offset, source.text.size())),
                  result.description());
  }
  AddReferences(document.child("Project"), lines, sink);
}

}  // namespace

extern const FormatReader kFormatReader_msbuild = {
    {{"msbuild",
      {},
      {"Directory.Packages.props", "Directory.Build.props"},
      {"**.csproj", "**.fsproj", "**.vbproj"}}},
    ReadMsbuild,
    2,
};

}  // namespace assay
