// From a fact to the few signals that it could be the anchor of.
//
// Each signal is filed under one value that its anchor must have: the
// beginning of a resolved name, up to the first wildcard, or a word of an
// equality (a program, a verb, a kind). A signal that has none is tried on
// every fact of its kind.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "analyze/fact_view.h"
#include "base/hash.h"
#include "rules/rule_set.h"

namespace assay {

class SignalIndex {
 public:
  void Add(const Condition& condition, std::uint32_t number);
  void AddTechnology(const Technology& technology, FactKind kind, std::uint32_t number);

  // Calls visit(number, fact) for every fact and number that may fit, each
  // pair at most once a fact.
  template <typename V>
  void ForEach(const FileView& view, V&& visit) const;

 private:
  using Numbers = std::vector<std::uint32_t>;
  using Words = std::unordered_map<std::string, Numbers, TextHash, std::equal_to<>>;

  void AddName(std::string_view pattern, FactKind kind, std::uint32_t number);
  // Appends the numbers whose key is a beginning of the canonical `name`.
  void FindName(std::string_view name, FactKind kind, Numbers& found) const;
  void Find(const FileView& view, FactRef fact, Numbers& found) const;

  std::array<Words, kFactKinds> words_;  // by the text of the kind's word field
  std::array<Words, kFactKinds> names_;  // by beginnings of names
  std::array<Numbers, kFactKinds> always_;
};

template <typename V>
void SignalIndex::ForEach(const FileView& view, V&& visit) const {
  Numbers found;
  for (int k = 0; k < kFactKinds; ++k) {
    const auto kind = static_cast<FactKind>(k);
    const auto slot = static_cast<std::size_t>(k);
    if (words_[slot].empty() && names_[slot].empty() && always_[slot].empty()) continue;
    const std::size_t count = FactCount(view, kind);
    for (std::uint32_t i = 0; i < count; ++i) {
      const FactRef fact{kind, i};
      found.clear();
      Find(view, fact, found);
      for (const std::uint32_t number : found) visit(number, fact);
      for (const std::uint32_t number : always_[slot]) visit(number, fact);
    }
  }
}

}  // namespace assay
