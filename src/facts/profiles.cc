#include "facts/profiles.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"

namespace assay {
namespace {

// Names that stand where a profile could and are none.
constexpr std::array kNoProfiles = std::to_array<std::string_view>(
    {"default", "defaults", "shared", "common", "base", "example", "sample", "template", "dist",
     "tmpl", "schema", "vault", "encrypted", "bak", "orig", "shared_defaults", "global", "all"});

bool IsProfile(std::string_view name) {
  if (name.empty() || name.size() > 40) return false;
  const bool word = std::all_of(name.begin(), name.end(), [](char c) {
    const char lower = ToLowerAscii(c);
    return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
  return word &&
         std::find(kNoProfiles.begin(), kNoProfiles.end(), ToLowerAscii(name)) == kNoProfiles.end();
}

std::string ProfileOr(std::string_view name) {
  return IsProfile(name) ? std::string(name) : std::string();
}

// What stands between the two in `name`; empty if it does not fit.
std::string_view Between(std::string_view name, std::string_view before, std::string_view after) {
  if (name.size() <= before.size() + after.size() || !name.starts_with(before) ||
      !name.ends_with(after))
    return {};
  return name.substr(before.size(), name.size() - before.size() - after.size());
}

// ".env.production", ".env.production.local", "production.env".
std::string OfDotenv(std::string_view name) {
  if (name.starts_with(".env.") || name.starts_with(".env-")) {
    const std::string_view rest = name.substr(5);
    return ProfileOr(rest.substr(0, rest.find('.')));
  }
  return ProfileOr(Between(name, "", ".env"));
}

// "docker-compose.prod.yml", "compose.override.yaml", "docker-compose-prod.yml".
std::string OfCompose(std::string_view name) {
  const std::string_view stem = name.substr(0, name.rfind('.'));
  for (const std::string_view before : {"docker-compose", "compose"}) {
    if (!stem.starts_with(before) || stem.size() <= before.size() + 1) continue;
    const char separator = stem[before.size()];
    if (separator == '.' || separator == '-' || separator == '_')
      return ProfileOr(stem.substr(before.size() + 1));
  }
  return {};
}

// "values-prod.yaml", "values.prod.yaml".
std::string OfHelmValues(std::string_view name) {
  const std::string_view stem = name.substr(0, name.rfind('.'));
  if (!stem.starts_with("values") || stem.size() < 8) return {};
  return stem[6] == '-' || stem[6] == '.' || stem[6] == '_' ? ProfileOr(stem.substr(7))
                                                            : std::string();
}

// "overlays/prod/web.yaml".
std::string OfOverlay(std::string_view path) {
  const std::size_t at = path.rfind("overlays/");
  if (at == std::string_view::npos || (at > 0 && path[at - 1] != '/')) return {};
  const std::string_view rest = path.substr(at + 9);
  const std::size_t end = rest.find('/');
  return end == std::string_view::npos ? std::string() : ProfileOr(rest.substr(0, end));
}

std::string OfSpring(std::string_view name) {
  const std::string_view stem = name.substr(0, name.rfind('.'));
  for (const std::string_view before : {"application-", "bootstrap-"}) {
    if (stem.starts_with(before)) return ProfileOr(stem.substr(before.size()));
  }
  return {};
}

// "config/settings/production.py", "shop/settings_production.py".
std::string OfDjango(std::string_view path) {
  const std::string_view stem = Between(BaseName(path), "", ".py");
  if (BaseName(DirName(path)) == "settings") return stem == "__init__" ? "" : ProfileOr(stem);
  const std::string_view suffix = Between(BaseName(path), "settings_", ".py");
  return suffix.empty() ? ProfileOr(Between(BaseName(path), "", "_settings.py"))
                        : ProfileOr(suffix);
}

// Documents whose first keys are environments.
bool HasEnvironmentKeys(std::string_view document) {
  return document == "rails-database" || document == "rails-cable" || document == "mongoid";
}

// `prod`, not `!prod`, `prod & eu` or `prod,eu`: only a single profile is certain.
bool IsActivation(std::string_view key) {
  return key == "spring.config.activate.on-profile" || key == "spring.profiles" ||
         key == "spring.config.activate.onProfile";
}

// Of one setting by itself: the first key, or Quarkus's `%prod.` before it.
std::string_view OfKey(const Setting& setting) {
  if (HasEnvironmentKeys(setting.document)) return setting.key.substr(0, setting.key.find('.'));
  if (setting.document == "spring" && setting.key.starts_with('%')) {
    const std::size_t end = setting.key.find('.');
    return end == Text::npos ? Text() : setting.key.substr(1, end - 1);
  }
  return {};
}

}  // namespace

std::string ProfileOfPath(std::string_view path, std::string_view format,
                          std::string_view document) {
  const std::string_view name = BaseName(path);
  if (format == "dotenv") return OfDotenv(name);
  if (document == "spring") return OfSpring(name);
  if (document == "compose") return OfCompose(name);
  if (document == "helm-values") return OfHelmValues(name);
  if (document == "appsettings") return ProfileOr(Between(name, "appsettings.", ".json"));
  if (document == "django-settings") return OfDjango(path);
  if (document == "kubernetes" || document == "kustomize") return OfOverlay(path);
  if (document == "rails-settings" && BaseName(DirName(path)) == "environments")
    return ProfileOr(Between(name, "", ".rb"));
  if (name.ends_with(".tfvars"))
    return name == "terraform.tfvars" ? "" : ProfileOr(Between(name, "", ".tfvars"));
  return {};
}

void AddProfiles(std::string_view path, std::string_view format, FileFacts& facts) {
  std::map<std::string_view, Text> by_document;
  std::map<std::uint32_t, Text> by_part;
  for (const Setting& setting : facts.settings) {
    if (setting.document == "spring" && setting.key.starts_with("spring") &&
        IsActivation(setting.key) && IsProfile(setting.value) && !setting.templated)
      by_part[setting.part] = setting.value;
  }
  for (Setting& setting : facts.settings) {
    const auto [known, inserted] = by_document.try_emplace(setting.document);
    if (inserted) known->second = facts.arena.Keep(ProfileOfPath(path, format, setting.document));
    setting.profile = known->second;
    const std::string_view own = OfKey(setting);
    const auto activated = by_part.find(setting.part);
    if (IsProfile(own)) {
      setting.profile = facts.arena.Keep(own);
    } else if (setting.document == "spring" && activated != by_part.end()) {
      setting.profile = activated->second;
    }
  }
}

}  // namespace assay
