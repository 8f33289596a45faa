#include "facts/toml_tree.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "facts/text_line.h"
#include "facts/toml_scanner.h"

namespace assay {
namespace {

class TomlReader {
 public:
  TomlReader(std::string_view text, DataTree& tree, FactSink& sink)
      : scanner_(text), tree_(tree), sink_(sink) {}

  void Run() {
    DataNode root;
    root.kind = ValueKind::kMap;
    root_ = current_ = tree_.Add(kNoData, root);
    while (problem_.empty() && scanner_.SkipToContent()) {
      if (scanner_.Peek() == '[') {
        Header();
      } else {
        KeyValue(current_);
      }
      if (problem_.empty() && !scanner_.AtLineEnd()) Fail("text behind the end");
    }
    if (!problem_.empty()) sink_.Diagnose(code_, scanner_.line(), problem_);
  }

 private:
  using Keys = std::vector<TomlKey>;

  void Fail(std::string problem, std::string_view code = "format-error") {
    if (!problem_.empty()) return;
    problem_ = std::move(problem);
    code_ = code;
  }

  DataIndex Add(DataIndex parent, const DataNode& node) {
    const DataIndex index = tree_.Add(parent, node);
    if (index == kNoData) {
      Fail("only the first " + std::to_string(kMaxDataNodes) + " values are read",
           "too-many-facts");
    }
    return index;
  }

  // `a."b".c`; false after a problem.
  bool ReadKeys(Keys& keys) {
    while (true) {
      TomlKey key;
      if (!scanner_.ReadKey(key)) {
        Fail("a key was expected");
        return false;
      }
      keys.push_back(std::move(key));
      scanner_.SkipBlanks();
      if (!scanner_.Take('.')) return true;
      scanner_.SkipBlanks();
      if (keys.size() >= sink_.limits().data_depth) {
        Fail("a dotted key nests too deep", "nested-too-deep");
        return false;
      }
    }
  }

  // The map of that name below `parent`, made if it is not there; of a list
  // of tables, its last one.
  DataIndex OpenContainer(DataIndex parent, const TomlKey& key, ValueKind kind) {
    const auto known = containers_.find({parent, std::string_view(key.text)});
    if (known != containers_.end()) {
      const DataIndex index = known->second;
      const DataIndex last = tree_[index].last_child;
      if (tree_.IsMap(index) || kind == ValueKind::kList) return index;
      return tree_.IsMap(last) ? last : index;
    }
    DataNode node;
    node.kind = kind;
    node.key = tree_.Keep(key.text);
    node.region = node.value_region = key.region;
    const DataIndex index = Add(parent, node);
    if (index != kNoData) containers_.emplace(std::pair(parent, node.key), index);
    return index;
  }

  // Along all keys but the last.
  DataIndex Descend(DataIndex from, const Keys& keys) {
    for (std::size_t i = 0; i + 1 < keys.size() && from != kNoData; ++i) {
      from = OpenContainer(from, keys[i], ValueKind::kMap);
    }
    return from;
  }

  // [a.b] or [[a.b]]
  void Header() {
    scanner_.Take('[');
    const bool list = scanner_.Take('[');
    scanner_.SkipBlanks();
    Keys keys;
    if (!ReadKeys(keys)) return;
    if (!scanner_.Take(']') || (list && !scanner_.Take(']'))) return Fail("a ] was expected");
    const DataIndex parent = Descend(root_, keys);
    if (parent == kNoData) return;
    current_ = OpenContainer(parent, keys.back(), list ? ValueKind::kList : ValueKind::kMap);
    if (!list || current_ == kNoData) return;
    DataNode item;
    item.kind = ValueKind::kMap;
    item.region = item.value_region = keys.back().region;
    current_ = Add(current_, item);
  }

  void KeyValue(DataIndex map) {
    if (!BeginEntry(map)) return;
    while (problem_.empty() && !open_.empty()) InsideContainer();
    open_.clear();
  }

  // `key =` and the value, or the begin of the list or inline table that it is.
  bool BeginEntry(DataIndex map) {
    Keys keys;
    if (map == kNoData || !ReadKeys(keys)) return false;
    if (!scanner_.Take('=')) {
      Fail("a = was expected");
      return false;
    }
    scanner_.SkipBlanks();
    const DataIndex parent = Descend(map, keys);
    if (parent == kNoData) return false;
    DataNode node;
    node.key = tree_.Keep(keys.back().text);
    node.region = keys.front().region;
    return Value(parent, node, true);
  }

  bool Value(DataIndex parent, DataNode& node, bool keyed) {
    TomlValue value;
    if (!scanner_.ReadValue(value)) {
      Fail(std::string(value.problem));
      return false;
    }
    node.kind = value.kind;
    node.value_region = value.region;
    node.region = keyed ? SpanOf(node.region, value.region) : value.region;
    if (value.kind != ValueKind::kMap && value.kind != ValueKind::kList) {
      node.value = tree_.Keep(value.text);
      node.templated = value.kind == ValueKind::kString && IsTemplated(node.value);
      return Add(parent, node) != kNoData;
    }
    if (open_.size() >= sink_.limits().data_depth) {
      Fail("what nests so deep is not read", "nested-too-deep");
      return false;
    }
    const DataIndex index = Add(parent, node);
    if (index != kNoData) open_.push_back(index);
    return index != kNoData;
  }

  // One step inside the innermost list or inline table: its end, or an entry.
  void InsideContainer() {
    const DataIndex index = open_.back();
    const bool map = tree_.IsMap(index);
    if (!scanner_.SkipToContent()) return Fail("the text ends too early");
    if (scanner_.Take(map ? '}' : ']')) {
      Close(index);
      return;
    }
    if (scanner_.Take(',')) return;
    if (map) {
      BeginEntry(index);
    } else {
      DataNode item;
      Value(index, item, false);
    }
  }

  void Close(DataIndex index) {
    DataNode& node = tree_[index];
    const Region end = scanner_.LastByte();
    node.region = SpanOf(node.region, end);
    node.value_region = SpanOf(node.value_region, end);
    open_.pop_back();
  }

  TomlScanner scanner_;
  DataTree& tree_;
  FactSink& sink_;
  DataIndex root_ = kNoData;
  DataIndex current_ = kNoData;
  std::vector<DataIndex> open_;
  std::map<std::pair<DataIndex, std::string_view>, DataIndex> containers_;
  std::string problem_;
  std::string_view code_;
};

}  // namespace

void ReadTomlTree(std::string_view text, DataTree& tree, FactSink& sink) {
  TomlReader(text, tree, sink).Run();
}

}  // namespace assay
