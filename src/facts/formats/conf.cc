// Configuration of servers: nginx, Apache, HAProxy, PostgreSQL, Redis, RabbitMQ,
// MongoDB, and whatever has sections (systemd, supervisor, MySQL). Where the name does not say
// whose file it is (`*.conf`), the directives that it holds do; a file that none of them knows
// gives no facts. Nobody writes a megabyte of it, so it is bounded as source is.
#include <algorithm>
#include <string>
#include <string_view>

#include "base/text.h"
#include "facts/data_tree.h"
#include "facts/documents.h"
#include "facts/extract.h"
#include "facts/ini_settings.h"
#include "facts/server_config.h"
#include "facts/settings.h"
#include "facts/sink.h"
#include "facts/text_line.h"
#include "facts/yaml_tree.h"

namespace assay {
namespace {

void AddLine(std::string_view key, std::string_view value, const TextLine& line, Text document,
             FactSink& sink) {
  AddSetting(KeyPart(Truncate(key, 512)), value, PlainScalarKind(value), line.region, document,
             sink);
}

// A string in single quotes without them, where a quote is doubled or behind a backslash; other
// values up to a comment.
std::string PostgresValue(std::string_view text) {
  if (!text.starts_with('\'')) return std::string(Trim(text.substr(0, text.find('#'))));
  std::string value;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '\'' && text.substr(i + 1, 1) != "'") break;
    if ((text[i] == '\'' || text[i] == '\\') && i + 1 < text.size()) ++i;
    value += text[i];
  }
  return value;
}

// postgresql.conf and what is written like it: `name = value`, `name value`.
void ReadPostgres(std::string_view text, Text document, FactSink& sink) {
  LineReader lines(text);
  for (TextLine line; lines.Next(line);) {
    if (line.text.empty() || line.text.front() == '#') continue;
    const std::size_t end = std::min(line.text.find_first_of(" \t=#"), line.text.size());
    std::string_view value = Trim(line.text.substr(end));
    if (value.starts_with('=')) value = Trim(value.substr(1));
    AddLine(line.text.substr(0, end), PostgresValue(value), line, document, sink);
  }
}

// mongod.conf is YAML.
void ReadMongod(std::string_view text, FactSink& sink) {
  DataTree tree;
  ReadYamlTree(text, tree, sink);
  AddDocuments(tree, "mongod-conf", sink);
}

// pg_hba.conf: `type database user address method`; the type is the key.
void ReadHostAccess(std::string_view text, FactSink& sink) {
  LineReader lines(text);
  for (TextLine line; lines.Next(line);) {
    const std::string_view code = Trim(line.text.substr(0, line.text.find('#')));
    const std::size_t end = std::min(code.find_first_of(" \t"), code.size());
    if (code.empty()) continue;
    std::string words;
    for (const char c : Trim(code.substr(end))) {
      const bool blank = c == ' ' || c == '\t';
      if (!blank) words += c;
      if (blank && !words.ends_with(' ')) words += ' ';
    }
    AddLine(code.substr(0, end), words, line, "pg-hba", sink);
  }
}

// redis.conf: `name value…`.
void ReadRedis(std::string_view text, FactSink& sink) {
  LineReader lines(text);
  for (TextLine line; lines.Next(line);) {
    if (line.text.empty() || line.text.front() == '#') continue;
    const std::size_t end = std::min(line.text.find_first_of(" \t"), line.text.size());
    AddLine(line.text.substr(0, end), Unquoted(Trim(line.text.substr(end))), line, "redis-conf",
            sink);
  }
}

void ReadConf(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const std::string_view kind = source.format == "conf" ? ServerOf(source.text) : source.format;
  if (kind == "nginx") return ReadNginx(source.text, sink);
  if (kind == "apache") return ReadApache(source.text, sink);
  if (kind == "haproxy") return ReadHaproxy(source.text, sink);
  if (kind == "postgresql-conf") return ReadPostgres(source.text, "postgresql-conf", sink);
  if (kind == "rabbitmq-conf") return ReadPostgres(source.text, "rabbitmq-conf", sink);
  if (kind == "mongod-conf") return ReadMongod(source.text, sink);
  if (kind == "pg-hba") return ReadHostAccess(source.text, sink);
  if (kind == "redis-conf") return ReadRedis(source.text, sink);
  if (kind == "ini") return AddIniFile(source.text, IniKind(source.text), sink);
}

}  // namespace

extern const FormatReader kFormatReader_conf = {
    {
        {"nginx", {"Nginx"}, {"nginx.conf"}, {}},
        {"apache", {"ApacheConf"}, {".htaccess", "httpd.conf", "apache2.conf"}, {}},
        {"haproxy", {"HAProxy"}, {"haproxy.cfg"}, {"**haproxy*.cfg", "**haproxy*.cfg.j2"}},
        {"postgresql-conf", {}, {"postgresql.conf", "postgresql.auto.conf"}, {}},
        {"pg-hba", {}, {"pg_hba.conf"}, {}},
        {"redis-conf", {}, {"redis.conf", "valkey.conf", "sentinel.conf"}, {}},
        {"rabbitmq-conf", {}, {"rabbitmq.conf"}, {}},
        {"conf",
         {},
         {},
         {"**.conf", "**.conf.template", "**.conf.tmpl", "**.conf.tpl", "**.conf.j2", "**.conf.erb",
          "**.conf.in", "**.vhost", "**sites-available/*", "**sites-enabled/*"}},
        // Without an extension: deployment/nginx/shop.
        {"conf", {}, {}, {"**nginx/*", "**apache/*", "**apache2/*", "**httpd/*"}, false, true},
    },
    ReadConf,
    4,
};

}  // namespace assay
