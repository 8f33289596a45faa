// Laravel's settings, which are arrays that files return.
#include "facts/settings.h"

#include <iterator>
#include <string>
#include <unordered_set>

#include "facts/php/extractor.h"

namespace assay {

// A file of Laravel's config folder returns one array. Which one is told by what is in it.
void PhpExtractor::ReadSettings(NodeIndex list) {
  if (R(list) != Role::kList || !IsLaravelConfig(list)) return;
  struct Entry {
    NodeIndex value;
    std::string key;
  };
  std::vector<Entry> open = {{list, ""}};
  for (std::size_t told = 0; !open.empty() && told < kMaxSettings;) {
    const Entry entry = std::move(open.back());
    open.pop_back();
    const std::vector<NodeIndex> items =
        R(entry.value) == Role::kList ? ItemsOf(entry.value) : std::vector<NodeIndex>();
    if (items.empty() || entry.key.size() > kMaxSettingKey) {
      ++told;
      AddSetting(entry.value, entry.key, "laravel-settings");
      continue;
    }
    std::vector<Entry> entries;
    std::size_t index = 0;
    for (const NodeIndex item : items) {
      if (R(item) != Role::kPair) continue;
      const NodeIndex value = Inner(At(item, Part::kValue));
      if (KindName(value) == "variadic_unpacking") continue;  // `...$others`
      if (KeyOf(item) == kNoNode) {
        entries.push_back({value, entry.key + '[' + std::to_string(index++) + ']'});
      } else {
        const std::string part = KeyPart(SettingName(KeyOf(item)));
        entries.push_back({value, entry.key.empty() ? part : entry.key + '.' + part});
      }
    }
    std::move(entries.rbegin(), entries.rend(), std::back_inserter(open));
  }
}

std::string PhpExtractor::SettingName(NodeIndex key) {
  TextValue text;
  return ReadText(key, text) && text.parts.empty() ? text.value : std::string(TextOf(key));
}

// It reads the environment, or has two of the names that Laravel's own files have.
bool PhpExtractor::IsLaravelConfig(NodeIndex list) {
  static const std::unordered_set<std::string> kNames = {
      "allowed_methods", "allowed_origins", "argon",        "batching",
      "bcrypt",          "channels",        "cipher",       "compiled",
      "connections",     "default",         "disks",        "driver",
      "failed",          "fallback_locale", "faker_locale", "guards",
      "http_only",       "lifetime",        "locale",       "mailers",
      "migrations",      "passwords",       "prefix",       "providers",
      "same_site",       "stateful",        "stores",       "supports_credentials",
      "timezone"};
  int known = 0;
  bool named = false;
  for (const NodeIndex item : ItemsOf(list)) {
    if (R(item) != Role::kPair || KeyOf(item) == kNoNode) continue;
    named = true;
    if (kNames.contains(SettingName(KeyOf(item)))) ++known;
  }
  const std::string_view text = TextOf(list);
  for (std::size_t at = text.find("env("); named && at != std::string_view::npos;
       at = text.find("env(", at + 1)) {
    if (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '(' || text[at - 1] == '\t')) return true;
  }
  return known >= 2;
}

}  // namespace assay
