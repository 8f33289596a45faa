// Django's settings, which are a module of constants: MIDDLEWARE[0],
// DATABASES.default.ENGINE, SECURE_HSTS_SECONDS. Which module is one is told by
// what it assigns, not by its name.
#include "facts/settings.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "facts/python/extractor.h"

namespace assay {
namespace {

constexpr int kKnownNames = 2;  // that make a module one of settings

// Names that Django reads and that nobody else is likely to choose: from the
// settings reference of Django 5; without DEBUG and SECRET_KEY, which Flask has, too.
constexpr std::array<std::string_view, 44> kDjangoNames = {
    "ADMINS",
    "ALLOWED_HOSTS",
    "ASGI_APPLICATION",
    "AUTHENTICATION_BACKENDS",
    "AUTH_PASSWORD_VALIDATORS",
    "AUTH_USER_MODEL",
    "CACHES",
    "CORS_ALLOWED_ORIGINS",
    "CORS_ALLOW_ALL_ORIGINS",
    "CSRF_COOKIE_HTTPONLY",
    "CSRF_COOKIE_SECURE",
    "CSRF_TRUSTED_ORIGINS",
    "DATABASES",
    "DATABASE_ROUTERS",
    "DEFAULT_AUTO_FIELD",
    "DEFAULT_FROM_EMAIL",
    "EMAIL_BACKEND",
    "EMAIL_HOST",
    "INSTALLED_APPS",
    "INTERNAL_IPS",
    "LANGUAGE_CODE",
    "LOGIN_REDIRECT_URL",
    "LOGIN_URL",
    "MEDIA_ROOT",
    "MEDIA_URL",
    "MIDDLEWARE",
    "PASSWORD_HASHERS",
    "REST_FRAMEWORK",
    "ROOT_URLCONF",
    "SECURE_BROWSER_XSS_FILTER",
    "SECURE_CONTENT_TYPE_NOSNIFF",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    "SECURE_HSTS_SECONDS",
    "SECURE_PROXY_SSL_HEADER",
    "SECURE_SSL_REDIRECT",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SECURE",
    "STATICFILES_DIRS",
    "STATIC_ROOT",
    "STATIC_URL",
    "TEMPLATES",
    "USE_TZ",
    "WSGI_APPLICATION",
    "X_FRAME_OPTIONS",
};

}  // namespace

void PythonExtractor::NoteSettingName(std::string_view name) {
  if (std::binary_search(kDjangoNames.begin(), kDjangoNames.end(), name)) ++settings_known_;
}

// A constant at the top level of the module, or below an `if` of it.
bool PythonExtractor::IsSetting(NodeIndex name) const {
  const std::string_view text = TextOf(name);
  const bool constant = std::none_of(text.begin(), text.end(), [](char c) {
    return (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '_';
  });
  return settings_known_ >= kKnownNames && scope() == kNoScope && constant;
}

void PythonExtractor::AddSettings(NodeIndex name, NodeIndex value) {
  struct Entry {
    NodeIndex value;
    std::string key;
  };
  if (!IsSetting(name)) return;
  std::vector<Entry> open = {{value, std::string(TextOf(name))}};
  while (!open.empty() && settings_told_ < kMaxSettings) {
    const Entry entry = std::move(open.back());
    open.pop_back();
    const Py kind = K(entry.value);
    const bool list = kind == Py::kList || kind == Py::kTuple || kind == Py::kSet;
    if (!list && kind != Py::kDictionary) {
      ++settings_told_;
      AddSetting(entry.value, entry.key, "django-settings");
      continue;
    }
    if (entry.key.size() > kMaxSettingKey) continue;
    std::vector<Entry> entries;
    std::size_t index = 0;
    for (const NodeIndex item : ItemsOf(entry.value)) {
      if (K(item) != Py::kPair) {
        entries.push_back({item, entry.key + '[' + std::to_string(index++) + ']'});
      } else if (Child(item, s_.value) != kNoNode) {
        entries.push_back(
            {Child(item, s_.value), entry.key + '.' + KeyPart(KeyText(Child(item, s_.key)))});
      }
    }
    std::move(entries.rbegin(), entries.rend(), std::back_inserter(open));
  }
}

}  // namespace assay
