#include "facts/extract.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "base/hash.h"
#include "base/text.h"
#include "facts/known_formats.h"

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

// Globs with their formats, asked in the order in which they were added, but
// only those whose last character can be the path's.
class GlobTable {
 public:
  void Add(std::string_view glob, std::string_view format) {
    const auto index = static_cast<std::uint16_t>(globs_.size());
    globs_.emplace_back(glob, format);
    const char last = glob.back();
    const bool any = last == '*' || last == '?';
    for (std::size_t end = 0; end < by_end_.size(); ++end) {
      if (any || end == static_cast<unsigned char>(last)) by_end_[end].push_back(index);
    }
  }
  // The format of the first glob that the path fits; empty if there is none.
  std::string_view Find(std::string_view path) const {
    if (path.empty()) return {};
    for (const std::uint16_t index : by_end_[static_cast<unsigned char>(path.back())]) {
      if (MatchesGlob(globs_[index].first, path)) return globs_[index].second;
    }
    return {};
  }

 private:
  std::vector<std::pair<std::string_view, std::string_view>> globs_;
  std::array<std::vector<std::uint16_t>, 256> by_end_;
};

struct Lookup {
  std::unordered_map<std::string_view, const FormatReader*> readers;  // by format
  std::unordered_map<std::string_view, const FormatReader::Format*> formats;
  std::unordered_map<std::string_view, std::string_view> by_language;
  std::unordered_map<std::string_view, std::string_view> by_file_name;
  GlobTable globs;
  GlobTable endings;  // globs that say no more than how a name ends, the longest first
  GlobTable unnamed_globs;
  std::string version;

  static bool IsEnding(std::string_view glob) {
    return glob.starts_with("**.") && glob.find_first_of("*?/", 2) == std::string_view::npos;
  }

  Lookup() {
    std::string versions;
    std::vector<std::pair<std::string_view, std::string_view>> ends;
    for (const FormatReader* const reader : Readers()) {
      for (const FormatReader::Format& format : reader->formats) {
        readers.emplace(format.name, reader);
        formats.emplace(format.name, &format);
        for (const std::string_view language : format.languages)
          by_language.emplace(language, format.name);
        for (const std::string_view name : format.file_names)
          by_file_name.emplace(name, format.name);
        for (const std::string_view glob : format.globs) {
          if (!format.unnamed && IsEnding(glob)) {
            ends.emplace_back(glob, format.name);
          } else {
            (format.unnamed ? unnamed_globs : globs).Add(glob, format.name);
          }
        }
        versions += fmt::format("{} {}\n", format.name, reader->version);
      }
    }
    std::stable_sort(ends.begin(), ends.end(),
                     [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
    for (const auto& [glob, format] : ends) endings.Add(glob, format);
    version = HashHex(versions).substr(0, 16);
  }
};

const Lookup& Table() {
  static const Lookup kLookup;
  return kLookup;
}

}  // namespace

std::vector<std::string_view> KnownFormats() {
  std::vector<std::string_view> names;
  for (const FormatReader* const reader : Readers()) {
    for (const FormatReader::Format& format : reader->formats) {
      if (std::find(names.begin(), names.end(), format.name) == names.end())
        names.push_back(format.name);
    }
  }
  return names;
}

std::string_view FormatOf(std::string_view path, std::string_view language) {
  const Lookup& table = Table();
  const auto named = table.by_file_name.find(BaseName(path));
  if (named != table.by_file_name.end()) return named->second;
  for (const GlobTable* const globs : {&table.globs, &table.endings}) {
    const std::string_view placed = globs->Find(path);
    if (!placed.empty()) return placed;
  }
  const auto spoken = table.by_language.find(language);
  if (spoken != table.by_language.end()) return spoken->second;
  if (!language.empty()) return {};
  return table.unnamed_globs.Find(path);
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
