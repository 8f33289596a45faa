#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "analyze/analysis.h"
#include "cli/output.h"
#include "cli/scan_options.h"
#include "facts/extract.h"
#include "report/report.h"

namespace assay {
namespace {

struct Options {
  RepositoryOptions repository;
  std::vector<std::string> paths;
  std::string list;  // a file with more paths; "-" is standard input
};

// Without --repo, a path is a file of the file system.
Result<FileReport> ReadPlainFile(const Classifier& classifier, const std::string& path,
                                 const Limits& limits) {
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
  report.file = ClassifyFile(classifier, entry, content.size(), content);
  report.facts = ExtractFacts({report.file.format, text, limits});
  return report;
}

Result<std::vector<std::string>> ReadList(const std::string& name) {
  std::ifstream file;
  if (name != "-") file.open(name);
  std::istream& lines = name == "-" ? std::cin : file;
  if (!lines) return InputError(fmt::format("{}: cannot be read", name));
  std::vector<std::string> paths;
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty()) paths.push_back(std::move(line));
  }
  return paths;
}

Result<void> ForEachFile(const Options& options, const std::vector<std::string>& paths,
                         const FileListener& listener) {
  if (!options.repository.repository.empty()) {
    ASSAY_TRY(Repository repository, OpenRepository(options.repository));
    return ReadSome(repository, Resolved(options.repository), paths, listener);
  }
  const Classifier classifier;
  for (const std::string& path : paths) {
    ASSAY_TRY_VOID(listener(path, ReadPlainFile(classifier, path, options.repository.scan.limits)));
  }
  return {};
}

Error UnknownFormat(const std::string& format) {
  return UsageError(fmt::format("format {} is not one of text, json", format));
}

Result<int> PrintOne(const Options& options, const CommonOptions& common) {
  const auto print = [&](const std::string&, const Result<FileReport>& report) -> Result<void> {
    if (!report) return report.error();
    return WriteOutputs(common, "text", [&](const std::string& format) -> Result<std::string> {
      if (format == "json") return RenderFactsJson(report->file, report->facts);
      if (format == "text") return RenderFactsText(report->file, report->facts);
      return UnknownFormat(format);
    });
  };
  ASSAY_TRY_VOID(ForEachFile(options, options.paths, print));
  return kExitYes;
}

// One file that cannot be read does not keep the others back; the exit code
// tells that there was one.
Result<int> PrintSeveral(const Options& options, const std::vector<std::string>& paths,
                         const CommonOptions& common) {
  ASSAY_TRY(DocumentSeries series, DocumentSeries::Open(common, "text"));
  std::size_t unread = 0;
  const auto print = [&](const std::string& path, const Result<FileReport>& report) {
    if (!report) {
      ++unread;
      Talk(common, "assay: " + report.error().message);
    }
    return series.Add([&](const std::string& format) -> Result<std::string> {
      if (format == "json") {
        return report ? RenderFactsJsonLine(path, report->file, report->facts)
                      : RenderFactsErrorLine(path, report.error().message);
      }
      if (format != "text") return UnknownFormat(format);
      return RenderFactsHeading(path) +
             (report ? RenderFactsText(report->file, report->facts) : "not read\n") + "\n";
    });
  };
  ASSAY_TRY_VOID(ForEachFile(options, paths, print));
  ASSAY_TRY_VOID(series.Finish());
  if (unread > 0)
    return InputError(fmt::format("{} of {} files could not be read", unread, paths.size()));
  return kExitYes;
}

Result<int> Run(const Options& options, const CommonOptions& common) {
  if (options.list.empty() && options.paths.empty())
    return UsageError("facts: PATH or --files is required");
  if (options.list.empty() && options.paths.size() == 1) return PrintOne(options, common);
  std::vector<std::string> paths = options.paths;
  if (!options.list.empty()) {
    ASSAY_TRY(const std::vector<std::string> listed, ReadList(options.list));
    paths.insert(paths.end(), listed.begin(), listed.end());
  }
  return PrintSeveral(options, paths, common);
}

Runner Setup(CLI::App& app, const CommonOptions& common) {
  const auto options = std::make_shared<Options>();
  options->repository.repository.clear();
  app.add_option("PATH", options->paths,
                 "Files; with --repo, their paths in the repository. Several are told one after "
                 "the other, as JSON in a line each that begins with the path");
  app.add_option("--files", options->list,
                 "More paths, one a line of this file; - reads standard input");
  app.add_option("--repo", options->repository.repository, "Read the files from this repository");
  AddRepositoryOptions(app, options->repository);
  return [options, &common] { return Run(*options, common); };
}

}  // namespace

extern const SubCommand kCommand_facts = {
    "facts", 4, "Print what rules can match in files",
    "  assay facts app/models.py\n"
    "  assay facts --repo . --rev HEAD~3 --format json app/models.py\n"
    "  git ls-files '*.py' | assay facts --format json --files -\n",
    Setup};

}  // namespace assay
