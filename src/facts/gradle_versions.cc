// Gradle's references: accessors of version catalogues, and versions that
// gradle.properties or a script above the one that names them decides.
#include <algorithm>
#include <utility>

#include "base/text.h"
#include "facts/gradle_tokens.h"
#include "facts/manifest_parts.h"

namespace assay {
namespace {

using Item = ManifestInput::Item;

constexpr std::string_view kBundles = "bundles.";
constexpr std::string_view kCatalogs = "versionCatalogs.";
constexpr std::size_t kMaxBundle = 256;  // entries that one name stands for

bool IsScript(std::string_view path, std::string_view name) {
  const std::string_view base = BaseName(path);
  return base.starts_with(name) &&
         (base.size() == name.size() || base.substr(name.size()) == ".kts");
}

// A version catalogue, by the accessors of its entries without the catalogue's name.
struct Catalog {
  TextMap<const Item*> items;
  TextMap<std::vector<std::string>> bundles;
  TextMap<const std::string*> versions;
};

class GradleJoin {
 public:
  explicit GradleJoin(const ManifestContext& context) : context_(context) {
    for (std::uint32_t i = 0; i < context.files.size(); ++i) {
      const SourceFile& file = context.files[i];
      if (file.purpose == Purpose::kVendored) continue;
      const std::string_view folder = DirName(file.path);
      const std::string_view base = BaseName(file.path);
      if (file.format == "version-catalog" && base == "libs.versions.toml" &&
          BaseName(folder) == "gradle") {
        usual_catalogs_.Add(DirName(folder), i);
      } else if (base == "gradle.properties") {
        properties_.Add(folder, i);
      } else if (file.format == "gradle") {
        scripts_.push_back(i);
        if (IsScript(file.path, "settings.gradle")) settings_.Add(folder, i);
        if (IsScript(file.path, "build.gradle")) builds_.Add(folder, i);
      }
    }
  }

  void Run() {
    for (const std::uint32_t script : scripts_) {
      for (const Item& item : context_.inputs[script]->items) {
        if (item.reference.empty()) {
          if (item.constraint.empty() && !item.managed) JoinPlatform(script, item);
        } else if (item.name.empty()) {
          JoinAccessor(script, item, item.reference);
        } else if (item.constraint.find('$') != std::string::npos) {
          std::string version = Version(script, item.reference);
          if (version != item.constraint)
            context_.Join(script, item, item.name, std::move(version), item.scope);
        }
      }
    }
  }

 private:
  using Table = TextMap<std::string>;

  // A dependency without a version has that of a platform which is a project of the build.
  void JoinPlatform(std::uint32_t script, const Item& item) {
    for (const std::uint32_t platform : PlatformsOf(script)) {
      const Table& table = ConstraintsOf(platform);
      const auto found = table.find(item.name);
      if (found == table.end()) continue;
      context_.Join(script, item, item.name, found->second, item.scope);
      return;
    }
  }

  // Of the script and of those above, the nearest first.
  const std::vector<std::uint32_t>& PlatformsOf(std::uint32_t script) {
    const auto known = platforms_.find(script);
    if (known != platforms_.end()) return known->second;
    std::vector<std::uint32_t> found;
    const std::string_view folder = DirName(context_.files[script].path);
    const std::uint32_t settings = settings_.Nearest(folder);
    std::vector<std::uint32_t> scripts = context_.Above(builds_, script);
    scripts.insert(scripts.begin(), script);
    for (const std::uint32_t one : scripts) {
      for (const ManifestInput::Property& property : context_.inputs[one]->properties) {
        if (property.name != "platform" || settings == ManifestInput::kNone) continue;
        std::string path = property.value;  // ":platform:core"
        std::replace(path.begin(), path.end(), ':', '/');
        path.erase(0, path.starts_with('/') ? 1 : 0);
        for (const char* const name : {"/build.gradle", "/build.gradle.kts"}) {
          const std::uint32_t file = context_.FileAt(settings, path + name);
          if (file == ManifestInput::kNone) continue;
          if (found.size() < kMaxManifestChain) {
            found.push_back(file);
          } else {
            context_.Cut(script, kChainCut);
          }
        }
      }
    }
    return platforms_.emplace(script, std::move(found)).first->second;
  }

  const Table& ConstraintsOf(std::uint32_t platform) {
    const auto known = constraints_.find(platform);
    if (known != constraints_.end()) return known->second;
    Table table;
    for (const Item& item : context_.inputs[platform]->items) {
      if (!item.managed || item.scope == DependencyScope::kBuild) continue;
      if (item.name.empty()) {
        if (const Item* const entry = EntryOf(platform, item.reference))
          table.emplace(entry->name, entry->constraint);
      } else {
        table.emplace(item.name,
                      item.reference.empty() ? item.constraint : Version(platform, item.reference));
      }
    }
    return constraints_.emplace(platform, std::move(table)).first->second;
  }

  // What an accessor of one entry means in a script; null if the repository does not tell.
  const Item* EntryOf(std::uint32_t script, std::string_view path) {
    const std::size_t dot = path.find('.');
    const Catalog* const catalog = CatalogOf(script, path.substr(0, dot));
    if (catalog == nullptr || dot == std::string_view::npos) return nullptr;
    const auto found = catalog->items.find(std::string(path.substr(dot + 1)));
    return found == catalog->items.end() ? nullptr : found->second;
  }

  void JoinAccessor(std::uint32_t script, const Item& item, std::string_view path) {
    const Catalog* const catalog = CatalogOf(script, path.substr(0, path.find('.')));
    if (catalog == nullptr || path.find('.') == std::string_view::npos) return;
    const std::string entry(path.substr(path.find('.') + 1));
    if (entry.starts_with(kBundles)) {
      const auto bundle = catalog->bundles.find(entry.substr(kBundles.size()));
      if (bundle == catalog->bundles.end()) return;
      for (const std::string& alias : bundle->second) JoinEntry(script, item, *catalog, alias);
    } else {
      JoinEntry(script, item, *catalog, entry);
    }
  }

  void JoinEntry(std::uint32_t script, const Item& item, const Catalog& catalog,
                 const std::string& accessor) {
    const auto found = catalog.items.find(accessor);
    if (found != catalog.items.end())
      context_.Join(script, item, found->second->name, found->second->constraint, item.scope);
  }

  // The catalogue that a script knows by this name; null if the repository has none.
  const Catalog* CatalogOf(std::uint32_t script, std::string_view name) {
    const std::string_view folder = DirName(context_.files[script].path);
    const std::string key = std::string(kCatalogs) + std::string(name);
    for (const std::uint32_t settings : context_.Above(settings_, script)) {
      const std::string* const path = context_.Property(settings, key);
      if (path != nullptr) {
        const std::uint32_t file = FileOf(settings, *path);
        return file == ManifestInput::kNone ? nullptr : &Read(file, "");
      }
      const std::string inner = std::string(name) + ".";
      const std::vector<Item>& items = context_.inputs[settings]->items;
      const bool here = std::any_of(items.begin(), items.end(), [&](const Item& item) {
        return item.managed && item.reference.starts_with(inner);
      });
      if (here) return &Read(settings, inner);
    }
    if (name != "libs") return nullptr;
    const std::uint32_t usual = usual_catalogs_.Nearest(folder);
    return usual == ManifestInput::kNone ? nullptr : &Read(usual, "");
  }

  // The catalogue that the file holds; in a settings script what begins with `prefix`.
  const Catalog& Read(std::uint32_t file, const std::string& prefix) {
    const std::string key = prefix + std::to_string(file);
    if (const auto known = catalogs_.find(key); known != catalogs_.end()) return known->second;
    Catalog catalog;
    for (const Item& item : context_.inputs[file]->items) {
      if (!item.managed || !item.reference.starts_with(prefix)) continue;
      catalog.items.emplace(GradleAccessor(item.reference.substr(prefix.size())), &item);
    }
    for (const ManifestInput::Property& property : context_.inputs[file]->properties) {
      std::string_view name = property.name;
      if (name.starts_with("versions.")) {
        name.remove_prefix(9);
        for (const std::string_view rich : {".strictly", ".require", ".prefer"}) {
          if (name.ends_with(rich)) name.remove_suffix(rich.size());
        }
        catalog.versions.emplace(GradleAccessor(name), &property.value);
      } else if (name.starts_with(kBundles)) {
        name.remove_prefix(kBundles.size());
        std::vector<std::string>& bundle =
            catalog.bundles.try_emplace(GradleAccessor(name.substr(0, name.find('['))))
                .first.value();
        if (bundle.size() < kMaxBundle) {
          bundle.push_back(GradleAccessor(property.value));
        } else {
          context_.Cut(file, "a bundle has more than 256 entries; the others are not told");
        }
      }
    }
    return catalogs_.emplace(key, std::move(catalog)).first->second;
  }

  // A path in a script: from its own folder; `$rootDir/` and the like are left out, and then the
  // folder of the settings script is tried too.
  std::uint32_t FileOf(std::uint32_t script, std::string_view path) const {
    for (const std::string_view root :
         {"$rootDir/", "${rootDir}/", "$rootProject.projectDir/", "${rootProject.projectDir}/",
          "$projectDir/", "${projectDir}/"}) {
      if (path.starts_with(root)) path.remove_prefix(root.size());
    }
    const std::uint32_t here = context_.FileAt(script, path);
    if (here != ManifestInput::kNone) return here;
    const std::uint32_t settings = settings_.Nearest(DirName(context_.files[script].path));
    return settings == ManifestInput::kNone ? here : context_.FileAt(settings, path);
  }

  std::string Version(std::uint32_t script, const std::string& reference) {
    std::string text = reference;
    if (text.starts_with('$') && !text.starts_with("${")) text = "${" + text.substr(1) + "}";
    bool cut = false;
    const std::string version = Interpolated(
        text, "${", '}',
        [&](std::string_view expression) -> const std::string* {
          return Variable(script, GradleVariable(expression));
        },
        cut);
    if (cut) context_.Cut(script, kTextCut);
    return version.find('$') == std::string::npos ? version : reference;
  }

  const std::string* Variable(std::uint32_t script, const std::string& path) {
    if (path.empty()) return nullptr;
    constexpr std::string_view kVersions = ".versions.";
    if (const std::size_t versions = path.find(kVersions); versions != std::string::npos) {
      const Catalog* const catalog = CatalogOf(script, path.substr(0, versions));
      if (catalog == nullptr) return nullptr;
      const auto found = catalog->versions.find(path.substr(versions + kVersions.size()));
      return found == catalog->versions.end() ? nullptr : found->second;
    }
    for (const std::uint32_t file : context_.Above(properties_, script)) {
      if (const std::string* const value = context_.Property(file, path)) return value;
    }
    // A map's entry (`versions.jackson`) goes by its last word.
    const std::string key = "ext." + path.substr(path.rfind('.') + 1);
    for (const std::uint32_t build : context_.Above(builds_, script)) {
      if (const std::string* const value = context_.Property(build, key)) return value;
      if (const std::string* const applied = context_.Property(build, "apply")) {
        const std::uint32_t file = FileOf(build, *applied);
        if (file == ManifestInput::kNone) continue;
        if (const std::string* const value = context_.Property(file, key)) return value;
      }
    }
    return nullptr;
  }

  const ManifestContext& context_;
  std::vector<std::uint32_t> scripts_;
  ByFolder usual_catalogs_;
  ByFolder properties_;
  ByFolder settings_;
  ByFolder builds_;
  std::map<std::string, Catalog> catalogs_;
  std::map<std::uint32_t, std::vector<std::uint32_t>> platforms_;
  std::map<std::uint32_t, Table> constraints_;
};

}  // namespace

void JoinGradle(const ManifestContext& context) { GradleJoin(context).Run(); }

}  // namespace assay
