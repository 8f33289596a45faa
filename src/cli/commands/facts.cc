#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include "analyze/analysis.h"
#include "cli/output.h"
#include "cli/scan_options.h"
#include "facts/extract.h"
#include "report/report.h"

namespace assay {
namespace {

struct Options {
  RepositoryOptions repository;
  std::string path;
};

// Without --repo, PATH is a file of the file system.
Result<FileReport> ReadPlainFile(const std::string& path, const Limits& limits) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (error) return InputError(fmt::format("{}: {}", path, error.message()));
  if (size > limits.data_bytes) {
    return InputError(fmt::format("{}: {} bytes; {} are read", path, size, limits.data_bytes));
  }
  std::ifstream file(path, std::ios::binary);
  const std::string content{std::istreambuf_iterator<char>(file), {}};
  if (!file.good() && !file.eof()) return InputError(fmt::format("{}: cannot be read", path));
  TreeEntry entry;
  entry.path = std::filesystem::path(path).lexically_normal().generic_string();
  if (entry.path.starts_with("/") || entry.path.starts_with(".."))
    entry.path = entry.path.substr(entry.path.rfind('/') + 1);
  const std::string_view text = WithoutByteOrderMark(content);
  FileReport report;
  report.file = ClassifyFile(Classifier(), entry, content.size(), content);
  report.facts = ExtractFacts({report.file.format, text, limits});
  return report;
}

Result<int> Run(const Options& options, const CommonOptions& common) {
  Result<FileReport> report = [&]() -> Result<FileReport> {
    if (options.repository.repository.empty())
      return ReadPlainFile(options.path, options.repository.scan.limits);
    ASSAY_TRY(Repository repository, OpenRepository(options.repository));
    return ReadFile(repository, Resolved(options.repository), options.path);
  }();
  if (!report) return report.error();
  ASSAY_TRY_VOID(
      WriteOutputs(common, "text", [&](const std::string& format) -> Result<std::string> {
        if (format == "json") return RenderFactsJson(report->file, report->facts);
        if (format == "text") return RenderFactsText(report->file, report->facts);
        return UsageError(fmt::format("format {} is not one of text, json", format));
      }));
  return kExitYes;
}

Runner Setup(CLI::App& app, const CommonOptions& common) {
  const auto options = std::make_shared<Options>();
  options->repository.repository.clear();
  app.add_option("PATH", options->path, "A file; with --repo, its path in the repository")
      ->required();
  app.add_option("--repo", options->repository.repository, "Read the file from this repository");
  AddRepositoryOptions(app, options->repository);
  return [options, &common] { return Run(*options, common); };
}

}  // namespace

extern const SubCommand kCommand_facts = {
    "facts", 4, "Print what rules can match in a file",
    "  assay facts app/models.py\n"
    "  assay facts --repo . --rev HEAD~3 --format json app/models.py\n",
    Setup};

}  // namespace assay
