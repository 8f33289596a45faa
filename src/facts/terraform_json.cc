#include "facts/terraform_json.h"

#include <string>
#include <vector>

#include "facts/package_name.h"
#include "facts/settings.h"
#include "facts/terraform_source.h"

namespace assay {
namespace {

// A block that is given once may stand in a list of one: `"aws": [{…}]`.
void UnwrapSingleBlocks(DataTree& tree, DataIndex root) {
  std::vector<DataIndex> open = {root};
  while (!open.empty()) {
    const DataIndex index = open.back();
    open.pop_back();
    if (tree.IsList(index)) {
      const std::vector<DataIndex> items = tree.Children(index);
      if (items.size() == 1 && tree.IsMap(items[0])) {
        tree[index].kind = ValueKind::kMap;
        tree.SetChildren(index, tree.Children(items[0]));
      }
    }
    const std::vector<DataIndex> children = tree.Children(index);
    open.insert(open.end(), children.begin(), children.end());
  }
}

void AddProviders(const DataTree& tree, DataIndex root, FactSink& sink) {
  for (const DataIndex provider :
       tree.Children(tree.FindPath(root, {"terraform", "required_providers"}))) {
    Text source = tree.ValueOf(provider, "source");
    const Text version =
        tree.IsMap(provider) ? tree.ValueOf(provider, "version") : tree.Value(provider);
    const std::string usual = "hashicorp/" + std::string(tree[provider].key);
    if (source.empty()) source = usual;
    AddDependency("terraform", source, version, DependencyScope::kRuntime, tree[provider].region,
                  sink);
  }
}

void AddModules(const DataTree& tree, DataIndex root, FactSink& sink) {
  for (const DataIndex module : tree.Children(tree.Find(root, "module"))) {
    const auto source = ParseModuleSource(tree.ValueOf(module, "source"));
    if (!source) continue;
    const Text version = tree.ValueOf(module, "version");
    AddDependency("terraform", source->name, version.empty() ? Text(source->revision) : version,
                  DependencyScope::kRuntime, tree[module].region, sink);
  }
}

}  // namespace

void AddTerraformJson(DataTree& tree, FactSink& sink) {
  for (const DataIndex root : tree.roots()) {
    UnwrapSingleBlocks(tree, root);
    AddProviders(tree, root, sink);
    AddModules(tree, root, sink);
    AddSettings(tree, root, "", {"terraform", 0}, sink);
  }
}

}  // namespace assay
