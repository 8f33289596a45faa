#include "facts/schema_tokens.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace assay {
namespace {

bool IsWordByte(char c) {
  const char lower = ToLowerAscii(c);
  return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
         c == '-' || c == '$' || (static_cast<unsigned char>(c) & 0x80) != 0;
}

class SchemaTokenizer {
 public:
  SchemaTokenizer(std::string_view text, SchemaComments comments, std::size_t limit)
      : text_(text), hash_(comments == SchemaComments::kHash), limit_(limit) {}

  std::vector<SchemaToken> Run() {
    while (at_ < text_.size() && tokens_.size() < limit_) Step();
    return std::move(tokens_);
  }

 private:
  void Step() {
    const char c = text_[at_];
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ',') {
      // GraphQL takes a comma for a blank, protobuf needs none of them.
      Advance(at_ + 1);
    } else if (hash_ ? c == '#' : text_.substr(at_, 2) == "//") {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (!hash_ && text_.substr(at_, 2) == "/*") {
      const std::size_t end = text_.find("*/", at_ + 2);
      Advance(end == std::string_view::npos ? text_.size() : end + 2);
    } else if (text_.substr(at_, 3) == "\"\"\"") {
      const std::size_t end = std::min(text_.find("\"\"\"", at_ + 3), text_.size());
      Add(SchemaToken::kString, at_ + 3, end);
      Advance(std::min(end + 3, text_.size()));
    } else if (c == '"' || c == '\'') {
      String(c);
    } else if (IsWordByte(c)) {
      std::size_t end = at_;
      while (end < text_.size() && IsWordByte(text_[end])) ++end;
      Add(SchemaToken::kWord, at_, end);
      at_ = end;
    } else {
      Add(SchemaToken::kSign, at_, at_ + 1);
      ++at_;
    }
  }

  void String(char quote) {
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != quote && text_[end] != '\n') {
      end += text_[end] == '\\' ? 2 : 1;
    }
    end = std::min(end, text_.size());
    Add(SchemaToken::kString, at_ + 1, end);
    at_ = end < text_.size() && text_[end] == quote ? end + 1 : end;
  }

  void Advance(std::size_t end) {
    for (; at_ < end; ++at_) {
      if (text_[at_] != '\n') continue;
      ++line_;
      line_begin_ = at_ + 1;
    }
  }

  void Add(SchemaToken::Kind kind, std::size_t begin, std::size_t end) {
    begin = std::min(begin, end);
    tokens_.push_back({kind,
                       text_.substr(begin, end - begin),
                       {static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(end), line_,
                        static_cast<std::uint32_t>(at_ - line_begin_ + 1), line_}});
  }

  std::string_view text_;
  bool hash_;
  std::size_t limit_;
  std::size_t at_ = 0;
  std::size_t line_begin_ = 0;
  std::uint32_t line_ = 1;
  std::vector<SchemaToken> tokens_;
};

}  // namespace

std::vector<SchemaToken> TokenizeSchema(std::string_view text, SchemaComments comments,
                                        std::size_t limit) {
  return SchemaTokenizer(text, comments, limit).Run();
}

std::size_t SkipGroup(const std::vector<SchemaToken>& tokens, std::size_t at) {
  std::size_t depth = 0;
  for (; at < tokens.size(); ++at) {
    if (tokens[at].kind != SchemaToken::kSign) continue;
    const char c = tokens[at].text.front();
    if (c == '(' || c == '[' || c == '{') ++depth;
    if ((c == ')' || c == ']' || c == '}') && depth > 0 && --depth == 0) return at + 1;
  }
  return at;
}

}  // namespace assay
