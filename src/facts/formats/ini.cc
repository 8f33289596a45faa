// INI and .cfg files, setup.cfg among them: settings "section.key", what
// setuptools reads as requirements, and units of systemd. Where the name does
// not say whose file it is, its sections do.
#include <optional>
#include <string>
#include <string_view>

#include "base/text.h"
#include "facts/extract.h"
#include "facts/ini_lines.h"
#include "facts/ini_settings.h"
#include "facts/package_name.h"
#include "facts/server_config.h"
#include "facts/sink.h"

namespace assay {
namespace {

std::optional<DependencyScope> ScopeOfRequirements(const IniEntry& entry) {
  if (entry.section == "options.extras_require")
    return ScopeOfGroup(entry.key, DependencyScope::kOptional);
  if (entry.section != "options") return std::nullopt;
  if (entry.key == "install_requires") return DependencyScope::kRuntime;
  if (entry.key == "tests_require") return DependencyScope::kTest;
  if (entry.key == "setup_requires") return DependencyScope::kBuild;
  return std::nullopt;
}

// The requirements of setup.cfg as setuptools reads them: one on a line, which a backslash takes on
// to the next, or on the key's own line with semicolons between, where what has quotes is the
// marker of the one before.
class SetupRequirements {
 public:
  explicit SetupRequirements(FactSink& sink) : sink_(sink) {}

  // False if the entry holds none.
  bool Add(const IniEntry& entry) {
    if (!entry.continued) Finish();
    const std::optional<DependencyScope> scope = ScopeOfRequirements(entry);
    if (!scope) return false;
    if (line_.empty()) region_ = entry.region;
    scope_ = *scope;
    continued_ = entry.continued;
    line_ += entry.value;
    if (!line_.ends_with('\\')) {
      Finish();
    } else {
      line_.pop_back();
    }
    return true;
  }

  void Finish() {
    const bool list = !continued_ && line_.find(';') != std::string::npos &&
                      line_.find_first_of("\"'") == std::string::npos;
    if (list) {
      for (const std::string_view one : Split(line_, ';')) AddOne(one);
    } else if (!line_.empty()) {
      AddOne(line_);
    }
    line_.clear();
  }

 private:
  void AddOne(std::string_view text) {
    const Requirement requirement = ParseRequirement(text);
    AddDependency("pypi", requirement.name, requirement.constraint, scope_, region_, sink_);
  }

  FactSink& sink_;
  std::string line_;
  Region region_;
  DependencyScope scope_ = DependencyScope::kRuntime;
  bool continued_ = false;
};

void ReadSetupCfg(std::string_view text, FactSink& sink) {
  IniSettings settings("setup-cfg", sink);
  SetupRequirements requirements(sink);
  ReadIni(text,
          [&](const IniEntry& entry) { return requirements.Add(entry) || settings.Add(entry); });
  requirements.Finish();
}

void ReadIniFile(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  if (source.format == "setup-cfg") return ReadSetupCfg(source.text, sink);
  if (source.format != "ini") return AddIniFile(source.text, sink.Keep(source.format), sink);
  // HAProxy's file is often called *.cfg as well.
  if (ServerOf(source.text) == "haproxy") return ReadHaproxy(source.text, sink);
  AddIniFile(source.text, IniKind(source.text), sink);
}

// Units whose endings mean other things, too.
void ReadUnit(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  if (IniKind(source.text) == "systemd") AddIniFile(source.text, "systemd", sink);
}

void Read(const Source& source, FileFacts& facts) {
  source.format == "systemd-unit" ? ReadUnit(source, facts) : ReadIniFile(source, facts);
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
        {"systemd-unit",
         {},
         {},
         {"**.mount", "**.automount", "**.path", "**.target", "**.slice", "**.swap",
          "**.container"},
         true,
         true},
        {"mssql-conf", {}, {"mssql.conf"}, {}, true},
        {"grafana", {}, {"grafana.ini"}, {}, true},
        {"ansible-cfg", {}, {"ansible.cfg"}, {}, true},
        {"editorconfig", {}, {".editorconfig"}, {}, true},
        {"pgbouncer", {}, {"pgbouncer.ini"}, {}, true},
        {"odbc", {}, {"odbc.ini", "odbcinst.ini"}, {}, true},
        {"ini", {"INI"}, {}, {"**.ini", "**.cfg", "**.cnf"}, true},
    },
    Read,
    7,
};

}  // namespace assay
