// poetry.lock, pdm.lock and uv.lock: lists of [[package]] tables, read by lines.
//
// uv's lock also has the project itself (its source is "editable" or
// "virtual"), which tells the direct dependencies; of the others Link asks the
// manifest (locked_names.h).
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "base/text.h"
#include "facts/extract.h"
#include "facts/package_name.h"
#include "facts/sink.h"
#include "facts/text_line.h"

namespace assay {
namespace {

class PythonLockReader {
 public:
  explicit PythonLockReader(FactSink& sink) : sink_(sink) {}

  void Read(const TextLine& line) {
    if (line.text == "[[package]]") {
      Emit();
      in_package_ = true;
      region_ = line.region;
      table_ = {};
      return;
    }
    if (line.text.starts_with('[') && line.indent == 0) {
      table_ = line.text;
      // Tables below a package belong to it; any other ends the list.
      if (!line.text.starts_with("[package.") && !line.text.starts_with("[[package.")) Emit();
      return;
    }
    if (!in_package_) return;
    // [package.metadata] says the same again, without telling the groups apart.
    if (own_ && line.text.starts_with("{ name = ") && !table_.starts_with("[package.metadata")) {
      const bool development = table_.starts_with("[package.dev-dependencies");
      (development ? development_ : direct_).insert(PypiName(Quoted(line.text.substr(9))));
    }
    if (table_.empty()) ReadField(line);
  }

  void Finish() {
    Emit();
    if (direct_.empty() && development_.empty()) return;
    for (Dependency& dependency : sink_.facts().dependencies) {
      const std::string name(dependency.name);
      dependency.direct = direct_.contains(name) || development_.contains(name);
      if (development_.contains(name) && !direct_.contains(name)) {
        dependency.scope = DependencyScope::kDevelopment;
      }
    }
  }

 private:
  static std::string_view Quoted(std::string_view text) {
    if (!text.starts_with('"')) return {};
    return text.substr(1, text.find('"', 1) - 1);
  }

  void ReadField(const TextLine& line) {
    const std::size_t equals = line.text.find(" = ");
    if (equals == std::string_view::npos) return;
    const std::string_view key = line.text.substr(0, equals);
    const std::string_view value = line.text.substr(equals + 3);
    if (key == "name") {
      name_ = Quoted(value);
      region_ = line.region;
    } else if (key == "version") {
      version_ = Quoted(value);
    } else if (key == "category") {
      development_package_ = Quoted(value) == "dev";
    } else if (key == "optional") {
      optional_ = value == "true";
    } else if (key == "groups") {  // Poetry 2: ["main", "dev"]
      development_package_ = value.find("\"main\"") == std::string_view::npos &&
                             value.find("\"default\"") == std::string_view::npos;
    } else if (key == "source") {
      own_ = value.starts_with("{ editable") || value.starts_with("{ virtual");
    }
  }

  void Emit() {
    if (in_package_ && !own_ && !name_.empty()) {
      Dependency dependency;
      dependency.region = region_;
      dependency.ecosystem = "pypi";
      dependency.name = sink_.Keep(PypiName(name_));
      dependency.constraint = sink_.Keep(version_);
      dependency.locked = true;
      dependency.direct = false;
      if (optional_) dependency.scope = DependencyScope::kOptional;
      if (development_package_) dependency.scope = DependencyScope::kDevelopment;
      sink_.Add(std::move(dependency));
    }
    in_package_ = own_ = development_package_ = optional_ = false;
    name_ = version_ = {};
  }

  FactSink& sink_;
  std::string_view table_;
  std::string_view name_;
  std::string_view version_;
  Region region_;
  bool in_package_ = false;
  bool own_ = false;
  bool development_package_ = false;
  bool optional_ = false;
  std::unordered_set<std::string> direct_;
  std::unordered_set<std::string> development_;
};

void ReadPythonLock(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  PythonLockReader reader(sink);
  LineReader lines(source.text);
  for (TextLine line; lines.Next(line);) reader.Read(line);
  reader.Finish();
}

}  // namespace

extern const FormatReader kFormatReader_python_lock = {
    {{"python-lock", {}, {"poetry.lock", "uv.lock", "pdm.lock"}, {}, true}},
    ReadPythonLock,
    3,
};

}  // namespace assay
