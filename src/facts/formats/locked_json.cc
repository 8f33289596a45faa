// Lock files in JSON: composer.lock, bun.lock, NuGet's packages.lock.json,
// SwiftPM's Package.resolved; and vcpkg.json, a manifest.
#include <string>
#include <string_view>
#include <utility>

#include "facts/data_tree.h"
#include "facts/extract.h"
#include "facts/json_tree.h"
#include "facts/package_name.h"
#include "facts/sink.h"

namespace assay {
namespace {

void AddLocked(Text ecosystem, std::string_view name, std::string_view version,
               DependencyScope scope, bool direct, const Region& region, FactSink& sink) {
  if (name.empty()) return;
  Dependency dependency;
  dependency.region = region;
  dependency.ecosystem = ecosystem;
  dependency.name = sink.Keep(name);
  dependency.constraint = sink.Keep(version);
  dependency.scope = scope;
  dependency.locked = true;
  dependency.direct = direct;
  sink.Add(std::move(dependency));
}

void AddComposer(const DataTree& tree, DataIndex list, DependencyScope scope, FactSink& sink) {
  for (const DataIndex package : tree.Children(list)) {
    AddLocked(
        "composer", tree.ValueOf(package, "name"), tree.ValueOf(package, "version"), scope, true,
        tree[tree.Find(package, "name") == kNoData ? package : tree.Find(package, "name")].region,
        sink);
  }
}

// "packages": {"left-pad": ["left-pad@1.3.0", …]}; workspaces name what is direct.
void AddBun(const DataTree& tree, DataIndex root, FactSink& sink) {
  for (const DataIndex package : tree.Children(tree.Find(root, "packages"))) {
    const Text resolved = tree.Value(tree.IsList(package) ? tree[package].first_child : package);
    const std::size_t at = resolved.rfind('@');
    if (at == Text::npos || at == 0) continue;
    const Text name = resolved.substr(0, at);
    bool direct = false;
    bool development = false;
    for (const DataIndex workspace : tree.Children(tree.Find(root, "workspaces"))) {
      const bool runtime = tree.Has(tree.Find(workspace, "dependencies"), name);
      const bool dev = tree.Has(tree.Find(workspace, "devDependencies"), name);
      development = development || (dev && !runtime);
      direct =
          direct || runtime || dev || tree.Has(tree.Find(workspace, "optionalDependencies"), name);
    }
    AddLocked("npm", name, resolved.substr(at + 1),
              development ? DependencyScope::kDevelopment : DependencyScope::kRuntime, direct,
              tree[package].region, sink);
  }
}

void AddNuget(const DataTree& tree, DataIndex root, FactSink& sink) {
  for (const DataIndex framework : tree.Children(tree.Find(root, "dependencies"))) {
    for (const DataIndex package : tree.Children(framework)) {
      const Text type = tree.ValueOf(package, "type");
      if (type == "Project") continue;
      AddLocked("nuget", tree[package].key, tree.ValueOf(package, "resolved"),
                DependencyScope::kRuntime, type == "Direct", tree[package].region, sink);
    }
  }
}

void AddSwift(const DataTree& tree, DataIndex root, FactSink& sink) {
  DataIndex pins = tree.Find(root, "pins");
  if (pins == kNoData) pins = tree.FindPath(root, {"object", "pins"});
  for (const DataIndex pin : tree.Children(pins)) {
    Text name = tree.ValueOf(pin, "location");
    if (name.empty()) name = tree.ValueOf(pin, "repositoryURL");
    if (name.ends_with(".git")) name.remove_suffix(4);
    for (const std::string_view prefix : {"https://github.com/", "git@github.com:"}) {
      if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
    }
    AddLocked("swift", name, tree.Value(tree.FindPath(pin, {"state", "version"})),
              DependencyScope::kRuntime, true, tree[pin].region, sink);
  }
}

void AddVcpkg(const DataTree& tree, DataIndex root, FactSink& sink) {
  for (const DataIndex entry : tree.Children(tree.Find(root, "dependencies"))) {
    const bool plain = tree.IsScalar(entry);
    const Text name = plain ? tree.Value(entry) : tree.ValueOf(entry, "name");
    const DependencyScope scope =
        tree.ValueOf(entry, "host") == "true" ? DependencyScope::kBuild : DependencyScope::kRuntime;
    AddDependency("vcpkg", name, tree.ValueOf(entry, "version>="), scope, tree[entry].region, sink);
  }
}

void ReadLockedJson(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  DataTree tree;
  ReadJsonTree(source.text, tree, sink);
  if (tree.roots().empty()) return;
  const DataIndex root = tree.roots().front();
  if (source.format == "composer-lock") {
    AddComposer(tree, tree.Find(root, "packages"), DependencyScope::kRuntime, sink);
    AddComposer(tree, tree.Find(root, "packages-dev"), DependencyScope::kDevelopment, sink);
  } else if (source.format == "bun-lock") {
    AddBun(tree, root, sink);
  } else if (source.format == "nuget-lock") {
    AddNuget(tree, root, sink);
  } else if (source.format == "swift-lock") {
    AddSwift(tree, root, sink);
  } else {
    AddVcpkg(tree, root, sink);
  }
}

}  // namespace

extern const FormatReader kFormatReader_locked_json = {
    {
        {"composer-lock", {}, {"composer.lock"}, {}, true},
        {"bun-lock", {}, {"bun.lock"}, {}, true},
        {"nuget-lock", {}, {"packages.lock.json"}, {}, true},
        {"swift-lock", {}, {"Package.resolved"}, {}, true},
        {"vcpkg", {}, {"vcpkg.json"}, {}, true},
    },
    ReadLockedJson,
    1,
};

}  // namespace assay
