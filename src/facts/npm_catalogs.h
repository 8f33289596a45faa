// npm packages as package.json and the catalogs of pnpm, Yarn and Bun name them.
#pragma once

#include <string_view>

#include "facts/data_tree.h"
#include "facts/sink.h"

namespace assay {

// One entry: "^1.2", "npm:real-name@^1.2" (an alias), "catalog:react18" (a reference to a catalog).
void AddNpmPackage(std::string_view name, std::string_view constraint, DependencyScope scope,
                   const Region& region, FactSink& sink);

// The entries of `catalog` and `catalogs` in the map `owner`: managed, with the reference by which
// packages name their catalog ("catalog:", "catalog:react18"), and, of an alias, the name that they
// use ("catalog: typescript"). Takes them out of the tree.
void AddNpmCatalogs(DataTree& tree, DataIndex owner, FactSink& sink);

}  // namespace assay
