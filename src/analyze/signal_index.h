// From a fact to the few signals that it could be the anchor of.
//
// Each signal is filed under one value that its anchor must have: the
// beginning of a resolved name, up to the first wildcard, or a word of an
// equality (a program, a verb, a kind). A signal that has none is tried on
// every fact of its kind.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <string>
#include <vector>

#include "analyze/fact_view.h"
#include "base/text_map.h"
#include "rules/rule_set.h"

namespace assay {

class SignalIndex {
 public:
  using Numbers = std::vector<std::uint32_t>;

  void Add(const Condition& condition, std::uint32_t number);
  void AddTechnology(const Technology& technology, FactKind kind, std::uint32_t number);

  // Appends the numbers that a use of this canonical name may fit, each once.
  void FindUse(std::string_view name, Numbers& found) const;

  // Calls visit(number, fact) for every fact but uses, and number that may fit
  // it, each pair at most once a fact. Numbers that `may_fit(number)` refuses are left
  // out; it is asked again and again, so it should remember.
  template <typename F, typename V>
  void ForEach(const FileView& view, F&& may_fit, V&& visit) const;

 private:
  using Words = TextMap<Numbers>;
  // By a hash: two names with one hash cost a comparison more, no more.
  using Names = tsl::robin_map<std::uint64_t, Numbers>;

  void AddName(std::string_view pattern, FactKind kind, std::uint32_t number);
  // False if the expressions tell no beginnings of names.
  bool AddPatterns(const std::vector<std::string>& expressions, FactKind kind,
                   std::uint32_t number);
  // Appends the numbers that are filed by a beginning of the canonical `name`.
  void FindName(std::string_view name, FactKind kind, Numbers& found) const;
  void Find(const FileView& view, FactRef fact, Numbers& found) const;

  std::array<Words, kFactKinds> words_;  // by the text of the kind's word field
  std::array<Names, kFactKinds> names_;  // by beginnings of names
  std::array<Numbers, kFactKinds> always_;
};

template <typename F, typename V>
void SignalIndex::ForEach(const FileView& view, F&& may_fit, V&& visit) const {
  Numbers found;
  Numbers always;
  for (int k = 0; k < kFactKinds; ++k) {
    const auto kind = static_cast<FactKind>(k);
    const auto slot = static_cast<std::size_t>(k);
    const std::size_t count = kind == FactKind::kUse ? 0 : FactCount(view, kind);
    if (count == 0) continue;
    always.clear();
    std::copy_if(always_[slot].begin(), always_[slot].end(), std::back_inserter(always), may_fit);
    if (words_[slot].empty() && names_[slot].empty() && always.empty()) continue;
    for (std::uint32_t i = 0; i < count; ++i) {
      const FactRef fact{kind, i};
      found.clear();
      Find(view, fact, found);
      for (const std::uint32_t number : found) {
        if (may_fit(number)) visit(number, fact);
      }
      for (const std::uint32_t number : always) visit(number, fact);
    }
  }
}

}  // namespace assay
