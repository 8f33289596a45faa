// Reads the facts of one blob. The format decides which reader; a format
// without a reader has no facts.
//
// Source languages are in languages/, one file each, manifests and
// configuration in formats/; both folders are turned into tables by CMake, so
// a new file there is all that a new reader needs.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "model/facts.h"

namespace assay {

// What a reader may know of a blob. Nothing here depends on the path: the
// format already says what the path told.
struct Source {
  std::string_view format;  // "python", "package-json"
  std::string_view text;    // the whole blob, without a UTF-8 byte order mark
  const Limits& limits;
};

// A reader fills `facts`; it never fails: what it cannot read is a diagnostic
// there. It is bounded by `limits`, uses no recursion on input, and gives the
// same facts for the same bytes.
using Reader = void (*)(const Source& source, FileFacts& facts);

// One a file of languages/ and formats/: the file x-y.cc, or x_y.cc, defines
//   extern const FormatReader kFormatReader_x_y;
struct FormatReader {
  // Formats that it reads, each with the Linguist languages, file names and
  // path globs that choose it. A file name or glob beats a language.
  struct Format {
    std::string_view name;                     // "python", "package-json"
    std::vector<std::string_view> languages;   // Linguist names
    std::vector<std::string_view> file_names;  // base names, exact
    std::vector<std::string_view> globs;       // over the whole path, see MatchesGlob
    bool data = false;                         // Limits::data_bytes instead of source_bytes
    bool unnamed = false;                      // its globs hold where no language is known
  };
  std::vector<Format> formats;
  Reader read;
  std::uint32_t version = 1;  // raised when the reader's facts change: invalidates the cache
};

// The format of a file, "" if nothing reads it. `language` is Linguist's name.
std::string_view FormatOf(std::string_view path, std::string_view language);

// Whether the format is data (Limits::data_bytes) rather than source.
bool IsDataFormat(std::string_view format);

// A digest of all readers' names and versions: part of every cache key.
std::string_view ExtractorVersion();

FileFacts ExtractFacts(const Source& source);

}  // namespace assay
