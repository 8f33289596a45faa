#include "facts/sql.h"

#include <algorithm>
#include <string>

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

}  // namespace

void AddStatements(std::string_view sql, const Statement& site, bool whole_file, FactSink& sink) {
  const std::string_view text = whole_file ? sql : sql.substr(0, sink.limits().sql_bytes);
  const std::string plain = whole_file ? PlainSql(text) : std::string();
  const Tokens tokens = TokenizeSql(plain.empty() ? text : std::string_view(plain),
                                    whole_file ? kMaxFileTokens : kMaxStringTokens);
  const LineIndex lines(text);
  std::size_t begin = 0;
  BodyDepth body;
  for (std::size_t i = 0; i <= tokens.size(); ++i) {
    const bool batch_ends = i < tokens.size() && whole_file && IsBatchEnd(text, tokens, i);
    const bool ends =
        i == tokens.size() || batch_ends ||
        (tokens[i].kind == SqlToken::kSymbol && tokens[i].text == ";" && !body.inside());
    if (!ends) {
      if (i == begin) body.Reset(HasBody(tokens, begin));
      body.Read(tokens, i);
      continue;
    }
    const std::size_t from = begin;
    begin = i + 1;
    body.Reset(false);
    std::size_t verb = from;
    while (verb + 1 < i && tokens[verb].text == "(") ++verb;
    if (from >= i || !IsVerb(tokens[verb])) continue;
    Statement statement = site;
    const std::uint32_t start = tokens[from].begin;
    const std::uint32_t end = tokens[i - 1].end;
    if (whole_file) {
      statement.region = {start, end, lines.Line(start), lines.Column(start), lines.Line(end - 1)};
    }
    statement.text = sink.Keep(Folded(text.substr(start, end - start), sink.limits().text_bytes));
    AnalyzeStatement(tokens, from, i, statement, sink);
    if (!sink.Add(std::move(statement))) return;
  }
}

}  // namespace assay
