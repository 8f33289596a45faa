// Link: what a file's facts mean in this repository.
//
// Facts of a blob cannot know which imports are the repository's own modules,
// what those export, nor which packages its manifests declare. Link learns all
// that from all files and rewrites names: `pypi:redis#Redis` becomes
// `own:redis#Redis` in a file whose `import redis` finds the repository's
// redis.py, and `own:redis#client.get` what it is there (own_names.h). It joins
// configuration with what it speaks of (relations.h), and says to which profile
// a setting belongs (profiles.h), which version of a dependency another manifest
// decides (managed_versions.h), which locked packages a manifest names
// (locked_names.h) and which are imported (package_imports.h). It is cheap and
// not cached.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "base/limits.h"
#include "facts/locked_names.h"
#include "facts/managed_versions.h"
#include "facts/module_index.h"
#include "facts/own_names.h"
#include "facts/package_imports.h"
#include "facts/relations.h"
#include "model/facts.h"
#include "model/source_file.h"

namespace assay {

// What Link needs of one file: small, and kept while the facts themselves are
// stored away.
struct LinkInput {
  std::vector<std::string> modules;     // "pypi:redis": imported, each once
  std::string package;                  // FileFacts::package
  std::string package_name;             // a package.json's own name
  std::vector<std::string> workspaces;  // its patterns of folders
  bool workspaces_cut = false;          // there were more than kMaxWorkspacePatterns
  std::string root;                     // of what all below is own: "go:shop.com/api", "cargo:shop"
  std::string base_url;                 // of a tsconfig.json: "./"; empty without one
  std::vector<std::pair<std::string, std::string>> path_aliases;  // "@/*" → "src/*"
  struct Exported {
    std::string name;
    std::string value;
  };
  std::vector<Exported> exports;  // see Export
  // Of C#: what the file opens in every file of its project. A namespace, or
  // the type that an alias stands for: "nuget:System.Text.Json#JsonSerializer".
  struct Using {
    std::string alias;
    std::string name;
  };
  std::vector<Using> usings;
  struct Class {
    std::string name;  // with its owners: "Outer.Inner", "Admin::User"
    std::vector<std::string> bases;
    std::vector<std::string> members;  // sorted
    std::vector<std::string>
        methods;  // sorted, as MethodKey() says: those that others can override
    bool is_interface = false;
  };
  std::vector<Class> classes;
  std::vector<std::string> functions;  // of a shell script; sorted
  struct Declared {
    std::string package;     // "pypi:redis"
    std::string constraint;  // of what is not locked
    DependencyScope scope;
    bool locked;
    bool direct;
    std::string replacement;  // of a module that go.mod replaces: "fork.org/a v1.2.0"
  };
  std::vector<Declared> dependencies;  // those that declare anything, by names that the file tells
  ManifestInput manifest;
  RelationInput relations;

  static LinkInput Of(const SourceFile& file, const FileFacts& facts);
};

// What a method and the one that it overrides have in common: the name, and
// the number of parameters where the language tells methods of a name apart.
std::string MethodKey(std::string_view format, const Definition& method);

class Links {
 public:
  // An input for each of `files`.
  static Links Build(const std::vector<SourceFile>& files, const std::vector<LinkInput>& inputs,
                     unsigned threads = 1, const Limits& limits = {});

  // Rewrites the names of the facts of the file at index `file`, and adds a
  // use as a base for each library's class that a class of the file is through
  // the repository's own, its relations, and what else only the repository tells.
  // A name that a limit kept from being followed is a diagnostic "join-limit" of the facts.
  void Apply(std::uint32_t file, FileFacts& facts) const;

  // Packages that a manifest declares, and that a lock file or manifest names.
  // "pypi:redis". Development dependencies are in the second set only.
  const TextSet& declared() const { return declared_; }
  const TextSet& named() const { return named_; }
  // Third-party modules that some product file imports.
  const TextSet& imported() const { return imported_; }

  // "join-limit": what a limit kept from being joined, sorted, each once.
  const Diagnostics& diagnostics() const { return diagnostics_; }

  // Whether constants of this gem can be meant: it is in the bundle, or Ruby's own.
  bool HasGem(std::string_view name) const;

 private:
  void AddLibraryBases(std::uint32_t file, FileFacts& facts, bool& cut) const;
  void FollowSources();
  void SettleScript(std::uint32_t file, FileFacts& facts) const;
  void NoteOverrides(std::uint32_t file, FileFacts& facts, bool& cut) const;
  void AddRelations(std::uint32_t file, FileFacts& facts) const;
  void JoinVersions(std::uint32_t file, FileFacts& facts) const;

  TextSet declared_;
  TextSet named_;
  TextSet imported_;
  std::vector<std::string> paths_;
  std::vector<std::string_view> formats_;
  ModuleIndex modules_;
  OwnNames names_;
  PackageImports packages_;
  struct Script {
    std::vector<std::string> functions;
    std::vector<std::string> sources;  // "./lib.sh"
    // The script itself, and those that it sources, through others.
    struct Origin {
      std::uint32_t file;
      std::string module;  // as the script itself names it
    };
    std::vector<Origin> origins;
  };
  std::map<std::uint32_t, Script> scripts_;
  std::vector<std::vector<FoundRelation>> relations_;
  std::vector<std::vector<JoinedDependency>> joined_;
  LockedNames locked_names_;
  Diagnostics diagnostics_;
};

}  // namespace assay
