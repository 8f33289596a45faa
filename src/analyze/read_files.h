// Blobs → facts: what each file of a tree is, and what it holds.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "analyze/analysis.h"
#include "analyze/scan.h"
#include "git/repository.h"
#include "language/classify.h"
#include "model/profile.h"
#include "store/fact_cache.h"

namespace assay {

// The entries of a revision below `prefix`, and a classifier that knows the
// attributes of all of it.
struct ClassifiedTree {
  Snapshot snapshot;
  Classifier classifier;
  bool too_large;            // for languages to be shown
  std::size_t files_in_all;  // of the revision, whatever part of it is looked at
};
Result<ClassifiedTree> WalkClassified(Repository& repository, const ScanOptions& options,
                                      std::string_view prefix);

// Tells of a pattern that took too many steps on the file.
void NotePatterns(const SourceFile& file, Diagnostics& diagnostics);

// One handle for each thread.
std::vector<Repository> Handles(Repository& repository, unsigned threads);

// Reads, classifies and extracts one entry. Any number of threads may share
// one, each with its own repository handle.
class EntryReader {
 public:
  EntryReader(const Classifier& classifier, FactCache& cache, const ScanOptions& options);

  struct Outcome {
    SourceFile file;
    std::string facts;  // EncodeFacts
    LinkInput links;
    Diagnostics diagnostics;
    std::optional<Skipped> skipped;
  };
  // The facts of a file, EncodeFacts, where whoever calls has them; null: the
  // cache is asked, and the file is parsed where it has none either.
  using Known = std::function<const std::string*(const SourceFile& file)>;
  Outcome Read(Repository& repository, const TreeEntry& entry, const Known& known = {}) const;

  // How many files were parsed.
  std::size_t parsed() const { return parsed_; }

 private:
  void Extract(std::string_view text, const Known& known, Outcome& outcome) const;

  const Classifier& classifier_;
  FactCache& cache_;
  Limits limits_;
  std::string limits_digest_;
  mutable std::atomic<std::size_t> parsed_{0};
};

// A file's content once more, as its facts were read from it.
Result<std::string> ReadText(Repository& repository, const SourceFile& file, const Limits& limits);

// What reading the files gave.
struct ReadFiles {
  FactTable table;
  Diagnostics diagnostics;
  std::vector<Skipped> skipped;
  std::size_t parsed = 0;  // files; the others were known
};
ReadFiles ReadAll(Repository& repository, const ClassifiedTree& tree, FactCache& cache,
                  const ScanOptions& options, const ProgressListener& progress);

}  // namespace assay
