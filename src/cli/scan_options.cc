#include "cli/scan_options.h"

#include <cstdlib>
#include <thread>

#include "cli/version.h"

namespace assay {
namespace {

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
  return Repository::Open(options.repository, open);
}

}  // namespace assay
