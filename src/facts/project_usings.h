// What the files of a C# project have open without saying so: `global using`
// in any of its files, <Using> in its project file and in the
// Directory.Build.props and .targets above it.
//
// A file is of the project whose .csproj stands nearest above it; a file
// without one is of none. What project files import otherwise, and what
// depends on a condition, opens nothing.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text_map.h"
#include "model/facts.h"
#include "model/source_file.h"

namespace assay {

struct LinkInput;
class ModuleIndex;

// Usings of one project.
inline constexpr std::size_t kMaxProjectUsings = 4'000;

class ProjectUsings {
 public:
  // For each file that is not vendored.
  void Add(const SourceFile& source, const LinkInput& input);
  // Follows the last file.
  void Finish();

  // Project files with more than kMaxProjectUsings.
  const std::vector<std::string>& cut() const { return cut_; }

  // The name that an open name (open_names.h) is where the file at `path` says
  // it; empty if its project opens none of its namespaces, or several.
  std::string Settled(std::string_view path, std::string_view open_name) const;

  // The namespaces that the project of the file at `path` opens, sorted.
  const std::vector<std::string>& NamespacesAt(std::string_view path) const;

  // Settles the names of a file's facts. A type of the file's own namespaces
  // hides what another file opens.
  void Settle(std::string_view path, const ModuleIndex& modules, FileFacts& facts) const;

 private:
  using Usings = std::vector<std::pair<std::string, std::string>>;  // alias, name
  struct Giver {
    std::string folder;
    Usings usings;
    bool asks_above = false;  // imports the file of its name above itself
  };
  struct Project {
    std::string path;  // of its file
    std::vector<std::string> namespaces;
    TextMap<std::string> aliases;
    std::size_t usings = 0;

    void Add(const Usings& more);
  };
  // Null where there is none.
  const Project* ProjectOf(std::string_view path) const;

  std::vector<Giver> sources_;  // files with global usings
  TextMap<Giver> shared_;       // Directory.Build.props and .targets, by path
  TextMap<Project> projects_;   // by the folder of their project file
  std::vector<std::string> cut_;
};

}  // namespace assay
