// npm's package.json: dependencies by their section, scripts as commands, and
// everything else (engines, workspaces, configuration of tools) as settings.
#include <optional>
#include <string>

#include "facts/data_tree.h"
#include "facts/extract.h"
#include "facts/json_tree.h"
#include "facts/npm_catalogs.h"
#include "facts/settings.h"
#include "facts/shell/commands.h"
#include "facts/sink.h"

namespace assay {
namespace {

std::optional<DependencyScope> ScopeOfSection(std::string_view key) {
  if (key == "dependencies") return DependencyScope::kRuntime;
  if (key == "devDependencies") return DependencyScope::kDevelopment;
  if (key == "peerDependencies") return DependencyScope::kPeer;
  if (key == "optionalDependencies") return DependencyScope::kOptional;
  return std::nullopt;
}

void AddScripts(const DataTree& tree, DataIndex scripts, FactSink& sink) {
  for (const DataIndex index : tree.Children(scripts)) {
    const DataNode& entry = tree[index];
    if (entry.kind != ValueKind::kString) continue;
    Command site;
    site.place = CommandPlace::kPackageScript;
    site.context = sink.Keep("scripts." + std::string(entry.key));
    AddCommands(entry.value, site, entry.region, false, sink);
  }
}

void ReadPackageJson(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  DataTree tree;
  ReadJsonTree(source.text, tree, sink);
  if (tree.roots().empty() || !tree.IsMap(tree.roots().front())) return;
  // Bun's catalogs, at the top or among the workspaces.
  AddNpmCatalogs(tree, tree.roots().front(), sink);
  AddNpmCatalogs(tree, tree.Find(tree.roots().front(), "workspaces"), sink);
  for (const DataIndex index : tree.Children(tree.roots().front())) {
    const DataNode& entry = tree[index];
    if (const auto scope = ScopeOfSection(entry.key); scope && entry.kind == ValueKind::kMap) {
      for (const DataIndex package : tree.Children(index)) {
        if (tree.IsScalar(package))
          AddNpmPackage(tree[package].key, tree[package].value, *scope, tree[package].region, sink);
      }
    } else if (entry.key == "scripts" && entry.kind == ValueKind::kMap) {
      AddScripts(tree, index, sink);
    } else {
      AddSettings(tree, index, KeyPart(entry.key), {"package-json"}, sink);
    }
  }
}

}  // namespace

extern const FormatReader kFormatReader_package_json = {
    {{"package-json", {}, {"package.json"}, {}, true}},
    ReadPackageJson,
    3,
};

}  // namespace assay
