// A profile, written out. One renderer a format; each escapes what a
// repository may have put into paths and lines, once, where it writes.
#pragma once

#include <string>

#include "model/facts.h"
#include "model/profile.h"

namespace assay {

// The profile as docs/profile.schema.json describes it; ends with a line end.
std::string RenderJson(const Profile& profile);

struct TextStyle {
  bool color = false;
  std::size_t width = 80;
  bool all = false;  // every evidence line, not the two best
};
// For a person at a terminal.
std::string RenderText(const Profile& profile, const TextStyle& style);

// The people of a repository with the lines that stand.
std::string RenderAuthorsJson(const AuthorListing& listing);
std::string RenderAuthorsText(const AuthorListing& listing, const TextStyle& style);

// {"format": …, "facts": [{"kind": "import", …}]}, in source order.
std::string RenderFactsJson(const SourceFile& file, const FileFacts& facts);
std::string RenderFactsText(const SourceFile& file, const FileFacts& facts);

// The same as a line that begins with the path: {"path": …, "format": …}; and
// what stands in its place where the file cannot be read.
std::string RenderFactsJsonLine(std::string_view path, const SourceFile& file,
                                const FileFacts& facts);
std::string RenderFactsErrorLine(std::string_view path, std::string_view message);
// Stands before each of several texts.
std::string RenderFactsHeading(std::string_view path);

}  // namespace assay
