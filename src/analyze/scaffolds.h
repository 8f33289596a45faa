// Tells a commit that a project's generator made: by its subject, or by what
// it holds, which is what the generator ships and next to nothing else.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/pattern.h"
#include "git/commit_changes.h"
#include "git/repository.h"
#include "rules/rule_set.h"

namespace assay {

class Scaffolds {
 public:
  explicit Scaffolds(const PeoplePatterns& patterns);

  bool IsNamedBy(std::string_view subject) const;

  // The generator that ships the files: one of them says so in the generator's own words, all have
  // paths of its, and together they are no larger. Empty where there is none.
  std::string_view GeneratorOf(const std::vector<FileChange>& files, Repository& repository) const;

 private:
  struct Shipped {
    std::string_view name;
    Pattern at;
    LazyPattern says;
    std::vector<LazyPattern> paths;
    std::uint64_t bytes = 0;
  };
  bool IsShipped(const Shipped& generator, std::string_view folder,
                 const std::vector<FileChange>& files, Repository& repository) const;

  std::vector<Pattern> subjects_;
  std::vector<LazyPattern> anywhere_;
  std::vector<Shipped> generators_;
};

}  // namespace assay
