#include "facts/gradle_tokens.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace assay {
namespace {

bool IsWordByte(char c) {
  const char lower = ToLowerAscii(c);
  return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
         (static_cast<unsigned char>(c) & 0x80) != 0;
}

class GradleTokenizer {
 public:
  GradleTokenizer(std::string_view text, std::size_t limit) : text_(text), limit_(limit) {}

  std::vector<GradleToken> Run() {
    while (at_ < text_.size() && tokens_.size() < limit_) Step();
    Add(GradleToken::kEndOfLine, at_, at_, at_);
    return std::move(tokens_);
  }

 private:
  void Step() {
    const char c = text_[at_];
    if (c == '\n' || c == ';') {
      Add(GradleToken::kEndOfLine, at_, at_, at_);
      Advance(at_ + 1);
    } else if (c == ' ' || c == '\t' || c == '\r') {
      ++at_;
    } else if (text_.substr(at_, 2) == "//") {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (text_.substr(at_, 2) == "/*") {
      const std::size_t end = text_.find("*/", at_ + 2);
      Advance(end == text_.npos ? text_.size() : end + 2);
    } else if (c == '"' || c == '\'') {
      String(c);
    } else if (c == '`') {
      const std::size_t end = std::min(text_.find_first_of("`\n", at_ + 1), text_.size());
      Add(GradleToken::kWord, at_, at_ + 1, end);
      at_ = end < text_.size() && text_[end] == '`' ? end + 1 : end;
    } else if (IsWordByte(c)) {
      std::size_t end = at_;
      while (end < text_.size() && IsWordByte(text_[end])) ++end;
      Add(GradleToken::kWord, at_, at_, end);
      at_ = end;
    } else {
      Add(GradleToken::kSign, at_, at_, at_ + 1);
      ++at_;
    }
  }

  // To `end`, counting the lines on the way.
  void Advance(std::size_t end) {
    for (; at_ < end; ++at_) {
      if (text_[at_] != '\n') continue;
      ++line_;
      line_begin_ = at_ + 1;
    }
  }

  void Add(GradleToken::Kind kind, std::size_t from, std::size_t begin, std::size_t end) {
    tokens_.push_back({kind,
                       text_.substr(begin, end - begin),
                       {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(end), line_,
                        static_cast<std::uint32_t>(from - line_begin_ + 1), line_}});
  }

  void String(char quote) {
    const std::size_t from = at_;
    const std::string_view triple = quote == '"' ? "\"\"\"" : "'''";
    if (text_.substr(at_, 3) == triple) {
      const std::size_t end = std::min(text_.find(triple, at_ + 3), text_.size());
      Add(GradleToken::kString, from, at_ + 3, std::max(end, at_ + 3));
      Advance(std::min(end + 3, text_.size()));
      return;
    }
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != quote && text_[end] != '\n') {
      if (quote == '"' && text_.substr(end, 2) == "${") {
        end = ExpressionEnd(end);
      } else {
        end += text_[end] == '\\' ? 2 : 1;
      }
    }
    end = std::min(end, text_.size());
    Add(GradleToken::kString, from, at_ + 1, end);
    at_ = end < text_.size() && text_[end] == quote ? end + 1 : end;
  }

  // Behind the `}` of a `${…}`, whose own strings end nothing; behind the `$` where it has none.
  std::size_t ExpressionEnd(std::size_t begin) const {
    int depth = 0;
    for (std::size_t i = begin + 1; i < text_.size() && text_[i] != '\n'; ++i) {
      if (text_[i] == '{') ++depth;
      if (text_[i] == '}' && --depth == 0) return i + 1;
    }
    return begin + 1;
  }

  std::string_view text_;
  std::size_t limit_;
  std::size_t at_ = 0;
  std::size_t line_begin_ = 0;
  std::uint32_t line_ = 1;
  std::vector<GradleToken> tokens_;
};

}  // namespace

std::string GradleVariable(std::string_view expression) {
  if (const std::size_t quote = expression.find_first_of("\"'"); quote != expression.npos) {
    const std::size_t end = expression.find(expression[quote], quote + 1);
    if (end == expression.npos) return {};
    return std::string(expression.substr(quote + 1, end - quote - 1));
  }
  expression = Trim(expression);
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view end : {"()", ".get", ".toString", ".asProvider", ".orNull"}) {
      if (!expression.ends_with(end)) continue;
      expression.remove_suffix(end.size());
      again = true;
    }
    for (const std::string_view begin : {"rootProject.", "project.", "ext.", "extra."}) {
      if (!expression.starts_with(begin)) continue;
      expression.remove_prefix(begin.size());
      again = true;
    }
  }
  if (expression.find_first_of(" \t\n()[]{}+?:") != expression.npos) return {};
  return std::string(expression);
}

std::string GradleAccessor(std::string_view alias) {
  std::string accessor(alias);
  for (char& c : accessor) {
    if (c == '-' || c == '_') c = '.';
  }
  return accessor;
}

std::vector<GradleToken> TokenizeGradle(std::string_view text, std::size_t limit) {
  return GradleTokenizer(text, limit).Run();
}

}  // namespace assay
