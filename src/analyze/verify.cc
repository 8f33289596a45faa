#include "analyze/verify.h"

#include <fmt/format.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/text.h"

namespace assay {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kShownBytes = 80;

Json Parse(std::string_view text) { return Json::parse(text.begin(), text.end(), nullptr, false); }

std::string TextAt(const Json& json, const char* object, const char* key) {
  if (!json.contains(object) || !json[object].is_object()) return {};
  const Json& inner = json[object];
  return inner.contains(key) && inner[key].is_string() ? inner[key].get<std::string>()
                                                       : std::string();
}

std::string Shown(const Json& json) {
  return std::string(
      Truncate(json.dump(-1, ' ', false, Json::error_handler_t::replace), kShownBytes));
}

// Lists whose entries have an identity are compared by it, so that one that is
// missing does not make all that follow differ.
std::string IdentityOf(const Json& item) {
  if (!item.is_object()) return {};
  for (const char* const key : {"fingerprint", "id"}) {
    if (item.contains(key) && item[key].is_string()) return item[key].get<std::string>();
  }
  return {};
}

class Comparison {
 public:
  explicit Comparison(std::vector<Mismatch>& out) : out_(out) {}

  // The depth is that of the schema: what differs in shape is told as a whole.
  void Compare(const Json& recorded, const Json& found, const std::string& where, int depth = 0) {
    if (recorded == found) return;
    if (depth < 8 && recorded.is_object() && found.is_object())
      return CompareObjects(recorded, found, where, depth);
    if (depth < 8 && recorded.is_array() && found.is_array())
      return CompareLists(recorded, found, where, depth);
    out_.push_back({where, Shown(recorded), Shown(found)});
  }

 private:
  void CompareObjects(const Json& recorded, const Json& found, const std::string& where,
                      int depth) {
    for (const auto& [key, value] : recorded.items()) {
      const std::string place = where.empty() ? key : where + "/" + key;
      if (found.contains(key)) {
        Compare(value, found[key], place, depth + 1);
      } else {
        out_.push_back({place, Shown(value), "nothing"});
      }
    }
    for (const auto& [key, value] : found.items()) {
      if (!recorded.contains(key))
        out_.push_back({where.empty() ? key : where + "/" + key, "nothing", Shown(value)});
    }
  }

  void CompareLists(const Json& recorded, const Json& found, const std::string& where, int depth) {
    const bool same_identities =
        recorded.size() == found.size() &&
        std::equal(recorded.begin(), recorded.end(), found.begin(),
                   [](const Json& a, const Json& b) { return IdentityOf(a) == IdentityOf(b); });
    const bool named = !recorded.empty() && !IdentityOf(recorded.front()).empty();
    if (recorded.size() == found.size() && (same_identities || !named)) {
      for (std::size_t i = 0; i < recorded.size(); ++i) {
        Compare(recorded[i], found[i], where + "/" + Label(recorded[i], i), depth + 1);
      }
      return;
    }
    for (std::size_t i = 0; i < recorded.size(); ++i) {
      if (Find(found, IdentityOf(recorded[i])) == nullptr)
        CompareWithLikest(recorded[i], found, where + "/" + Label(recorded[i], i), depth);
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (Find(recorded, IdentityOf(found[i])) == nullptr)
        out_.push_back({where + "/" + Label(found[i], i), "nothing", Shown(found[i])});
    }
  }

  static std::string Label(const Json& item, std::size_t index) {
    return item.is_object() && item.contains("id") && item["id"].is_string()
               ? item["id"].get<std::string>()
               : std::to_string(index);
  }

  static const Json* Find(const Json& list, const std::string& identity) {
    for (const Json& item : list) {
      if (!identity.empty() && IdentityOf(item) == identity) return &item;
    }
    return nullptr;
  }

  // The identity itself may be what was changed.
  void CompareWithLikest(const Json& item, const Json& found, const std::string& where, int depth) {
    for (const Json& other : found) {
      const bool alike = item.is_object() && other.is_object() && item.contains("signal") &&
                         other.contains("signal") && item["signal"] == other["signal"] &&
                         item.value("path", "") == other.value("path", "") &&
                         item.value("line", 0) == other.value("line", 0);
      if (alike) return Compare(item, other, where, depth + 1);
    }
    out_.push_back({where, Shown(item), "nothing"});
  }

  std::vector<Mismatch>& out_;
};

std::size_t CountEvidence(const Json& profile) {
  std::size_t count = profile.contains("findings") && profile["findings"].is_array()
                          ? profile["findings"].size()
                          : 0;
  if (!profile.contains("skills") || !profile["skills"].is_array()) return count;
  for (const Json& skill : profile["skills"]) {
    if (skill.is_object() && skill.contains("evidence") && skill["evidence"].is_array())
      count += skill["evidence"].size();
  }
  return count;
}

}  // namespace

Result<ProfileHeader> ReadHeader(std::string_view profile_json) {
  const Json json = Parse(profile_json);
  if (!json.is_object()) return InputError("the profile is not JSON");
  if (!json.contains("schema") || json["schema"] != 1)
    return InputError("the profile is not of schema version 1");
  ProfileHeader header;
  header.commit = TextAt(json, "repository", "commit");
  header.origin = TextAt(json, "options", "origin");
  header.path = TextAt(json, "options", "path");
  header.version = TextAt(json, "tool", "version");
  header.rules_digest = TextAt(json, "tool", "rules");
  const std::string authors = TextAt(json, "options", "author");
  for (const std::string_view id : Split(authors, ' ')) {
    if (!id.empty()) header.authors.emplace_back(id);
  }
  header.since = TextAt(json, "options", "since");
  header.until = TextAt(json, "options", "until");
  const auto is_set = [&](const char* option) { return TextAt(json, "options", option) == "true"; };
  header.show_emails = is_set("show-emails");
  header.has_keys = is_set("identity-key");
  header.removed = is_set("history");
  header.ignore_whitespace = is_set("ignore-whitespace");
  header.ignore_revisions = is_set("ignore-revisions");
  header.max_commits = static_cast<std::size_t>(
      std::strtoull(TextAt(json, "options", "max-commits").c_str(), nullptr, 10));
  const Json history = json.value("history", Json::object());
  if (history.is_object() && history.contains("tags") && history["tags"].is_array()) {
    header.tags.emplace();
    for (const Json& tag : history["tags"]) {
      if (tag.is_string()) header.tags->push_back(tag.get<std::string>());
    }
  }
  if (header.commit.size() != 40) return InputError("the profile names no commit");
  return header;
}

Result<Verification> Compare(std::string_view recorded_json, std::string_view fresh_json) {
  const Json recorded = Parse(recorded_json);
  const Json fresh = Parse(fresh_json);
  if (!recorded.is_object() || !fresh.is_object()) return InputError("the profile is not JSON");
  Verification verification;
  verification.evidence = CountEvidence(recorded);
  Comparison(verification.mismatches).Compare(recorded, fresh, "");
  return verification;
}

}  // namespace assay
