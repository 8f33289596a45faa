// What names of PHP stand for that no use declaration of the file names.
#pragma once

#include <string_view>

namespace assay {

// Classes that PHP and its usual extensions have without any namespace.
bool IsPhpClass(std::string_view name);

}  // namespace assay
