// Link: what a file's facts mean in this repository.
//
// Facts of a blob cannot know which imports are the repository's own modules,
// nor which packages its manifests declare. Link learns both from all files
// and rewrites names: `pypi:redis#Redis` becomes `own:redis#Redis` in a file
// whose `import redis` finds the repository's redis.py. It is cheap and not
// cached.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/hash.h"
#include "model/facts.h"
#include "model/source_file.h"

namespace assay {

using TextSet = std::unordered_set<std::string, TextHash, std::equal_to<>>;

// What Link needs of one file: small, and kept while the facts themselves are
// stored away.
struct LinkInput {
  std::vector<std::string> modules;  // "pypi:redis": imported, each once
  std::string package;               // FileFacts::package
  std::string package_name;          // a package.json's own name
  struct Declared {
    std::string package;  // "pypi:redis"
    DependencyScope scope;
    bool locked;
  };
  std::vector<Declared> dependencies;

  static LinkInput Of(const FileFacts& facts);
};

class Links {
 public:
  // `files` and `inputs` run in parallel.
  static Links Build(const std::vector<SourceFile>& files, const std::vector<LinkInput>& inputs);

  // Rewrites the names of a file's facts.
  void Apply(const SourceFile& file, FileFacts& facts) const;

  // Packages that a manifest declares, and that a lock file or manifest names.
  // "pypi:redis". Development dependencies are in the second set only.
  const TextSet& declared() const { return declared_; }
  const TextSet& named() const { return named_; }
  // Third-party modules that some product file imports.
  const TextSet& imported() const { return imported_; }

  // Whether constants of this gem can be meant: it is in the bundle, or Ruby's own.
  bool HasGem(std::string_view name) const;

 private:
  bool IsOwn(const SourceFile& file, std::string_view module) const;

  TextSet declared_;
  TextSet named_;
  TextSet imported_;
  TextSet paths_;         // of Python files
  TextSet own_packages_;  // Java packages; npm names of the workspace's packages
};

}  // namespace assay
