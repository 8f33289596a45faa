#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/manifest_facts.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(NginxTest, ADirectiveIsASettingBelowItsBlocks) {
  const FileFacts facts = FactsOf("nginx", R"(worker_processes auto;
http {
  upstream app { # two of them
    server a:8000;
    server b:8000 weight=2;
  }
  server {
    listen 80;
    return 301 https://$host$request_uri;
  }
  server {
    listen 443 ssl;
    # ssl_protocols SSLv3;
    add_header Strict-Transport-Security "max-age=63072000; preload" always;
    location /api.v1 {
      proxy_pass
        http://app;
    }
    location ~ \.php$ { fastcgi_pass php:9000; }
  }
}
)");
  EXPECT_EQ(DocumentOf(facts), "nginx");
  EXPECT_THAT(
      Settings(facts),
      ElementsAre(
          "1: worker_processes = auto", "4: http.upstream.app.server = a:8000",
          "5: http.upstream.app.server = b:8000 weight=2", "8: http.server.listen = 80",
          "9: http.server.return = 301 https://$host$request_uri",
          "12: http.server[1].listen = 443 ssl",
          "14: http.server[1].add_header = Strict-Transport-Security max-age=63072000; preload "
          "always",
          "16: http.server[1].location./api\\.v1.proxy_pass = http://app",
          "19: http.server[1].location.~ \\\\.php$.fastcgi_pass = php:9000"));
  EXPECT_THAT(facts.diagnostics, IsEmpty());
}

TEST(NginxTest, WhatATemplateFillsInIsNotKnown) {
  EXPECT_THAT(Settings(FactsOf("nginx", R"({% if tls %}
server {
  listen {{ port }} ssl;
  server_name ${DOMAIN} www.${DOMAIN};
  set $x "${host}/y";
}
{% endif %}
)")),
              ElementsAre("3: server.listen = ~{{ port }} ssl",
                          "4: server.server_name = ~${DOMAIN} www.${DOMAIN}",
                          "5: server.set = $x ${host}/y"));
}

TEST(NginxTest, BracesAndCommonWordsAloneAreNotNginx) {
  EXPECT_EQ(DocumentOf(FactsOf("conf", "filter f {\n  return true;\n}\ninclude \"a.conf\";\n")),
            "");
  EXPECT_EQ(DocumentOf(FactsOf("conf", "location / {\n  return 404;\n}\n")), "nginx");
}

TEST(ServerConfigTest, ListenersOfRabbitMqAndSentinelsOfRedisTellThem) {
  EXPECT_EQ(
      DocumentOf(FactsOf("conf", "listeners.ssl.1 = 5671\nssl_options.verify = verify_peer\n")),
      "rabbitmq-conf");
  EXPECT_EQ(DocumentOf(FactsOf("conf",
                               "sentinel monitor m 10.0.0.1 6379 2\n"
                               "sentinel down-after-milliseconds m 5000\n")),
            "redis-conf");
}

TEST(NginxTest, CodeInBlocksIsNotRead) {
  EXPECT_THAT(Settings(FactsOf("nginx",
                               "location / { content_by_lua_block { if a { b = 1; } } "
                               "deny all; }\n")),
              ElementsAre("1: location./.deny = all"));
}

TEST(NginxTest, HostileTextEnds) {
  EXPECT_THAT(DiagnosticsOf(FactsOf("nginx", Repeat("a{", 10'000))),
              ElementsAre("nested-too-deep:1"));
  EXPECT_THAT(DiagnosticsOf(FactsOf("nginx", "server { listen 80")), ElementsAre("format-error:1"));
  EXPECT_THAT(FactsOf("nginx", "a \"" + Repeat("x", 100'000)).settings, IsEmpty());
  EXPECT_THAT(FactsOf("nginx", Repeat("}", 1'000) + "a b;").settings, SizeIs(1));
}

TEST(NginxTest, AFileOfOneEndlessDirectiveIsNotRead) {
  EXPECT_THAT(DiagnosticsOf(FactsOf("nginx", Repeat("a ", 1'000'000))),
              ElementsAre("file-too-large:0"));
}

TEST(ApacheTest, NamesAreReadInAnyCase) {
  EXPECT_THAT(Settings(FactsOf("apache", R"(ServerTokens Prod
<VirtualHost *:443>
  SSLEngine on
  # SSLProtocol all
  SSLProtocol -all +TLSv1.2 \
    +TLSv1.3
  Header always set X-Frame-Options "DENY"
  <Proxy "balancer://app">
    BalancerMember http://a:80
  </Proxy>
</VirtualHost>
<virtualhost *:443>
  ProxyPass / ${BACKEND}
</virtualhost>
)")),
              ElementsAre("1: servertokens = Prod", "3: virtualhost.*:443.sslengine = on",
                          "5: virtualhost.*:443.sslprotocol = -all +TLSv1.2 +TLSv1.3",
                          "7: virtualhost.*:443.header = always set X-Frame-Options DENY",
                          "9: virtualhost.*:443.proxy.balancer://app.balancermember = http://a:80",
                          "13: virtualhost.*:443[1].proxypass = ~/ ${BACKEND}"));
}

TEST(HaproxyTest, DirectivesStandInTheirSection) {
  EXPECT_THAT(
      Settings(FactsOf("haproxy", R"(global
  maxconn 4096
frontend web
  bind *:443 ssl crt /etc/x.pem # TLS
  default_backend app
backend app
  balance roundrobin
  server a 10.0.0.1:80 check
  server b 10.0.0.2:80 check
)")),
      ElementsAre("2: global.maxconn = 4096", "4: frontend.web.bind = *:443 ssl crt /etc/x.pem",
                  "5: frontend.web.default_backend = app", "7: backend.app.balance = roundrobin",
                  "8: backend.app.server = a 10.0.0.1:80 check",
                  "9: backend.app.server = b 10.0.0.2:80 check"));
}

TEST(ConfTest, WhoseFileItIsItsDirectivesTell) {
  EXPECT_EQ(
      DocumentOf(FactsOf("conf", "upstream a {\n  server b;\n}\nserver {\n  listen 80;\n}\n")),
      "nginx");
  EXPECT_EQ(DocumentOf(FactsOf("conf", "<VirtualHost *:80>\n  ServerName x\n</VirtualHost>\n")),
            "apache");
  EXPECT_EQ(DocumentOf(FactsOf("conf", "frontend a\n  bind *:80\nbackend b\n  server c d:80\n")),
            "haproxy");
  EXPECT_EQ(DocumentOf(FactsOf("conf", "shared_buffers = 1GB\nwork_mem = 4MB\n")),
            "postgresql-conf");
  EXPECT_EQ(DocumentOf(FactsOf("conf", "maxmemory 1gb\nappendonly yes\n")), "redis-conf");
  EXPECT_EQ(DocumentOf(FactsOf("conf", "[program:web]\ncommand=gunicorn app\n")), "supervisor");
  EXPECT_EQ(DocumentOf(FactsOf("conf", "[mysqld]\nport=3306\n")), "my-cnf");
  EXPECT_EQ(DocumentOf(FactsOf("conf", "local all all peer\nhost a b 10.0.0.0/8 md5\n")), "pg-hba");
  EXPECT_EQ(DocumentOf(FactsOf("conf", "storage:\n  dbPath: /x\nnet:\n  port: 1\n")),
            "mongod-conf");
  EXPECT_EQ(DocumentOf(FactsOf("conf", "default_vhost = /\nlisteners.tcp.default = 5672\n")),
            "rabbitmq-conf");
}

TEST(ConfTest, WhatNobodyKnowsGivesNoFacts) {
  EXPECT_THAT(
      FactsOf("conf", "play.http.secret.key = \"x\"\nakka {\n  loglevel = INFO\n}\n").settings,
      IsEmpty());
  EXPECT_THAT(FactsOf("conf", "# server {\n#   listen 80;\n# }\nmonitor all\n").settings,
              IsEmpty());
}

TEST(ConfTest, FormatIsToldByPathAndLanguage) {
  EXPECT_EQ(FormatOf("conf/nginx/http.conf", ""), "conf");
  EXPECT_EQ(FormatOf("deploy/nginx/shop", ""), "conf");
  EXPECT_EQ(FormatOf("deploy/nginx/entry.sh", "Shell"), "shell");
  EXPECT_EQ(FormatOf("src/karma.conf.js", "JavaScript"), "javascript");
  EXPECT_EQ(FormatOf("nginx/Dockerfile", "Dockerfile"), "dockerfile");
}

TEST(ConfTest, DatabaseServersHaveSettingsOfTheirOwn) {
  EXPECT_THAT(
      Settings(FactsOf("postgresql-conf",
                       "max_connections = 200 # (restart)\nwal_level 'replica'\n#ssl = on\n")),
      ElementsAre("1: max_connections = 200", "2: wal_level = replica"));
  EXPECT_THAT(Settings(FactsOf("pg-hba", "hostssl  all  all  0.0.0.0/0  scram-sha-256\n")),
              ElementsAre("1: hostssl = all all 0.0.0.0/0 scram-sha-256"));
  EXPECT_THAT(Settings(FactsOf("redis-conf", "save 900 1\nrequirepass \"x\"\n")),
              ElementsAre("1: save = 900 1", "2: requirepass = x"));
  EXPECT_EQ(FormatOf("etc/mongod.conf", ""), "mongod-conf");
  EXPECT_THAT(Settings(FactsOf("mongod-conf", "security:\n  authorization: enabled\n")),
              ElementsAre("2: security.authorization = enabled"));
}

TEST(ConfTest, ASupervisorsProgramsAreCommands) {
  EXPECT_THAT(
      Commands(FactsOf("conf",
                       "[supervisord]\nnodaemon=true\n[program:web]\ncommand=gunicorn -w 4 app\n")),
      ElementsAre("4: [web] gunicorn -w 4 app"));
}

TEST(ConfTest, AQuotedValueMayHoldACommentsSign) {
  EXPECT_THAT(
      Settings(FactsOf("postgresql-conf", "log_line_prefix = '%m # it''s ' # c\nport=5432#c\n")),
      ElementsAre("1: log_line_prefix = %m # it's ", "2: port = 5432"));
}

TEST(ConfTest, ASupervisorsCommandMayGoOn) {
  EXPECT_THAT(Commands(FactsOf("ini", "[program:web]\ncommand=gunicorn\n  -w 4\n  app\nuser=a\n")),
              ElementsAre("2: [web] gunicorn -w 4 app"));
}

TEST(IniTest, SectionsTellWhoseFileItIs) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"my-cnf", "[mysqld]\nport=1\n"},
      {"systemd", "[Unit]\nDescription=x\n"},
      {"systemd", "[Service]\nExecStart=/x\n"},
      {"", "[Service]\nname=x\n"},
      {"pgbouncer", "[pgbouncer]\npool_mode=session\n"},
      {"ansible-inventory", "[web]\na ansible_host=1.2.3.4\n"},
      {"ansible-cfg", "[defaults]\ninventory = hosts\n"},
      {"haproxy", "global\n  maxconn 1\nfrontend a\n  bind :80\n"},
      {"", "[a]\nb=c\n"}};
  for (const auto& [kind, text] : cases) EXPECT_EQ(DocumentOf(FactsOf("ini", text)), kind) << text;
}

TEST(IniTest, QuotesAndIncludesAreMysqlsOwn) {
  EXPECT_THAT(Settings(FactsOf("my-cnf", "[mysqld]\nsql_mode=\"A,B\"\n!includedir /etc/x/\n")),
              ElementsAre("2: mysqld.sql_mode = A,B"));
}

}  // namespace
}  // namespace assay
