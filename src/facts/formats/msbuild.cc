// .NET project files: the NuGet packages that they reference, their properties
// and imports as settings. PackageVersion only decides a version, and so does
// an item that updates others; `$(Name)` in a version is resolved where the file
// has the property, else by Link.
#include <algorithm>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "base/text.h"
#include "base/text_map.h"
#include "facts/data_tree.h"
#include "facts/extract.h"
#include "facts/settings.h"
#include "facts/sink.h"

namespace assay {
namespace {

// Properties that name properties are followed so far.
constexpr int kMaxResolution = 8;

class MsbuildReader {
 public:
  MsbuildReader(pugi::xml_node project, const LineIndex& lines, FactSink& sink)
      : project_(project), lines_(lines), sink_(sink) {}

  void Run() {
    // Of several with one name the last holds.
    for (const pugi::xml_node group : project_.children("PropertyGroup")) {
      for (const pugi::xml_node property : group.children())
        properties_[property.name()] = Trim(property.child_value());
    }
    AddReferences(project_);
    // Items that a condition chooses.
    for (const pugi::xml_node choose : project_.children("Choose")) {
      for (const pugi::xml_node when : choose.children()) AddReferences(when);
    }
    for (const pugi::xml_node group : project_.children("PropertyGroup")) {
      for (const pugi::xml_node property : group.children()) {
        if (property.type() != pugi::node_element) continue;
        const std::string_view value = Trim(property.child_value());
        AddSetting("properties." + KeyPart(property.name()), value, PlainScalarKind(value),
                   RegionOf(property), "msbuild", sink_);
      }
    }
    std::size_t number = 0;
    for (const pugi::xml_node import : project_.children("Import")) {
      AddSetting("imports[" + std::to_string(number++) + "]", import.attribute("Project").value(),
                 ValueKind::kString, RegionOf(import), "msbuild", sink_);
    }
    AddUsings();
  }

 private:
  // An attribute or an element of that name.
  static std::string_view Field(pugi::xml_node item, const char* name) {
    const std::string_view attribute = item.attribute(name).value();
    return attribute.empty() ? Trim(item.child_value(name)) : attribute;
  }

  // <Using Include="Xunit" />: opened in every file of the project. What depends
  // on a condition is not told, nor are the members that a static one opens.
  void AddUsings() {
    std::size_t number = 0;
    for (const pugi::xml_node group : project_.children("ItemGroup")) {
      if (!group.attribute("Condition").empty()) continue;
      for (const pugi::xml_node item : group.children("Using")) {
        const std::string_view name = item.attribute("Include").value();
        if (name.empty() || !item.attribute("Condition").empty() ||
            EqualsIgnoreCase(Field(item, "Static"), "true"))
          continue;
        const std::string key = "usings[" + std::to_string(number++) + "]";
        AddSetting(key, name, ValueKind::kString, RegionOf(item), "msbuild", sink_);
        const std::string_view alias = Field(item, "Alias");
        if (!alias.empty())
          AddSetting(key + ".Alias", alias, ValueKind::kString, RegionOf(item), "msbuild", sink_);
      }
    }
  }

  void AddReferences(pugi::xml_node owner) {
    for (const pugi::xml_node group : owner.children("ItemGroup")) {
      for (const pugi::xml_node item : group.children()) AddReference(item);
    }
  }

  void AddReference(pugi::xml_node item) {
    const std::string_view kind = item.name();
    // Of all projects, and never of the product: analyzers, build tools.
    const bool global = kind == "GlobalPackageReference";
    const bool tool = kind == "DotNetCliToolReference";
    if (kind != "PackageReference" && kind != "PackageVersion" && !global && !tool) return;
    const bool update = !item.attribute("Update").empty();
    std::string_view version = Field(item, "VersionOverride");
    if (version.empty()) version = Field(item, "Version");
    // What is private to the build does not come with the product.
    std::string_view assets = Field(item, "PrivateAssets");
    const bool build = global || tool || EqualsIgnoreCase(assets, "all");
    // An item may name several packages.
    const std::string_view names = item.attribute(update ? "Update" : "Include").value();
    for (const std::string_view name : Split(names, ';')) {
      if (Trim(name).empty() || name.find("$(") != std::string_view::npos) continue;
      Dependency dependency;
      dependency.region = RegionOf(item);
      dependency.ecosystem = "nuget";
      dependency.name = sink_.Keep(Trim(name));
      dependency.constraint = sink_.Keep(Resolve(version));
      dependency.scope = build ? DependencyScope::kBuild : DependencyScope::kRuntime;
      dependency.managed = update || kind == "PackageVersion";
      if (version.find("$(") != std::string_view::npos) dependency.reference = sink_.Keep(version);
      sink_.Add(std::move(dependency));
    }
  }

  // What `$(Name)` is, as far as this file tells.
  std::string Resolve(std::string_view text) const {
    std::string value(text);
    for (int i = 0; i < kMaxResolution; ++i) {
      const std::size_t begin = value.find("$(");
      const std::size_t end = value.find(')', begin);
      if (begin == std::string::npos || end == std::string::npos) break;
      const auto found = properties_.find(value.substr(begin + 2, end - begin - 2));
      if (found == properties_.end() || found->second.size() > 1'000) break;
      value.replace(begin, end - begin + 1, found->second);
    }
    return value;
  }

  Region RegionOf(pugi::xml_node item) const {
    const auto begin =
        static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(item.offset_debug(), 1) - 1);
    const std::uint32_t line = lines_.Line(begin);
    const auto size = static_cast<std::uint32_t>(std::string_view(item.name()).size());
    return {begin, begin + size + 1, line, lines_.Column(begin), line};
  }

  pugi::xml_node project_;
  const LineIndex& lines_;
  FactSink& sink_;
  TextMap<std::string_view> properties_;
};

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
  MsbuildReader(document.child("Project"), lines, sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_msbuild = {
    {{"msbuild",
      {},
      {"Directory.Packages.props", "Directory.Build.props", "Directory.Build.targets"},
      {"**.csproj", "**.fsproj", "**.vbproj", "**.props", "**.targets"}}},
    ReadMsbuild,
    4,
};

}  // namespace assay
