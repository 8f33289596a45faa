// Says which commit brought in each line that somebody asks about: what
// `git blame` answers file by file, for any number of files in one pass.
//
// The commits are visited children first. Each holds the lines that are still
// unexplained when everything after it is undone; those that a parent has too
// are handed to that parent, the rest are the commit's own. So a commit, a
// tree and a blob are read once, however many files they matter to, and equal
// trees are never entered. docs/authorship.md says what is equal to git's
// answer and what is not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/limits.h"
#include "git/commit_graph.h"
#include "git/object_store.h"
#include "model/history.h"
#include "model/snapshot.h"

namespace assay {

// A file of the newest commit of a history.
struct WantedFile {
  std::string path;
  ObjectId blob;                     // what the commit has at the path
  std::vector<std::uint32_t> lines;  // 1-based, rising, each once; empty: every line of the file
};

// Where a line was first as it is.
struct LineOrigin {
  static constexpr std::uint32_t kNone = static_cast<std::uint32_t>(-1);
  std::uint32_t commit = kNone;  // into History::commits; kNone: the file has no such line
  std::uint32_t path = kNone;    // into Authorship::paths: the file's path in that commit
  std::uint32_t line = 0;        // 1-based, of that file in that commit
};

struct Authorship {
  std::vector<std::string> paths;  // sorted
  // As wanted: one answer a line that was asked for. Empty where the file
  // cannot be read.
  std::vector<std::vector<LineOrigin>> files;
  // By index into History::commits, rising: commits that lines were left at
  // because what came before is not there (a shallow border, a limit, missing
  // objects). Such a line was written in this commit or earlier.
  std::vector<std::uint32_t> borders;
  // "history-border", "missing-object", "file-too-large" …: by code, then path.
  Diagnostics diagnostics;

  bool IsBorder(std::uint32_t commit) const;
};

struct AuthorshipOptions {
  // `git blame -w`: lines that differ in white space alone are the same.
  bool ignore_whitespace = false;
  // `git blame --ignore-rev`: lines that these changed go on to a parent's
  // line that looks like them, where there is one.
  std::vector<ObjectId> ignored_commits = {};
  unsigned threads = 1;
  // Where answers are kept between runs, by key; empty: nowhere. Keys say all
  // that an answer depends on, the repository's place too: as objects are read
  // unverified, a damaged or forged repository must not answer for another.
  std::function<std::optional<std::string>(std::string_view key)> recall = {};
  std::function<void(std::string_view key, std::string_view bytes)> remember = {};
};

// The ids in the text of a file such as .git-blame-ignore-revs. Lines that
// hold anything but an id and a comment ("# …") add to `unreadable`, rising.
std::vector<ObjectId> ParseIgnoredCommits(std::string_view text,
                                          std::vector<std::uint32_t>* unreadable);

// `history` holds the commits that `history.commits[0]` descends from, children
// first; the wanted files are that commit's. `shallow` are the commits whose
// parents are not to be read. The answer depends on neither threads nor order;
// docs/authorship.md has its cost. `place` is the repository's, for keys.
// Repository::AttributeLines is the way in.
Authorship AttributeLines(const History& history, const std::set<ObjectId>& shallow,
                          const std::vector<WantedFile>& wanted, const AuthorshipOptions& options,
                          const Limits& limits, std::string_view place,
                          const std::shared_ptr<const ObjectStore>& store,
                          const CommitGraphSource& graph);

}  // namespace assay
