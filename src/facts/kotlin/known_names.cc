#include "facts/kotlin/known_names.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace assay {
namespace {

// What packages are known to hold that files open as a whole.
struct Package {
  std::string_view name;
  std::string_view members;
};
constexpr std::array kPackages = std::to_array<Package>({
    {"io.ktor.server.routing",
     "routing route get post put delete patch head options Route Routing RoutingContext"},
    {"io.ktor.routing", "routing route get post put delete patch head options Route Routing"},
    {"io.ktor.server.application",
     "install call application Application ApplicationCall createApplicationPlugin log "
     "ApplicationCallPipeline createRouteScopedPlugin"},
    {"io.ktor.application", "install call application Application ApplicationCall"},
    {"io.ktor.server.response",
     "respond respondText respondFile respondBytes respondRedirect respondNullable header "
     "respondHtml"},
    {"io.ktor.server.request",
     "receive receiveText receiveParameters receiveMultipart receiveNullable header path uri"},
    {"io.ktor.server.engine", "embeddedServer commandLineEnvironment"},
    {"io.ktor.server.netty", "Netty EngineMain"},
    {"io.ktor.server.auth",
     "authenticate authentication Authentication basic principal UserIdPrincipal Principal "
     "session form oauth"},
    {"io.ktor.server.auth.jwt", "jwt JWTPrincipal"},
    {"io.ktor.server.plugins.contentnegotiation", "ContentNegotiation"},
    {"io.ktor.server.plugins.statuspages", "StatusPages exception"},
    {"io.ktor.server.plugins.cors.routing", "CORS"},
    {"io.ktor.server.plugins.ratelimit", "RateLimit RateLimitName rateLimit"},
    {"io.ktor.server.sessions", "Sessions cookie sessions get set"},
    {"io.ktor.server.websocket", "WebSockets webSocket DefaultWebSocketServerSession"},
    {"io.ktor.server.testing", "testApplication withTestApplication handleRequest"},
    {"io.ktor.http", "HttpStatusCode ContentType HttpHeaders HttpMethod Parameters"},
    {"io.ktor.serialization.kotlinx.json", "json"},
    {"io.ktor.client", "HttpClient"},
    {"kotlinx.coroutines",
     "launch async runBlocking withContext delay coroutineScope supervisorScope awaitAll "
     "Dispatchers CoroutineScope Job SupervisorJob GlobalScope withTimeout joinAll Deferred "
     "CancellationException withTimeoutOrNull"},
    {"kotlinx.coroutines.flow", "Flow flow flowOf StateFlow MutableStateFlow SharedFlow"},
    {"kotlinx.coroutines.sync", "Mutex Semaphore withLock withPermit"},
    {"kotlinx.coroutines.channels", "Channel ReceiveChannel SendChannel produce"},
    {"kotlinx.serialization", "Serializable SerialName Transient Contextual"},
    {"org.jetbrains.exposed.sql",
     "Table Database ResultRow SchemaUtils insert select selectAll update deleteWhere SortOrder "
     "Column Query andWhere batchInsert insertAndGetId Op and or eq"},
    {"org.jetbrains.exposed.sql.transactions", "transaction TransactionManager"},
    {"org.jetbrains.exposed.dao",
     "Entity EntityClass IntEntity IntEntityClass LongEntity UUIDEntity"},
    {"org.jetbrains.exposed.dao.id", "EntityID IntIdTable LongIdTable UUIDTable"},
    {"jakarta.persistence",
     "Entity Id Table Column GeneratedValue GenerationType OneToMany ManyToOne ManyToMany OneToOne "
     "JoinColumn EntityManager Enumerated EnumType MappedSuperclass Embeddable Index"},
    {"javax.persistence",
     "Entity Id Table Column GeneratedValue GenerationType OneToMany ManyToOne ManyToMany OneToOne "
     "JoinColumn EntityManager Enumerated EnumType MappedSuperclass Embeddable Index"},
    {"org.springframework.web.bind.annotation",
     "RestController GetMapping PostMapping PutMapping DeleteMapping PatchMapping RequestMapping "
     "PathVariable RequestParam RequestBody ResponseStatus ExceptionHandler RestControllerAdvice "
     "ControllerAdvice RequestHeader CrossOrigin"},
    {"org.junit.jupiter.api",
     "Test BeforeEach AfterEach BeforeAll AfterAll Assertions DisplayName Nested"},
    {"kotlin.test",
     "Test assertEquals assertTrue assertFalse assertNotNull assertFailsWith BeforeTest AfterTest "
     "assertNull"},
    {"io.mockk", "mockk every verify coEvery coVerify MockK spyk slot"},
    {"org.koin.dsl", "module single factory"},
});

// What Kotlin opens unasked.
constexpr std::array kOwn = std::to_array<std::string_view>({"listOf",
                                                             "mutableListOf",
                                                             "setOf",
                                                             "mutableSetOf",
                                                             "mapOf",
                                                             "mutableMapOf",
                                                             "arrayOf",
                                                             "emptyList",
                                                             "emptyMap",
                                                             "emptySet",
                                                             "println",
                                                             "print",
                                                             "readLine",
                                                             "require",
                                                             "requireNotNull",
                                                             "check",
                                                             "checkNotNull",
                                                             "error",
                                                             "lazy",
                                                             "run",
                                                             "with",
                                                             "repeat",
                                                             "buildString",
                                                             "buildList",
                                                             "sequence",
                                                             "sequenceOf",
                                                             "arrayListOf",
                                                             "hashMapOf",
                                                             "linkedMapOf",
                                                             "hashSetOf",
                                                             "maxOf",
                                                             "minOf",
                                                             "synchronized",
                                                             "TODO",
                                                             "runCatching",
                                                             "to",
                                                             "Pair",
                                                             "Triple",
                                                             "use",
                                                             "also",
                                                             "let",
                                                             "apply",
                                                             "takeIf",
                                                             "intArrayOf",
                                                             "sortedMapOf",
                                                             "generateSequence"});
constexpr std::array kOwnTypes = std::to_array<std::string_view>(
    {"Any",        "Array",        "Boolean",      "Byte",      "Char",       "CharSequence",
     "Collection", "Comparable",   "Double",       "Float",     "Int",        "Iterable",
     "Iterator",   "Lazy",         "List",         "Long",      "Map",        "MutableList",
     "MutableMap", "MutableSet",   "Nothing",      "Number",    "Pair",       "Result",
     "Sequence",   "Set",          "Short",        "String",    "Triple",     "UInt",
     "ULong",      "Unit",         "ByteArray",    "IntArray",  "Regex",      "Throws",
     "JvmStatic",  "JvmField",     "JvmOverloads", "Suppress",  "Deprecated", "OptIn",
     "Volatile",   "Synchronized", "Transient",    "JvmInline", "JvmName"});
// Names of java.lang and java.util that Kotlin gives without an import.
constexpr std::array kAliases = std::to_array<std::array<std::string_view, 2>>(
    {{"Exception", "maven:java.lang#Exception"},
     {"Throwable", "maven:java.lang#Throwable"},
     {"Error", "maven:java.lang#Error"},
     {"RuntimeException", "maven:java.lang#RuntimeException"},
     {"IllegalArgumentException", "maven:java.lang#IllegalArgumentException"},
     {"IllegalStateException", "maven:java.lang#IllegalStateException"},
     {"IndexOutOfBoundsException", "maven:java.lang#IndexOutOfBoundsException"},
     {"UnsupportedOperationException", "maven:java.lang#UnsupportedOperationException"},
     {"NullPointerException", "maven:java.lang#NullPointerException"},
     {"NumberFormatException", "maven:java.lang#NumberFormatException"},
     {"ClassCastException", "maven:java.lang#ClassCastException"},
     {"NoSuchElementException", "maven:java.util#NoSuchElementException"},
     {"ConcurrentModificationException", "maven:java.util#ConcurrentModificationException"},
     {"StringBuilder", "maven:java.lang#StringBuilder"},
     {"ArithmeticException", "maven:java.lang#ArithmeticException"},
     {"ArrayIndexOutOfBoundsException", "maven:java.lang#ArrayIndexOutOfBoundsException"},
     {"AssertionError", "maven:java.lang#AssertionError"},
     {"AutoCloseable", "maven:java.lang#AutoCloseable"},
     {"ClassLoader", "maven:java.lang#ClassLoader"},
     {"ClassNotFoundException", "maven:java.lang#ClassNotFoundException"},
     {"InterruptedException", "maven:java.lang#InterruptedException"},
     {"Math", "maven:java.lang#Math"},
     {"OutOfMemoryError", "maven:java.lang#OutOfMemoryError"},
     {"ProcessBuilder", "maven:java.lang#ProcessBuilder"},
     {"Runnable", "maven:java.lang#Runnable"},
     {"Runtime", "maven:java.lang#Runtime"},
     {"SecurityException", "maven:java.lang#SecurityException"},
     {"StackOverflowError", "maven:java.lang#StackOverflowError"},
     {"StringBuffer", "maven:java.lang#StringBuffer"},
     {"System", "maven:java.lang#System"},
     {"Thread", "maven:java.lang#Thread"},
     {"ThreadLocal", "maven:java.lang#ThreadLocal"},
     {"ArrayList", "maven:java.util#ArrayList"},
     {"HashMap", "maven:java.util#HashMap"},
     {"HashSet", "maven:java.util#HashSet"},
     {"LinkedHashMap", "maven:java.util#LinkedHashMap"},
     {"LinkedHashSet", "maven:java.util#LinkedHashSet"},
     {"ArrayDeque", "maven:kotlin.collections#ArrayDeque"}});

}  // namespace

bool KotlinPackageHolds(std::string_view package, std::string_view name) {
  return std::any_of(kPackages.begin(), kPackages.end(), [&](const Package& one) {
    return one.name == package && HasWord(one.members, name);
  });
}

bool IsKotlinFunction(std::string_view name) {
  return std::find(kOwn.begin(), kOwn.end(), name) != kOwn.end();
}

bool IsKotlinType(std::string_view name) {
  return std::find(kOwnTypes.begin(), kOwnTypes.end(), name) != kOwnTypes.end();
}

std::string_view KotlinAlias(std::string_view name) {
  for (const auto& [alias, full] : kAliases) {
    if (alias == name) return full;
  }
  return {};
}

}  // namespace assay
