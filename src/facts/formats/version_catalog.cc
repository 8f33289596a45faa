// Gradle's version catalog, gradle/libs.versions.toml: libraries and plugins
// under the aliases by which build scripts name them ("spring-boot",
// "plugins.kotlin-jvm"). It declares none of them, the scripts do; its versions
// and bundles are settings.
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

class CatalogReader {
 public:
  CatalogReader(const DataTree& tree, FactSink& sink)
      : tree_(tree), root_(tree.roots().front()), sink_(sink) {}

  void Run() {
    for (const DataIndex index : tree_.Children(tree_.Find(root_, "libraries"))) AddLibrary(index);
    for (const DataIndex index : tree_.Children(tree_.Find(root_, "plugins"))) AddPlugin(index);
    for (const char* const key : {"versions", "bundles"}) {
      if (const DataIndex table = tree_.Find(root_, key); table != kNoData)
        AddSettings(tree_, table, key, {"version-catalog"}, sink_);
    }
  }

 private:
  // version = "1", version.ref = "name", version = {strictly = "1"}
  Text VersionOf(DataIndex entry) const {
    const DataIndex version = tree_.Find(entry, "version");
    if (tree_.IsScalar(version)) return tree_.Value(version);
    const Text reference = tree_.ValueOf(version, "ref");
    if (reference.empty()) return RichVersion(version);
    const DataIndex named = tree_.FindPath(root_, {"versions", reference});
    return tree_.IsMap(named) ? RichVersion(named) : tree_.Value(named);
  }

  Text RichVersion(DataIndex version) const {
    for (const char* const key : {"strictly", "require", "prefer"}) {
      if (tree_.Has(version, key)) return tree_.ValueOf(version, key);
    }
    return {};
  }

  void Add(std::string_view name, std::string_view version, DependencyScope scope,
           const std::string& alias, DataIndex index) {
    Dependency dependency;
    dependency.region = tree_[index].region;
    dependency.ecosystem = "maven";
    dependency.name = sink_.Keep(name);
    dependency.constraint = sink_.Keep(version);
    dependency.scope = scope;
    dependency.managed = true;
    dependency.reference = sink_.Keep(alias);
    sink_.Add(std::move(dependency));
  }

  // "g:a:v", {module = "g:a", …} or {group = "g", name = "a", …}
  void AddLibrary(DataIndex index) {
    std::string name(tree_.ValueOf(index, "module"));
    std::string version(VersionOf(index));
    if (tree_.IsScalar(index)) {
      name = tree_.Value(index);
      const std::size_t colon = name.rfind(':');
      if (colon != std::string::npos && colon != name.find(':')) {
        version = name.substr(colon + 1);
        name.resize(colon);
      }
    } else if (name.empty()) {
      name = std::string(tree_.ValueOf(index, "group")) + ":" +
             std::string(tree_.ValueOf(index, "name"));
    }
    if (name.size() < 3) return;
    const bool test =
        ScopeOfGroup(tree_[index].key, DependencyScope::kRuntime) == DependencyScope::kTest;
    Add(name, version, test ? DependencyScope::kTest : DependencyScope::kRuntime,
        std::string(tree_[index].key), index);
  }

  void AddPlugin(DataIndex index) {
    std::string id(tree_.ValueOf(index, "id"));
    std::string version(VersionOf(index));
    if (tree_.IsScalar(index)) {
      id = tree_.Value(index);
      if (const std::size_t colon = id.find(':'); colon != std::string::npos) {
        version = id.substr(colon + 1);
        id.resize(colon);
      }
    }
    if (id.empty()) return;
    Add(id + ":" + id + ".gradle.plugin", version, DependencyScope::kBuild,
        "plugins." + std::string(tree_[index].key), index);
  }

  const DataTree& tree_;
  DataIndex root_;
  FactSink& sink_;
};

void ReadCatalog(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  DataTree tree;
  ReadTomlTree(source.text, tree, sink);
  if (!tree.roots().empty()) CatalogReader(tree, sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_version_catalog = {
    {{"version-catalog", {}, {}, {"**.versions.toml"}, true}},
    ReadCatalog,
    2,
};

}  // namespace assay
