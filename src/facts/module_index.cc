#include "facts/module_index.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "facts/link.h"

namespace assay {
namespace {

constexpr std::string_view kPython = "pypi:";
constexpr std::string_view kNpm = "npm:";
constexpr std::string_view kGo = "go:";
constexpr std::string_view kCargo = "cargo:";
constexpr std::string_view kOwn = "own:";

constexpr std::array kScriptEndings = std::to_array<std::string_view>(
    {"", ".ts", ".tsx", ".js", ".jsx", ".mjs", ".cjs", ".mts", ".cts", ".vue", ".svelte"});

std::string Joined(std::string_view folder, std::string_view name) {
  std::string path(folder);
  if (!path.empty() && !name.empty()) path += '/';
  path += name;
  return path;
}

// Empty where it leaves the repository.
std::string Normal(std::string_view folder, std::string_view relative) {
  return NormalPath(folder, relative).value_or(std::string());
}

bool IsBelow(std::string_view path, std::string_view folder) {
  return folder.empty() ||
         (path.starts_with(folder) && path.size() > folder.size() && path[folder.size()] == '/');
}

}  // namespace

void ModuleIndex::Add(std::uint32_t file, const SourceFile& source, const LinkInput& input) {
  if (source.purpose == Purpose::kVendored) return;
  const std::string_view folder = DirName(source.path);
  paths_.try_emplace(source.path, file);
  // Go's package is its folder's, told by the module's path.
  if (!input.package.empty() && source.language != "Go") {
    java_packages_.insert(input.package);
    for (const LinkInput::Class& type : input.classes) {
      if (type.name.find('.') != std::string::npos) continue;
      const std::string name = input.package + "." + type.name;
      const auto [entry, is_new] = java_classes_.try_emplace(name, file);
      if (!is_new && entry->second != file) declared_twice_.insert(name);
    }
  }
  if (!input.root.empty()) roots_.push_back(input.root);
  usings_.Add(source, input);
  if (!input.package_name.empty()) packages_.try_emplace(input.package_name, folder);
  for (const auto& [from, to] : input.path_aliases) {
    const bool star = from.ends_with("*");
    std::string target = Normal(Joined(folder, input.base_url), to);
    if (star && to.ends_with("*")) target.pop_back();
    aliases_.push_back({std::string(folder), star ? from.substr(0, from.size() - 1) : from,
                        std::move(target), star});
  }
  // With a base, "src/users" is a module of its own.
  if (!input.base_url.empty())
    aliases_.push_back({std::string(folder), "", Normal(folder, input.base_url), true});
}

void ModuleIndex::Finish() {
  usings_.Finish();
  for (const auto& [path, file] : paths_) {
    const auto [entry, inserted] = python_roots_.try_emplace(std::string(DirName(path)));
    if (!inserted) continue;
    for (std::string_view folder = DirName(path);; folder = DirName(folder)) {
      if (FileAt(Joined(folder, "__init__.py")) == kNone) entry.value().emplace_back(folder);
      if (folder.empty()) break;
    }
  }
}

std::uint32_t ModuleIndex::FileAt(std::string_view path) const {
  const auto found = paths_.find(path);
  return found == paths_.end() ? kNone : found->second;
}

bool ModuleIndex::IsOwn(std::string_view importer, std::string_view module) const {
  if (module.starts_with(kOwn)) return true;
  if (module.starts_with(kGo) || module.starts_with(kCargo)) {
    const char separator = module.starts_with(kGo) ? '/' : '.';
    return std::any_of(roots_.begin(), roots_.end(), [&](const std::string& root) {
      return module.starts_with(root) &&
             (module.size() == root.size() || module[root.size()] == separator);
    });
  }
  if (module.starts_with("composer:") || module.starts_with("nuget:"))
    return java_packages_.contains(module.substr(module.find(':') + 1));
  if (module.starts_with("maven:")) {
    const std::string_view name = module.substr(module.find(':') + 1);
    if (java_packages_.contains(name)) return true;
    // maven:com.shop.Order nests a class in com.shop.
    const std::size_t last = name.rfind('.');
    return last != std::string_view::npos && java_packages_.contains(name.substr(0, last));
  }
  if (module.starts_with(kNpm)) {
    const std::string_view name = module.substr(kNpm.size());
    if (packages_.contains(name)) return true;
    // npm:@shop/api/dto is a file of @shop/api.
    const std::size_t last = name.rfind('/');
    if (last != std::string_view::npos && packages_.contains(name.substr(0, last))) return true;
    return ThroughAlias(importer, name) != kNone;
  }
  if (!module.starts_with(kPython)) return false;
  const std::string_view name = module.substr(kPython.size());
  return FindPython(importer, name.substr(0, name.find('.'))) != kNone;
}

std::uint32_t ModuleIndex::Find(std::string_view importer, std::string_view name) const {
  const bool python = importer.ends_with(".py") || importer.ends_with(".ipynb");
  return python ? FindPython(importer, name) : FindScript(importer, name);
}

std::uint32_t ModuleIndex::FindClass(std::string_view package, std::string_view name) const {
  const auto found = java_classes_.find(std::string(package) + "." + std::string(name));
  return found == java_classes_.end() ? kNone : found->second;
}

std::uint32_t ModuleIndex::FindOnlyClass(std::string_view package, std::string_view name) const {
  const std::string full = std::string(package) + "." + std::string(name);
  const auto found = java_classes_.find(full);
  if (found == java_classes_.end() || declared_twice_.contains(full)) return kNone;
  return found->second;
}

std::uint32_t ModuleIndex::PythonFile(const std::string& place) const {
  const std::uint32_t package = FileAt(place + "/__init__.py");
  return package == kNone ? FileAt(place + ".py") : package;
}

// A Python module is the repository's own where the interpreter would find it
// there first: a file or package beside the importing file, or beside one of
// the folders above it, in a folder that is itself no package (those are what
// can be on the path).
std::uint32_t ModuleIndex::FindPython(std::string_view importer, std::string_view name) const {
  std::string_view folder = DirName(importer);
  std::size_t dots = 0;
  while (dots < name.size() && name[dots] == '.') ++dots;
  std::string rest(name.substr(dots));
  for (char& c : rest) c = c == '.' ? '/' : c;
  if (dots > 0) {
    for (std::size_t up = 1; up < dots; ++up) {
      if (folder.empty()) return kNone;
      folder = DirName(folder);
    }
    return rest.empty() ? FileAt(Joined(folder, "__init__.py")) : PythonFile(Joined(folder, rest));
  }
  const auto roots = python_roots_.find(folder);
  if (roots == python_roots_.end()) return kNone;
  for (const std::string& root : roots->second) {
    const std::uint32_t found = PythonFile(Joined(root, rest));
    // A file redis.py that imports redis means the library.
    if (found != kNone && (found != FileAt(importer) || importer.ends_with("__init__.py")))
      return found;
  }
  return kNone;
}

std::uint32_t ModuleIndex::ScriptFile(const std::string& place) const {
  for (const std::string_view ending : kScriptEndings) {
    const std::uint32_t found = place.empty() ? kNone : FileAt(place + std::string(ending));
    if (found != kNone) return found;
  }
  // TypeScript names the file that it will become: ./a.js is a.ts.
  if (place.ends_with(".js") || place.ends_with(".mjs") || place.ends_with(".cjs")) {
    const std::string bare = place.substr(0, place.rfind('.'));
    for (const std::string_view ending : {".ts", ".tsx", ".mts", ".cts"}) {
      const std::uint32_t found = FileAt(bare + std::string(ending));
      if (found != kNone) return found;
    }
  }
  for (const std::string_view ending : kScriptEndings) {
    if (ending.empty()) continue;
    const std::uint32_t found = FileAt(Joined(place, "index") + std::string(ending));
    if (found != kNone) return found;
  }
  return kNone;
}

std::uint32_t ModuleIndex::ThroughAlias(std::string_view importer, std::string_view name) const {
  for (const Alias& alias : aliases_) {
    if (!IsBelow(importer, alias.folder) || !name.starts_with(alias.from)) continue;
    if (!alias.star && name != alias.from) continue;
    const std::uint32_t found =
        ScriptFile(Normal(alias.to, name.substr(alias.star ? alias.from.size() : name.size())));
    if (found != kNone) return found;
  }
  return kNone;
}

std::uint32_t ModuleIndex::InWorkspace(std::string_view name) const {
  // The longest prefix that is a package; the rest is a path in it.
  for (std::size_t end = name.size(); end != std::string_view::npos && end > 0;
       end = name.rfind('/', end - 1)) {
    const auto package = packages_.find(name.substr(0, end));
    if (package == packages_.end()) continue;
    const std::string_view rest = end < name.size() ? name.substr(end + 1) : std::string_view();
    for (const std::string_view below : {"", "src", "lib"}) {
      const std::string place =
          Joined(Joined(package->second, below), rest.empty() ? "index" : rest);
      const std::uint32_t found = ScriptFile(place);
      if (found != kNone) return found;
    }
    return kNone;
  }
  return kNone;
}

std::uint32_t ModuleIndex::FindScript(std::string_view importer, std::string_view name) const {
  if (name.starts_with(".")) return ScriptFile(Normal(DirName(importer), name));
  const std::uint32_t aliased = ThroughAlias(importer, name);
  if (aliased != kNone) return aliased;
  // What bundlers and frameworks take for the root of the sources, unasked.
  if (name.starts_with("@/") || name.starts_with("~/")) {
    for (std::string_view folder = DirName(importer);; folder = DirName(folder)) {
      for (const std::string_view below : {"src", ""}) {
        const std::uint32_t found = ScriptFile(Joined(Joined(folder, below), name.substr(2)));
        if (found != kNone) return found;
      }
      if (folder.empty()) return kNone;
    }
  }
  return InWorkspace(name);
}

}  // namespace assay
