// HOCON: application.conf of Play, Akka, Pekko and Ktor. Keys are paths,
// separators and commas may be missing, a value may be a substitution. What a
// file includes is not followed; a value that holds a substitution is
// templated. A key that is given twice is told twice.
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "facts/data_tree.h"
#include "facts/extract.h"
#include "facts/settings.h"
#include "facts/sink.h"

namespace assay {
namespace {

// Settings of one file; what comes after them is not read. Diagnostic:
// "too-many-facts".
constexpr std::size_t kMaxSettings = 50'000;
// Bytes of a key with all that it stands in.
constexpr std::size_t kMaxKey = 1'024;

class HoconReader {
 public:
  HoconReader(std::string_view text, FactSink& sink)
      : text_(text), lines_(text), sink_(sink), document_(sink.Keep(DocumentOf(text))) {}

  void Run() {
    open_.push_back({"", false, 0});
    while (SkipBlanks() && !full_) {
      const char c = text_[at_];
      if (c == '}' || c == ']') {
        ++at_;
        if (open_.size() > 1) open_.pop_back();
      } else if (open_.back().is_list) {
        Level& list = open_.back();
        ReadValue(list.path + "[" + std::to_string(list.position++) + "]", at_);
      } else if (c == '{') {
        // The braces of the whole file, or an object behind another one.
        ++at_;
        Open(open_.back().path, false);
      } else {
        ReadField();
      }
    }
  }

 private:
  struct Level {
    std::string path;
    bool is_list;
    std::size_t position;
  };

  // The framework whose keys are at the top, by the first that is there.
  static std::string_view DocumentOf(std::string_view text) {
    struct Mark {
      std::string_view key;
      std::string_view document;
    };
    static constexpr Mark kMarks[] = {
        {"play", "play"}, {"ktor", "ktor"}, {"akka", "akka"}, {"pekko", "akka"}};
    for (const Mark& mark : kMarks) {
      for (std::size_t at = text.find(mark.key); at != std::string_view::npos;
           at = text.find(mark.key, at + 1)) {
        const bool begins = at == 0 || text[at - 1] == '\n';
        const std::size_t behind = at + mark.key.size();
        if (begins && behind < text.size() &&
            std::string_view(".{ =\t:").find(text[behind]) != std::string_view::npos)
          return mark.document;
      }
    }
    return "hocon";
  }

  // Blanks, commas and comments; false at the end.
  bool SkipBlanks() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',') {
        ++at_;
      } else if (IsComment()) {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else {
        return true;
      }
    }
    return false;
  }

  bool IsComment() const { return text_[at_] == '#' || text_.substr(at_, 2) == "//"; }

  void SkipSpaces() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
  }

  // Behind the quoted string that begins here; `inner` is what is in it.
  std::string_view ReadQuoted() {
    if (text_.substr(at_, 3) == "\"\"\"") {
      const std::size_t begin = at_ + 3;
      std::size_t end = text_.find("\"\"\"", begin);
      if (end == std::string_view::npos) end = text_.size();
      at_ = std::min(end + 3, text_.size());
      return text_.substr(begin, end - begin);
    }
    const std::size_t begin = ++at_;
    while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\n') {
      at_ += text_[at_] == '\\' && at_ + 1 < text_.size() ? 2 : 1;
    }
    const std::string_view inner = text_.substr(begin, std::min(at_, text_.size()) - begin);
    at_ = std::min(at_, text_.size());
    if (at_ < text_.size() && text_[at_] == '"') ++at_;
    return inner;
  }

  // `a.b."c.d"` as a path; a dot inside quotes is written `\.`.
  std::string ReadKey() {
    std::string key;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"') {
        key += KeyPart(Truncate(ReadQuoted(), kMaxKey));
      } else if (std::string_view("{}[]:=,#\n\r").find(c) != std::string_view::npos ||
                 text_.substr(at_, 2) == "+=" || IsComment()) {
        break;
      } else {
        if (key.size() < kMaxKey) key += c;
        ++at_;
      }
    }
    return std::string(Trim(key));
  }

  void ReadField() {
    const std::size_t begin = at_;
    const std::string key = ReadKey();
    // `include "a.conf"`: what it holds is another file's.
    const bool field =
        !key.starts_with("include ") && key != "include" && !key.empty() && at_ < text_.size();
    if (!field) {
      at_ = std::max(std::min(text_.find('\n', at_), text_.size()), begin + 1);
      return;
    }
    const std::string& parent = open_.back().path;
    std::string path = parent.empty() ? key : parent + "." + key;
    if (path.size() > kMaxKey) path = parent;
    SkipSpaces();
    if (text_.substr(at_, 2) == "+=") {
      path += "[]";
      at_ += 2;
    } else if (at_ < text_.size() && (text_[at_] == '=' || text_[at_] == ':')) {
      ++at_;
    } else if (at_ >= text_.size() || text_[at_] != '{') {
      return;  // A word without a value.
    }
    // The value may begin on a further line.
    if (SkipBlanks()) ReadValue(std::move(path), begin);
  }

  void Open(std::string path, bool is_list) {
    if (open_.size() >= static_cast<std::size_t>(sink_.limits().data_depth)) {
      sink_.Diagnose("nested-too-deep", lines_.Line(at_), "values nest deeper than is read");
      full_ = true;
      return;
    }
    open_.push_back({std::move(path), is_list, 0});
  }

  // A value: a list or object, or parts to the end of the line that make one text.
  void ReadValue(std::string path, std::size_t begin) {
    std::string value;
    bool quoted = false;
    bool templated = false;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\n' || c == '\r' || c == ',' || c == '}' || c == ']' || IsComment()) break;
      if (c == '{' || c == '[') {
        // Behind a substitution (`${base} {…}`) its fields are the key's own.
        ++at_;
        if (!Trim(value).empty()) AddValue(path, value, quoted, templated, begin);
        Open(std::move(path), c == '[');
        return;
      }
      if (text_.substr(at_, 2) == "${") {
        const std::size_t end = std::min(text_.find('}', at_), text_.size() - 1) + 1;
        value += text_.substr(at_, end - at_);
        at_ = end;
        templated = true;
      } else if (c == '"') {
        value += ReadQuoted();
        quoted = true;
      } else {
        value += c;
        ++at_;
      }
    }
    AddValue(path, value, quoted, templated, begin);
  }

  void AddValue(const std::string& path, std::string_view value, bool quoted, bool templated,
                std::size_t begin) {
    value = Trim(value);
    if (++count_ > kMaxSettings) {
      sink_.Diagnose("too-many-facts", lines_.Line(begin),
                     "only the first " + std::to_string(kMaxSettings) + " settings are read");
      full_ = true;
      return;
    }
    Setting setting;
    const std::size_t end = std::max(begin + 1, at_);
    setting.region = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end),
                      lines_.Line(begin), lines_.Column(begin), lines_.Line(end - 1)};
    setting.key = sink_.Keep(path);
    setting.value = sink_.Keep(value);
    setting.kind = quoted ? ValueKind::kString : PlainScalarKind(value);
    setting.templated = templated;
    setting.document = document_;
    full_ = !sink_.Add(std::move(setting));
  }

  std::string_view text_;
  LineIndex lines_;
  FactSink& sink_;
  Text document_;
  std::vector<Level> open_;
  std::size_t at_ = 0;
  std::size_t count_ = 0;
  bool full_ = false;
};

void ReadHocon(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  HoconReader(source.text, sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_hocon = {
    {{"hocon",
      {"HOCON"},
      {"application.conf", "reference.conf"},
      {"**resources/application*.conf", "**conf/application*.conf", "**.hocon"},
      true}},
    ReadHocon,
    1,
};

}  // namespace assay
