// Dependencies of which another manifest of the repository decides the name or
// the version: Maven's parents, their properties and dependencyManagement, with
// the BOMs of the repository; Gradle's version catalogues, gradle.properties
// and the extra properties of scripts above; NuGet's Directory.Packages.props;
// Cargo's workspaces; the catalogs of pnpm, Yarn and Bun.
//
// Each is found as its tool finds it, by folders and the paths that the files
// name, never by a likeness. What the repository does not hold stays as it is
// written. Which condition, profile or platform holds is not decided: only what
// is said without one is joined.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/limits.h"
#include "model/facts.h"
#include "model/source_file.h"

namespace assay {

// Dependencies and properties of one manifest that joins are made of.
inline constexpr std::size_t kMaxManifestEntries = 20'000;
// Manifests that one is looked up in: parents, imports, folders above.
inline constexpr std::size_t kMaxManifestChain = 32;
// Bytes of a name or version that is put together.
inline constexpr std::size_t kMaxJoinedText = 512;

// What joins need of one manifest: small, and kept while the facts are stored away.
struct ManifestInput {
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  struct Property {
    std::string name;
    std::string value;
  };
  struct Item {
    std::uint32_t index = 0;  // in FileFacts::dependencies
    std::string ecosystem;
    std::string name;
    std::string constraint;
    std::string reference;  // see Dependency
    DependencyScope scope = DependencyScope::kRuntime;
    bool managed = false;
  };
  std::vector<Property> properties;  // in the order of the file
  std::vector<Item> items;
  bool cut = false;  // there were more than kMaxManifestEntries

  static ManifestInput Of(const SourceFile& file, const FileFacts& facts);
};

// What the dependency at `index` is, as the repository tells. Several in a row
// of one index are all that it means.
struct JoinedDependency {
  std::uint32_t index = 0;
  std::string ecosystem;
  std::string name;
  std::string constraint;
  DependencyScope scope = DependencyScope::kRuntime;
  bool managed = false;
};

// A list a file, in the order of `index`. The lists run in parallel. What a limit leaves out is
// told as a diagnostic "join-limit" of the file that is not joined, in no order.
std::vector<std::vector<JoinedDependency>> JoinDependencies(
    const std::vector<SourceFile>& files, const std::vector<const ManifestInput*>& inputs,
    const Limits& limits, Diagnostics& diagnostics);

}  // namespace assay
