// What Terraform takes a module from: a registry's address, or a repository
// with its revision behind `?ref=`. A path is a module of the repository's own.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace assay {

struct ModuleSource {
  std::string name;
  std::string revision;
};

std::optional<ModuleSource> ParseModuleSource(std::string_view text);

}  // namespace assay
