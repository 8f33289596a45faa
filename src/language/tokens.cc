#include "language/tokens.h"

#include <algorithm>
#include <cstring>
#include <list>
#include <string>

namespace assay {
namespace {

constexpr std::size_t kTokenBytes = 16;

bool IsAlpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsHexDigit(char c) { return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool IsWord(char c) { return IsAlpha(c) || IsDigit(c) || c == '_'; }
bool IsBlank(char c) { return c == ' ' || c == '\t'; }
bool IsAngle(char c) { return c == '<' || c == '>'; }

class Scanner {
 public:
  Scanner(std::string_view text, std::list<std::string>* storage)
      : text_(text), storage_(storage) {}

  std::vector<std::string_view> Run() {
    while (at_ < text_.size() && !ended_) Step();
    return std::move(tokens_);
  }

 private:
  char At(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }
  // The end of the run of characters that `accepts` from `i` on.
  template <typename Accepts>
  std::size_t Run(std::size_t i, Accepts accepts) const {
    while (i < text_.size() && accepts(text_[i])) ++i;
    return i;
  }
  std::size_t Same(std::size_t i, char c) const {
    return Run(i, [c](char other) { return other == c; });
  }
  std::size_t LineEnd(std::size_t i) const {
    const std::size_t end = text_.find('\n', i);
    return end == std::string_view::npos ? text_.size() : end;
  }
  bool Starts(std::string_view prefix) const { return text_.substr(at_).starts_with(prefix); }

  void Skip(std::size_t end) {
    line_start_ = end > 0 && text_[end - 1] == '\n';
    at_ = end;
  }
  void Emit(std::size_t end) {
    tokens_.push_back(text_.substr(at_, std::min(end - at_, kTokenBytes)));
    Skip(end);
  }
  void EmitMark(std::string_view mark, std::size_t end) {
    tokens_.push_back(mark);
    Skip(end);
  }

  void Step() {
    if (!closing_.empty()) return InComment();
    if (line_start_ && (AtShebang() || AtLineComment())) return;
    if (AtComment() || AtString()) return;
    const char c = text_[at_];
    if (IsWord(c)) return AtWord();
    const std::size_t end = PunctuationEnd(c);
    if (end == at_) return Skip(at_ + 1);
    Emit(end);
  }

  // --- "#!" ---

  bool AtShebang() {
    if (!Starts("#!")) return false;
    const std::size_t path = Run(at_ + 2, IsBlank);
    if (const std::size_t end = EnvironmentEnd(path); end != 0) {
      EmitInterpreter(Matched(end), ' ');
      at_ = end;
      SkipLine();
      return true;
    }
    const std::size_t end = Run(path, [](char c) { return IsAlpha(c) || c == '_' || c == '/'; });
    if (end == path) return false;
    const std::string matched = Matched(end);
    if (matched.substr(matched.rfind('/') + 1) != "env") EmitInterpreter(matched, '/');
    at_ = end;
    SkipLine();
    return true;
  }

  // "env A=1 B=2 name": the end of the last name that may be the interpreter, or 0.
  std::size_t EnvironmentEnd(std::size_t path) const {
    std::size_t word = Run(path, [](char c) { return IsWord(c) || c == '/'; });
    const std::string_view program = text_.substr(path, word - path);
    if (program != "env" && !program.ends_with("/env")) return 0;
    std::size_t end = 0;
    while (word < text_.size() && IsBlank(text_[word])) {
      word = Run(word, IsBlank);
      const std::size_t name = Run(word, [](char c) { return IsAlpha(c) || c == '_'; });
      if (name > word) end = name;
      const std::size_t next = Run(word, [](char c) { return !IsBlank(c); });
      if (text_.substr(word, next - word).find('=') == std::string_view::npos) break;
      word = next;
    }
    return end;
  }

  // The scanner's functions take what was matched for a C string.
  std::string Matched(std::size_t end) const {
    const std::string_view matched = text_.substr(at_, end - at_);
    return std::string(matched.substr(0, matched.find('\0')));
  }

  void EmitInterpreter(const std::string& matched, char separator) {
    const std::string name = matched.substr(matched.rfind(separator) + 1);
    storage_->push_back("SHEBANG#!" + name.substr(0, kTokenBytes));
    tokens_.push_back(storage_->back());
  }

  void SkipLine() {
    at_ = Run(at_, [](char c) { return c != '\n' && c != '\0'; });
    if (At(at_) != '\n') {
      ended_ = true;
    } else {
      Skip(at_ + 1);
    }
  }

  // --- comments of whole lines ---

  // A mark that a space or the line's end must follow; 0 where neither does.
  std::size_t RestOfLine(std::size_t mark) const {
    if (At(mark) == ' ') return LineEnd(mark);
    return mark < text_.size() && text_[mark] == '\n' ? mark + 1 : 0;
  }

  bool AtLineComment() {
    const std::size_t first = Run(at_, IsBlank);
    const std::string_view rest = text_.substr(first);
    std::size_t end = 0;
    std::string_view mark;
    if (rest.starts_with("#")) {
      mark = "COMMENT#";
      end = RestOfLine(Same(first, '#'));
    } else if (rest.starts_with("//")) {
      mark = "COMMENT//";
      end = LineEnd(first);
      if (end < text_.size()) ++end;
      if (rest.starts_with("//!") && RestOfLine(first + 3) == end) mark = "COMMENT//!";
    } else if (rest.starts_with("--")) {
      mark = "COMMENT--";
      end = RestOfLine(first + 2);
    } else if (rest.starts_with("%")) {
      mark = "COMMENT%";
      end = RestOfLine(Same(first, '%'));
    } else if (rest.starts_with("\"")) {
      mark = "COMMENT\"";
      end = RestOfLine(first + 1);
    } else if (rest.starts_with(";")) {
      mark = "COMMENT;";
      end = RestOfLine(Same(first, ';'));
    } else if (first == at_) {
      end = UnindentedEnd(&mark);
    }
    if (end == 0) return false;
    EmitMark(mark, end);
    return true;
  }

  std::size_t UnindentedEnd(std::string_view* mark) {
    const char c = At(at_);
    std::size_t text = 0;
    if (Starts("$! ")) {
      *mark = "COMMENT$!";
      text = at_ + 3;
    } else if (c == '.' || c == '\'') {
      if (Starts(".ig\n")) {
        *mark = "COMMENT.ig";
        closing_ = "..\n";
        return at_ + 4;
      }
      const std::size_t escape = Run(at_ + 1, IsBlank);
      if (!text_.substr(std::min(escape, text_.size())).starts_with("\\\"")) return 0;
      *mark = c == '.' ? "COMMENT.\\\"" : "COMMENT'\\\"";
      text = escape + 2;
    } else {
      return 0;
    }
    return At(text) == '\n' ? text + 1 : LineEnd(text);
  }

  // --- comments with an end ---

  void InComment() {
    const std::size_t close = text_.find(closing_, at_);
    if (close == std::string_view::npos) {
      ended_ = true;
    } else {
      Skip(close + closing_.size());
    }
    closing_ = {};
  }

  bool AtComment() {
    struct Opening {
      std::string_view text;
      std::string_view mark;
      std::string_view close;
    };
    static constexpr Opening kOpenings[] = {
        {"/**/", "COMMENT/*", ""},      {"/**", "COMMENT/**", "*/"},
        {"/*!", "COMMENT/*!", "*/"},    {"/*", "COMMENT/*", "*/"},
        {"<!--", "COMMENT<!--", "-->"}, {"{-", "COMMENT{-", "-}"},
        {"(*", "COMMENT(*", "*)"},      {"\"\"\"", "COMMENT\"\"\"", "\"\"\""},
        {"'''", "COMMENT'''", "'''"},
    };
    const char c = text_[at_];
    if (c != '/' && c != '<' && c != '{' && c != '(' && c != '"' && c != '\'') return false;
    for (const Opening& opening : kOpenings) {
      if (!Starts(opening.text)) continue;
      EmitMark(opening.mark, at_ + opening.text.size());
      closing_ = opening.close;
      return true;
    }
    return false;
  }

  bool AtString() {
    const char quote = text_[at_];
    if (quote != '"' && quote != '\'') return false;
    if (At(at_ + 1) == quote) {
      Skip(at_ + 2);
      return true;
    }
    for (++at_; at_ < text_.size() && text_[at_] != '\0'; ++at_) {
      if (text_[at_] == '\n' || text_[at_] == quote) {
        Skip(at_ + 1);
        return true;
      }
      if (text_[at_] == '\\' && At(++at_) == '\0') break;
    }
    ended_ = true;
    return true;
  }

  // --- words and numbers ---

  void AtWord() {
    const std::size_t word = Run(at_, IsWord);
    if (NumberEnd() >= word) return Skip(NumberEnd());
    Emit(word);
  }

  std::size_t NumberEnd() const {
    if (!IsDigit(text_[at_])) return at_;
    std::size_t end = Run(at_, [](char c) { return IsDigit(c) || c == '.'; });
    if (Starts("0x") && IsHexDigit(At(at_ + 2))) {
      end = Run(at_ + 2, [](char c) { return IsHexDigit(c) || c == '.'; });
      // The e of "0x1e-5" may be a digit or an exponent's.
      const char last = text_[end - 1];
      if (end > at_ + 3 && (last == 'e' || last == 'E') && (At(end) == '-' || At(end) == '+'))
        return SuffixEnd(end - 1);
    }
    return SuffixEnd(end);
  }

  std::size_t SuffixEnd(std::size_t end) const {
    const auto is_long = [](char c) { return c == 'l' || c == 'L'; };
    if (At(end) == 'u' || At(end) == 'U') return std::min(Run(end + 1, is_long), end + 3);
    if ((At(end) == 'e' || At(end) == 'E') && (At(end + 1) == '-' || At(end + 1) == '+'))
      end = Run(end + 2, IsDigit);
    return Run(end, [&](char c) { return is_long(c) || c == 'f' || c == 'F'; });
  }

  // --- punctuation ---

  // "((" and "(())", for one pair of brackets.
  std::size_t Brackets(char open, char close) const { return Same(Same(at_, open), close); }

  // The end of the longest token that begins with `c` here; at_ for none.
  std::size_t PunctuationEnd(char c) const {
    const std::size_t same = Same(at_, c);
    const char next = At(at_ + 1);
    const std::size_t two = at_ + 2;
    switch (c) {
      case '(':
        if (Starts("(...)")) return at_ + 5;
        if (Starts("(?:")) return at_ + 3;
        return Brackets('(', ')');
      case '{':
        return Starts("{...}") ? at_ + 5 : Brackets('{', '}');
      case '[':
        return Starts("[...]") ? at_ + 5 : Brackets('[', ']');
      case ')':
      case '}':
      case ']':
      case ',':
      case ';':
      case '\\':
      case '`':
        return same;
      case '.':
        if (IsWord(next)) return Run(at_ + 1, IsWord);
        if (next == '*' || next == '+') {
          const std::size_t end = Same(at_ + 1, next);
          return At(end) == '?' ? end + 1 : end;
        }
        return same;
      case '@':
      case '#':
        return IsWord(next) ? Run(at_ + 1, IsWord) : same;
      case '$':
        if (IsWord(next)) return Run(at_ + 1, IsWord);
        if (next == '(' || next == '{') return Same(at_ + 1, next);
        if (next == '[' && At(two) == ']') return Same(two, ']');
        return same;
      case '&':
        if (Starts("&>>")) return at_ + 3;
        if (next == '>' || next == '|') return two;
        return std::max(same, Assignment());
      case '|':
        return next == '&' ? two : std::max(same, Assignment());
      case '<':
      case '>':
        return AngleEnd(c, next);
      case '=': {
        const std::size_t end = Run(same, IsAngle);
        return std::max(end, next == '~' ? two : at_);
      }
      case '!': {
        const std::size_t equals = Same(same, '=');
        if (equals > same) return equals;
        return std::max(same, next == '>' || next == '~' ? two : at_);
      }
      case '-': {
        const std::size_t arrow = Same(same, '>');
        return std::max({same, arrow, Assignment()});
      }
      case '/':
        return std::max(Run(at_, [](char d) { return IsAngle(d) || d == '/'; }), Assignment());
      case '%':
      case '?':
        return std::max({same, next == '>' ? two : at_, c == '%' ? Assignment() : at_});
      case ':':
        return std::max({same, next == '-' ? two : at_, Assignment()});
      case '+':
      case '*':
      case '^':
      case '~':
        return std::max(same, Assignment());
      default:
        return at_;
    }
  }

  // "+=", "|==".
  std::size_t Assignment() const { return At(at_ + 1) == '=' ? Same(at_ + 1, '=') : at_; }

  std::size_t AngleEnd(char c, char next) const {
    std::size_t end = Run(at_, [](char d) { return IsAngle(d) || d == '/'; });
    const std::size_t angles = Run(at_, IsAngle);
    if (At(angles) == '=') end = std::max(end, Run(Same(angles, '='), IsAngle));
    if (c == '>') return std::max(end, next == '&' ? at_ + 2 : at_);
    if (next == '&') end = std::max(end, at_ + (At(at_ + 2) == '-' ? 3 : 2));
    const std::size_t arrow = Same(at_, '<');
    if (At(arrow) == '-') end = std::max(end, Same(arrow, '-'));
    const std::size_t mark = next == '/' ? at_ + 2 : at_ + 1;
    if (std::strchr("?%!#@", At(mark)) != nullptr && At(mark) != '\0')
      end = std::max(end, mark + 1);
    return end;
  }

  std::string_view text_;
  std::list<std::string>* storage_;
  std::vector<std::string_view> tokens_;
  std::size_t at_ = 0;
  bool line_start_ = true;
  bool ended_ = false;
  std::string_view closing_;  // of the comment that is open
};

}  // namespace

std::vector<std::string_view> TokensOf(std::string_view text, std::list<std::string>* storage) {
  return Scanner(text, storage).Run();
}

}  // namespace assay
