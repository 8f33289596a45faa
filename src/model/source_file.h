// A blob of the snapshot with what it is: its language and its purpose.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/snapshot.h"

namespace assay {

// Why a file is there. Decides what it can be evidence of.
enum class Purpose : std::uint8_t {
  kProduct,  // what the repository is for: code that ships or runs
  kTest,
  kExample,
  kFixture,  // data that tests read
  kDocumentation,
  kGenerated,  // a tool wrote it
  kVendored,   // somebody else's, copied in
  kConfiguration,
  kMigration,
  kBuild,  // build, packaging, pipelines, containers
};

// Where a configuration applies, as its path tells.
enum class Environment : std::uint8_t { kUnspecified, kDevelopment, kTest, kStaging, kProduction };

struct SourceFile {
  std::string path;
  ObjectId blob;
  std::uint64_t size = 0;
  std::string_view language;           // Linguist's name: "Python", "TSX"; empty if none
  std::string_view language_strategy;  // what decided it: "extension", "shebang" …
  std::string_view grammar_language;   // the language without what .gitattributes say of it
  std::string_view group;              // the language that statistics count it as
  std::string_view format;  // which extractor reads it: "python", "dockerfile"; empty: none
  Purpose purpose = Purpose::kProduct;
  std::string purpose_reason;  // shown by `assay explain` and in `skipped`
  Environment environment = Environment::kUnspecified;
  bool counted = false;        // in the language statistics
  std::string_view uncounted;  // why not: "vendored path", "data" …
  // A pattern or the attributes took too many steps on this file, and were
  // taken not to match. Diagnostic: "pattern-budget".
  bool patterns_gave_up = false;
  bool binary = false;
};

}  // namespace assay
