// pnpm-lock.yaml, read by lines: its writer keeps to one indentation, and a
// tree of a large one would not be worth its memory.
//
// `importers` (or, without workspaces, the top level) names the direct
// dependencies; `packages` holds all: "/name/1.0.0", "/name@1.0.0(peer)" or
// "name@1.0.0", by version of the format.
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "base/text.h"
#include "facts/extract.h"
#include "facts/sink.h"
#include "facts/text_line.h"

namespace assay {
namespace {

bool IsDependencySection(std::string_view key) {
  return key == "dependencies" || key == "devDependencies" || key == "optionalDependencies";
}

struct PackageId {
  std::string_view name;
  std::string_view version;
};

PackageId ParseId(std::string_view id) {
  if (id.starts_with('/')) id.remove_prefix(1);
  id = id.substr(0, id.find('('));
  std::size_t cut = id.find('@', 1);
  if (cut == std::string_view::npos) {  // "name/1.0.0_peer@2": before version 6 of the format
    cut = id.find('/', id.starts_with('@') ? id.find('/') + 1 : 0);
  } else if (const std::size_t slash = id.find('/', id.starts_with('@') ? id.find('/') + 1 : 0);
             slash < cut) {
    cut = slash;
  }
  if (cut == std::string_view::npos) return {};
  const std::string_view version = id.substr(cut + 1);
  return {id.substr(0, cut), version.substr(0, version.find('_'))};
}

class PnpmReader {
 public:
  explicit PnpmReader(FactSink& sink) : sink_(sink) {}

  void Read(const TextLine& line) {
    if (line.text.empty() || line.text.front() == '#') return;
    const std::size_t colon = line.text.find(": ");
    const bool opens = line.text.ends_with(':');
    std::string_view key = line.text.substr(0, colon);
    if (opens && colon == std::string_view::npos) key.remove_suffix(1);
    key = Unquoted(key);
    if (line.indent == 0) {
      top_ = key;
      section_ = IsDependencySection(key) ? key : std::string_view();
    } else if (top_ == "packages") {
      ReadPackage(line, key);
    } else {
      ReadImporter(line, key);
    }
  }

  void Finish() {
    Emit();
    for (Dependency& dependency : sink_.facts().dependencies) {
      const std::string name(dependency.name);
      dependency.direct = direct_.contains(name) || development_.contains(name);
      if (development_.contains(name) && !direct_.contains(name)) {
        dependency.scope = DependencyScope::kDevelopment;
      }
    }
  }

 private:
  // importers: (0) / path: (2) / dependencies: (4) / name: (6); without
  // workspaces dependencies: (0) / name: (2).
  void ReadImporter(const TextLine& line, std::string_view key) {
    if (top_ == "importers" && line.indent == 4) {
      section_ = IsDependencySection(key) ? key : std::string_view();
    }
    const std::size_t depth = top_ == "importers" ? 6 : 2;
    if (section_.empty() || line.indent != depth) return;
    if (top_ != "importers" && !IsDependencySection(top_)) return;
    (section_ == "devDependencies" ? development_ : direct_).emplace(key);
  }

  void ReadPackage(const TextLine& line, std::string_view key) {
    if (line.indent == 2) {
      Emit();
      id_ = key;
      region_ = line.region;
    } else if (line.indent == 4 && key == "dev" && line.text.ends_with("true")) {
      dev_ = true;
    } else if (line.indent == 4 && key == "optional" && line.text.ends_with("true")) {
      optional_ = true;
    }
  }

  void Emit() {
    const PackageId id = ParseId(id_);
    if (!id.name.empty()) {
      Dependency dependency;
      dependency.region = region_;
      dependency.ecosystem = "npm";
      dependency.name = sink_.Keep(id.name);
      dependency.constraint = sink_.Keep(id.version);
      dependency.locked = true;
      if (optional_) dependency.scope = DependencyScope::kOptional;
      if (dev_) dependency.scope = DependencyScope::kDevelopment;
      sink_.Add(std::move(dependency));
    }
    id_ = {};
    dev_ = optional_ = false;
  }

  FactSink& sink_;
  std::string_view top_;
  std::string_view section_;
  std::string_view id_;
  Region region_;
  bool dev_ = false;
  bool optional_ = false;
  std::unordered_set<std::string> direct_;
  std::unordered_set<std::string> development_;
};

void ReadPnpmLock(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  PnpmReader reader(sink);
  LineReader lines(source.text);
  for (TextLine line; lines.Next(line);) reader.Read(line);
  reader.Finish();
}

}  // namespace

extern const FormatReader kFormatReader_pnpm_lock = {
    {{"pnpm-lock", {}, {"pnpm-lock.yaml"}, {}, true}},
    ReadPnpmLock,
    1,
};

}  // namespace assay
