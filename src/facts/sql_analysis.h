// One statement's tokens as its facts: verb, tables, columns, clauses,
// constraints, marks of a dialect.
#pragma once

#include <cstddef>
#include <vector>

#include "facts/sink.h"
#include "facts/sql_text.h"
#include "model/facts.h"

namespace assay {

// Fills in what the tokens [begin, end) tell of `out`.
void AnalyzeStatement(const std::vector<SqlToken>& tokens, std::size_t begin, std::size_t end,
                      Statement& out, FactSink& sink);

}  // namespace assay
