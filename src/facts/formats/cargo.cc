// Cargo.toml: crates by section, also those of a target. What a workspace's own
// table names is managed: members take it by `name.workspace = true`.
#include <string>
#include <string_view>

#include "facts/data_tree.h"
#include "facts/extract.h"
#include "facts/package_name.h"
#include "facts/settings.h"
#include "facts/sink.h"
#include "facts/toml_tree.h"

namespace assay {
namespace {

// name = "1" or name = {version = "1", package = "real-name", optional = true}
void AddCrates(const DataTree& tree, DataIndex section, DependencyScope scope, bool managed,
               FactSink& sink) {
  for (const DataIndex index : tree.Children(section)) {
    Text name = tree.ValueOf(index, "package");
    if (name.empty()) name = tree[index].key;
    const Text version = tree.IsMap(index) ? tree.ValueOf(index, "version") : tree.Value(index);
    const bool optional = tree.ValueOf(index, "optional") == "true";
    Dependency dependency;
    dependency.region = tree[index].region;
    dependency.ecosystem = "cargo";
    dependency.name = sink.Keep(name);
    dependency.constraint = sink.Keep(version);
    dependency.scope = optional ? DependencyScope::kOptional : scope;
    dependency.managed = managed;
    // Members name a renamed crate by its other name.
    if (managed && name != tree[index].key) dependency.reference = sink.Keep(tree[index].key);
    if (tree.ValueOf(index, "workspace") == "true") dependency.reference = "workspace";
    sink.Add(std::move(dependency));
  }
}

void AddSections(const DataTree& tree, DataIndex owner, FactSink& sink) {
  AddCrates(tree, tree.Find(owner, "dependencies"), DependencyScope::kRuntime, false, sink);
  for (const char* const key : {"dev-dependencies", "dev_dependencies"})
    AddCrates(tree, tree.Find(owner, key), DependencyScope::kDevelopment, false, sink);
  for (const char* const key : {"build-dependencies", "build_dependencies"})
    AddCrates(tree, tree.Find(owner, key), DependencyScope::kBuild, false, sink);
}

void ReadCargo(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  DataTree tree;
  ReadTomlTree(source.text, tree, sink);
  if (tree.roots().empty()) return;
  const DataIndex root = tree.roots().front();
  AddSections(tree, root, sink);
  const DataIndex workspace = tree.Find(root, "workspace");
  AddCrates(tree, tree.Find(workspace, "dependencies"), DependencyScope::kRuntime, true, sink);
  for (const DataIndex target : tree.Children(tree.Find(root, "target"))) {
    AddSections(tree, target, sink);
  }
  AddSettings(tree, tree.Find(root, "package"), "package", {"cargo"}, sink);
  AddSettings(tree, tree.Find(root, "features"), "features", {"cargo"}, sink);
  if (workspace == kNoData) return;
  tree.Drop(workspace, "dependencies");
  AddSettings(tree, workspace, "workspace", {"cargo"}, sink);
}

}  // namespace

extern const FormatReader kFormatReader_cargo = {
    {{"cargo", {}, {"Cargo.toml"}, {}, true}},
    ReadCargo,
    2,
};

}  // namespace assay
