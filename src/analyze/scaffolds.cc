#include "analyze/scaffolds.h"

#include <algorithm>
#include <utility>

#include "analyze/commit_sizes.h"
#include "base/check.h"
#include "base/text.h"

namespace assay {
namespace {

// Of a file in a generator's own words.
constexpr std::uint64_t kMaxWordsBytes = 64 * 1024;

// What whoever begins a project adds, or a hosting site does.
constexpr const char* kAnywhere[] = {
    R"(^\.(gitignore|gitattributes|editorconfig|nvmrc|node-version|tool-versions)$)",
    R"(^(README|LICEN[SC]E|COPYING|NOTICE)(\.(md|rst|txt))?$)"};

Pattern Compiled(const std::string& expression, bool ignore_case) {
  auto pattern = Pattern::Compile(expression, ignore_case);
  ASSAY_CHECK(pattern.has_value());  // The loader has compiled it before.
  return *std::move(pattern);
}

// What a package manager writes, or a picture: it says nothing of whoever commits it.
bool HasNoWords(std::string_view path) {
  static constexpr std::string_view kLockFiles[] = {
      "package-lock.json", "yarn.lock",    "pnpm-lock.yaml", "bun.lock", "bun.lockb",
      "composer.lock",     "Gemfile.lock", "poetry.lock",    "uv.lock"};
  const std::string_view name = BaseName(path);
  return IsAsset(path) || path.ends_with(".jar") ||
         std::find(std::begin(kLockFiles), std::end(kLockFiles), name) != std::end(kLockFiles);
}

}  // namespace

Scaffolds::Scaffolds(const PeoplePatterns& patterns) {
  for (const std::string& subject : patterns.scaffolds)
    subjects_.push_back(Compiled(subject, true));
  for (const char* const path : kAnywhere) anywhere_.emplace_back(path, true);
  for (const Generator& generator : patterns.generators) {
    Shipped shipped{generator.name,
                    Compiled(generator.at, false),
                    LazyPattern(generator.says),
                    {},
                    generator.bytes};
    for (const std::string& path : generator.ships) shipped.paths.emplace_back(path);
    generators_.push_back(std::move(shipped));
  }
}

bool Scaffolds::IsNamedBy(std::string_view subject) const {
  return std::any_of(subjects_.begin(), subjects_.end(),
                     [&](const Pattern& pattern) { return pattern.Search(subject); });
}

std::string_view Scaffolds::GeneratorOf(const std::vector<FileChange>& files,
                                        Repository& repository) const {
  for (const Shipped& generator : generators_) {
    for (const FileChange& file : files) {
      std::vector<std::string_view> groups;
      if (file.new_blob.IsNull() || !generator.at.Search(file.path, &groups)) continue;
      const auto words = repository.Read(file.new_blob, kMaxWordsBytes);
      if (!words || !generator.says.Search(*words)) continue;
      const auto at = static_cast<std::size_t>(groups.front().data() - file.path.data());
      const std::size_t slash = file.path[at] == '/' ? at + 1 : at;
      if (IsShipped(generator, std::string_view(file.path).substr(0, slash), files, repository))
        return generator.name;
    }
  }
  return {};
}

bool Scaffolds::IsShipped(const Shipped& generator, std::string_view folder,
                          const std::vector<FileChange>& files, Repository& repository) const {
  const auto is_one_of = [](const std::vector<LazyPattern>& patterns, std::string_view path) {
    return std::any_of(patterns.begin(), patterns.end(),
                       [&](const LazyPattern& pattern) { return pattern.Search(path); });
  };
  std::uint64_t bytes = 0;
  for (const FileChange& file : files) {
    if (file.new_blob.IsNull()) continue;
    const std::string_view path = file.path;
    const bool is_below = path.starts_with(folder);
    if (is_one_of(anywhere_, path)) continue;
    if (!is_below || !is_one_of(generator.paths, path.substr(folder.size()))) return false;
    if (HasNoWords(path)) continue;
    const auto size = repository.Size(file.new_blob);
    if (!size) return false;
    bytes += *size;
  }
  return bytes <= generator.bytes;
}

}  // namespace assay
