#include "facts/sql_analysis.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"

namespace assay {
namespace {

using Tokens = std::vector<SqlToken>;

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
    while (At(i).text == "(") ++i;
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
        if (AnyOf(At(j),
                  {"table",    "index",     "view",        "function",     "trigger",  "type",
                   "schema",   "database",  "extension",   "policy",       "role",     "user",
                   "sequence", "procedure", "publication", "subscription", "keyspace", "domain",
                   "package",  "synonym",   "login",       "event"})) {
          verb += "-" + ToLowerAscii(At(j).text);
          object_at_ = j + 1;
          break;
        }
      }
    } else if (out_.verb == "block") {
      verb = out_.verb;
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
      // In parentheses of its own: not a view's query, a part of a union, what a WITH names.
      const bool inner =
          i >= begin_ + 2 && At(i - 1).text == "(" &&
          !AnyOf(At(i - 2), {"as", "materialized", "union", "all", "intersect", "except", "minus"});
      if (inner) clauses_.insert("subquery");
      const bool united =
          i > begin_ && AnyOf(At(i - 1), {"union", "all", "intersect", "except", "minus"});
      if (!inner && !united && out_.verb == "insert") clauses_.insert("insert-select");
    } else if (word == "where" || word == "having" || word == "limit" || word == "offset" ||
               word == "returning" || word == "distinct" || word == "union" ||
               word == "intersect" || word == "except" || word == "lateral" || word == "case" ||
               (word == "exists" && !IsIfExists(i)) || word == "rollup" || word == "cube") {
      clauses_.insert(word);
    } else if (word == "for" && (Word(i + 1, "update") || Word(i + 1, "share") ||
                                 Words(i + 1, "no", "key") || Words(i + 1, "key", "share"))) {
      clauses_.insert("for-update");
    } else if (word == "fetch" && (Word(i + 1, "first") || Word(i + 1, "next"))) {
      clauses_.insert("limit");
    } else if ((word == "lock" && Words(i + 1, "in", "share")) || word == "updlock" ||
               word == "xlock" || word == "holdlock") {
      clauses_.insert("for-update");
    } else if (word.starts_with("pg_advisory_") || word.starts_with("pg_try_advisory_") ||
               word == "sp_getapplock" || (word == "get_lock" && At(i + 1).text == "(")) {
      clauses_.insert("advisory-lock");
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

  // IF EXISTS, IF NOT EXISTS
  bool IsIfExists(std::size_t i) const {
    if (i > begin_ && Word(i - 1, "if")) return true;
    return i > begin_ + 1 && Words(i - 2, "if", "not");
  }

  void ReadConstraint(std::size_t i) {
    if (!out_.verb.starts_with("create-table") && !out_.verb.starts_with("alter-table")) return;
    if (i > begin_ && Word(i - 1, "drop")) return;  // DROP FOREIGN KEY, DROP NOT NULL
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

  bool SaysMysqlEngine(std::size_t i) const {
    return Word(i, "engine") && At(i + 1).text == "=" && IsMysqlEngine(At(i + 2));
  }

  // A procedure's or block's SELECT … INTO gives its variables values.
  bool HasBody() const {
    return out_.verb == "block" || out_.verb.ends_with("-procedure") ||
           out_.verb.ends_with("-function") || out_.verb.ends_with("-trigger") ||
           out_.verb.ends_with("-package");
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
        SaysMysqlEngine(i)) {
      dialects_.insert(Word(i, "datetime2") ? "mssql" : Word(i, "tinyint") ? "" : "mysql");
      dialects_.erase("");
    }
    if (Words(i, "duplicate", "key") || Words(i, "insert", "ignore") || Word(i, "utf8mb4") ||
        (Word(i, "unsigned") && out_.verb.ends_with("-table"))) {
      dialects_.insert("mysql");
    }
    if (Words(i, "insert", "or") && i == begin_) dialects_.insert("sqlite");
    if (i == begin_ && (Words(i, "create", "virtual") || Words(i + 1, "query", "plan") ||
                        (Word(i, "begin") && AnyOf(At(i + 1), {"immediate", "deferred"}))))
      dialects_.insert("sqlite");
    if (Words(i, "cross", "apply") || Words(i, "outer", "apply") || Words(i, "set", "nocount") ||
        AnyOf(At(i),
              {"nonclustered", "sysname", "varchar_max", "ntext", "datetimeoffset", "smalldatetime",
               "scope_identity", "newsequentialid", "sysutcdatetime", "xact_abort", "raiserror"}))
      dialects_.insert("mssql");
    if (AnyOf(At(i), {"execute"}) && Word(i + 1, "immediate") && HasBody())
      dialects_.insert("oracle");
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

  // Where the list of columns opens, behind the name of a table: not the parentheses of a query, of
  // values or of a partition. end_ if there is none.
  std::size_t ColumnsAt() const {
    std::size_t i = object_at_;
    if (out_.verb == "create-index") {
      while (i < end_ && !Word(i, "on")) ++i;
    } else if (out_.verb == "insert") {
      i = verb_at_;
    } else if (out_.verb != "create-table") {
      return end_;
    }
    for (; i < end_ && At(i).text != "("; ++i) {
      const bool query = out_.verb == "create-table" && Word(i, "as");
      if (query || AnyOf(At(i), {"select", "values", "with", "partition", "default"})) return end_;
    }
    return AnyOf(At(i + 1), {"select", "with", "values"}) || At(i + 1).text == "(" ? end_ : i;
  }

  // MySQL's `KEY name (column)` among the columns of a table, not a column of that name.
  bool IsKey(std::size_t i) const {
    if (out_.verb != "create-table") return false;
    if (AnyOf(At(i), {"fulltext", "spatial"})) {
      return AnyOf(At(i + 1), {"key", "index"}) || At(i + 1).text == "(";
    }
    if (!AnyOf(At(i), {"key", "index"})) return false;
    if (At(i + 1).text == "(") return true;
    return At(i + 2).text == "(" && At(i + 3).kind != SqlToken::kNumber;
  }

  // The first identifier of each item: a column of a table, of an index or of an insert.
  void ReadColumns() {
    int depth = 0;
    bool item_start = false;
    for (std::size_t i = ColumnsAt(); i < end_; ++i) {
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
        const bool constraint = AnyOf(token, {"constraint", "primary", "foreign", "unique", "check",
                                              "like", "exclude"}) ||
                                IsKey(i);
        if (constraint || !IsName(i)) continue;
        if (At(NameEnd(i)).text == "(") {
          expression_ = true;
        } else if (out_.columns.size() < 64) {
          out_.columns.push_back(sink_.Keep(token.text));
        }
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
      const bool method = At(i + 1).kind == SqlToken::kWord || At(i + 1).kind == SqlToken::kString;
      if (Word(i, "using") && method) marks.insert("method:" + ToLowerAscii(At(i + 1).text));
      if (AnyOf(At(i), {"fulltext", "spatial"})) marks.insert("method:" + ToLowerAscii(At(i).text));
    }
    if (out_.columns.size() > 1) marks.insert("composite");
    if (expression_) marks.insert("expression");
    for (const std::string& mark : marks) out_.index.push_back(sink_.Keep(mark));
  }

  bool IsName(std::size_t i) const {
    return At(i).kind == SqlToken::kWord || At(i).kind == SqlToken::kQuoted;
  }
  // Behind `schema.table`.
  std::size_t NameEnd(std::size_t i) const {
    while (At(i + 1).text == "." && i + 2 < end_) i += 2;
    return i + 1;
  }

  // The last part of the name; what the statement's own WITH names is no table.
  void AddTable(std::size_t i) {
    const std::size_t last = NameEnd(i) - 1;
    if (!IsName(last) || (last == i && common_.count(ToLowerAscii(At(i).text)) > 0)) return;
    tables_.emplace(At(last).text);
  }

  // a, b: behind DROP TABLE and TRUNCATE.
  void AddTableList(std::size_t i) {
    while (AnyOf(At(i), {"table", "if", "not", "exists", "only"})) ++i;
    for (; IsName(i); ++i) {
      AddTable(i);
      i = NameEnd(i);
      if (At(i).text != ",") break;
    }
  }

  // WITH name AS (…), name (column) AS (…)
  void FindCommon() {
    for (std::size_t i = begin_; i + 1 < end_; ++i) {
      if (!AnyOf(At(i), {"with", "recursive"}) && At(i).text != ",") continue;
      if (!IsName(i + 1)) continue;
      std::size_t as = i + 2;
      if (At(as).text == "(") {
        while (as < end_ && At(as).text != ")") ++as;
        ++as;
      }
      if (!Word(as, "as")) continue;
      ++as;
      while (AnyOf(At(as), {"not", "materialized"})) ++as;
      const bool query = At(as).text == "(" && AnyOf(At(as + 1), {"select", "insert", "update",
                                                                  "delete", "with", "values"});
      if (query || (Words(i, "with", "recursive") && At(as).text == "(")) {
        common_.insert(ToLowerAscii(At(i + 1).text));
      }
    }
  }

  // What holds inside one pair of parentheses.
  struct Level {
    bool list = false;      // behind FROM: a comma begins another table
    bool expects = false;   // a table comes next
    bool function = false;  // extract(day FROM x): not a list of tables
  };

  // A statement's tables are what it reads, writes or makes; not what a foreign key refers to.
  void ReadTables() {
    FindCommon();
    // FROM is another word here: REVOKE … FROM somebody, COPY … FROM STDIN.
    if (!AnyOf(At(verb_at_), {"grant", "revoke", "comment", "copy"})) ReadFrom();
    if (out_.verb == "truncate") AddTableList(verb_at_ + 1);
    if (out_.verb == "lock")
      AddTableList(Word(verb_at_ + 1, "tables") ? verb_at_ + 2 : verb_at_ + 1);
    if (out_.verb == "copy" && At(verb_at_ + 1).text != "(") AddTable(verb_at_ + 1);
    if (out_.verb == "grant" || out_.verb == "revoke") AddGranted();
    if (out_.verb.ends_with("-policy") || out_.verb == "create-trigger") AddTableBehindOn();
    if (object_at_ != 0 && out_.verb.ends_with("-table")) {
      std::size_t i = object_at_;
      while (AnyOf(At(i), {"if", "not", "exists", "only"})) ++i;
      AddTable(i);
      if (out_.verb == "drop-table") AddTableList(i);
    } else if (out_.verb == "create-index") {
      AddTableBehindOn();
    }
    for (const std::string& table : tables_) {
      if (out_.tables.size() < 32) out_.tables.push_back(sink_.Keep(table));
    }
  }

  void AddTableBehindOn() {
    for (std::size_t i = object_at_; i < end_; ++i) {
      if (!Word(i, "on")) continue;
      AddTable(Word(i + 1, "only") ? i + 2 : i + 1);
      return;
    }
  }

  // GRANT … ON [TABLE] a, b TO; not of a schema, a function, all tables.
  void AddGranted() {
    for (std::size_t i = verb_at_; i < end_; ++i) {
      if (!Word(i, "on")) continue;
      const std::size_t list = Word(i + 1, "table") ? i + 2 : i + 1;
      const bool other =
          AnyOf(At(list), {"all", "schema", "database", "function", "procedure", "sequence", "type",
                           "domain", "language", "foreign", "large", "tablespace", "parameter",
                           "routine", "package", "directory", "object", "keyspace"}) ||
          At(NameEnd(list)).text == ":";
      if (!other) AddTableList(list);
      return;
    }
  }

  void ReadFrom() {
    std::vector<Level> levels(1);
    for (std::size_t i = begin_; i < end_; ++i) {
      Level& level = levels.back();
      if (At(i).text == "(" && At(i).kind == SqlToken::kSymbol) {
        Level inner;
        inner.list = inner.expects = level.expects;
        inner.function =
            i > begin_ && AnyOf(At(i - 1), {"extract", "substring", "trim", "overlay"});
        level.expects = false;
        levels.push_back(inner);
      } else if (At(i).text == ")" && At(i).kind == SqlToken::kSymbol) {
        if (levels.size() > 1) levels.pop_back();
      } else if (At(i).text == "," && At(i).kind == SqlToken::kSymbol) {
        level.expects = level.list;
      } else if (level.expects) {
        i = ReadTable(i, level);
      } else if (At(i).kind == SqlToken::kWord) {
        ReadTableWord(i, level);
      }
    }
  }

  // What stands where a table is expected; the last token of it.
  std::size_t ReadTable(std::size_t i, Level& level) {
    if (AnyOf(At(i), {"only", "lateral"})) return i;
    level.expects = false;
    if (AnyOf(At(i), {"select", "values", "with", "set"})) {
      level.list = false;
      return i;
    }
    const std::size_t end = NameEnd(i);
    // Behind a name parentheses hold the arguments of a function, or SQL Server's hint.
    const bool call = At(end).text == "(" && !Word(end + 1, "nolock");
    if (!call) AddTable(i);
    return IsName(i) ? end - 1 : i;
  }

  void ReadTableWord(std::size_t i, Level& level) {
    const bool distinct = i > begin_ && Word(i - 1, "distinct");  // IS DISTINCT FROM
    // Not FOR UPDATE, ON UPDATE, DO UPDATE.
    const bool first =
        i > begin_ && (At(i - 1).text == "(" || At(i - 1).text == ";" ||
                       (HasBody() && AnyOf(At(i - 1), {"begin", "then", "loop", "else", "do"})));
    const bool verb = i == verb_at_ || first;
    if ((Word(i, "from") && !distinct && !level.function) ||
        (Word(i, "merge") && verb && !Word(i + 1, "into")) ||
        AnyOf(At(i), {"join", "straight_join"}) || (Word(i, "update") && verb) ||
        (Word(i, "using") && AnyOf(At(verb_at_), {"delete", "merge"}) && At(i + 1).text != "(")) {
      level.list = level.expects = true;
    } else if (Word(i, "into")) {
      const bool variables =
          HasBody() && !(i > begin_ && AnyOf(At(i - 1), {"insert", "ignore", "replace", "merge"}));
      if (variables) return;
      if (!AnyOf(At(i + 1), {"outfile", "dumpfile"}))
        AddTable(Word(i + 1, "table") ? i + 2 : i + 1);
    } else if (AnyOf(At(i), {"where", "group", "order", "having", "limit", "offset", "union",
                             "intersect", "except", "returning", "set", "values", "window", "fetch",
                             "for", "when", "select"})) {
      level.list = false;
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
  std::set<std::string> common_;
  std::set<std::string> tables_;
  std::set<std::string> clauses_;
  std::set<std::string> constraints_;
  std::set<std::string> dialects_;
};

}  // namespace

void AnalyzeStatement(const Tokens& tokens, std::size_t begin, std::size_t end, Statement& out,
                      FactSink& sink) {
  Analysis(tokens, begin, end, out, sink).Run();
}

}  // namespace assay
