#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "cli/output.h"
#include "cli/scan_options.h"

namespace assay {
namespace {

struct Options {
  RepositoryOptions repository;
  bool breakdown = false;
  bool json = false;
  std::string why;
};

using Breakdown = std::map<std::string, std::vector<std::string>>;

Breakdown BreakdownOf(const std::vector<SourceFile>& files) {
  Breakdown breakdown;
  for (const SourceFile& file : files) {
    if (file.counted) breakdown[std::string(file.group)].push_back(ToValidUtf8(file.path));
  }
  return breakdown;
}

// As `github-linguist --json` prints it.
std::string AsJson(const std::vector<LanguageShare>& shares, const Breakdown* breakdown) {
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
  for (const LanguageShare& share : shares) {
    json[share.name] = {{"size", share.bytes},
                        {"percentage", fmt::format("{:.2f}", share.percent)}};
    if (breakdown != nullptr) json[share.name]["files"] = breakdown->at(share.name);
  }
  return json.dump() + "\n";
}

std::string AsText(const std::vector<LanguageShare>& shares, const Breakdown* breakdown) {
  std::string text;
  for (const LanguageShare& share : shares) {
    text += fmt::format("{:<7} {:<10} {}\n", fmt::format("{:.2f}%", share.percent), share.bytes,
                        share.name);
  }
  if (breakdown == nullptr) return text;
  for (const auto& [language, files] : *breakdown) {
    text += fmt::format("\n{}:\n", language);
    for (const std::string& file : files) text += file + "\n";
  }
  return text;
}

Result<std::string> Why(const std::vector<SourceFile>& files, const std::string& path) {
  for (const SourceFile& file : files) {
    if (file.path != path) continue;
    return fmt::format(
        "{}: {}\n  decided by: {}\n  purpose: {} ({})\n  counts on the language bar: {}\n", path,
        file.language.empty() ? "no language" : file.language,
        file.language_strategy.empty() ? "no strategy" : file.language_strategy, Name(file.purpose),
        file.purpose_reason, file.counted ? "yes" : "no");
  }
  return InputError(fmt::format("{}: no such file in the revision", path));
}

Result<int> Run(const Options& options) {
  ASSAY_TRY(Repository repository, OpenRepository(options.repository));
  ASSAY_TRY(const std::vector<SourceFile> files,
            ClassifyAll(repository, Resolved(options.repository)));
  if (!options.why.empty()) {
    ASSAY_TRY(const std::string text, Why(files, options.why));
    ASSAY_TRY_VOID(WriteStandardOutput(text));
    return kExitYes;
  }
  const std::vector<LanguageShare> shares = LanguagesOf(files);
  const Breakdown breakdown = BreakdownOf(files);
  const Breakdown* const shown = options.breakdown ? &breakdown : nullptr;
  ASSAY_TRY_VOID(WriteStandardOutput(options.json ? AsJson(shares, shown) : AsText(shares, shown)));
  return kExitYes;
}

Runner Setup(CLI::App& app, const CommonOptions&) {
  const auto options = std::make_shared<Options>();
  app.add_option("REPO", options->repository.repository, "A repository (default: .)");
  AddRepositoryOptions(app, options->repository);
  app.add_flag("--breakdown", options->breakdown, "Name the files of each language");
  app.add_flag("--json", options->json, "As github-linguist --json prints it");
  app.add_option("--why", options->why,
                 "Say what decided a file's language, and whether it counts");
  return [options] { return Run(*options); };
}

}  // namespace

extern const SubCommand kCommand_languages = {"languages", 6,
                                              "Print the languages as GitHub's bar counts them",
                                              "  assay languages\n"
                                              "  assay languages --breakdown --json ~/work/shop\n"
                                              "  assay languages --why src/main.h\n",
                                              Setup};

}  // namespace assay
