#include "facts/markup_scripts.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace assay {
namespace {

// Elements whose content is text up to their end tag, whatever it looks like.
constexpr std::array kRawTextElements = std::to_array<std::string_view>(
    {"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"});

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

struct Tag {
  std::string name;  // in small letters
  bool closing = false;
  bool self_closing = false;
  MarkupScript script;  // what its attributes say
};

class MarkupScanner {
 public:
  MarkupScanner(std::string_view text, MarkupHost host) : text_(text), host_(host) {}

  std::vector<MarkupScript> Scripts() {
    std::vector<MarkupScript> scripts;
    Tag tag;
    while (scripts.size() < kMaxScripts && NextTag(tag)) {
      if (host_ == MarkupHost::kVue && !IsBlock(tag)) continue;
      if (tag.closing || !HasRawContent(tag)) continue;
      const std::size_t begin = at_;
      const std::size_t end = tag.name == "script" && host_ == MarkupHost::kPage
                                  ? EndOfScript()
                                  : EndTag(tag.name, at_);
      if (end == std::string_view::npos) break;
      at_ = end;
      if (tag.name != "script") continue;
      tag.script.begin = begin;
      tag.script.end = end;
      scripts.push_back(std::move(tag.script));
    }
    return scripts;
  }

 private:
  // Whether the tag opens or closes at the top of a Vue file. Keeps count of
  // templates inside the file's own.
  bool IsBlock(const Tag& tag) {
    if (template_depth_ == 0) {
      const bool markup = tag.name == "template" && !tag.closing && !tag.self_closing &&
                          (tag.script.lang.empty() || tag.script.lang == "html");
      if (markup) template_depth_ = 1;
      return !markup;
    }
    if (tag.name == "template" && !tag.self_closing) template_depth_ += tag.closing ? -1 : 1;
    return false;
  }

  bool HasRawContent(const Tag& tag) const {
    // A component's blocks may be empty elements; a page has no such thing.
    if (host_ != MarkupHost::kPage && tag.self_closing) return false;
    if (host_ == MarkupHost::kVue) return true;
    return std::find(kRawTextElements.begin(), kRawTextElements.end(), tag.name) !=
           kRawTextElements.end();
  }

  // Goes behind the next tag's `>`.
  bool NextTag(Tag& tag) {
    while (at_ < text_.size()) {
      if (host_ == MarkupHost::kSvelte && text_[at_] == '{') {
        SkipBraces();
        continue;
      }
      if (text_[at_] != '<') {
        at_ = std::min(text_.find_first_of(host_ == MarkupHost::kSvelte ? "<{" : "<", at_),
                       text_.size());
        continue;
      }
      if (text_.substr(at_).starts_with("<!--")) {
        SkipComment();
        continue;
      }
      const char after = Peek(1);
      if (after == '!' || after == '?' || (after == '/' && !IsLetter(Peek(2)))) {
        at_ = After(text_.find('>', at_));
        continue;
      }
      if (!IsLetter(after) && after != '/') {
        ++at_;
        continue;
      }
      return ReadTag(tag);
    }
    return false;
  }

  bool ReadTag(Tag& tag) {
    tag = {};
    tag.closing = Peek(1) == '/';
    at_ += tag.closing ? 2 : 1;
    const std::size_t begin = at_;
    while (at_ < text_.size() && !IsBlank(text_[at_]) && text_[at_] != '/' && text_[at_] != '>')
      ++at_;
    tag.name = ToLowerAscii(text_.substr(begin, at_ - begin));
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '>') {
        ++at_;
        return true;
      }
      tag.self_closing = c == '/';
      if (IsBlank(c) || c == '/') {
        tag.self_closing = c == '/' && Peek(1) == '>';
        ++at_;
        continue;
      }
      ReadAttribute(tag.script);
    }
    return false;  // Not closed: a browser drops it, too.
  }

  void ReadAttribute(MarkupScript& script) {
    if (host_ == MarkupHost::kSvelte && text_[at_] == '{') return SkipBraces();
    const std::size_t begin = at_++;  // An attribute's name may begin with `=`.
    while (at_ < text_.size() && !IsBlank(text_[at_]) && text_[at_] != '/' && text_[at_] != '>' &&
           text_[at_] != '=')
      ++at_;
    const std::string_view name = text_.substr(begin, at_ - begin);
    std::size_t value = at_;
    while (value < text_.size() && IsBlank(text_[value])) ++value;
    if (value == text_.size() || text_[value] != '=') return SetAttribute(name, {}, script);
    ++value;
    while (value < text_.size() && IsBlank(text_[value])) ++value;
    at_ = value;
    if (value == text_.size()) return;
    if (text_[value] == '"' || text_[value] == '\'') {
      const std::size_t end = std::min(text_.find(text_[value], value + 1), text_.size());
      at_ = After(end);
      return SetAttribute(name, text_.substr(value + 1, end - value - 1), script);
    }
    if (host_ == MarkupHost::kSvelte && text_[value] == '{') return SkipBraces();
    while (at_ < text_.size() && !IsBlank(text_[at_]) && text_[at_] != '>') ++at_;
    SetAttribute(name, text_.substr(value, at_ - value), script);
  }

  static void SetAttribute(std::string_view name, std::string_view value, MarkupScript& script) {
    if (EqualsIgnoreCase(name, "src")) script.has_source = true;
    if (EqualsIgnoreCase(name, "type")) script.type = ToLowerAscii(Trim(value));
    if (EqualsIgnoreCase(name, "lang")) script.lang = ToLowerAscii(Trim(value));
    if (EqualsIgnoreCase(name, "language")) script.language = ToLowerAscii(Trim(value));
  }

  void SkipComment() {
    at_ += 4;
    // `<!-->` and `<!--->` are comments without content.
    if (text_.substr(at_).starts_with('>') || text_.substr(at_).starts_with("->")) {
      at_ = After(text_.find('>', at_));
      return;
    }
    for (at_ = text_.find("--", at_); at_ != std::string_view::npos;
         at_ = text_.find("--", at_ + 1)) {
      const std::string_view end = text_.substr(at_ + 2, 2);
      if (end.starts_with('>') || end == "!>") {
        at_ += end.starts_with('>') ? 3 : 4;
        return;
      }
    }
    at_ = text_.size();
  }

  // Behind the brace that closes the one here. Where none does, braces are
  // text from here on, so that no second search runs to the end.
  void SkipBraces() {
    std::size_t depth = 0;
    for (std::size_t i = at_; i < text_.size() && braces_; ++i) {
      const char c = text_[i];
      if (c == '"' || c == '\'' || c == '`') {
        const std::size_t end = EndOfQuote(i);
        if (end == std::string_view::npos) continue;
        i = end;
      } else if (c == '{') {
        ++depth;
      } else if (c == '}' && --depth == 0) {
        at_ = i + 1;
        return;
      }
    }
    braces_ = false;
    ++at_;
  }

  // The quote that closes the one at `begin`; of plain quotes, on the same line.
  std::size_t EndOfQuote(std::size_t begin) const {
    const char quote = text_[begin];
    for (std::size_t i = begin + 1; i < text_.size(); ++i) {
      if (text_[i] == quote) return i;
      if (text_[i] == '\\') ++i;
      if (quote != '`' && i < text_.size() && text_[i] == '\n') break;
      if (i - begin > kMaxQuote) break;
    }
    return std::string_view::npos;
  }

  // Where `</name` stands that ends the element.
  std::size_t EndTag(std::string_view name, std::size_t from) const {
    for (std::size_t at = text_.find("</", from); at != std::string_view::npos;
         at = text_.find("</", at + 2)) {
      if (IsTagAt(at + 2, name)) return at;
    }
    return std::string_view::npos;
  }

  bool IsTagAt(std::size_t at, std::string_view name) const {
    if (!EqualsIgnoreCase(text_.substr(std::min(at, text_.size()), name.size()), name))
      return false;
    const std::size_t behind = at + name.size();
    return behind < text_.size() &&
           (IsBlank(text_[behind]) || text_[behind] == '/' || text_[behind] == '>');
  }

  // A script that has `<!--` and, in it, `<script`, does not end at the next
  // `</script>`: the standard's "script data double escaped state".
  std::size_t EndOfScript() const {
    bool escaped = false;
    bool nested = false;
    for (std::size_t at = text_.find_first_of("<-", at_); at != std::string_view::npos;
         at = text_.find_first_of("<-", at + 1)) {
      const std::string_view rest = text_.substr(at, 4);
      if (text_[at] == '-') {
        if (rest.starts_with("-->")) escaped = nested = false;
      } else if (rest == "<!--") {
        escaped = true;
        at += 1;  // `<!-->` is an end, too.
      } else if (rest.starts_with("</") && IsTagAt(at + 2, "script")) {
        if (!nested) return at;
        nested = false;
      } else if (escaped && IsTagAt(at + 1, "script")) {
        nested = true;
      }
    }
    return std::string_view::npos;
  }

  char Peek(std::size_t n) const { return at_ + n < text_.size() ? text_[at_ + n] : '\0'; }
  std::size_t After(std::size_t at) const { return at >= text_.size() ? text_.size() : at + 1; }

  static constexpr std::size_t kMaxQuote = 10'000;

  std::string_view text_;
  MarkupHost host_;
  std::size_t at_ = 0;
  std::size_t template_depth_ = 0;
  bool braces_ = true;
};

}  // namespace

std::vector<MarkupScript> ScriptsOf(std::string_view text, MarkupHost host) {
  return MarkupScanner(text, host).Scripts();
}

}  // namespace assay
