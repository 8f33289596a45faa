// What names of Scala stand for that no import of the file names.
#pragma once

#include <string_view>

namespace assay {

// Whether a package or object that a file opens as a whole is known to hold the name.
bool ScalaPackageHolds(std::string_view package, std::string_view name);
// Types and functions that Scala opens unasked.
bool IsScalaName(std::string_view name);

}  // namespace assay
