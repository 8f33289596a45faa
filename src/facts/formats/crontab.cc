// Crontabs: what runs when. The schedule is the command's context.
#include <string>
#include <string_view>

#include "base/text.h"
#include "facts/extract.h"
#include "facts/shell.h"
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

// The name of whom a line of /etc/crontab and /etc/cron.d runs as.
bool IsUser(std::string_view word) {
  return word == "root" || word == "www-data" || word == "app" || word == "postgres" ||
         word == "nobody" || word == "deploy" || word == "ubuntu";
}

void ReadCrontab(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  LineReader lines(source.text);
  for (TextLine line; lines.Next(line);) {
    if (line.text.empty() || line.text.front() == '#') continue;
    std::string_view rest = line.text;
    std::string schedule;
    if (rest.front() == '@') {
      schedule = TakeWord(rest);
    } else {
      bool fits = true;
      for (int i = 0; i < 5 && fits; ++i) {
        const std::string_view field = TakeWord(rest);
        fits = IsField(field);
        if (i > 0) schedule += ' ';
        schedule += field;
      }
      if (!fits) continue;  // A variable, or no schedule at all.
    }
    std::string_view behind = rest;
    if (IsUser(TakeWord(behind)) && !behind.empty()) rest = behind;
    if (rest.empty()) continue;
    Command site;
    site.place = CommandPlace::kCron;
    site.context = sink.Keep(schedule);
    AddCommands(rest, site, line.region, false, sink);
  }
}

}  // namespace

extern const FormatReader kFormatReader_crontab = {
    {{"crontab",
      {},
      {"crontab", "crontab.txt"},
      {"**.crontab", "**.cron", "**crontab.*", "**cron.d/*", "**crontabs/*"},
      true}},
    ReadCrontab,
    2,
};

}  // namespace assay
