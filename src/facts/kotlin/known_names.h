// What names of Kotlin stand for that no import of the file names.
#pragma once

#include <string_view>

namespace assay {

// Whether a package that a file opens as a whole is known to hold the name.
bool KotlinPackageHolds(std::string_view package, std::string_view name);
// Functions and types that Kotlin opens unasked.
bool IsKotlinFunction(std::string_view name);
bool IsKotlinType(std::string_view name);
// The class of Java, or of Kotlin's collections, that a name is without an import; empty if none.
std::string_view KotlinAlias(std::string_view name);

}  // namespace assay
