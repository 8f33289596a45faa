#include "language/detect.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/pattern.h"
#include "base/text.h"
#include "language/linguist_tables.h"

namespace assay {
namespace {

using Candidates = std::vector<std::uint16_t>;

constexpr std::size_t kHeuristicBytes = 51'200;
constexpr std::size_t kModelineLines = 5;

Candidates Look(std::span<const linguist::Entry> table, std::string_view key) {
  const auto found = std::lower_bound(
      table.begin(), table.end(), key,
      [](const linguist::Entry& entry, std::string_view k) { return entry.key < k; });
  if (found == table.end() || found->key != key) return {};
  return {found->languages.begin(), found->languages.end()};
}

// What both have; the newer list where there was none before.
Candidates Narrow(const Candidates& before, const Candidates& now) {
  if (before.empty()) return now;
  if (now.empty()) return before;
  Candidates both;
  for (const std::uint16_t language : now) {
    if (std::find(before.begin(), before.end(), language) != before.end()) both.push_back(language);
  }
  return both.empty() ? before : both;
}

// "-*- mode: ruby -*-", "-*- ruby -*-", "vim: set ft=ruby:".
std::string ModelineOf(std::string_view line) {
  const std::size_t open = line.find("-*-");
  if (open != std::string_view::npos) {
    const std::size_t close = line.find("-*-", open + 3);
    if (close != std::string_view::npos) {
      const std::string_view inside = Trim(line.substr(open + 3, close - open - 3));
      if (inside.find(':') == std::string_view::npos) return ToLowerAscii(inside);
      for (const std::string_view part : Split(inside, ';')) {
        const std::size_t colon = part.find(':');
        if (colon != std::string_view::npos &&
            EqualsIgnoreCase(Trim(part.substr(0, colon)), "mode")) {
          return ToLowerAscii(Trim(part.substr(colon + 1)));
        }
      }
    }
  }
  static const auto kVim = Pattern::Compile(
      "(?:^|[ \\t])(?:vi|vim|ex)(?:[<=>]?[0-9]+)?:[ \\t]*(?:set?[ \\t])?(?:[^\\n]*[ "
      "\\t:])?(?:filetype|ft|syntax)[ \\t]*=[ \\t]*([a-zA-Z0-9_+-]+)");
  std::vector<std::string_view> groups;
  if (kVim->Search(line, &groups)) return ToLowerAscii(groups[1]);
  return {};
}

// The first lines of `text`, all together.
std::string_view FirstLines(std::string_view text) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < kModelineLines && end < text.size(); ++i) {
    const std::size_t line_end = text.find('\n', end);
    if (line_end == std::string_view::npos) return text;
    end = line_end + 1;
  }
  return text.substr(0, end);
}

// The last ones; the line end of the last is no line of its own.
std::string_view LastLines(std::string_view text) {
  std::size_t begin = text.size();
  for (std::size_t i = 0; i < kModelineLines && begin > 0; ++i) {
    const std::size_t line_end = begin < 2 ? std::string_view::npos : text.rfind('\n', begin - 2);
    begin = line_end == std::string_view::npos ? 0 : line_end + 1;
  }
  return text.substr(begin);
}

bool MayHoldModeline(std::string_view text) {
  return text.find("-*-") != std::string_view::npos || text.find("ft=") != std::string_view::npos ||
         text.find("filetype=") != std::string_view::npos ||
         text.find("syntax=") != std::string_view::npos;
}

Candidates ByModeline(std::string_view head) {
  for (const std::string_view part : {FirstLines(head), LastLines(head)}) {
    if (!MayHoldModeline(part)) continue;
    for (const std::string_view line : Lines(part)) {
      const std::string mode = ModelineOf(line);
      if (mode.empty()) continue;
      const int language = LanguageOfAlias(mode);
      if (language >= 0) return {static_cast<std::uint16_t>(language)};
    }
  }
  return {};
}

// The interpreter of "#!/usr/bin/env -S VAR=x python3.11 -u": python3.
std::string Interpreter(std::string_view head) {
  if (!head.starts_with("#!")) return {};
  const std::string_view line = head.substr(
      2, head.find('\n') == std::string_view::npos ? std::string_view::npos : head.find('\n') - 2);
  std::vector<std::string_view> words;
  for (const std::string_view word : Split(Trim(line), ' ')) {
    if (!Trim(word).empty()) words.push_back(Trim(word));
  }
  if (words.empty()) return {};
  std::size_t at = 0;
  if (BaseName(words[0]) == "env") {
    at = 1;
    while (at < words.size() &&
           (words[at].starts_with("-") || words[at].find('=') != std::string_view::npos))
      ++at;
    if (at == words.size()) return {};
  }
  std::string name(BaseName(words[at]));
  // python3.11 → python3
  const std::size_t dot = name.find('.');
  if (dot != std::string::npos && dot > 0 && name[dot - 1] >= '0' && name[dot - 1] <= '9')
    name.resize(dot);
  return name;
}

// `.html.erb` before `.erb`.
Candidates ByExtension(std::string_view path) {
  const std::string name = ToLowerAscii(BaseName(path));
  for (std::size_t dot = name.find('.', name.starts_with(".") ? 0 : 1); dot != std::string::npos;
       dot = name.find('.', dot + 1)) {
    Candidates found = Look(linguist::kExtensions, std::string_view(name).substr(dot));
    if (!found.empty()) return found;
  }
  return {};
}

// Patterns are compiled when their block is first asked.
struct CompiledBlocks {
  std::vector<std::once_flag> once{linguist::kHeuristics.size()};
  std::vector<std::vector<std::vector<std::optional<Pattern>>>> patterns{
      linguist::kHeuristics.size()};

  const std::vector<std::vector<std::optional<Pattern>>>& Get(std::size_t block) {
    std::call_once(once[block], [&] {
      for (const linguist::Rule& rule : linguist::kHeuristics[block].rules) {
        auto& tests = patterns[block].emplace_back();
        for (const linguist::Test& test : rule.tests) {
          auto pattern =
              test.supported ? Pattern::Compile(test.pattern) : Result<Pattern>(InternalError(""));
          tests.push_back(pattern ? std::optional<Pattern>(*std::move(pattern)) : std::nullopt);
        }
      }
    });
    return patterns[block];
  }
};

Candidates ByHeuristics(std::string_view path, std::string_view head) {
  static CompiledBlocks compiled;
  const std::string name = ToLowerAscii(path);
  const std::string_view text = head.substr(0, kHeuristicBytes);
  for (std::size_t b = 0; b < linguist::kHeuristics.size(); ++b) {
    const linguist::Block& block = linguist::kHeuristics[b];
    const bool ours = std::any_of(
        block.extensions.begin(), block.extensions.end(),
        [&](std::string_view extension) { return name.ends_with(ToLowerAscii(extension)); });
    if (!ours) continue;
    const auto& patterns = compiled.Get(b);
    for (std::size_t r = 0; r < block.rules.size(); ++r) {
      bool holds = true;
      for (std::size_t t = 0; holds && t < block.rules[r].tests.size(); ++t) {
        holds = patterns[r][t].has_value() &&
                patterns[r][t]->Search(text) != block.rules[r].tests[t].negative;
      }
      if (holds) return {block.rules[r].languages.begin(), block.rules[r].languages.end()};
    }
    return {};
  }
  return {};
}

}  // namespace

int LanguageOfAlias(std::string_view alias) {
  std::string key = ToLowerAscii(Trim(alias.substr(0, alias.find(','))));
  std::replace(key.begin(), key.end(), ' ', '-');
  const Candidates found = Look(linguist::kAliases, key);
  return found.empty() ? -1 : found.front();
}

Detection DetectLanguage(std::string_view path, std::string_view head) {
  Candidates candidates;
  const auto step = [&](const Candidates& found) {
    candidates = Narrow(candidates, found);
    return found.size() == 1 && candidates.size() == 1;
  };
  if (step(ByModeline(head))) return {candidates.front(), "modeline"};
  if (step(Look(linguist::kFileNames, BaseName(path)))) return {candidates.front(), "filename"};
  if (step(Look(linguist::kInterpreters, Interpreter(head))))
    return {candidates.front(), "shebang"};
  step(ByExtension(path));
  if (candidates.size() == 1) return {candidates.front(), "extension"};
  if (candidates.empty()) return {};
  const Candidates decided = ByHeuristics(path, head);
  if (!decided.empty()) return {decided.front(), "heuristics"};
  // Several are left: the one that most people write.
  for (const std::uint16_t language : candidates) {
    if (linguist::kLanguages[language].popular) return {language, "popular"};
  }
  return {candidates.front(), "popular"};
}

}  // namespace assay
