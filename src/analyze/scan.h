// The program in one function: a repository in, a profile out.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "git/repository.h"
#include "language/classify.h"
#include "model/profile.h"
#include "rules/rule_set.h"

namespace assay {

struct ScanOptions {
  std::string revision = "HEAD";
  std::string path;             // only what lies below it; empty: everything
  std::string origin;           // instead of the remote's URL
  std::string cache_directory;  // empty: no cache
  // Of whom and of when; see authors.h. Each author is given by identities.
  std::vector<std::vector<std::string>> authors;
  std::string since;
  std::string until;
  bool show_emails = false;
  std::string identity_key;
  bool removed = false;            // also what no longer stands (--history)
  bool ignore_whitespace = false;  // as `git blame -w`
  bool ignore_revisions = false;   // those that .git-blame-ignore-revs lists
  // The names of the tags to look at, where others were added since; none: all.
  std::optional<std::vector<std::string>> tags;
  unsigned threads = 1;
  Limits limits;
  LinguistData linguist = LinguistData::kMain;
  std::string version;
};

// Told on a terminal; none of it reaches the profile.
struct ScanProgress {
  std::string_view stage;
  std::size_t done = 0;
  std::size_t total = 0;
};
struct ScanReport {
  Profile profile;
  Diagnostics cache_diagnostics;  // and what is wrong with a commit-graph
  struct StageTime {
    std::string_view stage;
    double seconds = 0;
  };
  std::vector<StageTime> times;
  std::size_t parsed = 0;  // files and versions of files; facts of the others were known
};
using ProgressListener = std::function<void(const ScanProgress&)>;

Result<ScanReport> Scan(Repository& repository, const RuleSet& rules, const ScanOptions& options,
                        const ProgressListener& progress = {});

// The facts of files of a revision, as `assay facts` prints them. Each is handed
// on in the order of `paths` before the next is read; one that cannot be read is
// an error of its own. An error of `listener` ends the work.
struct FileReport {
  SourceFile file;
  FileFacts facts;
};
using FileListener =
    std::function<Result<void>(const std::string& path, const Result<FileReport>& report)>;
Result<void> ReadSome(Repository& repository, const ScanOptions& options,
                      const std::vector<std::string>& paths, const FileListener& listener);

// The files of a revision with their languages, as the language bar counts
// them; they have no purpose, and those that the path alone rules out have not
// been read.
struct LanguageReport {
  std::vector<SourceFile> files;  // sorted by path
  Diagnostics diagnostics;
};
Result<LanguageReport> CountLanguages(Repository& repository, const ScanOptions& options);

// Files of a revision with all that is known of them before they are parsed,
// in the order of `paths`.
Result<std::vector<SourceFile>> ClassifySome(Repository& repository, const ScanOptions& options,
                                             const std::vector<std::string>& paths);

// Who wrote the lines that stand: every line of every file that counts in the
// language statistics.
Result<AuthorListing> ListAuthors(Repository& repository, const RuleSet& rules,
                                  const ScanOptions& options);

// The languages of files, by what counts on GitHub.
std::vector<LanguageShare> LanguagesOf(const std::vector<SourceFile>& files);

// A digest of the limits: part of the profile's options and of cache keys.
std::string LimitsDigest(const Limits& limits);

}  // namespace assay
