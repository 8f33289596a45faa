#include "analyze/signal_index.h"

#include <algorithm>
#include <numeric>

#include "analyze/compiled_condition.h"
#include "analyze/text_matcher.h"
#include "base/text.h"

namespace assay {
namespace {

// The fields by whose equality a kind is filed, beside names.
std::string_view WordField(FactKind kind) {
  switch (kind) {
    case FactKind::kDefinition:
    case FactKind::kConstruct:
    case FactKind::kRelation:
      return "kind";
    case FactKind::kDependency:
      return "name";
    case FactKind::kInstruction:
      return "name";
    case FactKind::kCommand:
      return "program";
    case FactKind::kStatement:
      return "verb";
    case FactKind::kSetting:
      return "document";
    case FactKind::kImport:
    case FactKind::kUse:
    case FactKind::kString:
    case FactKind::kFile:
    case FactKind::kCommit:
    case FactKind::kTag:
      return {};
  }
  return {};
}

bool IsBoundary(char c) { return c == '.' || c == ':' || c == '/' || c == '('; }

// The part of a pattern that stands before its first wildcard, back to a boundary.
std::string_view LiteralBeginning(std::string_view pattern) {
  const std::size_t star = pattern.find_first_of("*?");
  // "?:" is the ecosystem of unresolved names, not a wildcard.
  const std::size_t wild =
      star == 0 && pattern.starts_with("?:") ? pattern.find_first_of("*?", 2) : star;
  if (wild == std::string_view::npos) return pattern;
  std::string_view beginning = pattern.substr(0, wild);
  while (!beginning.empty() && !IsBoundary(beginning.back())) beginning.remove_suffix(1);
  if (!beginning.empty()) beginning.remove_suffix(1);
  return beginning;
}

// What a name must have behind its last '.', ':' or '/' to fit a pattern with
// wildcards; empty if it can have several things there.
std::string_view LiteralSegment(std::string_view pattern) {
  const std::size_t start = pattern.find_last_of(".:/");
  if (start == std::string_view::npos) return {};
  const std::string_view segment = pattern.substr(start + 1);
  return segment.find_first_of("*?") == std::string_view::npos ? segment : std::string_view();
}

// The same of a regular expression; only one that is tied to the start has one.
std::string_view LiteralBeginningOfPattern(std::string_view expression) {
  if (!expression.starts_with('^')) return {};
  expression.remove_prefix(1);
  std::size_t end = 0;
  const auto is_literal = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == ':' || c == '/' || c == '@' || c == '-';
  };
  while (end < expression.size() && is_literal(expression[end])) ++end;
  // What a repetition or alternative behind it says of the last character is not known.
  while (end > 0 && !IsBoundary(expression[end - 1])) --end;
  const bool several =
      expression.find('|') != std::string_view::npos && expression.find('(') > expression.find('|');
  return end == 0 || several ? std::string_view() : expression.substr(0, end - 1);
}

// FNV-1a, which is taken on byte by byte: the hashes of all beginnings of a
// name cost what that of the whole costs.
constexpr std::uint64_t kEmptyHash = 0xCBF29CE484222325U;
std::uint64_t Take(std::uint64_t hash, char c) {
  return (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
}
std::uint64_t HashOf(std::string_view text) {
  return std::accumulate(text.begin(), text.end(), kEmptyHash, Take);
}
std::uint64_t Both(std::uint64_t beginning, std::uint64_t segment) {
  return beginning * 0x9E3779B97F4A7C15U ^ segment;
}

void AddOnce(std::vector<std::uint32_t>& numbers, std::uint32_t number) {
  if (std::find(numbers.begin(), numbers.end(), number) == numbers.end()) numbers.push_back(number);
}

}  // namespace

// With wildcards, a pattern is filed by its literal beginning and, where it has
// one, its literal last segment: most names of methods are unresolved, and all
// of those begin alike.
void SignalIndex::AddName(std::string_view pattern, FactKind kind, std::uint32_t number) {
  std::string canonical = CanonicalName(pattern);
  // A gem's constants do not name it: gem:bcrypt#BCrypt is filed as gem:#BCrypt.
  if (kind == FactKind::kUse && pattern.starts_with("gem:") &&
      pattern.find('#') != std::string_view::npos) {
    canonical = CanonicalName("gem:" + std::string(pattern.substr(pattern.find('#'))));
  }
  const std::string_view beginning = LiteralBeginning(canonical);
  const std::string_view segment =
      beginning.size() == canonical.size() ? std::string_view() : LiteralSegment(canonical);
  const auto slot = static_cast<std::size_t>(kind);
  if (!segment.empty()) {
    AddOnce(names_[slot][Both(HashOf(beginning), HashOf(segment))], number);
  } else if (beginning.empty()) {
    AddOnce(always_[slot], number);
  } else {
    AddOnce(names_[slot][HashOf(beginning)], number);
  }
}

bool SignalIndex::AddPatterns(const std::vector<std::string>& expressions, FactKind kind,
                              std::uint32_t number) {
  const auto has_none = [](const std::string& expression) {
    return LiteralBeginningOfPattern(expression).empty();
  };
  if (expressions.empty() || std::any_of(expressions.begin(), expressions.end(), has_none))
    return false;
  for (const std::string& expression : expressions) {
    AddOnce(names_[static_cast<std::size_t>(kind)][HashOf(LiteralBeginningOfPattern(expression))],
            number);
  }
  return true;
}

void SignalIndex::Add(const Condition& condition, std::uint32_t number) {
  const auto slot = static_cast<std::size_t>(condition.kind);
  const bool named = condition.kind == FactKind::kUse || condition.kind == FactKind::kImport;
  for (const FieldMatch& field : condition.fields) {
    const TextMatch& match = field.match;
    if (named && field.field == PrimaryField(condition.kind)) {
      if (match.ignore_case) continue;
      if (match.equal.empty() && match.like.empty()) {
        if (!AddPatterns(match.patterns, condition.kind, number)) continue;
        return;
      }
      for (const auto* const list : {&match.equal, &match.like}) {
        for (const std::string& pattern : *list) AddName(pattern, condition.kind, number);
      }
      return;
    }
    if (field.field == WordField(condition.kind) && !match.ignore_case && !match.equal.empty() &&
        match.like.empty()) {
      for (const std::string& word : match.equal) AddOnce(words_[slot][word], number);
      return;
    }
  }
  AddOnce(always_[slot], number);
}

void SignalIndex::AddTechnology(const Technology& technology, FactKind kind, std::uint32_t number) {
  if (kind == FactKind::kDependency) {
    const auto slot = static_cast<std::size_t>(kind);
    for (const std::string& package : technology.packages) {
      if (package.find('*') != std::string::npos) {
        AddOnce(always_[slot], number);
      } else {
        AddOnce(words_[slot][package], number);
      }
    }
    return;
  }
  for (const auto* const list : {&technology.packages, &technology.modules}) {
    for (const std::string& module : *list) AddName(module, kind, number);
  }
}

void SignalIndex::FindName(std::string_view name, FactKind kind, Numbers& found) const {
  const Names& names = names_[static_cast<std::size_t>(kind)];
  const std::uint64_t segment = HashOf(name.substr(name.find_last_of(".:/") + 1));
  const auto look_up = [&](std::uint64_t key) {
    const auto filed = names.find(key);
    if (filed == names.end()) return;
    for (const std::uint32_t number : filed->second) AddOnce(found, number);
  };
  std::uint64_t beginning = kEmptyHash;
  for (std::size_t end = 0;; beginning = Take(beginning, name[end++])) {
    if (end == 0 || end == name.size() || IsBoundary(name[end])) {
      look_up(beginning);
      look_up(Both(beginning, segment));
    }
    if (end == name.size()) return;
  }
}

void SignalIndex::FindUse(std::string_view name, Numbers& found) const {
  const auto slot = static_cast<std::size_t>(FactKind::kUse);
  FindName(name, FactKind::kUse, found);
  for (const std::uint32_t number : always_[slot]) AddOnce(found, number);
}

void SignalIndex::Find(const FileView& view, FactRef fact, Numbers& found) const {
  const auto slot = static_cast<std::size_t>(fact.kind);
  if (!names_[slot].empty())
    FindName(CanonicalName(view.facts->imports[fact.index].module), fact.kind, found);
  if (words_[slot].empty()) return;
  FieldTexts texts;
  ReadField(view, fact, FieldPlace(fact.kind, WordField(fact.kind)), true, texts);
  for (const std::string_view word : texts.texts()) {
    const auto filed = words_[slot].find(word);
    if (filed == words_[slot].end()) continue;
    for (const std::uint32_t number : filed->second) AddOnce(found, number);
  }
}

}  // namespace assay
