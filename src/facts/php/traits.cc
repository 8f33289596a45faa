// What PHP and its libraries are known for.
#include "facts/php/syntax.h"

namespace assay {

const LanguageTraits& PhpTraits() {
  static const LanguageTraits kTraits = [] {
    LanguageTraits t;
    t.tells_at_name = true;
    t.ecosystem = "composer:";
    t.documentation = "phpdoc";
    t.documentation_mark = "/**";
    t.concatenation = ".";
    t.this_name = "$this";
    t.function_scoped = true;
    t.refines = true;
    t.results = {
        {"global:#PDO().prepare", "global:#PDOStatement()"},
        {"global:#PDO().query", "global:#PDOStatement()"},
        {"global:#mysqli_connect", "global:#mysqli()"},
        {"composer:Illuminate.Support.Facades#DB.table",
         "composer:Illuminate.Database.Query#Builder()"},
        {"composer:Illuminate.Support.Facades#DB.connection",
         "composer:Illuminate.Database#Connection()"},
        {"composer:Illuminate.Database#Connection().table",
         "composer:Illuminate.Database.Query#Builder()"},
        {"composer:Doctrine.ORM#EntityManagerInterface().getConnection",
         "composer:Doctrine.DBAL#Connection()"},
        {"composer:Doctrine.ORM#EntityManagerInterface().createQueryBuilder",
         "composer:Doctrine.ORM#QueryBuilder()"},
        {"self:#createQueryBuilder", "composer:Doctrine.ORM#QueryBuilder()"},
        {"composer:Amp#async", "composer:Amp#Future()"},
        {"composer:parallel#run", "composer:parallel#Future()"},
        {"composer:parallel#Runtime().run", "composer:parallel#Future()"},
        {"composer:parallel#Channel.make", "composer:parallel#Channel()"},
        {"composer:parallel#Channel.open", "composer:parallel#Channel()"},
    };
    t.chains = {"composer:Illuminate.Database.Query#Builder()",
                "composer:Illuminate.Database.Eloquent#Builder()",
                "composer:Doctrine.ORM#QueryBuilder()"};
    t.formats = {{"global:#sprintf", {FormatStyle::kPrintf, 0}}};
    t.numbers = {"global:#intval", "global:#count",      "global:#strlen",  "global:#floatval",
                 "global:#time",   "global:#random_int", "global:#mt_rand", "global:#abs",
                 "global:#max",    "global:#min",        "global:#round",   "global:#floor",
                 "global:#ceil",   "global:#boolval"};
    t.number_types = {"int", "float", "bool", "?int", "?float", "?bool"};
    t.request_types = {"global:#_GET",
                       "global:#_POST",
                       "global:#_REQUEST",
                       "global:#_COOKIE",
                       "global:#_SERVER",
                       "global:#_FILES",
                       "composer:Illuminate.Http#Request()",
                       "composer:Symfony.Component.HttpFoundation#Request()",
                       "composer:Symfony.Component.HttpFoundation#Request().query",
                       "composer:Symfony.Component.HttpFoundation#Request().request",
                       "composer:Symfony.Component.HttpFoundation#Request().headers",
                       "composer:Symfony.Component.HttpFoundation#Request().cookies",
                       "composer:Psr.Http.Message#ServerRequestInterface()"};
    t.request_members = {"input",         "query",        "get",    "post",
                         "all",           "header",       "cookie", "string",
                         "route",         "getContent",   "json",   "getQueryParams",
                         "getParsedBody", "getAttribute", "only",   "global:#request"};
    t.spawns = {"global:#pcntl_fork",
                "composer:Amp#async",
                "composer:Illuminate.Support.Facades#Concurrency.defer",
                "composer:Illuminate.Support.Facades#Concurrency.run",
                "composer:React.Async#async",
                "composer:Swoole#Coroutine.create",
                "composer:Swoole.Coroutine#go",
                "composer:Symfony.Component.Process#Process().start",
                "composer:parallel#Runtime().run",
                "composer:parallel#run"};
    t.channels = {{"global:#msg_send", "put"},
                  {"global:#msg_receive", "get"},
                  {"composer:Swoole.Coroutine#Channel().push", "put"},
                  {"composer:Swoole.Coroutine#Channel().pop", "get"},
                  {"composer:parallel#Channel().send", "put"},
                  {"composer:parallel#Channel().recv", "get"}};
    t.locks = {"global:#sem_acquire", "composer:Illuminate.Support.Facades#Cache.lock().get",
               "composer:Illuminate.Support.Facades#Cache.lock().block",
               "composer:Symfony.Component.Lock#LockInterface().acquire"};
    t.log_members = {"error", "info",      "warning", "debug",     "notice", "critical",
                     "alert", "emergency", "log",     "error_log", "report"};
    return t;
  }();
  return kTraits;
}

}  // namespace assay
