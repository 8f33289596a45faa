#include "facts/documents.h"

#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "facts/ci_pipelines.h"
#include "facts/compose.h"
#include "facts/document_kind.h"
#include "facts/npm_catalogs.h"
#include "facts/package_name.h"
#include "facts/settings.h"
#include "facts/shell/commands.h"

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
      AddKubernetesCommands(tree, child, sink);
    }
  }
}

// Images under another name or tag than the base's.
void AddKustomization(const DataTree& tree, DataIndex root, FactSink& sink) {
  for (const DataIndex image : tree.Children(tree.Find(root, "images"))) {
    const bool renamed = tree.Has(image, "newName");
    const Text name = tree.ValueOf(image, renamed ? "newName" : "name");
    const Text tag = tree.ValueOf(image, "newTag");
    if (name.empty() || (!renamed && tag.empty())) continue;
    const DataIndex at = tree.Find(image, renamed ? "newName" : "newTag");
    AddImage(tag.empty() ? std::string(name) : std::string(name) + ":" + std::string(tag),
             DependencyScope::kRuntime, tree[at].region, sink);
  }
}

// Charts of Chart.yaml and requirements.yaml; those of Chart.lock are locked.
void AddHelmChart(const DataTree& tree, DataIndex root, bool locked, FactSink& sink) {
  for (const DataIndex chart : tree.Children(tree.Find(root, "dependencies"))) {
    const DataIndex name = tree.Find(chart, "name");
    if (tree.Value(name).empty()) continue;
    Dependency dependency;
    dependency.region = tree[name].region;
    dependency.ecosystem = "helm";
    dependency.name = sink.Keep(tree.Value(name));
    dependency.constraint = sink.Keep(tree.ValueOf(chart, "version"));
    dependency.locked = locked;
    sink.Add(std::move(dependency));
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

// `numpy=1.26`, `conda-forge::numpy>=1`, and below `pip:` requirements of pip.
void AddConda(const DataTree& tree, DataIndex root, FactSink& sink) {
  for (const DataIndex item : tree.Children(tree.Find(root, "dependencies"))) {
    for (const DataIndex line : tree.Children(tree.Find(item, "pip"))) {
      const Requirement requirement = ParseRequirement(tree.Value(line));
      AddDependency("pypi", requirement.name, requirement.constraint, DependencyScope::kRuntime,
                    tree[line].region, sink);
    }
    Text name = tree.Value(item);
    const std::size_t channel = name.find("::");
    if (channel != Text::npos) name.remove_prefix(channel + 2);
    const std::size_t end = std::min(name.find_first_of(" =<>!~["), name.size());
    if (end == 0) continue;
    AddDependency("conda", ToLowerAscii(name.substr(0, end)), Trim(name.substr(end)),
                  DependencyScope::kRuntime, tree[item].region, sink);
  }
}

// pubspec.yaml: a version, a map that says where from, or nothing for any.
void AddPubspec(const DataTree& tree, DataIndex root, FactSink& sink) {
  for (const std::string_view key : {"dependencies", "dev_dependencies"}) {
    const DependencyScope scope =
        key == "dependencies" ? DependencyScope::kRuntime : DependencyScope::kDevelopment;
    for (const DataIndex package : tree.Children(tree.Find(root, key))) {
      // `flutter: {sdk: flutter}` is the platform.
      if (tree.Has(package, "sdk")) continue;
      const Text version =
          tree.IsMap(package) ? tree.ValueOf(package, "version") : tree.Value(package);
      AddDependency("pub", tree[package].key, version, scope, tree[package].region, sink);
    }
  }
}

// The objects of a list, which may themselves be lists, in order.
std::vector<DataIndex> Objects(const DataTree& tree, DataIndex root, std::string_view key) {
  std::vector<DataIndex> objects;
  for (const DataIndex item : tree.Children(tree.Find(root, key))) {
    if (tree.Has(item, "kind")) objects.push_back(item);
  }
  return objects;
}

bool IsAnsibleCommand(std::string_view key) {
  for (const std::string_view prefix : {"ansible.builtin.", "ansible.legacy."}) {
    if (key.starts_with(prefix)) key.remove_prefix(prefix.size());
  }
  return key == "shell" || key == "command" || key == "raw";
}

// `creates=/opt/shop chdir=/opt make install`: the module's own words come
// first or last.
std::string WithoutModuleOptions(std::string_view line) {
  std::string rest;
  for (const std::string_view word : Split(line, ' ')) {
    bool option = false;
    for (const std::string_view name :
         {"chdir=", "creates=", "removes=", "executable=", "warn=", "stdin="})
      option = option || word.starts_with(name);
    if (option) continue;
    if (!rest.empty()) rest += ' ';
    rest += word;
  }
  return rest;
}

void AddAnsibleCommand(const DataTree& tree, DataIndex module, const Command& site,
                       FactSink& sink) {
  DataIndex script = module;
  if (tree.IsMap(module)) {
    script = tree.Find(module, "cmd");
    if (script == kNoData) script = tree.Find(module, "_raw_params");
    const DataIndex words = tree.Find(module, "argv");
    if (tree.IsList(words)) {
      AddCommands(JoinWords(tree, tree.Children(words)), site, tree[words].region, false, sink);
      return;
    }
  }
  const Text text = tree.Value(script);
  if (text.empty()) return;
  const DataNode& node = tree[script];
  if (node.block) {
    AddCommands(text, site, node.value_region, true, sink);
  } else {
    AddCommands(WithoutModuleOptions(text), site, node.region, false, sink);
  }
}

// Tasks that run a command on their hosts, in blocks too; a task that is off
// by `when: false` never does.
void AddAnsible(const DataTree& tree, DataIndex root, FactSink& sink) {
  std::vector<DataIndex> open = {root};
  while (!open.empty()) {
    const DataIndex index = open.back();
    open.pop_back();
    if (tree.IsList(index)) {
      const std::vector<DataIndex> items = tree.Children(index);
      open.insert(open.end(), items.rbegin(), items.rend());
      continue;
    }
    Command site;
    site.place = CommandPlace::kShellScript;
    site.context = sink.Keep(tree.ValueOf(index, "name"));
    site.conditional_off = tree.ValueOf(index, "when") == "false";
    const std::vector<DataIndex> children = tree.Children(index);
    for (const DataIndex child : children) {
      if (IsAnsibleCommand(tree[child].key)) AddAnsibleCommand(tree, child, site, sink);
    }
    for (auto child = children.rbegin(); child != children.rend(); ++child) {
      for (const std::string_view key :
           {"tasks", "pre_tasks", "post_tasks", "handlers", "block", "rescue", "always"}) {
        if (tree[*child].key == key && tree.IsList(*child)) open.push_back(*child);
      }
    }
  }
}

// Ansible's collections and roles that a requirements file names are left to
// their settings.
void AddMeaning(DataTree& tree, DataIndex root, Text kind, FactSink& sink) {
  if (kind == "compose") return AddCompose(tree, root, sink);
  if (kind == "kubernetes") return AddKubernetes(tree, root, sink);
  if (kind == "kustomize") return AddKustomization(tree, root, sink);
  if (kind == "helm-chart" || kind == "helm-requirements") {
    return AddHelmChart(tree, root, false, sink);
  }
  if (kind == "helm-lock") return AddHelmChart(tree, root, true, sink);
  if (kind == "pre-commit") return AddPreCommit(tree, root, sink);
  if (kind == "conda") return AddConda(tree, root, sink);
  if (kind == "pubspec") return AddPubspec(tree, root, sink);
  if (kind == "pnpm-workspace" || kind == "yarnrc") return AddNpmCatalogs(tree, root, sink);
  if (kind == "ansible-playbook" || kind == "ansible-tasks") return AddAnsible(tree, root, sink);
  AddPipeline(tree, root, kind, sink);
}

}  // namespace

void AddDocuments(DataTree& tree, Text known, FactSink& sink) {
  std::uint32_t part = 0;
  bool spring = false;
  for (const DataIndex root : tree.roots()) {
    Text kind = known.empty() ? DocumentKind(tree, root) : known;
    // A profile's document need not say what the first one does.
    spring = spring || kind == "spring";
    if (spring && kind.empty()) kind = "spring";
    AddMeaning(tree, root, kind, sink);
    // A list's objects are documents like those of a stream.
    if (kind == "kubernetes" && tree.ValueOf(root, "kind").ends_with("List") &&
        tree.IsList(tree.Find(root, "items"))) {
      for (const DataIndex object : Objects(tree, root, "items")) {
        AddSettings(tree, object, "", {kind, part++}, sink);
      }
      continue;
    }
    const bool services = kind == "compose" && ComposeServices(tree, root) == root;
    AddSettings(tree, root, services ? "services" : "", {kind, part++}, sink);
  }
}

}  // namespace assay
