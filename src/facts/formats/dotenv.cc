// .env files. A value may be a secret, so only its shape is kept: "empty",
// "placeholder", "reference" (to another variable) or "literal".
#include <array>
#include <string>
#include <string_view>

#include "base/text.h"
#include "facts/data_tree.h"
#include "facts/extract.h"
#include "facts/settings.h"
#include "facts/sink.h"
#include "facts/text_line.h"

namespace assay {
namespace {

// Words of values that somebody is meant to replace.
constexpr std::array<std::string_view, 14> kPlaceholderWords = {
    "changeme", "change_me",   "change-me", "your_",  "your-", "yours", "example",
    "replace",  "placeholder", "xxx",       "insert", "todo",  "dummy", "generate"};

bool IsPlaceholder(std::string_view value) {
  if (value.front() == '<' && value.back() == '>') return true;
  if (value.find_first_not_of("*.xX#-_?") == std::string_view::npos) return true;
  for (const std::string_view word : kPlaceholderWords) {
    if (ContainsIgnoreCase(value, word)) return true;
  }
  return false;
}

std::string_view ShapeOf(std::string_view value) {
  if (value.empty()) return "empty";
  if (IsTemplated(value)) return "reference";
  return IsPlaceholder(value) ? "placeholder" : "literal";
}

// Without quotes or a comment behind it.
std::string_view ValueOf(std::string_view text) {
  text = Trim(text);
  if (text.starts_with('"') || text.starts_with('\'')) {
    const std::size_t end = text.find(text.front(), 1);
    return text.substr(1, (end == std::string_view::npos ? text.size() : end) - 1);
  }
  const std::size_t comment = text.find(" #");
  return text.starts_with('#') ? std::string_view() : Trim(text.substr(0, comment));
}

bool IsName(std::string_view name) {
  if (name.empty() || (name.front() >= '0' && name.front() <= '9')) return false;
  for (const char c : name) {
    const char lower = ToLowerAscii(c);
    const bool fits = (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
                      c == '.' || c == '-';
    if (!fits) return false;
  }
  return true;
}

void ReadDotenv(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  LineReader lines(source.text);
  char open_quote = '\0';  // of a value that goes on over several lines
  for (TextLine line; lines.Next(line);) {
    if (open_quote != '\0') {
      if (line.text.ends_with(open_quote)) open_quote = '\0';
      continue;
    }
    std::string_view text = line.text;
    if (text.starts_with('#')) continue;
    if (text.starts_with("export ")) text = Trim(text.substr(7));
    const std::size_t equals = text.find('=');
    const std::string_view name = Trim(text.substr(0, equals));
    if (equals == std::string_view::npos || !IsName(name)) continue;
    const std::string_view rest = Trim(text.substr(equals + 1));
    if ((rest.starts_with('"') || rest.starts_with('\'')) &&
        rest.find(rest.front(), 1) == std::string_view::npos) {
      open_quote = rest.front();
    }
    const std::string_view value = ValueOf(rest);
    Setting setting;
    setting.region = line.region;
    setting.key = sink.Keep(name);
    setting.value = ShapeOf(value);
    setting.kind = PlainScalarKind(value);
    setting.templated = setting.value == "reference";
    setting.document = "dotenv";
    if (!sink.Add(std::move(setting))) return;
  }
}

}  // namespace

extern const FormatReader kFormatReader_dotenv = {
    {{"dotenv",
      {"Dotenv"},
      {".env", "env.example", "env.sample", "example.env", "sample.env", "template.env"},
      {"**.env", "**.env.*", "**.env-*"},
      true}},
    ReadDotenv,
    1,
};

}  // namespace assay
