// Whose configuration a text is, by the words that its lines begin with.
#include <algorithm>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "facts/server_config.h"
#include "facts/text_line.h"

namespace assay {
namespace {

// Lines that are looked at to tell whose file it is.
constexpr std::size_t kLookedAt = 400;

using Words = std::initializer_list<std::string_view>;

bool IsOneOf(std::string_view word, Words words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::vector<std::string_view> WordsOf(std::string_view text) {
  std::vector<std::string_view> words;
  while (!(text = Trim(text)).empty()) {
    words.push_back(text.substr(0, text.find_first_of(" \t")));
    text.remove_prefix(words.back().size());
  }
  return words;
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

// Words that other programs with braces and semicolons have, too.
bool IsAnyonesWord(std::string_view word) {
  return IsOneOf(word, {"include", "return", "deny", "allow", "events", "index", "root", "map",
                        "alias", "expires", "rewrite"});
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
                        "sentinel",
                        "lazyfree-lazy-eviction"});
}

// `type database user [address] method`
bool IsHostAccessLine(std::string_view word, std::string_view rest) {
  if (!IsOneOf(word, {"local", "host", "hostssl", "hostnossl", "hostgssenc", "hostnogssenc"})) {
    return false;
  }
  const std::vector<std::string_view> words = WordsOf(rest);
  return words.size() >= 3 && std::any_of(words.begin() + 2, words.end(), [](std::string_view one) {
           return IsOneOf(one, {"trust", "reject", "md5", "password", "scram-sha-256", "peer",
                                "ident", "cert", "ldap", "gss", "pam", "radius", "sspi"});
         });
}

bool IsRabbitWord(std::string_view word) {
  return word.starts_with("listeners.tcp.") || word.starts_with("listeners.ssl.") ||
         word.starts_with("ssl_options.") || word.starts_with("vm_memory_high_watermark.") ||
         word.starts_with("cluster_formation.") || word.starts_with("disk_free_limit.") ||
         IsOneOf(word, {"default_user", "default_pass", "default_vhost", "loopback_users",
                        "cluster_partition_handling", "channel_max", "heartbeat"});
}

}  // namespace

std::string_view ServerOf(std::string_view text) {
  int nginx = 0;
  bool nginx_alone = false;
  int apache = 0;
  int haproxy = 0;
  int postgres = 0;
  int redis = 0;
  int rabbit = 0;
  int mongo = 0;
  std::size_t access = 0;
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
    if (braced && IsNginxWord(word)) {
      ++nginx;
      nginx_alone = nginx_alone || !IsAnyonesWord(word);
    }
    if (IsApacheSection(line.text)) apache += 2;
    if (!braced && !rest.starts_with('=') && IsApacheWord(word)) ++apache;
    if (line.indent == 0 && IsHaproxyLine(word, Trim(code.substr(std::min(end, code.size())))))
      ++haproxy;
    if (!braced && !rest.empty() && IsPostgresWord(word)) ++postgres;
    if (!braced && !rest.empty() && !rest.starts_with('=') && IsRedisWord(word)) ++redis;
    if (rest.starts_with('=') && IsRabbitWord(word)) ++rabbit;
    if (IsHostAccessLine(word, rest)) ++access;
    if (line.indent == 0 && IsOneOf(code, {"storage:", "systemLog:", "net:", "replication:",
                                           "security:", "sharding:", "processManagement:"}))
      ++mongo;
  }
  if (nginx >= 2 && nginx_alone && nginx >= apache) return "nginx";
  if (apache >= 2) return "apache";
  if (haproxy >= 2) return "haproxy";
  if (postgres >= 2) return "postgresql-conf";
  if (access > 0 && access * 2 > looked_at) return "pg-hba";
  if (redis >= 2) return "redis-conf";
  if (rabbit >= 2) return "rabbitmq-conf";
  if (mongo >= 2) return "mongod-conf";
  return {};
}

}  // namespace assay
