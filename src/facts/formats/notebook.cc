// Jupyter notebooks: the code cells, one after the other, as one program.
// Outputs are never read, nor is a cell that another program runs (`%%bash`).
// What IPython adds to Python (`%time`, `!ls`, `help?`) is left out line by line.
#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "facts/embedded_code.h"
#include "facts/extract.h"
#include "facts/json_scanner.h"
#include "facts/sink.h"

namespace assay {
namespace {

// Kernels whose cells are statements that a file of the language may hold.
constexpr std::array kKernels = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"python", "python"},
    {"ipython", "python"},
    {"javascript", "javascript"},
    {"typescript", "typescript"},
    {"ruby", "ruby"},
    {"scala", "scala"},
    {"kotlin", "kotlin"},
    {"swift", "swift"},
    {"elixir", "elixir"},
});

// `%%time` and the like run the rest of the cell as Python.
constexpr std::array kPythonCells =
    std::to_array<std::string_view>({"time", "timeit", "capture", "prun", "memit", "mprun"});

constexpr std::size_t kMaxCells = 20'000;

bool IsWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// Strings of JSON, quotes and all, that a cell's source consists of.
struct Cell {
  bool code = false;
  std::uint32_t number = 0;  // among all cells, from 1
  std::vector<Region> source;
};

class NotebookReader {
 public:
  NotebookReader(const Source& source, FactSink& sink)
      : scanner_(source.text, source.limits.data_depth), sink_(sink) {}

  // False for what is no notebook.
  bool Read() {
    JsonToken token = scanner_.Next();
    if (token.type == JsonToken::kBeginMap) token = ReadNotebook();
    if (token.type != JsonToken::kError) return true;
    sink_.Diagnose(token.too_deep ? "nested-too-deep" : "format-error", token.region.start_line,
                   std::string(token.problem));
    return false;
  }

  const std::vector<Cell>& cells() const { return cells_; }
  std::string_view format() const {
    for (const auto& [kernel, format] : kKernels) {
      if (EqualsIgnoreCase(language_, kernel)) return format;
    }
    return {};
  }

 private:
  JsonToken Skip(const JsonToken& value) {
    const bool opens = value.type == JsonToken::kBeginMap || value.type == JsonToken::kBeginList;
    return opens ? scanner_.SkipTo(scanner_.depth()) : value;
  }

  // Calls read(key, value) for each entry of the map that is open; it reads the value.
  template <typename ReadEntry>
  JsonToken ReadMap(ReadEntry&& read) {
    JsonToken token = scanner_.Next();
    for (; token.type == JsonToken::kKey; token = scanner_.Next()) {
      const std::string key = JsonText(token.raw);
      token = read(key, scanner_.Next());
      if (token.type == JsonToken::kError) return token;
    }
    return token;
  }
  // The same for the items of the list that is open.
  template <typename ReadItem>
  JsonToken ReadList(ReadItem&& read) {
    JsonToken token = scanner_.Next();
    for (; token.type != JsonToken::kEndList; token = scanner_.Next()) {
      if (token.type == JsonToken::kError) return token;
      token = read(token);
      if (token.type == JsonToken::kError) return token;
    }
    return token;
  }

  JsonToken ReadNotebook() {
    return ReadMap([this](const std::string& key, const JsonToken& value) {
      if (key == "cells" && value.type == JsonToken::kBeginList) return ReadCells();
      if (key == "metadata" && value.type == JsonToken::kBeginMap) return ReadMetadata();
      if (key == "worksheets" && value.type == JsonToken::kBeginList) return ReadWorksheets();
      return Skip(value);
    });
  }

  // Version 3 of the format, and before.
  JsonToken ReadWorksheets() {
    language_ = "python";
    return ReadList([this](const JsonToken& sheet) {
      if (sheet.type != JsonToken::kBeginMap) return Skip(sheet);
      return ReadMap([this](const std::string& key, const JsonToken& value) {
        if (key == "cells" && value.type == JsonToken::kBeginList) return ReadCells();
        return Skip(value);
      });
    });
  }

  JsonToken ReadMetadata() {
    return ReadMap([this](const std::string& key, const JsonToken& value) {
      const bool speaks = key == "kernelspec" || key == "language_info";
      if (!speaks || value.type != JsonToken::kBeginMap) return Skip(value);
      return ReadMap([&](const std::string& name, const JsonToken& text) {
        const bool told = name == "language" || (name == "name" && key == "language_info");
        if (told && text.type == JsonToken::kScalar) language_ = JsonText(text.raw);
        // Older notebooks name only the kernel.
        if (name == "name" && key == "kernelspec" && text.type == JsonToken::kScalar &&
            language_.empty() && JsonText(text.raw).starts_with("python"))
          language_ = "python";
        return Skip(text);
      });
    });
  }

  JsonToken ReadCells() {
    return ReadList([this](const JsonToken& cell) {
      if (cell.type != JsonToken::kBeginMap || cells_.size() >= kMaxCells) return Skip(cell);
      Cell& read = cells_.emplace_back();
      read.number = static_cast<std::uint32_t>(cells_.size());
      return ReadCell(read);
    });
  }

  JsonToken ReadCell(Cell& cell) {
    return ReadMap([&](const std::string& key, const JsonToken& value) {
      if (key == "cell_type") cell.code = JsonText(value.raw) == "code";
      if (key != "source" && key != "input") return Skip(value);
      if (value.type == JsonToken::kScalar) cell.source.push_back(value.region);
      if (value.type != JsonToken::kBeginList) return Skip(value);
      return ReadList([&](const JsonToken& line) {
        if (line.type == JsonToken::kScalar) cell.source.push_back(line.region);
        return Skip(line);
      });
    });
  }

  JsonScanner scanner_;
  FactSink& sink_;
  std::vector<Cell> cells_;
  std::string language_;
};

// What a JSON string says, with the places of what it says.
void AddJsonString(std::string_view text, const Region& quoted, EmbeddedCode& code) {
  if (quoted.end_byte < quoted.start_byte + 2) return;
  const std::size_t end = quoted.end_byte - 1;
  std::size_t at = quoted.start_byte + 1;
  while (at < end) {
    const std::size_t escape = std::min(text.find('\\', at), end);
    code.Add(at, escape);
    if (escape == end) return;
    std::size_t length = escape + 1 < end && text[escape + 1] == 'u' ? 6 : 2;
    // Two escapes may be one character, a surrogate pair.
    if (length == 6 && text.substr(escape + 6, 2) == "\\u" &&
        EqualsIgnoreCase(text.substr(escape + 2, 1), "d"))
      length = 12;
    at = std::min(escape + length, end);
    const std::string quotes = '"' + std::string(text.substr(escape, at - escape)) + '"';
    code.AddInstead(JsonText(quotes), escape, at);
  }
}

bool IsHelp(std::string_view line) {
  if (line.starts_with('?')) return true;
  if (!line.ends_with('?')) return false;
  while (line.ends_with('?')) line.remove_suffix(1);
  return !line.empty() && std::all_of(line.begin(), line.end(), [](char c) {
    return IsWord(c) || c == '.' || c == '*' || c == '%';
  });
}

// `% x` and `!= x` go on with the line before.
bool IsMagic(std::string_view line) {
  if (line.starts_with("%%")) return true;
  if (line.starts_with('%')) return line.size() > 1 && IsWord(line[1]);
  if (line.starts_with('!')) return !line.starts_with("!=");
  // x = !ls, x = %pwd
  const std::size_t equals = line.find('=');
  if (equals == std::string_view::npos) return IsHelp(line);
  const std::string_view name = Trim(line.substr(0, equals));
  const std::string_view value = Trim(line.substr(equals + 1));
  const bool assigns =
      !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return IsWord(c); });
  return assigns && (value.starts_with('!') ||
                     (value.starts_with('%') && value.size() > 1 && IsWord(value[1])));
}

// The words of a cell magic: "bash" of `%%bash -e`.
std::string_view CellMagic(std::string_view cell) {
  cell = Trim(cell);
  if (!cell.starts_with("%%")) return {};
  cell.remove_prefix(2);
  std::size_t end = 0;
  while (end < cell.size() && IsWord(cell[end])) ++end;
  return cell.substr(0, end);
}

void BlankMagics(std::size_t begin, EmbeddedCode& code) {
  const std::string_view magic = CellMagic(code.text().substr(begin));
  const bool foreign = !magic.empty() && std::find(kPythonCells.begin(), kPythonCells.end(),
                                                   magic) == kPythonCells.end();
  if (foreign) return code.Blank(begin, code.text().size());
  bool goes_on = false;  // `!cmd \` has another line
  while (begin < code.text().size()) {
    const std::size_t end = std::min(code.text().find('\n', begin), code.text().size());
    const std::string_view line = Trim(code.text().substr(begin, end - begin));
    const bool magic_line = goes_on || IsMagic(line);
    goes_on = magic_line && line.ends_with('\\');
    if (magic_line) code.Blank(begin, end);
    begin = end + 1;
  }
}

// Where each line of the cell begins in the file.
void AddCellLines(std::size_t begin, std::uint32_t number, const EmbeddedCode& code,
                  std::vector<CellLine>& lines) {
  std::uint32_t line = 1;
  while (begin < code.text().size()) {
    lines.push_back({static_cast<std::uint32_t>(code.HostBegin(begin)), number, line++});
    begin = std::min(code.text().find('\n', begin), code.text().size()) + 1;
  }
}

void ReadNotebook(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  NotebookReader notebook(source, sink);
  // Half a notebook may lack the words that say what its language is.
  if (!notebook.Read() || notebook.format().empty()) return;
  EmbeddedCode code(source.text, source.limits);
  std::vector<CellLine> lines;
  for (const Cell& cell : notebook.cells()) {
    if (!cell.code) continue;
    const std::size_t begin = code.text().size();
    for (const Region& part : cell.source) AddJsonString(source.text, part, code);
    if (notebook.format() == "python") BlankMagics(begin, code);
    AddCellLines(begin, cell.number, code, lines);
    code.AddBetween("\n");
  }
  facts = code.Read(notebook.format());
  facts.cell_lines = std::move(lines);
}

}  // namespace

extern const FormatReader kFormatReader_notebook = {
    {{"notebook", {"Jupyter Notebook"}, {}, {}, true}},
    ReadNotebook,
    1,
};

}  // namespace assay
