#include "facts/documents.h"

#include <string>
#include <vector>

#include "base/text.h"
#include "facts/ci_pipelines.h"
#include "facts/compose.h"
#include "facts/document_kind.h"
#include "facts/package_name.h"
#include "facts/settings.h"

namespace assay {
namespace {

// Every container of a manifest, however deep its pod template lies.
void AddKubernetes(const DataTree& tree, DataIndex root, FactSink& sink) {
  std::vector<DataIndex> open = {root};
  while (!open.empty()) {
    const DataIndex index = open.back();
    open.pop_back();
    const Text key = tree[index].key;
    const bool containers = tree.IsList(index) && (key == "containers" || key == "initContainers");
    const std::vector<DataIndex> children = tree.Children(index);
    if (!containers) {
      open.insert(open.end(), children.rbegin(), children.rend());
      continue;
    }
    for (const DataIndex child : children) {
      const DataIndex image = tree.Find(child, "image");
      if (tree.IsScalar(image)) {
        AddImage(tree.Value(image), DependencyScope::kRuntime, tree[image].region, sink);
      }
      const std::string name(tree.ValueOf(child, "name"));
      AddContainerCommand(tree, tree.Find(child, "command"), name + "/command", sink);
    }
  }
}

void AddHelmChart(const DataTree& tree, DataIndex root, FactSink& sink) {
  for (const DataIndex chart : tree.Children(tree.Find(root, "dependencies"))) {
    AddDependency("helm", tree.ValueOf(chart, "name"), tree.ValueOf(chart, "version"),
                  DependencyScope::kRuntime, tree[chart].region, sink);
  }
}

// "https://github.com/psf/black" -> "psf/black"; `local` and `meta` are no repositories.
void AddPreCommit(const DataTree& tree, DataIndex root, FactSink& sink) {
  for (const DataIndex repo : tree.Children(tree.Find(root, "repos"))) {
    Text name = tree.ValueOf(repo, "repo");
    if (name.find('/') == Text::npos) continue;
    if (name.ends_with(".git")) name.remove_suffix(4);
    for (const std::string_view prefix : {"https://", "http://", "git://", "git@"}) {
      if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
    }
    for (const std::string_view host : {"github.com/", "github.com:"}) {
      if (name.starts_with(host)) name.remove_prefix(host.size());
    }
    while (name.ends_with('/')) name.remove_suffix(1);
    AddDependency("pre-commit", name, tree.ValueOf(repo, "rev"), DependencyScope::kDevelopment,
                  tree[tree.Find(repo, "repo")].region, sink);
  }
}

// Ansible's collections and roles that a requirements file names are left to
// their settings; its playbooks have tasks, which are settings too.
void AddMeaning(DataTree& tree, DataIndex root, Text kind, FactSink& sink) {
  if (kind == "compose") return AddCompose(tree, root, sink);
  if (kind == "kubernetes") return AddKubernetes(tree, root, sink);
  if (kind == "helm-chart") return AddHelmChart(tree, root, sink);
  if (kind == "pre-commit") return AddPreCommit(tree, root, sink);
  AddPipeline(tree, root, kind, sink);
}

}  // namespace

void AddDocuments(DataTree& tree, Text known, FactSink& sink) {
  std::uint32_t part = 0;
  for (const DataIndex root : tree.roots()) {
    const Text kind = known.empty() ? DocumentKind(tree, root) : known;
    AddMeaning(tree, root, kind, sink);
    AddSettings(tree, root, "", {kind, part++}, sink);
  }
}

}  // namespace assay
