// A tree-sitter query: a shape of syntax that no fact tells.
//
// One query costs a third of the parse of every file that it is run on, and
// the file has to be parsed again for it, so the matcher asks for it only
// where a fact has matched before. The predicates #eq?, #not-eq? and #match?
// are evaluated here, since the library leaves them to its callers; others are
// an error.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "model/facts.h"
#include "syntax/tree.h"

namespace assay {

class Query {
 public:
  // Every pattern must capture @here: the place that a match is told at. The
  // error (kUsage) names the query's line and what is wrong there.
  static Result<Query> Compile(const Grammar& grammar, std::string_view text);

  Query(Query&&) noexcept;
  Query& operator=(Query&&) noexcept;
  ~Query();

  struct Answer {
    std::vector<Region> here;  // in the order of the source
    bool complete = true;      // false: a limit was reached, and matches may be missing
  };
  // Parses `text` and runs the query. Fails (kInput) as SyntaxTree::Parse does.
  // Thread-safe.
  Result<Answer> Run(std::string_view text, const Limits& limits) const;

 private:
  struct Compiled;
  explicit Query(std::unique_ptr<Compiled> compiled);
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace assay
