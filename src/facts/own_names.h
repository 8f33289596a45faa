// What the repository's own names stand for: a name is followed through the
// exports of its modules and through the bases of its classes, until it is
// something of a library.
//
//   own:.models#Order.objects.filter   class Order(Base), Base(models.Model)
//   → pypi:django.db#models.Model.objects.filter
//   own:./cache#client.get             export const client = new Redis()
//   → npm:ioredis#default().get
//
// A member that a class of the repository defines itself is its own, whatever
// its bases have. What cannot be followed keeps its name.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "facts/module_index.h"
#include "model/source_file.h"

namespace assay {

class OwnNames {
 public:
  OwnNames() = default;
  // The lists run in parallel; what is needed of them is copied. ResolveWildcards follows.
  OwnNames(const std::vector<SourceFile>& files, const std::vector<LinkInput>& inputs);

  // Learns which names each file has from others, by `export *` and `import *`.
  void ResolveWildcards(const ModuleIndex& modules);

  // The library's name that `name` stands for where the file says it; empty
  // if it is the repository's own or cannot be told. Bounded work: `cut` is set
  // where the limit was reached, here and below.
  std::string Follow(const ModuleIndex& modules, std::uint32_t file, std::string_view name,
                     bool& cut) const;

  // The bases outside the repository of a class that is named so: each once,
  // the nearest first. Of a name that is no class of the repository: none.
  std::vector<std::string> LibraryBases(const ModuleIndex& modules, std::uint32_t file,
                                        std::string_view name, bool& cut) const;

  // The methods (LinkInput::Class) of each class of the repository that is a
  // base of the file's class of that name, itself or through others.
  std::vector<const std::vector<std::string>*> OwnMethods(const ModuleIndex& modules,
                                                          std::uint32_t file,
                                                          std::string_view class_name,
                                                          bool only_of_interfaces, bool& cut) const;

 private:
  struct Class {
    std::uint32_t file;
    std::vector<std::string> bases;
    std::vector<std::string> members;  // sorted
    std::vector<std::string> methods;  // sorted
    bool is_interface;
  };
  struct File {
    std::string path;
    std::string_view format;
    std::string package;
    std::vector<std::string> opened;  // of C#: namespaces
    TextMap<std::string> exports;
    TextMap<Class> classes;
    // Modules whose names are this module's, too; none once they are resolved.
    std::vector<std::string> wildcards;
    bool has_wildcards = false;              // some of them are the repository's own
    std::vector<std::uint32_t> wildcard_of;  // the files that have all names of this one
  };
  // Where following ends: at a name of a library, or at a class of the
  // repository with what is behind its name.
  struct Target {
    std::string library;
    std::string class_name;
    const Class* type = nullptr;
    std::string rest;
  };
  // What a walk asks for once more, in a circle of imports or of bases, is none of its answers.
  struct Asked {
    std::uint32_t file;
    std::string_view path;
    bool operator==(const Asked&) const = default;
  };
  struct Tried {
    const Class* type;
    std::string member;
    bool operator==(const Tried&) const = default;
  };
  struct Walk {
    const ModuleIndex& modules;
    int steps;
    std::vector<Asked> open = {};
    std::vector<Tried> tried = {};  // members that classes do not have, of themselves or of a base
  };

  Target Resolve(std::uint32_t file, std::string_view name, Walk& walk) const;
  // A base as it is written there: of the JVM and .NET also one that no import names.
  Target ResolveBase(std::uint32_t file, std::string_view base, Walk& walk) const;
  std::uint32_t FileOfType(const File& from, std::string_view name,
                           const ModuleIndex& modules) const;
  // `path` in the names of a file; and as a module that imports it has it.
  Target ResolveIn(std::uint32_t file, std::string_view path, Walk& walk) const;
  Target FindIn(std::uint32_t file, std::string_view path, Walk& walk) const;
  Target ResolveImported(std::uint32_t file, std::string_view path, Walk& walk) const;
  // What a name is that the file has through wildcards: as long as all that it may be are the same.
  Target ResolveWildcard(std::uint32_t file, std::string_view path, Walk& walk) const;
  // The files whose own `name` the file has through wildcards, each once.
  std::vector<std::uint32_t> FilesBehind(std::uint32_t file, std::string_view name,
                                         Walk& walk) const;
  std::string Follow(std::uint32_t file, std::string_view name, Walk& walk) const;
  const File* FileAt(std::uint32_t file) const;

  std::vector<File> files_;
  TextMap<Class> constants_;  // of Ruby: "Admin::User"
  // Names of the files' own → those of the files that are behind a wildcard.
  TextMap<std::vector<std::uint32_t>> behind_wildcards_;
};

}  // namespace assay
