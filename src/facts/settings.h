// Turns configuration into Setting facts: a leaf, or an empty map or list, is
// one setting, its key the path to it.
#pragma once

#include <string>
#include <string_view>

#include "facts/data_tree.h"
#include "facts/sink.h"

namespace assay {

// Settings kept of a document of no known kind: what is larger is data
// (translations, fixtures, records) rather than configuration. Diagnostic:
// "too-many-facts".
inline constexpr std::size_t kMaxUnknownSettings = 2'000;

// Settings that a program in the place of a configuration file gives, and bytes of the key down to
// which its lists and maps are followed.
inline constexpr std::size_t kMaxSettings = 1'000;
inline constexpr std::size_t kMaxSettingKey = 200;

// `key` as a part of a path: a dot in it is written `\.`.
std::string KeyPart(std::string_view key);

struct SettingSite {
  Text document;           // kept by the caller for the life of the facts
  std::uint32_t part = 0;  // of a YAML stream
};

// Adds the settings of the tree below `root`, keys beginning with `prefix`.
void AddSettings(const DataTree& tree, DataIndex root, std::string_view prefix,
                 const SettingSite& site, FactSink& sink);

// One setting of a format that has no tree.
void AddSetting(std::string_view key, std::string_view value, ValueKind kind, const Region& region,
                Text document, FactSink& sink);

}  // namespace assay
