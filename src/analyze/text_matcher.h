// A TextMatch of a rule, compiled.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/hash.h"
#include "base/pattern.h"
#include "rules/rule_set.h"

namespace assay {

class TextMatcher {
 public:
  // How the match's own texts and globs are read.
  enum class Reading {
    kText,  // `*` takes any text
    kPath,  // `*` stops at '/'
    kName,  // like kText, and '#' is '.'
  };
  TextMatcher(const TextMatch& match, Reading reading);

  // Whether the elements of a field hold up; an empty field has none.
  bool Holds(const std::vector<std::string_view>& elements) const;

  // Only `exists` is asked, so that no value is looked at.
  bool AsksExistenceOnly() const { return !looks_at_value_; }

  // The one text that an element must equal, if that is all there is.
  const std::unordered_set<std::string, TextHash, std::equal_to<>>& equal() const { return equal_; }
  bool IsEqualityOnly() const { return equality_only_; }

 private:
  bool Fits(std::string_view element) const;

  Reading reading_;
  std::unordered_set<std::string, TextHash, std::equal_to<>> equal_;
  std::vector<std::string> globs_;
  std::vector<std::vector<std::string>> words_;
  std::vector<Pattern> patterns_;
  std::vector<Pattern> lacks_;
  std::vector<std::string> all_;
  std::vector<std::string> none_;
  std::optional<double> min_;
  std::optional<double> max_;
  std::optional<bool> exists_;
  std::optional<bool> secret_;
  bool ignore_case_ = false;
  bool looks_at_value_ = false;
  bool asks_one_element_ = false;
  bool equality_only_ = false;
};

// '#' as '.', which names are compared by.
std::string CanonicalName(std::string_view name);

}  // namespace assay
