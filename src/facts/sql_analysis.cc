#include "facts/sql_analysis.h"

#include <algorithm>
#include <set>
#include <string>

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

  // ENGINE = of MySQL's own engines; ClickHouse has the clause too, and some of the names.
  bool IsMysqlEngine(std::size_t i) const {
    return Word(i, "engine") && At(i + 1).text == "=" &&
           AnyOf(At(i + 2), {"innodb", "myisam", "archive", "blackhole", "csv", "federated",
                             "mrg_myisam", "ndb", "ndbcluster", "aria", "rocksdb", "tokudb",
                             "columnstore", "spider", "xtradb"});
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
        IsMysqlEngine(i)) {
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

}  // namespace

void AnalyzeStatement(const Tokens& tokens, std::size_t begin, std::size_t end, Statement& out,
                      FactSink& sink) {
  Analysis(tokens, begin, end, out, sink).Run();
}

}  // namespace assay
