#include "facts/swift/known_names.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace assay {
namespace {

// Of several modules that give the same the first is the one that declares it.
struct Modules {
  std::string_view names;
  std::string_view members;
};
constexpr std::array kModules = std::to_array<Modules>({
    {"Foundation FoundationEssentials",
     "Bundle Calendar CharacterSet Data Date DateComponents DateFormatter FileHandle FileManager "
     "ISO8601DateFormatter JSONDecoder JSONEncoder JSONSerialization Locale NSCondition NSError "
     "NSLock NSRecursiveLock NSRegularExpression NumberFormatter OperationQueue Operation Pipe "
     "Process ProcessInfo PropertyListDecoder PropertyListEncoder RunLoop Thread TimeInterval "
     "TimeZone URL URLComponents URLQueryItem UUID UserDefaults Decimal IndexPath NSObject "
     "LocalizedError NSPredicate"},
    {"Foundation FoundationNetworking",
     "HTTPURLResponse URLCache URLCredential URLError URLRequest URLResponse URLSession "
     "URLSessionConfiguration URLSessionDataTask URLSessionTask"},
    {"Foundation", "NotificationCenter Notification Timer"},
    {"Dispatch Foundation",
     "DispatchGroup DispatchQueue DispatchSemaphore DispatchSource DispatchTime DispatchWorkItem"},
    {"Vapor",
     "Abort AbortError Application AsyncMiddleware AsyncResponder AsyncCommand Authenticatable "
     "Bcrypt BearerAuthorization Client ClientResponse Content Environment ErrorMiddleware "
     "FileMiddleware "
     "HTTPHeaders HTTPStatus LifecycleHandler Middleware ModelAuthenticatable "
     "AsyncBasicAuthenticator AsyncBearerAuthenticator BasicAuthenticator BearerAuthenticator "
     "Request Response RouteCollection RoutesBuilder SessionAuthenticator SessionAuthenticatable "
     "StorageKey Validatable Validations Validator WebSocket CORSMiddleware"},
    {"Fluent FluentKit",
     "AsyncMigration Children CompositeID Database DatabaseID Field FieldKey FieldProperty "
     "Fields Group GroupProperty ID Migration Migrations Model ModelMiddleware "
     "AsyncModelMiddleware "
     "OptionalChild OptionalField OptionalParent Parent QueryBuilder Siblings Timestamp "
     "DatabaseSchema Enum"},
    {"SQLKit FluentSQL",
     "SQLBinaryExpression SQLBind SQLColumn SQLDatabase SQLExpression SQLFunction SQLIdentifier "
     "SQLLiteral SQLOrderBy SQLQueryString SQLRaw SQLRow SQLSelectBuilder"},
    {"FluentPostgresDriver", "DatabaseConfigurationFactory SQLPostgresConfiguration"},
    {"PostgresNIO",
     "PostgresClient PostgresConnection PostgresQuery PostgresRow PostgresRowSequence "
     "PostgresError PSQLError"},
    {"GRDB",
     "DatabaseMigrator DatabasePool DatabaseQueue DatabaseReader DatabaseWriter DatabaseValue "
     "FetchableRecord MutablePersistableRecord PersistableRecord SQLRequest Statement TableRecord "
     "ValueObservation DatabaseError"},
    {"NIO NIOCore",
     "ByteBuffer ByteBufferAllocator Channel ChannelHandlerContext ChannelInboundHandler "
     "ChannelOutboundHandler ChannelPipeline EventLoop EventLoopFuture EventLoopGroup "
     "EventLoopPromise SocketAddress TimeAmount"},
    {"NIO NIOPosix", "ClientBootstrap MultiThreadedEventLoopGroup NIOThreadPool ServerBootstrap"},
    {"NIOConcurrencyHelpers", "Lock NIOLock NIOLockedValueBox"},
    {"NIOHTTP1", "HTTPMethod HTTPRequestHead HTTPResponseHead HTTPServerRequestPart"},
    {"AsyncHTTPClient", "HTTPClient HTTPClientRequest HTTPClientResponse"},
    {"Hummingbird",
     "ApplicationProtocol BasicRequestContext HTTPError ResponseEncodable ResponseGenerator Router "
     "RouterMiddleware RouterGroup RequestContext"},
    {"Synchronization", "Atomic Mutex"},
    {"os", "OSAllocatedUnfairLock OSLog os_unfair_lock_lock os_unfair_lock_unlock"},
    {"Atomics", "ManagedAtomic UnsafeAtomic"},
    {"AsyncAlgorithms", "AsyncChannel AsyncThrowingChannel AsyncTimerSequence"},
    {"Logging", "LogHandler Logger LoggingSystem"},
    {"Crypto CryptoKit",
     "AES ChaChaPoly Curve25519 HKDF HMAC Insecure P256 P384 P521 SHA256 SHA384 SHA512 "
     "SymmetricKey"},
    {"JWT JWTKit", "ExpirationClaim JWTPayload JWTSigner JWTSigners JWTKeyCollection SubjectClaim"},
    {"Redis RediStack", "RedisClient RedisConnection RedisConnectionPool RedisKey RESPValue"},
    {"Queues", "AsyncJob AsyncScheduledJob Job JobIdentifier QueueContext ScheduledJob"},
    {"Testing", "Suite Test"},
    {"XCTest",
     "XCTAssert XCTAssertEqual XCTAssertFalse XCTAssertGreaterThan XCTAssertLessThan XCTAssertNil "
     "XCTAssertNoThrow XCTAssertNotEqual XCTAssertNotNil XCTAssertThrowsError XCTAssertTrue "
     "XCTFail XCTSkip XCTUnwrap XCTestCase XCTestExpectation"},
    {"Combine",
     "AnyCancellable AnyPublisher CurrentValueSubject Future Just ObservableObject "
     "PassthroughSubject Published Publisher"},
    {"SwiftUI", "Binding EnvironmentObject ObservedObject State StateObject View"},
    {"ArgumentParser",
     "Argument AsyncParsableCommand CommandConfiguration Flag Option OptionGroup ParsableCommand "
     "ParsableArguments ValidationError"},
});

// The language's own.
constexpr std::string_view kOwnNames =
    "Any AnyActor AnyHashable AnyIterator AnyObject AnySequence Array ArraySlice "
    "AsyncIteratorProtocol "
    "AsyncSequence AsyncStream AsyncThrowingStream BinaryInteger Bool CancellationError Character "
    "Codable CodingKey Collection Comparable CustomDebugStringConvertible CustomStringConvertible "
    "Decodable Decoder DecodingError Dictionary Double Duration Encodable Encoder Equatable Error "
    "ExpressibleByStringLiteral Float Hashable Hasher Identifiable Int Int16 Int32 Int64 Int8 "
    "IteratorProtocol KeyPath LazySequence MainActor Never ObjectIdentifier Optional "
    "RawRepresentable "
    "Result Sendable Sequence Set StaticString String Substring Task TaskLocal UInt UInt16 UInt32 "
    "UInt64 UInt8 Void abs assert assertionFailure available discardableResult dump "
    "dynamicCallable dynamicMemberLookup escaping "
    "fatalError frozen globalActor inlinable isKnownUniquelyReferenced main max min objc "
    "precondition preconcurrency preconditionFailure print propertyWrapper readLine resultBuilder "
    "repeatElement sequence stride swap "
    "withCheckedContinuation withCheckedThrowingContinuation withDiscardingTaskGroup "
    "withTaskCancellationHandler withTaskGroup withThrowingDiscardingTaskGroup "
    "withThrowingTaskGroup withUnsafeContinuation withUnsafeThrowingContinuation zip";

// What a library hands to the closure that a call takes.
struct Handed {
  std::string_view callee;
  std::string_view value;
};
constexpr std::array kHanded = std::to_array<Handed>({
    {"global:#AsyncStream", "global:#AsyncStream.Continuation()"},
    {"global:#AsyncThrowingStream", "global:#AsyncThrowingStream.Continuation()"},
    {"global:#withCheckedContinuation", "global:#CheckedContinuation()"},
    {"global:#withCheckedThrowingContinuation", "global:#CheckedContinuation()"},
    {"global:#withDiscardingTaskGroup", "global:#TaskGroup()"},
    {"global:#withTaskGroup", "global:#TaskGroup()"},
    {"global:#withThrowingDiscardingTaskGroup", "global:#TaskGroup()"},
    {"global:#withThrowingTaskGroup", "global:#TaskGroup()"},
    {"swift:Vapor#Application().delete", "swift:Vapor#Request()"},
    {"swift:Vapor#Application().get", "swift:Vapor#Request()"},
    {"swift:Vapor#Application().group", "swift:Vapor#RoutesBuilder()"},
    {"swift:Vapor#Application().on", "swift:Vapor#Request()"},
    {"swift:Vapor#Application().patch", "swift:Vapor#Request()"},
    {"swift:Vapor#Application().post", "swift:Vapor#Request()"},
    {"swift:Vapor#Application().put", "swift:Vapor#Request()"},
    {"swift:Vapor#RoutesBuilder().delete", "swift:Vapor#Request()"},
    {"swift:Vapor#RoutesBuilder().get", "swift:Vapor#Request()"},
    {"swift:Vapor#RoutesBuilder().group", "swift:Vapor#RoutesBuilder()"},
    {"swift:Vapor#RoutesBuilder().on", "swift:Vapor#Request()"},
    {"swift:Vapor#RoutesBuilder().patch", "swift:Vapor#Request()"},
    {"swift:Vapor#RoutesBuilder().post", "swift:Vapor#Request()"},
    {"swift:Vapor#RoutesBuilder().put", "swift:Vapor#Request()"},
});

}  // namespace

std::string_view SwiftModuleOf(std::string_view name,
                               const std::unordered_set<std::string>& modules) {
  std::string_view found;
  for (const Modules& row : kModules) {
    if (!HasWord(row.members, name)) continue;
    std::string_view names = row.names;
    while (!names.empty()) {
      const std::string_view module = names.substr(0, names.find(' '));
      names.remove_prefix(std::min(module.size() + 1, names.size()));
      if (!modules.contains(std::string(module))) continue;
      if (!found.empty()) return {};
      found = module;
      break;
    }
  }
  return found;
}

bool IsSwiftOwn(std::string_view name) { return HasWord(kOwnNames, name); }

std::string_view HandedToClosure(std::string_view callee) {
  const auto* const found = std::find_if(kHanded.begin(), kHanded.end(),
                                         [&](const Handed& row) { return row.callee == callee; });
  return found == kHanded.end() ? std::string_view() : found->value;
}

}  // namespace assay
