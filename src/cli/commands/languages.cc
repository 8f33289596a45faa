#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "cli/output.h"
#include "cli/scan_options.h"

namespace assay {
namespace {

struct Options {
  RepositoryOptions repository;
  bool breakdown = false;
  bool json = false;
  std::vector<std::string> why;
};

// A language with the files that count as it.
struct Share {
  std::string_view name;
  std::uint64_t bytes = 0;
  std::string percentage;
  std::vector<const SourceFile*> files;
};

// In the order of their first files, as github-linguist has them.
std::vector<Share> SharesOf(const std::vector<SourceFile>& files) {
  std::vector<Share> shares;
  std::unordered_map<std::string_view, std::size_t> known;
  std::uint64_t total = 0;
  for (const SourceFile& file : files) {
    if (!file.counted) continue;
    const auto [found, inserted] = known.try_emplace(file.group, shares.size());
    if (inserted) shares.push_back({file.group, 0, {}, {}});
    shares[found->second].bytes += file.size;
    shares[found->second].files.push_back(&file);
    total += file.size;
  }
  for (Share& share : shares) {
    // Nothing but empty files: Ruby divides by zero, and says so.
    share.percentage = total == 0 ? "NaN"
                                  : fmt::format("{:.2f}", static_cast<double>(share.bytes) /
                                                              static_cast<double>(total) * 100);
  }
  return shares;
}

// The bytes of a character of valid UTF-8 that begins here, 0 where none does;
// `*bad` is then how many bytes are taken for one broken character.
std::size_t CharacterAt(std::string_view text, std::size_t* bad) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  *bad = 1;
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  for (std::size_t i = 1; i < length; ++i) {
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
    if (i == 1) {
      if (lead == 0xE0) low = 0xA0;
      if (lead == 0xED) high = 0x9F;
      if (lead == 0xF0) low = 0x90;
      if (lead == 0xF4) high = 0x8F;
    }
    if (i == text.size() || byte(i) < low || byte(i) > high) {
      *bad = i;
      return 0;
    }
  }
  return length;
}

// As Ruby's String#scrub: a replacement character for each broken one.
std::string Scrubbed(std::string_view path) {
  std::string text;
  while (!path.empty()) {
    std::size_t bad = 0;
    const std::size_t length = CharacterAt(path, &bad);
    text += length == 0 ? std::string_view("\xEF\xBF\xBD") : path.substr(0, length);
    path.remove_prefix(length == 0 ? bad : length);
  }
  return text;
}

// As `github-linguist --json` prints it.
std::string AsJson(const std::vector<Share>& shares, bool breakdown) {
  auto json = nlohmann::ordered_json::object();
  for (const Share& share : shares) {
    nlohmann::ordered_json& language = json[std::string(share.name)];
    language = {{"size", share.bytes}, {"percentage", share.percentage}};
    if (!breakdown) continue;
    language["files"] = nlohmann::ordered_json::array();
    for (const SourceFile* const file : share.files)
      language["files"].push_back(Scrubbed(file->path));
  }
  return json.dump() + "\n";
}

// As `github-linguist` prints it: the largest first.
std::string AsText(const std::vector<Share>& shares, bool breakdown) {
  std::vector<const Share*> sorted;
  for (const Share& share : shares) sorted.push_back(&share);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Share* a, const Share* b) { return a->bytes < b->bytes; });
  std::reverse(sorted.begin(), sorted.end());
  std::string text;
  for (const Share* const share : sorted)
    text += fmt::format("{:<7} {:<10} {}\n", share->percentage + "%", share->bytes, share->name);
  if (!breakdown) return text;
  text += "\n";
  for (const Share& share : shares) {
    text += fmt::format("{}:\n", share.name);
    for (const SourceFile* const file : share.files) text += Scrubbed(file->path) + "\n";
    text += "\n";
  }
  return text;
}

std::string AsReason(const SourceFile& file, LinguistData data) {
  std::string text = fmt::format("{}: {}\n", Scrubbed(file.path),
                                 file.language.empty() ? "no language" : file.language);
  if (!file.language_strategy.empty())
    text += fmt::format("  decided by: {} (Linguist {})\n", file.language_strategy, Name(data));
  if (!file.grammar_language.empty() && file.grammar_language != file.language)
    text += fmt::format("  read as: {}\n", file.grammar_language);
  if (!file.group.empty() && file.group != file.language)
    text += fmt::format("  counts as: {}\n", file.group);
  text += file.counted ? "  on the language bar: yes\n"
                       : fmt::format("  on the language bar: no: {}\n", file.uncounted);
  if (!file.purpose_reason.empty())
    text += fmt::format("  purpose: {} ({})\n", Name(file.purpose), file.purpose_reason);
  return text;
}

Result<int> Run(const Options& options) {
  ASSAY_TRY(Repository repository, OpenRepository(options.repository));
  const ScanOptions scan = Resolved(options.repository);
  if (!options.why.empty()) {
    ASSAY_TRY(const std::vector<SourceFile> files, ClassifySome(repository, scan, options.why));
    std::string text;
    for (const SourceFile& file : files) text += AsReason(file, scan.linguist);
    ASSAY_TRY_VOID(WriteStandardOutput(text));
    return kExitYes;
  }
  ASSAY_TRY(const LanguageReport report, CountLanguages(repository, scan));
  for (const Diagnostic& diagnostic : report.diagnostics) {
    fmt::print(stderr, "assay: {}{}{}: {}\n", Scrubbed(diagnostic.path),
               diagnostic.path.empty() ? "" : ": ", diagnostic.code, diagnostic.message);
  }
  const std::vector<Share> shares = SharesOf(report.files);
  ASSAY_TRY_VOID(WriteStandardOutput(options.json ? AsJson(shares, options.breakdown)
                                                  : AsText(shares, options.breakdown)));
  return kExitYes;
}

Runner Setup(CLI::App& app, const CommonOptions&) {
  const auto options = std::make_shared<Options>();
  app.add_option("REPO", options->repository.repository, "A repository (default: .)");
  AddRepositoryOptions(app, options->repository);
  app.add_flag("-b,--breakdown", options->breakdown, "Name the files of each language");
  app.add_flag("--json", options->json, "As github-linguist --json prints it");
  app.add_option("--why", options->why,
                 "Say what decided a file's language, and whether it counts (repeatable)")
      ->allow_extra_args(false);
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
