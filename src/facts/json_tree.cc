#include "facts/json_tree.h"

#include <string>
#include <vector>

#include "facts/json_scanner.h"

namespace assay {
namespace {

Region Span(const Region& from, const Region& to) {
  return {from.start_byte, to.end_byte, from.start_line, from.start_column, to.end_line};
}

class TreeBuilder {
 public:
  explicit TreeBuilder(DataTree& tree) : tree_(tree) {}

  // False when the tree is full.
  bool Take(const JsonToken& token) {
    switch (token.type) {
      case JsonToken::kKey:
        key_ = tree_.Keep(JsonText(token.raw));
        key_region_ = token.region;
        has_key_ = true;
        return true;
      case JsonToken::kScalar:
        return AddNode(token, token.kind) != kNoData;
      case JsonToken::kBeginMap:
        return Open(AddNode(token, ValueKind::kMap));
      case JsonToken::kBeginList:
        return Open(AddNode(token, ValueKind::kList));
      case JsonToken::kEndMap:
      case JsonToken::kEndList:
        Close(token.region);
        return true;
      case JsonToken::kEnd:
      case JsonToken::kError:
        return false;
    }
    return false;
  }

 private:
  DataIndex AddNode(const JsonToken& token, ValueKind kind) {
    DataNode node;
    node.kind = kind;
    if (token.type == JsonToken::kScalar) {
      node.value = tree_.Keep(JsonText(token.raw));
      node.templated = IsTemplated(node.value);
    }
    node.value_region = node.region = token.region;
    if (has_key_) {
      node.key = key_;
      node.region = Span(key_region_, token.region);
    }
    has_key_ = false;
    return tree_.Add(open_.empty() ? kNoData : open_.back(), node);
  }

  bool Open(DataIndex index) {
    if (index != kNoData) open_.push_back(index);
    return index != kNoData;
  }

  void Close(const Region& end) {
    DataNode& node = tree_[open_.back()];
    node.region = Span(node.region, end);
    node.value_region = Span(node.value_region, end);
    open_.pop_back();
  }

  DataTree& tree_;
  std::vector<DataIndex> open_;
  Text key_;
  Region key_region_;
  bool has_key_ = false;
};

}  // namespace

void ReadJsonTree(std::string_view text, DataTree& tree, FactSink& sink) {
  JsonScanner scanner(text, sink.limits().data_depth);
  TreeBuilder builder(tree);
  while (true) {
    const JsonToken token = scanner.Next();
    if (token.type == JsonToken::kEnd) return;
    if (token.type == JsonToken::kError) {
      sink.Diagnose(token.too_deep ? "nested-too-deep" : "format-error", token.region.start_line,
                    std::string(token.problem));
      return;
    }
    if (!builder.Take(token)) {
      sink.Diagnose("too-many-facts", token.region.start_line,
                    "only the first " + std::to_string(kMaxDataNodes) + " values are read");
      return;
    }
  }
}

}  // namespace assay
