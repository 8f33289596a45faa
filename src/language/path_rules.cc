#include "language/path_rules.h"

#include <vector>

#include "base/check.h"
#include "base/pattern.h"
#include "base/perl_pattern.h"

namespace assay {
namespace {

class PathPatterns {
 public:
  explicit PathPatterns(const linguist::PathPatterns& patterns) : joined_(Compiled(patterns)) {
    for (const std::string_view expression : patterns.backtracking) {
      auto pattern = PerlPattern::Compile(expression);
      ASSAY_CHECK(pattern.has_value());  // The generator has compiled it.
      backtracking_.push_back(*std::move(pattern));
    }
  }

  bool Match(std::string_view path, bool* gave_up) const {
    if (joined_.Search(path)) return true;
    for (const PerlPattern& pattern : backtracking_) {
      const PerlPattern::Outcome outcome = pattern.Search(path);
      if (outcome == PerlPattern::Outcome::kMatch) return true;
      if (outcome == PerlPattern::Outcome::kGaveUp) *gave_up = true;
    }
    return false;
  }

 private:
  static Pattern Compiled(const linguist::PathPatterns& patterns) {
    auto pattern = Pattern::Compile(patterns.joined);
    ASSAY_CHECK(pattern.has_value());
    return *std::move(pattern);
  }

  Pattern joined_;
  std::vector<PerlPattern> backtracking_;
};

}  // namespace

bool IsVendoredPath(const linguist::DataSet& data, std::string_view path, bool* gave_up) {
  if (&data == &linguist::kMain) {
    static const PathPatterns kMain(linguist::kMain.vendored);
    return kMain.Match(path, gave_up);
  }
  static const PathPatterns k7221(linguist::k7221.vendored);
  return k7221.Match(path, gave_up);
}

bool IsDocumentationPath(const linguist::DataSet& data, std::string_view path, bool* gave_up) {
  if (&data == &linguist::kMain) {
    static const PathPatterns kMain(linguist::kMain.documentation);
    return kMain.Match(path, gave_up);
  }
  static const PathPatterns k7221(linguist::k7221.documentation);
  return k7221.Match(path, gave_up);
}

}  // namespace assay
