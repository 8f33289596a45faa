#include "language/attributes.h"

#include <algorithm>

#include "base/text.h"

namespace assay {
namespace {

// Of one file. Larger ones are not read.
constexpr std::size_t kMaxFileBytes = std::size_t{1} << 20;
// Lines of all files that say something of languages; more are not read.
constexpr std::size_t kMaxRules = 10'000;
// Macros that are kept.
constexpr std::size_t kMaxMacros = 10'000;
// Steps of matching for one path.
constexpr std::size_t kMaxSteps = 500'000;

constexpr std::array<std::string_view, 6> kAttributeNames = {
    "linguist-vendored",   "linguist-generated", "linguist-documentation",
    "linguist-detectable", "linguist-language",  "filter"};

bool IsSpace(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == '\v';
}

// Behind the line end, and any that follow it.
std::size_t NextLine(std::string_view text, std::size_t at) {
  at = std::min(text.find('\n', at), text.size());
  while (at < text.size() && (text[at] == '\n' || text[at] == '\r')) ++at;
  return at;
}

// Trailing blanks that no backslash keeps.
std::string_view WithoutTrailingBlanks(std::string_view pattern) {
  while (!pattern.empty() && (pattern.back() == ' ' || pattern.back() == '\t')) {
    const std::size_t text = pattern.substr(0, pattern.size() - 1).find_last_not_of('\\');
    const std::size_t escapes =
        pattern.size() - 1 - (text == std::string_view::npos ? 0 : text + 1);
    if (escapes % 2 != 0) break;
    pattern.remove_suffix(1);
  }
  return pattern;
}

// "\ " is a space; other escapes are the pattern's.
std::string UnescapeSpaces(std::string_view pattern) {
  std::string text;
  bool escaped = false;
  for (const char c : pattern) {
    if (!escaped && c == '\\') {
      escaped = true;
      continue;
    }
    if (escaped && !IsSpace(c)) text += '\\';
    text += c;
    escaped = false;
  }
  return text;
}

}  // namespace

// What stands before the attributes of a line.
struct AttributeRules::Line {
  std::string pattern;
  bool macro = false;
  bool negated = false;
  bool folders_only = false;
  bool whole_path = false;

  // Reads from `at` on, and leaves it where the attributes begin, or where the
  // next line is to be looked for; false where there is no pattern.
  bool Read(std::string_view text, std::size_t* at) {
    std::size_t begin = *at;
    while (begin < text.size() && IsSpace(text[begin])) ++begin;
    if (begin == text.size() || text[begin] == '#') {
      *at = NextLine(text, begin);
      return false;
    }
    macro = text.substr(begin).starts_with("[attr]");
    if (macro) begin += 6;
    negated = begin < text.size() && text[begin] == '!';
    if (negated) ++begin;
    std::size_t slashes = 0;
    bool escaped = false;
    std::size_t end = begin;
    for (; end < text.size(); ++end) {
      const char c = text[end];
      if (c == '\\' && !escaped) {
        escaped = true;
        continue;
      }
      if (IsSpace(c) && !escaped) break;
      if (c == '/') {
        whole_path = true;
        if (++slashes == 1 && end == begin) ++begin;
      }
      escaped = false;
    }
    *at = end;
    std::string_view raw = text.substr(begin, end - begin);
    if (raw.ends_with('\r')) raw.remove_suffix(1);
    raw = WithoutTrailingBlanks(raw);
    if (raw.empty()) return false;
    if (raw.ends_with('/')) {
      raw.remove_suffix(1);
      folders_only = true;
      if (slashes <= 1) whole_path = false;
    }
    pattern = UnescapeSpaces(raw);
    return true;
  }
};

AttributeRules::AttributeRules(std::vector<AttributesFile> files) {
  // The root's macros hold in all of them.
  std::sort(files.begin(), files.end(), [](const AttributesFile& a, const AttributesFile& b) {
    return std::pair(a.path.size(), a.path) < std::pair(b.path.size(), b.path);
  });
  for (const AttributesFile& file : files) AddFile(file);
}

void AttributeRules::AddFile(const AttributesFile& file) {
  if (file.text.size() > kMaxFileBytes) {
    diagnostics_.push_back({"attributes-too-large", file.path, 0, "larger than 1 MiB; not read"});
    return;
  }
  std::string_view text = file.text;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  text = text.substr(0, text.find('\0'));
  std::string folder(DirName(file.path));
  if (!folder.empty()) folder += '/';
  for (std::size_t at = 0; at < text.size();) {
    Line line;
    if (!line.Read(text, &at)) continue;
    Values values;
    const bool any = Assign(text, &at, &values);
    at = NextLine(text, at);
    if (!any) continue;
    if (line.macro) {
      if (folder.empty() && macros_.size() < kMaxMacros) macros_[line.pattern] = std::move(values);
      continue;
    }
    const bool ours = std::any_of(values.begin(), values.end(),
                                  [](const Value& value) { return value.state != State::kNone; });
    if (!ours) continue;
    if (rules_ == kMaxRules) {
      diagnostics_.push_back({"too-many-attributes", file.path, 0,
                              "more than 10000 lines on languages; the rest is not read"});
      return;
    }
    ++rules_;
    folders_[folder].push_back({Glob(line.pattern, line.whole_path), line.negated,
                                line.folders_only, line.whole_path, std::move(values)});
  }
}

// Reads the attributes of a line; false where there are none.
bool AttributeRules::Assign(std::string_view text, std::size_t* at, Values* values) const {
  bool any = false;
  std::size_t& i = *at;
  while (i < text.size() && text[i] != '\n') {
    while (i < text.size() && IsSpace(text[i]) && text[i] != '\n') ++i;
    if (i == text.size()) break;
    Value value{State::kTrue, {}};
    if (text[i] == '-' || text[i] == '!') {
      value.state = text[i] == '-' ? State::kFalse : State::kUnspecified;
      ++i;
    } else if (text[i] == '#') {
      break;
    }
    const std::size_t begin = i;
    while (i < text.size() && !IsSpace(text[i]) && text[i] != '=') ++i;
    const std::string_view name = text.substr(begin, i - begin);
    if (name.empty()) {
      while (i < text.size() && !IsSpace(text[i])) ++i;
      continue;
    }
    if (i < text.size() && text[i] == '=') {
      const std::size_t start = ++i;
      while (i < text.size() && !IsSpace(text[i])) ++i;
      if (i > start) value = {State::kText, std::string(text.substr(start, i - start))};
    }
    any = true;
    if (value.state == State::kTrue) {
      if (const auto macro = macros_.find(name); macro != macros_.end()) {
        for (std::size_t k = 0; k < kNames; ++k) {
          if (macro->second[k].state != State::kNone) (*values)[k] = macro->second[k];
        }
      }
    }
    const auto known = std::find(kAttributeNames.begin(), kAttributeNames.end(), name);
    if (known != kAttributeNames.end())
      (*values)[static_cast<std::size_t>(known - kAttributeNames.begin())] = std::move(value);
  }
  return any;
}

LinguistAttributes AttributeRules::For(std::string_view path) const {
  std::array<const Value*, kNames> found{};
  std::size_t steps = kMaxSteps;
  const std::string_view name = BaseName(path);
  for (std::string_view folder = path.substr(0, path.size() - name.size());;
       folder = folder.substr(0, folder.find_last_of('/', folder.size() - 2) + 1)) {
    const auto rules = folders_.find(folder);
    if (rules != folders_.end()) {
      const std::string_view inside = path.substr(folder.size());
      for (auto rule = rules->second.rbegin(); rule != rules->second.rend() && steps > 0; ++rule) {
        const bool fits =
            !rule->folders_only && rule->glob.Matches(rule->whole_path ? inside : name, &steps);
        if (fits == rule->negated) continue;
        for (std::size_t k = 0; k < kNames; ++k) {
          if (found[k] == nullptr && rule->values[k].state != State::kNone)
            found[k] = &rule->values[k];
        }
      }
    }
    if (folder.size() < 2) break;
  }
  LinguistAttributes result;
  result.gave_up = steps == 0;
  if (result.gave_up) return result;
  const auto flag = [&](std::size_t k) -> std::optional<bool> {
    if (found[k] == nullptr || found[k]->state == State::kUnspecified) return std::nullopt;
    if (found[k]->state == State::kText) return found[k]->text != "false";
    return found[k]->state == State::kTrue;
  };
  result.vendored = flag(0);
  result.generated = flag(1);
  result.documentation = flag(2);
  result.detectable = flag(3);
  if (found[4] != nullptr && found[4]->state == State::kTrue) result.language = "";
  if (found[4] != nullptr && found[4]->state == State::kText) result.language = found[4]->text;
  result.lfs = found[5] != nullptr && found[5]->state == State::kText && found[5]->text == "lfs";
  return result;
}

}  // namespace assay
