#include "facts/managed_versions.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/text.h"
#include "facts/manifest_parts.h"

namespace assay {
namespace {

constexpr int kMaxReplacements = 32;

std::string Unescaped(std::string_view key) {
  std::string name;
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (key[i] == '\\' && i + 1 < key.size() && key[i + 1] == '.') ++i;
    name += key[i];
  }
  return name;
}

bool IsManifest(const SourceFile& file) {
  for (const std::string_view format : {"pom", "msbuild", "gradle", "version-catalog", "cargo",
                                        "package-json", "pnpm-workspace", "yarnrc"}) {
    if (file.format == format) return true;
  }
  return BaseName(file.path) == "gradle.properties";
}

// What a manifest decides for others, by the name that they use.
using ManagedTable = TextMap<const ManifestInput::Item*>;

template <typename KeyOf>
ManagedTable ManagedBy(const ManifestInput& input, KeyOf key_of) {
  ManagedTable table;
  for (const ManifestInput::Item& item : input.items) {
    if (item.managed) table.emplace(key_of(item), &item);
  }
  return table;
}

bool IsCentralPackages(std::string_view path) {
  return EqualsIgnoreCase(BaseName(path), "Directory.Packages.props");
}

// A member's `name = {workspace = true}` is the entry `name` of the workspace's own table.
void JoinCargo(const ManifestContext& context) {
  ByFolder workspaces;
  for (std::uint32_t i = 0; i < context.files.size(); ++i) {
    const std::vector<ManifestInput::Property>& properties = context.inputs[i]->properties;
    const bool is_root = std::any_of(
        properties.begin(), properties.end(),
        [](const ManifestInput::Property& one) { return one.name.starts_with("workspace"); });
    if (context.files[i].format == "cargo" && is_root)
      workspaces.Add(DirName(context.files[i].path), i);
  }
  std::map<std::uint32_t, ManagedTable> tables;
  for (std::uint32_t i = 0; i < context.files.size() && !workspaces.empty(); ++i) {
    if (context.files[i].format != "cargo") continue;
    std::uint32_t root = ManifestInput::kNone;
    if (const std::string* const said = context.Property(i, "package.workspace")) {
      root = context.FileAt(i, *said + "/Cargo.toml");
    } else {
      root = workspaces.Nearest(DirName(context.files[i].path));
    }
    if (root == ManifestInput::kNone) continue;
    const auto [entries, is_new] = tables.try_emplace(root);
    if (is_new) {
      entries->second = ManagedBy(*context.inputs[root], [](const ManifestInput::Item& entry) {
        return entry.reference.empty() ? entry.name : entry.reference;
      });
    }
    for (const ManifestInput::Item& item : context.inputs[i]->items) {
      if (item.managed || item.reference != "workspace") continue;
      const auto entry = entries->second.find(item.name);
      if (entry == entries->second.end()) continue;
      context.Join(i, item, entry->second->name, entry->second->constraint, item.scope);
    }
  }
}

// "catalog:" and "catalog:name" are entries of the nearest file above that has them.
void JoinNpm(const ManifestContext& context) {
  ByFolder catalogs;
  std::map<std::uint32_t, ManagedTable> tables;
  const auto key_of = [](const ManifestInput::Item& item) {
    const bool alias = item.managed && item.reference.find(' ') != std::string::npos;
    return alias ? item.reference : item.reference + ' ' + item.name;
  };
  for (std::uint32_t i = 0; i < context.files.size(); ++i) {
    const std::vector<ManifestInput::Item>& items = context.inputs[i]->items;
    const bool has = std::any_of(items.begin(), items.end(), [](const ManifestInput::Item& one) {
      return one.managed && one.ecosystem == "npm";
    });
    if (!has) continue;
    catalogs.Add(DirName(context.files[i].path), i);
    tables[i] = ManagedBy(*context.inputs[i], key_of);
  }
  for (std::uint32_t i = 0; i < context.files.size() && !catalogs.empty(); ++i) {
    if (context.files[i].format != "package-json") continue;
    const std::vector<std::uint32_t> above = context.Above(catalogs, i);
    for (const ManifestInput::Item& item : context.inputs[i]->items) {
      if (item.managed || item.reference.empty()) continue;
      for (const std::uint32_t file : above) {
        const ManagedTable& table = tables[file];
        const auto entry = table.find(key_of(item));
        if (entry == table.end()) continue;
        context.Join(i, item, entry->second->name, entry->second->constraint, item.scope);
        break;
      }
    }
  }
}

// MSBuild's properties and central package versions.
class NugetJoin {
 public:
  explicit NugetJoin(const ManifestContext& context) : context_(context) {
    for (std::uint32_t i = 0; i < context.files.size(); ++i) {
      const SourceFile& file = context.files[i];
      if (file.format != "msbuild") continue;
      if (IsCentralPackages(file.path)) central_.Add(DirName(file.path), i);
      if (EqualsIgnoreCase(BaseName(file.path), "Directory.Build.props"))
        common_.Add(DirName(file.path), i);
      tables_[i] = ManagedBy(*context.inputs[i], [](const ManifestInput::Item& entry) {
        return ToLowerAscii(entry.name);
      });
    }
  }

  void Run() const {
    for (std::uint32_t i = 0; i < context_.files.size(); ++i) {
      if (context_.files[i].format == "msbuild") JoinFile(i);
    }
  }

 private:
  // The file and what it imports by paths that are known, in the order in which they are asked.
  void AddWithImports(std::uint32_t file, const ByFolder& kind,
                      std::vector<std::uint32_t>& chain) const {
    std::vector<std::uint32_t> open = {file};
    while (!open.empty() && chain.size() < kMaxManifestChain) {
      const std::uint32_t one = open.back();
      open.pop_back();
      if (std::find(chain.begin(), chain.end(), one) != chain.end()) continue;
      chain.push_back(one);
      for (const ManifestInput::Property& property : context_.inputs[one]->properties) {
        if (!property.name.starts_with("imports[")) continue;
        const std::uint32_t imported = Imported(one, property.value, kind);
        if (imported != ManifestInput::kNone) open.push_back(imported);
      }
    }
    const bool cut = std::any_of(open.begin(), open.end(), [&](std::uint32_t one) {
      return std::find(chain.begin(), chain.end(), one) == chain.end();
    });
    if (cut) context_.Cut(chain.front(), kChainCut);
  }

  std::uint32_t Imported(std::uint32_t file, std::string path, const ByFolder& kind) const {
    if (path.find("GetPathOfFileAbove") != std::string::npos ||
        path.find("GetDirectoryNameOfFileAbove") != std::string::npos) {
      const std::uint32_t above = kind.Nearest(DirName(DirName(context_.files[file].path)));
      return above == file ? ManifestInput::kNone : above;
    }
    constexpr std::string_view kHere = "$(MSBuildThisFileDirectory)";
    if (path.starts_with(kHere)) path.erase(0, kHere.size());
    std::replace(path.begin(), path.end(), '\\', '/');
    const std::uint32_t imported = context_.FileAt(file, path);
    return tables_.contains(imported) ? imported : ManifestInput::kNone;
  }

  void JoinFile(std::uint32_t file) const {
    const std::vector<ManifestInput::Item>& items = context_.inputs[file]->items;
    const bool wanted = std::any_of(items.begin(), items.end(), [](const auto& item) {
      return !item.reference.empty() || (item.constraint.empty() && !item.managed);
    });
    if (!wanted) return;
    const std::string_view folder = DirName(context_.files[file].path);
    std::vector<std::uint32_t> chain;
    AddWithImports(file, common_, chain);
    for (const ByFolder* const kind : {&common_, &central_}) {
      const std::uint32_t above = kind->Nearest(folder);
      if (above != ManifestInput::kNone) AddWithImports(above, *kind, chain);
    }
    const auto property = [&](std::string_view name) -> const std::string* {
      for (const std::uint32_t one : chain) {
        if (const std::string* const value = context_.Property(one, name)) return value;
      }
      return nullptr;
    };
    const auto resolved = [&](const ManifestInput::Item& item) -> std::string {
      if (item.reference.empty()) return item.constraint;
      bool cut = false;
      std::string text = Interpolated(item.reference, "$(", ')', property, cut);
      if (cut) context_.Cut(file, kTextCut);
      return text;
    };
    for (const ManifestInput::Item& item : items) {
      if (!item.reference.empty()) {
        context_.Join(file, item, item.name, resolved(item), item.scope);
      } else if (item.constraint.empty() && !item.managed) {
        if (const ManifestInput::Item* const entry = Central(chain, item.name))
          context_.Join(file, item, item.name, resolved(*entry), item.scope);
      }
    }
  }

  // The entry of this name, in any letters' case, of those in `chain`.
  const ManifestInput::Item* Central(const std::vector<std::uint32_t>& chain,
                                     std::string_view name) const {
    const std::string key = ToLowerAscii(name);
    for (const std::uint32_t one : chain) {
      const ManagedTable& table = tables_.at(one);
      if (const auto entry = table.find(key); entry != table.end()) return entry->second;
    }
    return nullptr;
  }

  const ManifestContext& context_;
  ByFolder central_;
  ByFolder common_;
  std::map<std::uint32_t, ManagedTable> tables_;
};

// A plugin with a version in a profile of a pom: nobody inherits it, and it needs no other file.
class ProfilePlugins {
 public:
  explicit ProfilePlugins(const FileFacts& facts) {
    for (const Setting& setting : facts.settings) {
      if (setting.document == "pom" && setting.key.starts_with("profiles["))
        regions_.push_back(setting.region);
    }
  }
  bool Have(const Dependency& one) const {
    if (one.scope != DependencyScope::kBuild || one.constraint.empty()) return false;
    // In the order of the file, and none inside another.
    const auto behind = std::upper_bound(
        regions_.begin(), regions_.end(), one.region.start_byte,
        [](std::uint32_t at, const Region& region) { return at < region.start_byte; });
    return behind != regions_.begin() && one.region.start_byte < std::prev(behind)->end_byte;
  }

 private:
  std::vector<Region> regions_;
};

}  // namespace

ManifestInput ManifestInput::Of(const SourceFile& file, const FileFacts& facts) {
  ManifestInput input;
  if (!IsManifest(file)) return input;
  constexpr std::string_view kProperties = "properties.";
  for (const Setting& setting : facts.settings) {
    if (file.format == "package-json" || file.format == "pnpm-workspace") break;
    if (input.properties.size() >= kMaxManifestEntries) {
      input.cut = true;
      break;
    }
    std::string_view key = setting.key;
    if (key.starts_with(kProperties) && file.format != "properties")
      key.remove_prefix(kProperties.size());
    input.properties.push_back({Unescaped(key), std::string(setting.value)});
  }
  const ProfilePlugins in_profile(facts);
  for (std::uint32_t i = 0; i < facts.dependencies.size(); ++i) {
    if (input.items.size() >= kMaxManifestEntries) {
      input.cut = true;
      break;
    }
    const Dependency& one = facts.dependencies[i];
    if (in_profile.Have(one) && one.constraint.find("${") == Text::npos) continue;
    input.items.push_back({i, std::string(one.ecosystem), std::string(one.name),
                           std::string(one.constraint), std::string(one.reference), one.scope,
                           one.managed});
  }
  return input;
}

std::vector<std::uint32_t> ByFolder::AtOrAbove(std::string_view folder, bool& cut) const {
  std::vector<std::uint32_t> found;
  for (bool more = true; more; folder = DirName(folder)) {
    more = !folder.empty();
    const auto here = files_.find(folder);
    if (here == files_.end()) continue;
    if (found.size() >= kMaxManifestChain) {
      cut = true;
      break;
    }
    found.insert(found.end(), here->second.begin(), here->second.end());
  }
  return found;
}

std::uint32_t ByFolder::Nearest(std::string_view folder) const {
  for (bool more = true; more; folder = DirName(folder)) {
    more = !folder.empty();
    if (const auto here = files_.find(folder); here != files_.end()) return here->second.front();
  }
  return ManifestInput::kNone;
}

const std::string* ManifestContext::Property(std::uint32_t file, std::string_view name) const {
  const auto of_file = properties.find(file);
  if (of_file == properties.end()) return nullptr;
  const auto found = of_file->second.find(name);
  return found == of_file->second.end() ? nullptr : found->second;
}

std::uint32_t ManifestContext::FileAt(std::string_view path) const {
  const auto found = paths.find(path);
  return found == paths.end() ? ManifestInput::kNone : found->second;
}

std::uint32_t ManifestContext::FileAt(std::uint32_t file, std::string_view relative) const {
  const auto path = NormalPath(DirName(files[file].path), relative);
  return path ? FileAt(*path) : ManifestInput::kNone;
}

std::string Interpolated(std::string_view text, std::string_view open, char close,
                         const std::function<const std::string*(std::string_view)>& value,
                         bool& cut) {
  std::string result(text);
  std::size_t from = 0;
  for (int i = 0;; ++i) {
    const std::size_t begin = result.find(open, from);
    const std::size_t end = begin == std::string::npos ? begin : result.find(close, begin);
    if (end == std::string::npos) break;
    const std::string* const found =
        value(std::string_view(result).substr(begin + open.size(), end - begin - open.size()));
    if (found == nullptr) {
      from = end + 1;
      continue;
    }
    if (i >= kMaxReplacements || found->size() + result.size() > kMaxJoinedText) {
      cut = true;
      break;
    }
    result.replace(begin, end - begin + 1, *found);
    from = begin;
  }
  return result;
}

std::vector<std::vector<JoinedDependency>> JoinDependencies(
    const std::vector<SourceFile>& files, const std::vector<const ManifestInput*>& inputs,
    const Limits& limits, Diagnostics& diagnostics) {
  std::vector<std::vector<JoinedDependency>> joined(files.size());
  ManifestContext context{files, inputs, {}, {}, joined, limits, diagnostics};
  for (std::uint32_t i = 0; i < files.size(); ++i) {
    if (!IsManifest(files[i]) || files[i].purpose == Purpose::kVendored) continue;
    if (inputs[i]->cut)
      context.Cut(i, "more than 20000 dependencies or properties; the others are not joined");
    context.paths.emplace(files[i].path, i);
    for (const ManifestInput::Property& property : inputs[i]->properties)
      context.properties[i][property.name] = &property.value;
  }
  JoinCargo(context);
  JoinNpm(context);
  NugetJoin(context).Run();
  JoinMaven(context);
  JoinGradle(context);
  for (std::vector<JoinedDependency>& of_file : joined) {
    std::stable_sort(of_file.begin(), of_file.end(),
                     [](const auto& a, const auto& b) { return a.index < b.index; });
  }
  return joined;
}

}  // namespace assay
