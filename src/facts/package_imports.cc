#include "facts/package_imports.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace assay {
namespace {

// Packages of PyPI whose modules are not called like them, or where a "no" is
// worth being certain of.
struct KnownModules {
  std::string_view package;
  std::string_view modules;  // separated by blanks
};
constexpr std::array kPypi = std::to_array<KnownModules>({
    {"aiohttp", "aiohttp"},
    {"attrs", "attr attrs"},
    {"beautifulsoup4", "bs4"},
    {"boto3", "boto3"},
    {"celery", "celery"},
    {"cryptography", "cryptography"},
    {"django", "django"},
    {"django-cors-headers", "corsheaders"},
    {"django-filter", "django_filters"},
    {"djangorestframework", "rest_framework"},
    {"djangorestframework-simplejwt", "rest_framework_simplejwt"},
    {"fastapi", "fastapi"},
    {"flask", "flask"},
    {"flask-sqlalchemy", "flask_sqlalchemy"},
    {"httpx", "httpx"},
    {"kafka-python", "kafka"},
    {"mysqlclient", "MySQLdb"},
    {"numpy", "numpy"},
    {"opencv-python", "cv2"},
    {"pandas", "pandas"},
    {"pillow", "PIL"},
    {"pika", "pika"},
    {"psycopg2", "psycopg2"},
    {"psycopg2-binary", "psycopg2"},
    {"pycryptodome", "Crypto"},
    {"pyjwt", "jwt"},
    {"pymongo", "pymongo bson gridfs"},
    {"pyopenssl", "OpenSSL"},
    {"python-dateutil", "dateutil"},
    {"python-decouple", "decouple"},
    {"python-dotenv", "dotenv"},
    {"python-jose", "jose"},
    {"python-memcached", "memcache"},
    {"pyyaml", "yaml"},
    {"redis", "redis"},
    {"requests", "requests"},
    {"scikit-learn", "sklearn"},
    {"sentry-sdk", "sentry_sdk"},
    {"sqlalchemy", "sqlalchemy"},
});

struct EcosystemOfLanguage {
  std::string_view language;
  std::string_view ecosystem;
};
// Languages whose files may import packages of an ecosystem.
constexpr std::array kLanguages = std::to_array<EcosystemOfLanguage>({{"JavaScript", "npm"},
                                                                      {"TypeScript", "npm"},
                                                                      {"TSX", "npm"},
                                                                      {"Vue", "npm"},
                                                                      {"Svelte", "npm"},
                                                                      {"Astro", "npm"},
                                                                      {"MDX", "npm"},
                                                                      {"CoffeeScript", "npm"},
                                                                      {"Python", "pypi"},
                                                                      {"Jupyter Notebook", "pypi"},
                                                                      {"Cython", "pypi"},
                                                                      {"Go", "go"}});

// "npm:@a/b/c" → "npm:@a/b"; "npm:a/b" → "npm:a".
std::string_view NpmPackage(std::string_view module) {
  std::size_t end = module.find('/');
  if (module.find('@') == 4 && end != std::string_view::npos) end = module.find('/', end + 1);
  return module.substr(0, end);
}

}  // namespace

void PackageImports::AddModule(std::string_view module) {
  modules_.insert(std::string(module.starts_with("npm:") ? NpmPackage(module) : module));
}

void PackageImports::AddFile(const SourceFile& file) {
  if (!file.format.empty() || file.purpose == Purpose::kVendored) return;
  for (const EcosystemOfLanguage& one : kLanguages) {
    if (file.language == one.language) unread_.insert(std::string(one.ecosystem));
  }
}

// Whether the module or one nested in it is imported.
bool PackageImports::ImportsBelow(std::string_view module, char separator) const {
  const std::string name(module);
  if (modules_.contains(name)) return true;
  const auto below = modules_.lower_bound(name + separator);
  return below != modules_.end() && below->starts_with(name + separator);
}

std::string_view PackageImports::OfPypi(std::string_view name) const {
  const auto* const known = std::find_if(
      kPypi.begin(), kPypi.end(), [&](const KnownModules& one) { return one.package == name; });
  if (known == kPypi.end()) {
    // Most are imported as they are called; that one is not says nothing.
    std::string module(name);
    std::replace(module.begin(), module.end(), '-', '_');
    if (ImportsBelow("pypi:" + module, '.')) return "yes";
    // google-cloud-storage is google.cloud.storage.
    std::replace(module.begin(), module.end(), '_', '.');
    return name.find('-') != std::string_view::npos && ImportsBelow("pypi:" + module, '.') ? "yes"
                                                                                           : "";
  }
  for (const std::string_view module : Split(known->modules, ' ')) {
    if (ImportsBelow("pypi:" + std::string(module), '.')) return "yes";
  }
  return unread_.contains("pypi") ? "" : "no";
}

std::string_view PackageImports::Of(const Dependency& dependency) const {
  const std::string name = std::string(dependency.ecosystem) + ":" + std::string(dependency.name);
  if (dependency.ecosystem == "pypi") return OfPypi(dependency.name);
  if (dependency.ecosystem == "npm") {
    if (modules_.contains(name)) return "yes";
    return unread_.contains("npm") || dependency.name.starts_with("@types/") ? "" : "no";
  }
  if (dependency.ecosystem == "go") {
    if (ImportsBelow(name, '/')) return "yes";
    return unread_.contains("go") ? "" : "no";
  }
  if (dependency.ecosystem == "cargo") {
    std::string crate = name;
    std::replace(crate.begin(), crate.end(), '-', '_');
    return ImportsBelow(crate, '.') ? "yes" : "";
  }
  if (dependency.ecosystem == "nuget") return ImportsBelow(name, '.') ? "yes" : "";
  if (dependency.ecosystem == "gem") {
    std::string path = name;
    std::replace(path.begin(), path.end(), '-', '/');
    return ImportsBelow(name, '/') || ImportsBelow(path, '/') ? "yes" : "";
  }
  return {};
}

}  // namespace assay
