// What Kotlin and its libraries are known for.
#include "facts/kotlin/syntax.h"

namespace assay {

const LanguageTraits& KotlinTraits() {
  static const LanguageTraits kTraits = [] {
    LanguageTraits t;
    t.tells_at_name = true;
    t.ecosystem = "maven:";
    t.string_value = "global:#String()";
    t.documentation = "kdoc";
    t.documentation_mark = "/**";
    t.bare_members = true;
    t.upper_case_types = true;
    t.refines = true;
    t.results = {
        {"maven:java.sql#DriverManager.getConnection", "maven:java.sql#Connection()"},
        {"maven:java.sql#Connection().prepareStatement", "maven:java.sql#PreparedStatement()"},
        {"maven:java.sql#Connection().createStatement", "maven:java.sql#Statement()"},
        {"maven:java.sql#PreparedStatement().executeQuery", "maven:java.sql#ResultSet()"},
        {"maven:java.sql#Statement().executeQuery", "maven:java.sql#ResultSet()"},
        {"maven:org.slf4j#LoggerFactory.getLogger", "maven:org.slf4j#Logger()"},
        {"maven:kotlinx.coroutines.sync#Mutex", "maven:kotlinx.coroutines.sync#Mutex()"},
        {"maven:kotlinx.coroutines.channels#Channel",
         "maven:kotlinx.coroutines.channels#Channel()"},
    };
    t.chains = {"maven:java.lang#StringBuilder()"};
    t.formats = {{"global:#String.format", {FormatStyle::kPrintf, 0}}};
    t.spawns = {"maven:kotlinx.coroutines#launch", "maven:kotlinx.coroutines#async",
                "maven:kotlin.concurrent#thread"};
    t.numbers = {"toInt", "toLong", "toIntOrNull", "toLongOrNull", "toDouble",
                 "count", "length", "toBoolean",   "hashCode"};
    t.number_types = {"Int",  "Long",  "Short", "Byte",    "Double",        "Float",    "Boolean",
                      "Int?", "Long?", "UUID",  "Instant", "LocalDateTime", "LocalDate"};
    t.request_types = {"local:#call",
                       "?:#ApplicationCall()",
                       "maven:io.ktor.server.application#ApplicationCall()",
                       "maven:io.ktor.server.application#call",
                       "maven:io.ktor.server.application#call.parameters",
                       "maven:io.ktor.server.application#call.request.queryParameters",
                       "maven:jakarta.servlet.http#HttpServletRequest()",
                       "maven:javax.servlet.http#HttpServletRequest()"};
    t.request_members = {
        "parameters",   "queryParameters", "receive", "receiveText", "receiveParameters",
        "getParameter", "getHeader",       "get",     "header"};
    t.lists = {"global:#listOf", "global:#setOf", "global:#arrayOf", "maven:java.util#List.of"};
    t.builders = {"maven:java.lang#StringBuilder()"};
    t.locks = {"maven:kotlinx.coroutines.sync#Mutex().withLock",
               "maven:kotlinx.coroutines.sync#Mutex().lock",
               "maven:java.util.concurrent.locks#ReentrantLock().withLock",
               "maven:java.util.concurrent.locks#ReentrantLock().lock",
               "maven:kotlinx.coroutines.sync#Semaphore().withPermit"};
    t.channels = {{"maven:kotlinx.coroutines.channels#Channel().send", "put"},
                  {"maven:kotlinx.coroutines.channels#Channel().receive", "get"}};
    t.log_members = {"trace", "debug", "info", "warn", "error", "println", "printStackTrace"};
    return t;
  }();
  return kTraits;
}

}  // namespace assay
