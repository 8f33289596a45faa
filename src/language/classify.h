// Decides what a blob is before anything parses it: its language, as GitHub
// Linguist says it, and why it is there.
//
// Checks run from cheap and certain to costly and fuzzy and stop at the first
// that leaves one answer. A wrong "vendored" loses evidence silently, so a
// blob is product code unless a check can name its reason to say otherwise.
// `.gitattributes` decide the language and the statistics exactly as on
// GitHub; for evidence they may exclude a file, never include one, and never
// choose the grammar.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "language/attributes.h"
#include "model/snapshot.h"
#include "model/source_file.h"

namespace assay {

// Bytes of a blob that Linguist looks at.
inline constexpr std::size_t kHeadBytes = std::size_t{128} * 1024;

// Entries of a tree, or folders in main, from which on GitHub shows no languages.
inline constexpr std::size_t kMaxCountedEntries = 100'000;

// The Linguist data sets that are built in.
enum class LinguistData : std::uint8_t {
  kMain,  // what is nearest to github.com
  k7221,  // the release that Debian 12 ships
};
std::string_view Name(LinguistData data);  // "main", "7.22.1"
std::optional<LinguistData> LinguistDataNamed(std::string_view name);

class Classifier {
 public:
  // `attributes` are all .gitattributes files of the tree.
  explicit Classifier(std::vector<AttributesFile> attributes = {},
                      LinguistData data = LinguistData::kMain);
  ~Classifier();
  Classifier(Classifier&&) noexcept;

  // `head` is the first kHeadBytes of the blob, or all of it when shorter.
  // Fills every field of SourceFile but `format`, which src/facts decides from
  // path and grammar language. Thread-safe.
  SourceFile Classify(const TreeEntry& entry, std::uint64_t size, std::string_view head) const;

  // The part of it that statistics need: no purpose and no environment.
  SourceFile Count(const TreeEntry& entry, std::uint64_t size, std::string_view head) const;

  // The same without the content, where the path or an attribute of it says
  // that the file does not count whatever it holds.
  std::optional<SourceFile> CountByPath(const TreeEntry& entry) const;

  // Whether there are so many files that statistics are empty.
  bool IsTooLarge(const std::vector<TreeEntry>& entries) const;

  // Of reading the attributes.
  const Diagnostics& diagnostics() const;
  LinguistData data() const;

 private:
  struct State;
  struct Decision;
  Decision Decide(const TreeEntry& entry) const;
  SourceFile Count(const TreeEntry& entry, std::uint64_t size, std::string_view head,
                   Decision& decision) const;

  std::unique_ptr<State> state_;
};

}  // namespace assay
