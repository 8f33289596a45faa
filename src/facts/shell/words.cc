#include "facts/shell/words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace assay {
namespace {

constexpr std::size_t kMaxWords = 256;
constexpr std::size_t kMaxArithmeticBytes = 256;  // of `(( … ))`; longer ones are subshells
constexpr std::array kReserved =
    std::to_array<std::string_view>({"if", "then", "else", "elif", "fi", "while", "until", "do",
                                     "done", "in", "{", "}", "!", "coproc"});

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class Splitter {
 public:
  Splitter(std::string_view script, std::size_t limit) : script_(script), limit_(limit) {}

  std::vector<ShellCommand> Run() {
    while (at_ < script_.size() && commands_.size() < limit_) Step();
    FinishCommand("");
    return std::move(commands_);
  }

 private:
  enum class Skip : std::uint8_t {
    kNothing,
    kLoop,      // `for x in a b`: up to the separator
    kSubject,   // `case $1`: up to `in`
    kFunction,  // `function name`: one word
  };

  char Peek(std::size_t ahead = 0) const {
    return at_ + ahead < script_.size() ? script_[at_ + ahead] : '\0';
  }

  void Take() {
    if (script_[at_] == '\n') ++line_;
    ++at_;
  }

  // Of `case`: whether a pattern is read, not commands.
  bool InPattern() const { return !cases_.empty() && cases_.back(); }
  // Inside `[[ … ]]`, where operators are words.
  bool InTest() const {
    return !current_.words.empty() && current_.words.front() == "[[" &&
           current_.words.back() != "]]";
  }

  void FinishWord() {
    if (!in_word_) return;
    in_word_ = false;
    std::string word = std::move(word_);
    word_.clear();
    const std::size_t inner = std::exchange(word_inner_, 0);
    if (drop_next_) {
      drop_next_ = false;
      if (here_document_) pending_here_.push_back(word);
      here_document_ = false;
      return;
    }
    const bool skipped = InPattern() || skip_ != Skip::kNothing;
    if (current_.words.empty() && (skipped || !quoted_) && IsSyntax(word)) return;
    if (current_.words.empty()) current_.line = word_line_;
    if (current_.words.size() >= kMaxWords) return;
    for (std::size_t i = current_.inner.size() - inner; i < current_.inner.size(); ++i)
      current_.inner[i].word = current_.words.size();
    current_.words.push_back(std::move(word));
    current_.word_lines.push_back(word_line_);
  }

  // Whether the first word of a command is the language's own.
  bool IsSyntax(std::string_view word) {
    if (InPattern()) {
      if (word == "esac") cases_.pop_back();
      return true;
    }
    if (skip_ == Skip::kSubject && word == "in") {
      cases_.push_back(true);
      skip_ = Skip::kNothing;
      return true;
    }
    if (skip_ != Skip::kNothing) {
      if (skip_ == Skip::kFunction) skip_ = Skip::kNothing;
      return true;
    }
    if (word == "for" || word == "select") {
      skip_ = Skip::kLoop;
    } else if (word == "case") {
      skip_ = Skip::kSubject;
    } else if (word == "function") {
      skip_ = Skip::kFunction;
    } else if (word == "esac") {
      if (!cases_.empty()) cases_.pop_back();
    } else {
      return std::find(kReserved.begin(), kReserved.end(), word) != kReserved.end();
    }
    return true;
  }

  void FinishCommand(std::string_view op) {
    FinishWord();
    drop_next_ = false;
    if (skip_ == Skip::kLoop) skip_ = Skip::kNothing;
    if (current_.words.empty() && current_.inner.empty()) return;
    if (current_.words.empty()) {
      current_.line = current_.inner.front().line;
    } else {
      current_.operator_before = joined_by_;
      current_.operator_after = op;
      joined_by_ = op;
    }
    commands_.push_back(std::move(current_));
    current_ = {};
  }

  void Begin() {
    if (in_word_) return;
    in_word_ = true;
    quoted_ = false;
    word_line_ = line_;
  }

  void Add(char c) {
    Begin();
    word_ += c;
  }

  // Adds what stands before `end` as it is written.
  void AddUntil(std::size_t end) {
    Begin();
    for (end = std::min(end, script_.size()); at_ < end;) {
      word_ += Peek();
      Take();
    }
  }

  // Behind the parenthesis that closes the one before `from`; `stop` if none does before.
  std::size_t ClosingEnd(std::size_t from, std::size_t stop = std::string_view::npos) const {
    std::string open = "(";
    std::size_t i = from;
    stop = std::min(stop, script_.size());
    for (; i < stop && !open.empty(); ++i) {
      const char c = script_[i];
      const bool quoted = open.back() == '"';
      if (c == '\\') {
        ++i;
      } else if (c == '"') {
        quoted ? open.pop_back() : open.push_back('"');
      } else if (c == '(' && (!quoted || script_[i - 1] == '$')) {
        open.push_back('(');
      } else if (c == ')' && !quoted) {
        open.pop_back();
      } else if (c == '\'' && !quoted) {
        i = std::min(script_.find('\'', i + 1), script_.size());
      }
    }
    return std::min(i, stop);
  }

  // `$(…)`, `<(…)`: `before` characters, then a parenthesis.
  void Substitution(std::size_t before) {
    const std::size_t begin = at_ + before + 1;
    const std::size_t end = ClosingEnd(begin);
    const bool arithmetic = script_.substr(begin, 1) == "(" && end >= begin + 2 &&
                            script_.substr(end - 2, 2) == "))" && before == 1 && Peek() == '$';
    if (!arithmetic) AddInner(begin, end > begin && script_[end - 1] == ')' ? end - 1 : end);
    AddUntil(end);
  }

  void Backquoted() {
    std::size_t end = at_ + 1;
    while (end < script_.size() && script_[end] != '`') end += script_[end] == '\\' ? 2 : 1;
    end = std::min(end, script_.size());
    AddInner(at_ + 1, end);
    AddUntil(end + 1);
  }

  void AddInner(std::size_t begin, std::size_t end) {
    Begin();
    ++word_inner_;
    current_.inner.push_back(
        {current_.words.size(), std::string(script_.substr(begin, end - begin)), line_});
  }

  void Quoted(char quote, bool escapes) {
    Begin();
    quoted_ = true;
    Take();
    while (at_ < script_.size() && Peek() != quote) {
      if (quote == '"' && Peek() == '$' && Peek(1) == '(') {
        Substitution(1);
        continue;
      }
      if (quote == '"' && Peek() == '`') {
        Backquoted();
        continue;
      }
      if (escapes && Peek() == '\\' && at_ + 1 < script_.size()) {
        Take();
        if (Peek() == '\n') {
          Take();
          continue;
        }
      }
      word_ += Peek();
      Take();
    }
    if (at_ < script_.size()) Take();
  }

  void Dollar() {
    const char next = Peek(1);
    if (next == '(') {
      Substitution(1);
    } else if (next == '{') {
      Braces();
    } else if (next == '\'' || next == '"') {
      Take();
      Quoted(next, true);
    } else {
      Add('$');
      Take();
    }
  }

  // `${name/a/"${b}"}`: up to the brace that closes it on its line, else up to the first one.
  void Braces() {
    std::size_t end = at_;
    int depth = 0;
    for (; end < script_.size() && script_[end] != '\n' && at_ >= unbalanced_; ++end) {
      if (script_[end] == '$' && script_.substr(end + 1, 1) == "{") ++depth;
      if (script_[end] == '}' && --depth == 0) break;
    }
    if (depth == 0 && end > at_) return AddUntil(end);
    // Looked at once for all that begin on the line.
    unbalanced_ = std::max(unbalanced_, end);
    while (at_ < script_.size() && Peek() != '}' && Peek() != '\n') {
      Add(Peek());
      Take();
    }
  }

  void SkipHereDocuments() {
    for (const std::string& end : pending_here_) {
      const std::size_t begin = at_;
      const std::uint32_t first_line = line_;
      std::size_t body = at_;
      while (at_ < script_.size()) {
        std::size_t stop = script_.find('\n', at_);
        if (stop == std::string_view::npos) stop = script_.size();
        std::string_view text = script_.substr(at_, stop - at_);
        while (!text.empty() && (text.front() == '\t' || text.front() == ' '))
          text.remove_prefix(1);
        body = at_;
        at_ = std::min(stop + 1, script_.size());
        ++line_;
        if (text == end) break;
        body = at_;
      }
      // What a shell reads is a script.
      if (commands_.empty()) continue;
      ShellCommand& command = commands_.back();
      const bool no_script =
          std::all_of(command.words.begin(), command.words.end(), [&](const std::string& word) {
            return &word == &command.words.front() || word.starts_with('-');
          });
      if (!command.words.empty() && IsShell(command.words.front()) && no_script) {
        command.inner.push_back(
            {command.words.size(), std::string(script_.substr(begin, body - begin)), first_line});
      }
    }
    pending_here_.clear();
  }

  void Operator() {
    const char c = Peek();
    if (c == '\n') {
      if (InPattern()) FinishWord();
      FinishCommand(";");
      Take();
      SkipHereDocuments();
    } else if (InPattern() && c != '\n') {
      FinishWord();
      ++at_;
    } else if ((c == '&' || c == '|') && Peek(1) == c) {
      FinishCommand(c == '&' ? "&&" : "||");
      at_ += 2;
    } else if (c == '|') {
      FinishCommand("|");
      at_ += Peek(1) == '&' ? 2 : 1;
    } else if (c == ';' && (Peek(1) == ';' || Peek(1) == '&')) {
      FinishCommand(";");
      at_ += 2;
      if (Peek() == '&') ++at_;
      if (!cases_.empty()) cases_.back() = true;
    } else {
      FinishCommand(";");
      ++at_;
    }
  }

  void Redirection() {
    // "2>" leaves its number in the word.
    if (in_word_ && word_.size() == 1 && word_[0] >= '0' && word_[0] <= '9') {
      in_word_ = false;
      word_.clear();
    }
    FinishWord();
    here_document_ = Peek() == '<' && Peek(1) == '<' && Peek(2) != '<';
    while (Peek() == '<' || Peek() == '>' || Peek() == '&' || (here_document_ && Peek() == '-'))
      ++at_;
    if (Peek() == '|') ++at_;
    drop_next_ = true;
  }

  void Parenthesis() {
    const char c = Peek();
    if (InPattern()) {
      FinishWord();
      ++at_;
      if (c == ')' && InPattern()) cases_.back() = false;
      return;
    }
    if (c == '(') {
      const std::size_t close = script_.find_first_not_of(" \t", at_ + 1);
      const bool head = close != std::string_view::npos && script_[close] == ')';
      if (head && current_.words.size() + (in_word_ ? 1 : 0) <= 1) {
        // `name() {`
        in_word_ = false;
        word_.clear();
        word_inner_ = 0;
        current_ = {};
        at_ = close + 1;
        return;
      }
      if (in_word_ && word_.ends_with('=') && current_.words.empty()) {
        AddUntil(ClosingEnd(at_ + 1));  // An array.
        return;
      }
      if (!in_word_ && current_.words.empty() && Peek(1) == '(') {
        const std::size_t end = ClosingEnd(at_ + 1, at_ + kMaxArithmeticBytes);
        if (end >= at_ + 4 && script_.substr(end - 2, 2) == "))") {
          while (at_ < end) Take();  // (( … ))
          return;
        }
      }
    }
    FinishCommand(";");
    ++at_;
  }

  // An operator inside of `[[ … ]]`; only && and || go on behind the line.
  bool TestOperator() {
    const char c = Peek();
    if (!InTest()) return false;
    FinishWord();
    if (!InTest()) return false;
    if (c == '\n' && !IsOneOf(current_.words.back(), {"&&", "||", "[["})) return false;
    if (c == '\n') {
      Take();
      return true;
    }
    const bool twice = Peek(1) == c && (c == '&' || c == '|');
    AddUntil(at_ + (twice ? 2 : 1));
    FinishWord();
    return true;
  }

  // {{ … }} of whatever fills the script in.
  bool Template() {
    if (Peek() != '{' || Peek(1) != '{') return false;
    const std::size_t end = script_.find("}}", at_);
    if (end == std::string_view::npos || end > script_.find('\n', at_)) return false;
    AddUntil(end + 2);
    return true;
  }

  void Step() {
    const char c = Peek();
    if (c == '\\' && Peek(1) == '\n') {
      Take();
      Take();
    } else if (c == '\\' && Peek(1) == '\r' && Peek(2) == '\n') {
      at_ += 2;
      Take();
    } else if (c == '\\' && at_ + 1 < script_.size()) {
      Take();
      Add(Peek());
      Take();
    } else if (c == '\'' || c == '"') {
      Quoted(c, c == '"');
    } else if (c == '$') {
      Dollar();
    } else if (c == '`') {
      Backquoted();
    } else if (c == '#' && !in_word_) {
      while (at_ < script_.size() && Peek() != '\n') ++at_;
    } else if (c == ' ' || c == '\t' || c == '\r') {
      FinishWord();
      ++at_;
    } else if ((c == '<' || c == '>') && Peek(1) == '(' && !InTest()) {
      Substitution(1);
    } else if (std::string_view("\n;&|()<>").find(c) == std::string_view::npos) {
      if (Template()) return;
      Add(c);
      Take();
    } else if (TestOperator()) {
      return;
    } else if (c == '<' || c == '>' || (c == '&' && Peek(1) == '>')) {
      Redirection();
    } else if (c == '(' || c == ')') {
      Parenthesis();
    } else {
      Operator();
    }
  }

  std::string_view script_;
  std::size_t limit_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  std::vector<ShellCommand> commands_;
  ShellCommand current_;
  std::string joined_by_;
  std::string word_;
  std::size_t word_inner_ = 0;  // of the current command's inner scripts, the word's
  std::uint32_t word_line_ = 1;
  std::size_t unbalanced_ = 0;  // before it, no `${` is known to close
  bool in_word_ = false;
  bool quoted_ = false;
  bool drop_next_ = false;  // the next word is a redirection's target
  bool here_document_ = false;
  Skip skip_ = Skip::kNothing;
  std::vector<bool> cases_;  // open `case`s: whether a pattern comes
  std::vector<std::string> pending_here_;
};

}  // namespace

std::vector<ShellCommand> SplitShell(std::string_view script, std::size_t limit) {
  return Splitter(script, limit).Run();
}

bool IsShell(std::string_view program) {
  return IsOneOf(BaseName(program), {"sh", "bash", "dash", "ash", "zsh", "ksh"});
}

}  // namespace assay
