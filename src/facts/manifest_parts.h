// What the joins of manifests share (managed_versions.h): the files by path and
// by folder, and where the joined dependencies are collected.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "base/text_map.h"
#include "facts/managed_versions.h"

namespace assay {

// Files by their folders, for what holds in a folder and all below it.
class ByFolder {
 public:
  void Add(std::string_view folder, std::uint32_t file) {
    files_[std::string(folder)].push_back(file);
  }
  // Those in the folder, then those of each folder above it, the nearest first.
  // No more folders once kMaxManifestChain are found; `cut` is set where they hold others. Trees
  // are no deeper than Limits::tree_depth.
  std::vector<std::uint32_t> AtOrAbove(std::string_view folder, bool& cut) const;
  // The first of them; kNone if there is none.
  std::uint32_t Nearest(std::string_view folder) const;
  bool empty() const { return files_.empty(); }

 private:
  std::map<std::string, std::vector<std::uint32_t>, std::less<>> files_;
};

inline constexpr std::string_view kChainCut =
    "more than 32 manifests decide for this one; the others are not asked";
inline constexpr std::string_view kTextCut =
    "a name or version needs more than 32 replacements or 512 bytes; the rest is left as written";

struct ManifestContext {
  const std::vector<SourceFile>& files;
  const std::vector<const ManifestInput*>& inputs;
  TextMap<std::uint32_t> paths;  // of manifests
  std::map<std::uint32_t, TextViewMap<const std::string*>> properties;
  std::vector<std::vector<JoinedDependency>>& joined;
  const Limits& limits;
  Diagnostics& diagnostics;

  // A limit left out something that the file may need.
  void Cut(std::uint32_t file, std::string_view what) const {
    Diagnostic diagnostic{"join-limit", files[file].path, 0, std::string(what)};
    if (diagnostics.empty() || diagnostics.back() != diagnostic)
      diagnostics.push_back(std::move(diagnostic));
  }
  // Of the file's folder and those above it.
  std::vector<std::uint32_t> Above(const ByFolder& kind, std::uint32_t file) const {
    bool cut = false;
    std::vector<std::uint32_t> above = kind.AtOrAbove(DirName(files[file].path), cut);
    if (cut) Cut(file, kChainCut);
    return above;
  }

  // The last of this name that the file has; null where there is none.
  const std::string* Property(std::uint32_t file, std::string_view name) const;
  // kNone if there is no manifest at this path.
  std::uint32_t FileAt(std::string_view path) const;
  // The manifest that `relative` means in the folder of `file`.
  std::uint32_t FileAt(std::uint32_t file, std::string_view relative) const;

  void Join(std::uint32_t file, const ManifestInput::Item& item, std::string name,
            std::string constraint, DependencyScope scope) const {
    joined[file].push_back(
        {item.index, item.ecosystem, std::move(name), std::move(constraint), scope, item.managed});
  }
};

// `text` with each `<open>name)` that `value` knows put in, names inside values
// too, as far as kMaxJoinedText and 32 replacements allow; `cut` is set where
// they do not.
std::string Interpolated(std::string_view text, std::string_view open, char close,
                         const std::function<const std::string*(std::string_view)>& value,
                         bool& cut);

void JoinMaven(const ManifestContext& context);
void JoinGradle(const ManifestContext& context);

}  // namespace assay
