#include "facts/link.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "model/fact_fields.h"

namespace assay {
namespace {

constexpr std::string_view kPython = "pypi:";
constexpr std::string_view kNpm = "npm:";
constexpr std::string_view kMaven = "maven:";
constexpr std::string_view kOwn = "own:";

// Ruby's own libraries: `require`d without a gem. "ruby" stands for the core.
constexpr std::array kRubyOwn = std::to_array<std::string_view>(
    {"ruby",      "benchmark", "bigdecimal", "csv",          "date",        "digest",
     "erb",       "etc",       "fiber",      "fileutils",    "forwardable", "json",
     "logger",    "monitor",   "net/http",   "observer",     "open3",       "openssl",
     "ostruct",   "pathname",  "pstore",     "securerandom", "set",         "shellwords",
     "singleton", "socket",    "stringio",   "tempfile",     "thread",      "time",
     "timeout",   "tmpdir",    "tsort",      "uri",          "yaml",        "zlib"});

// Gems that another gem stands for in a Gemfile without a lock file beside it.
constexpr std::array kRails = std::to_array<std::string_view>(
    {"actioncable", "actionmailbox", "actionmailer", "actionpack", "actiontext", "actionview",
     "activejob", "activemodel", "activerecord", "activestorage", "activesupport", "railties"});

std::string Replaced(std::string_view name, std::string_view ecosystem) {
  return std::string(kOwn) + std::string(name.substr(ecosystem.size()));
}

// The module of a resolved name: "pypi:redis#Redis().get" → "pypi:redis".
std::string_view ModuleOf(std::string_view name) { return name.substr(0, name.find('#')); }

std::string_view EcosystemOf(std::string_view name) {
  for (const std::string_view ecosystem : {kPython, kNpm, kMaven}) {
    if (name.starts_with(ecosystem)) return ecosystem;
  }
  return {};
}

}  // namespace

LinkInput LinkInput::Of(const FileFacts& facts) {
  LinkInput input;
  std::set<std::string_view> modules;
  for (const Import& import : facts.imports) modules.insert(import.module);
  input.modules.assign(modules.begin(), modules.end());
  input.package = facts.package;
  for (const Dependency& dependency : facts.dependencies) {
    input.dependencies.push_back(
        {std::string(dependency.ecosystem) + ":" + std::string(dependency.name), dependency.scope,
         dependency.locked});
  }
  for (const Setting& setting : facts.settings) {
    if (setting.document == "package-json" && setting.key == "name") {
      input.package_name = setting.value;
    }
  }
  return input;
}

Links Links::Build(const std::vector<SourceFile>& files, const std::vector<LinkInput>& inputs) {
  Links links;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const SourceFile& file = files[i];
    const LinkInput& input = inputs[i];
    if (file.purpose == Purpose::kVendored) continue;
    if (file.path.ends_with(".py")) links.paths_.insert(file.path);
    if (!input.package.empty()) links.own_packages_.insert(std::string(kMaven) + input.package);
    if (!input.package_name.empty())
      links.own_packages_.insert(std::string(kNpm) + input.package_name);
    for (const LinkInput::Declared& dependency : input.dependencies) {
      links.named_.insert(dependency.package);
      const bool development = dependency.scope == DependencyScope::kDevelopment ||
                               dependency.scope == DependencyScope::kTest;
      if (!development && !dependency.locked) links.declared_.insert(dependency.package);
    }
  }
  for (TextSet* const set : {&links.declared_, &links.named_}) {
    if (!set->contains("gem:rails")) continue;
    for (const std::string_view gem : kRails) set->insert("gem:" + std::string(gem));
  }
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (files[i].purpose != Purpose::kProduct && files[i].purpose != Purpose::kConfiguration)
      continue;
    for (const std::string& module : inputs[i].modules) {
      if (!links.IsOwn(files[i], module)) links.imported_.insert(module);
    }
  }
  return links;
}

// A Python module is the repository's own where the interpreter would find it
// there first: a file or package beside the importing file, or beside one of
// the folders above it, in a folder that is itself no package (those are what
// can be on the path).
bool Links::IsOwn(const SourceFile& file, std::string_view module) const {
  if (module.starts_with(kOwn)) return true;
  if (module.starts_with(kMaven) || module.starts_with(kNpm)) {
    if (own_packages_.contains(module)) return true;
    // npm:@shop/api/dto is a file of @shop/api; maven:com.shop.Order nests a class in com.shop.
    const char separator = module.starts_with(kNpm) ? '/' : '.';
    const std::size_t last = module.rfind(separator);
    return last != std::string_view::npos && own_packages_.contains(module.substr(0, last));
  }
  if (!module.starts_with(kPython)) return false;
  std::string_view top = module.substr(kPython.size());
  top = top.substr(0, top.find('.'));
  std::string_view folder = DirName(file.path);
  while (true) {
    const std::string prefix = folder.empty() ? std::string() : std::string(folder) + "/";
    if (!paths_.contains(prefix + "__init__.py")) {
      const std::string place = prefix + std::string(top);
      if (paths_.contains(place + "/__init__.py")) return true;
      if (paths_.contains(place + ".py") && place + ".py" != file.path) return true;
    }
    if (folder.empty()) return false;
    folder = DirName(folder);
  }
}

void Links::Apply(const SourceFile& file, FileFacts& facts) const {
  std::unordered_map<std::string_view, bool> own;
  const auto rewrite = [&](Text& name) {
    const std::string_view ecosystem = EcosystemOf(name);
    if (ecosystem.empty()) return;
    const std::string_view module = ModuleOf(name);
    const auto [known, inserted] = own.try_emplace(module, false);
    if (inserted) known->second = IsOwn(file, module);
    if (known->second) name = facts.arena.Keep(Replaced(name, ecosystem));
  };
  for (const Import& import : facts.imports) {
    const auto [known, inserted] = own.try_emplace(import.module, false);
    if (inserted) known->second = IsOwn(file, import.module);
  }
  if (std::none_of(own.begin(), own.end(), [](const auto& entry) { return entry.second; }) &&
      facts.package.empty()) {
    return;
  }
  for (Import& import : facts.imports) rewrite(import.module);
  for (Use& use : facts.uses) {
    rewrite(use.name);
    for (Argument& argument : use.arguments) {
      if (argument.kind == ValueKind::kName || argument.kind == ValueKind::kCall) {
        rewrite(argument.text);
      }
    }
  }
  for (Definition& definition : facts.definitions) {
    for (Text& base : definition.bases) rewrite(base);
    for (Text& annotation : definition.annotations) rewrite(annotation);
    rewrite(definition.type);
    for (Parameter& parameter : definition.parameters) rewrite(parameter.type);
  }
  for (String& text : facts.strings) rewrite(text.callee);
  for (Statement& statement : facts.statements) rewrite(statement.callee);
}

bool Links::HasGem(std::string_view name) const {
  if (std::find(kRubyOwn.begin(), kRubyOwn.end(), name) != kRubyOwn.end()) return true;
  return named_.contains("gem:" + std::string(name));
}

}  // namespace assay
