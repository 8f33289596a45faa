// INI and .cfg files, setup.cfg among them: settings "section.key", and what
// setuptools reads as requirements, and units of systemd with what they start.
#include <algorithm>
#include <string>
#include <string_view>

#include "base/text.h"
#include "facts/data_tree.h"
#include "facts/extract.h"
#include "facts/ini_lines.h"
#include "facts/package_name.h"
#include "facts/settings.h"
#include "facts/shell.h"
#include "facts/sink.h"

namespace assay {
namespace {

void AddRequirement(std::string_view text, const IniEntry& entry, DependencyScope scope,
                    FactSink& sink) {
  const Requirement requirement = ParseRequirement(text);
  AddDependency("pypi", requirement.name, requirement.constraint, scope, entry.region, sink);
}

// Requirements stand one on a line, or on the key's own line with semicolons between, where what
// has quotes is the marker of the one before.
void AddRequirementLine(const IniEntry& entry, DependencyScope scope, FactSink& sink) {
  const std::size_t semicolon = entry.value.find(';');
  const bool list = !entry.continued && semicolon != std::string_view::npos &&
                    entry.value.find_first_of("\"'") == std::string_view::npos;
  if (!list) return AddRequirement(entry.value, entry, scope, sink);
  for (std::string_view rest = entry.value; !rest.empty();) {
    const std::size_t end = std::min(rest.find(';'), rest.size());
    AddRequirement(rest.substr(0, end), entry, scope, sink);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

// True if the entry holds requirements of setup.cfg.
bool AddSetupRequirement(const IniEntry& entry, FactSink& sink) {
  if (entry.section == "options.extras_require") {
    AddRequirementLine(entry, ScopeOfGroup(entry.key, DependencyScope::kOptional), sink);
    return true;
  }
  if (entry.section != "options") return false;
  if (entry.key == "install_requires") {
    AddRequirementLine(entry, DependencyScope::kRuntime, sink);
  } else if (entry.key == "tests_require") {
    AddRequirementLine(entry, DependencyScope::kTest, sink);
  } else if (entry.key == "setup_requires") {
    AddRequirementLine(entry, DependencyScope::kBuild, sink);
  } else {
    return false;
  }
  return true;
}

// What a unit of systemd starts. `-`, `@`, `+`, `!` and `:` before the program say how.
void AddUnitCommand(const IniEntry& entry, FactSink& sink) {
  if (entry.section != "Service" || !entry.key.starts_with("Exec") || entry.continued) return;
  const std::size_t begin = entry.value.find_first_not_of("-@+!:");
  if (begin == std::string_view::npos) return;
  Command site;
  site.place = CommandPlace::kService;
  site.context = sink.Keep(entry.key);
  AddCommands(entry.value.substr(begin), site, entry.region, false, sink);
}

// One setting a line: further lines of a value are `key[0]`, `key[1]` …
class IniSettings {
 public:
  IniSettings(Text document, FactSink& sink) : document_(document), sink_(sink) {}

  bool Add(const IniEntry& entry) {
    if (document_.empty() && ++count_ > kMaxUnknownSettings) {
      sink_.Diagnose("too-many-facts", entry.region.start_line, "the rest of the file is not kept");
      return false;
    }
    std::string key = KeyPart(Truncate(entry.section, 512));
    if (!key.empty()) key += '.';
    key += KeyPart(Truncate(entry.key, 512));
    if (entry.continued) {
      key += "[" + std::to_string(line_++) + "]";
    } else {
      line_ = 0;
    }
    AddSetting(key, entry.value, PlainScalarKind(entry.value), entry.region, document_, sink_);
    return true;
  }

 private:
  Text document_;
  FactSink& sink_;
  std::size_t line_ = 0;
  std::size_t count_ = 0;
};

void ReadIniFile(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const bool setup = source.format == "setup-cfg";
  const bool systemd = source.format == "systemd";
  IniSettings settings(source.format == "ini" ? Text() : sink.Keep(source.format), sink);
  ReadIni(source.text, [&](const IniEntry& entry) {
    if (systemd) AddUnitCommand(entry, sink);
    return (setup && AddSetupRequirement(entry, sink)) || settings.Add(entry);
  });
}

}  // namespace

extern const FormatReader kFormatReader_ini = {
    {
        {"setup-cfg", {}, {"setup.cfg"}, {}, true},
        {"tox", {}, {"tox.ini"}, {}, true},
        {"pytest", {}, {"pytest.ini", ".pytest.ini"}, {}, true},
        {"mypy", {}, {"mypy.ini", ".mypy.ini"}, {}, true},
        {"flake8", {}, {".flake8"}, {}, true},
        {"pylint", {}, {".pylintrc", "pylintrc"}, {}, true},
        {"coverage", {}, {".coveragerc"}, {}, true},
        {"alembic", {}, {"alembic.ini"}, {}, true},
        {"uwsgi", {}, {"uwsgi.ini"}, {}, true},
        {"php-ini", {}, {"php.ini"}, {}, true},
        {"my-cnf",
         {},
         {"my.cnf", "my.ini", "mysqld.cnf", "mariadb.cnf"},
         {"**mysql**.cnf", "**mariadb**.cnf"},
         true},
        {"systemd",
         {},
         {},
         {"**.service", "**.timer", "**.socket", "**.service.j2", "**.service.template"},
         true},
        {"editorconfig", {}, {".editorconfig"}, {}, true},
        {"pgbouncer", {}, {"pgbouncer.ini"}, {}, true},
        {"odbc", {}, {"odbc.ini", "odbcinst.ini"}, {}, true},
        {"ini", {"INI"}, {}, {"**.ini", "**.cfg"}, true},
    },
    ReadIniFile,
    4,
};

}  // namespace assay
