#include "analyze/signal_index.h"

#include <algorithm>

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

void AddOnce(std::vector<std::uint32_t>& numbers, std::uint32_t number) {
  if (std::find(numbers.begin(), numbers.end(), number) == numbers.end()) numbers.push_back(number);
}

}  // namespace

void SignalIndex::AddName(std::string_view pattern, FactKind kind, std::uint32_t number) {
  std::string canonical = CanonicalName(pattern);
  // A gem's constants do not name it: gem:bcrypt#BCrypt is filed as gem:#BCrypt.
  if (kind == FactKind::kUse && pattern.starts_with("gem:") &&
      pattern.find('#') != std::string_view::npos) {
    canonical = CanonicalName("gem:" + std::string(pattern.substr(pattern.find('#'))));
  }
  const std::string_view beginning = LiteralBeginning(canonical);
  const auto slot = static_cast<std::size_t>(kind);
  if (beginning.empty()) {
    AddOnce(always_[slot], number);
  } else {
    AddOnce(names_[slot][std::string(beginning)], number);
  }
}

void SignalIndex::Add(const Condition& condition, std::uint32_t number) {
  const auto slot = static_cast<std::size_t>(condition.kind);
  const bool named = condition.kind == FactKind::kUse || condition.kind == FactKind::kImport;
  for (const FieldMatch& field : condition.fields) {
    const TextMatch& match = field.match;
    if (named && field.field == PrimaryField(condition.kind)) {
      if (match.ignore_case || (match.equal.empty() && match.like.empty())) continue;
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
  const Words& names = names_[static_cast<std::size_t>(kind)];
  for (std::size_t end = 1; end <= name.size(); ++end) {
    if (end < name.size() && !IsBoundary(name[end])) continue;
    const auto filed = names.find(name.substr(0, end));
    if (filed == names.end()) continue;
    for (const std::uint32_t number : filed->second) AddOnce(found, number);
  }
}

void SignalIndex::Find(const FileView& view, FactRef fact, Numbers& found) const {
  const auto slot = static_cast<std::size_t>(fact.kind);
  if (!names_[slot].empty()) {
    const std::string_view name = fact.kind == FactKind::kUse
                                      ? view.facts->uses[fact.index].name
                                      : view.facts->imports[fact.index].module;
    FindName(CanonicalName(name), fact.kind, found);
  }
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
