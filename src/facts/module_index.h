// Which file of the repository an import means, by the rules of its language:
// Python's search path, Node's resolution with the extensions and path aliases
// of TypeScript, packages and namespaces of the JVM, PHP and .NET, Go's modules
// and Rust's crates.
//
// Nothing is read from outside the list of files. Where two files could be
// meant, the first by path is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_map.h"
#include "facts/project_usings.h"
#include "model/source_file.h"

namespace assay {

struct LinkInput;

class ModuleIndex {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  // In the order of the files' paths; `file` is its index. Finish follows the last.
  void Add(std::uint32_t file, const SourceFile& source, const LinkInput& input);

  void Finish();

  // Whether the module ("pypi:redis", "npm:@shop/api", "own:./config") that the
  // file at `importer` imports is the repository's own.
  bool IsOwn(std::string_view importer, std::string_view module) const;

  // The file that an own module is where the file at `importer` names it; `name` is the module
  // without its ecosystem
  // ("./config", ".models", "@shop/api", "com.shop"). kNone if there is none,
  // or if it is not one file: a Java package, see FindClass.
  std::uint32_t Find(std::string_view importer, std::string_view name) const;

  // The file that declares a class of a Java package.
  std::uint32_t FindClass(std::string_view package, std::string_view name) const;

  // The same, but kNone also where several files declare it.
  std::uint32_t FindOnlyClass(std::string_view package, std::string_view name) const;

  // What the projects of C# have open.
  const ProjectUsings& usings() const { return usings_; }

 private:
  std::uint32_t FileAt(std::string_view path) const;
  // The file of a Python module below `folder`: redis.py or redis/__init__.py.
  std::uint32_t PythonFile(const std::string& place) const;
  std::uint32_t FindPython(std::string_view importer, std::string_view name) const;
  std::uint32_t FindScript(std::string_view importer, std::string_view name) const;
  // The file that `place` means with the extensions that Node and TypeScript try.
  std::uint32_t ScriptFile(const std::string& place) const;
  std::uint32_t ThroughAlias(std::string_view importer, std::string_view name) const;
  std::uint32_t InWorkspace(std::string_view name) const;

  TextMap<std::uint32_t> paths_;  // of files that are not vendored
  // Folders → themselves and those above them, the nearest first, that are no
  // packages of Python.
  TextMap<std::vector<std::string>> python_roots_;
  TextMap<std::string> packages_;        // npm name of a workspace's package → its folder
  TextSet java_packages_;                // "com.shop"
  TextMap<std::uint32_t> java_classes_;  // "com.shop.Order"
  TextSet declared_twice_;               // those of several files
  struct Alias {
    std::string folder;  // of the tsconfig.json: what lies below it has the alias
    std::string from;    // "@/" of "@/*"; the whole where there is no star
    std::string to;      // "src/" of "src/*", from the root of the repository
    bool star;
  };
  std::vector<Alias> aliases_;
  ProjectUsings usings_;
  std::vector<std::string> roots_;  // "go:shop.com/api", "cargo:shop"
};

}  // namespace assay
