// Crontabs: what runs when. The schedule is the command's context.
#include <string>
#include <string_view>

#include "base/text.h"
#include "facts/extract.h"
#include "facts/shell/commands.h"
#include "facts/sink.h"
#include "facts/text_line.h"

namespace assay {
namespace {

// Cuts the next word off `text`.
std::string_view TakeWord(std::string_view& text) {
  text = Trim(text);
  const std::string_view word = text.substr(0, text.find_first_of(" \t"));
  text = Trim(text.substr(word.size()));
  return word;
}

// A field of a schedule: numbers, ranges, steps, names of days and months.
bool IsField(std::string_view field) {
  if (field.empty()) return false;
  bool digit_or_star = false;
  for (const char c : field) {
    const char lower = ToLowerAscii(c);
    const bool digit = (c >= '0' && c <= '9') || c == '*' || c == '?';
    digit_or_star = digit_or_star || digit;
    const bool fits = digit || c == ',' || c == '-' || c == '/' || c == '#' || c == 'L' ||
                      (lower >= 'a' && lower <= 'z');
    if (!fits) return false;
  }
  return digit_or_star || field.size() == 3;
}

// Who a line of /etc/crontab and /etc/cron.d runs as, where the file does not say that all lines
// have a user.
bool IsUser(std::string_view word) {
  return word == "root" || word == "www-data" || word == "postgres" || word == "nobody";
}

// Cuts the schedule off `text`, blanks made one; empty if there is none.
std::string TakeSchedule(std::string_view& text) {
  if (text.starts_with('#')) return {};
  if (text.starts_with('@')) return std::string(TakeWord(text));
  std::string schedule;
  for (int i = 0; i < 5; ++i) {
    const std::string_view field = TakeWord(text);
    if (!IsField(field)) return {};  // A variable, or no schedule at all.
    if (i > 0) schedule += ' ';
    schedule += field;
  }
  return schedule;
}

// Of a system's table every line has a user: where one line surely has one and all may, all do.
bool HasUsers(std::string_view text) {
  bool any = false;
  LineReader lines(text);
  for (TextLine line; lines.Next(line);) {
    std::string_view rest = line.text;
    if (TakeSchedule(rest).empty()) continue;
    const std::string_view word = TakeWord(rest);
    // No user: a path, a variable, a program with an option or without more words.
    if (word.find_first_of("/.$=&|;<>\"'[") != std::string_view::npos || rest.empty() ||
        rest.front() == '-') {
      return false;
    }
    any = any || IsUser(word);
  }
  return any;
}

// What stands before the first `%` without a backslash; behind it is the command's input.
std::string_view CommandPart(std::string_view line) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\') {
      ++i;
    } else if (line[i] == '%') {
      return line.substr(0, i);
    }
  }
  return line;
}

void ReadCrontab(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const bool users = source.format == "system-crontab" || HasUsers(source.text);
  LineReader lines(source.text);
  for (TextLine line; lines.Next(line);) {
    std::string_view rest = line.text;
    const std::string schedule = TakeSchedule(rest);
    if (schedule.empty()) continue;
    std::string_view behind = rest;
    const std::string_view user = TakeWord(behind);
    if (users || (IsUser(user) && !behind.empty())) rest = behind;
    rest = CommandPart(rest);
    if (rest.empty()) continue;
    Command site;
    site.place = CommandPlace::kCron;
    site.context = sink.Keep(schedule);
    AddCommands(rest, site, line.region, false, sink);
  }
}

}  // namespace

extern const FormatReader kFormatReader_crontab = {
    {{"system-crontab", {}, {}, {"**cron.d/*", "**etc/crontab"}, true},
     {"crontab",
      {},
      {"crontab", "crontab.txt"},
      {"**.crontab", "**.cron", "**crontab.*", "**crontabs/*"},
      true}},
    ReadCrontab,
    4,
};

}  // namespace assay
