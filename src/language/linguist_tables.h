// Linguist's data as tables, which the build generates (src/language/gen) from
// the data files of two releases.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace assay::linguist {

enum class Type : std::uint8_t { kData, kMarkup, kProgramming, kProse };

inline constexpr std::uint16_t kNotTrained = 0xFFFF;

struct Language {
  std::string_view name;
  std::string_view group;  // what statistics count it as; its own name without one
  Type type;
  std::uint16_t trained;  // its number in the classifier's table, or kNotTrained
};

// A key (file name, extension with its dot, interpreter, or lower-case alias)
// and the languages that it stands for, as indices, in Linguist's order. A
// language that lists an extension in two spellings is there twice, as in
// Linguist: two candidates go on to the strategies that one would end.
struct Entry {
  std::string_view key;
  std::span<const std::uint16_t> languages;
};

// A pattern of a heuristic: for PerlPattern where `backtracking`, else for Pattern.
struct Test {
  std::string_view pattern;
  bool negative;
  bool backtracking;
};
struct Rule {
  std::span<const std::uint16_t> languages;
  std::span<const Test> tests;  // all must hold; none: always
};
struct Block {
  std::span<const std::string_view> extensions;
  std::span<const Rule> rules;
};

// Patterns over a path, of which any may match: all but the few that only
// PerlPattern can take are one.
struct PathPatterns {
  std::string_view joined;
  std::span<const std::string_view> backtracking;
};

// The rules of generated files are code (generated.cc), which knows these.
enum class Generation : std::uint8_t { k7221, kMain };

struct DataSet {
  std::string_view version;  // as --linguist names it
  Generation generation;
  std::span<const Language> languages;
  // Sorted by key.
  std::span<const Entry> file_names;
  std::span<const Entry> extensions;
  std::span<const Entry> interpreters;
  std::span<const Entry> aliases;
  // Extensions that are too common to say anything.
  std::span<const std::string_view> generic_extensions;
  std::span<const Block> heuristics;
  PathPatterns vendored;
  PathPatterns documentation;
  std::uint16_t xml;
  std::uint16_t roff_manpage;
  std::uint16_t roff;
};

extern const DataSet k7221;
extern const DataSet kMain;

// The classifier's table, embedded as one block of bytes:
//   Header
//   TrainedLanguage[languages]
//   uint32[buckets]     1 + number of a token, or 0; open addressing by Fnv1a
//   Token[tokens + 1]   the last one only ends the postings and text before it
//   Posting[postings]   of a token, sorted by language
//   char[]              the tokens' text
struct Header {
  std::uint64_t tokens_total;
  std::uint32_t samples_total;
  std::uint32_t languages;
  std::uint32_t buckets;  // a power of two
  std::uint32_t tokens;
  std::uint32_t postings;
  std::uint32_t unused;
};
struct TrainedLanguage {
  std::uint32_t tokens;
  std::uint32_t samples;
};
struct Token {
  std::uint32_t text;
  std::uint32_t posting;
};
struct Posting {
  std::uint16_t language;
  std::uint16_t count;
};

constexpr std::uint64_t Fnv1a(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  return hash;
}

}  // namespace assay::linguist
