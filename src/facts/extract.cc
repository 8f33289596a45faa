#include "facts/extract.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <unordered_map>

#include "base/hash.h"
#include "base/text.h"

namespace assay {

#define READER(name) extern const FormatReader kFormatReader_##name;
#include "facts/readers.inc"
#undef READER

namespace {

// Every reader, in the order of their files' names.
const std::vector<const FormatReader*>& Readers() {
  static const std::vector<const FormatReader*> kReaders = {
#define READER(name) &kFormatReader_##name,
#include "facts/readers.inc"
#undef READER
  };
  return kReaders;
}

struct Lookup {
  std::unordered_map<std::string_view, const FormatReader*> readers;  // by format
  std::unordered_map<std::string_view, const FormatReader::Format*> formats;
  std::unordered_map<std::string_view, std::string_view> by_language;
  std::unordered_map<std::string_view, std::string_view> by_file_name;
  std::vector<std::pair<std::string_view, std::string_view>> globs;
  std::vector<std::pair<std::string_view, std::string_view>> unnamed_globs;
  std::string version;

  Lookup() {
    std::string versions;
    for (const FormatReader* const reader : Readers()) {
      for (const FormatReader::Format& format : reader->formats) {
        readers.emplace(format.name, reader);
        formats.emplace(format.name, &format);
        for (const std::string_view language : format.languages)
          by_language.emplace(language, format.name);
        for (const std::string_view name : format.file_names)
          by_file_name.emplace(name, format.name);
        for (const std::string_view glob : format.globs) {
          (format.unnamed ? unnamed_globs : globs).emplace_back(glob, format.name);
        }
        versions += fmt::format("{} {}\n", format.name, reader->version);
      }
    }
    version = HashHex(versions).substr(0, 16);
  }
};

const Lookup& Table() {
  static const Lookup kLookup;
  return kLookup;
}

}  // namespace

std::string_view FormatOf(std::string_view path, std::string_view language) {
  const Lookup& table = Table();
  const auto named = table.by_file_name.find(BaseName(path));
  if (named != table.by_file_name.end()) return named->second;
  for (const auto& [glob, format] : table.globs) {
    if (MatchesGlob(glob, path)) return format;
  }
  const auto spoken = table.by_language.find(language);
  if (spoken != table.by_language.end()) return spoken->second;
  if (!language.empty()) return {};
  for (const auto& [glob, format] : table.unnamed_globs) {
    if (MatchesGlob(glob, path)) return format;
  }
  return {};
}

bool IsDataFormat(std::string_view format) {
  const auto found = Table().formats.find(format);
  return found != Table().formats.end() && found->second->data;
}

std::string_view ExtractorVersion() { return Table().version; }

FileFacts ExtractFacts(const Source& source) {
  FileFacts facts;
  const auto reader = Table().readers.find(source.format);
  if (reader == Table().readers.end()) return facts;
  const std::size_t limit =
      IsDataFormat(source.format) ? source.limits.data_bytes : source.limits.source_bytes;
  if (source.text.size() > limit) {
    facts.diagnostics.push_back(
        {"file-too-large", "", 0, fmt::format("{} bytes; {} are read", source.text.size(), limit)});
    return facts;
  }
  reader->second->read(source, facts);
  if (facts.lines == 0) {
    facts.lines = static_cast<std::uint32_t>(LineIndex(source.text).line_count());
  }
  return facts;
}

}  // namespace assay
