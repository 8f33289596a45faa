#include "facts/sql.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "base/text.h"
#include "facts/sql_text.h"

namespace assay {
namespace {

using Tokens = std::vector<SqlToken>;

bool AnyOf(const SqlToken& token, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return IsWord(token, word); });
}

// Query calls by their last member. What is also an everyday word needs an
// argument that reads like SQL, which the caller checks in any case.
constexpr std::array kQueryCalls = std::to_array<std::string_view>({"execute",
                                                                    "executemany",
                                                                    "executescript",
                                                                    "exec_query",
                                                                    "exec_update",
                                                                    "exec_delete",
                                                                    "exec_insert",
                                                                    "select_all",
                                                                    "select_one",
                                                                    "select_value",
                                                                    "select_values",
                                                                    "select_rows",
                                                                    "find_by_sql",
                                                                    "count_by_sql",
                                                                    "query",
                                                                    "queryRow",
                                                                    "queryForObject",
                                                                    "queryForList",
                                                                    "queryForMap",
                                                                    "queryForRowSet",
                                                                    "prepare",
                                                                    "prepareStatement",
                                                                    "prepareCall",
                                                                    "prepared",
                                                                    "createNativeQuery",
                                                                    "nativeQuery",
                                                                    "createSQLQuery",
                                                                    "createStatement",
                                                                    "executeQuery",
                                                                    "executeUpdate",
                                                                    "executeLargeUpdate",
                                                                    "update",
                                                                    "batchUpdate",
                                                                    "addBatch",
                                                                    "raw",
                                                                    "run",
                                                                    "all",
                                                                    "get",
                                                                    "each",
                                                                    "exec",
                                                                    "fetch",
                                                                    "fetchrow",
                                                                    "fetchval",
                                                                    "fetch_all",
                                                                    "fetch_one",
                                                                    "text",
                                                                    "read_sql",
                                                                    "read_sql_query",
                                                                    "RawSQL",
                                                                    "$queryRaw",
                                                                    "$executeRaw",
                                                                    "$queryRawUnsafe",
                                                                    "$executeRawUnsafe",
                                                                    "sql",
                                                                    "unsafe",
                                                                    "Exec",
                                                                    "ExecContext",
                                                                    "Query",
                                                                    "QueryContext",
                                                                    "QueryRow",
                                                                    "QueryRowContext",
                                                                    "Queryx",
                                                                    "QueryxContext",
                                                                    "QueryRowx",
                                                                    "QueryRowxContext",
                                                                    "NamedExec",
                                                                    "NamedExecContext",
                                                                    "NamedQuery",
                                                                    "MustExec",
                                                                    "GetContext",
                                                                    "SelectContext",
                                                                    "PrepareContext",
                                                                    "Preparex",
                                                                    "Get",
                                                                    "Queue",
                                                                    "SQL",
                                                                    "query_as",
                                                                    "query_scalar",
                                                                    "sql_query",
                                                                    "query_one",
                                                                    "query_row",
                                                                    "query_map",
                                                                    "batch_execute",
                                                                    "prepare_cached",
                                                                    "QueryAsync",
                                                                    "QueryFirst",
                                                                    "QueryFirstAsync",
                                                                    "QueryFirstOrDefault",
                                                                    "QueryFirstOrDefaultAsync",
                                                                    "QuerySingle",
                                                                    "QuerySingleAsync",
                                                                    "QuerySingleOrDefault",
                                                                    "QuerySingleOrDefaultAsync",
                                                                    "Execute",
                                                                    "ExecuteAsync",
                                                                    "ExecuteScalar",
                                                                    "ExecuteScalarAsync",
                                                                    "FromSqlRaw",
                                                                    "FromSqlInterpolated",
                                                                    "FromSql",
                                                                    "ExecuteSqlRaw",
                                                                    "ExecuteSqlRawAsync",
                                                                    "SqlCommand",
                                                                    "NpgsqlCommand",
                                                                    "MySqlCommand",
                                                                    "SqliteCommand",
                                                                    "executeStatement",
                                                                    "fetchAllAssociative",
                                                                    "fetchAssociative",
                                                                    "fetchOne",
                                                                    "statement",
                                                                    "select",
                                                                    "selectOne",
                                                                    "insert",
                                                                    "delete",
                                                                    "unprepared",
                                                                    "mysqli_query",
                                                                    "pg_query",
                                                                    "pg_query_params",
                                                                    "Prepare",
                                                                    "Raw",
                                                                    "RunSQL",
                                                                    "Query\"",
                                                                    "Select",
                                                                    "SqlQuery",
                                                                    "op.execute",
                                                                    "db_execute",
                                                                    "whereRaw",
                                                                    "orderByRaw",
                                                                    "selectRaw",
                                                                    "havingRaw",
                                                                    "joinRaw",
                                                                    "exec_params",
                                                                    "async_exec"});

std::string_view LastMember(std::string_view callee) {
  const std::size_t end = callee.find_last_of(".#:>");
  return end == std::string_view::npos ? callee : callee.substr(end + 1);
}

// Analyses the tokens of one statement.
class Analysis {
 public:
  Analysis(const Tokens& tokens, std::size_t begin, std::size_t end, Statement& out, FactSink& sink)
      : tokens_(tokens), begin_(begin), end_(end), out_(out), sink_(sink) {}

  void Run() {
    ReadVerb();
    for (std::size_t i = begin_; i < end_; ++i) ReadToken(i);
    ReadColumns();
    ReadIndex();
    ReadTables();
    for (const std::string& clause : clauses_) out_.clauses.push_back(sink_.Keep(clause));
    for (const std::string& constraint : constraints_)
      out_.constraints.push_back(sink_.Keep(constraint));
    for (const std::string& dialect : dialects_) out_.dialects.push_back(sink_.Keep(dialect));
  }

 private:
  const SqlToken& At(std::size_t i) const {
    static constexpr SqlToken kNone{SqlToken::kSymbol, "", 0, 0};
    return i < end_ ? tokens_[i] : kNone;
  }
  bool Word(std::size_t i, std::string_view word) const { return IsWord(At(i), word); }
  bool Words(std::size_t i, std::string_view a, std::string_view b) const {
    return Word(i, a) && Word(i + 1, b);
  }

  // "create unique index" → create-index; "with x as (…) select" → select.
  void ReadVerb() {
    std::size_t i = begin_;
    if (Word(i, "explain")) {
      clauses_.insert("explain");
      for (++i; i < end_ && !AnyOf(At(i), {"select", "insert", "update", "delete", "with"}); ++i) {
        if (Word(i, "analyze") || Word(i, "analyse")) clauses_.insert("analyze");
      }
      verb_at_ = i;
      out_.verb = sink_.Keep("explain");
      return;
    }
    if (Word(i, "with")) {
      clauses_.insert(Word(i + 1, "recursive") ? "recursive-cte" : "cte");
      int depth = 0;
      for (++i; i < end_; ++i) {
        if (At(i).text == "(" && At(i).kind == SqlToken::kSymbol) ++depth;
        if (At(i).text == ")" && At(i).kind == SqlToken::kSymbol) --depth;
        if (depth == 0 && AnyOf(At(i), {"select", "insert", "update", "delete"})) break;
      }
    }
    verb_at_ = i;
    std::string verb = ToLowerAscii(At(i).text);
    if (verb == "create" || verb == "alter" || verb == "drop") {
      for (std::size_t j = i + 1; j < std::min(i + 7, end_); ++j) {
        if (AnyOf(At(j), {"table", "index", "view", "function", "trigger", "type", "schema",
                          "database", "extension", "policy", "role", "user", "sequence",
                          "procedure", "publication", "subscription", "keyspace", "domain"})) {
          verb += "-" + ToLowerAscii(At(j).text);
          object_at_ = j + 1;
          break;
        }
      }
    } else if (verb == "begin" || verb == "start") {
      verb = "begin";
    } else if (verb == "set" && Word(i + 1, "transaction")) {
      verb = "set-transaction";
    }
    out_.verb = sink_.Keep(verb);
  }

  void ReadToken(std::size_t i) {
    const SqlToken& token = At(i);
    if (token.kind == SqlToken::kPlaceholder && token.text != "{}") ++out_.placeholders;
    if (token.kind == SqlToken::kSymbol && token.text == "*" &&
        (Word(i - 1, "select") || At(i - 1).text == ".") && i > begin_) {
      clauses_.insert("star");
    }
    if (token.kind == SqlToken::kString && i > begin_ && token.text.starts_with("%") &&
        (Word(i - 1, "like") || Word(i - 1, "ilike"))) {
      clauses_.insert("like-leading-wildcard");
    }
    if (token.kind == SqlToken::kSymbol && token.text == "::") dialects_.insert("postgresql");
    if (token.kind == SqlToken::kSymbol && (token.text == "<" || token.text == ">") && IsRow(i)) {
      clauses_.insert("row-comparison");
    }
    if (token.kind != SqlToken::kWord) return;
    ReadClause(i);
    ReadConstraint(i);
    ReadDialect(i);
  }

  // `(a, b) < (`: what keyset pagination compares.
  bool IsRow(std::size_t i) const {
    if (i < begin_ + 4 || At(i - 1).text != ")") return false;
    const std::size_t next = At(i + 1).text == "=" ? i + 2 : i + 1;
    if (At(next).text != "(" || Word(next + 1, "select")) return false;
    for (std::size_t j = i - 1; j > begin_ && i - j < 32; --j) {
      if (At(j).text == ",") return true;
      if (At(j).text == "(") return false;
    }
    return false;
  }

  void ReadClause(std::size_t i) {
    const std::string word = ToLowerAscii(At(i).text);
    if (word == "join") {
      const bool outer = i > begin_ && (AnyOf(At(i - 1), {"left", "right", "full", "outer"}));
      clauses_.insert("join");
      if (outer) clauses_.insert("outer-join");
      if (i > begin_ && Word(i - 1, "cross")) clauses_.insert("cross-join");
    } else if ((word == "group" || word == "order" || word == "partition") && Word(i + 1, "by")) {
      clauses_.insert(word + "-by");
    } else if (word == "over" && (At(i + 1).text == "(" || At(i + 1).kind == SqlToken::kWord)) {
      if (At(i + 1).text == "(" || i + 2 < end_) clauses_.insert("window");
    } else if (word == "select" && i > verb_at_) {
      if (i > begin_ && AnyOf(At(i - 1), {"union", "all", "intersect", "except"})) return;
      clauses_.insert("subquery");
    } else if (word == "where" || word == "having" || word == "limit" || word == "offset" ||
               word == "returning" || word == "distinct" || word == "union" ||
               word == "intersect" || word == "except" || word == "lateral" || word == "case" ||
               word == "exists" || word == "rollup" || word == "cube") {
      clauses_.insert(word);
    } else if (word == "for" && (Word(i + 1, "update") || Word(i + 1, "share") ||
                                 Words(i + 1, "no", "key") || Words(i + 1, "key", "share"))) {
      clauses_.insert("for-update");
    } else if (word == "fetch" && (Word(i + 1, "first") || Word(i + 1, "next"))) {
      clauses_.insert("limit");
    } else if (word == "nowait") {
      clauses_.insert("nowait");
    } else if (word == "filter" && At(i + 1).text == "(") {
      clauses_.insert("filter");
    } else if (word == "match" && At(i + 1).text == "(" && out_.verb == "select") {
      clauses_.insert("full-text");
    } else if (word == "skip" && Word(i + 1, "locked")) {
      clauses_.insert("skip-locked");
    } else if (word == "on" && (Word(i + 1, "conflict") || Words(i + 1, "duplicate", "key"))) {
      clauses_.insert("on-conflict");
    } else if (word == "isolation" && Word(i + 1, "level")) {
      clauses_.insert("isolation-level");
    } else if (At(i + 1).text == "(" &&
               AnyOf(At(i), {"count", "sum", "avg", "min", "max", "array_agg", "string_agg",
                             "group_concat", "json_agg", "jsonb_agg", "stddev", "listagg"})) {
      clauses_.insert("aggregate");
    } else if (word == "grouping" && Word(i + 1, "sets")) {
      clauses_.insert("grouping-sets");
    } else if (word == "concurrently") {
      clauses_.insert("concurrently");
    }
  }

  void ReadConstraint(std::size_t i) {
    if (!out_.verb.starts_with("create-table") && !out_.verb.starts_with("alter-table")) return;
    if (Words(i, "primary", "key")) constraints_.insert("primary-key");
    if (Words(i, "foreign", "key")) constraints_.insert("foreign-key");
    if (Word(i, "references")) constraints_.insert("foreign-key");
    if (Word(i, "unique")) constraints_.insert("unique");
    if (Words(i, "not", "null")) constraints_.insert("not-null");
    if (Word(i, "check") && At(i + 1).text == "(") constraints_.insert("check");
    if (Word(i, "default")) constraints_.insert("default");
    if (Words(i, "on", "delete")) constraints_.insert("on-delete");
    if (Words(i, "on", "update")) constraints_.insert("on-update");
    if (Words(i, "partition", "by")) constraints_.insert("partition");
    if (Words(i, "partition", "of")) constraints_.insert("partition");
    if (Words(i, "not", "valid")) constraints_.insert("not-valid");
    if (Word(i, "validate")) constraints_.insert("validate");
    if (Words(i, "row", "level")) constraints_.insert("row-level-security");
    if (Word(i, "exclude")) constraints_.insert("exclude");
    if (Word(i, "generated")) constraints_.insert("generated");
  }

  // Words that one dialect alone has.
  void ReadDialect(std::size_t i) {
    if (AnyOf(At(i),
              {"ilike", "jsonb", "bigserial", "timestamptz", "tsvector", "to_tsvector", "plpgsql",
               "bytea", "gen_random_uuid", "uuid_generate_v4", "pg_catalog", "jsonb_agg",
               "array_agg", "to_tsquery", "generate_series", "citext", "hstore", "unnest"})) {
      dialects_.insert("postgresql");
    }
    if (AnyOf(At(i), {"serial"}) && out_.verb.starts_with("create-table"))
      dialects_.insert("postgresql");
    if (AnyOf(At(i),
              {"auto_increment", "tinyint", "mediumtext", "longtext", "mediumint", "datetime2"}) ||
        (Word(i, "engine") && At(i + 1).text == "=")) {
      dialects_.insert(Word(i, "datetime2") ? "mssql" : Word(i, "tinyint") ? "" : "mysql");
      dialects_.erase("");
    }
    if (Words(i, "duplicate", "key") || Words(i, "insert", "ignore") || Word(i, "utf8mb4") ||
        (Word(i, "unsigned") && out_.verb.ends_with("-table"))) {
      dialects_.insert("mysql");
    }
    if (Words(i, "insert", "or") && i == begin_) dialects_.insert("sqlite");
    if (Word(i, "top") && i > begin_ && AnyOf(At(i - 1), {"select", "distinct"}) &&
        (At(i + 1).kind == SqlToken::kNumber || At(i + 1).text == "(")) {
      dialects_.insert("mssql");
      clauses_.insert("limit");
    }
    if (Word(i, "nolock") || (Word(i, "output") && Word(i + 1, "inserted")))
      dialects_.insert("mssql");
    if (Word(i, "nvarchar2") || Word(i, "systimestamp") || Words(i, "connect", "by") ||
        (Word(i, "number") && At(i + 1).text == "(" && out_.verb == "create-table")) {
      dialects_.insert("oracle");
    }
    if (Words(i, "using", "ttl") || (Word(i, "frozen") && At(i + 1).text == "<"))
      dialects_.insert("cql");
    if (AnyOf(At(i), {"autoincrement", "pragma", "sqlite_master"}) || Words(i, "without", "rowid"))
      dialects_.insert("sqlite");
    if (AnyOf(At(i), {"nvarchar", "uniqueidentifier", "getdate", "sysdatetime"}) ||
        // The standard's GENERATED … AS IDENTITY ( … ) is not SQL Server's IDENTITY(1,1).
        (Word(i, "identity") && At(i + 1).text == "(" && !(i > begin_ && Word(i - 1, "as")))) {
      dialects_.insert("mssql");
    }
    if (AnyOf(At(i), {"varchar2", "sysdate", "rownum", "nvl"})) dialects_.insert("oracle");
    if (Words(i, "clustering", "order") || Words(i, "allow", "filtering") || Word(i, "keyspace"))
      dialects_.insert("cql");
  }

  // The identifiers at depth one of the first parentheses: columns of a table
  // (the first of each item) or of an index or insert.
  void ReadColumns() {
    if (out_.verb != "create-table" && out_.verb != "create-index" && out_.verb != "insert") return;
    std::size_t i = begin_;
    while (i < end_ && At(i).text != "(") ++i;
    int depth = 0;
    bool item_start = false;
    for (; i < end_; ++i) {
      const SqlToken& token = At(i);
      if (token.kind == SqlToken::kSymbol && token.text == "(") {
        if (++depth == 1) item_start = true;
        continue;
      }
      if (token.kind == SqlToken::kSymbol && token.text == ")") {
        if (--depth == 0) return;
        continue;
      }
      if (depth == 1 && token.text == "," && token.kind == SqlToken::kSymbol) {
        item_start = true;
      } else if (depth == 1 && item_start) {
        item_start = false;
        const bool name = token.kind == SqlToken::kQuoted ||
                          (token.kind == SqlToken::kWord &&
                           !AnyOf(token, {"constraint", "primary", "foreign", "unique", "check",
                                          "key", "index", "like", "exclude"}));
        if (name && At(i + 1).text != "(" && out_.columns.size() < 64)
          out_.columns.push_back(sink_.Keep(token.text));
        if (name && At(i + 1).text == "(") expression_ = true;
      }
    }
  }

  void ReadIndex() {
    if (out_.verb != "create-index") return;
    std::set<std::string> marks;
    for (std::size_t i = begin_; i < end_; ++i) {
      if (Word(i, "unique")) marks.insert("unique");
      if (Word(i, "where")) marks.insert("partial");
      if (Word(i, "include")) marks.insert("covering");
      if (Word(i, "concurrently")) marks.insert("concurrently");
      if (Word(i, "using") && At(i + 1).kind == SqlToken::kWord)
        marks.insert("method:" + ToLowerAscii(At(i + 1).text));
      if (AnyOf(At(i), {"fulltext", "spatial"})) marks.insert("method:" + ToLowerAscii(At(i).text));
    }
    if (out_.columns.size() > 1) marks.insert("composite");
    if (expression_) marks.insert("expression");
    for (const std::string& mark : marks) out_.index.push_back(sink_.Keep(mark));
  }

  void ReadTables() {
    std::set<std::string> tables;
    const auto add = [&](std::size_t i) {
      // schema.table: the last part.
      while (At(i + 1).text == "." && i + 2 < end_) i += 2;
      if (At(i).kind == SqlToken::kWord || At(i).kind == SqlToken::kQuoted)
        tables.emplace(At(i).text);
    };
    for (std::size_t i = begin_; i < end_; ++i) {
      if (AnyOf(At(i), {"from", "join", "into"}) || (Word(i, "update") && i == verb_at_)) {
        std::size_t next = i + 1;
        if (AnyOf(At(next), {"only", "lateral"})) ++next;
        if (!AnyOf(At(next), {"select", "set"})) add(next);
      }
    }
    if (object_at_ != 0 && out_.verb.ends_with("-table")) {
      std::size_t i = object_at_;
      while (AnyOf(At(i), {"if", "not", "exists", "only"})) ++i;
      add(i);
    } else if (out_.verb == "create-index") {
      for (std::size_t i = object_at_; i < end_; ++i) {
        if (!Word(i, "on")) continue;
        add(Word(i + 1, "only") ? i + 2 : i + 1);
        break;
      }
    }
    for (const std::string& table : tables) {
      if (out_.tables.size() < 32) out_.tables.push_back(sink_.Keep(table));
    }
  }

  const Tokens& tokens_;
  std::size_t begin_;
  std::size_t end_;
  Statement& out_;
  FactSink& sink_;
  std::size_t verb_at_ = 0;
  std::size_t object_at_ = 0;
  bool expression_ = false;
  std::set<std::string> clauses_;
  std::set<std::string> constraints_;
  std::set<std::string> dialects_;
};

std::string Folded(std::string_view text, std::size_t limit) {
  std::string folded;
  for (const char c : text) {
    if (folded.size() >= limit) break;
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (blank && (folded.empty() || folded.back() == ' ')) continue;
    folded += blank ? ' ' : c;
  }
  return std::string(Trim(folded));
}

bool IsVerb(const SqlToken& token) {
  return AnyOf(
      token,
      {"select",   "insert",  "update",   "delete",  "create",  "alter",     "drop",     "with",
       "explain",  "grant",   "revoke",   "begin",   "start",   "commit",    "rollback", "set",
       "truncate", "merge",   "replace",  "vacuum",  "analyze", "lock",      "copy",     "call",
       "comment",  "use",     "pragma",   "show",    "do",      "savepoint", "reindex",  "refresh",
       "exec",     "declare", "optimize", "cluster", "listen",  "notify",    "prepare"});
}

// SQL Server's tools send what stands before a line of its own with GO.
bool IsBatchEnd(std::string_view text, const Tokens& tokens, std::size_t i) {
  if (!IsWord(tokens[i], "go")) return false;
  const std::size_t before = i == 0 ? 0 : tokens[i - 1].end;
  const std::size_t behind = i + 1 == tokens.size() ? text.size() : tokens[i + 1].begin;
  const auto breaks = [&](std::size_t from, std::size_t to) {
    return text.substr(from, to - from).find('\n') != std::string_view::npos;
  };
  return (i == 0 || breaks(before, tokens[i].begin)) &&
         (i + 1 == tokens.size() || breaks(tokens[i].end, behind));
}

}  // namespace

bool LooksLikeSql(std::string_view text) {
  const std::string_view trimmed = Trim(text);
  if (trimmed.size() < 8) return false;
  const char first = ToLowerAscii(trimmed.front());
  if (std::string_view("siudcawegrtmvlp(").find(first) == std::string_view::npos &&
      !trimmed.starts_with("--") && !trimmed.starts_with("/*"))
    return false;
  const Tokens tokens = TokenizeSql(trimmed.substr(0, 8'192), 400);
  std::size_t begin = 0;
  while (begin < tokens.size() && tokens[begin].text == "(") ++begin;
  if (tokens.size() < begin + 2) return false;
  const auto word = [&](std::size_t i, std::string_view w) {
    return i < tokens.size() && IsWord(tokens[i], w);
  };
  const auto later = [&](std::initializer_list<std::string_view> words) {
    return std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(begin) + 1, tokens.end(),
                       [&](const SqlToken& token) { return AnyOf(token, words); });
  };
  const auto is_object = [&](std::size_t i) {
    return i < tokens.size() && (tokens[i].kind == SqlToken::kQuoted ||
                                 tokens[i].kind == SqlToken::kWord || tokens[i].text == "{}");
  };
  const std::size_t b = begin;
  // What follows the verb decides: prose goes on differently.
  if (word(b, "select")) {
    const bool article =
        word(b + 1, "the") || word(b + 1, "a") || word(b + 1, "an") || word(b + 1, "your");
    if (article && b + 2 < tokens.size() && tokens[b + 2].kind == SqlToken::kWord &&
        !word(b + 2, "from") && !word(b + 2, "as"))
      return false;
    for (std::size_t i = b + 1; i < tokens.size(); ++i) {
      if (!IsWord(tokens[i], "from")) continue;
      // A list, a star, a call or a placeholder before FROM; prose has a run of bare words.
      std::size_t bare = 0;
      for (std::size_t j = b + 1; j + 1 < i; ++j) {
        if (tokens[j].kind == SqlToken::kWord && tokens[j + 1].kind == SqlToken::kWord &&
            !AnyOf(tokens[j], {"distinct", "as",        "all",   "case",  "when", "then",
                               "else",     "and",       "or",    "not",   "is",   "in",
                               "over",     "partition", "by",    "order", "top",  "between",
                               "interval", "filter",    "where", "select"}) &&
            !AnyOf(tokens[j + 1], {"as",      "case", "when", "then", "else", "end",  "and",
                                   "or",      "is",   "in",   "not",  "like", "over", "filter",
                                   "between", "asc",  "desc", "by",   "null", "from"})) {
          ++bare;
        }
      }
      if (bare > 1) return false;
      return i + 1 < tokens.size() &&
             (is_object(i + 1) || tokens[i + 1].text == "(" ||
              tokens[i + 1].kind == SqlToken::kPlaceholder) &&
             !AnyOf(tokens[i + 1], {"the", "a", "an", "this", "these", "your", "our"});
    }
    // SELECT 1, SELECT version(), SELECT pg_…(): no table.
    return tokens[b + 1].kind == SqlToken::kNumber ||
           (b + 2 < tokens.size() && tokens[b + 1].kind == SqlToken::kWord &&
            tokens[b + 2].text == "(");
  }
  if (word(b, "insert") || word(b, "replace"))
    return (word(b + 1, "into") || word(b + 2, "into")) &&
           (later({"values", "select"}) || text.find('(') != std::string_view::npos);
  if (word(b, "update")) {
    for (std::size_t i = b + 2; i < tokens.size() && i < b + 8; ++i) {
      if (IsWord(tokens[i], "set"))
        return i + 2 < tokens.size() && later({"set"}) &&
               trimmed.find('=') != std::string_view::npos;
    }
    return false;
  }
  if (word(b, "delete"))
    return word(b + 1, "from") && is_object(b + 2) &&
           (tokens.size() <= b + 4 || later({"where", "using"}) || tokens.back().text == ";");
  if (word(b, "create") || word(b, "alter") || word(b, "drop")) {
    for (std::size_t i = b + 1; i < std::min(b + 5, tokens.size()); ++i) {
      if (AnyOf(tokens[i], {"table", "view", "trigger", "type", "extension", "schema", "sequence",
                            "policy"})) {
        return is_object(i + 1) &&
               (word(b, "drop") || tokens.size() > i + 3 ||
                AnyOf(tokens[i], {"extension", "schema", "sequence"})) &&
               !AnyOf(tokens[i + 1], {"of", "for", "with", "in", "and", "is", "to"});
      }
      if (AnyOf(tokens[i], {"index"}))
        return word(b, "drop") ? is_object(i + 1)
                               : later({"on"}) && trimmed.find('(') != std::string_view::npos;
      if (AnyOf(tokens[i], {"function", "procedure"}))
        return trimmed.find('(') != std::string_view::npos &&
               later({"returns", "as", "begin", "language"});
      if (!AnyOf(tokens[i],
                 {"or", "replace", "unique", "temporary", "temp", "unlogged", "materialized",
                  "global", "local", "if", "not", "exists", "recursive"}))
        return false;
    }
    return false;
  }
  if (word(b, "with"))
    return later({"select", "insert", "update", "delete"}) && later({"as"}) &&
           trimmed.find('(') != std::string_view::npos;
  if (word(b, "explain"))
    return later({"select", "insert", "update", "delete", "with"}) &&
           later({"from", "into", "set", "with"});
  if (word(b, "grant") || word(b, "revoke"))
    return later({"on"}) && (later({"to"}) || later({"from"}));
  if (word(b, "truncate")) return word(b + 1, "table") && is_object(b + 2);
  if (word(b, "pragma"))
    return tokens.size() <= b + 6 && (trimmed.find('=') != std::string_view::npos ||
                                      trimmed.find('(') != std::string_view::npos);
  if (word(b, "vacuum") || word(b, "reindex")) return tokens.size() <= b + 4;
  if (word(b, "lock")) return word(b + 1, "table");
  if (word(b, "refresh")) return word(b + 1, "materialized") && word(b + 2, "view");
  if (word(b, "copy"))
    return is_object(b + 1) && later({"from", "to"}) && later({"stdin", "stdout", "csv", "with"});
  return false;
}

bool IsQueryCall(std::string_view callee) {
  const std::string_view last = LastMember(callee);
  return std::find(kQueryCalls.begin(), kQueryCalls.end(), last) != kQueryCalls.end();
}

void AddStatements(std::string_view sql, const Statement& site, bool whole_file, FactSink& sink) {
  const std::string_view text = whole_file ? sql : sql.substr(0, sink.limits().sql_bytes);
  const Tokens tokens = TokenizeSql(text, whole_file ? 2'000'000 : 20'000);
  const LineIndex lines(text);
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= tokens.size(); ++i) {
    const bool ends = i == tokens.size() ||
                      (tokens[i].kind == SqlToken::kSymbol && tokens[i].text == ";") ||
                      (whole_file && IsBatchEnd(text, tokens, i));
    if (!ends) continue;
    const std::size_t from = begin;
    begin = i + 1;
    if (from >= i) continue;
    if (!IsVerb(tokens[from])) continue;
    Statement statement = site;
    const std::uint32_t start = tokens[from].begin;
    const std::uint32_t end = tokens[i - 1].end;
    if (whole_file) {
      statement.region = {start, end, lines.Line(start), lines.Column(start), lines.Line(end - 1)};
    }
    statement.text = sink.Keep(Folded(text.substr(start, end - start), sink.limits().text_bytes));
    Analysis(tokens, from, i, statement, sink).Run();
    if (!sink.Add(std::move(statement))) return;
  }
}

}  // namespace assay
