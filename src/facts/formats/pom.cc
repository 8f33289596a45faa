// Maven's pom.xml: dependencies of the project and its profiles, the parent,
// build plugins and extensions as build dependencies, properties as settings.
//
// dependencyManagement and pluginManagement choose versions and declare nothing:
// their facts are managed, and the BOMs that they import are settings. A name or
// version that is a property is resolved where the file has it; its text is the
// fact's reference, which Link resolves with the parents of the repository.
#include <algorithm>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "base/text.h"
#include "facts/data_tree.h"
#include "facts/extract.h"
#include "facts/package_name.h"
#include "facts/settings.h"
#include "facts/sink.h"
#include "facts/text_line.h"

namespace assay {
namespace {

// Properties that name properties are followed so far.
constexpr int kMaxResolution = 8;

class PomReader {
 public:
  PomReader(std::string_view text, const pugi::xml_document& document, FactSink& sink)
      : text_(text), lines_(text), project_(document.child("project")), sink_(sink) {}

  void Run() {
    const pugi::xml_node parent = project_.child("parent");
    if (parent) AddArtifact(parent, DependencyScope::kBuild, "");
    AddAll(project_);
    AddManaged(project_);
    for (const pugi::xml_node profile : project_.child("profiles").children("profile")) {
      profile_ = profile;
      AddAll(profile);
    }
    profile_ = {};
    AddProperties();
    AddParent(parent);
  }

 private:
  static std::string_view ChildText(pugi::xml_node node, const char* name) {
    return Trim(node.child_value(name));
  }

  void AddAll(pugi::xml_node owner) {
    for (const pugi::xml_node entry : owner.child("dependencies").children("dependency")) {
      AddArtifact(entry, ScopeOf(entry), "");
    }
    const pugi::xml_node build = owner.child("build");
    for (const pugi::xml_node plugin : build.child("plugins").children("plugin")) {
      AddArtifact(plugin, DependencyScope::kBuild, "org.apache.maven.plugins");
      for (const pugi::xml_node entry : plugin.child("dependencies").children("dependency")) {
        AddArtifact(entry, DependencyScope::kBuild, "");
      }
    }
    for (const pugi::xml_node extension : build.child("extensions").children("extension")) {
      AddArtifact(extension, DependencyScope::kBuild, "");
    }
  }

  void AddManaged(pugi::xml_node owner) {
    managed_ = true;
    std::size_t number = 0;
    for (const pugi::xml_node entry :
         owner.child("dependencyManagement").child("dependencies").children("dependency")) {
      if (ChildText(entry, "scope") != "import") {
        AddArtifact(entry, ScopeOf(entry), "");
        continue;
      }
      AddSetting("imports[" + std::to_string(number++) + "]", Coordinates(entry, ""),
                 ValueKind::kString, RegionOf(entry), "pom", sink_);
    }
    for (const pugi::xml_node plugin :
         owner.child("build").child("pluginManagement").child("plugins").children("plugin")) {
      AddArtifact(plugin, DependencyScope::kBuild, "org.apache.maven.plugins");
    }
    managed_ = false;
  }

  // "group:artifact:version", as written.
  static std::string Coordinates(pugi::xml_node node, std::string_view default_group) {
    std::string text(ChildText(node, "groupId"));
    if (text.empty()) text = default_group;
    for (const char* const name : {"artifactId", "version"}) {
      text += ':';
      text += ChildText(node, name);
    }
    return text;
  }

  static DependencyScope ScopeOf(pugi::xml_node dependency) {
    if (ChildText(dependency, "scope") == "test") return DependencyScope::kTest;
    if (ChildText(dependency, "optional") == "true") return DependencyScope::kOptional;
    return DependencyScope::kRuntime;
  }

  void AddArtifact(pugi::xml_node node, DependencyScope scope, std::string_view default_group) {
    std::string group = Resolve(ChildText(node, "groupId"));
    const std::string artifact = Resolve(ChildText(node, "artifactId"));
    if (group.empty()) group = default_group;
    if (group.empty() || artifact.empty()) return;
    Dependency dependency;
    // The line that names it is the one to show, not the tag around it.
    dependency.region = SpanOf(RegionOf(node.child("artifactId")), RegionOf(node));
    dependency.ecosystem = "maven";
    if (!IsTemplated(group) && !IsTemplated(artifact))
      dependency.name = sink_.Keep(group + ":" + artifact);
    dependency.constraint = sink_.Keep(Resolve(ChildText(node, "version")));
    dependency.scope = scope;
    dependency.managed = managed_;
    std::string written = Coordinates(node, default_group);
    // Of what says its scope only the version is managed.
    const bool scoped = written.ends_with(':') && !ChildText(node, "scope").empty();
    if (scoped) written += ":" + std::string(ChildText(node, "scope"));
    if (scoped || written.find("${") != std::string::npos)
      dependency.reference = sink_.Keep(written);
    if (dependency.name.empty() && dependency.reference.empty()) return;
    sink_.Add(std::move(dependency));
  }

  // What `${…}` names, as far as this file tells.
  std::string Resolve(std::string_view text) const {
    std::string value(text);
    for (int i = 0; i < kMaxResolution; ++i) {
      const std::size_t begin = value.find("${");
      const std::size_t end = value.find('}', begin);
      if (begin == std::string::npos || end == std::string::npos) break;
      const std::string found = Property(value.substr(begin + 2, end - begin - 2));
      if (found.empty() || found.size() > 1'000) break;
      value.replace(begin, end - begin + 1, found);
    }
    return value;
  }

  std::string Property(const std::string& name) const {
    for (const std::string_view prefix : {"project.parent.", "project."}) {
      if (!name.starts_with(prefix)) continue;
      const std::string field = name.substr(prefix.size());
      const pugi::xml_node parent = project_.child("parent");
      std::string_view value;
      if (prefix == "project.") value = ChildText(project_, field.c_str());
      if (value.empty()) value = ChildText(parent, field.c_str());
      return std::string(value);
    }
    // Of several with one name the last holds.
    for (const pugi::xml_node owner : {profile_, project_}) {
      pugi::xml_node property = owner.child("properties").last_child();
      while (property && name != property.name()) property = property.previous_sibling();
      if (property) return std::string(Trim(property.child_value()));
    }
    return {};
  }

  void AddParent(pugi::xml_node parent) {
    for (const char* const name : {"groupId", "artifactId", "version", "relativePath"}) {
      const pugi::xml_node node = parent.child(name);
      if (!node) continue;
      AddSetting("parent." + std::string(name), Trim(node.child_value()), ValueKind::kString,
                 RegionOf(node), "pom", sink_);
    }
  }

  void AddProperties() {
    for (const pugi::xml_node property : project_.child("properties").children()) {
      if (property.type() != pugi::node_element) continue;
      const std::string_view value = Trim(property.child_value());
      AddSetting("properties." + KeyPart(property.name()), value, PlainScalarKind(value),
                 RegionOf(property), "pom", sink_);
    }
    for (const char* const name : {"groupId", "artifactId", "version", "packaging"}) {
      const pugi::xml_node node = project_.child(name);
      if (!node) continue;
      AddSetting(name, Trim(node.child_value()), ValueKind::kString, RegionOf(node), "pom", sink_);
    }
    std::size_t profiles = 0;
    for (const pugi::xml_node profile : project_.child("profiles").children("profile")) {
      Region region = RegionOf(profile);
      const std::size_t end = text_.find("</profile>", region.start_byte);
      region.end_byte = static_cast<std::uint32_t>(std::min(end, text_.size()));
      region.end_line = lines_.Line(region.end_byte > 0 ? region.end_byte - 1 : 0);
      AddSetting("profiles[" + std::to_string(profiles++) + "]", ChildText(profile, "id"),
                 ValueKind::kString, region, "pom", sink_);
    }
    std::size_t number = 0;
    for (const pugi::xml_node module : project_.child("modules").children("module")) {
      AddSetting("modules[" + std::to_string(number++) + "]", Trim(module.child_value()),
                 ValueKind::kString, RegionOf(module), "pom", sink_);
    }
  }

  // From the tag's `<` to the end of its last child that has a name.
  Region RegionOf(pugi::xml_node node) const {
    const std::size_t begin = Offset(node);
    std::size_t end = begin;
    for (const pugi::xml_node child : node.children()) {
      if (child.type() == pugi::node_element) end = Offset(child);
    }
    // Behind the closing tag of that child, or of the node.
    end = text_.find('<', std::min(end + 1, text_.size()));
    end = end == text_.npos ? text_.size() : std::min(text_.find('>', end), text_.size() - 1) + 1;
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), lines_.Line(begin),
            lines_.Column(begin), lines_.Line(end > begin ? end - 1 : begin)};
  }

  std::size_t Offset(pugi::xml_node node) const {
    const std::ptrdiff_t name = node.offset_debug();
    return name <= 0 ? 0 : std::min(static_cast<std::size_t>(name) - 1, text_.size());
  }

  std::string_view text_;
  LineIndex lines_;
  pugi::xml_node project_;
  pugi::xml_node profile_;  // whose properties come before the project's
  bool managed_ = false;
  FactSink& sink_;
};

void ReadPom(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  pugi::xml_document document;
  const pugi::xml_parse_result result = document.load_buffer(
      source.text.data(), source.text.size(), pugi::parse_default, pugi::encoding_utf8);
  if (!result) {
    const std::size_t offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0));
    const LineIndex lines(source.text);
    sink.Diagnose("format-error", lines.Line(std::min(offset, source.text.size())),
                  result.description());
  }
  PomReader(source.text, document, sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_pom = {
    {{"pom", {"Maven POM"}, {"pom.xml"}, {"**.pom"}}},
    ReadPom,
    3,
};

}  // namespace assay
