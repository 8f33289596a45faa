#include "facts/locked_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "facts/link.h"

namespace assay {
namespace {

struct LockFormat {
  std::string_view lock;
  std::string_view manifest;
  bool exact = false;  // see LockedNames::Named
};

constexpr std::array kLockFormats = std::to_array<LockFormat>({
    {"yarn-lock", "package-json", true},
    {"package-lock", "package-json"},
    {"go-sum", "go-mod", true},
    {"composer-lock", "composer-json"},
    {"python-lock", "pyproject"},
    {"pipfile-lock", "pipfile"},
    {"mix-lock", "mix"},
    {"gradle-lock", "gradle"},
    {"swift-lock", "swift-package"},
    {"terraform-lock", "terraform"},
    {"terraform-lock", "terraform-json"},
});

// What ships counts most: a package that is named twice is for that.
int RankOf(DependencyScope scope) {
  switch (scope) {
    case DependencyScope::kRuntime:
      return 0;
    case DependencyScope::kOptional:
      return 1;
    case DependencyScope::kPeer:
      return 2;
    case DependencyScope::kBuild:
      return 3;
    case DependencyScope::kTest:
    case DependencyScope::kDevelopment:
      return 4;
  }
  return 4;
}

// "gradle/dependency-locks/*.lockfile" are of the project above.
std::string_view ProjectFolder(const SourceFile& lock) {
  const std::string_view folder = DirName(lock.path);
  constexpr std::string_view kLocks = "gradle/dependency-locks";
  return lock.format == "gradle-lock" && folder.ends_with(kLocks) ? DirName(DirName(folder))
                                                                  : folder;
}

bool IsPartOf(std::string_view folder, std::string_view pattern, std::string_view member) {
  if (pattern.starts_with("./")) pattern.remove_prefix(2);
  while (pattern.ends_with('/')) pattern.remove_suffix(1);
  if (!folder.empty()) {
    if (!member.starts_with(folder) || member.size() <= folder.size()) return false;
    member.remove_prefix(folder.size() + 1);
  }
  return !member.empty() && MatchesGlob(pattern, member);
}

using ByFormatAndFolder =
    std::map<std::pair<std::string_view, std::string_view>, std::vector<std::uint32_t>>;

}  // namespace

LockedNames::LockedNames(const std::vector<SourceFile>& files, const std::vector<LinkInput>& inputs,
                         const std::vector<std::vector<JoinedDependency>>& joined,
                         const Limits& limits, Diagnostics& diagnostics) {
  ByFormatAndFolder manifests;
  std::vector<std::uint32_t> packages;
  std::vector<std::uint32_t> applications;
  std::size_t compared = 0;
  for (std::uint32_t i = 0; i < files.size(); ++i) {
    if (files[i].purpose == Purpose::kVendored) continue;
    manifests[{files[i].format, DirName(files[i].path)}].push_back(i);
    if (files[i].format == "package-json") packages.push_back(i);
    if (files[i].format == "mix") applications.push_back(i);
  }
  for (std::uint32_t lock = 0; lock < files.size(); ++lock) {
    if (files[lock].purpose == Purpose::kVendored) continue;
    const std::string_view folder = ProjectFolder(files[lock]);
    for (const LockFormat& format : kLockFormats) {
      if (files[lock].format != format.lock) continue;
      std::vector<std::uint32_t> asked;
      if (const auto here = manifests.find({format.manifest, folder}); here != manifests.end())
        asked = here->second;
      if (format.manifest == "package-json" && !asked.empty()) {
        const std::vector<std::string>& patterns = inputs[asked.front()].workspaces;
        for (const std::uint32_t one : packages) {
          if (std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
                return ++compared <= limits.join_steps &&
                       IsPartOf(folder, pattern, DirName(files[one].path));
              })) {
            asked.push_back(one);
          }
        }
      } else if (format.manifest == "mix") {
        for (const std::uint32_t one : applications) {
          if (++compared <= limits.join_steps &&
              IsPartOf(folder, "apps/*", DirName(files[one].path)))
            asked.push_back(one);
        }
      }
      if (compared > limits.join_steps) {
        diagnostics.push_back({"join-limit", files[lock].path, 0,
                               fmt::format("more than {} folders are compared with workspaces; "
                                           "which packages those name is not told",
                                           limits.join_steps)});
      }
      if (asked.empty()) continue;
      Named& named = named_[lock];
      named.exact = format.exact;
      const auto add = [&](std::string name, std::string_view constraint, DependencyScope scope) {
        if (format.exact) name.append(" ").append(constraint);
        const auto [known, is_new] = named.scopes.try_emplace(std::move(name), scope);
        if (!is_new && RankOf(scope) < RankOf(known->second)) known.value() = scope;
      };
      for (const std::uint32_t manifest : asked) {
        for (const LinkInput::Declared& one : inputs[manifest].dependencies) {
          if (one.locked || !one.direct) continue;
          add(one.package, one.constraint, one.scope);
          // go.sum has the module that stands in its place; a folder has no version.
          const std::size_t version = one.replacement.find(' ');
          if (version != std::string::npos) {
            add("go:" + one.replacement.substr(0, version), one.replacement.substr(version + 1),
                one.scope);
          }
        }
        for (const JoinedDependency& one : joined[manifest]) {
          if (!one.managed) add(one.ecosystem + ":" + one.name, one.constraint, one.scope);
        }
      }
    }
  }
}

void LockedNames::Apply(std::uint32_t file, FileFacts& facts) const {
  const auto found = named_.find(file);
  if (found == named_.end()) return;
  const Named& named = found->second;
  if (std::any_of(facts.dependencies.begin(), facts.dependencies.end(),
                  [](const Dependency& one) { return one.direct; })) {
    return;  // The lock file told it.
  }
  std::string key;
  const auto mark = [&](Dependency& dependency, std::string_view range) {
    key.assign(dependency.ecosystem).append(":").append(dependency.name);
    if (named.exact) key.append(" ").append(range);
    const auto entry = named.scopes.find(key);
    if (entry == named.scopes.end()) return;
    dependency.direct = true;
    if (dependency.scope == DependencyScope::kRuntime) dependency.scope = entry->second;
  };
  for (Dependency& dependency : facts.dependencies) {
    if (!dependency.locked || dependency.direct) continue;
    if (dependency.ecosystem != "npm") {
      mark(dependency, dependency.constraint);
    } else if (!dependency.reference.empty()) {
      for (const std::string_view range : Split(dependency.reference, ',')) {
        mark(dependency, Trim(range));
        if (dependency.direct) break;
      }
    }
  }
}

}  // namespace assay
