// Pipenv's Pipfile and Pipfile.lock.
#include <string>
#include <string_view>

#include "base/text.h"
#include "facts/data_tree.h"
#include "facts/extract.h"
#include "facts/json_tree.h"
#include "facts/package_name.h"
#include "facts/sink.h"
#include "facts/toml_tree.h"

namespace assay {
namespace {

// name = "*" or name = {version = "==1", …}
void AddSection(const DataTree& tree, DataIndex section, DependencyScope scope, bool locked,
                FactSink& sink) {
  if (!tree.IsMap(section)) return;
  for (const DataIndex index : tree.Children(section)) {
    Dependency dependency;
    dependency.region = tree[index].region;
    dependency.ecosystem = "pypi";
    dependency.name = sink.Keep(PypiName(tree[index].key));
    Text version = tree.IsMap(index) ? tree.ValueOf(index, "version") : tree.Value(index);
    if (locked && version.starts_with("==")) version.remove_prefix(2);
    dependency.constraint = sink.Keep(version);
    dependency.scope = scope;
    dependency.locked = locked;
    dependency.direct = !locked;  // Link asks the Pipfile
    sink.Add(std::move(dependency));
  }
}

void ReadPipfile(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  DataTree tree;
  const bool locked = source.format == "pipfile-lock";
  if (locked) {
    ReadJsonTree(source.text, tree, sink);
  } else {
    ReadTomlTree(source.text, tree, sink);
  }
  if (tree.roots().empty()) return;
  // Any other table is a category of its own, which somebody asks for by its name.
  for (const DataIndex section : tree.Children(tree.roots().front())) {
    const Text name = tree[section].key;
    if (HasWord("_meta source requires scripts pipenv", name)) continue;
    DependencyScope scope = ScopeOfGroup(name, DependencyScope::kOptional);
    if (name == "default" || name == "packages") scope = DependencyScope::kRuntime;
    AddSection(tree, section, scope, locked, sink);
  }
}

}  // namespace

extern const FormatReader kFormatReader_pipfile = {
    {
        {"pipfile", {}, {"Pipfile"}, {}, true},
        {"pipfile-lock", {}, {"Pipfile.lock"}, {}, true},
    },
    ReadPipfile,
    3,
};

}  // namespace assay
