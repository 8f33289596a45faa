#include "facts/npm_catalogs.h"

#include <string>
#include <utility>

namespace assay {
namespace {

constexpr std::string_view kCatalog = "catalog:";

void AddEntry(std::string_view name, std::string_view constraint, DependencyScope scope,
              std::string_view catalog, bool managed, const Region& region, FactSink& sink) {
  Dependency dependency;
  dependency.region = region;
  dependency.ecosystem = "npm";
  dependency.scope = scope;
  dependency.managed = managed;
  std::string reference(catalog == "catalog:default" ? kCatalog : catalog);
  if (constraint.starts_with("npm:")) {
    // Packages name the alias.
    if (managed) reference += " " + std::string(name);
    constraint.remove_prefix(4);
    const std::size_t at = constraint.find('@', 1);
    name = constraint.substr(0, at);
    constraint = at == std::string_view::npos ? std::string_view() : constraint.substr(at + 1);
  }
  dependency.name = sink.Keep(name);
  dependency.constraint = sink.Keep(constraint);
  dependency.reference = sink.Keep(reference);
  if (!dependency.name.empty()) sink.Add(std::move(dependency));
}

void AddCatalog(const DataTree& tree, DataIndex catalog, std::string_view reference,
                FactSink& sink) {
  for (const DataIndex entry : tree.Children(catalog)) {
    if (!tree.IsScalar(entry)) continue;
    AddEntry(tree[entry].key, tree[entry].value, DependencyScope::kRuntime, reference, true,
             tree[entry].region, sink);
  }
}

}  // namespace

void AddNpmPackage(std::string_view name, std::string_view constraint, DependencyScope scope,
                   const Region& region, FactSink& sink) {
  AddEntry(name, constraint, scope, constraint.starts_with(kCatalog) ? constraint : "", false,
           region, sink);
}

void AddNpmCatalogs(DataTree& tree, DataIndex owner, FactSink& sink) {
  AddCatalog(tree, tree.Find(owner, "catalog"), kCatalog, sink);
  for (const DataIndex catalog : tree.Children(tree.Find(owner, "catalogs"))) {
    AddCatalog(tree, catalog, std::string(kCatalog) + std::string(tree[catalog].key), sink);
  }
  tree.Drop(owner, "catalog");
  tree.Drop(owner, "catalogs");
}

}  // namespace assay
