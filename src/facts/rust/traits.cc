// What Rust and its crates are known for.
#include "facts/rust/syntax.h"

namespace assay {

const LanguageTraits& RustTraits() {
  static const LanguageTraits kTraits = [] {
    LanguageTraits t;
    t.ecosystem = "cargo:";
    t.string_value = "global:#str()";
    t.documentation = "rustdoc";
    t.documentation_mark = "///";
    t.blocks_have_values = true;
    t.annotations_precede = true;
    t.upper_case_types = true;
    t.results = {
        {"global:#String.from", "global:#String()"},
        {"global:#format", "global:#String()"},
        {"global:#str().to_owned", "global:#String()"},
        {"global:#str().to_string", "global:#String()"},
        {"global:#str().into", "global:#String()"},
        {"cargo:sqlx#PgPool.connect", "cargo:sqlx#PgPool()"},
        {"cargo:sqlx.postgres#PgPoolOptions().connect", "cargo:sqlx#PgPool()"},
        {"cargo:sqlx.postgres#PgPool.connect", "cargo:sqlx#PgPool()"},
        {"cargo:sqlx#SqlitePool.connect", "cargo:sqlx#SqlitePool()"},
        {"cargo:sqlx#MySqlPool.connect", "cargo:sqlx#MySqlPool()"},
        {"cargo:redis#Client.open", "cargo:redis#Client()"},
        {"cargo:redis#Client().get_connection", "cargo:redis#Connection()"},
        {"cargo:redis#Client().get_async_connection", "cargo:redis#Connection()"},
        {"cargo:rusqlite#Connection.open", "cargo:rusqlite#Connection()"},
        {"cargo:rusqlite#Connection.open_in_memory", "cargo:rusqlite#Connection()"},
        {"cargo:reqwest#Client.builder", "cargo:reqwest#ClientBuilder()"},
        {"cargo:reqwest#ClientBuilder().build", "cargo:reqwest#Client()"},
        {"cargo:actix_web#web.scope", "cargo:actix_web#Scope()"},
        {"cargo:actix_web#web.resource", "cargo:actix_web#Resource()"},
        {"cargo:rocket#build", "cargo:rocket#Rocket()"},
        {"cargo:std.thread#spawn", "cargo:std.thread#JoinHandle()"},
    };
    t.chains = {"cargo:actix_web#App()",
                "cargo:actix_web#HttpServer()",
                "cargo:actix_web#Scope()",
                "cargo:axum#Router()",
                "cargo:rocket#Rocket()",
                "cargo:reqwest#ClientBuilder()",
                "cargo:sqlx.postgres#PgPoolOptions()"};
    t.formats = {{"global:#format", {FormatStyle::kBraces, 0}}};
    t.numbers = {"len",
                 "count",
                 "as_secs",
                 "as_millis",
                 "is_empty",
                 "timestamp",
                 "cargo:uuid#Uuid.new_v4",
                 "cargo:uuid#Uuid.parse_str",
                 "cargo:chrono#Utc.now"};
    t.number_types = {"u8",  "u16",  "u32",   "u64", "u128", "usize", "i8",   "i16", "i32",
                      "i64", "i128", "isize", "f32", "f64",  "bool",  "Uuid", "char"};
    t.locks = {"cargo:std.sync#Mutex().lock",         "cargo:std.sync#Mutex().try_lock",
               "cargo:std.sync#RwLock().read",        "cargo:std.sync#RwLock().write",
               "cargo:tokio.sync#Mutex().lock",       "cargo:tokio.sync#RwLock().read",
               "cargo:tokio.sync#RwLock().write",     "cargo:parking_lot#Mutex().lock",
               "cargo:parking_lot#RwLock().read",     "cargo:parking_lot#RwLock().write",
               "cargo:tokio.sync#Semaphore().acquire"};
    t.channels = {{"cargo:std.sync.mpsc#Sender().send", "put"},
                  {"cargo:std.sync.mpsc#Receiver().recv", "get"},
                  {"cargo:tokio.sync.mpsc#Sender().send", "put"},
                  {"cargo:tokio.sync.mpsc#UnboundedSender().send", "put"},
                  {"cargo:tokio.sync.mpsc#Receiver().recv", "get"},
                  {"cargo:tokio.sync.mpsc#UnboundedReceiver().recv", "get"},
                  {"cargo:tokio.sync.broadcast#Sender().send", "put"},
                  {"cargo:tokio.sync.broadcast#Receiver().recv", "get"},
                  {"cargo:tokio.sync.oneshot#Sender().send", "put"},
                  {"cargo:crossbeam_channel#Sender().send", "put"},
                  {"cargo:crossbeam_channel#Receiver().recv", "get"}};
    t.builders = {"global:#String()"};
    t.log_members = {"error", "warn", "info", "debug", "trace", "println", "eprintln", "dbg"};
    return t;
  }();
  return kTraits;
}

}  // namespace assay
