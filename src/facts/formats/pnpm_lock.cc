// pnpm-lock.yaml, read by lines: its writer keeps to one indentation, and a
// tree of a large one would not be worth its memory.
//
// `importers` (or, without workspaces, the top level) names the direct
// dependencies with the versions that they got; `packages` holds all: "/name/1.0.0",
// "/name@1.0.0(peer)" or "name@1.0.0", by version of the format.
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

// "1.0.0_react@18.0.0" → "1.0.0"; an address may have such a line of its own.
std::string_view WithoutPeers(std::string_view version) {
  return version.find(':') == std::string_view::npos ? version.substr(0, version.find('_'))
                                                     : version;
}

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
  return {id.substr(0, cut), WithoutPeers(version)};
}

// What an importer got for `name`: "1.0.0(react@18.0.0)", "1.0.0_react@18.0.0"; of an alias the
// package itself, "/real/1.0.0" or "real@1.0.0".
PackageId Resolved(std::string_view name, std::string_view version) {
  const std::string_view plain = version.substr(0, version.find('('));
  const bool address = plain.find(':') != std::string_view::npos;
  const bool number = !plain.empty() && plain[0] >= '0' && plain[0] <= '9';
  if (plain.starts_with('/') || (!address && !number && plain.find('@', 1) != plain.npos))
    return ParseId(version);
  return {name, WithoutPeers(plain)};
}

std::string KeyOf(const PackageId& id) {
  return std::string(id.name) + ' ' + std::string(id.version);
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
      ReadImporter(line, key, colon);
    }
  }

  void Finish() {
    Emit();
    for (Dependency& dependency : sink_.facts().dependencies) {
      const std::string id = KeyOf({dependency.name, dependency.constraint});
      dependency.direct = direct_.contains(id) || development_.contains(id);
      if (development_.contains(id) && !direct_.contains(id)) {
        dependency.scope = DependencyScope::kDevelopment;
      }
    }
  }

 private:
  // importers: (0) / path: (2) / dependencies: (4) / name: (6) / version: (8);
  // without workspaces dependencies: (0) / name: (2) / version: (4). Before
  // version 6 of the format the version is the name's value.
  void ReadImporter(const TextLine& line, std::string_view key, std::size_t colon) {
    if (top_ == "importers" && line.indent == 4) {
      section_ = IsDependencySection(key) ? key : std::string_view();
    }
    const std::size_t depth = top_ == "importers" ? 6 : 2;
    if (section_.empty() || line.indent < depth) return;
    if (top_ != "importers" && !IsDependencySection(top_)) return;
    if (line.indent == depth) name_ = key;
    const bool version = line.indent == depth || (line.indent == depth + 2 && key == "version");
    if (!version || colon == std::string_view::npos) return;
    const std::string_view value = Unquoted(Trim(line.text.substr(colon + 1)));
    (section_ == "devDependencies" ? development_ : direct_).insert(KeyOf(Resolved(name_, value)));
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
  std::string_view name_;  // of an importer's dependency
  std::string_view id_;
  Region region_;
  bool dev_ = false;
  bool optional_ = false;
  std::unordered_set<std::string> direct_;  // "name version"
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
    2,
};

}  // namespace assay
