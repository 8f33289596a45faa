// What names of Go stand for that nothing in the file declares.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace assay {

// Functions and types that Go itself has, which are called by their names alone.
bool IsGoBuiltin(std::string_view name);
// The names that a package may have whose path this is: the last element, as
// is Go's convention, or what is left of it where it has what no name can have.
std::vector<std::string> GoPackageNames(std::string_view path);

}  // namespace assay
