#include "facts/sql_text.h"

#include <algorithm>

#include "base/text.h"

namespace assay {
namespace {

bool IsWordStart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsWordPart(char c) { return IsWordStart(c) || IsDigit(c) || c == '$'; }

class Tokenizer {
 public:
  Tokenizer(std::string_view sql, std::size_t limit, SqlStyle style)
      : sql_(sql), limit_(limit), style_(style) {}

  std::vector<SqlToken> Run() {
    while (at_ < sql_.size() && tokens_.size() < limit_) Step();
    return std::move(tokens_);
  }

 private:
  char Peek(std::size_t ahead = 0) const {
    return at_ + ahead < sql_.size() ? sql_[at_ + ahead] : '\0';
  }

  void Add(SqlToken::Kind kind, std::size_t begin, std::size_t end, std::size_t quotes = 0) {
    const std::size_t inner_end = end > begin + 2 * quotes ? end - quotes : begin + quotes;
    tokens_.push_back({kind, sql_.substr(begin + quotes, inner_end - begin - quotes),
                       static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    at_ = end;
  }

  // Behind the closing `quote`, which doubled (or after a backslash) stands for itself.
  std::size_t QuoteEnd(char quote, bool backslash) const {
    std::size_t i = at_ + 1;
    while (i < sql_.size()) {
      if (backslash && sql_[i] == '\\') {
        i += 2;
      } else if (sql_[i] != quote) {
        ++i;
      } else if (i + 1 < sql_.size() && sql_[i + 1] == quote) {
        i += 2;
      } else {
        return i + 1;
      }
    }
    return sql_.size();
  }

  void SkipTo(std::string_view end) {
    const std::size_t found = sql_.find(end, at_ + 2);
    at_ = found == std::string_view::npos ? sql_.size() : found + end.size();
  }

  // Oracle's q'[it's]': up to the closing sign and a quote.
  bool AlternativeQuote() {
    const char open = Peek(2);
    if (open == '\0' || open == ' ' || open == '\'') return false;
    static constexpr std::string_view kOpening = "[({<";
    const std::size_t pair = kOpening.find(open);
    const char mark[] = {pair == std::string_view::npos ? open : "])}>"[pair], '\''};
    const std::size_t close = sql_.find(std::string_view(mark, 2), at_ + 3);
    if (close == std::string_view::npos) return false;
    Add(SqlToken::kString, at_, close + 2);
    return true;
  }

  // $$ … $$ and $tag$ … $tag$.
  bool DollarQuote() {
    std::size_t i = at_ + 1;
    while (i < sql_.size() && IsWordPart(sql_[i]) && sql_[i] != '$') ++i;
    if (i >= sql_.size() || sql_[i] != '$' || IsDigit(Peek(1))) return false;
    const std::string_view tag = sql_.substr(at_, i - at_ + 1);
    const std::size_t close = sql_.find(tag, i + 1);
    Add(SqlToken::kString, at_, close == std::string_view::npos ? sql_.size() : close + tag.size());
    return true;
  }

  // Where the next `sign` stands; npos if none does. What is not there once is
  // never looked for again, so that a text of open brackets stays linear.
  std::size_t Closing(char sign) {
    std::size_t& next = sign == ']' ? bracket_ : parenthesis_;
    if (next != std::string_view::npos && next < at_) next = sql_.find(sign, at_);
    return next;
  }

  std::size_t WordEnd(std::size_t from) const {
    while (from < sql_.size() && IsWordPart(sql_[from])) ++from;
    return from;
  }

  void Step() {
    const char c = Peek();
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v') {
      ++at_;
    } else if (c == '-' && Peek(1) == '-' && (!style_.backslashes || !IsWordPart(Peek(2)))) {
      SkipTo("\n");
    } else if (style_.slash_comments && c == '/' && Peek(1) == '/') {
      SkipTo("\n");
    } else if (c == '/' && Peek(1) == '*') {
      SkipTo("*/");
    } else if (c == '#' && (style_.backslashes || at_ == 0 || sql_[at_ - 1] == '\n')) {
      SkipTo("\n");
    } else if (c == '\'') {
      Add(SqlToken::kString, at_, QuoteEnd('\'', style_.backslashes), 1);
    } else if ((c == 'q' || c == 'Q') && Peek(1) == '\'' && AlternativeQuote()) {
      return;
    } else if ((c == 'E' || c == 'e') && Peek(1) == '\'') {
      ++at_;  // PostgreSQL's E'it\'s'.
      Add(SqlToken::kString, at_, QuoteEnd('\'', true), 1);
    } else if (c == '"' || c == '`') {
      Add(SqlToken::kQuoted, at_, QuoteEnd(c, style_.backslashes && c == '"'), 1);
    } else if (c == '[' && IsWordStart(Peek(1)) && Closing(']') != std::string_view::npos) {
      Add(SqlToken::kQuoted, at_, Closing(']') + 1, 1);
    } else if (c == '$' && IsDigit(Peek(1))) {
      Add(SqlToken::kPlaceholder, at_, WordEnd(at_ + 1));
    } else if (c == '$' && DollarQuote()) {
      return;
    } else if (c == '{' && Peek(1) == '}') {
      Add(SqlToken::kPlaceholder, at_, at_ + 2);
    } else if (c == '?') {
      Add(SqlToken::kPlaceholder, at_, at_ + 1);
    } else if (c == '%' && (Peek(1) == 's' || Peek(1) == 'd') && !IsWordPart(Peek(2))) {
      Add(SqlToken::kPlaceholder, at_, at_ + 2);
    } else if (c == '%' && Peek(1) == '(') {
      const std::size_t close = Closing(')');
      Add(SqlToken::kPlaceholder, at_,
          close == std::string_view::npos ? at_ + 1 : std::min(close + 2, sql_.size()));
    } else if ((c == ':' && Peek(1) != ':' && IsWordStart(Peek(1)) &&
                (at_ == 0 || sql_[at_ - 1] != ':')) ||
               (c == '@' && IsWordStart(Peek(1)))) {
      Add(SqlToken::kPlaceholder, at_, WordEnd(at_ + 1));
    } else if (IsWordStart(c)) {
      Add(SqlToken::kWord, at_, WordEnd(at_));
    } else if (IsDigit(c)) {
      std::size_t end = at_;
      while (end < sql_.size() && (IsWordPart(sql_[end]) || sql_[end] == '.')) ++end;
      Add(SqlToken::kNumber, at_, end);
    } else if (c == ':' && Peek(1) == ':') {
      Add(SqlToken::kSymbol, at_, at_ + 2);
    } else {
      Add(SqlToken::kSymbol, at_, at_ + 1);
    }
  }

  std::string_view sql_;
  std::size_t limit_;
  SqlStyle style_;
  std::size_t at_ = 0;
  std::size_t bracket_ = sql_.find(']');
  std::size_t parenthesis_ = sql_.find(')');
  std::vector<SqlToken> tokens_;
};

}  // namespace

std::vector<SqlToken> TokenizeSql(std::string_view sql, std::size_t limit, SqlStyle style) {
  return Tokenizer(sql, limit, style).Run();
}

bool IsMysqlEngine(const SqlToken& token) {
  return AnyOf(token,
               {"innodb", "myisam", "archive", "blackhole", "csv", "federated", "mrg_myisam", "ndb",
                "ndbcluster", "aria", "rocksdb", "tokudb", "columnstore", "spider", "xtradb"});
}

bool IsEvidentlyMysql(std::string_view sql, const std::vector<SqlToken>& tokens) {
  bool mysql = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const SqlToken& token = tokens[i];
    if (token.kind == SqlToken::kQuoted) mysql = mysql || sql[token.begin] == '`';
    if (token.kind != SqlToken::kWord) continue;
    if (AnyOf(token, {"pragma", "autoincrement", "plpgsql"})) return false;
    mysql = mysql || IsWord(token, "auto_increment") ||
            (IsWord(token, "engine") && i + 2 < tokens.size() && tokens[i + 1].text == "=" &&
             IsMysqlEngine(tokens[i + 2]));
  }
  return mysql;
}

bool IsWord(const SqlToken& token, std::string_view lower_case_word) {
  return token.kind == SqlToken::kWord && EqualsIgnoreCase(token.text, lower_case_word);
}

bool AnyOf(const SqlToken& token, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return IsWord(token, word); });
}

}  // namespace assay
