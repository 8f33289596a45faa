#include "facts/settings.h"

#include <vector>

#include "base/text.h"

namespace assay {
namespace {

// Whether `spring.datasource: {url: x}` and `spring.datasource.url: x` say the same.
bool SeparatesKeys(std::string_view document) {
  return document == "spring" || document == "elasticsearch";
}

// Walks a tree in order with the path of keys to where it stands.
class SettingWalk {
 public:
  SettingWalk(const DataTree& tree, std::string_view prefix, const SettingSite& site,
              FactSink& sink)
      : tree_(tree),
        prefix_(prefix),
        site_(site),
        sink_(sink),
        dots_separate_(SeparatesKeys(site.document)) {}

  void Run(DataIndex root) {
    if (!Visit(root, prefix_, false)) return;
    while (!open_.empty()) {
      Level& level = open_.back();
      if (level.next == kNoData) {
        open_.pop_back();
        continue;
      }
      const DataIndex index = level.next;
      level.next = tree_[index].next;
      std::string path = PathOf(level, index);
      ++level.position;
      if (!Visit(index, std::move(path), level.templated)) return;
    }
  }

 private:
  struct Level {
    std::string path;
    DataIndex next;
    std::size_t position = 0;
    bool is_list = false;
    bool templated = false;  // what stands in it is not known before something fills it in
  };

  std::string PathOf(const Level& level, DataIndex index) const {
    // A path that is already longer than what is kept need not grow.
    if (level.path.size() > sink_.limits().text_bytes) return level.path;
    if (level.is_list) return level.path + "[" + std::to_string(level.position) + "]";
    const Text key = Truncate(tree_[index].key, sink_.limits().text_bytes);
    const std::string part = dots_separate_ ? std::string(key) : KeyPart(key);
    return level.path.empty() ? part : level.path + "." + part;
  }

  // False when no more settings are wanted.
  bool Visit(DataIndex index, std::string path, bool templated) {
    const DataNode& node = tree_[index];
    if (node.first_child != kNoData) {
      open_.push_back({std::move(path), node.first_child, 0, node.kind == ValueKind::kList,
                       templated || node.templated});
      return true;
    }
    if (site_.document.empty() && ++count_ > kMaxUnknownSettings) {
      sink_.Diagnose("too-many-facts", node.region.start_line,
                     "only the first " + std::to_string(kMaxUnknownSettings) +
                         " values of a document of no known kind are kept");
      return false;
    }
    Setting setting;
    setting.region = node.region;
    setting.key = sink_.Keep(path);
    setting.value = sink_.Keep(node.value);
    setting.kind = node.kind;
    setting.templated = templated || node.templated;
    setting.document = site_.document;
    setting.part = site_.part;
    return sink_.Add(std::move(setting));
  }

  const DataTree& tree_;
  std::string prefix_;
  const SettingSite& site_;
  FactSink& sink_;
  bool dots_separate_;
  std::vector<Level> open_;
  std::size_t count_ = 0;
};

}  // namespace

std::string KeyPart(std::string_view key) {
  std::string part;
  part.reserve(key.size());
  for (const char c : key) {
    if (c == '.') part += '\\';
    part += c;
  }
  return part;
}

void AddSettings(const DataTree& tree, DataIndex root, std::string_view prefix,
                 const SettingSite& site, FactSink& sink) {
  if (root == kNoData) return;
  SettingWalk(tree, prefix, site, sink).Run(root);
}

void AddSetting(std::string_view key, std::string_view value, ValueKind kind, const Region& region,
                Text document, FactSink& sink) {
  Setting setting;
  setting.region = region;
  setting.key = sink.Keep(key);
  setting.value = sink.Keep(value);
  setting.kind = kind;
  setting.templated = IsTemplated(value);
  setting.document = document;
  sink.Add(std::move(setting));
}

}  // namespace assay
