// npm's package-lock.json and npm-shrinkwrap.json, versions 1 to 3, as a
// stream: only names, and the little that tells which are direct, are kept.
#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "facts/extract.h"
#include "facts/json_scanner.h"
#include "facts/sink.h"

namespace assay {
namespace {

class LockReader {
 public:
  LockReader(std::string_view text, FactSink& sink)
      : scanner_(text, sink.limits().data_depth), sink_(sink) {}

  void Run() {
    JsonToken token = scanner_.Next();
    if (token.type != JsonToken::kBeginMap) return Diagnose(token);
    for (token = scanner_.Next(); token.type == JsonToken::kKey; token = scanner_.Next()) {
      const std::string key = JsonText(token.raw);
      const JsonToken value = scanner_.Next();
      if (value.type != JsonToken::kBeginMap) {
        token = SkipValue(value);
      } else if (key == "packages") {
        has_packages_ = true;
        token = ReadPackages();
      } else if (key == "dependencies" && !has_packages_) {
        token = ReadTree();
      } else {
        token = SkipValue(value);
      }
      if (token.type == JsonToken::kError) break;
    }
    MarkDirect();
    Diagnose(token);
  }

 private:
  struct Entry {
    std::string name;
    std::string version;
    Region region;
    bool dev = false;
    bool optional = false;
    bool peer = false;
    bool link = false;
  };

  void Diagnose(const JsonToken& token) {
    if (token.type != JsonToken::kError) return;
    sink_.Diagnose(token.too_deep ? "nested-too-deep" : "format-error", token.region.start_line,
                   std::string(token.problem));
  }

  JsonToken SkipValue(const JsonToken& value) {
    if (value.type == JsonToken::kBeginMap || value.type == JsonToken::kBeginList) {
      return scanner_.SkipTo(scanner_.depth());
    }
    return value;
  }

  // `packages` of version 2 and 3: "" and workspaces by path, installed ones
  // by "node_modules/…". Ends at the end of the map.
  JsonToken ReadPackages() {
    JsonToken token = scanner_.Next();
    for (; token.type == JsonToken::kKey; token = scanner_.Next()) {
      const std::string path = JsonText(token.raw);
      const Region region = token.region;
      token = scanner_.Next();
      if (token.type != JsonToken::kBeginMap) {
        if (SkipValue(token).type == JsonToken::kError) return token;
        continue;
      }
      const std::size_t modules = path.rfind("node_modules/");
      Entry entry;
      entry.region = region;
      const bool own = modules == std::string::npos;
      token = ReadEntry(entry, own);
      if (token.type == JsonToken::kError) return token;
      if (own || entry.link) continue;
      if (entry.name.empty()) entry.name = path.substr(modules + 13);
      // Of the root or, in its own folder, of a workspace.
      const bool top = path.find("node_modules/") == modules;
      Emit(entry, top ? path.substr(modules + 13) : std::string());
    }
    return token;
  }

  // The fields of one package; of the project's own, also what they name.
  JsonToken ReadEntry(Entry& entry, bool own) {
    JsonToken token = scanner_.Next();
    for (; token.type == JsonToken::kKey; token = scanner_.Next()) {
      const std::string key = JsonText(token.raw);
      const JsonToken value = scanner_.Next();
      token = ReadField(key, value, entry, own);
      if (token.type == JsonToken::kError) return token;
    }
    return token;
  }

  JsonToken ReadField(const std::string& key, const JsonToken& value, Entry& entry, bool own) {
    if (value.type != JsonToken::kScalar) {
      const bool names = key == "dependencies" || key == "devDependencies" ||
                         key == "optionalDependencies" || key == "peerDependencies";
      if (own && names && value.type == JsonToken::kBeginMap) return ReadNames();
      return SkipValue(value);
    }
    const bool yes = value.raw == "true";
    if (key == "name") entry.name = JsonText(value.raw);
    if (key == "version") entry.version = JsonText(value.raw);
    if (key == "dev" || key == "devOptional") entry.dev = yes;
    if (key == "optional") entry.optional = yes;
    if (key == "peer") entry.peer = yes;
    if (key == "link") entry.link = yes;
    return value;
  }

  JsonToken ReadNames() {
    JsonToken token = scanner_.Next();
    for (; token.type == JsonToken::kKey; token = scanner_.Next()) {
      direct_.insert(JsonText(token.raw));
      token = SkipValue(scanner_.Next());
      if (token.type == JsonToken::kError) return token;
    }
    return token;
  }

  // `dependencies` of version 1: a tree of packages below packages. What the
  // project names is at its top, with others: Link asks the manifest about those
  // that have a reference (locked_names.h). Even depths below it are maps of
  // packages, odd ones a package each.
  JsonToken ReadTree() {
    const std::size_t base = scanner_.depth();
    std::vector<Entry> open;  // the packages around the current place
    while (true) {
      const JsonToken token = scanner_.Next();
      const bool among_packages = (scanner_.depth() - base) % 2 == 0;
      if (token.type == JsonToken::kEndMap) {
        if (scanner_.depth() < base) return token;
        if (!among_packages) continue;
        Emit(open.back(), open.size() == 1 ? open.back().name : std::string());
        open.pop_back();
      } else if (token.type != JsonToken::kKey) {
        return token;
      } else {
        const std::string key = JsonText(token.raw);
        const JsonToken value = scanner_.Next();
        const bool is_map = value.type == JsonToken::kBeginMap;
        if (among_packages && is_map) {
          open.push_back({key, "", token.region});
        } else if (among_packages) {
          SkipValue(value);
        } else if (!is_map || key != "dependencies") {
          ReadField(key == "name" ? "" : key, value, open.back(), false);
        }
      }
    }
  }

  void Emit(const Entry& entry, std::string top_level_name) {
    Dependency dependency;
    dependency.region = entry.region;
    dependency.ecosystem = "npm";
    std::string_view name = entry.name;
    std::string_view version = entry.version;
    constexpr std::string_view kNpm = "npm:";  // an alias: "npm:real@1.0.0"
    if (version.starts_with(kNpm)) {
      version.remove_prefix(kNpm.size());
      const std::size_t at = std::min(version.find('@', 1), version.size());
      name = version.substr(0, at);
      version.remove_prefix(std::min(at + 1, version.size()));
    }
    dependency.name = sink_.Keep(name);
    dependency.constraint = sink_.Keep(version);
    dependency.locked = true;
    dependency.direct = false;
    if (!has_packages_) dependency.reference = sink_.Keep(top_level_name);
    if (entry.dev) {
      dependency.scope = DependencyScope::kDevelopment;
    } else if (entry.optional) {
      dependency.scope = DependencyScope::kOptional;
    } else if (entry.peer) {
      dependency.scope = DependencyScope::kPeer;
    }
    if (sink_.Add(std::move(dependency))) top_level_names_.push_back(std::move(top_level_name));
  }

  // The project's own packages may stand behind those that they name.
  void MarkDirect() {
    if (!has_packages_) return;
    std::vector<Dependency>& dependencies = sink_.facts().dependencies;
    for (std::size_t i = 0; i < dependencies.size(); ++i) {
      dependencies[i].direct = direct_.contains(top_level_names_[i]);
    }
  }

  JsonScanner scanner_;
  FactSink& sink_;
  std::unordered_set<std::string> direct_;
  std::vector<std::string> top_level_names_;  // parallel to the facts; "" where nested
  bool has_packages_ = false;
};

void ReadPackageLock(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  LockReader(source.text, sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_package_lock = {
    {{"package-lock", {}, {"package-lock.json", "npm-shrinkwrap.json"}, {}, true}},
    ReadPackageLock,
    3,
};

}  // namespace assay
