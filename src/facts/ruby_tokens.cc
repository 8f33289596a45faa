#include "facts/ruby_tokens.h"

#include <algorithm>

#include "base/text.h"

namespace assay {
namespace {

bool IsWordByte(char c) {
  const char lower = ToLowerAscii(c);
  return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '?' ||
         c == '!' || (static_cast<unsigned char>(c) & 0x80) != 0;
}

char ClosingOf(char open) {
  switch (open) {
    case '(':
      return ')';
    case '[':
      return ']';
    case '{':
      return '}';
    case '<':
      return '>';
    default:
      return open;
  }
}

class RubyTokenizer {
 public:
  RubyTokenizer(std::string_view text, std::size_t limit) : text_(text), limit_(limit) {}

  std::vector<RubyToken> Run() {
    while (at_ < text_.size() && tokens_.size() < limit_) Step();
    Add(RubyToken::kEndOfLine, at_, at_, at_);
    return std::move(tokens_);
  }

 private:
  void Step() {
    const char c = text_[at_];
    if (c == '\n') {
      Add(RubyToken::kEndOfLine, at_, at_, at_);
      ++at_;
      ++line_;
      line_begin_ = at_;
      if (text_.substr(at_, 6) == "=begin") SkipLinesTo("=end");
      if (text_.substr(at_, 7) == "__END__") at_ = text_.size();
    } else if (c == ' ' || c == '\t' || c == '\r') {
      ++at_;
    } else if (c == '\\' && text_.substr(at_ + 1, 1) == "\n") {
      at_ += 2;  // The statement goes on.
      ++line_;
      line_begin_ = at_;
    } else if (c == '#') {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (c == '"' || c == '\'') {
      Quoted(at_, at_ + 1, c, RubyToken::kString);
    } else if (c == '%' && IsPercent("wWiI")) {
      WordList();
    } else if (c == '%' && IsPercent("qQ")) {
      // %q<name>, as RubyGems writes strings.
      Quoted(at_, at_ + 3, ClosingOf(text_[at_ + 2]), RubyToken::kString);
    } else if (c == ':' && at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
      Quoted(at_, at_ + 2, '"', RubyToken::kSymbol);
    } else if (c == ':' && at_ + 1 < text_.size() && IsWordByte(text_[at_ + 1])) {
      Word(at_ + 1, RubyToken::kSymbol);
    } else if (IsWordByte(c)) {
      Word(at_, RubyToken::kWord);
    } else {
      Add(c == ';' ? RubyToken::kEndOfLine : RubyToken::kSign, at_, at_, at_ + 1);
      ++at_;
    }
  }

  void SkipLinesTo(std::string_view mark) {
    while (at_ < text_.size() && text_.substr(at_, mark.size()) != mark) {
      at_ = std::min(text_.find('\n', at_), text_.size() - 1) + 1;
      ++line_;
      line_begin_ = at_;
    }
  }

  void Add(RubyToken::Kind kind, std::size_t from, std::size_t begin, std::size_t end,
           bool interpolated = false) {
    RubyToken token;
    token.kind = kind;
    token.text = text_.substr(begin, end - begin);
    token.interpolated = interpolated;
    token.region = {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(end), line_,
                    static_cast<std::uint32_t>(from - line_begin_ + 1), line_};
    tokens_.push_back(token);
  }

  // A string that begins at `begin`; `from` is where its token does.
  void Quoted(std::size_t from, std::size_t begin, char quote, RubyToken::Kind kind) {
    bool interpolated = false;
    std::size_t end = begin;
    while (end < text_.size() && text_[end] != quote && text_[end] != '\n') {
      if (quote == '"' && text_.substr(end, 2) == "#{") interpolated = true;
      end += text_[end] == '\\' ? 2 : 1;
    }
    end = std::min(end, text_.size());
    at_ = end < text_.size() && text_[end] == quote ? end + 1 : end;
    const bool label =
        kind == RubyToken::kString && text_.substr(at_, 1) == ":" && text_.substr(at_, 2) != "::";
    Add(label ? RubyToken::kLabel : kind, from, begin, end, interpolated);
    if (label) ++at_;
  }

  void Word(std::size_t begin, RubyToken::Kind kind) {
    const std::size_t from = at_;
    std::size_t end = begin;
    while (end < text_.size() && IsWordByte(text_[end])) ++end;
    at_ = end;
    const bool label =
        kind == RubyToken::kWord && text_.substr(end, 1) == ":" && text_.substr(end, 2) != "::";
    Add(label ? RubyToken::kLabel : kind, from, begin, end);
    if (label) ++at_;
  }

  bool IsPercent(std::string_view kinds) const {
    return at_ + 2 < text_.size() && kinds.find(text_[at_ + 1]) != text_.npos &&
           std::string_view("([{<|!/").find(text_[at_ + 2]) != text_.npos;
  }

  // %w[a b] is the list ["a", "b"].
  void WordList() {
    const bool symbols = ToLowerAscii(text_[at_ + 1]) == 'i';
    const char close = ClosingOf(text_[at_ + 2]);
    Add(RubyToken::kSign, at_, at_ + 2, at_ + 3);
    tokens_.back().text = "[";
    at_ += 3;
    bool first = true;
    while (at_ < text_.size() && text_[at_] != close && tokens_.size() < limit_) {
      if (text_[at_] == '\n') {
        ++line_;
        line_begin_ = at_ + 1;
      }
      if (Trim(text_.substr(at_, 1)).empty()) {
        ++at_;
        continue;
      }
      std::size_t end = at_;
      while (end < text_.size() && text_[end] != close && !Trim(text_.substr(end, 1)).empty())
        ++end;
      if (!first) {
        Add(RubyToken::kSign, at_, at_, at_);
        tokens_.back().text = ",";
      }
      first = false;
      Add(symbols ? RubyToken::kSymbol : RubyToken::kString, at_, at_, end);
      at_ = end;
    }
    Add(RubyToken::kSign, at_, at_, std::min(at_ + 1, text_.size()));
    tokens_.back().text = "]";
    at_ = std::min(at_ + 1, text_.size());
  }

  std::string_view text_;
  std::size_t limit_;
  std::size_t at_ = 0;
  std::size_t line_begin_ = 0;
  std::uint32_t line_ = 1;
  std::vector<RubyToken> tokens_;
};

bool GoesOn(const std::vector<RubyToken>& statement, int brackets) {
  if (brackets > 0) return true;
  if (statement.empty() || statement.back().kind != RubyToken::kSign) return false;
  return std::string_view(",.&|+=").find(statement.back().text) != std::string_view::npos;
}

// Behind a block's `|a, b|`, if that is what stands at `at`.
std::size_t BehindParameters(const std::vector<RubyToken>& tokens, std::size_t at) {
  if (at == tokens.size() || tokens[at].kind != RubyToken::kSign || tokens[at].text != "|") {
    return at;
  }
  for (++at; at < tokens.size() && tokens[at].kind != RubyToken::kEndOfLine; ++at) {
    if (tokens[at].kind == RubyToken::kSign && tokens[at].text == "|") return at + 1;
  }
  return at;
}

}  // namespace

std::vector<RubyToken> TokenizeRuby(std::string_view text, std::size_t limit) {
  return RubyTokenizer(text, limit).Run();
}

std::vector<RubyToken> NextRubyStatement(const std::vector<RubyToken>& tokens, std::size_t& at) {
  std::vector<RubyToken> statement;
  int brackets = 0;
  if (at > 0 && tokens[at - 1].kind == RubyToken::kWord && tokens[at - 1].text == "do") {
    at = BehindParameters(tokens, at);
  }
  for (; at < tokens.size(); ++at) {
    const RubyToken& token = tokens[at];
    if (token.kind == RubyToken::kEndOfLine) {
      if (statement.empty() || GoesOn(statement, brackets)) continue;
      ++at;
      return statement;
    }
    const bool member = !statement.empty() && statement.back().text == ".";
    if (token.kind == RubyToken::kWord && token.text == "end" && !member) {
      if (statement.empty()) statement.push_back(tokens[at++]);
      return statement;
    }
    if (token.kind == RubyToken::kSign && (token.text == "(" || token.text == "[")) ++brackets;
    if (token.kind == RubyToken::kSign && (token.text == ")" || token.text == "]")) --brackets;
    statement.push_back(token);
    if (token.kind == RubyToken::kWord && token.text == "do" && !member) {
      ++at;
      return statement;
    }
  }
  return statement;
}

}  // namespace assay
