// Lock files whose lines name what is locked: Cargo.lock, go.sum, mix.lock,
// pubspec.lock, gradle.lockfile. Read by lines, so their size costs nothing.
//
// Cargo's and pub's tell what is direct; of the others Link asks the manifests
// (locked_names.h).
#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/text.h"
#include "facts/extract.h"
#include "facts/sink.h"
#include "facts/text_line.h"

namespace assay {
namespace {

void AddLocked(std::string_view ecosystem, std::string_view name, std::string_view version,
               const Region& region, bool direct, FactSink& sink,
               DependencyScope scope = DependencyScope::kRuntime) {
  if (name.empty()) return;
  Dependency dependency;
  dependency.region = region;
  dependency.ecosystem = sink.KeepName(ecosystem);
  dependency.name = sink.Keep(name);
  dependency.constraint = sink.Keep(version);
  dependency.scope = scope;
  dependency.locked = true;
  dependency.direct = direct;
  sink.Add(std::move(dependency));
}

// The text between the first two quotes.
std::string_view Quoted(std::string_view text) {
  const std::size_t begin = text.find('"');
  if (begin == std::string_view::npos) return {};
  return text.substr(begin + 1, text.find('"', begin + 1) - begin - 1);
}

// What follows the first `mark`.
std::string_view Behind(std::string_view text, char mark) {
  return text.substr(std::min(text.find(mark), text.size()));
}

// [[package]] tables; one without a source is the workspace's own, and what its list of
// dependencies names ("serde", "rand 0.8.5" where there are several of it) is direct.
class CargoLockReader {
 public:
  explicit CargoLockReader(FactSink& sink) : sink_(sink) {}

  void Read(const TextLine& line) {
    if (line.text.starts_with('[')) {
      Emit();
    } else if (line.text.starts_with("name = ")) {
      name_ = Quoted(line.text);
      region_ = line.region;
    } else if (line.text.starts_with("version = ")) {
      version_ = Quoted(line.text);
    } else if (line.text.starts_with("source = ")) {
      foreign_ = true;
    } else if (line.text.starts_with("dependencies = [")) {
      in_list_ = line.text.find(']') == std::string_view::npos;
    } else if (in_list_ && line.text.starts_with(']')) {
      in_list_ = false;
    } else if (in_list_) {
      list_.push_back(Quoted(line.text));
    }
  }

  void Finish() {
    Emit();
    for (Dependency& dependency : sink_.facts().dependencies) {
      const std::string name(dependency.name);
      dependency.direct = direct_.contains(name) ||
                          direct_.contains(name + ' ' + std::string(dependency.constraint));
    }
  }

 private:
  // A list has the source behind name and version where these do not tell.
  void Emit() {
    if (foreign_) {
      AddLocked("cargo", name_, version_, region_, false, sink_);
    } else {
      for (const std::string_view one : list_) direct_.emplace(one.substr(0, one.find(" (")));
    }
    name_ = version_ = {};
    foreign_ = in_list_ = false;
    list_.clear();
  }

  FactSink& sink_;
  std::string_view name_;
  std::string_view version_;
  Region region_;
  bool foreign_ = false;
  bool in_list_ = false;
  std::vector<std::string_view> list_;
  std::unordered_set<std::string> direct_;
};

void ReadCargoLock(std::string_view text, FactSink& sink) {
  CargoLockReader reader(sink);
  LineReader lines(text);
  for (TextLine line; lines.Next(line);) reader.Read(line);
  reader.Finish();
}

// `module version hash`; a second line of each names its go.mod alone.
void ReadGoSum(std::string_view text, FactSink& sink) {
  LineReader lines(text);
  for (TextLine line; lines.Next(line);) {
    const std::size_t name = line.text.find(' ');
    if (name == std::string_view::npos) continue;
    const std::string_view rest = line.text.substr(name + 1);
    const std::string_view version = rest.substr(0, rest.find(' '));
    if (version.ends_with("/go.mod")) continue;
    AddLocked("go", line.text.substr(0, name), version, line.region, false, sink);
  }
}

// `"phoenix": {:hex, :phoenix, "1.7.0", "…`: the application, and the package that it is.
void ReadMixLock(std::string_view text, FactSink& sink) {
  LineReader lines(text);
  for (TextLine line; lines.Next(line);) {
    const std::size_t open = line.text.find("{:");
    if (!line.text.starts_with('"') || open == std::string_view::npos) continue;
    constexpr std::string_view kHex = "{:hex, :";
    const std::string_view source = line.text.substr(open);
    if (source.starts_with(kHex)) {
      const std::string_view package = source.substr(kHex.size());
      AddLocked("hex", Unquoted(package.substr(0, package.find(','))), Quoted(Behind(package, ',')),
                line.region, false, sink);
    } else {
      AddLocked("hex", Quoted(line.text), {}, line.region, false, sink);
    }
  }
}

// packages: name: dependency: "direct main", source: hosted, version: "1.0.0"; what the SDK has
// or a path names is no package.
void ReadPubspecLock(std::string_view text, FactSink& sink) {
  std::string_view name;
  Region region;
  bool direct = false;
  bool hosted = true;
  DependencyScope scope = DependencyScope::kRuntime;
  bool packages = false;
  LineReader lines(text);
  for (TextLine line; lines.Next(line);) {
    if (line.indent == 0) packages = line.text == "packages:";
    if (!packages) continue;
    if (line.indent == 2 && line.text.ends_with(':')) {
      name = line.text.substr(0, line.text.size() - 1);
      region = line.region;
      hosted = true;
    } else if (line.indent == 4 && line.text.starts_with("dependency:")) {
      direct = line.text.find("direct") != std::string_view::npos;
      scope = line.text.find("direct dev") == std::string_view::npos
                  ? DependencyScope::kRuntime
                  : DependencyScope::kDevelopment;
    } else if (line.indent == 4 && line.text.starts_with("source:")) {
      const std::string_view source = Trim(line.text.substr(7));
      hosted = source != "sdk" && source != "path";
    } else if (line.indent == 4 && line.text.starts_with("version:") && hosted) {
      AddLocked("pub", name, Quoted(line.text), region, direct, sink, scope);
    }
  }
}

// What every configuration that has it is for: "testCompileClasspath", "annotationProcessor".
DependencyScope ScopeOfConfigurations(std::string_view configurations) {
  bool test = !configurations.empty();
  bool build = !configurations.empty();
  for (const std::string_view name : Split(configurations, ',')) {
    test = test && ContainsIgnoreCase(name, "test");
    build = build && (ContainsIgnoreCase(name, "annotationProcessor") || name == "classpath" ||
                      name.starts_with("kapt") || name.starts_with("ksp"));
  }
  if (test) return DependencyScope::kTest;
  return build ? DependencyScope::kBuild : DependencyScope::kRuntime;
}

// `group:artifact:version=configurations`
void ReadGradleLock(std::string_view text, FactSink& sink) {
  LineReader lines(text);
  for (TextLine line; lines.Next(line);) {
    const std::size_t equals = std::min(line.text.find('='), line.text.size());
    const std::string_view module = line.text.substr(0, equals);
    const std::size_t last = module.rfind(':');
    if (line.text.starts_with('#') || last == std::string_view::npos || module.find(':') == last) {
      continue;
    }
    AddLocked("maven", module.substr(0, last), module.substr(last + 1), line.region, false, sink,
              ScopeOfConfigurations(line.text.substr(std::min(equals + 1, line.text.size()))));
  }
}

void ReadLockedLines(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  if (source.format == "cargo-lock") return ReadCargoLock(source.text, sink);
  if (source.format == "go-sum") return ReadGoSum(source.text, sink);
  if (source.format == "mix-lock") return ReadMixLock(source.text, sink);
  if (source.format == "pubspec-lock") return ReadPubspecLock(source.text, sink);
  return ReadGradleLock(source.text, sink);
}

}  // namespace

extern const FormatReader kFormatReader_locked_lines = {
    {
        {"cargo-lock", {}, {"Cargo.lock"}, {}, true},
        {"go-sum", {"Go Checksums"}, {"go.sum"}, {}, true},
        {"mix-lock", {}, {"mix.lock"}, {}, true},
        {"pubspec-lock", {}, {"pubspec.lock"}, {}, true},
        {"gradle-lock",
         {},
         {"gradle.lockfile", "buildscript-gradle.lockfile"},
         {"**dependency-locks/*.lockfile"},
         true},
    },
    ReadLockedLines,
    3,
};

}  // namespace assay
