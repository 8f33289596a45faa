// Cargo.toml: crates by section, also those of a target or a workspace.
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
void AddCrates(const DataTree& tree, DataIndex section, DependencyScope scope, FactSink& sink) {
  for (const DataIndex index : tree.Children(section)) {
    Text name = tree.ValueOf(index, "package");
    if (name.empty()) name = tree[index].key;
    const Text version = tree.IsMap(index) ? tree.ValueOf(index, "version") : tree.Value(index);
    const bool optional = tree.ValueOf(index, "optional") == "true";
    AddDependency("cargo", name, version, optional ? DependencyScope::kOptional : scope,
                  tree[index].region, sink);
  }
}

void AddSections(const DataTree& tree, DataIndex owner, FactSink& sink) {
  AddCrates(tree, tree.Find(owner, "dependencies"), DependencyScope::kRuntime, sink);
  AddCrates(tree, tree.Find(owner, "dev-dependencies"), DependencyScope::kDevelopment, sink);
  AddCrates(tree, tree.Find(owner, "build-dependencies"), DependencyScope::kBuild, sink);
}

void ReadCargo(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  DataTree tree;
  ReadTomlTree(source.text, tree, sink);
  if (tree.roots().empty()) return;
  const DataIndex root = tree.roots().front();
  AddSections(tree, root, sink);
  AddSections(tree, tree.Find(root, "workspace"), sink);
  for (const DataIndex target : tree.Children(tree.Find(root, "target"))) {
    AddSections(tree, target, sink);
  }
  AddSettings(tree, tree.Find(root, "package"), "package", {"cargo"}, sink);
  AddSettings(tree, tree.Find(root, "features"), "features", {"cargo"}, sink);
}

}  // namespace

extern const FormatReader kFormatReader_cargo = {
    {{"cargo", {}, {"Cargo.toml"}, {}, true}},
    ReadCargo,
    1,
};

}  // namespace assay
