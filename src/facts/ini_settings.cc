#include "facts/ini_settings.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "facts/data_tree.h"
#include "facts/package_name.h"
#include "facts/settings.h"
#include "facts/shell/commands.h"
#include "facts/text_line.h"

namespace assay {
namespace {

// Entries that are looked at to tell whose file it is.
constexpr int kLookedAt = 400;

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool BeginsWithOneOf(std::string_view word, std::initializer_list<std::string_view> beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](std::string_view beginning) { return word.starts_with(beginning); });
}

bool IsSystemd(std::string_view section, std::string_view key) {
  if (section == "Unit")
    return IsOneOf(key, {"Description", "After", "Before", "Requires", "Wants", "Documentation",
                         "PartOf", "BindsTo", "Conflicts"}) ||
           BeginsWithOneOf(key, {"Condition", "Assert", "OnFailure", "StartLimit"});
  if (section == "Install") return IsOneOf(key, {"WantedBy", "RequiredBy", "Also", "Alias"});
  if (section == "Service")
    return BeginsWithOneOf(key, {"Exec", "Restart", "Environment", "Limit", "Timeout", "Protect",
                                 "Private", "Memory", "CPU", "WorkingDirectory"});
  if (section == "Timer") return key.starts_with("On");
  if (section == "Socket") return key.starts_with("Listen");
  if (section == "Path") return key.starts_with("Path");
  if (section == "Mount") return key == "What";
  return section == "Container" && key == "Image";
}

// What the entry tells; empty if nothing.
std::string_view KindOfEntry(const IniEntry& entry) {
  const std::string_view section = entry.section;
  const std::string_view key = entry.key;
  if (IsSystemd(section, key)) return "systemd";
  if (IsOneOf(section, {"mysqld", "mysql", "mysqldump", "mysqld_safe", "client-server", "mariadb",
                        "mariadbd", "galera"}))
    return "my-cnf";
  if (section == "supervisord" || section.starts_with("program:")) return "supervisor";
  for (const std::string_view name : {"pgbouncer", "uwsgi", "alembic"}) {
    if (section == name) return name;
  }
  if (section == "defaults" && IsOneOf(key, {"inventory", "roles_path", "host_key_checking",
                                             "remote_user", "vault_password_file", "forks"}))
    return "ansible-cfg";
  if (section.ends_with(":children") || section.ends_with(":vars") ||
      key.find(" ansible_") != std::string_view::npos || key.starts_with("ansible_"))
    return "ansible-inventory";
  if ((section == "security" && IsOneOf(key, {"admin_user", "admin_password"})) ||
      section == "auth.anonymous")
    return "grafana";
  if ((section == "network" && key == "tcpport") || (section == "memory" && key == "memorylimitmb"))
    return "mssql-conf";
  return {};
}

void AddCommand(std::string_view line, std::string_view context, const Region& region,
                FactSink& sink) {
  Command site;
  site.place = CommandPlace::kService;
  site.context = sink.Keep(context);
  AddCommands(line, site, region, false, sink);
}

// A supervisor's programs; a command may go on over lines.
class SupervisorPrograms {
 public:
  explicit SupervisorPrograms(FactSink& sink) : sink_(sink) {}
  ~SupervisorPrograms() { Finish(); }

  void Read(const IniEntry& entry) {
    if (entry.continued && !line_.empty()) {
      line_ += ' ';
      line_ += entry.value;
      region_ = SpanOf(region_, entry.region);
      return;
    }
    Finish();
    if (entry.key != "command" || !entry.section.starts_with("program:")) return;
    line_ = entry.value;
    region_ = entry.region;
    program_ = entry.section.substr(8);
  }

 private:
  void Finish() {
    if (!line_.empty()) AddCommand(line_, program_, region_, sink_);
    line_.clear();
  }

  FactSink& sink_;
  std::string line_;
  Region region_;
  std::string_view program_;
};

bool IsExec(std::string_view key) {
  return IsOneOf(key, {"ExecStart", "ExecStartPre", "ExecStartPost", "ExecReload", "ExecStop",
                       "ExecStopPost", "ExecCondition"});
}

void AddUnitSetting(std::string_view section, std::string_view line, const Region& region,
                    FactSink& sink) {
  const std::size_t equals = line.find('=');
  if (equals == std::string_view::npos) return;
  const std::string_view key = Trim(line.substr(0, equals));
  const std::string_view value = Trim(line.substr(equals + 1));
  AddSetting(KeyPart(Truncate(section, 512)) + "." + KeyPart(Truncate(key, 512)), value,
             PlainScalarKind(value), region, "systemd", sink);
  // `-`, `@`, `+`, `!`, `|` and `:` before the program say how.
  const std::size_t begin = value.find_first_not_of("-@+!:|");
  if (IsExec(key) && begin != std::string_view::npos)
    AddCommand(value.substr(begin), key, region, sink);
  if (section == "Container" && key == "Image" && !IsTemplated(value))
    AddImage(value, DependencyScope::kRuntime, region, sink);
}

// Units of systemd: a backslash goes on with the next line, a comment has a
// line of its own.
void ReadUnits(std::string_view text, FactSink& sink) {
  std::string section;
  std::string joined;
  Region region;
  LineReader lines(text);
  for (TextLine line; lines.Next(line);) {
    const bool comment = line.text.starts_with('#') || line.text.starts_with(';');
    if (comment || (joined.empty() && (line.text.empty() || line.text.starts_with("{%")))) continue;
    if (joined.empty() && line.text.front() == '[') {
      section = Trim(line.text.substr(1, line.text.find(']') - 1));
      continue;
    }
    region = joined.empty() ? line.region : SpanOf(region, line.region);
    const bool goes_on = line.text.ends_with('\\');
    joined += Trim(line.text.substr(0, line.text.size() - (goes_on ? 1 : 0)));
    if (goes_on && joined.size() < sink.limits().sql_bytes) {
      joined += ' ';
      continue;
    }
    AddUnitSetting(section, joined, region, sink);
    joined.clear();
  }
  if (!joined.empty()) AddUnitSetting(section, joined, region, sink);
}

}  // namespace

bool IniSettings::Add(const IniEntry& entry) {
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
  // Quotes are the value's own to some readers.
  const bool quotes = document_ == "my-cnf" || document_ == "php-ini" || document_ == "grafana";
  const std::string_view value = quotes ? Unquoted(entry.value) : entry.value;
  AddSetting(key, value, PlainScalarKind(entry.value), entry.region, document_, sink_);
  return true;
}

std::string_view IniKind(std::string_view text) {
  std::string_view kind;
  int looked_at = 0;
  ReadIni(text, [&](const IniEntry& entry) {
    kind = KindOfEntry(entry);
    return kind.empty() && ++looked_at < kLookedAt;
  });
  return kind;
}

void AddIniFile(std::string_view text, Text document, FactSink& sink) {
  if (document == "systemd") return ReadUnits(text, sink);
  IniSettings settings(document, sink);
  SupervisorPrograms programs(sink);
  ReadIni(text, [&](const IniEntry& entry) {
    // `!includedir` of MySQL is no setting.
    if (document == "my-cnf" && entry.key.starts_with('!')) return true;
    if (document == "supervisor") programs.Read(entry);
    return settings.Add(entry);
  });
}

}  // namespace assay
