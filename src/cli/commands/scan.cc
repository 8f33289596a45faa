#include <fmt/format.h>

#include <cstdio>
#include <memory>

#include "cli/output.h"
#include "cli/scan_options.h"
#include "report/report.h"

namespace assay {
namespace {

struct Options {
  RepositoryOptions repository;
  bool all = false;
};

// A bar on a terminal only: it is talk, not a result.
ProgressListener Bar(const CommonOptions& common) {
  if (common.quiet || !IsErrorTerminal()) return {};
  return [](const ScanProgress& progress) {
    const char* const what = progress.stage == "history" ? "versions of files" : "files";
    std::fprintf(stderr, "\rreading %zu of %zu %s", progress.done, progress.total, what);
  };
}

void TellTimes(const CommonOptions& common, const ScanReport& report) {
  for (const Diagnostic& diagnostic : report.cache_diagnostics)
    Talk(common, "assay: " + diagnostic.message);
  double total = 0;
  for (const ScanReport::StageTime& time : report.times) {
    total += time.seconds;
    if (common.verbose) Talk(common, fmt::format("{:<10} {:7.3f} s", time.stage, time.seconds));
  }
  if (common.verbose) Talk(common, fmt::format("parsed     {:7}", report.parsed));
  Talk(common, fmt::format("{} files in {:.2f} s", report.profile.files, total));
}

Result<int> Run(Options options, const CommonOptions& common) {
  ASSAY_TRY(const RuleSet rules, ReadRules(options.repository.rules));
  ASSAY_TRY_VOID(ReadAuthorFiles(options.repository));
  ASSAY_TRY(Repository repository, OpenRepository(options.repository));
  const ProgressListener bar = Bar(common);
  Result<ScanReport> report = Scan(repository, rules, Resolved(options.repository), bar);
  if (bar) std::fprintf(stderr, "\r\033[K");
  if (!report) return report.error();
  ASSAY_TRY_VOID(
      WriteOutputs(common, "text", [&](const std::string& format) -> Result<std::string> {
        if (format == "json") return RenderJson(report->profile);
        if (format == "text")
          return RenderText(report->profile, {UseColor(common), 80, options.all});
        return UsageError(fmt::format("format {} is not one of text, json", format));
      }));
  TellTimes(common, *report);
  return kExitYes;
}

Runner Setup(CLI::App& app, const CommonOptions& common) {
  const auto options = std::make_shared<Options>();
  app.add_option("REPO", options->repository.repository,
                 "A repository, a folder in one, or a bare one (default: .)");
  AddRepositoryOptions(app, options->repository);
  app.add_option("--origin", options->repository.scan.origin,
                 "What the profile calls the repository");
  AddAuthorOptions(app, options->repository);
  app.add_option("--since", options->repository.scan.since,
                 "Only what was written on or after this day (2024-05-01)");
  app.add_option("--until", options->repository.scan.until,
                 "Only what was written on or before this day");
  app.add_flag("--history", options->repository.scan.removed,
               "Also what was written once and no longer stands");
  app.add_flag("--all", options->all, "Show every evidence line that the profile keeps");
  return [options, &common] { return Run(*options, common); };
}

}  // namespace

extern const SubCommand kCommand_scan = {
    "scan", 1, "Write the skills profile of a repository",
    "  assay scan ~/work/shop\n"
    "  assay scan --rev v2.1 --path services/api .\n"
    "  assay scan --author ada@example.org --since 2023-01-01 .\n"
    "  assay scan --format text --output json=profile.json .\n",
    Setup};

}  // namespace assay
