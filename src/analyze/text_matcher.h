// A TextMatch of a rule, compiled.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/pattern.h"
#include "base/text_map.h"
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
  bool Holds(std::span<const std::string_view> elements) const;

  // Only `exists` is asked, so that no value is looked at.
  bool AsksExistenceOnly() const { return !looks_at_value_; }

 private:
  bool Fits(std::string_view element) const;

  Reading reading_;
  TextSet equal_;
  std::vector<std::string> globs_;
  std::vector<std::vector<std::string>> words_;
  std::vector<LazyPattern> patterns_;  // The loader has compiled them before.
  std::vector<LazyPattern> lacks_;
  std::vector<std::string> all_;
  std::vector<std::string> none_;
  std::optional<double> min_;
  std::optional<double> max_;
  std::optional<bool> exists_;
  std::optional<bool> secret_;
  bool ignore_case_ = false;
  bool looks_at_value_ = false;
  bool asks_one_element_ = false;
};

// '#' as '.', which names are compared by.
std::string CanonicalName(std::string_view name);

}  // namespace assay
