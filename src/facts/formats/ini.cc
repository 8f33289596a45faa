// INI and .cfg files, setup.cfg among them: settings "section.key", what
// setuptools reads as requirements, and units of systemd. Where the name does
// not say whose file it is, its sections do.
#include <algorithm>
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

void ReadSetupCfg(std::string_view text, FactSink& sink) {
  IniSettings settings("setup-cfg", sink);
  ReadIni(text, [&](const IniEntry& entry) {
    return AddSetupRequirement(entry, sink) || settings.Add(entry);
  });
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
    6,
};

}  // namespace assay
