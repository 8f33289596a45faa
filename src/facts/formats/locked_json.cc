// Lock files in JSON: composer.lock, bun.lock, NuGet's packages.lock.json,
// SwiftPM's Package.resolved; and vcpkg.json, a manifest. What is direct in
// Composer's and SwiftPM's Link asks their manifests (locked_names.h).
#include <string>
#include <string_view>
#include <utility>

#include "base/text_map.h"
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
        "composer", tree.ValueOf(package, "name"), tree.ValueOf(package, "version"), scope, false,
        tree[tree.Find(package, "name") == kNoData ? package : tree.Find(package, "name")].region,
        sink);
  }
}

// "packages": {"left-pad": ["left-pad@1.3.0", …]}; workspaces name what is direct. A key with
// a path ("a/b") is nested in another package; a workspace's own package is none.
void AddBun(const DataTree& tree, DataIndex root, FactSink& sink) {
  TextMap<DependencyScope> direct;
  const auto rank = [](DependencyScope scope) {
    return scope == DependencyScope::kRuntime ? 0 : scope == DependencyScope::kOptional ? 1 : 2;
  };
  for (const DataIndex workspace : tree.Children(tree.Find(root, "workspaces"))) {
    for (const auto& [key, scope] : {std::pair{"dependencies", DependencyScope::kRuntime},
                                     std::pair{"optionalDependencies", DependencyScope::kOptional},
                                     std::pair{"peerDependencies", DependencyScope::kPeer},
                                     std::pair{"devDependencies", DependencyScope::kDevelopment}}) {
      for (const DataIndex one : tree.Children(tree.Find(workspace, key))) {
        const auto [known, is_new] = direct.try_emplace(std::string(tree[one].key), scope);
        if (!is_new && rank(scope) < rank(known->second)) known.value() = scope;
      }
    }
  }
  for (const DataIndex package : tree.Children(tree.Find(root, "packages"))) {
    const Text resolved = tree.Value(tree.IsList(package) ? tree[package].first_child : package);
    const std::size_t at = resolved.find('@', 1);
    if (at == Text::npos) continue;
    const Text version = resolved.substr(at + 1);
    if (version.starts_with("workspace:")) continue;
    const auto named = direct.find(tree[package].key);
    const bool is_direct = named != direct.end();
    AddLocked("npm", resolved.substr(0, at), version,
              is_direct ? named->second : DependencyScope::kRuntime, is_direct,
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
    DataIndex place = tree.Find(pin, "location");
    if (place == kNoData) place = tree.Find(pin, "repositoryURL");
    const Text name = tree.Value(place);
    const DataIndex state = tree.Find(pin, "state");
    Text version = tree.ValueOf(state, "version");
    for (const char* const key : {"branch", "revision"}) {
      if (version.empty()) version = tree.ValueOf(state, key);
    }
    AddLocked("swift", SwiftName(name), version, DependencyScope::kRuntime, false,
              tree[place == kNoData ? pin : place].region, sink);
  }
}

void AddVcpkgList(const DataTree& tree, DataIndex list, DependencyScope scope, FactSink& sink) {
  for (const DataIndex entry : tree.Children(list)) {
    const bool plain = tree.IsScalar(entry);
    const Text name = plain ? tree.Value(entry) : tree.ValueOf(entry, "name");
    const bool host = tree.ValueOf(entry, "host") == "true";
    // The line that names it is the one to show.
    const DataIndex place = plain ? entry : tree.Find(entry, "name");
    if (place == kNoData) continue;
    AddDependency("vcpkg", name, tree.ValueOf(entry, "version>="),
                  host ? DependencyScope::kBuild : scope, tree[place].region, sink);
  }
}

// A feature is chosen by who builds; "tests" and the like say for what.
void AddVcpkg(const DataTree& tree, DataIndex root, FactSink& sink) {
  AddVcpkgList(tree, tree.Find(root, "dependencies"), DependencyScope::kRuntime, sink);
  for (const DataIndex feature : tree.Children(tree.Find(root, "features"))) {
    AddVcpkgList(tree, tree.Find(feature, "dependencies"),
                 ScopeOfGroup(tree[feature].key, DependencyScope::kOptional), sink);
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
    3,
};

}  // namespace assay
