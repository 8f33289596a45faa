#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "report/author_json.h"
#include "report/printable.h"
#include "report/report.h"

namespace assay {
namespace {

constexpr std::size_t kLanguages = 3;
constexpr std::size_t kShown = 30;
constexpr std::size_t kNameColumns = 24;

std::string LanguagesOf(const AuthorLines& author) {
  std::string text;
  for (std::size_t i = 0; i < std::min(kLanguages, author.languages.size()); ++i) {
    if (i > 0) text += ", ";
    text += author.languages[i].name;
  }
  return text;
}

// One a code, with the first of its files; they are sorted by code.
std::string DiagnosticLines(const Diagnostics& diagnostics) {
  std::string text;
  for (auto first = diagnostics.begin(); first != diagnostics.end();) {
    const auto end = std::find_if(first, diagnostics.end(), [&](const Diagnostic& diagnostic) {
      return diagnostic.code != first->code;
    });
    const auto more = std::distance(first, end) - 1;
    text += fmt::format("{}: {}", first->code, Printable(first->message));
    if (!first->path.empty()) text += fmt::format(" ({}", Printable(first->path));
    if (more > 0) text += fmt::format("{}{} more", first->path.empty() ? " (" : " and ", more);
    text += first->path.empty() && more == 0 ? "\n" : ")\n";
    first = end;
  }
  return text;
}

}  // namespace

std::string RenderAuthorsJson(const AuthorListing& listing) {
  nlohmann::ordered_json json;
  json["lines"] = listing.lines;
  json["bot_lines"] = listing.bot_lines;
  json["unknown_lines"] = listing.unknown_lines;
  json["bot_commits"] = listing.bot_commits;
  json["authors"] = nlohmann::ordered_json::array();
  for (const AuthorLines& author : listing.authors) {
    nlohmann::ordered_json item = AuthorToJson(author.author);
    item.erase("evidence");
    item.erase("habits");
    item["lines"] = author.lines;
    item["languages"] = nlohmann::ordered_json::object();
    for (const AuthorLines::Language& language : author.languages)
      item["languages"][language.name] = language.lines;
    json["authors"].push_back(std::move(item));
  }
  json["diagnostics"] = nlohmann::ordered_json::array();
  for (const Diagnostic& diagnostic : listing.diagnostics)
    json["diagnostics"].push_back(DiagnosticToJson(diagnostic));
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string RenderAuthorsText(const AuthorListing& listing, const TextStyle& style) {
  std::string text = fmt::format("{:<5} {:<24} {:>8} {:>4} {:>7}  {:<15} {}\n", "id", "name",
                                 "lines", "%", "commits", "months", "languages");
  std::size_t shown = 0;
  std::size_t left_out = 0;
  for (const AuthorLines& author : listing.authors) {
    if (!style.all && shown == kShown) {
      ++left_out;
      continue;
    }
    ++shown;
    const std::string name = Shortened(Printable(author.author.name), kNameColumns);
    const std::string first = author.author.first_commit.substr(0, 7);
    const std::string last = author.author.last_commit.substr(0, 7);
    const std::uint64_t percent =
        listing.lines == 0 ? 0 : (author.lines * 100 + listing.lines / 2) / listing.lines;
    text += Shortened(
        fmt::format("{:<5} {}{} {:>8} {:>4} {:>7}  {:<15} {}", author.author.id, name,
                    std::string(kNameColumns - std::min(kNameColumns, Columns(name)), ' '),
                    author.lines, percent, author.author.commits,
                    first == last ? first : first + "–" + last, LanguagesOf(author)),
        style.width);
    text += "\n";
    for (const Author::Similar& similar : author.author.similar_to) {
      text +=
          Shortened(fmt::format("      perhaps {}: {}", similar.id, similar.reason), style.width) +
          "\n";
    }
  }
  if (left_out > 0) text += fmt::format("{} more; --all lists them\n", left_out);
  if (listing.bot_commits > 0)
    text += fmt::format("bots: {} lines, {} commits\n", listing.bot_lines, listing.bot_commits);
  if (listing.unknown_lines > 0)
    text += fmt::format("not known, the history ends before: {} lines\n", listing.unknown_lines);
  return text + DiagnosticLines(listing.diagnostics);
}

}  // namespace assay
