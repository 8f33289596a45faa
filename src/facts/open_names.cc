#include "facts/open_names.h"

#include <algorithm>
#include <iterator>

#include "facts/fact_names.h"

namespace assay {
namespace {

constexpr char kOtherwise = '\x1F';
constexpr std::string_view kUnknown = "?:#";

}  // namespace

std::string OpenNameOr(std::string_view name, std::string_view otherwise) {
  std::string text(name);
  if (!IsOpenName(name)) return text;
  text += kOtherwise;
  text += otherwise;
  return text;
}

OpenNameParts PartsOfOpenName(std::string_view name) {
  OpenNameParts parts;
  const std::size_t hash = name.find('#');
  if (!IsOpenName(name) || hash == std::string_view::npos) return parts;
  parts.path = name.substr(hash + 1);
  std::string_view namespaces = name.substr(2, hash - 2);
  while (!namespaces.empty()) {
    const std::size_t end = std::min(namespaces.find('|'), namespaces.size());
    parts.namespaces.push_back(namespaces.substr(0, end));
    namespaces.remove_prefix(std::min(end + 1, namespaces.size()));
  }
  return parts;
}

void SettleOpenNames(FileFacts& facts) {
  // Types and members that are read are told only where they are known.
  const auto waits =
      std::stable_partition(facts.uses.begin(), facts.uses.end(), [](const Use& use) {
        const bool read = use.form == UseForm::kAttribute || use.form == UseForm::kType;
        return !read || !IsOpenName(use.name);
      });
  std::move(waits, facts.uses.end(), std::back_inserter(facts.open_uses));
  facts.uses.erase(waits, facts.uses.end());
  std::uint32_t place = 0;
  TextsOfNames(facts, [&](Text& text) {
    const std::uint32_t at = place++;
    const std::size_t hash = IsOpenName(text) ? text.find('#') : Text::npos;
    if (hash == Text::npos) return;
    const Text open = text.substr(0, text.find(kOtherwise));
    facts.open_names.push_back({at, facts.arena.Keep(open)});
    if (open.size() < text.size()) {
      text = facts.arena.Keep(text.substr(open.size() + 1));
    } else {
      text = facts.arena.Keep(std::string(kUnknown) + std::string(text.substr(hash + 1)));
    }
  });
  // What such a use says of its arguments is theirs without the other file.
  for (Use& use : facts.open_uses) {
    for (Argument& argument : use.arguments) {
      const std::size_t end = argument.text.find(kOtherwise);
      if (IsOpenName(argument.text) && end != Text::npos)
        argument.text = facts.arena.Keep(argument.text.substr(end + 1));
    }
  }
}

}  // namespace assay
