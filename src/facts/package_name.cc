#include "facts/package_name.h"

#include <array>

#include "base/text.h"
#include "facts/data_tree.h"

namespace assay {
namespace {

bool IsNameByte(char c) {
  const char lower = ToLowerAscii(c);
  return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         c == '.';
}

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  for (const std::string_view one : words) {
    if (word == one) return true;
  }
  return false;
}

// `${NAME:-default}` as a whole image: the default is what runs unless somebody says otherwise.
std::string_view WithoutDefaulting(std::string_view image) {
  if (!image.starts_with("${") || !image.ends_with("}")) return image;
  const std::size_t dash = image.find('-');
  if (dash == std::string_view::npos || image.find('}') != image.size() - 1) return image;
  return image.substr(dash + 1, image.size() - dash - 2);
}

// The colon of a tag: behind the last slash, and not inside ${…}.
std::size_t TagColon(std::string_view image) {
  std::size_t colon = std::string_view::npos;
  int braces = 0;
  for (std::size_t i = 0; i < image.size(); ++i) {
    if (image[i] == '{') ++braces;
    if (image[i] == '}') --braces;
    if (braces == 0 && image[i] == '/') colon = std::string_view::npos;
    if (braces == 0 && image[i] == ':' && colon == std::string_view::npos) colon = i;
  }
  return colon;
}

}  // namespace

std::string PypiName(std::string_view name) {
  std::string normal;
  for (const char c : name) {
    const bool separator = c == '-' || c == '_' || c == '.';
    if (!separator) {
      normal += ToLowerAscii(c);
    } else if (normal.empty() || normal.back() != '-') {
      normal += '-';
    }
  }
  return normal;
}

Requirement ParseRequirement(std::string_view text) {
  text = Trim(text);
  std::size_t end = 0;
  while (end < text.size() && IsNameByte(text[end])) ++end;
  if (end == 0 || text.front() == '-' || text.front() == '.') return {};
  Requirement requirement;
  requirement.name = PypiName(text.substr(0, end));
  std::string_view rest = Trim(text.substr(end));
  if (rest.starts_with('[')) {
    const std::size_t close = rest.find(']');
    if (close == std::string_view::npos) return {};
    rest = Trim(rest.substr(close + 1));
  }
  if (!rest.empty() && std::string_view("=<>!~@;(").find(rest.front()) == std::string_view::npos) {
    return {};  // Words behind the name: prose, a path, a URL.
  }
  // A URL may hold a semicolon; its marker is set off by a blank.
  const std::size_t marker = rest.find(rest.starts_with('@') ? " ;" : ";");
  if (marker != std::string_view::npos) {
    requirement.marker = Trim(rest.substr(rest.find(';', marker) + 1));
    rest = Trim(rest.substr(0, marker));
  }
  if (rest.starts_with('(') && rest.ends_with(')')) rest = rest.substr(1, rest.size() - 2);
  requirement.constraint = Trim(rest);
  return requirement;
}

DependencyScope ScopeOfGroup(std::string_view group, DependencyScope otherwise) {
  for (const std::string& word : IdentifierWords(group)) {
    if (IsOneOf(word, {"test", "tests", "testing", "pytest", "cypress", "rspec", "e2e"})) {
      return DependencyScope::kTest;
    }
    if (IsOneOf(word, {"dev",           "develop", "development", "local",   "doc",    "docs",
                       "documentation", "lint",    "linting",     "linters", "typing", "types",
                       "style",         "format",  "debug",       "quality", "ci",     "devel",
                       "tooling",       "tools",   "benchmark",   "mypy"})) {
      return DependencyScope::kDevelopment;
    }
    if (IsOneOf(word, {"build", "packaging", "release"})) return DependencyScope::kBuild;
  }
  return otherwise;
}

ImageName ParseImage(std::string_view image) {
  image = WithoutDefaulting(Trim(image));
  ImageName result;
  std::string_view name = image;
  if (const std::size_t at = image.find('@'); at != std::string_view::npos) {
    result.constraint = image.substr(at + 1);
    name = image.substr(0, at);
  }
  if (const std::size_t colon = TagColon(name); colon != std::string_view::npos) {
    if (result.constraint.empty()) result.constraint = name.substr(colon + 1);
    name = name.substr(0, colon);
  }
  for (const std::string_view prefix :
       {"docker.io/", "index.docker.io/", "registry-1.docker.io/", "library/"}) {
    if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
  }
  if (IsTemplated(name) || name.find_first_of(" \t\"'{}<>") != std::string_view::npos) return {};
  result.name = ToLowerAscii(name);
  return result;
}

std::string_view SwiftName(std::string_view url) {
  while (url.ends_with('/')) url.remove_suffix(1);
  if (url.ends_with(".git")) url.remove_suffix(4);
  for (const std::string_view prefix :
       {"https://", "http://", "ssh://", "git://", "git@", "www."}) {
    if (url.starts_with(prefix)) url.remove_prefix(prefix.size());
  }
  if (url.starts_with("git@")) url.remove_prefix(4);  // ssh://git@…
  if (url.starts_with("www.")) url.remove_prefix(4);
  for (const std::string_view host : {"github.com/", "github.com:"}) {
    if (url.starts_with(host)) url.remove_prefix(host.size());
  }
  return url;
}

void AddDependency(Text ecosystem, std::string_view name, std::string_view constraint,
                   DependencyScope scope, const Region& region, FactSink& sink) {
  if (name.empty()) return;
  Dependency dependency;
  dependency.region = region;
  dependency.ecosystem = ecosystem;
  dependency.name = sink.Keep(name);
  dependency.constraint = sink.Keep(constraint);
  dependency.scope = scope;
  sink.Add(std::move(dependency));
}

void AddImage(std::string_view image, DependencyScope scope, const Region& region, FactSink& sink) {
  const ImageName parsed = ParseImage(image);
  AddDependency("image", parsed.name, parsed.constraint, scope, region, sink);
}

}  // namespace assay
