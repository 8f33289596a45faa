// Java properties: application.properties of Spring, Gradle's, Sonar's, log4j's.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "facts/data_tree.h"
#include "facts/extract.h"
#include "facts/settings.h"
#include "facts/sink.h"
#include "facts/text_line.h"
#include "facts/unicode.h"

namespace assay {
namespace {

// An odd number of backslashes at the end continues the line.
bool GoesOn(std::string_view text) {
  const std::size_t last = text.find_last_not_of('\\');
  const std::size_t count = text.size() - (last == std::string_view::npos ? 0 : last + 1);
  return count % 2 == 1;
}

// Where the key ends: at the first = : or blank without a backslash before it.
std::size_t KeyEnd(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '=' || text[i] == ':' || text[i] == ' ' || text[i] == '\t') {
      return i;
    }
  }
  return text.size();
}

std::string Unescaped(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      plain += text[i];
      continue;
    }
    const std::uint32_t code =
        text[i + 1] == 'u' ? HexValue(text.substr(i + 2, 4), 4) : kNoCodePoint;
    if (code == kNoCodePoint) {
      plain += text[++i];
      continue;
    }
    AppendUtf8(code, plain);
    i += 5;
  }
  return plain;
}

// What a file without a name of its own configures, by the names in it.
std::string_view DocumentOf(std::string_view text) {
  bool kafka = false;
  LineReader lines(text);
  for (TextLine line; lines.Next(line);) {
    const std::string_view key = line.text.substr(0, KeyEnd(line.text));
    for (const std::string_view prefix :
         {"spring.datasource.", "spring.jpa.", "spring.application.", "spring.profiles.",
          "spring.config.", "spring.data.", "spring.security.", "spring.cloud.", "spring.kafka."}) {
      if (key.starts_with(prefix)) return "spring";
    }
    kafka = kafka || key == "broker.id" || key == "zookeeper.connect" || key == "process.roles";
    if (kafka && (key == "log.dirs" || key == "listeners")) return "kafka";
  }
  return {};
}

void AddProperty(std::string_view text, const Region& region, Text document, std::uint32_t part,
                 FactSink& sink) {
  const std::size_t end = KeyEnd(text);
  std::string_view value = Trim(text.substr(end));
  if (value.starts_with('=') || value.starts_with(':')) value = Trim(value.substr(1));
  const std::string plain = Unescaped(value);
  ValueKind kind = PlainScalarKind(plain);
  if (kind == ValueKind::kNull && !plain.empty()) kind = ValueKind::kString;
  // Dots separate the parts of a property's name, so they are not escaped.
  Setting setting;
  setting.region = region;
  setting.key = sink.Keep(Unescaped(text.substr(0, end)));
  setting.value = sink.Keep(plain);
  setting.kind = kind;
  setting.templated = IsTemplated(plain);
  setting.document = document;
  setting.part = part;
  sink.Add(setting);
}

// `#---` of Spring begins another document.
bool IsDocumentMark(std::string_view line) {
  return (line.starts_with('#') || line.starts_with('!')) && line.substr(1) == "---";
}

void ReadProperties(const Source& source, FileFacts& facts) {
  if (source.format == "locale-properties") return;  // Translations are data.
  FactSink sink(facts, source.limits);
  Text document =
      source.format == "properties" ? DocumentOf(source.text) : sink.Keep(source.format);
  // The document is the tool's, whichever syntax it is written in.
  if (document.ends_with("-properties")) document.remove_suffix(11);
  LineReader lines(source.text);
  std::string joined;
  Region region;
  std::uint32_t part = 0;
  for (TextLine line; lines.Next(line);) {
    if (joined.empty()) {
      if (document == "spring" && IsDocumentMark(line.text)) ++part;
      if (line.text.empty() || line.text.front() == '#' || line.text.front() == '!') continue;
      region = line.region;
    }
    region = SpanOf(region, line.region);
    const bool goes_on = GoesOn(line.text);
    joined += goes_on ? line.text.substr(0, line.text.size() - 1) : line.text;
    if (goes_on) continue;
    if (facts.settings.size() >= kMaxUnknownSettings && document.empty()) {
      sink.Diagnose("too-many-facts", line.region.start_line,
                    "the rest of the properties is not kept");
      return;
    }
    AddProperty(joined, region, document, part, sink);
    joined.clear();
  }
  if (!joined.empty()) AddProperty(joined, region, document, part, sink);
}

}  // namespace

extern const FormatReader kFormatReader_properties = {
    {
        {"spring-properties",
         {},
         {},
         {"**application.properties", "**application-*.properties", "**bootstrap.properties"},
         true},
        {"gradle-properties", {}, {"gradle.properties", "gradle-wrapper.properties"}, {}, true},
        {"sonar-properties", {}, {"sonar-project.properties"}, {}, true},
        {"locale-properties", {}, {}, {"**messages*.properties", "**/i18n/**.properties"}, true},
        {"properties", {"Java Properties"}, {}, {"**.properties"}, true},
    },
    ReadProperties,
    1,
};

}  // namespace assay
