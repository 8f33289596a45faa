#include "facts/sql_script.h"

#include <algorithm>

#include "base/text.h"

namespace assay {
namespace {

constexpr std::string_view kDelimiter = "delimiter";

bool StartsWithWord(std::string_view line, std::string_view word) {
  return line.size() > word.size() && EqualsIgnoreCase(line.substr(0, word.size()), word) &&
         (line[word.size()] == ' ' || line[word.size()] == '\t');
}

// `COPY t (a, b) FROM stdin;`, with or without options.
bool IsCopyFromStdin(std::string_view line) {
  return StartsWithWord(line, "copy") && line.ends_with(';') &&
         ContainsIgnoreCase(line, " from stdin");
}

// \connect, \., \set of psql: a backslash begins no statement.
bool IsPsqlCommand(std::string_view line) {
  return line.size() > 1 && line.front() == '\\' &&
         ((ToLowerAscii(line[1]) >= 'a' && ToLowerAscii(line[1]) <= 'z') || line[1] == '.');
}

class ScriptReader {
 public:
  explicit ScriptReader(std::string_view script) : script_(script), plain_(script) {}

  std::string Run() {
    while (at_ < script_.size()) {
      const std::size_t end = std::min(script_.find('\n', at_), script_.size());
      ReadLine(at_, end);
      at_ = std::max(at_, end + 1);
    }
    return changed_ ? std::move(plain_) : std::string();
  }

 private:
  void Blank(std::size_t begin, std::size_t end) {
    changed_ |= begin < end;
    for (std::size_t i = begin; i < end; ++i) {
      if (plain_[i] != '\n') plain_[i] = ' ';
    }
  }

  void ReadLine(std::size_t begin, std::size_t end) {
    const std::string_view line = Trim(script_.substr(begin, end - begin));
    if (StartsWithWord(line, kDelimiter)) {
      const std::string_view sign = Trim(line.substr(kDelimiter.size()));
      // "delimiter of the list" is no command of the tool.
      if (sign.size() <= 8 && sign.find_first_of(" \t'\"") == std::string_view::npos) {
        delimiter_ = sign;
        Blank(begin, end);
        return;
      }
    }
    if (delimiter_ != ";") return Redelimit(begin, end);
    if (IsPsqlCommand(line)) return Blank(begin, end);
    if (IsCopyFromStdin(line)) SkipRows(end);
  }

  void Redelimit(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      if (script_.substr(i, delimiter_.size()) == delimiter_) {
        Blank(i, i + delimiter_.size());
        plain_[i] = ';';
        i += delimiter_.size() - 1;
      } else if (script_[i] == ';') {
        plain_[i] = kInnerSemicolon;
        changed_ = true;
      }
    }
  }

  // The rows end with a line of their own, `\.`; without one there are none.
  void SkipRows(std::size_t from) {
    std::size_t mark = script_.find("\n\\.", from);
    while (mark != std::string_view::npos && mark + 3 < script_.size() &&
           script_[mark + 3] != '\n' && script_[mark + 3] != '\r') {
      mark = script_.find("\n\\.", mark + 1);
    }
    if (mark == std::string_view::npos) return;
    Blank(from, mark + 3);
    at_ = mark + 3;
  }

  std::string_view script_;
  std::string plain_;
  std::string_view delimiter_ = ";";
  std::size_t at_ = 0;
  bool changed_ = false;
};

// Whether anything but plain statements may be there: cheap on what has none.
bool MayHaveCommands(std::string_view script) {
  const auto begins_line = [&](std::size_t at) { return at == 0 || script[at - 1] == '\n'; };
  for (std::size_t at = script.find('\\'); at != std::string_view::npos;
       at = script.find('\\', at + 1)) {
    if (begins_line(at)) return true;
  }
  return script.find("DELIMITER") != std::string_view::npos ||
         script.find("delimiter") != std::string_view::npos ||
         script.find("Delimiter") != std::string_view::npos;
}

}  // namespace

std::string PlainSql(std::string_view script) {
  return MayHaveCommands(script) ? ScriptReader(script).Run() : std::string();
}

}  // namespace assay
