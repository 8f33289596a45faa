// Whether some file of the repository imports what a manifest declares.
//
// A package says "yes" where a module that is surely its own is imported, and
// "no" only where its ecosystem imports packages by their names (npm, Go), or
// where the modules of the package are known (a table for PyPI), and every
// file of the ecosystem's languages was read. All else is not told.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "facts/module_index.h"
#include "model/facts.h"
#include "model/source_file.h"

namespace assay {

class PackageImports {
 public:
  // `module` as in Import::module, imported somewhere and not the repository's own.
  void AddModule(std::string_view module);
  // A file that nothing reads (generated code, a language without a reader)
  // may import anything.
  void AddFile(const SourceFile& file);

  // "yes", "no", or "" where it cannot be told.
  std::string_view Of(const Dependency& dependency) const;

 private:
  std::string_view OfPypi(std::string_view name) const;
  bool ImportsBelow(std::string_view module, char separator) const;

  std::set<std::string, std::less<>> modules_;  // with what stands before a nested name
  TextSet unread_;                              // ecosystems
};

}  // namespace assay
