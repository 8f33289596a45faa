#include "base/ruby_pattern.h"

#include <cctype>
#include <vector>

namespace assay {
namespace {

// White space of Ruby's \s, and all else, as they stand inside of a class.
constexpr std::string_view kSpace = "\\t\\n\\x0b\\f\\r ";
constexpr std::string_view kNotSpace = "\\x00-\\x08\\x0e-\\x1f!-\\xff";

class Translator {
 public:
  explicit Translator(std::string_view ruby) : ruby_(ruby) {}

  Result<RubyTranslation> Run() {
    while (at_ < ruby_.size() && problem_.empty()) Step();
    if (problem_.empty() && groups_.size() != 1) Refuse("an unclosed group");
    CloseFlagged();
    if (!problem_.empty()) {
      return UsageError("pattern " + std::string(ruby_) + ": " + problem_ + " is not translated");
    }
    return RubyTranslation{"(?m)" + out_, backtracking_};
  }

 private:
  void Refuse(std::string what) {
    if (problem_.empty()) problem_ = std::move(what);
  }
  char Peek(std::size_t ahead = 0) const {
    return at_ + ahead < ruby_.size() ? ruby_[at_ + ahead] : '\0';
  }
  bool Starts(std::string_view text) const { return ruby_.substr(at_).starts_with(text); }
  void Copy(std::size_t count) {
    out_ += ruby_.substr(at_, count);
    at_ += count;
  }
  void Put(std::string_view text, std::size_t read) {
    out_ += text;
    at_ += read;
  }

  void Step() {
    const char c = Peek();
    if (static_cast<unsigned char>(c) >= 0x80) return Refuse("a byte that is not ASCII");
    if (groups_.back().extended && std::isspace(static_cast<unsigned char>(c)) != 0) {
      ++at_;
      return;
    }
    if (groups_.back().extended && c == '#') {
      while (at_ < ruby_.size() && Peek() != '\n') ++at_;
      return;
    }
    switch (c) {
      case '\\':
        return Escape();
      case '[':
        return Class();
      case '(':
        return Group();
      case ')':
        if (groups_.size() == 1) return Refuse("an unopened group");
        CloseFlagged();
        groups_.pop_back();
        Copy(1);
        return Quantifiers();
      case '{':
        return Put("\\{", 1);  // Quantifiers would have read it, were it one.
      case '|':
        return Copy(1);
      case '*':
      case '+':
      case '?':
        return Refuse("a quantifier of nothing");
      case '^':
      case '$':
        return Copy(1);
      default:
        Copy(1);
        return Quantifiers();
    }
  }

  void Escape() {
    const char c = Peek(1);
    switch (c) {
      case 'h':
        Put("[0-9a-fA-F]", 2);
        return Quantifiers();
      case 's':
        Put("[" + std::string(kSpace) + "]", 2);
        return Quantifiers();
      case 'S':
        Put("[^" + std::string(kSpace) + "]", 2);
        return Quantifiers();
      case 'R':
        Put("(?:\\r\\n|[\\n\\x0b\\f\\r])", 2);
        return Quantifiers();
      case 'v':
        Put("\\x0b", 2);
        return Quantifiers();
      case 'A':
      case 'b':
      case 'B':
      case 'z':
        return Copy(2);
      case 'd':
      case 'D':
      case 'w':
      case 'W':
      case 'n':
      case 'r':
      case 't':
      case 'f':
        Copy(2);
        return Quantifiers();
      case 'x':
        if (std::isxdigit(static_cast<unsigned char>(Peek(2))) == 0 ||
            std::isxdigit(static_cast<unsigned char>(Peek(3))) == 0)
          return Refuse("a short \\x");
        Copy(4);
        return Quantifiers();
      case 'g':
      case 'k': {
        const std::size_t close = ruby_.find('>', at_);
        if (Peek(2) != '<' || close == std::string_view::npos) return Refuse("a reference");
        backtracking_ = true;
        Copy(close + 1 - at_);
        return Quantifiers();
      }
      default:
        break;
    }
    if (c >= '1' && c <= '9') {
      if (std::isdigit(static_cast<unsigned char>(Peek(2))) != 0) return Refuse("a long reference");
      backtracking_ = true;
    } else if (c == '\0' || std::isalnum(static_cast<unsigned char>(c)) != 0 ||
               static_cast<unsigned char>(c) >= 0x80) {
      return Refuse(std::string("\\") + c);
    }
    Copy(2);
    Quantifiers();
  }

  void Class() {
    Copy(1);
    if (Peek() == '^') Copy(1);
    if (Peek() == ']') return Refuse("a class that begins with ]");
    while (at_ < ruby_.size() && Peek() != ']') {
      const char c = Peek();
      if (static_cast<unsigned char>(c) >= 0x80) return Refuse("a byte that is not ASCII");
      if (Starts("&&")) return Refuse("an intersection of classes");
      if (c == '[') {
        const std::size_t close = ruby_.find(":]", at_);
        if (Peek(1) != ':' || close == std::string_view::npos) return Refuse("a class in a class");
        Copy(close + 2 - at_);
      } else if (c == '\\') {
        ClassEscape();
        if (!problem_.empty()) return;
      } else {
        Copy(1);
      }
    }
    if (at_ == ruby_.size()) return Refuse("an unclosed class");
    Copy(1);
    Quantifiers();
  }

  void ClassEscape() {
    const char c = Peek(1);
    switch (c) {
      case 's':
        return Put(kSpace, 2);
      case 'S':
        return Put(kNotSpace, 2);
      case 'h':
        return Put("0-9a-fA-F", 2);
      case 'v':
        return Put("\\x0b", 2);
      case 'b':
        return Put("\\x08", 2);
      case 'd':
      case 'D':
      case 'w':
      case 'W':
      case 'n':
      case 'r':
      case 't':
      case 'f':
        return Copy(2);
      default:
        break;
    }
    if (c == '\0' || std::isalnum(static_cast<unsigned char>(c)) != 0 ||
        static_cast<unsigned char>(c) >= 0x80)
      return Refuse(std::string("\\") + c + " in a class");
    Copy(2);
  }

  void Group() {
    if (Peek(1) != '?') return Open("(", 1);
    if (Starts("(?:")) return Open("(?:", 3);
    for (const std::string_view special : {"(?=", "(?!", "(?<=", "(?<!", "(?>"}) {
      if (!Starts(special)) continue;
      backtracking_ = true;
      return Open(special, special.size());
    }
    if (Starts("(?<")) return Open("(?P<", 3);
    Flags();
  }

  void Open(std::string_view text, std::size_t read) {
    groups_.push_back({groups_.back().extended, 0});
    Put(text, read);
  }

  void CloseFlagged() { out_.append(groups_.back().flagged, ')'); }

  // (?i), (?im:…), (?-m): Ruby's m lets the dot take line ends, which is s elsewhere.
  void Flags() {
    std::size_t i = at_ + 2;
    bool on = true;
    bool extended = groups_.back().extended;
    std::string set;
    std::string cleared;
    for (; i < ruby_.size() && ruby_[i] != ')' && ruby_[i] != ':'; ++i) {
      const char c = ruby_[i];
      if (c == '-') {
        on = false;
      } else if (c == 'x') {
        extended = on;
      } else if (c == 'i' || c == 'm') {
        (on ? set : cleared) += c == 'm' ? 's' : 'i';
      } else {
        return Refuse(std::string("(?") + c);
      }
    }
    if (i == ruby_.size()) return Refuse("an unclosed group");
    const std::string flags = set + (cleared.empty() ? "" : "-" + cleared);
    if (ruby_[i] == ':') {
      Open("(?" + flags + ":", i + 1 - at_);
    } else {
      // Ruby takes all that follows in the group, with its |, as one part.
      Put("(?" + flags + ":", i + 1 - at_);
      ++groups_.back().flagged;
    }
    groups_.back().extended = extended;
  }

  void Quantifiers() {
    for (int count = 0;; ++count) {
      if (groups_.back().extended && std::isspace(static_cast<unsigned char>(Peek())) != 0) return;
      const char c = Peek();
      if (c == '*' || c == '+' || c == '?') {
        if (count > 0) return Refuse("a quantifier of a quantifier");
        Copy(1);
        if (Peek() == '+') {
          backtracking_ = true;  // possessive
          Copy(1);
        } else if (Peek() == '?') {
          Copy(1);
        }
      } else if (const std::size_t length = RepeatLength(); length > 0) {
        if (count > 0) return Refuse("a quantifier of a quantifier");
        Copy(length);
        // Ruby reads a following + or ? as a quantifier of its own there.
        if (Peek() == '+' || Peek() == '?') return Refuse("a quantifier of a quantifier");
      } else {
        return;
      }
    }
  }

  // Of {n}, {n,} or {n,m} here; 0 where the brace is only a brace.
  std::size_t RepeatLength() {
    if (Peek() != '{') return 0;
    std::size_t i = 1;
    std::size_t digits = 0;
    bool comma = false;
    for (; Peek(i) != '\0' && Peek(i) != '}'; ++i) {
      if (std::isdigit(static_cast<unsigned char>(Peek(i))) != 0) {
        if (!comma) ++digits;
      } else if (Peek(i) == ',' && !comma) {
        comma = true;
      } else {
        return 0;
      }
    }
    if (Peek(i) != '}' || i == 1) return 0;
    if (digits == 0) {
      Refuse("a repeat without a minimum");
      return 0;
    }
    return i + 1;
  }

  std::string_view ruby_;
  std::size_t at_ = 0;
  std::string out_;
  bool backtracking_ = false;
  std::string problem_;
  struct OpenGroup {
    bool extended;        // (?x)
    std::size_t flagged;  // groups that a flag opened, and that end with this one
  };
  std::vector<OpenGroup> groups_{{false, 0}};
};

}  // namespace

Result<RubyTranslation> TranslateRubyPattern(std::string_view ruby) {
  return Translator(ruby).Run();
}

}  // namespace assay
