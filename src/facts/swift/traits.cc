// What Swift and its libraries are known for.
#include "facts/swift/syntax.h"

namespace assay {

const LanguageTraits& SwiftTraits() {
  static const LanguageTraits kTraits = [] {
    LanguageTraits t;
    t.tells_at_name = true;
    t.ecosystem = "swift:";
    t.documentation = "swiftdoc";
    t.documentation_mark = "///";
    t.bare_members = true;
    t.upper_case_types = true;
    t.refines = true;
    t.blocks_have_values = true;
    t.results = {
        {"swift:Vapor#RoutesBuilder().grouped", "swift:Vapor#RoutesBuilder()"},
        {"swift:Vapor#Application().grouped", "swift:Vapor#RoutesBuilder()"},
        {"swift:Vapor#Application().routes", "swift:Vapor#RoutesBuilder()"},
        {"swift:Foundation#DispatchQueue.main", "swift:Foundation#DispatchQueue()"},
        {"swift:Foundation#DispatchQueue.global", "swift:Foundation#DispatchQueue()"},
        {"swift:Dispatch#DispatchQueue.main", "swift:Dispatch#DispatchQueue()"},
        {"swift:Dispatch#DispatchQueue.global", "swift:Dispatch#DispatchQueue()"},
        {"swift:Foundation#URLSession.shared", "swift:Foundation#URLSession()"},
        {"swift:Foundation#FileManager.default", "swift:Foundation#FileManager()"},
        {"swift:Foundation#ProcessInfo.processInfo", "swift:Foundation#ProcessInfo()"},
        {"swift:Foundation#UserDefaults.standard", "swift:Foundation#UserDefaults()"},
        {"swift:Foundation#NotificationCenter.default", "swift:Foundation#NotificationCenter()"},
    };
    t.locks = {"swift:Foundation#NSLock().lock",
               "swift:Foundation#NSLock().withLock",
               "swift:Foundation#NSLock().try",
               "swift:Foundation#NSRecursiveLock().lock",
               "swift:Foundation#NSRecursiveLock().withLock",
               "swift:Foundation#NSCondition().lock",
               "swift:Foundation#NSCondition().wait",
               "swift:Foundation#DispatchSemaphore().wait",
               "swift:Dispatch#DispatchSemaphore().wait",
               "swift:Synchronization#Mutex().withLock",
               "swift:os#OSAllocatedUnfairLock().withLock",
               "swift:os#OSAllocatedUnfairLock().lock",
               "swift:NIOConcurrencyHelpers#NIOLock().lock",
               "swift:NIOConcurrencyHelpers#NIOLock().withLock",
               "swift:NIOConcurrencyHelpers#Lock().withLock",
               "swift:NIOConcurrencyHelpers#NIOLockedValueBox().withLockedValue"};
    t.channels = {{"global:#AsyncStream.Continuation().yield", "put"},
                  {"global:#AsyncThrowingStream.Continuation().yield", "put"},
                  {"swift:AsyncAlgorithms#AsyncChannel().send", "put"},
                  {"swift:AsyncAlgorithms#AsyncThrowingChannel().send", "put"}};
    t.numbers = {"count",        "global:#Int",   "global:#Double", "global:#Float",
                 "global:#UInt", "global:#Int64", "global:#Int32",  "swift:Foundation#UUID"};
    t.number_types = {"Int", "Double", "Float", "Bool", "UInt", "Int64", "Int32", "UUID", "Date"};
    t.request_types = {"swift:Vapor#Request()",         "swift:Vapor#Request().parameters",
                       "swift:Vapor#Request().query",   "swift:Vapor#Request().content",
                       "swift:Vapor#Request().headers", "swift:Hummingbird#Request()"};
    t.request_members = {"parameters", "query", "content", "headers", "cookies", "body",
                         "url",        "uri",   "get",     "decode",  "first",   "require"};
    t.log_members = {"print",  "info",     "error", "warning", "debug", "notice",
                     "report", "critical", "trace", "fault",   "log"};
    return t;
  }();
  return kTraits;
}

}  // namespace assay
