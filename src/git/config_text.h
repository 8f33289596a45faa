// A repository's own configuration file as plain text.
//
// Nothing in it is obeyed: no include is followed, no rewriting of URLs takes
// place, and only a handful of keys (see location.h, repository.cc) is ever
// looked up.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

struct ConfigEntry {
  std::string key;    // "section.name" or "section.Sub.Section.name"; section and name lower case
  std::string value;  // "true" for a name without '='
};

// All entries in order. A line that Git would refuse is skipped.
std::vector<ConfigEntry> ParseConfig(std::string_view text);

// The last value of `key`, as Git takes it for a key of one value.
std::optional<std::string_view> ConfigValue(const std::vector<ConfigEntry>& config,
                                            std::string_view key);

// Git's booleans: true, yes, on and numbers other than 0.
bool ConfigIsTrue(std::string_view value);

}  // namespace assay
