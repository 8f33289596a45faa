#include <fmt/format.h>

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

Result<int> Run(Options options, const CommonOptions& common) {
  ASSAY_TRY(const RuleSet rules, ReadRules(options.repository.rules));
  ASSAY_TRY_VOID(ReadAuthorFiles(options.repository));
  ASSAY_TRY(Repository repository, OpenRepository(options.repository));
  ASSAY_TRY(const AuthorListing listing,
            ListAuthors(repository, rules, Resolved(options.repository)));
  ASSAY_TRY_VOID(
      WriteOutputs(common, "text", [&](const std::string& format) -> Result<std::string> {
        if (format == "json") return RenderAuthorsJson(listing);
        if (format == "text")
          return RenderAuthorsText(listing, {UseColor(common), 80, options.all});
        return UsageError(fmt::format("format {} is not one of text, json", format));
      }));
  return kExitYes;
}

Runner Setup(CLI::App& app, const CommonOptions& common) {
  const auto options = std::make_shared<Options>();
  app.add_option("REPO", options->repository.repository,
                 "A repository, a folder in one, or a bare one (default: .)");
  AddRepositoryOptions(app, options->repository);
  AddAuthorOptions(app, options->repository);
  app.add_flag("--all", options->all, "List everybody, not the thirty with most lines");
  return [options, &common] { return Run(*options, common); };
}

}  // namespace

extern const SubCommand kCommand_authors = {
    "authors", 7, "List who wrote the lines that stand, since when, and in which languages",
    "  assay authors\n"
    "  assay authors --all --format json ~/work/shop\n"
    "  assay authors --author 'ada*' --show-emails .\n",
    Setup};

}  // namespace assay
