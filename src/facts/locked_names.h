// Which locked packages are direct, where the lock file does not tell: those
// that the manifests it was made from name. Yarn 1, npm's first lock files, Go,
// Composer, Poetry, PDM, Pipenv, Mix, Gradle, SwiftPM and Terraform.
//
// The manifest is the one in the lock file's folder; a package.json also speaks
// for the workspaces that it names, a mix.exs for the applications of its
// umbrella. Of several versions of a package that which answers the manifest's
// own range is direct, where the lock file has ranges, and that which the
// manifest names, where it names versions. A package that no manifest is known
// to name is not direct; what go.mod puts in the place of a module that it names
// is. A direct one is for what the manifest needs it for.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/text_map.h"
#include "facts/managed_versions.h"
#include "model/facts.h"
#include "model/source_file.h"

namespace assay {

struct LinkInput;

// Patterns of a package.json's workspaces that are kept; the rest names nothing.
inline constexpr std::size_t kMaxWorkspacePatterns = 256;

class LockedNames {
 public:
  LockedNames() = default;
  // The lists run in parallel. A limit is told as a diagnostic "join-limit".
  LockedNames(const std::vector<SourceFile>& files, const std::vector<LinkInput>& inputs,
              const std::vector<std::vector<JoinedDependency>>& joined, const Limits& limits,
              Diagnostics& diagnostics);

  void Apply(std::uint32_t file, FileFacts& facts) const;

 private:
  struct Named {
    TextMap<DependencyScope> scopes;  // by "npm:react" and, with its range, "npm:react ^18"
    bool exact = false;               // a name alone does not tell the version
  };
  std::map<std::uint32_t, Named> named_;  // by lock file
};

}  // namespace assay
