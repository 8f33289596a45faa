#include "cli/scan_options.h"

#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <thread>

#include "base/text.h"
#include "cli/version.h"
#include "rules/document.h"

namespace assay {
namespace {

Result<std::string> ReadInputFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return InputError(fmt::format("{}: cannot be read", path));
  return std::string{std::istreambuf_iterator<char>(file), {}};
}

std::string DefaultCache() {
  const char* const cache = std::getenv("XDG_CACHE_HOME");
  if (cache != nullptr && *cache == '/') return std::string(cache) + "/assay";
  const char* const home = std::getenv("HOME");
  return home != nullptr && *home == '/' ? std::string(home) + "/.cache/assay" : std::string();
}

}  // namespace

void AddRepositoryOptions(CLI::App& app, RepositoryOptions& options) {
  app.add_option("--rev", options.scan.revision, "Revision to read (default: HEAD)");
  app.add_option("--path", options.scan.path, "Only what lies below this folder of the repository");
  app.add_option("--rules", options.rules,
                 "A folder of rules of your own, added to the built-in ones");
  app.add_option("-j,--jobs", options.scan.threads, "Threads (default: one a core)")
      ->check(CLI::Range(1, 256));
  app.add_option("--cache", options.cache, "Folder for what is known of files read before");
  app.add_flag("--no-cache", options.no_cache, "Neither read nor write the cache");
  app.add_flag("--follow-alternates", options.follow_alternates,
               "Read objects that the repository borrows from others");
  app.add_option_function<std::string>(
         "--linguist",
         [&options](const std::string& name) { options.scan.linguist = *LinguistDataNamed(name); },
         "Whose languages: GitHub's as of now, or of that release of Linguist")
      ->check(CLI::IsMember(
          {std::string(Name(LinguistData::kMain)), std::string(Name(LinguistData::k7221))}));
  app.add_option("--max-source-bytes", options.scan.limits.source_bytes,
                 "Largest source file that is parsed");
  app.add_option("--max-data-bytes", options.scan.limits.data_bytes,
                 "Largest manifest or lock file that is read");
  app.add_option("--max-commits", options.scan.limits.commits,
                 "Commits of the history that are looked at");
  options.scan.threads = 0;
}

void AddAuthorOptions(CLI::App& app, RepositoryOptions& options) {
  app.add_option("--author", options.authors,
                 "Only what this author wrote: a name, an address, a glob, an id (a3), or "
                 "@FILE with the identities of one, in whatever repositories; repeatable")
      ->allow_extra_args(false);
  app.add_flag("--show-emails", options.scan.show_emails, "Name people's addresses");
  app.add_option("--identity-key", options.identity_key,
                 "FILE with a secret: people get a hash that is equal in every repository");
  app.add_flag("-w,--ignore-whitespace", options.scan.ignore_whitespace,
               "Lines that differ in white space alone are the same, as in git blame -w");
  app.add_flag("--ignore-revs", options.scan.ignore_revisions,
               "Pass over the commits of .git-blame-ignore-revs, as git blame does");
}

Result<void> ReadAuthorFiles(RepositoryOptions& options) {
  for (const std::string& author : options.authors) {
    if (!author.starts_with('@')) {
      options.scan.authors.push_back({author});
      continue;
    }
    const std::string path = author.substr(1);
    ASSAY_TRY(const std::string text, ReadInputFile(path));
    ASSAY_TRY(const RuleDocument document, ReadRuleDocument(path, text));
    const auto& content = document.content;
    const bool listed = content.is_object() && content.contains("identities");
    if (!listed || !content["identities"].is_array() || content["identities"].empty())
      return UsageError(fmt::format("{}: expected identities: [name or address, …]", path));
    std::vector<std::string> identities;
    for (const auto& identity : content["identities"]) {
      if (!identity.is_string())
        return UsageError(fmt::format("{}: an identity is a name or an address", path));
      identities.push_back(identity.get<std::string>());
    }
    options.scan.authors.push_back(std::move(identities));
  }
  if (!options.identity_key.empty()) {
    ASSAY_TRY(options.scan.identity_key, ReadInputFile(options.identity_key));
    constexpr std::size_t kLeastKeyBytes = 16;
    if (Trim(options.scan.identity_key).size() < kLeastKeyBytes) {
      return UsageError(fmt::format("{}: an identity key has at least {} bytes, chosen at random",
                                    options.identity_key, kLeastKeyBytes));
    }
  }
  return {};
}

ScanOptions Resolved(const RepositoryOptions& options) {
  ScanOptions scan = options.scan;
  scan.version = kVersion;
  if (scan.threads == 0) scan.threads = std::max(1U, std::thread::hardware_concurrency());
  if (!options.no_cache)
    scan.cache_directory = options.cache.empty() ? DefaultCache() : options.cache;
  return scan;
}

Result<Repository> OpenRepository(const RepositoryOptions& options) {
  OpenOptions open;
  open.follow_alternates = options.follow_alternates;
  open.use_commit_graph = options.use_commit_graph;
  return Repository::Open(options.repository, open);
}

}  // namespace assay
