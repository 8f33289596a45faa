#include "facts/shell_words.h"

#include <algorithm>
#include <array>

namespace assay {
namespace {

constexpr std::size_t kMaxWords = 256;
constexpr std::array kReserved = std::to_array<std::string_view>(
    {"if", "then", "else", "elif", "fi", "for", "while", "until", "do", "done", "case", "esac",
     "in", "{", "}", "!", "time", "function"});

class Splitter {
 public:
  Splitter(std::string_view script, std::size_t limit) : script_(script), limit_(limit) {}

  std::vector<ShellCommand> Run() {
    while (at_ < script_.size() && commands_.size() < limit_) Step();
    FinishCommand("");
    return std::move(commands_);
  }

 private:
  char Peek(std::size_t ahead = 0) const {
    return at_ + ahead < script_.size() ? script_[at_ + ahead] : '\0';
  }

  void Take() {
    if (script_[at_] == '\n') ++line_;
    ++at_;
  }

  void FinishWord() {
    if (!in_word_) return;
    in_word_ = false;
    std::string word = std::move(word_);
    word_.clear();
    if (drop_next_) {
      drop_next_ = false;
      if (here_document_) pending_here_.push_back(word);
      here_document_ = false;
      return;
    }
    const bool first = current_.words.empty();
    if (first && !quoted_ && std::find(kReserved.begin(), kReserved.end(), word) != kReserved.end())
      return;
    if (first) current_.line = word_line_;
    if (current_.words.size() < kMaxWords) current_.words.push_back(std::move(word));
  }

  void FinishCommand(std::string_view op) {
    FinishWord();
    drop_next_ = false;
    if (current_.words.empty()) return;
    current_.operator_before = joined_by_;
    current_.operator_after = op;
    joined_by_ = op;
    commands_.push_back(std::move(current_));
    current_ = {};
  }

  void Add(char c) {
    if (!in_word_) {
      in_word_ = true;
      quoted_ = false;
      word_line_ = line_;
    }
    word_ += c;
  }

  void Quoted(char quote) {
    if (!in_word_) {
      in_word_ = true;
      word_line_ = line_;
    }
    quoted_ = true;
    Take();
    while (at_ < script_.size() && Peek() != quote) {
      if (quote == '"' && Peek() == '\\' && at_ + 1 < script_.size()) {
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

  // ${…} and $((…)) belong to their word; $(…) is split like the rest.
  void Dollar() {
    const char next = Peek(1);
    if (next == '{') {
      while (at_ < script_.size() && Peek() != '}' && Peek() != '\n') {
        Add(Peek());
        Take();
      }
      return;
    }
    Add('$');
    Take();
  }

  void SkipHereDocuments() {
    for (const std::string& end : pending_here_) {
      while (at_ < script_.size()) {
        std::size_t stop = script_.find('\n', at_);
        if (stop == std::string_view::npos) stop = script_.size();
        std::string_view text = script_.substr(at_, stop - at_);
        while (!text.empty() && (text.front() == '\t' || text.front() == ' '))
          text.remove_prefix(1);
        at_ = std::min(stop + 1, script_.size());
        ++line_;
        if (text == end) break;
      }
    }
    pending_here_.clear();
  }

  void Operator() {
    const char c = Peek();
    if (c == '\n') {
      FinishCommand(";");
      Take();
      SkipHereDocuments();
    } else if ((c == '&' || c == '|') && Peek(1) == c) {
      FinishCommand(c == '&' ? "&&" : "||");
      at_ += 2;
    } else if (c == '|') {
      FinishCommand("|");
      at_ += Peek(1) == '&' ? 2 : 1;
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
    drop_next_ = true;
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
      Quoted(c);
    } else if (c == '$') {
      Dollar();
    } else if (c == '#' && !in_word_) {
      while (at_ < script_.size() && Peek() != '\n') ++at_;
    } else if (c == ' ' || c == '\t' || c == '\r') {
      FinishWord();
      ++at_;
    } else if (c == '&' && (Peek(1) == '>')) {
      Redirection();
    } else if (c == '\n' || c == ';' || c == '&' || c == '|') {
      Operator();
    } else if (c == '(' || c == ')' || c == '`') {
      if (in_word_ && word_.ends_with("$")) word_.pop_back();
      if (word_.empty()) in_word_ = false;
      FinishCommand(";");
      ++at_;
    } else if (c == '<' || c == '>') {
      Redirection();
    } else {
      Add(c);
      Take();
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
  std::uint32_t word_line_ = 1;
  bool in_word_ = false;
  bool quoted_ = false;
  bool drop_next_ = false;  // the next word is a redirection's target
  bool here_document_ = false;
  std::vector<std::string> pending_here_;
};

}  // namespace

std::vector<ShellCommand> SplitShell(std::string_view script, std::size_t limit) {
  return Splitter(script, limit).Run();
}

}  // namespace assay
