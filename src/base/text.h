// Small functions over text and bytes that several layers need.
//
// Case is ASCII only and no locale is consulted, so that paths and names of
// any encoding compare the same everywhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

char ToLowerAscii(char c);
std::string ToLowerAscii(std::string_view text);
bool EqualsIgnoreCase(std::string_view a, std::string_view b);
bool ContainsIgnoreCase(std::string_view text, std::string_view part);

// Whether `word` is one of `words`, which single blanks separate.
bool HasWord(std::string_view words, std::string_view word);

// Without white space (space, \t, \n, \v, \f, \r) at both ends.
std::string_view Trim(std::string_view text);

// The parts between `separator`; "" gives one empty part.
std::vector<std::string_view> Split(std::string_view text, char separator);

// Lines without their ends (\n, \r\n); a final line end adds no empty line.
std::vector<std::string_view> Lines(std::string_view text);

std::string Join(const std::vector<std::string>& parts, std::string_view separator);

// The last component of a path, and what stands before its last slash ("" for none).
std::string_view BaseName(std::string_view path);
std::string_view DirName(std::string_view path);

// "a/b" + "../c/./d" → "a/c/d", and "" for the root; nothing where it leads out of it.
std::optional<std::string> NormalPath(std::string_view folder, std::string_view relative);

// From the last dot of the base name on, with the dot; "" where there is none
// or the name starts with it.
std::string_view Extension(std::string_view path);

// Whether a byte is a blank, or another control character of ASCII.
bool HasBlank(std::string_view bytes);
bool IsAscii(std::string_view bytes);
bool IsValidUtf8(std::string_view bytes);

// `bytes` with every byte that is not part of valid UTF-8 written as \xNN.
// Injective on what it changes; valid text is returned as it is.
std::string ToValidUtf8(std::string_view bytes);

// At most `limit` bytes of `text`, cut before a UTF-8 character that would be split.
std::string_view Truncate(std::string_view text, std::size_t limit);

// Shell-like glob over a whole text: `*` any run without '/', `**` any run,
// `?` one character but '/'. Linear in practice: backtracks to the last star only.
bool MatchesGlob(std::string_view pattern, std::string_view text);

// The lower-case words of an identifier: "userPasswordHash", "USER_PASSWORD-hash"
// → user, password, hash. Digits stay with the word before them.
std::vector<std::string> IdentifierWords(std::string_view identifier);

// Byte offsets of line starts, to turn offsets into 1-based lines.
class LineIndex {
 public:
  explicit LineIndex(std::string_view text);
  std::uint32_t Line(std::size_t offset) const;    // 1-based
  std::uint32_t Column(std::size_t offset) const;  // 1-based, bytes
  std::uint32_t line_count() const { return static_cast<std::uint32_t>(starts_.size()); }
  // The text of a 1-based line without its end; "" outside the text.
  std::string_view Text(std::uint32_t line) const;

 private:
  std::string_view text_;
  std::vector<std::uint32_t> starts_;
};

}  // namespace assay
