// What the .gitattributes files of a tree say of a path's language.
//
// Files are read as libgit2 reads them, which is what GitHub's statistics go
// by: it differs from Git in quoting (none), in negated patterns (allowed) and
// in macros (those of the root's file, from their line on).
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "language/glob.h"

namespace assay {

struct LinguistAttributes {
  std::optional<bool> vendored;
  std::optional<bool> generated;
  std::optional<bool> documentation;
  std::optional<bool> detectable;
  std::optional<std::string> language;  // as written; empty where the attribute has no value
  bool lfs = false;                     // filter=lfs
  bool gave_up = false;                 // the patterns took too many steps; all else is empty
};

struct AttributesFile {
  std::string path;
  std::string text;
};

class AttributeRules {
 public:
  AttributeRules() = default;
  // Files may come in any order.
  explicit AttributeRules(std::vector<AttributesFile> files);

  bool empty() const { return folders_.empty(); }
  // "attributes-too-large", "too-many-attributes".
  const Diagnostics& diagnostics() const { return diagnostics_; }

  // Deeper files and later lines win.
  LinguistAttributes For(std::string_view path) const;

 private:
  static constexpr std::size_t kNames = 6;
  enum class State : std::uint8_t { kNone, kTrue, kFalse, kUnspecified, kText };
  struct Value {
    State state = State::kNone;
    std::string text;
  };
  using Values = std::array<Value, kNames>;
  struct Rule {
    Glob glob;
    bool negated;
    bool folders_only;
    bool whole_path;
    Values values;
  };
  struct Line;

  void AddFile(const AttributesFile& file);
  bool Assign(std::string_view text, std::size_t* at, Values* values) const;

  std::map<std::string, std::vector<Rule>, std::less<>> folders_;  // with '/' at the end, or ""
  std::map<std::string, Values, std::less<>> macros_;
  std::size_t rules_ = 0;
  Diagnostics diagnostics_;
};

}  // namespace assay
