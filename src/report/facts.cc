#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <type_traits>

#include "model/fact_fields.h"
#include "report/printable.h"
#include "report/report.h"

namespace assay {
namespace {

using Json = nlohmann::ordered_json;

template <typename Fact>
Json FieldsToJson(const Fact& fact);

Json ToJson(Text text) { return std::string(text); }
Json ToJson(bool value) { return value; }
template <typename Value>
Json ToJson(const Value& value) {
  if constexpr (std::is_enum_v<Value>) {
    return std::string(Name(value));
  } else if constexpr (std::is_integral_v<Value>) {
    return value;
  } else {
    return FieldsToJson(value);
  }
}
template <typename Item>
Json ToJson(const std::vector<Item>& items) {
  Json list = Json::array();
  for (const Item& item : items) list.push_back(ToJson(item));
  return list;
}

// What is not there is left out, so that a fact reads in a line.
bool IsEmpty(const Json& json) {
  return json.is_null() || (json.is_string() && json.get_ref<const std::string&>().empty()) ||
         (json.is_array() && json.empty()) || (json.is_boolean() && !json.get<bool>());
}

// The definition's own kind is "of", as every fact's "kind" is the fact's.
std::string_view KeyOf(std::string_view name) { return name == "kind" ? "of" : name; }

template <typename Fact>
Json FieldsToJson(const Fact& fact) {
  Json json = Json::object();
  Fields(fact, [&](std::string_view name, const auto& value) {
    Json field = ToJson(value);
    if (IsEmpty(field)) return;
    if constexpr (requires { fact.region; }) {
      json[std::string(KeyOf(name))] = std::move(field);
    } else {
      json[std::string(name)] = std::move(field);
    }
  });
  return json;
}

struct Row {
  std::uint32_t start;
  Json json;
};

// Of a notebook: the cell that a fact stands in, and the line there.
void AddCell(const FileFacts& facts, const Region& region, Json& json) {
  const auto after = std::upper_bound(
      facts.cell_lines.begin(), facts.cell_lines.end(), region.start_byte,
      [](std::uint32_t byte, const CellLine& line) { return byte < line.start_byte; });
  if (after == facts.cell_lines.begin()) return;
  json["cell"] = std::prev(after)->cell;
  json["cell_line"] = std::prev(after)->line;
}

std::vector<Row> RowsOf(const FileFacts& facts) {
  std::vector<Row> rows;
  FactLists(facts, [&](FactKind kind, const auto& list) {
    for (const auto& fact : list) {
      Json json;
      json["kind"] = std::string(Name(kind));
      json.update(FieldsToJson(fact));
      json["start_line"] = fact.region.start_line;
      json["start_column"] = fact.region.start_column;
      json["end_line"] = fact.region.end_line;
      AddCell(facts, fact.region, json);
      if constexpr (requires {
                      { fact.scope } -> std::same_as<const std::uint32_t&>;
                    }) {
        if (fact.scope != kNoScope) json["in"] = std::string(facts.definitions[fact.scope].name);
      }
      rows.push_back({fact.region.start_byte, std::move(json)});
    }
  });
  std::stable_sort(rows.begin(), rows.end(),
                   [](const Row& a, const Row& b) { return a.start < b.start; });
  return rows;
}

void AddFile(const SourceFile& file, const FileFacts& facts, Json& json) {
  json["format"] = std::string(file.format);
  json["language"] = std::string(file.language);
  json["purpose"] = std::string(Name(file.purpose));
  json["lines"] = facts.lines;
  json["code_lines"] = facts.code_lines;
  json["facts"] = Json::array();
  for (Row& row : RowsOf(facts)) json["facts"].push_back(std::move(row.json));
  json["exports"] = Json::object();
  for (const Export& item : facts.exports) json["exports"][std::string(item.name)] = item.value;
  json["diagnostics"] = Json::array();
  for (const Diagnostic& diagnostic : facts.diagnostics) {
    json["diagnostics"].push_back(
        {{"code", diagnostic.code}, {"line", diagnostic.line}, {"message", diagnostic.message}});
  }
}

constexpr int kOneLine = -1;

std::string Dump(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string RenderFactsJson(const SourceFile& file, const FileFacts& facts) {
  Json json;
  AddFile(file, facts, json);
  return Dump(json, 2) + "\n";
}

std::string RenderFactsJsonLine(std::string_view path, const SourceFile& file,
                                const FileFacts& facts) {
  Json json;
  json["path"] = std::string(path);
  AddFile(file, facts, json);
  return Dump(json, kOneLine) + "\n";
}

std::string RenderFactsErrorLine(std::string_view path, std::string_view message) {
  Json json;
  json["path"] = std::string(path);
  json["error"] = std::string(message);
  return Dump(json, kOneLine) + "\n";
}

std::string RenderFactsHeading(std::string_view path) {
  return fmt::format("==> {} <==\n", Printable(path));
}

std::string RenderFactsText(const SourceFile& file, const FileFacts& facts) {
  std::string text = fmt::format("{} · {} · {} lines, {} of code\n",
                                 file.format.empty() ? "no reader" : file.format,
                                 Name(file.purpose), facts.lines, facts.code_lines);
  for (Row& row : RowsOf(facts)) {
    const auto line = row.json["start_line"].get<std::uint32_t>();
    const auto kind = row.json["kind"].get<std::string>();
    for (const char* const key : {"kind", "start_line", "start_column", "end_line"})
      row.json.erase(key);
    text += fmt::format("{:5} {:<11} {}\n", line, kind, Dump(row.json, kOneLine));
  }
  for (const Export& item : facts.exports)
    text += fmt::format("      export      {} = {}\n", item.name, item.value);
  for (const Diagnostic& diagnostic : facts.diagnostics) {
    text += fmt::format("{}: {}\n", diagnostic.code, diagnostic.message);
  }
  return text;
}

}  // namespace assay
