// pyproject.toml: dependencies as PEP 621, dependency groups (PEP 735),
// Poetry, PDM, Hatch, uv and the build system write them; all else as settings.
#include <string>
#include <string_view>

#include "base/text.h"
#include "facts/data_tree.h"
#include "facts/extract.h"
#include "facts/package_name.h"
#include "facts/settings.h"
#include "facts/sink.h"
#include "facts/toml_tree.h"

namespace assay {
namespace {

class PyprojectReader {
 public:
  PyprojectReader(DataTree& tree, FactSink& sink) : tree_(tree), sink_(sink) {}

  void Run(DataIndex root) {
    const DataIndex project = tree_.Find(root, "project");
    AddList(tree_.Find(project, "dependencies"), DependencyScope::kRuntime);
    AddGroups(tree_.Find(project, "optional-dependencies"), DependencyScope::kOptional);
    AddGroups(tree_.Find(root, "dependency-groups"), DependencyScope::kDevelopment);
    AddList(tree_.FindPath(root, {"build-system", "requires"}), DependencyScope::kBuild);
    AddPoetry(tree_.FindPath(root, {"tool", "poetry"}));
    AddList(tree_.FindPath(root, {"tool", "uv", "dev-dependencies"}),
            DependencyScope::kDevelopment);
    AddList(tree_.FindPath(root, {"tool", "rye", "dev-dependencies"}),
            DependencyScope::kDevelopment);
    AddGroups(tree_.FindPath(root, {"tool", "pdm", "dev-dependencies"}),
              DependencyScope::kDevelopment);
    AddHatch(tree_.FindPath(root, {"tool", "hatch", "envs"}));
    DropDependencies(root);
    AddSettings(tree_, root, "", {"pyproject"}, sink_);
  }

 private:
  // ["name>=1", …]; tables ({include-group = "x"}) name no package.
  void AddList(DataIndex list, DependencyScope scope) {
    if (!tree_.IsList(list)) return;
    for (const DataIndex item : tree_.Children(list)) {
      const Requirement requirement = ParseRequirement(tree_.Value(item));
      AddDependency("pypi", requirement.name, requirement.constraint, scope, tree_[item].region,
                    sink_);
    }
  }

  void AddGroups(DataIndex groups, DependencyScope otherwise) {
    if (!tree_.IsMap(groups)) return;
    for (const DataIndex group : tree_.Children(groups)) {
      AddList(group, ScopeOfGroup(tree_[group].key, otherwise));
    }
  }

  // name = "^1" or name = {version = "^1", optional = true, …} or a list of such.
  void AddPoetryTable(DataIndex table, DependencyScope scope) {
    if (!tree_.IsMap(table)) return;
    for (const DataIndex index : tree_.Children(table)) {
      const DataNode& entry = tree_[index];
      if (entry.key == "python") continue;
      const DataIndex first = tree_.IsList(index) ? entry.first_child : index;
      const Text version =
          tree_.IsMap(first) ? tree_.ValueOf(first, "version") : tree_.Value(first);
      const bool optional = tree_.ValueOf(first, "optional") == "true";
      AddDependency("pypi", PypiName(entry.key), version,
                    optional ? DependencyScope::kOptional : scope, entry.region, sink_);
    }
  }

  void AddPoetry(DataIndex poetry) {
    AddPoetryTable(tree_.Find(poetry, "dependencies"), DependencyScope::kRuntime);
    AddPoetryTable(tree_.Find(poetry, "dev-dependencies"), DependencyScope::kDevelopment);
    for (const DataIndex group : tree_.Children(tree_.Find(poetry, "group"))) {
      // Only the group "main" is part of the package.
      const DependencyScope scope =
          tree_[group].key == "main" ? DependencyScope::kRuntime
                                     : ScopeOfGroup(tree_[group].key, DependencyScope::kOptional);
      AddPoetryTable(tree_.Find(group, "dependencies"), scope);
    }
  }

  void AddHatch(DataIndex environments) {
    for (const DataIndex environment : tree_.Children(environments)) {
      const DependencyScope scope =
          ScopeOfGroup(tree_[environment].key, DependencyScope::kDevelopment);
      AddList(tree_.Find(environment, "dependencies"), scope);
      AddList(tree_.Find(environment, "extra-dependencies"), scope);
    }
  }

  // What is a dependency fact is not told a second time as a setting.
  void DropDependencies(DataIndex root) {
    tree_.Drop(root, "dependency-groups");
    const DataIndex build = tree_.Find(root, "build-system");
    tree_.Drop(build, "requires");
    if (build != kNoData && tree_[build].first_child == kNoData) tree_.Drop(root, "build-system");
    const DataIndex project = tree_.Find(root, "project");
    tree_.Drop(project, "dependencies");
    tree_.Drop(project, "optional-dependencies");
    const DataIndex poetry = tree_.FindPath(root, {"tool", "poetry"});
    tree_.Drop(poetry, "dependencies");
    tree_.Drop(poetry, "dev-dependencies");
    tree_.Drop(poetry, "group");
    tree_.Drop(tree_.FindPath(root, {"tool", "uv"}), "dev-dependencies");
    tree_.Drop(tree_.FindPath(root, {"tool", "rye"}), "dev-dependencies");
    tree_.Drop(tree_.FindPath(root, {"tool", "pdm"}), "dev-dependencies");
  }

  DataTree& tree_;
  FactSink& sink_;
};

void ReadPyproject(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  DataTree tree;
  ReadTomlTree(source.text, tree, sink);
  if (!tree.roots().empty()) PyprojectReader(tree, sink).Run(tree.roots().front());
}

}  // namespace

extern const FormatReader kFormatReader_pyproject = {
    {{"pyproject", {}, {"pyproject.toml"}, {}, true}},
    ReadPyproject,
    3,
};

}  // namespace assay
