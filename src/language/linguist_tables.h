// Linguist's data as tables, which the build generates (src/language/gen)
// from the data files of one Linguist release.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace assay::linguist {

enum class Type : std::uint8_t { kData, kMarkup, kProgramming, kProse };

struct Language {
  std::string_view name;
  std::string_view group;  // what statistics count it as; its own name without one
  Type type;
  bool popular;
};

// A key (file name, extension with its dot, interpreter, or lower-case alias)
// and the languages that it stands for, as indices, in Linguist's order.
struct Entry {
  std::string_view key;
  std::span<const std::uint16_t> languages;
};

// A pattern of a heuristic. `supported` is false where RE2 has no such
// construct: the rule then decides nothing.
struct Test {
  std::string_view pattern;
  bool negative;
  bool supported;
};
struct Rule {
  std::span<const std::uint16_t> languages;
  std::span<const Test> tests;  // all must hold; none: always
};
struct Block {
  std::span<const std::string_view> extensions;
  std::span<const Rule> rules;
};

// Sorted by key.
extern const std::span<const Language> kLanguages;
extern const std::span<const Entry> kFileNames;
extern const std::span<const Entry> kExtensions;
extern const std::span<const Entry> kInterpreters;
extern const std::span<const Entry> kAliases;
extern const std::span<const Block> kHeuristics;
extern const std::span<const std::string_view> kVendoredPaths;
extern const std::span<const std::string_view> kDocumentationPaths;
extern const std::string_view kVersion;

}  // namespace assay::linguist
