// What Scala and its libraries are known for.
#include "facts/scala/syntax.h"

namespace assay {

const LanguageTraits& ScalaTraits() {
  static const LanguageTraits kTraits = [] {
    LanguageTraits t;
    t.tells_at_name = true;
    t.ecosystem = "maven:";
    t.documentation = "scaladoc";
    t.documentation_mark = "/**";
    t.bare_members = true;
    t.upper_case_types = true;
    t.refines = true;
    t.blocks_have_values = true;
    t.apply_member = "apply";
    t.results = {
        {"maven:java.sql#DriverManager.getConnection", "maven:java.sql#Connection()"},
        {"maven:java.sql#Connection().prepareStatement", "maven:java.sql#PreparedStatement()"},
        {"maven:java.sql#Connection().createStatement", "maven:java.sql#Statement()"},
        {"maven:java.sql#PreparedStatement().executeQuery", "maven:java.sql#ResultSet()"},
        {"maven:java.sql#Statement().executeQuery", "maven:java.sql#ResultSet()"},
        {"maven:org.slf4j#LoggerFactory.getLogger", "maven:org.slf4j#Logger()"},
        {"maven:scala.concurrent#Future.successful", "maven:scala.concurrent#Future()"},
        {"maven:scala.concurrent#Future().map", "maven:scala.concurrent#Future()"},
        {"maven:scala.concurrent#Future().flatMap", "maven:scala.concurrent#Future()"},
        {"maven:scala.concurrent#Future().recover", "maven:scala.concurrent#Future()"},
        {"maven:akka.actor#ActorSystem().actorOf", "maven:akka.actor#ActorRef()"},
        {"maven:org.apache.pekko.actor#ActorSystem().actorOf",
         "maven:org.apache.pekko.actor#ActorRef()"},
    };
    t.lists = {"global:#List", "global:#Seq", "global:#Set", "global:#Vector", "global:#Array"};
    t.request_types = {"maven:play.api.mvc#Request()", "maven:play.api.mvc#RequestHeader()"};
    t.request_members = {"queryString", "getQueryString", "body", "headers", "cookies", "path"};
    t.builders = {"global:#StringBuilder()", "maven:java.lang#StringBuilder()",
                  "maven:scala.collection#mutable.StringBuilder()"};
    t.locks = {"maven:java.util.concurrent.locks#ReentrantLock().lock",
               "maven:java.util.concurrent.locks#ReentrantLock().tryLock",
               "maven:java.util.concurrent.locks#ReentrantReadWriteLock().readLock().lock",
               "maven:java.util.concurrent.locks#ReentrantReadWriteLock().writeLock().lock",
               "maven:java.util.concurrent#Semaphore().acquire"};
    t.channels = {{"maven:java.util.concurrent#LinkedBlockingQueue().put", "put"},
                  {"maven:java.util.concurrent#LinkedBlockingQueue().take", "get"},
                  {"maven:java.util.concurrent#ArrayBlockingQueue().put", "put"},
                  {"maven:java.util.concurrent#ArrayBlockingQueue().take", "get"}};
    t.numbers = {"toInt", "toLong", "size", "length", "toDouble"};
    t.number_types = {"Int", "Long", "Double", "Float", "Boolean", "Short", "Byte", "UUID"};
    t.log_members = {"info", "warn", "error", "debug", "trace", "println"};
    return t;
  }();
  return kTraits;
}

}  // namespace assay
