// The configuration of web servers and load balancers as settings: a directive
// is one setting, its key the blocks that it stands in and its name, its value
// its arguments with a blank between them and without quotes. A directive that
// is given several times in a block has its key several times.
#pragma once

#include <string_view>

#include "facts/sink.h"

namespace assay {

// nginx, apache, haproxy, postgresql-conf, pg-hba, redis-conf, rabbitmq-conf,
// mongod-conf, ini (sections come first); empty where the lines do not tell.
std::string_view ServerOf(std::string_view text);

// `http.server.location./api.proxy_pass` = `http://app:8000`.
void ReadNginx(std::string_view text, FactSink& sink);

// `virtualhost.*:443.sslengine` = `on`: names in small letters, since Apache
// reads them in any case.
void ReadApache(std::string_view text, FactSink& sink);

// `backend.app.server` = `web1 10.0.0.1:80 check`.
void ReadHaproxy(std::string_view text, FactSink& sink);

}  // namespace assay
