// Files of sections as settings `section.key`, whoever reads them.
#pragma once

#include <cstddef>
#include <string_view>

#include "facts/ini_lines.h"
#include "facts/sink.h"

namespace assay {

// One setting a line: further lines of a value are `key[0]`, `key[1]` …
class IniSettings {
 public:
  IniSettings(Text document, FactSink& sink) : document_(document), sink_(sink) {}

  // False when no more are wanted.
  bool Add(const IniEntry& entry);

 private:
  Text document_;
  FactSink& sink_;
  std::size_t line_ = 0;
  std::size_t count_ = 0;
};

// Whose file it is, by its sections and what stands in them: systemd, my-cnf,
// supervisor, pgbouncer, uwsgi, alembic, ansible-cfg, ansible-inventory,
// grafana, mssql-conf; empty where they do not tell.
std::string_view IniKind(std::string_view text);

// Settings of the file, and what a supervisor or systemd starts as commands.
void AddIniFile(std::string_view text, Text document, FactSink& sink);

}  // namespace assay
