#include "language/attributes.h"

#include <algorithm>

#include "base/text.h"

namespace assay {
namespace {

// Lines of one file that are read; more is no attribute file.
constexpr std::size_t kMaxRules = 5'000;

std::vector<std::string_view> Words(std::string_view line) {
  std::vector<std::string_view> words;
  while (!(line = Trim(line)).empty()) {
    const std::size_t end = line.find_first_of(" \t");
    words.push_back(line.substr(0, end));
    if (end == std::string_view::npos) break;
    line.remove_prefix(end);
  }
  return words;
}

}  // namespace

void AttributeRules::Add(std::string_view path, std::string_view text) {
  const std::string_view folder = DirName(path);
  std::vector<Rule> added;
  for (const std::string_view line : Lines(text)) {
    const std::vector<std::string_view> words = Words(line);
    if (words.size() < 2 || words[0].starts_with("#") || words[0].starts_with("[attr]")) continue;
    Rule rule;
    if (!folder.empty()) rule.folder = std::string(folder) + "/";
    rule.pattern = words[0];
    rule.whole_path = rule.pattern.find('/') != std::string::npos;
    if (rule.pattern.starts_with("/")) rule.pattern.erase(0, 1);
    for (std::size_t i = 1; i < words.size(); ++i) {
      std::string_view word = words[i];
      std::string value = "true";
      if (word.starts_with("-")) {
        word.remove_prefix(1);
        value = "false";
      } else if (const std::size_t equals = word.find('='); equals != std::string_view::npos) {
        value = word.substr(equals + 1);
        word = word.substr(0, equals);
      }
      if (word.starts_with("linguist-")) rule.attributes.emplace_back(word.substr(9), value);
    }
    if (!rule.attributes.empty() && added.size() < kMaxRules) added.push_back(std::move(rule));
  }
  rules_.insert(rules_.end(), added.begin(), added.end());
  std::stable_sort(rules_.begin(), rules_.end(),
                   [](const Rule& a, const Rule& b) { return a.folder.size() < b.folder.size(); });
}

LinguistAttributes AttributeRules::For(std::string_view path) const {
  LinguistAttributes result;
  for (const Rule& rule : rules_) {
    if (!path.starts_with(rule.folder)) continue;
    const std::string_view inside = path.substr(rule.folder.size());
    if (!MatchesGlob(rule.pattern, rule.whole_path ? inside : BaseName(inside))) continue;
    for (const auto& [name, value] : rule.attributes) {
      const bool set = value != "false";
      if (name == "vendored") result.vendored = set;
      if (name == "generated") result.generated = set;
      if (name == "documentation") result.documentation = set;
      if (name == "detectable") result.detectable = set;
      if (name == "language" && value != "false")
        result.language = value == "true" ? std::string() : value;
    }
  }
  return result;
}

}  // namespace assay
