#include "analyze/verify.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <memory>

#include "cli/output.h"
#include "cli/scan_options.h"
#include "report/report.h"

namespace assay {
namespace {

struct Options {
  RepositoryOptions repository;
  std::string profile;
};

Result<std::string> ReadProfile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return InputError(fmt::format("{}: cannot be read", path));
  return std::string{std::istreambuf_iterator<char>(file), {}};
}

Result<int> Run(Options options, const CommonOptions& common) {
  ASSAY_TRY(const std::string recorded, ReadProfile(options.profile));
  ASSAY_TRY(const ProfileHeader header, ReadHeader(recorded));
  ASSAY_TRY(const RuleSet rules, ReadRules(options.repository.rules));
  ASSAY_TRY_VOID(ReadAuthorFiles(options.repository));
  // What nobody can check by looking at commits has no say here.
  options.repository.use_commit_graph = false;
  ASSAY_TRY(Repository repository, OpenRepository(options.repository));
  ScanOptions scan = Resolved(options.repository);
  scan.revision = header.commit;
  scan.path = header.path;
  scan.origin = header.origin;
  for (const std::string& id : header.authors) scan.authors.push_back({id});
  scan.since = header.since;
  scan.until = header.until;
  scan.show_emails = header.show_emails;
  scan.tags = header.tags;
  scan.removed = header.removed;
  scan.ignore_whitespace = header.ignore_whitespace;
  scan.ignore_revisions = header.ignore_revisions;
  if (header.max_commits != 0) scan.limits.commits = header.max_commits;
  if (!header.has_keys) scan.identity_key.clear();
  if (header.has_keys && scan.identity_key.empty()) {
    return UsageError(
        "the profile has keys of people; verify it with the --identity-key it was made with");
  }
  ASSAY_TRY(const ScanReport report, Scan(repository, rules, scan));
  ASSAY_TRY(const Verification verification, Compare(recorded, RenderJson(report.profile)));
  std::string text;
  for (const Mismatch& mismatch : verification.mismatches) {
    text += fmt::format("{}: the profile says {}, the repository gives {}\n", mismatch.where,
                        mismatch.recorded, mismatch.found);
  }
  ASSAY_TRY_VOID(WriteStandardOutput(text));
  Talk(common,
       verification.mismatches.empty()
           ? fmt::format("all {} evidence items hold", verification.evidence)
           : fmt::format("{} fields of the profile do not hold", verification.mismatches.size()));
  return verification.mismatches.empty() ? kExitYes : kExitNo;
}

Runner Setup(CLI::App& app, const CommonOptions& common) {
  const auto options = std::make_shared<Options>();
  app.add_option("PROFILE", options->profile, "A profile that `assay scan --format json` wrote")
      ->required();
  app.add_option("REPO", options->repository.repository,
                 "The repository that it is of (default: .)");
  AddRepositoryOptions(app, options->repository);
  app.add_option("--identity-key", options->repository.identity_key,
                 "FILE with the secret that the profile's keys were made with");
  return [options, &common] { return Run(*options, common); };
}

}  // namespace

extern const SubCommand kCommand_verify = {
    "verify", 3, "Check every evidence item of a profile again; exit 1 if one does not hold",
    "  assay verify profile.json\n"
    "  assay verify profile.json ~/work/shop\n",
    Setup};

}  // namespace assay
