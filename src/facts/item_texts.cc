// Texts that are put together as a list, item by item, and joined.

#include "facts/source_extractor.h"

namespace assay {
namespace {

constexpr char kItemEnd = '\x1f';

// A list's texts lie beside its variable's.
std::string ItemsName(std::string_view name) { return std::string(name) + "[]"; }

}  // namespace

bool SourceExtractor::ReadItems(const std::vector<NodeIndex>& items, TextValue& text, int depth) {
  for (const NodeIndex item : items) {
    TextValue told;
    if (!ReadText(item, told, depth + 1)) AddPart(item, told);
    Append(text, told);
    text.value += kItemEnd;
    if (text.value.size() > sink_.limits().sql_bytes) return false;
  }
  return !items.empty();
}

void SourceExtractor::BindItems(std::string_view name, const std::vector<NodeIndex>& items) {
  ForgetItems(name);
  TextValue text;
  if (!ReadItems(items, text, 0) && !items.empty()) return;
  knows_items_ = true;
  BindText(ItemsName(name), std::move(text));
}

void SourceExtractor::ForgetItems(std::string_view name) {
  if (knows_items_) ForgetText(ItemsName(name));
}

void SourceExtractor::AppendItem(std::string_view name, NodeIndex item) {
  if (FindItems(name) == nullptr) return;
  TextValue text;
  if (!ReadText(item, text)) AddPart(item, text);
  text.value += kItemEnd;
  AppendText(ItemsName(name), text);
}

const TextValue* SourceExtractor::FindItems(std::string_view name) const {
  if (!knows_items_) return nullptr;
  const Binding* const list = names_.Find(name);
  const bool given = list != nullptr && (list->provenance == Provenance::kParameter ||
                                         list->provenance == Provenance::kRequest);
  return given ? nullptr : FindText(ItemsName(name));
}

bool SourceExtractor::JoinItems(const TextValue& items, std::string_view separator,
                                TextValue& text) {
  if (items.value.empty()) return false;
  const std::string_view value(items.value.data(), items.value.size() - 1);
  for (const char c : value) {
    if (c == kItemEnd) {
      text.value += separator;
    } else {
      text.value += c;
    }
  }
  text.parts.insert(text.parts.end(), items.parts.begin(), items.parts.end());
  return true;
}

}  // namespace assay
