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

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/snapshot.h"
#include "model/source_file.h"

namespace assay {

// Bytes of a blob that Linguist looks at.
inline constexpr std::size_t kHeadBytes = 128 * 1024;

// What a blob's language is for statistics, and for extraction.
class Classifier {
 public:
  // A .gitattributes file of the tree: path and content.
  struct AttributesFile {
    std::string path;
    std::string text;
  };
  explicit Classifier(const std::vector<AttributesFile>& attributes = {});
  ~Classifier();
  Classifier(Classifier&&) noexcept;

  // `head` is the first kHeadBytes of the blob, or all of it when shorter.
  // Fills every field of SourceFile but `format`, which src/facts decides from
  // path and grammar language. Thread-safe.
  SourceFile Classify(const TreeEntry& entry, std::uint64_t size, std::string_view head) const;

  // The language without what .gitattributes say of it: what chooses the
  // grammar. Equal to SourceFile::language where no attribute speaks.
  std::string_view GrammarLanguage(const TreeEntry& entry, std::uint64_t size,
                                   std::string_view head) const;

  // The Linguist data set that is built in: "7.22.1".
  static std::string_view DataVersion();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace assay
