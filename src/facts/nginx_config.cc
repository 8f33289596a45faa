#include <string>
#include <vector>

#include "base/text.h"
#include "facts/block_path.h"
#include "facts/data_tree.h"
#include "facts/server_config.h"

namespace assay {
namespace {

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// What a tool fills in before nginx reads it; `$host` is nginx's own.
bool IsFilledIn(std::string_view word) {
  if (word.find("{{") != std::string_view::npos || word.find("<%") != std::string_view::npos) {
    return true;
  }
  const std::size_t at = word.find("${");
  return at != std::string_view::npos && at + 2 < word.size() && word[at + 2] >= 'A' &&
         word[at + 2] <= 'Z';
}

class NginxReader {
 public:
  NginxReader(std::string_view text, FactSink& sink) : text_(text), lines_(text), sink_(sink) {}

  void Run() {
    while (SkipBlanks()) {
      const char c = text_[at_];
      if (c == ';') {
        ++at_;
        if (!Directive()) return;
      } else if (c == '{' && text_.substr(at_, 2) != "{{") {
        ++at_;
        if (!OpenBlock()) return;
      } else if (c == '}') {
        ++at_;
        Forget();
        path_.Close();
      } else {
        Word();
      }
    }
    if (!words_.empty() || path_.depth() > 0) {
      sink_.Diagnose("format-error", lines_.line_count(), "a directive or block does not end");
    }
  }

 private:
  // To the next word or sign, over comments and the statements of templates.
  bool SkipBlanks() {
    while (at_ < text_.size()) {
      if (IsBlank(text_[at_])) {
        ++at_;
      } else if (text_[at_] == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (text_.substr(at_, 2) == "{%" || text_.substr(at_, 2) == "{#") {
        SkipPast(text_[at_ + 1] == '%' ? "%}" : "#}");
      } else if (text_.substr(at_, 2) == "<%" && text_.substr(at_, 3) != "<%=") {
        SkipPast("%>");
      } else {
        return true;
      }
    }
    return false;
  }

  void SkipPast(std::string_view mark) {
    const std::size_t end = text_.find(mark, at_);
    at_ = end == std::string_view::npos ? text_.size() : end + mark.size();
  }

  void Word() {
    const std::size_t begin = at_;
    // `("a")`: what follows a quote is no word of its own.
    if (text_[at_] == ')' && !words_.empty() && begin == end_) {
      words_.back() += text_[at_++];
      end_ = at_;
      return;
    }
    std::string word;
    if (text_[at_] == '"' || text_[at_] == '\'') {
      const char quote = text_[at_++];
      while (at_ < text_.size() && text_[at_] != quote) {
        if (text_[at_] == '\\' && at_ + 1 < text_.size() && text_[at_ + 1] == quote) ++at_;
        word += text_[at_++];
      }
      ++at_;
    } else {
      while (at_ < text_.size() && !IsBlank(text_[at_]) && text_[at_] != ';' && text_[at_] != '{' &&
             text_[at_] != '}') {
        TakePiece(word);
      }
      // `{{ name }}` begins with what else opens a block.
      while (text_.substr(at_, 2) == "{{" || (at_ < text_.size() && !word.empty() && InWord())) {
        TakePiece(word);
      }
    }
    at_ = std::min(at_, text_.size());
    if (words_.empty()) begin_ = begin;
    end_ = at_;
    words_.push_back(std::move(word));
  }

  bool InWord() const {
    const char c = text_[at_];
    return !IsBlank(c) && c != ';' && c != '{' && c != '}';
  }

  // One character, or a variable or a template's expression as a whole.
  void TakePiece(std::string& word) {
    std::size_t end = at_ + 1;
    if (text_.substr(at_, 2) == "${") {
      end = text_.find('}', at_);
      end = end == std::string_view::npos ? text_.size() : end + 1;
    } else if (text_.substr(at_, 2) == "{{") {
      end = text_.find("}}", at_);
      end = end == std::string_view::npos ? text_.size() : end + 2;
    } else if (text_.substr(at_, 3) == "<%=") {
      end = text_.find("%>", at_);
      end = end == std::string_view::npos ? text_.size() : end + 2;
    } else if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
      end = at_ + 2;
    }
    word += text_.substr(at_, end - at_);
    at_ = end;
  }

  Region DirectiveRegion() const {
    return {static_cast<std::uint32_t>(begin_), static_cast<std::uint32_t>(end_),
            lines_.Line(begin_), lines_.Column(begin_),
            lines_.Line(end_ > begin_ ? end_ - 1 : begin_)};
  }

  std::string Arguments() const {
    std::string joined;
    for (std::size_t i = 1; i < words_.size() && joined.size() < sink_.limits().text_bytes; ++i) {
      if (i > 1) joined += ' ';
      joined += words_[i];
    }
    return joined;
  }

  void Forget() { words_.clear(); }

  bool Directive() {
    if (words_.empty()) return true;
    const std::string value = Arguments();
    Setting setting;
    setting.region = DirectiveRegion();
    setting.key = sink_.Keep(path_.Key(words_.front()));
    setting.value = sink_.Keep(value);
    setting.kind = PlainScalarKind(value);
    setting.templated = IsFilledIn(value);
    setting.document = "nginx";
    Forget();
    return sink_.Add(setting);
  }

  bool OpenBlock() {
    if (path_.depth() >= sink_.limits().data_depth) {
      sink_.Diagnose("nested-too-deep", lines_.Line(at_ - 1), "the rest of the file is not read");
      return false;
    }
    const std::string name = words_.empty() ? std::string() : words_.front();
    if (name.ends_with("_by_lua_block")) {
      SkipCode();
    } else {
      path_.Open(name, Arguments());
    }
    Forget();
    return true;
  }

  // Lua or JavaScript between braces.
  void SkipCode() {
    std::size_t depth = 1;
    for (; at_ < text_.size() && depth > 0; ++at_) {
      if (text_[at_] == '{') ++depth;
      if (text_[at_] == '}') --depth;
    }
  }

  std::string_view text_;
  LineIndex lines_;
  FactSink& sink_;
  BlockPath path_;
  std::size_t at_ = 0;
  std::vector<std::string> words_;  // of the directive that is being read
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace

void ReadNginx(std::string_view text, FactSink& sink) { NginxReader(text, sink).Run(); }

}  // namespace assay
