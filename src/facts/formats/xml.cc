// XML as settings: an element's text is `beans.bean.property`, an attribute
// `beans.bean.@class`, the text beside it `beans.bean.#text`; the second element of one name among
// its siblings has the index [1], and so on. What the file is, its root and namespaces tell.
//
// Entities that a document declares are not expanded (pugixml knows none but
// the predefined ones), so a bomb of them stays as small as it is written.
#include <algorithm>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "facts/data_tree.h"
#include "facts/extract.h"
#include "facts/package_name.h"
#include "facts/settings.h"
#include "facts/sink.h"

namespace assay {
namespace {

// `beans` of Java's own container injection has other children, and none of Spring's namespaces.
bool IsSpring(const pugi::xml_node& beans) {
  if (beans.child("bean") || beans.child("import")) return true;
  for (const pugi::xml_attribute attribute : beans.attributes()) {
    if (std::string_view(attribute.value()).find("springframework.org") != std::string_view::npos)
      return true;
  }
  return false;
}

// A document's kind, by its root's name without a prefix.
std::string_view KindOf(const pugi::xml_node& root) {
  std::string_view name = root.name();
  const std::size_t colon = name.find(':');
  if (colon != std::string_view::npos) name = name.substr(colon + 1);
  const auto has = [&](const char* child) { return !root.child(child).empty(); };
  if (name == "beans") return IsSpring(root) ? "spring-xml" : "";
  if (name == "web-app") return "web-xml";
  if (name == "databaseChangeLog") return "liquibase";
  if (name == "persistence") return "persistence";
  if (name == "hibernate-configuration") return "hibernate";
  if (name == "hibernate-mapping") return "hibernate-mapping";
  if (name == "mapper" && root.attribute("namespace")) return "mybatis-mapper";
  if (name == "jmeterTestPlan") return "jmeter";
  if (name == "Configuration" && (has("Appenders") || has("Loggers"))) return "log4j2";
  if (name == "configuration") {
    if (has("appender") || has("root") || has("logger")) return "logback";
    if (has("system.webServer") || has("system.web") || has("connectionStrings") ||
        has("appSettings")) {
      return "dotnet-config";
    }
    if (has("packageSources")) return "nuget-config";
  }
  if (name == "packages" && has("package")) return "packages-config";
  if (name == "project" && has("target")) return "ant";
  if (name == "server" || name == "Server") return has("Service") ? "tomcat" : "";
  if (name == "ruleset") {
    return has("arg") || has("file") || has("config") ? "phpcs" : "pmd";
  }
  if (name == "clickhouse" || name == "yandex") return "clickhouse";
  if (name == "psalm") return "psalm";
  if (name == "module" && std::string_view(root.attribute("name").value()) == "Checker") {
    return "checkstyle";
  }
  if (name == "phpunit") return "phpunit";
  if (name == "log4net" || name == "nlog") return "dotnet-logging";
  return {};
}

class XmlReader {
 public:
  XmlReader(std::string_view text, FactSink& sink) : text_(text), lines_(text), sink_(sink) {}

  void Run(const pugi::xml_document& document) {
    const pugi::xml_node root = document.document_element();
    if (root.empty()) return;
    document_ = KindOf(root);
    if (document_ == "packages-config") AddPackages(root);
    Visit(root, root.name());
    while (!open_.empty()) {
      Level& level = open_.back();
      const pugi::xml_node node = level.next;
      if (node.empty()) {
        open_.pop_back();
        continue;
      }
      level.next = node.next_sibling();
      if (node.type() != pugi::node_element) continue;
      const std::size_t number = level.seen[node.name()]++;
      std::string path = level.path + "." + KeyPart(Truncate(node.name(), 120));
      if (number > 0) path += "[" + std::to_string(number) + "]";
      if (!Visit(node, path)) return;
    }
  }

 private:
  struct Level {
    std::string path;
    pugi::xml_node next;
    std::unordered_map<std::string_view, std::size_t> seen;  // elements by name
  };

  // False when no more settings are wanted.
  bool Visit(const pugi::xml_node& node, const std::string& path) {
    const Region region = RegionOf(node);
    for (const pugi::xml_attribute attribute : node.attributes()) {
      const std::string_view name = attribute.name();
      if (name.starts_with("xmlns") || name.starts_with("xsi:")) continue;
      if (!Add(path + ".@" + KeyPart(Truncate(name, 120)), attribute.value(), region)) return false;
    }
    const std::string_view text = Trim(node.child_value());
    bool has_elements = false;
    for (const pugi::xml_node child : node.children()) {
      has_elements = has_elements || child.type() == pugi::node_element;
    }
    if (!text.empty() || (!has_elements && node.first_attribute().empty())) {
      // Beside attributes the text is a sibling of theirs.
      const bool plain = node.first_attribute().empty();
      if (!Add(plain ? path : path + ".#text", text, region)) return false;
    }
    if (!has_elements) return true;
    if (open_.size() >= sink_.limits().data_depth) {
      if (!told_depth_) {
        sink_.Diagnose("nested-too-deep", region.start_line, "what lies deeper is not read");
      }
      told_depth_ = true;
      return true;
    }
    open_.push_back(
        {std::string(Truncate(path, sink_.limits().text_bytes)), node.first_child(), {}});
    return true;
  }

  bool Add(const std::string& key, std::string_view value, const Region& region) {
    if (document_.empty() && ++count_ > kMaxUnknownSettings) {
      sink_.Diagnose("too-many-facts", region.start_line, "the rest of the file is not kept");
      return false;
    }
    Setting setting;
    setting.region = region;
    setting.key = sink_.Keep(key);
    setting.value = sink_.Keep(value);
    setting.kind = PlainScalarKind(value);
    setting.templated = IsTemplated(value);
    setting.document = document_;
    return sink_.Add(setting);
  }

  // NuGet's packages.config.
  void AddPackages(const pugi::xml_node& root) {
    for (const pugi::xml_node package : root.children("package")) {
      const bool development =
          std::string_view(package.attribute("developmentDependency").value()) == "true";
      AddDependency("nuget", package.attribute("id").value(), package.attribute("version").value(),
                    development ? DependencyScope::kDevelopment : DependencyScope::kRuntime,
                    RegionOf(package), sink_);
    }
  }

  // The tag's first line: where it begins is what there is to show.
  Region RegionOf(const pugi::xml_node& node) const {
    const std::ptrdiff_t name = node.offset_debug();
    const std::size_t begin =
        name <= 0 ? 0 : std::min(static_cast<std::size_t>(name) - 1, text_.size());
    const std::size_t end = std::min(text_.find('>', begin), text_.size() - 1) + 1;
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), lines_.Line(begin),
            lines_.Column(begin), lines_.Line(end - 1)};
  }

  std::string_view text_;
  LineIndex lines_;
  FactSink& sink_;
  Text document_;
  std::vector<Level> open_;
  std::size_t count_ = 0;
  bool told_depth_ = false;
};

void ReadXml(const Source& source, FileFacts& facts) {
  if (source.text.empty()) return;
  FactSink sink(facts, source.limits);
  pugi::xml_document document;
  const pugi::xml_parse_result result = document.load_buffer(
      source.text.data(), source.text.size(), pugi::parse_default, pugi::encoding_utf8);
  if (!result) {
    const auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0));
    sink.Diagnose("format-error", LineIndex(source.text).Line(std::min(offset, source.text.size())),
                  result.description());
  }
  XmlReader(source.text, sink).Run(document);
}

}  // namespace

extern const FormatReader kFormatReader_xml = {
    {{"xml",
      {"XML"},
      {"packages.config"},
      {"**.xml", "**web.config", "**Web.config", "**app.config", "**App.config", "**nuget.config",
       "**NuGet.Config", "**.jmx", "**.config.xml"}}},
    ReadXml,
    3,
};

}  // namespace assay
