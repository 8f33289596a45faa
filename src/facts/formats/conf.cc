// Configuration of servers: nginx, Apache, HAProxy, PostgreSQL, Redis,
// supervisor. Where the name does not say whose file it is (`*.conf`), the
// directives that it holds do; a file that none of them knows gives no facts.
// Nobody writes a megabyte of it, so it is bounded as source is.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/text.h"
#include "facts/data_tree.h"
#include "facts/extract.h"
#include "facts/ini_lines.h"
#include "facts/server_config.h"
#include "facts/settings.h"
#include "facts/shell.h"
#include "facts/sink.h"
#include "facts/text_line.h"

namespace assay {
namespace {

// Lines that are looked at to tell whose file it is.
constexpr std::size_t kLookedAt = 400;

using Words = std::initializer_list<std::string_view>;

bool IsOneOf(std::string_view word, Words words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool IsNginxWord(std::string_view word) {
  return IsOneOf(word, {"server",
                        "location",
                        "upstream",
                        "http",
                        "events",
                        "listen",
                        "server_name",
                        "root",
                        "index",
                        "proxy_pass",
                        "proxy_set_header",
                        "try_files",
                        "return",
                        "rewrite",
                        "add_header",
                        "ssl_certificate",
                        "ssl_protocols",
                        "include",
                        "worker_processes",
                        "client_max_body_size",
                        "fastcgi_pass",
                        "uwsgi_pass",
                        "access_log",
                        "error_log",
                        "gzip",
                        "limit_req",
                        "limit_req_zone",
                        "map",
                        "alias",
                        "expires",
                        "stream",
                        "deny",
                        "allow",
                        "proxy_http_version"});
}

bool IsApacheSection(std::string_view line) {
  for (const std::string_view name :
       {"<virtualhost", "<directory", "<location", "<ifmodule", "<files", "<proxy", "<limit",
        "<ifdefine", "<requireall", "<requireany", "<macro"}) {
    if (line.size() >= name.size() && EqualsIgnoreCase(line.substr(0, name.size()), name)) {
      return true;
    }
  }
  return false;
}

bool IsApacheWord(std::string_view word) {
  return IsOneOf(ToLowerAscii(word),
                 {"rewriteengine",     "rewriterule",    "rewritecond",        "rewritebase",
                  "loadmodule",        "servername",     "serveradmin",        "serveralias",
                  "documentroot",      "proxypass",      "proxypassreverse",   "proxypreservehost",
                  "sslengine",         "sslprotocol",    "sslcertificatefile", "wsgiscriptalias",
                  "wsgidaemonprocess", "directoryindex", "errordocument",      "allowoverride",
                  "addtype",           "serverroot",     "customlog",          "errorlog",
                  "options",           "redirectmatch",  "authtype",           "setenvif",
                  "requestheader"});
}

bool IsHaproxyLine(std::string_view word, std::string_view rest) {
  if (IsOneOf(word, {"global", "defaults"})) return rest.empty();
  return IsOneOf(word, {"frontend", "backend", "listen"}) && !rest.empty() &&
         rest.find_first_of("{;=:") == std::string_view::npos;
}

bool IsPostgresWord(std::string_view word) {
  return IsOneOf(word, {"shared_buffers",
                        "work_mem",
                        "maintenance_work_mem",
                        "max_connections",
                        "effective_cache_size",
                        "wal_level",
                        "max_wal_size",
                        "checkpoint_timeout",
                        "random_page_cost",
                        "listen_addresses",
                        "autovacuum",
                        "log_statement",
                        "log_min_duration_statement",
                        "hot_standby",
                        "max_wal_senders",
                        "shared_preload_libraries",
                        "archive_mode",
                        "archive_command",
                        "ssl",
                        "effective_io_concurrency",
                        "checkpoint_completion_target",
                        "autovacuum_vacuum_scale_factor",
                        "data_directory",
                        "hba_file"});
}

bool IsRedisWord(std::string_view word) {
  return IsOneOf(word, {"maxmemory",
                        "maxmemory-policy",
                        "appendonly",
                        "appendfsync",
                        "save",
                        "requirepass",
                        "rename-command",
                        "protected-mode",
                        "tcp-backlog",
                        "databases",
                        "dbfilename",
                        "replicaof",
                        "slaveof",
                        "tcp-keepalive",
                        "stop-writes-on-bgsave-error",
                        "rdbcompression",
                        "io-threads",
                        "aclfile",
                        "auto-aof-rewrite-percentage",
                        "timeout",
                        "masterauth",
                        "lazyfree-lazy-eviction"});
}

// Whose configuration the text is, by what each line would be to whom.
std::string_view KindOf(std::string_view text) {
  int nginx = 0;
  int apache = 0;
  int haproxy = 0;
  int postgres = 0;
  int redis = 0;
  std::size_t looked_at = 0;
  LineReader lines(text);
  for (TextLine line; looked_at < kLookedAt && lines.Next(line);) {
    if (line.text.empty() || line.text.front() == '#' || line.text.front() == ';') continue;
    ++looked_at;
    const std::size_t end = std::min(line.text.find_first_of(" \t={;"), line.text.size());
    const std::string_view word = line.text.substr(0, end);
    const std::string_view rest = Trim(line.text.substr(end));
    const std::string_view code = Trim(line.text.substr(0, line.text.find(" #")));
    if (looked_at == 1 && line.text.front() == '[' && line.text.back() == ']') return "ini";
    const bool braced = code.ends_with(';') || code.ends_with('{');
    if (braced && IsNginxWord(word)) ++nginx;
    if (IsApacheSection(line.text)) apache += 2;
    if (!braced && !rest.starts_with('=') && IsApacheWord(word)) ++apache;
    if (line.indent == 0 && IsHaproxyLine(word, Trim(code.substr(std::min(end, code.size())))))
      ++haproxy;
    if (!braced && !rest.empty() && IsPostgresWord(word)) ++postgres;
    if (!braced && !rest.empty() && !rest.starts_with('=') && IsRedisWord(word)) ++redis;
  }
  if (nginx >= 2 && nginx >= apache) return "nginx";
  if (apache >= 2) return "apache";
  if (haproxy >= 2) return "haproxy";
  if (postgres >= 2) return "postgresql-conf";
  if (redis >= 2) return "redis-conf";
  return {};
}

void AddLine(std::string_view key, std::string_view value, const TextLine& line, Text document,
             FactSink& sink) {
  AddSetting(KeyPart(Truncate(key, 512)), value, PlainScalarKind(value), line.region, document,
             sink);
}

// postgresql.conf: `name = value`, `name value`, strings in single quotes.
void ReadPostgres(std::string_view text, FactSink& sink) {
  LineReader lines(text);
  for (TextLine line; lines.Next(line);) {
    const std::string_view code = Trim(line.text.substr(0, line.text.find('#')));
    const std::size_t end = std::min(code.find_first_of(" \t="), code.size());
    if (code.empty()) continue;
    std::string_view value = Trim(code.substr(end));
    if (value.starts_with('=')) value = Trim(value.substr(1));
    AddLine(code.substr(0, end), Unquoted(value), line, "postgresql-conf", sink);
  }
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

// Sections of `name = value`. A supervisor's programs are commands too.
void ReadSections(std::string_view text, FactSink& sink) {
  const bool supervisor = text.find("[supervisord]") != std::string_view::npos ||
                          text.find("[program:") != std::string_view::npos;
  const Text document = supervisor ? "supervisor" : "";
  std::size_t count = 0;
  ReadIni(text, [&](const IniEntry& entry) {
    if (!supervisor && ++count > kMaxUnknownSettings) return false;
    if (entry.continued) return true;
    const std::string key =
        KeyPart(Truncate(entry.section, 512)) + "." + KeyPart(Truncate(entry.key, 512));
    AddSetting(key, entry.value, PlainScalarKind(entry.value), entry.region, document, sink);
    if (supervisor && entry.key == "command" && entry.section.starts_with("program:")) {
      Command site;
      site.place = CommandPlace::kService;
      site.context = sink.Keep(entry.section.substr(8));
      AddCommands(entry.value, site, entry.region, false, sink);
    }
    return true;
  });
}

void ReadConf(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const std::string_view kind = source.format == "conf" ? KindOf(source.text) : source.format;
  if (kind == "nginx") return ReadNginx(source.text, sink);
  if (kind == "apache") return ReadApache(source.text, sink);
  if (kind == "haproxy") return ReadHaproxy(source.text, sink);
  if (kind == "postgresql-conf") return ReadPostgres(source.text, sink);
  if (kind == "pg-hba") return ReadHostAccess(source.text, sink);
  if (kind == "redis-conf") return ReadRedis(source.text, sink);
  if (kind == "ini") return ReadSections(source.text, sink);
}

}  // namespace

extern const FormatReader kFormatReader_conf = {
    {
        {"nginx", {"Nginx"}, {"nginx.conf"}, {}},
        {"apache", {"ApacheConf"}, {".htaccess", "httpd.conf", "apache2.conf"}, {}},
        {"haproxy", {"HAProxy"}, {"haproxy.cfg"}, {"**haproxy*.cfg", "**haproxy*.cfg.j2"}},
        {"postgresql-conf", {}, {"postgresql.conf", "postgresql.auto.conf"}, {}},
        {"pg-hba", {}, {"pg_hba.conf"}, {}},
        {"redis-conf", {}, {"redis.conf", "valkey.conf"}, {}},
        {"conf",
         {},
         {},
         {"**.conf", "**.conf.template", "**.conf.tmpl", "**.conf.tpl", "**.conf.j2", "**.conf.erb",
          "**.conf.in", "**.vhost", "**sites-available/*", "**sites-enabled/*"}},
        // Without an extension: deployment/nginx/shop.
        {"conf", {}, {}, {"**nginx/*", "**apache/*", "**apache2/*", "**httpd/*"}, false, true},
    },
    ReadConf,
    2,
};

}  // namespace assay
