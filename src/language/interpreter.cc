#include "language/interpreter.h"

#include <algorithm>
#include <vector>

#include "base/check.h"
#include "base/pattern.h"
#include "base/perl_pattern.h"
#include "base/text.h"

namespace assay {
namespace {

constexpr std::string_view kSpace = " \t\n\v\f\r";
// Lines at both ends that may have a modeline, and at the start of a shell script.
constexpr std::size_t kLines = 5;
constexpr std::uint64_t kMaxBytes = std::uint64_t{1} << 20;

// Reads words of one line.
class Words {
 public:
  explicit Words(std::string_view text) : rest_(text) {}

  void SkipSpace() { rest_.remove_prefix(std::min(rest_.find_first_not_of(kSpace), rest_.size())); }
  std::string_view Next() const { return rest_.substr(0, rest_.find_first_of(kSpace)); }
  std::string_view Take() {
    const std::string_view word = Next();
    rest_.remove_prefix(word.size());
    return word;
  }
  // A word that white space follows is not the last one.
  bool SpaceFollows() const { return Next().size() < rest_.size(); }
  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

bool IsEnvFlag(std::string_view word) {
  if (word.starts_with("--")) return word.size() > 2;
  return word.starts_with("-") && word.find_first_not_of("i0uCSv", 1) == std::string_view::npos;
}

bool IsAssignment(std::string_view word) {
  const std::size_t equals = word.find('=', 1);
  return equals != std::string_view::npos && equals + 1 < word.size();
}

// "python3.11" → "python3".
std::string_view WithoutMinorVersion(std::string_view name) {
  const std::size_t digits = name.find_last_not_of("0123456789");
  return digits != std::string_view::npos && name[digits] == '.' && digits + 1 < name.size()
             ? name.substr(0, digits)
             : name;
}

// The last part of a path as Ruby's split("/").last has it.
std::string_view LastPart(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  return BaseName(path);
}

// What `exec` starts in the first lines of a shell script; "" for nothing.
std::string_view ExecutedBy(std::string_view head, bool anywhere) {
  static const Pattern k7221 = *Pattern::Compile(R"(exec (\w+).+\$0.+\$@)");
  static const Pattern kMain = *Pattern::Compile(R"(exec (\w+)[\s\v"']+\$0[\s\v"']+\$@)");
  for (std::size_t i = 0; i < kLines && !head.empty(); ++i) {
    const std::size_t end = std::min(head.find('\n'), head.size() - 1) + 1;
    std::vector<std::string_view> groups;
    if ((anywhere ? k7221 : kMain).Search(head.substr(0, end), &groups)) return groups[1];
    head.remove_prefix(end);
  }
  return {};
}

PerlPattern Modeline(std::string_view expression, bool ignore_case) {
  auto pattern = PerlPattern::Compile(expression, ignore_case);
  ASSAY_CHECK(pattern.has_value());
  return *std::move(pattern);
}

bool Has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

}  // namespace

std::string InterpreterOf(std::string_view head, bool shell_exec_anywhere) {
  if (!head.starts_with("#!")) return {};
  Words words(head.substr(0, head.find('\n')).substr(2));
  words.SkipSpace();
  const std::string_view path = words.Take();
  if (path.empty()) return {};
  std::string_view script = LastPart(path);
  // "#! env" is looked up as it is; only a path to env is looked behind.
  if (script == "env" && script.data() != path.data()) {
    words.SkipSpace();
    while ((IsEnvFlag(words.Next()) || IsAssignment(words.Next())) && words.SpaceFollows()) {
      words.Take();
      words.SkipSpace();
    }
    script = words.Take();
    if (script.empty()) return {};
  }
  script = WithoutMinorVersion(script);
  if (script == "sh") {
    const std::string_view executed = ExecutedBy(head, shell_exec_anywhere);
    if (!executed.empty()) script = executed;
  }
  if (script == "osascript" && Has(words.rest(), "-l")) return {};
  return std::string(LastPart(script));
}

std::string ModeOf(std::string_view head, std::uint64_t size, Encoding encoding, bool* gave_up) {
  static const PerlPattern kEmacs = Modeline(
      R"(-\*-(?:[ \t]*(?=[^:;\s]+[ \t]*-\*-)|(?:.*?[ \t;]|(?<=-\*-))[ \t]*mode[ \t]*:[ \t]*))"
      R"(([^:;\s]+)(?=[ \t;]|(?<![-*])-\*-).*?-\*-)",
      true);
  static const PerlPattern kVim =
      Modeline(R"((?m)(?:(?:^|[ \t])(?:vi|Vi(?=m))(?:m[<=>]?[0-9]+|m)?|[ \t]ex))"
               R"((?=:(?=[ \t]*set?[ \t][^\r\n:]+:)|:(?![ \t]*set?[ \t])))"
               R"((?:(?:[ \t]*:[ \t]*|[ \t])\w*(?:[ \t]*=(?:[^\\\s]|\\.)*)?)*)"
               R"([ \t:](?:filetype|ft|syntax)[ \t]*=(\w+)(?=$|\s|:))",
               false);
  if (size > kMaxBytes) return {};
  // All that either has to say is spelt in one of these.
  if (encoding == Encoding::kBytes && !Has(head, "-*-") && !Has(head, "ft") &&
      !Has(head, "filetype") && !Has(head, "syntax"))
    return {};
  const std::string header = FirstLines(head, kLines, encoding);
  if (Has(header, "UseVimball")) return {};
  const std::string text = header + LastLines(head, kLines, encoding);
  std::vector<std::string_view> groups;
  if (Has(text, "-*-")) {
    const PerlPattern::Outcome outcome = kEmacs.Search(text, &groups);
    if (outcome == PerlPattern::Outcome::kMatch) return std::string(groups[1]);
    *gave_up = *gave_up || outcome == PerlPattern::Outcome::kGaveUp;
  }
  if (Has(text, "ft") || Has(text, "filetype") || Has(text, "syntax")) {
    const PerlPattern::Outcome outcome = kVim.Search(text, &groups);
    if (outcome == PerlPattern::Outcome::kMatch) return std::string(groups[1]);
    *gave_up = *gave_up || outcome == PerlPattern::Outcome::kGaveUp;
  }
  return {};
}

}  // namespace assay
