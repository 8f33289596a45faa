// Source code inside a file of another language: the scripts of a page, the
// tags of a template, the cells of a notebook.
//
// A host's reader cuts the pieces out and puts them together into one text,
// which the reader of their language reads as if it were a file of its own;
// then every fact is moved to where it stands in the host. That is one seam
// for all hosts and all inner languages. tree-sitter's included ranges would
// keep places by themselves, but join `<% a %><% b %>` to `a b`, cannot undo
// the escapes of a notebook's JSON, and would be known to every extractor.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/text.h"
#include "model/facts.h"

namespace assay {

// Pieces are added in the order of the host. A line of the text begins with the
// host's bytes, not with what is added between them, so that each line stands on one line of the
// host.
class EmbeddedCode {
 public:
  // The host outlives this. What is over Limits::source_bytes is cut off right
  // behind the limit: it would not be read anyway.
  EmbeddedCode(std::string_view host, const Limits& limits);

  // The host's bytes [begin, end) as they are.
  void Add(std::size_t begin, std::size_t end);
  // `text` in place of [begin, end): an escape that is undone.
  void AddInstead(std::string_view text, std::size_t begin, std::size_t end);
  // Text that the host does not have: what separates two pieces.
  void AddBetween(std::string_view text);

  std::string_view text() const { return text_; }
  // Overwrites a part of the text that its language does not know with blanks.
  void Blank(std::size_t begin, std::size_t end);
  // Where the byte at `offset` of the text stands in the host.
  std::size_t HostBegin(std::size_t offset) const;

  // Reads the text as `format` and moves the facts to their places in the host.
  FileFacts Read(std::string_view format) const;

 private:
  struct Piece {
    std::uint32_t begin;  // in the text
    std::uint32_t host_begin;
    std::uint32_t host_end;
    bool verbatim;
  };
  const Piece& PieceAt(std::size_t offset) const;
  std::size_t HostEnd(std::size_t offset) const;  // of what ends before `offset`
  std::uint32_t HostLine(std::uint32_t line) const;
  void Move(Region& region) const;
  void Append(std::string_view text, std::size_t host_begin, std::size_t host_end, bool verbatim);

  std::string_view host_;
  const Limits& limits_;
  LineIndex host_lines_;
  std::string text_;
  std::vector<Piece> pieces_;
  std::vector<std::uint32_t> line_starts_;  // of the text
  std::uint32_t separators_ = 0;            // that are code
};

}  // namespace assay
