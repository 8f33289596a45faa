#include "facts/yaml_tree.h"

#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <exception>
#include <istream>
#include <streambuf>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "base/text.h"
#include "facts/yaml_templates.h"

namespace assay {
namespace {

// Ends the parse from inside an event.
struct StopReading {};

// A stream over text that is not copied.
class TextBuffer : public std::streambuf {
 public:
  explicit TextBuffer(std::string_view text) {
    char* const begin = const_cast<char*>(text.data());
    setg(begin, begin, begin + text.size());
  }
};

// Finds where a scalar ends; the parser tells only where it begins.
class ScalarPlaces {
 public:
  explicit ScalarPlaces(std::string_view text) : text_(text), lines_(text) {}

  // Behind an anchor and a tag.
  std::size_t SkipProperties(std::size_t at) const {
    while (at < text_.size() && (text_[at] == '&' || text_[at] == '!')) {
      at = std::min(text_.find_first_of(" \t\r\n", at), text_.size());
      at = std::min(text_.find_first_not_of(" \t\r\n", at), text_.size());
    }
    return at;
  }

  std::uint32_t Line(std::size_t at) const { return lines_.Line(std::min(at, text_.size())); }
  // Where the next document of the stream begins behind `at`; the text's end if none does.
  std::size_t NextDocument(std::size_t at) const {
    const std::size_t mark = text_.find("\n---", std::min(at, text_.size()));
    return mark == text_.npos ? text_.size() : mark + 1;
  }

  bool IsBlock(std::size_t at) const {
    return at < text_.size() && (text_[at] == '|' || text_[at] == '>');
  }
  bool IsLiteral(std::size_t at) const { return at < text_.size() && text_[at] == '|'; }

  std::size_t End(std::size_t at, std::string_view value) const {
    if (at >= text_.size()) return text_.size();
    if (text_[at] == '"' || text_[at] == '\'') return QuotedEnd(at);
    if (IsBlock(at)) return BlockEnd(at);
    if (text_.substr(at, value.size()) == value) return at + value.size();
    const std::size_t line = std::min(text_.find('\n', at), text_.size());
    return at + Trim(text_.substr(at, line - at)).size();
  }

  // Where the content of a block scalar begins: the line below its `|`.
  std::size_t BlockBegin(std::size_t at) const {
    return std::min(text_.find('\n', at), text_.size() - 1) + 1;
  }

  Region Between(std::size_t begin, std::size_t end) const {
    begin = std::min(begin, text_.size());
    end = std::clamp(end, begin, text_.size());
    const std::uint32_t line = lines_.Line(begin);
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), line,
            lines_.Column(begin), end > begin ? lines_.Line(end - 1) : line};
  }

 private:
  std::size_t QuotedEnd(std::size_t at) const {
    const char quote = text_[at];
    for (++at; at < text_.size(); ++at) {
      if (text_[at] == '\\' && quote == '"') {
        ++at;
      } else if (text_[at] == quote) {
        if (quote == '"' || text_.substr(at + 1, 1) != "'") return at + 1;
        ++at;
      }
    }
    return text_.size();
  }

  // The indent that the content of a block scalar is deeper than, at least: that
  // of the line which holds its `|`, unless that line holds nothing before it.
  std::size_t IndentAround(std::size_t at) const {
    const std::size_t begin = text_.substr(0, at).rfind('\n') + 1;  // 0 without one
    const std::size_t blanks = text_.find_first_not_of(' ', begin);
    return blanks < at ? blanks - begin : 0;
  }

  // Its lines are those indented like the first that is not blank, or more.
  std::size_t BlockEnd(std::size_t at) const {
    std::size_t end = BlockBegin(at);
    const std::size_t around = IndentAround(at);
    std::size_t indent = 0;
    for (std::size_t line = end; line < text_.size();) {
      const std::size_t next = std::min(text_.find('\n', line), text_.size() - 1) + 1;
      const std::string_view content = text_.substr(line, next - line);
      const std::size_t blanks = content.find_first_not_of(' ');
      if (!Trim(content).empty()) {
        if (indent == 0 && blanks > around) indent = blanks;
        if (blanks < indent || indent == 0) break;
        end = line + Trim(content).size() + blanks;
      }
      line = next;
    }
    return end;
  }

  std::string_view text_;
  LineIndex lines_;
};

class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(std::string_view original, std::string_view masked, DataTree& tree, FactSink& sink)
      : original_(original), masked_(masked), places_(masked), tree_(tree), sink_(sink) {}

  // Marks of what is parsed next count from here.
  void StartAt(std::size_t base) {
    base_ = base;
    open_.clear();
  }
  const ScalarPlaces& places() const { return places_; }

  void OnDocumentStart(const YAML::Mark&) override {
    open_.clear();
    anchors_.clear();
    skipped_ = 0;
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    if (skipped_ > 0) return;
    if (TakesKey()) return SetKey("", Offset(mark), Offset(mark));
    DataNode node;
    node.kind = ValueKind::kNull;
    node.templated = HasKey() && IsMasked(open_.back().key_region.end_byte, Offset(mark));
    // The parser places a missing value at what follows it.
    node.region = node.value_region =
        HasKey() ? open_.back().key_region : places_.Between(Offset(mark), Offset(mark));
    Register(anchor, Add(node));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    if (skipped_ > 0) return;
    if (TakesKey()) return SetKey("", Offset(mark), Offset(mark));
    const DataIndex source = anchor < anchors_.size() ? anchors_[anchor] : kNoData;
    if (source == kNoData || open_.empty() || IsOpen(source)) {
      if (!open_.empty()) open_.back().has_key = false;
      return;
    }
    Level& level = open_.back();
    level.has_key = false;
    if (!tree_.Copy(source, level.index, level.is_map ? level.key : Text(), budget_)) {
      if (tree_.full()) Stop(mark);
      DiagnoseAliases(mark);
    }
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    if (skipped_ > 0) return;
    const std::size_t begin = places_.SkipProperties(Offset(mark));
    const std::size_t end = places_.End(begin, value);
    if (TakesKey()) return SetKey(value, begin, end);
    DataNode node;
    node.kind = KindOf(tag, value);
    SetText(value, begin, node);
    if (node.kind == ValueKind::kBoolean) node.value = tree_.Keep(ToLowerAscii(node.value));
    node.templated = node.templated || IsCustom(tag);
    node.block = places_.IsLiteral(begin);
    node.region = places_.Between(begin, end);
    node.value_region =
        places_.IsBlock(begin) ? places_.Between(places_.BlockBegin(begin), end) : node.region;
    AttachKey(node);
    Register(anchor, Add(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    Open(mark, tag, anchor, ValueKind::kList);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    Open(mark, tag, anchor, ValueKind::kMap);
  }
  void OnSequenceEnd() override { Close(); }
  void OnMapEnd() override {
    if (skipped_ == 0 && open_.back().merges) Merge(open_.back().index);
    Close();
  }

 private:
  struct Level {
    DataIndex index;
    bool is_map = false;
    bool has_key = false;
    bool merges = false;
    Text key;
    Region key_region;
  };

  std::size_t Offset(const YAML::Mark& mark) const {
    return base_ + (mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos));
  }
  bool TakesKey() const { return !open_.empty() && open_.back().is_map && !open_.back().has_key; }
  bool HasKey() const { return !open_.empty() && open_.back().is_map && open_.back().has_key; }
  bool IsOpen(DataIndex index) const {
    return std::any_of(open_.begin(), open_.end(),
                       [&](const Level& level) { return level.index == index; });
  }

  void SetKey(std::string_view key, std::size_t begin, std::size_t end) {
    Level& level = open_.back();
    level.key = tree_.Keep(key.find(kTemplateMask) == std::string_view::npos
                               ? std::string(key)
                               : UnmaskTemplates(key, masked_, original_, begin));
    level.key_region = places_.Between(begin, end);
    level.has_key = true;
    if (key == "<<") level.merges = true;
  }

  void SetText(const std::string& value, std::size_t begin, DataNode& node) {
    if (value.find(kTemplateMask) == std::string::npos) {
      node.value = tree_.Keep(value);
      node.templated = IsTemplated(value);
    } else {
      node.value = tree_.Keep(UnmaskTemplates(value, masked_, original_, begin));
      node.templated = true;
    }
  }

  static ValueKind KindOf(const std::string& tag, const std::string& value) {
    if (tag == "?") return PlainScalarKind(value);  // yaml-cpp's tag of plain scalars
    if (tag == "tag:yaml.org,2002:int" || tag == "tag:yaml.org,2002:float") {
      return ValueKind::kNumber;
    }
    return ValueKind::kString;
  }

  // What an application makes of a value under a tag of its own is not known; compose's `!override`
  // only says how files are put together.
  static bool IsCustom(const std::string& tag) {
    return tag.size() > 1 && tag.front() == '!' && tag != "!!" && tag != "!override";
  }

  // Whether a template stood there that is blank to the parser.
  bool IsMasked(std::size_t begin, std::size_t end) const {
    if (masked_.data() == original_.data()) return false;
    end = std::min({end, masked_.size(), original_.size()});
    return begin < end &&
           masked_.substr(begin, end - begin) != original_.substr(begin, end - begin);
  }

  void AttachKey(DataNode& node) {
    if (!HasKey()) return;
    const Region& key = open_.back().key_region;
    node.region = {key.start_byte, std::max(node.region.end_byte, key.end_byte), key.start_line,
                   key.start_column, std::max(node.region.end_line, key.end_line)};
  }

  DataIndex Add(DataNode& node) {
    DataIndex parent = kNoData;
    if (!open_.empty()) {
      Level& level = open_.back();
      if (level.is_map) node.key = level.key;
      level.has_key = false;
      parent = level.index;
    }
    const DataIndex index = tree_.Add(parent, node);
    if (index == kNoData) throw StopReading();
    return index;
  }

  void Register(YAML::anchor_t anchor, DataIndex index) {
    if (anchor == YAML::NullAnchor) return;
    if (anchors_.size() <= anchor) anchors_.resize(anchor + 1, kNoData);
    anchors_[anchor] = index;
  }

  void Open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, ValueKind kind) {
    if (skipped_ > 0 || open_.size() >= sink_.limits().data_depth || TakesKey()) {
      if (skipped_ == 0 && TakesKey()) {
        SetKey("", Offset(mark), Offset(mark));  // A map or list as a key has no name.
      } else if (skipped_ == 0) {
        open_.back().has_key = false;
        DiagnoseDepth(mark);
      }
      ++skipped_;
      return;
    }
    DataNode node;
    node.kind = kind;
    node.templated = IsCustom(tag);
    node.region = node.value_region = places_.Between(Offset(mark), Offset(mark));
    AttachKey(node);
    const DataIndex index = Add(node);
    Register(anchor, index);
    open_.push_back({index, kind == ValueKind::kMap, false, false, {}, {}});
  }

  void Close() {
    if (skipped_ > 0) {
      --skipped_;
      return;
    }
    DataNode& node = tree_[open_.back().index];
    if (node.last_child != kNoData) Extend(node, tree_[node.last_child].region);
    open_.pop_back();
  }

  static void Extend(DataNode& node, const Region& child) {
    if (child.end_byte <= node.region.end_byte) return;  // A copy of an anchor further up.
    node.region.end_byte = node.value_region.end_byte = child.end_byte;
    node.region.end_line = node.value_region.end_line = child.end_line;
  }

  // Entries of the `<<` maps that the map does not have go behind its own.
  void Merge(DataIndex map) {
    std::vector<DataIndex> own;
    std::vector<DataIndex> sources;
    std::unordered_set<std::string_view, TextHash> keys;
    for (const DataIndex child : tree_.Children(map)) {
      if (tree_[child].key != "<<") {
        own.push_back(child);
        keys.insert(tree_[child].key);
      } else if (tree_.IsList(child)) {
        for (const DataIndex item : tree_.Children(child)) sources.push_back(item);
      } else {
        sources.push_back(child);
      }
    }
    for (const DataIndex source : sources) {
      if (!tree_.IsMap(source)) continue;
      for (const DataIndex entry : tree_.Children(source)) {
        if (keys.insert(tree_[entry].key).second) own.push_back(entry);
      }
    }
    tree_.SetChildren(map, own);
  }

  [[noreturn]] static void Stop(const YAML::Mark&) { throw StopReading(); }

  void DiagnoseAliases(const YAML::Mark& mark) {
    if (!std::exchange(told_aliases_, true)) {
      sink_.Diagnose("too-many-facts", places_.Line(Offset(mark)),
                     "aliases stand for more than " + std::to_string(kMaxAliasNodes) + " values");
    }
  }

  void DiagnoseDepth(const YAML::Mark& mark) {
    if (!std::exchange(told_depth_, true)) {
      sink_.Diagnose("nested-too-deep", places_.Line(Offset(mark)),
                     "what nests deeper than " + std::to_string(sink_.limits().data_depth) +
                         " levels is not read");
    }
  }

  std::string_view original_;
  std::string_view masked_;
  ScalarPlaces places_;
  DataTree& tree_;
  FactSink& sink_;
  std::vector<Level> open_;
  std::vector<DataIndex> anchors_;  // by the parser's number
  std::size_t skipped_ = 0;         // containers that are open and not followed
  std::size_t budget_ = kMaxAliasNodes;
  std::size_t base_ = 0;
  bool told_aliases_ = false;
  bool told_depth_ = false;
};

// Parses from `base` on; where it had to stop is the place of the error, or
// the text's end.
std::size_t ParseFrom(std::size_t base, std::string_view masked, TreeBuilder& builder,
                      FactSink& sink) {
  builder.StartAt(base);
  TextBuffer buffer(masked.substr(base));
  std::istream stream(&buffer);
  std::string_view code = "format-error";
  std::string message;
  std::size_t place = 0;
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
    return masked.size();
  } catch (const StopReading&) {
    sink.Diagnose("too-many-facts", 0,
                  "only the first " + std::to_string(kMaxDataNodes) + " values are read");
    return masked.size();
  } catch (const YAML::DeepRecursion& error) {
    code = "nested-too-deep";
    message = "the document nests too deep";
    place = base + static_cast<std::size_t>(std::max(error.mark.pos, 0));
  } catch (const YAML::Exception& error) {
    message = error.msg;
    place = base + static_cast<std::size_t>(std::max(error.mark.pos, 0));
  } catch (const std::exception& error) {
    message = error.what();
    place = masked.size();
  }
  sink.Diagnose(code, builder.places().Line(place), message);
  return place;
}

// A document that cannot be read does not hide those behind it.
void Parse(std::string_view original, std::string_view masked, DataTree& tree, FactSink& sink) {
  TreeBuilder builder(original, masked, tree, sink);
  std::size_t base = 0;
  for (int errors = 0; errors < kMaxYamlErrors && (base < masked.size() || errors == 0); ++errors) {
    base = builder.places().NextDocument(ParseFrom(base, masked, builder, sink));
  }
}

// The begin of the text that has at most `limit` words and signs, up to a
// line's end where there is one.
std::string_view FirstWords(std::string_view text, std::size_t limit) {
  std::size_t words = 0;
  std::size_t line = 0;
  bool inside = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') line = i + 1;
    const bool sign = std::string_view("[]{},:?-&*!'\"").find(c) != std::string_view::npos;
    const bool blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (sign || (!blank && !inside)) ++words;
    inside = !sign && !blank;
    if (words > limit) return text.substr(0, line > 0 ? line : i);
  }
  return text;
}

}  // namespace

void ReadYamlTree(std::string_view text, DataTree& tree, FactSink& sink) {
  if (text.substr(0, 4).find('\0') != std::string_view::npos) {
    sink.Diagnose("format-error", 1, "not UTF-8 text");
    return;
  }
  const std::string masked = MaskTemplates(text);
  const std::string_view all = masked.empty() ? text : std::string_view(masked);
  const std::string_view begin = FirstWords(all, kMaxYamlWords);
  if (begin.size() < all.size()) {
    sink.Diagnose("too-many-facts", 0,
                  "only the first " + std::to_string(begin.size()) + " bytes are read");
  }
  Parse(text, begin, tree, sink);
}

}  // namespace assay
