#include "store/fact_codec.h"

#include <tsl/robin_map.h>

#include <algorithm>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "base/packed_values.h"
#include "model/fact_fields.h"

namespace assay {
namespace {

constexpr char kFormat = 5;  // Raised when the layout changes.

class Writer {
 public:
  void Number(std::uint64_t value) { PutNumber(value, &body_); }

  void operator()(std::string_view, Text text) { Write(text); }
  template <typename Value>
  void operator()(std::string_view, const Value& value) {
    Write(value);
  }

  void Write(Text text) {
    const auto [known, inserted] = table_.insert({{text.data(), text.size()}, table_.size()});
    if (inserted) {
      PutText(text, &texts_);
    }
    Number(known->second);
  }
  void Write(bool value) { Number(value ? 1 : 0); }
  template <typename Item>
  void Write(const std::vector<Item>& items) {
    Number(items.size());
    for (const Item& item : items) Write(item);
  }
  template <typename Value>
  void Write(const Value& value) {
    if constexpr (std::is_enum_v<Value>) {
      Number(static_cast<std::uint64_t>(value));
    } else if constexpr (std::is_integral_v<Value>) {
      // -1 is an argument without position; everything else is not negative.
      Number(static_cast<std::uint64_t>(static_cast<std::int64_t>(value) + 1));
    } else {
      WriteFact(value);
    }
  }
  template <typename Fact>
  void WriteFact(const Fact& fact) {
    if constexpr (requires { fact.region; }) {
      Number(fact.region.start_byte);
      Number(fact.region.end_byte - fact.region.start_byte);
      Number(fact.region.start_line);
      Number(fact.region.start_column);
      Number(fact.region.end_line - fact.region.start_line);
    }
    if constexpr (requires {
                    { fact.scope } -> std::same_as<const std::uint32_t&>;
                  }) {
      Number(fact.scope == kNoScope ? 0 : std::uint64_t{fact.scope} + 1);
    }
    Fields(fact, *this);
  }

  std::string Take() {
    std::string bytes;
    bytes.reserve(texts_.size() + body_.size() + 16);
    bytes += kFormat;
    PutNumber(table_.size(), &bytes);
    bytes += texts_;
    bytes += body_;
    return bytes;
  }

 private:
  std::string body_;
  std::string texts_;
  // By place: a file's arena keeps equal texts once, so that none needs to be read.
  using Place = std::pair<const char*, std::size_t>;
  struct PlaceHash {
    std::size_t operator()(const Place& place) const {
      const auto address = reinterpret_cast<std::uintptr_t>(place.first);
      return (address ^ (place.second << 48)) * 0x9E3779B97F4A7C15U >> 20;
    }
  };
  tsl::robin_map<Place, std::size_t, PlaceHash> table_;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  bool failed() const { return bytes_.failed(); }
  bool AtEnd() const { return bytes_.at_end(); }

  bool ReadTable() {
    if (bytes_.Bytes(1) != std::string_view(&kFormat, 1)) return false;
    table_.resize(bytes_.Count(1));
    for (Text& text : table_) text = bytes_.Text();
    return !failed();
  }

  std::uint64_t Number() { return bytes_.LongNumber(); }
  std::uint32_t Number32() { return bytes_.Number(); }

  template <typename Value>
  void operator()(std::string_view, Value& value) {
    Read(value);
  }

  void Read(Text& text) {
    const std::uint64_t index = Number();
    if (index >= table_.size()) return bytes_.Fail();
    text = table_[index];
  }
  void Read(bool& value) { value = Number() == 1; }
  template <typename Item>
  void Read(std::vector<Item>& items) {
    items.resize(bytes_.Count(1));
    for (Item& item : items) {
      Read(item);
      if (failed()) return;
    }
  }
  template <typename Value>
  void Read(Value& value) {
    if constexpr (std::is_enum_v<Value>) {
      const std::uint64_t number = Number();
      if (number >= EnumWords<Value>::kWords.size()) return bytes_.Fail();
      value = static_cast<Value>(number);
    } else if constexpr (std::is_integral_v<Value>) {
      value = static_cast<Value>(static_cast<std::int64_t>(Number()) - 1);
    } else {
      ReadFact(value);
    }
  }
  template <typename Fact>
  void ReadFact(Fact& fact) {
    if constexpr (requires { fact.region; }) {
      fact.region.start_byte = Number32();
      fact.region.end_byte = fact.region.start_byte + Number32();
      fact.region.start_line = Number32();
      fact.region.start_column = Number32();
      fact.region.end_line = fact.region.start_line + Number32();
    }
    if constexpr (requires {
                    { fact.scope } -> std::same_as<std::uint32_t&>;
                  }) {
      const std::uint32_t scope = Number32();
      fact.scope = scope == 0 ? kNoScope : scope - 1;
    }
    Fields(fact, *this);
  }

 private:
  PackedReader bytes_;
  std::vector<Text> table_;
};

}  // namespace

std::string EncodeFacts(const FileFacts& facts) {
  Writer writer;
  FactLists(facts, [&](FactKind, const auto& list) { writer.Write(list); });
  writer.Number(facts.acknowledgements.size());
  for (const Acknowledgement& mark : facts.acknowledgements) {
    writer.Number(mark.line);
    writer.Write(mark.mark);
  }
  writer.Number(facts.exports.size());
  for (const Export& item : facts.exports) {
    writer.Write(item.name);
    writer.Write(item.value);
  }
  writer.Number(facts.open_names.size());
  for (const OpenName& open : facts.open_names) {
    writer.Number(open.place);
    writer.Write(open.name);
  }
  writer.Write(facts.open_uses);
  writer.Number(facts.cell_lines.size());
  for (const CellLine& line : facts.cell_lines) {
    writer.Number(line.start_byte);
    writer.Number(line.cell);
    writer.Number(line.line);
  }
  writer.Write(facts.package);
  writer.Number(facts.lines);
  writer.Number(facts.code_lines);
  writer.Write(facts.generated);
  writer.Number(facts.diagnostics.size());
  for (const Diagnostic& diagnostic : facts.diagnostics) {
    writer.Write(Text(diagnostic.code));
    writer.Number(diagnostic.line);
    writer.Write(Text(diagnostic.message));
  }
  return writer.Take();
}

std::optional<FileFacts> DecodeFacts(std::string_view bytes) {
  std::optional<FileFacts> facts(std::in_place);
  Reader reader(bytes);
  if (!reader.ReadTable()) return std::nullopt;
  FactLists(*facts, [&](FactKind, auto& list) {
    if (!reader.failed()) reader.Read(list);
  });
  const std::uint64_t marks = reader.Number();
  for (std::uint64_t i = 0; i < marks && !reader.failed(); ++i) {
    Acknowledgement& mark = facts->acknowledgements.emplace_back();
    mark.line = reader.Number32();
    reader.Read(mark.mark);
  }
  const std::uint64_t exports = reader.Number();
  for (std::uint64_t i = 0; i < exports && !reader.failed(); ++i) {
    Export& item = facts->exports.emplace_back();
    reader.Read(item.name);
    reader.Read(item.value);
  }
  const std::uint64_t open_names = reader.Number();
  for (std::uint64_t i = 0; i < open_names && !reader.failed(); ++i) {
    OpenName& open = facts->open_names.emplace_back();
    open.place = reader.Number32();
    reader.Read(open.name);
  }
  if (!reader.failed()) reader.Read(facts->open_uses);
  const std::uint64_t cell_lines = reader.Number();
  for (std::uint64_t i = 0; i < cell_lines && !reader.failed(); ++i) {
    CellLine& line = facts->cell_lines.emplace_back();
    line.start_byte = reader.Number32();
    line.cell = reader.Number32();
    line.line = reader.Number32();
  }
  reader.Read(facts->package);
  facts->lines = reader.Number32();
  facts->code_lines = reader.Number32();
  reader.Read(facts->generated);
  const std::uint64_t diagnostics = reader.Number();
  for (std::uint64_t i = 0; i < diagnostics && !reader.failed(); ++i) {
    Diagnostic& diagnostic = facts->diagnostics.emplace_back();
    Text text;
    reader.Read(text);
    diagnostic.code = text;
    diagnostic.line = reader.Number32();
    reader.Read(text);
    diagnostic.message = text;
  }
  if (reader.failed() || !reader.AtEnd()) return std::nullopt;
  // A scope is an index that the matcher follows.
  const auto in_range = [&](std::uint32_t scope) {
    return scope == kNoScope || scope < facts->definitions.size();
  };
  bool sound = true;
  FactLists(*facts, [&](FactKind, const auto& list) {
    for (const auto& fact : list) {
      if constexpr (requires {
                      { fact.scope } -> std::same_as<const std::uint32_t&>;
                    }) {
        sound = sound && in_range(fact.scope);
      }
    }
  });
  for (const Use& use : facts->open_uses) sound = sound && in_range(use.scope);
  return sound ? std::move(facts) : std::nullopt;
}

bool AreWithin(const FileFacts& facts, std::string_view text) {
  const auto ends = std::count(text.begin(), text.end(), '\n');
  const auto lines = static_cast<std::uint32_t>(ends + 1);
  bool within = facts.lines <= lines;
  const auto is_within = [&](const auto& fact) {
    return fact.region.start_byte <= fact.region.end_byte && fact.region.end_byte <= text.size() &&
           fact.region.start_line <= lines && fact.region.end_line <= lines;
  };
  FactLists(facts, [&](FactKind, const auto& list) {
    within = within && std::all_of(list.begin(), list.end(), is_within);
  });
  return within && std::all_of(facts.open_uses.begin(), facts.open_uses.end(), is_within);
}

}  // namespace assay
