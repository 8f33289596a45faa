#include "facts/embedded_code.h"

#include <algorithm>

#include "facts/extract.h"
#include "model/fact_fields.h"

namespace assay {

EmbeddedCode::EmbeddedCode(std::string_view host, const Limits& limits)
    : host_(host), limits_(limits), host_lines_(host), line_starts_{0} {}

void EmbeddedCode::Append(std::string_view text, std::size_t host_begin, std::size_t host_end,
                          bool verbatim) {
  const std::size_t room =
      limits_.source_bytes + 1 - std::min(text_.size(), limits_.source_bytes + 1);
  text = text.substr(0, room);
  if (text.empty()) return;
  const std::size_t begin = text_.size();
  const bool goes_on = verbatim && !pieces_.empty() && pieces_.back().verbatim &&
                       pieces_.back().host_end == host_begin;
  if (goes_on) {
    pieces_.back().host_end = static_cast<std::uint32_t>(host_end);
  } else {
    pieces_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(host_begin),
                       static_cast<std::uint32_t>(host_end), verbatim});
  }
  text_ += text;
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
    line_starts_.push_back(static_cast<std::uint32_t>(begin + at + 1));
}

void EmbeddedCode::Add(std::size_t begin, std::size_t end) {
  Append(host_.substr(begin, end - begin), begin, end, true);
}

void EmbeddedCode::AddInstead(std::string_view text, std::size_t begin, std::size_t end) {
  Append(text, begin, end, false);
}

void EmbeddedCode::AddBetween(std::string_view text) {
  const std::size_t at = pieces_.empty() ? 0 : pieces_.back().host_end;
  Append(text, at, at, false);
  if (!Trim(text).empty()) ++separators_;
}

void EmbeddedCode::Blank(std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    if (text_[i] != '\n') text_[i] = ' ';
  }
}

const EmbeddedCode::Piece& EmbeddedCode::PieceAt(std::size_t offset) const {
  const auto after =
      std::upper_bound(pieces_.begin(), pieces_.end(), offset,
                       [](std::size_t at, const Piece& piece) { return at < piece.begin; });
  return after == pieces_.begin() ? pieces_.front() : *std::prev(after);
}

std::size_t EmbeddedCode::HostBegin(std::size_t offset) const {
  const Piece& piece = PieceAt(offset);
  if (!piece.verbatim) return piece.host_begin;
  return std::min<std::size_t>(piece.host_begin + (offset - piece.begin), piece.host_end);
}

std::size_t EmbeddedCode::HostEnd(std::size_t offset) const {
  if (offset == 0) return HostBegin(0);
  const Piece& piece = PieceAt(offset - 1);
  if (!piece.verbatim) return piece.host_end;
  return std::min<std::size_t>(piece.host_begin + (offset - piece.begin), piece.host_end);
}

std::uint32_t EmbeddedCode::HostLine(std::uint32_t line) const {
  if (line == 0) return 0;  // Of the whole file.
  const std::size_t index = std::min<std::size_t>(line, line_starts_.size()) - 1;
  return host_lines_.Line(HostBegin(line_starts_[index]));
}

// Lines are moved by themselves: a fact's first line need not be that of its
// first byte (a chained call is told at the line of its name).
void EmbeddedCode::Move(Region& region) const {
  const std::size_t line = std::clamp<std::size_t>(region.start_line, 1, line_starts_.size());
  const std::size_t column = std::max<std::uint32_t>(region.start_column, 1);
  const std::size_t start = HostBegin(line_starts_[line - 1] + column - 1);
  const std::uint32_t end_line = HostLine(region.end_line);
  region.start_line = host_lines_.Line(start);
  region.start_column = host_lines_.Column(start);
  region.end_line = std::max(region.start_line, end_line);
  const std::size_t begin = HostBegin(region.start_byte);
  region.end_byte = static_cast<std::uint32_t>(std::max(begin, HostEnd(region.end_byte)));
  region.start_byte = static_cast<std::uint32_t>(begin);
}

FileFacts EmbeddedCode::Read(std::string_view format) const {
  if (text_.empty()) return {};
  FileFacts facts = ExtractFacts({format, text_, limits_});
  FactLists(facts, [this](FactKind, auto& list) {
    for (auto& fact : list) Move(fact.region);
  });
  for (Acknowledgement& mark : facts.acknowledgements) mark.line = HostLine(mark.line);
  for (Diagnostic& diagnostic : facts.diagnostics) diagnostic.line = HostLine(diagnostic.line);
  facts.lines = 0;  // Of the host: ExtractFacts counts them.
  // Several pieces may stand on one line.
  facts.code_lines = std::min(facts.code_lines - std::min(facts.code_lines, separators_),
                              host_lines_.line_count());
  return facts;
}

}  // namespace assay
