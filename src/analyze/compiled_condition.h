// One condition of a rule, ready to be tested on a fact.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/compiled_query.h"
#include "analyze/fact_view.h"
#include "analyze/gates.h"
#include "analyze/text_matcher.h"
#include "facts/link.h"
#include "rules/rule_set.h"

namespace assay {

enum class Verdict {
  kNo,
  kYes,
  kHidden,  // a template hides the value that would decide
};

struct CompiledCondition {
  CompiledCondition() = default;
  explicit CompiledCondition(const Condition& condition);

  // Whether `fact`, of the condition's kind and in a file whose path fits,
  // fits by itself: fields, arguments, and the gates that hang on a fact.
  Verdict Test(const FileView& view, FactRef fact, const Gates& gates, const Links& links) const;

  // The same of a use whose name fits.
  Verdict TestNamed(const FileView& view, FactRef fact, const Gates& gates) const;

  // Whether the canonical name of a use fits.
  bool NameFits(std::string_view name, const Links& links) const;

  // Whether any fact of the file could fit, by the file's path.
  bool PathFits(const FileView& view) const;

  const Condition* source = nullptr;
  std::shared_ptr<const CompiledQuery> query;  // null: facts are looked for

 private:
  struct Field {
    std::size_t place;
    TextMatcher match;
    bool is_value;  // of a setting or instruction: what a template would hide
  };
  struct Argument {
    std::vector<std::string> at;
    std::vector<std::string> kinds;
    TextMatcher text;
    bool absent;
  };
  bool ArgumentsFit(const Use& use) const;
  bool PassesGates(const FileView& view, FactRef fact, const Gates& gates) const;

  std::vector<Field> fields_;
  std::vector<Argument> arguments_;
  // Alternatives for a name that a rule attributes to a gem: the gem, and the rest.
  struct GemName {
    std::string gem;
    std::string glob;
  };
  std::vector<GemName> gem_names_;
  std::optional<TextMatcher> name_;  // the other alternatives
  bool asks_scope_ = false;          // names `scope` itself, so G3 does not
  bool asks_locked_ = false;
  bool asks_managed_ = false;
  bool asks_source_ = false;  // names `source` or `documentation` itself, so G4 does not
};

// The place of a field in FieldNames(kind); the loader has checked the name.
std::size_t FieldPlace(FactKind kind, std::string_view name);

bool IsForDevelopers(DependencyScope scope);

// Whether a technology's modules or packages cover an import, a dependency.
bool CoversModule(const Technology& technology, std::string_view module);
bool CoversPackage(const Technology& technology, const Dependency& dependency);

// Whether the repository declares or imports the technology.
bool IsPresent(const Technology& technology, const Links& links);

}  // namespace assay
