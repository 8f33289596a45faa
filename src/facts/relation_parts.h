// What the kinds of relations share: keys in parts, the choice among several
// things of one name, and where the relations are collected.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "facts/module_index.h"
#include "facts/relations.h"

namespace assay {

struct RelationContext {
  const std::vector<SourceFile>& files;
  const std::vector<const RelationInput*>& inputs;
  std::vector<std::vector<FoundRelation>>& found;
  Diagnostics& diagnostics;

  void Cut(std::uint32_t file, std::string_view what) const {
    Diagnostic diagnostic{"join-limit", files[file].path, 0, std::string(what)};
    if (diagnostics.empty() || diagnostics.back() != diagnostic)
      diagnostics.push_back(std::move(diagnostic));
  }

  void Add(std::uint32_t file, FoundRelation relation) const {
    found[file].push_back(std::move(relation));
  }
  // Calls visit(file, document) for each document of one kind.
  void EachDocument(
      std::string_view kind,
      const std::function<void(std::uint32_t, const RelationInput::Document&)>& visit) const;
};

// The parts of a setting's key: "a\.b.c[0]" → "a.b", "c", "[0]".
std::vector<std::string> PartsOfKey(std::string_view key);

// "a/b" + "../c/./d" → "a/c/d"; empty where it leaves the repository, or where
// a part of it is not known.
std::string JoinedPath(std::string_view folder, std::string_view relative);

// How far from each other things may be that one name joins.
enum class Within : std::uint8_t { kFile, kFolder, kRepository };

// Things by name, and which of them a name means.
class ThingsByName {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  void Add(std::string name, std::uint32_t file, std::uint32_t thing) {
    things_[std::move(name)].push_back({file, thing});
  }
  // The one thing of this name, see relations.h; kNone for none or several.
  // `fits` may rule things out.
  std::uint32_t Find(const RelationContext& context, std::string_view name, std::uint32_t file,
                     Within within, const std::function<bool(std::uint32_t)>& fits = {}) const;

 private:
  struct Entry {
    std::uint32_t file;
    std::uint32_t thing;
  };
  TextMap<std::vector<Entry>> things_;
};

// `a` and `b` as a name that no name of one part equals.
std::string NameOfTwo(std::string_view a, std::string_view b);

void FindKubernetesRelations(const RelationContext& context);
void FindImageRelations(const RelationContext& context);
void FindJobRelations(const RelationContext& context);

}  // namespace assay
