// What the standard library and usual libraries of C and C++ are known for.
#include "facts/cpp/syntax.h"

namespace assay {

const LanguageTraits& CppTraits() {
  static const LanguageTraits kTraits = [] {
    LanguageTraits t;
    t.ecosystem = "c:";
    t.documentation = "doxygen";
    t.documentation_mark = "/";
    t.bare_members = true;
    t.apply_member = "operator()";
    t.results = {
        {"c:stdio.h#fopen", "c:stdio.h#FILE()"},
        {"c:stdio.h#popen", "c:stdio.h#FILE()"},
        {"c:libpq-fe.h#PQconnectdb", "c:libpq-fe.h#PGconn()"},
        {"c:libpq-fe.h#PQexec", "c:libpq-fe.h#PGresult()"},
        {"c:libpq-fe.h#PQexecParams", "c:libpq-fe.h#PGresult()"},
        {"c:curl/curl.h#curl_easy_init", "c:curl/curl.h#CURL()"},
        {"c:std#async", "c:std#future()"},
        {"c:std#promise().get_future", "c:std#future()"},
        {"c:std#ostringstream().str", "c:std#string()"},
        {"c:std#stringstream().str", "c:std#string()"},
        {"c:std#to_string", "c:std#string()"},
        {"c:std#format", "c:std#string()"},
    };
    t.formats = {{"c:std#format", {FormatStyle::kBraces, 0}},
                 {"c:fmt#format", {FormatStyle::kBraces, 0}},
                 {"c:absl#StrFormat", {FormatStyle::kPrintf, 0}}};
    t.number_types = {"int",           "long",
                      "short",         "unsigned",
                      "float",         "double",
                      "bool",          "size_t",
                      "int8_t",        "int16_t",
                      "int32_t",       "int64_t",
                      "uint8_t",       "uint16_t",
                      "uint32_t",      "uint64_t",
                      "std::size_t",   "ssize_t",
                      "std::int64_t",  "std::uint32_t",
                      "std::uint64_t", "std::int32_t",
                      "unsigned int",  "unsigned long",
                      "long long",     "unsigned long long",
                      "time_t",        "pid_t"};
    t.numbers = {"size",
                 "length",
                 "c:stdlib.h#atoi",
                 "c:stdlib.h#atol",
                 "c:stdlib.h#strtol",
                 "c:stdlib.h#strtoul",
                 "c:stdlib.h#strtoll",
                 "c:stdlib.h#rand",
                 "c:std#atoi",
                 "c:std#stoi",
                 "c:std#stol",
                 "c:std#stoll",
                 "c:std#stoul",
                 "c:std#stoull",
                 "c:std#stod",
                 "c:string.h#strlen",
                 "c:time.h#time",
                 "c:unistd.h#getpid"};
    for (const std::string_view lock :
         {"c:std#mutex().lock", "c:std#mutex().try_lock", "c:std#recursive_mutex().lock",
          "c:std#recursive_mutex().try_lock", "c:std#timed_mutex().lock",
          "c:std#timed_mutex().try_lock_for", "c:std#shared_mutex().lock",
          "c:std#shared_mutex().lock_shared", "c:std#shared_timed_mutex().lock",
          "c:std#shared_timed_mutex().lock_shared", "c:std#unique_lock().lock",
          "c:std#shared_lock().lock", "c:boost#mutex().lock", "c:boost#shared_mutex().lock",
          "c:boost#shared_mutex().lock_shared", "c:absl#Mutex().Lock"})
      t.locks.insert(lock);
    t.spawns = {"c:std#async",           "c:std#thread",          "c:std#jthread",
                "c:boost#thread",        "c:boost#async",         "c:pthread.h#pthread_create",
                "c:unistd.h#fork",       "c:unistd.h#vfork",      "c:threads.h#thrd_create",
                "c:spawn.h#posix_spawn", "c:spawn.h#posix_spawnp"};
    t.channels = {{"c:boost.lockfree#queue().push", "put"},
                  {"c:boost.lockfree#queue().pop", "get"},
                  {"c:boost.lockfree#spsc_queue().push", "put"},
                  {"c:boost.lockfree#spsc_queue().pop", "get"},
                  {"c:boost.fibers#buffered_channel().push", "put"},
                  {"c:boost.fibers#buffered_channel().pop", "get"},
                  {"c:boost.fibers#unbuffered_channel().push", "put"},
                  {"c:boost.fibers#unbuffered_channel().pop", "get"},
                  {"c:boost.asio.experimental#channel().async_send", "put"},
                  {"c:boost.asio.experimental#channel().async_receive", "get"},
                  {"c:boost.asio.experimental#concurrent_channel().async_send", "put"},
                  {"c:boost.asio.experimental#concurrent_channel().async_receive", "get"},
                  {"c:boost.interprocess#message_queue().send", "put"},
                  {"c:boost.interprocess#message_queue().receive", "get"},
                  {"c:tbb#concurrent_queue().push", "put"},
                  {"c:tbb#concurrent_queue().try_pop", "get"},
                  {"c:tbb#concurrent_bounded_queue().push", "put"},
                  {"c:tbb#concurrent_bounded_queue().pop", "get"}};
    t.request_types = {"c:httplib#Request()",          "c:crow#request()",
                       "c:drogon#HttpRequest()",       "c:drogon#HttpRequestPtr()",
                       "c:Pistache.Rest#Request()",    "c:Pistache.Http#Request()",
                       "c:boost.beast.http#request()", "c:cgicc#Cgicc()"};
    t.request_members = {"body",
                         "get_param_value",
                         "get_header_value",
                         "params",
                         "path_params",
                         "matches",
                         "target",
                         "path",
                         "url_params",
                         "raw_url",
                         "getParameter",
                         "getHeader",
                         "getCookie",
                         "getBody",
                         "getJsonObject",
                         "getQuery",
                         "getPath",
                         "param",
                         "query",
                         "getElement",
                         "c:microhttpd.h#MHD_lookup_connection_value",
                         "c:fcgiapp.h#FCGX_GetParam"};
    t.builders = {"c:std#ostringstream()", "c:std#stringstream()"};
    t.log_members = {"printf",   "fprintf",   "perror",    "syslog",   "error",     "warn",
                     "warning",  "info",      "debug",     "critical", "LOG_ERROR", "LOG_WARN",
                     "LOG_INFO", "LOG_DEBUG", "log_error", "log_warn", "log_info",  "log_debug"};
    return t;
  }();
  return kTraits;
}

}  // namespace assay
