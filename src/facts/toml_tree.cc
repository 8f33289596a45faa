#include "facts/toml_tree.h"

#include <toml++/toml.h>

#include <algorithm>
#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"

namespace assay {
namespace {

// The most dots that follow each other without a word's end, a bound on how
// deep dotted keys nest: toml++ bounds brackets by itself, but not these.
std::size_t LongestDottedKey(std::string_view text) {
  std::size_t longest = 0;
  std::size_t dots = 0;
  for (const char c : text) {
    if (c == '.') {
      longest = std::max(longest, ++dots);
    } else if (c == '\n' || c == '=' || c == ',' || c == '{') {
      dots = 0;
    }
  }
  return longest;
}

class TomlConversion {
 public:
  TomlConversion(std::string_view text, DataTree& tree) : lines_(text), tree_(tree) {}

  void Run(const toml::table& root) {
    AddNode(root, nullptr, kNoData);
    while (!open_.empty()) {
      const auto [node, index] = open_.back();
      open_.pop_back();
      if (const toml::table* const table = node->as_table()) AddEntries(*table, index);
      if (const toml::array* const array = node->as_array()) {
        for (const toml::node& item : *array) AddNode(item, nullptr, index);
      }
    }
  }

 private:
  std::uint32_t Offset(const toml::source_position& position) const {
    return static_cast<std::uint32_t>(lines_.Start(position.line) + position.column - 1);
  }

  Region RegionOf(const toml::source_region& source) const {
    if (source.begin.line == 0) return {};
    Region region;
    region.start_byte = Offset(source.begin);
    region.end_byte = std::max(Offset(source.end), region.start_byte);
    region.start_line = source.begin.line;
    region.start_column = source.begin.column;
    region.end_line = std::max(source.end.line, source.begin.line);
    return region;
  }

  void AddEntries(const toml::table& table, DataIndex index) {
    std::vector<std::pair<const toml::key*, const toml::node*>> entries;
    for (const auto& [key, value] : table) entries.emplace_back(&key, &value);
    const auto place = [](const auto& entry) {
      const toml::source_position at = entry.first->source().begin;
      return std::pair(at.line, at.column);
    };
    std::stable_sort(entries.begin(), entries.end(),
                     [&](const auto& a, const auto& b) { return place(a) < place(b); });
    for (const auto& [key, value] : entries) AddNode(*value, key, index);
  }

  void AddNode(const toml::node& source, const toml::key* key, DataIndex parent) {
    DataNode node;
    SetValue(source, node);
    node.region = node.value_region = RegionOf(source.source());
    if (key != nullptr) {
      node.key = tree_.Keep(key->str());
      const Region name = RegionOf(key->source());
      const bool behind = node.region.start_byte >= name.start_byte && node.region.start_line != 0;
      if (name.start_line != 0) {
        const Region end = behind ? node.region : name;
        node.region = {name.start_byte, end.end_byte, name.start_line, name.start_column,
                       end.end_line};
      }
    }
    const DataIndex index = tree_.Add(parent, node);
    if (index != kNoData && !source.is_value()) open_.emplace_back(&source, index);
  }

  void SetValue(const toml::node& source, DataNode& node) {
    if (source.is_table()) {
      node.kind = ValueKind::kMap;
    } else if (source.is_array()) {
      node.kind = ValueKind::kList;
    } else if (const auto* const text = source.as_string()) {
      node.kind = ValueKind::kString;
      node.value = tree_.Keep(text->get());
      node.templated = IsTemplated(node.value);
    } else if (const auto* const flag = source.as_boolean()) {
      node.kind = ValueKind::kBoolean;
      node.value = flag->get() ? "true" : "false";
    } else {
      node.kind = source.is_number() ? ValueKind::kNumber : ValueKind::kString;
      node.value = tree_.Keep(SourceText(source));
    }
  }

  // Numbers and dates as they are written.
  std::string_view SourceText(const toml::node& source) const {
    const Region region = RegionOf(source.source());
    const std::string_view line = lines_.Text(region.start_line);
    const std::size_t begin = std::min<std::size_t>(line.size(), region.start_column - 1);
    return Trim(line.substr(begin, region.end_byte - region.start_byte));
  }

  class Starts : public LineIndex {
   public:
    explicit Starts(std::string_view text) : LineIndex(text), text_(text) {}
    std::size_t Start(std::uint32_t line) const {
      const std::string_view content = Text(line);
      return content.data() == nullptr ? text_.size()
                                       : static_cast<std::size_t>(content.data() - text_.data());
    }

   private:
    std::string_view text_;
  };

  Starts lines_;
  DataTree& tree_;
  std::vector<std::pair<const toml::node*, DataIndex>> open_;
};

}  // namespace

void ReadTomlTree(std::string_view text, DataTree& tree, FactSink& sink) {
  if (LongestDottedKey(text) > sink.limits().data_depth) {
    sink.Diagnose("nested-too-deep", 0, "a dotted key nests too deep");
    return;
  }
  try {
    TomlConversion(text, tree).Run(toml::parse(text));
  } catch (const toml::parse_error& error) {
    sink.Diagnose("format-error", error.source().begin.line, std::string(error.description()));
  } catch (const std::exception& error) {
    sink.Diagnose("format-error", 0, error.what());
  }
}

}  // namespace assay
