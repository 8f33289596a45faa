#include "facts/sql.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "facts/sql_analysis.h"
#include "facts/sql_script.h"
#include "facts/sql_text.h"

namespace assay {
namespace {

using Tokens = std::vector<SqlToken>;

constexpr std::size_t kMaxFileTokens = 2'000'000;
constexpr std::size_t kMaxStringTokens = 20'000;

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
       "exec",     "declare", "optimize", "cluster", "listen",  "notify",    "prepare",  "load",
       "unlock",   "attach",  "detach",   "apply",   "deny"});
}

// Whether the tokens [from, to) are all that stands on their line.
bool IsLine(std::string_view text, const Tokens& tokens, std::size_t from, std::size_t to) {
  const std::size_t before = from == 0 ? 0 : tokens[from - 1].end;
  const std::size_t behind = to >= tokens.size() ? text.size() : tokens[to].begin;
  const auto breaks = [&](std::size_t begin, std::size_t end) {
    return text.substr(begin, end - begin).find('\n') != std::string_view::npos;
  };
  return (from == 0 || breaks(before, tokens[from].begin)) &&
         (to >= tokens.size() || breaks(tokens[to - 1].end, behind));
}

// A line that sends what stands before it: SQL Server's `GO`, `GO 5`; SQL*Plus' `/`. How many
// tokens it has; 0 if it is none.
std::size_t BatchEnd(std::string_view text, const Tokens& tokens, std::size_t i) {
  const bool slash = tokens[i].kind == SqlToken::kSymbol && tokens[i].text == "/";
  if (!slash && !IsWord(tokens[i], "go")) return 0;
  if (IsLine(text, tokens, i, i + 1)) return 1;
  const bool count = !slash && i + 1 < tokens.size() && tokens[i + 1].kind == SqlToken::kNumber;
  return count && IsLine(text, tokens, i, i + 2) ? 2 : 0;
}

// Lines of `/` of a script, in order.
std::vector<std::size_t> SlashLines(std::string_view text, const Tokens& tokens) {
  std::vector<std::size_t> lines;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].text == "/" && tokens[i].kind == SqlToken::kSymbol &&
        IsLine(text, tokens, i, i + 1))
      lines.push_back(i);
  }
  return lines;
}

// What SQL*Plus reads up to a line of `/`, whatever semicolons stand in it.
bool IsPlsql(const Tokens& tokens, std::size_t begin) {
  if (AnyOf(tokens[begin], {"declare"})) return true;
  const bool next = begin + 1 < tokens.size();
  if (IsWord(tokens[begin], "begin"))
    return next && tokens[begin + 1].text != ";" &&
           !AnyOf(tokens[begin + 1], {"transaction", "tran", "work", "isolation", "read"});
  if (!IsWord(tokens[begin], "create")) return false;
  for (std::size_t i = begin + 1; i < std::min(begin + 5, tokens.size()); ++i) {
    if (AnyOf(tokens[i], {"procedure", "function", "package", "trigger", "type"})) return true;
    if (!AnyOf(tokens[i], {"or", "replace", "editionable", "noneditionable"})) return false;
  }
  return false;
}

// Whether the tokens from `begin` on make something that has a body of
// statements: CREATE [OR REPLACE] [DEFINER=…] PROCEDURE, FUNCTION, TRIGGER.
bool HasBody(const Tokens& tokens, std::size_t begin) {
  if (!AnyOf(tokens[begin], {"create", "alter"})) return false;
  for (std::size_t i = begin + 1; i < std::min(begin + 12, tokens.size()); ++i) {
    if (AnyOf(tokens[i], {"procedure", "proc", "function", "trigger", "event"})) return true;
    if (AnyOf(tokens[i], {"table", "view", "index", "type"}) || tokens[i].text == ";") return false;
  }
  return false;
}

// Follows BEGIN … END of a body, within which a semicolon ends nothing.
class BodyDepth {
 public:
  void Reset(bool has_body) {
    has_body_ = has_body;
    depth_ = 0;
  }
  bool inside() const { return depth_ > 0; }

  void Read(const Tokens& tokens, std::size_t i) {
    if (!has_body_ || tokens[i].kind != SqlToken::kWord) return;
    const auto next = [&](std::initializer_list<std::string_view> words) {
      return i + 1 < tokens.size() && AnyOf(tokens[i + 1], words);
    };
    if (IsWord(tokens[i], "begin")) {
      if (!next({"transaction", "tran", "work"})) ++depth_;
    } else if (IsWord(tokens[i], "case")) {
      // END CASE closes it, and is not a CASE by itself.
      if (depth_ > 0 && !(i > 0 && IsWord(tokens[i - 1], "end"))) ++depth_;
    } else if (IsWord(tokens[i], "end") && depth_ > 0 &&
               !next({"if", "loop", "while", "repeat", "for"})) {
      --depth_;
    }
  }

 private:
  bool has_body_ = false;
  int depth_ = 0;
};

// The last line of `GO`, which only a script of SQL Server has; its statements need no semicolons.
// 0 if there is none.
std::size_t LastGo(std::string_view text, const Tokens& tokens) {
  for (std::size_t i = tokens.size(); i > 0; --i) {
    if (IsWord(tokens[i - 1], "go") && BatchEnd(text, tokens, i - 1) > 0) return i - 1;
  }
  return 0;
}

bool IsFirstOfLine(std::string_view text, const Tokens& tokens, std::size_t i) {
  const std::size_t before = tokens[i - 1].end;
  return text.substr(before, tokens[i].begin - before).find('\n') != std::string_view::npos;
}

// Whether no statement of a script ends with a semicolon, though there are several: a list of
// INSERTs, a line each, as Hibernate's import.sql may be.
bool HasNoSemicolons(std::string_view text, const Tokens& tokens) {
  int inserts = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind == SqlToken::kSymbol && tokens[i].text == ";") return false;
    if (IsWord(tokens[i], "insert") && i + 1 < tokens.size() && IsWord(tokens[i + 1], "into") &&
        (i == 0 || IsFirstOfLine(text, tokens, i)))
      ++inserts;
  }
  return inserts > 1;
}

// Where statements of SQL Server end without a semicolon: at a word that begins a line and can only
// begin another statement, as far as what is open tells. A module (procedure, view …) has the rest
// of its batch.
class BatchStatements {
 public:
  void Reset(const Tokens& tokens, std::size_t begin) {
    begin_ = begin;
    parentheses_ = cases_ = 0;
    main_ = false;
    module_ = IsModule(tokens, begin);
  }
  bool module() const { return module_; }

  // Whether the token begins another statement than that which is open. Called for each in turn.
  bool Begins(std::string_view text, const Tokens& tokens, std::size_t i) {
    const SqlToken& token = tokens[i];
    if (token.kind == SqlToken::kSymbol) {
      if (token.text == "(") ++parentheses_;
      if (token.text == ")" && parentheses_ > 0) --parentheses_;
      return false;
    }
    if (token.kind != SqlToken::kWord || parentheses_ > 0 || module_) return false;
    if (i > begin_ && IsFirstOfLine(text, tokens, i) && cases_ == 0 && !GoesOn(tokens, i))
      return true;
    if (IsWord(token, "case")) ++cases_;
    if (IsWord(token, "end") && cases_ > 0) --cases_;
    // What makes an INSERT, UPDATE or WITH whole, and may not come twice.
    if (i > begin_ && AnyOf(token, {"select", "values", "exec", "execute", "set"})) main_ = true;
    if (i > begin_ && IsWord(tokens[begin_], "with") &&
        AnyOf(token, {"insert", "update", "delete"}))
      main_ = true;
    return false;
  }

 private:
  static bool IsModule(const Tokens& tokens, std::size_t begin) {
    if (!AnyOf(tokens[begin], {"create", "alter"})) return false;
    for (std::size_t i = begin + 1; i < std::min(begin + 4, tokens.size()); ++i) {
      if (AnyOf(tokens[i], {"procedure", "proc", "function", "trigger", "view"})) return true;
    }
    return false;
  }

  // Whether the word, at the begin of a line, is a part of what is open.
  bool GoesOn(const Tokens& tokens, std::size_t i) const {
    const SqlToken& word = tokens[i];
    if (AnyOf(word, {"if", "else", "while", "print", "return", "raiserror", "throw", "begin", "end",
                     "create", "truncate", "use", "declare", "commit", "rollback"})) {
      return IsOpenEnded(tokens[i - 1]);
    }
    if (IsOpenEnded(tokens[i - 1])) return true;
    const SqlToken& first = tokens[begin_];
    if (AnyOf(word, {"alter", "drop"})) {
      return IsWord(first, "alter") && i + 1 < tokens.size() &&
             AnyOf(tokens[i + 1], {"column", "constraint", "index", "partition", "member"});
    }
    if (AnyOf(word, {"insert", "update", "delete"}))
      return IsWord(first, "merge") || (IsWord(first, "with") && !main_);
    if (AnyOf(word, {"select", "exec", "execute"}))
      return AnyOf(first, {"insert", "with"}) && !main_;
    if (IsWord(word, "set"))
      return (IsWord(first, "update") && !main_) || AnyOf(first, {"alter", "merge", "with"});
    // `WITH c AS (…)`, not an option or a hint.
    if (IsWord(word, "with")) return i + 2 >= tokens.size() || !IsWord(tokens[i + 2], "as");
    return !AnyOf(word, {"merge", "grant", "revoke", "deny"});
  }

  // Behind these a statement goes on.
  static bool IsOpenEnded(const SqlToken& token) {
    if (token.kind == SqlToken::kSymbol) return token.text != ")" && token.text != "]";
    return AnyOf(token, {"as",   "union", "all",  "except", "intersect", "for",   "on",   "after",
                         "of",   "then",  "with", "grant",  "revoke",    "deny",  "from", "into",
                         "join", "where", "and",  "or",     "by",        "using", "not",  "to"});
  }

  std::size_t begin_ = 0;
  std::size_t parentheses_ = 0;
  std::size_t cases_ = 0;
  bool main_ = false;
  bool module_ = false;
};

// How many marks of dynamic parts the text holds.
std::size_t CountMarks(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = text.find("{}"); at != std::string_view::npos; at = text.find("{}", at + 2))
    ++count;
  return count;
}

// The parts of each of several statements, one after the other. Where the text
// itself holds a mark, it cannot be told which are whose, and all are.
class Parts {
 public:
  Parts(const std::vector<DynamicPart>& all, std::string_view text)
      : all_(all), text_(text), told_(!all.empty() && CountMarks(text) == all.size()) {}

  std::vector<DynamicPart> Between(std::uint32_t start, std::uint32_t end) {
    if (!told_) return all_;
    const auto first = Advance(start);
    const auto last = Advance(end);
    return {all_.begin() + first, all_.begin() + last};
  }

 private:
  std::ptrdiff_t Advance(std::uint32_t to) {
    if (to > at_) next_ += CountMarks(text_.substr(at_, to - at_));
    at_ = std::max(at_, to);
    return static_cast<std::ptrdiff_t>(next_);
  }

  const std::vector<DynamicPart>& all_;
  std::string_view text_;
  bool told_;
  std::uint32_t at_ = 0;
  std::size_t next_ = 0;  // of the parts: the first behind at_
};

}  // namespace

void AddStatements(std::string_view sql, const Statement& site, bool whole_file, FactSink& sink) {
  const std::string_view text = whole_file ? sql : sql.substr(0, sink.limits().sql_bytes);
  const std::string plain = whole_file ? PlainSql(text) : std::string();
  const std::string_view read = plain.empty() ? text : std::string_view(plain);
  const std::size_t limit = whole_file ? kMaxFileTokens : kMaxStringTokens;
  const bool cql =
      std::find(site.dialects.begin(), site.dialects.end(), "cql") != site.dialects.end();
  Tokens tokens = TokenizeSql(read, limit, {false, cql});
  const bool marked = read.find_first_of("\\#") != std::string_view::npos;
  if (marked && !cql && IsEvidentlyMysql(read, tokens))
    tokens = TokenizeSql(read, limit, {true, false});
  Parts parts(site.parts, text);
  const LineIndex lines(text);
  const std::vector<std::size_t> slashes =
      whole_file ? SlashLines(text, tokens) : std::vector<std::size_t>();
  std::size_t begin = 0;
  std::size_t plsql_end = 0;  // the line of `/` that ends what began
  BodyDepth body;
  const std::size_t last_go = whole_file ? LastGo(text, tokens) : 0;
  const bool batches = last_go > 0;
  const bool by_lines = batches || (whole_file && !cql && HasNoSemicolons(text, tokens));
  BatchStatements batch_statements;
  for (std::size_t i = 0; i <= tokens.size(); ++i) {
    const std::size_t batch = i < tokens.size() && whole_file ? BatchEnd(text, tokens, i) : 0;
    // BEGIN BATCH of CQL is a statement of its own.
    const bool behind_batch = cql && i > begin && i < tokens.size() && i - begin <= 3 &&
                              IsWord(tokens[i - 1], "batch") && IsWord(tokens[begin], "begin");
    if (by_lines && i == begin && i < tokens.size()) batch_statements.Reset(tokens, i);
    const bool next =
        by_lines && i < tokens.size() && batch == 0 && batch_statements.Begins(text, tokens, i);
    const bool ends =
        i == tokens.size() || batch > 0 || behind_batch || next ||
        (tokens[i].kind == SqlToken::kSymbol && tokens[i].text == ";" && !body.inside() &&
         i >= plsql_end && !(i < last_go && batch_statements.module()));
    if (!ends) {
      if (i == begin) {
        body.Reset(HasBody(tokens, begin));
        const auto slash = std::lower_bound(slashes.begin(), slashes.end(), i);
        plsql_end = slash != slashes.end() && IsPlsql(tokens, i) ? *slash : 0;
      }
      body.Read(tokens, i);
      continue;
    }
    const std::size_t from = begin;
    const bool plsql = plsql_end > 0 && from < plsql_end;
    const bool again = behind_batch || next;  // The token begins the next one.
    begin = again ? i : i + std::max<std::size_t>(batch, 1);
    body.Reset(false);
    std::size_t to = i;
    while (to > from + 1 && tokens[to - 1].text == ";") --to;
    std::size_t verb = from;
    while (verb + 1 < to && tokens[verb].text == "(") ++verb;
    // A block of SQL Server holds statements, and is none.
    const bool block = batches && from < to && IsWord(tokens[verb], "begin") &&
                       !(verb + 1 < to && AnyOf(tokens[verb + 1], {"tran", "transaction"}));
    if (from >= to || !IsVerb(tokens[verb]) || block) {
      if (again) --i;
      if (batch > 1) i += batch - 1;
      continue;
    }
    Statement statement = site;
    const std::uint32_t start = tokens[from].begin;
    const std::uint32_t end = tokens[to - 1].end;
    if (whole_file) {
      statement.region = {start, end, lines.Line(start), lines.Column(start), lines.Line(end - 1)};
    }
    statement.parts = parts.Between(start, end);
    statement.text = sink.Keep(Folded(text.substr(start, end - start), sink.limits().text_bytes));
    // A block of PL/SQL begins no transaction.
    if (plsql && AnyOf(tokens[from], {"begin", "declare"})) statement.verb = "block";
    AnalyzeStatement(tokens, from, to, statement, sink);
    if (plsql && std::find(statement.dialects.begin(), statement.dialects.end(), "oracle") ==
                     statement.dialects.end())
      statement.dialects.push_back("oracle");
    if (batches && std::find(statement.dialects.begin(), statement.dialects.end(), "mssql") ==
                       statement.dialects.end())
      statement.dialects.push_back("mssql");
    if (!sink.Add(std::move(statement))) return;
    if (again) --i;
    if (batch > 1) i += batch - 1;
  }
}

}  // namespace assay
