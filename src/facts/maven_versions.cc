// Maven's inheritance, as far as the repository holds it: a module's parent by
// its relativePath, or by its coordinates where one pom has them; properties,
// the nearest first; dependencyManagement and pluginManagement of the chain,
// then of the BOMs that it imports.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.h"
#include "facts/data_tree.h"
#include "facts/manifest_parts.h"

namespace assay {
namespace {

using Item = ManifestInput::Item;

constexpr std::size_t kMaxBoms = 64;  // that are asked for one pom, with itself

bool Has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

class MavenJoin {
 public:
  explicit MavenJoin(const ManifestContext& context) : context_(context) {
    for (std::uint32_t i = 0; i < context.files.size(); ++i) {
      if (context.files[i].format != "pom" || context.files[i].purpose == Purpose::kVendored)
        continue;
      poms_.push_back(i);
      const std::string name = CoordinateOf(i);
      if (!name.empty()) by_coordinate_[name].push_back(i);
    }
  }

  void Run() {
    for (const std::uint32_t pom : poms_) {
      const std::vector<Item>& items = context_.inputs[pom]->items;
      const bool wanted = std::any_of(items.begin(), items.end(), [](const Item& item) {
        return IsOpen(item) || (item.constraint.empty() && !item.managed);
      });
      if (wanted) JoinPom(pom);
    }
  }

 private:
  using Chain = std::vector<std::uint32_t>;
  struct Entry {
    const Item* item;
    std::uint32_t pom;  // whose chain its properties are looked up in
  };
  using Table = TextMap<Entry>;

  static bool IsOpen(const Item& item) {
    return !item.reference.empty() && (item.name.empty() || Has(item.constraint, "${"));
  }

  std::string Own(std::uint32_t pom, std::string_view field) const {
    const std::string* value = context_.Property(pom, field);
    if (value == nullptr) value = context_.Property(pom, "parent." + std::string(field));
    return value == nullptr ? "" : *value;
  }

  // "group:artifact"; what a property decides there is left as it is.
  std::string CoordinateOf(std::uint32_t pom) const {
    const std::string* const artifact = context_.Property(pom, "artifactId");
    if (artifact == nullptr) return {};
    return Own(pom, "groupId") + ":" + *artifact;
  }

  std::uint32_t ParentOf(std::uint32_t pom) const {
    const std::string* const artifact = context_.Property(pom, "parent.artifactId");
    const std::string* const group = context_.Property(pom, "parent.groupId");
    if (artifact == nullptr || group == nullptr) return ManifestInput::kNone;
    const std::string name = *group + ":" + *artifact;
    const std::string* const said = context_.Property(pom, "parent.relativePath");
    const std::string path = said == nullptr ? "../pom.xml" : *said;
    if (!path.empty()) {
      std::uint32_t parent = context_.FileAt(pom, path);
      if (parent == ManifestInput::kNone) parent = context_.FileAt(pom, path + "/pom.xml");
      if (parent != ManifestInput::kNone && CoordinateOf(parent) == name) return parent;
    }
    const std::string* const version = context_.Property(pom, "parent.version");
    return OnlyPom(name, version == nullptr ? "" : *version);
  }

  // The one pom of the repository with these coordinates.
  std::uint32_t OnlyPom(const std::string& name, const std::string& version) const {
    const auto found = by_coordinate_.find(name);
    if (found == by_coordinate_.end() || found->second.size() != 1) return ManifestInput::kNone;
    const std::uint32_t pom = found->second.front();
    const bool told = !IsTemplated(version) && !IsTemplated(Own(pom, "version"));
    return told && Own(pom, "version") != version ? ManifestInput::kNone : pom;
  }

  // The pom and what it inherits from, the nearest first.
  const Chain& ChainOf(std::uint32_t pom) {
    const auto known = chains_.find(pom);
    if (known != chains_.end()) return known->second;
    Chain chain;
    for (std::uint32_t one = pom;
         one != ManifestInput::kNone && std::find(chain.begin(), chain.end(), one) == chain.end();
         one = ParentOf(one)) {
      if (chain.size() == kMaxManifestChain) {
        context_.Cut(pom, kChainCut);
        break;
      }
      chain.push_back(one);
    }
    return chains_.emplace(pom, std::move(chain)).first->second;
  }

  // `text` with the properties that hold in the pom.
  std::string Resolved(std::uint32_t pom, std::string_view text) {
    if (!Has(text, "${")) return std::string(text);
    const Chain& chain = ChainOf(pom);
    std::string field;  // outlives the call that returns it
    bool cut = false;
    const auto property = [&](std::string_view name) -> const std::string* {
      for (const std::string_view prefix : {"project.parent.", "project.", "pom."}) {
        if (!name.starts_with(prefix)) continue;
        const std::string part(name.substr(prefix.size()));
        field = prefix == "project.parent." ? "" : Own(pom, part);
        if (field.empty()) {
          const std::string* const value = context_.Property(pom, "parent." + part);
          if (value != nullptr) field = *value;
        }
        return field.empty() ? nullptr : &field;
      }
      for (const std::uint32_t one : chain) {
        if (const std::string* const value = context_.Property(one, name)) return value;
      }
      return nullptr;
    };
    std::string resolved = Interpolated(text, "${", '}', property, cut);
    if (cut) context_.Cut(pom, kTextCut);
    return resolved;
  }

  static std::string KeyOf(const std::string& name, DependencyScope scope) {
    return scope == DependencyScope::kBuild ? "plugin " + name : name;
  }

  struct Coordinates {
    std::string name;  // empty where it is not known
    std::string version;
  };
  // A fact's reference: "group:artifact:version" as written, and the scope where it has one but no
  // version.
  Coordinates Resolve(std::uint32_t pom, const Item& item) {
    if (item.reference.empty()) return {item.name, item.constraint};
    const std::vector<std::string_view> parts = Split(item.reference, ':');
    if (parts.size() < 3) return {item.name, item.constraint};
    std::string name = Resolved(pom, parts[0]) + ":" + Resolved(pom, parts[1]);
    if (IsTemplated(name)) name.clear();
    return {std::move(name), Resolved(pom, parts[2])};
  }

  // What is managed in a pom: its chain first, then imported BOMs.
  Table Managed(std::uint32_t pom) {
    Table table;
    std::vector<std::uint32_t> boms = {pom};
    for (std::size_t i = 0; i < boms.size(); ++i) {
      const std::uint32_t bom = boms[i];
      for (const std::uint32_t one : ChainOf(bom)) {
        for (const Item& item : context_.inputs[one]->items) {
          if (!item.managed || ++looked_at_ > context_.limits.join_steps) continue;
          std::string name = item.name;
          if (name.empty() || Has(item.reference, "${")) name = Resolve(bom, item).name;
          if (!name.empty()) table.emplace(KeyOf(name, item.scope), Entry{&item, bom});
        }
        AddImports(one, bom, boms);
      }
    }
    // A plugin that a parent uses is inherited with its version.
    const Chain& chain = ChainOf(pom);
    for (std::size_t i = 1; i < chain.size(); ++i) {
      for (const Item& item : context_.inputs[chain[i]]->items) {
        if (item.managed || item.scope != DependencyScope::kBuild || item.constraint.empty() ||
            item.name.empty() || Has(item.constraint, "${") ||
            ++looked_at_ > context_.limits.join_steps) {
          continue;
        }
        const std::string key = KeyOf(item.name, item.scope);
        const auto known = table.find(key);
        // An entry may manage all but the version.
        if (known == table.end() || known->second.item->constraint.empty())
          table.insert_or_assign(key, Entry{&item, pom});
      }
    }
    if (looked_at_ > context_.limits.join_steps) {
      context_.Cut(pom,
                   fmt::format("more than {} managed entries are looked at; the others are not",
                               context_.limits.join_steps));
    }
    return table;
  }

  void AddImports(std::uint32_t pom, std::uint32_t context, std::vector<std::uint32_t>& boms) {
    for (const ManifestInput::Property& property : context_.inputs[pom]->properties) {
      if (!property.name.starts_with("imports[")) continue;
      const std::vector<std::string_view> parts = Split(property.value, ':');
      if (parts.size() != 3) continue;
      const std::string name = Resolved(context, parts[0]) + ":" + Resolved(context, parts[1]);
      const std::uint32_t bom = OnlyPom(name, Resolved(context, parts[2]));
      if (bom == ManifestInput::kNone || std::find(boms.begin(), boms.end(), bom) != boms.end())
        continue;
      if (boms.size() >= kMaxBoms) {
        context_.Cut(boms.front(), "more than 63 BOMs are imported; the others are not asked");
        break;
      }
      boms.push_back(bom);
    }
  }

  void JoinPom(std::uint32_t pom) {
    std::optional<Table> managed;
    for (const Item& item : context_.inputs[pom]->items) {
      Coordinates found{item.name, item.constraint};
      DependencyScope scope = item.scope;
      if (IsOpen(item)) found = Resolve(pom, item);
      if (found.version.empty() && !item.managed && !found.name.empty()) {
        if (!managed) managed = Managed(pom);
        const auto entry = managed->find(KeyOf(found.name, item.scope));
        if (entry != managed->end()) {
          found.version = Resolve(entry->second.pom, *entry->second.item).version;
          const bool test = entry->second.item->scope == DependencyScope::kTest;
          const bool own = std::count(item.reference.begin(), item.reference.end(), ':') > 2;
          if (scope == DependencyScope::kRuntime && test && !own) scope = DependencyScope::kTest;
        }
      }
      if (found.name == item.name && found.version == item.constraint && scope == item.scope)
        continue;
      context_.Join(pom, item, std::move(found.name), std::move(found.version), scope);
    }
  }

  const ManifestContext& context_;
  std::vector<std::uint32_t> poms_;
  TextMap<std::vector<std::uint32_t>> by_coordinate_;
  std::map<std::uint32_t, Chain> chains_;
  std::size_t looked_at_ = 0;  // managed entries, for all poms
};

}  // namespace

void JoinMaven(const ManifestContext& context) { MavenJoin(context).Run(); }

}  // namespace assay
