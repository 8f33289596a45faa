#include "facts/project_usings.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

#include "base/text.h"
#include "facts/fact_names.h"
#include "facts/link.h"
#include "facts/module_index.h"
#include "facts/open_names.h"

namespace assay {
namespace {

constexpr std::string_view kNuget = "nuget:";
constexpr std::string_view kUnknown = "?:#";
constexpr std::array kShared =
    std::to_array<std::string_view>({"Directory.Build.props", "Directory.Build.targets"});

std::string In(std::string_view folder, std::string_view name) {
  return folder.empty() ? std::string(name) : std::string(folder) + "/" + std::string(name);
}

std::string_view HeadOf(std::string_view path) { return path.substr(0, path.find_first_of(".([")); }

// Whether a type of this name is the repository's own in the namespaces that
// the file is in, or among those that it opens.
bool IsOwnType(std::string_view type, const ModuleIndex& modules, const FileFacts& facts) {
  for (std::string_view space = facts.package; !space.empty();
       space = space.substr(0, std::min(space.rfind('.'), space.size()))) {
    if (modules.FindClass(space, type) != ModuleIndex::kNone) return true;
    if (space.find('.') == std::string_view::npos) break;
  }
  return std::any_of(facts.imports.begin(), facts.imports.end(), [&](const Import& import) {
    return import.form == ImportForm::kWildcard && import.module.starts_with(kNuget) &&
           modules.FindClass(import.module.substr(kNuget.size()), type) != ModuleIndex::kNone;
  });
}

}  // namespace

void ProjectUsings::Add(const SourceFile& source, const LinkInput& input) {
  const bool project = source.path.ends_with(".csproj");
  const std::string_view folder = DirName(source.path);
  if (project) projects_.try_emplace(std::string(folder), Project{source.path, {}, {}});
  const auto shared = std::find(kShared.begin(), kShared.end(), BaseName(source.path));
  if (input.usings.empty() && shared == kShared.end()) return;
  Giver giver{std::string(folder), {}, false};
  for (const LinkInput::Using& one : input.usings) giver.usings.emplace_back(one.alias, one.name);
  if (shared == kShared.end()) {
    sources_.push_back(std::move(giver));
    return;
  }
  for (const ManifestInput::Property& property : input.manifest.properties) {
    giver.asks_above = giver.asks_above || (property.name.starts_with("imports[") &&
                                            property.value.find(*shared) != std::string::npos);
  }
  shared_.try_emplace(source.path, std::move(giver));
}

void ProjectUsings::Project::Add(const Usings& more) {
  for (const auto& [alias, name] : more) {
    if (++usings > kMaxProjectUsings) return;
    if (alias.empty()) {
      namespaces.push_back(name);
    } else {
      aliases.insert_or_assign(alias, name);
    }
  }
}

void ProjectUsings::Finish() {
  for (auto entry = projects_.begin(); entry != projects_.end(); ++entry) {
    for (const std::string_view name : kShared) {
      for (std::string_view folder = entry->first;; folder = DirName(folder)) {
        const auto found = shared_.find(In(folder, name));
        if (found != shared_.end()) {
          entry.value().Add(found->second.usings);
          if (!found->second.asks_above) break;
        }
        if (folder.empty()) break;
      }
    }
  }
  for (const Giver& giver : sources_) {
    for (std::string_view folder = giver.folder;; folder = DirName(folder)) {
      const auto project = projects_.find(folder);
      if (project != projects_.end()) {
        project.value().Add(giver.usings);
        break;
      }
      if (folder.empty()) break;
    }
  }
  for (auto entry = projects_.begin(); entry != projects_.end(); ++entry) {
    if (entry->second.usings > kMaxProjectUsings) cut_.push_back(entry->second.path);
    std::vector<std::string>& names = entry.value().namespaces;
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
  }
}

const ProjectUsings::Project* ProjectUsings::ProjectOf(std::string_view path) const {
  if (projects_.empty()) return nullptr;
  for (std::string_view folder = DirName(path);; folder = DirName(folder)) {
    const auto project = projects_.find(folder);
    if (project != projects_.end()) return &project->second;
    if (folder.empty()) return nullptr;
  }
}

const std::vector<std::string>& ProjectUsings::NamespacesAt(std::string_view path) const {
  static const std::vector<std::string> kNone;
  const Project* const project = ProjectOf(path);
  return project == nullptr ? kNone : project->namespaces;
}

std::string ProjectUsings::Settled(std::string_view path, std::string_view open_name) const {
  const std::vector<std::string>& opened = NamespacesAt(path);
  const OpenNameParts parts = PartsOfOpenName(open_name);
  std::string name;
  for (const std::string_view one : parts.namespaces) {
    if (!std::binary_search(opened.begin(), opened.end(), one)) continue;
    if (!name.empty()) return {};
    name = std::string(kNuget) + std::string(one) + "#" + std::string(parts.path);
  }
  return name.empty() ? name : WithKnownResults(name);
}

void ProjectUsings::Settle(std::string_view path, const ModuleIndex& modules,
                           FileFacts& facts) const {
  const Project* const project = ProjectOf(path);
  if (project == nullptr || (project->namespaces.empty() && project->aliases.empty())) return;
  std::unordered_map<std::string_view, bool> own;  // types, by name
  const auto is_own = [&](std::string_view type) {
    const auto [entry, is_new] = own.try_emplace(type);
    if (is_new) entry->second = IsOwnType(type, modules, facts);
    return entry->second;
  };
  const auto settled = [&](Text open) -> Text {
    const OpenNameParts parts = PartsOfOpenName(open);
    if (is_own(HeadOf(parts.path))) return {};
    return facts.arena.Keep(Settled(path, open));
  };
  // Json.Serialize, where another file says using Json = …
  const auto aliased = [&](Text text) -> Text {
    const Text name = text.starts_with(kUnknown) ? text.substr(kUnknown.size()) : text;
    const Text head = HeadOf(name);
    const auto alias = project->aliases.find(head);
    if (alias == project->aliases.end() || is_own(head)) return {};
    const bool member = std::any_of(facts.definitions.begin(), facts.definitions.end(),
                                    [&](const Definition& one) { return one.name == head; });
    if (member) return {};
    return facts.arena.Keep(
        WithKnownResults(alias->second + std::string(name.substr(head.size()))));
  };
  std::uint32_t place = 0;
  auto open = facts.open_names.begin();
  TextsOfNames(facts, [&](Text& text) {
    const std::uint32_t at = place++;
    Text name;
    if (open != facts.open_names.end() && open->place == at) {
      name = settled(open->name);
      ++open;
    } else if (!project->aliases.empty() && !text.empty()) {
      name = aliased(text);
    }
    if (!name.empty()) text = name;
  });
  for (Use& use : facts.open_uses) {
    const Text name = settled(use.name);
    if (name.empty()) continue;
    use.name = name;
    facts.uses.push_back(std::move(use));
  }
  facts.open_uses.clear();
}

}  // namespace assay
