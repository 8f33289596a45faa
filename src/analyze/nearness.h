// How near facts of one file stand to each other: on one site, in one function,
// in one class.
#pragma once

#include "analyze/fact_view.h"
#include "rules/rule_set.h"

namespace assay {

// The view outlives it.
class Nearness {
 public:
  explicit Nearness(const FileView& view) : view_(view) {}

  bool IsNear(FactRef fact, FactRef anchor, At at) const;
  bool IsNear(const Region& place, FactRef anchor, At at) const;

 private:
  // The innermost enclosing definition of one of two groups of kinds; of a
  // decorator what it decorates; a definition itself.
  const Definition* Enclosing(FactRef fact, bool classes) const;
  const Definition* Decorated(const Use& use) const;
  bool IsInFunction(const Region& place) const;
  bool IsSameSite(FactRef fact, FactRef anchor) const;

  const FileView& view_;
};

}  // namespace assay
