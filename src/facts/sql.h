// SQL text as statements: what .sql files and the strings of every language
// that reach a query call have in common.
#pragma once

#include <string_view>
#include <vector>

#include "facts/sink.h"
#include "model/facts.h"

namespace assay {

// Whether `text` begins like a statement: a verb and the clause that it needs
// ("select … from", "insert into", "create table"), not prose ("select the
// best from the menu", "update on our progress"). Cheap on text that is not.
bool LooksLikeSql(std::string_view text);

// Whether a call of `callee` (a resolved name, or the source text of an
// unresolved one) sends SQL to a database, by its last members: execute,
// executemany, query, prepareStatement, find_by_sql, $queryRaw … Names that
// are also everyday words (query, run, get, all) count only together with
// LooksLikeSql of the argument, which the caller checks.
bool IsQueryCall(std::string_view callee);

// Analyses each statement of `sql` (";"-separated; dynamic parts are {} and
// listed in `parts` in order) and adds it with `site`'s region (for strings),
// or with its own region inside the text (for files: whole_file true).
// `site` gives source, callee, bound, scope and parts.
void AddStatements(std::string_view sql, const Statement& site, bool whole_file, FactSink& sink);

}  // namespace assay
