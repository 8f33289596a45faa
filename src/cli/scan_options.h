// The options that every command which reads a repository takes.
#pragma once

#include <string>
#include <vector>

#include "analyze/scan.h"
#include "cli/command.h"

namespace assay {

struct RepositoryOptions {
  std::string repository = ".";
  std::string rules;
  std::string cache;
  bool no_cache = false;
  bool follow_alternates = false;
  bool use_commit_graph = true;
  std::vector<std::string> authors;  // as --author has them
  std::string identity_key;          // a file
  ScanOptions scan;
};

// --rev, --path, -j, --cache, --no-cache, --rules, --max-…; `repository` is the
// caller's to declare, as an argument or an option.
void AddRepositoryOptions(CLI::App& app, RepositoryOptions& options);

// --author, --show-emails, --identity-key, -w, --ignore-revs.
void AddAuthorOptions(CLI::App& app, RepositoryOptions& options);

// The scan's authors: --author @FILE is one with the identities that the file
// lists; the identity key is what its file holds.
Result<void> ReadAuthorFiles(RepositoryOptions& options);

// The scan's options with what hangs on the environment filled in: threads,
// and the cache's folder ($XDG_CACHE_HOME/assay or ~/.cache/assay).
ScanOptions Resolved(const RepositoryOptions& options);

Result<Repository> OpenRepository(const RepositoryOptions& options);

}  // namespace assay
