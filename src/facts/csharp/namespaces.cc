#include "facts/csharp/namespaces.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <vector>

namespace assay {
namespace {

constexpr std::array kNamespaces = std::to_array<CsharpNamespace>({
    {"System", true,
     "Action ArgumentException ArgumentNullException ArgumentOutOfRangeException Array Attribute "
     "BitConverter Buffer Console Convert DateOnly DateTime DateTimeOffset Enum Environment "
     "EventArgs EventHandler Exception FormatException Func GC Guid HashCode IAsyncDisposable "
     "IComparable "
     "IDisposable IEquatable IServiceProvider IndexOutOfRangeException InvalidCastException "
     "InvalidOperationException Lazy Math Memory MemoryStream NotImplementedException "
     "NotSupportedException NullReferenceException Nullable Object ObjectDisposedException "
     "OperationCanceledException OutOfMemoryException Predicate Progress Random Span String "
     "StringComparer StringComparison TimeOnly TimeProvider TimeSpan TimeZoneInfo TimeoutException "
     "Tuple Type "
     "UnauthorizedAccessException Uri UriBuilder ValueTuple Version WeakReference Activator "
     "AppDomain AggregateException ArithmeticException Obsolete Flags Serializable"},
    {"System.Collections.Generic", true,
     "Comparer Dictionary EqualityComparer HashSet IAsyncEnumerable ICollection IComparer "
     "IDictionary IEnumerable IEnumerator IEqualityComparer IList IReadOnlyCollection "
     "IReadOnlyDictionary IReadOnlyList ISet KeyNotFoundException KeyValuePair LinkedList "
     "LinkedListNode List PriorityQueue Queue SortedDictionary SortedList SortedSet Stack"},
    {"System.IO", true,
     "BinaryReader BinaryWriter Directory DirectoryInfo File FileInfo FileMode FileStream "
     "IOException Path Stream StreamReader StreamWriter StringReader StringWriter "
     "FileNotFoundException"},
    {"System.Linq", true, "Enumerable IGrouping IOrderedQueryable IQueryable Queryable"},
    {"System.Net.Http", true,
     "DelegatingHandler FormUrlEncodedContent HttpClient HttpClientHandler HttpContent HttpMethod "
     "HttpRequestException HttpRequestMessage HttpResponseMessage IHttpClientFactory "
     "MultipartFormDataContent StringContent"},
    {"System.Threading", true,
     "AutoResetEvent CancellationToken CancellationTokenSource Interlocked ManualResetEventSlim "
     "Monitor Mutex PeriodicTimer ReaderWriterLockSlim Semaphore SemaphoreSlim SpinLock Thread "
     "ThreadLocal ThreadPool Timer Volatile AsyncLocal Lock"},
    {"System.Threading.Tasks", true, "Parallel Task TaskCompletionSource TaskScheduler ValueTask"},
    {"Microsoft.AspNetCore.Builder", true,
     "IApplicationBuilder IEndpointConventionBuilder WebApplication WebApplicationBuilder"},
    {"Microsoft.AspNetCore.Hosting", true, "IWebHostBuilder IWebHostEnvironment"},
    {"Microsoft.AspNetCore.Http", true,
     "AsParameters HttpContext HttpRequest HttpResponse IFormFile IHttpContextAccessor IResult "
     "RequestDelegate Results StatusCodes TypedResults"},
    {"Microsoft.AspNetCore.Routing", true, "IEndpointRouteBuilder RouteGroupBuilder"},
    {"Microsoft.Extensions.Configuration", true,
     "ConfigurationBuilder IConfiguration IConfigurationBuilder IConfigurationRoot "
     "IConfigurationSection"},
    {"Microsoft.Extensions.DependencyInjection", true,
     "IServiceCollection IServiceScopeFactory ServiceCollection ServiceLifetime IServiceScope"},
    {"Microsoft.Extensions.Hosting", true,
     "BackgroundService Host IHost IHostApplicationBuilder IHostBuilder IHostEnvironment "
     "IHostedService "
     "IHostApplicationLifetime"},
    {"Microsoft.Extensions.Logging", true, "ILogger ILoggerFactory LogLevel LoggerFactory"},
    {"Microsoft.AspNetCore.Mvc", false,
     "AcceptVerbs ActionName ActionResult ApiController ApiVersion BadRequestObjectResult Bind "
     "BindProperty Consumes Controller ControllerBase FromBody FromForm FromHeader FromQuery "
     "FromRoute FromServices HttpDelete HttpGet HttpHead HttpOptions HttpPatch HttpPost HttpPut "
     "IActionResult IUrlHelper JsonResult NonAction NotFoundResult ObjectResult OkObjectResult "
     "OkResult PartialViewResult ProblemDetails Produces ProducesResponseType RedirectResult "
     "RedirectToActionResult ResponseCache Route TypeFilter ServiceFilter "
     "ValidateAntiForgeryToken AutoValidateAntiforgeryToken IgnoreAntiforgeryToken "
     "ValidationProblemDetails ViewComponent ViewResult Area FileResult ContentResult"},
    {"Microsoft.AspNetCore.Mvc.Filters", false,
     "ActionExecutedContext ActionExecutingContext ActionFilterAttribute ExceptionContext "
     "IActionFilter IAsyncActionFilter IAuthorizationFilter IExceptionFilter"},
    {"Microsoft.AspNetCore.Mvc.RazorPages", false, "PageModel PageResult"},
    {"Microsoft.AspNetCore.Authorization", false,
     "AllowAnonymous AuthorizationHandler AuthorizationHandlerContext Authorize "
     "IAuthorizationHandler IAuthorizationRequirement IAuthorizationService"},
    {"Microsoft.AspNetCore.Authentication", false,
     "AuthenticationHandler AuthenticationProperties AuthenticationScheme"},
    {"Microsoft.AspNetCore.Authentication.JwtBearer", false,
     "JwtBearerDefaults JwtBearerOptions JwtBearerEvents"},
    {"Microsoft.AspNetCore.Authentication.Cookies", false,
     "CookieAuthenticationDefaults CookieAuthenticationOptions"},
    {"Microsoft.AspNetCore.Identity", false,
     "IPasswordHasher IdentityConstants IdentityOptions IdentityResult IdentityRole IdentityUser "
     "PasswordHasher RoleManager SignInManager UserManager"},
    {"Microsoft.AspNetCore.Identity.EntityFrameworkCore", false, "IdentityDbContext"},
    {"Microsoft.AspNetCore.SignalR", false, "Hub HubConnectionContext IHubContext"},
    {"Microsoft.AspNetCore.RateLimiting", false, "DisableRateLimiting EnableRateLimiting"},
    {"Microsoft.EntityFrameworkCore", false,
     "DbContext DbContextOptions DbContextOptionsBuilder DbSet DbUpdateConcurrencyException "
     "DbUpdateException DeleteBehavior EF EntityState Index Keyless ModelBuilder Owned "
     "PrimaryKey IEntityTypeConfiguration IDbContextFactory"},
    {"Microsoft.EntityFrameworkCore.Metadata.Builders", false, "EntityTypeBuilder"},
    {"Microsoft.EntityFrameworkCore.Migrations", false, "Migration MigrationBuilder"},
    {"Microsoft.Extensions.Caching.Memory", false,
     "IMemoryCache MemoryCache MemoryCacheEntryOptions"},
    {"Microsoft.Extensions.Caching.Distributed", false,
     "DistributedCacheEntryOptions IDistributedCache"},
    {"Microsoft.Extensions.Options", false, "IOptions IOptionsMonitor IOptionsSnapshot Options"},
    {"Microsoft.Extensions.Diagnostics.HealthChecks", false,
     "HealthCheckContext HealthCheckResult IHealthCheck"},
    {"Microsoft.IdentityModel.Tokens", false,
     "SecurityAlgorithms SecurityTokenDescriptor SigningCredentials SymmetricSecurityKey "
     "TokenValidationParameters SecurityTokenException"},
    {"System.IdentityModel.Tokens.Jwt", false,
     "JwtRegisteredClaimNames JwtSecurityToken JwtSecurityTokenHandler"},
    {"System.Security.Claims", false, "Claim ClaimTypes ClaimsIdentity ClaimsPrincipal"},
    {"System.Security.Cryptography", false,
     "Aes AesGcm CryptographicOperations CryptoStream ECDsa HMACSHA1 HMACSHA256 HMACSHA512 "
     "HashAlgorithmName ICryptoTransform MD5 RSA RandomNumberGenerator Rfc2898DeriveBytes SHA1 "
     "SHA256 SHA384 SHA512 SymmetricAlgorithm TripleDES DES"},
    {"System.Text", false, "Encoding StringBuilder UTF8Encoding"},
    {"System.Runtime.CompilerServices", false,
     "CallerArgumentExpression CallerFilePath CallerLineNumber CallerMemberName "
     "EnumeratorCancellation InternalsVisibleTo MethodImpl MethodImplOptions"},
    {"System.Text.Json", false,
     "JsonDocument JsonElement JsonException JsonSerializer JsonSerializerOptions "
     "JsonNamingPolicy"},
    {"System.Text.Json.Serialization", false,
     "JsonConverter JsonIgnore JsonPropertyName JsonStringEnumConverter"},
    {"System.Text.RegularExpressions", false, "Match Regex RegexOptions"},
    {"System.ComponentModel", false,
     "BackgroundWorker Category DefaultValue Description DisplayName INotifyPropertyChanged "
     "PropertyChangedEventArgs TypeConverter"},
    {"System.Diagnostics", false,
     "Activity ActivityKind ActivitySource Debug DebuggerDisplay FileVersionInfo Process "
     "ProcessStartInfo Stopwatch Trace"},
    {"System.ComponentModel.DataAnnotations", false,
     "Compare ConcurrencyCheck CreditCard DataType Display DisplayFormat EmailAddress Key "
     "MaxLength MinLength Phone Range RegularExpression Required StringLength Timestamp Url "
     "ValidationAttribute ValidationContext ValidationResult IValidatableObject"},
    {"System.ComponentModel.DataAnnotations.Schema", false,
     "Column DatabaseGenerated DatabaseGeneratedOption ForeignKey InverseProperty NotMapped "
     "Table"},
    {"System.Collections.Concurrent", false,
     "BlockingCollection ConcurrentBag ConcurrentDictionary ConcurrentQueue ConcurrentStack"},
    {"System.Collections.Immutable", false,
     "ImmutableArray ImmutableDictionary ImmutableHashSet ImmutableList"},
    {"System.Threading.Channels", false,
     "BoundedChannelOptions Channel ChannelReader ChannelWriter UnboundedChannelOptions"},
    {"System.Data", false,
     "CommandType DataTable IDbCommand IDbConnection IDbTransaction IsolationLevel SqlDbType"},
    {"System.Data.Common", false, "DbCommand DbConnection DbDataReader DbException DbTransaction"},
    {"System.Data.SqlClient", false, "SqlCommand SqlConnection SqlDataReader SqlParameter"},
    {"Microsoft.Data.SqlClient", false,
     "SqlCommand SqlConnection SqlDataReader SqlException SqlParameter"},
    {"Microsoft.Data.Sqlite", false, "SqliteCommand SqliteConnection"},
    {"Npgsql", false,
     "NpgsqlCommand NpgsqlConnection NpgsqlDataSource NpgsqlException PostgresException"},
    {"MySqlConnector", false, "MySqlCommand MySqlConnection"},
    {"MySql.Data.MySqlClient", false, "MySqlCommand MySqlConnection"},
    {"Dapper", false, "DynamicParameters SqlMapper"},
    {"StackExchange.Redis", false,
     "ConfigurationOptions ConnectionMultiplexer IConnectionMultiplexer IDatabase RedisKey "
     "RedisValue ISubscriber"},
    {"MongoDB.Driver", false, "Builders IMongoClient IMongoCollection IMongoDatabase MongoClient"},
    {"MongoDB.Bson", false, "BsonDocument ObjectId"},
    {"MongoDB.Bson.Serialization.Attributes", false, "BsonElement BsonId BsonRepresentation"},
    {"RabbitMQ.Client", false, "ConnectionFactory IBasicProperties IConnection IModel IChannel"},
    {"Confluent.Kafka", false,
     "ConsumerBuilder ConsumerConfig IConsumer IProducer Message ProducerBuilder ProducerConfig"},
    {"MassTransit", false, "ConsumeContext IBus IConsumer IPublishEndpoint"},
    {"Hangfire", false, "BackgroundJob IBackgroundJobClient RecurringJob"},
    {"Quartz", false, "IJob IJobExecutionContext IScheduler JobBuilder TriggerBuilder"},
    {"MediatR", false,
     "IMediator INotification INotificationHandler IPipelineBehavior IRequest IRequestHandler "
     "ISender"},
    {"FluentValidation", false, "AbstractValidator IValidator ValidationException"},
    {"AutoMapper", false, "IMapper Mapper MapperConfiguration Profile"},
    {"Polly", false, "Policy IAsyncPolicy ResiliencePipeline ResiliencePipelineBuilder"},
    {"Serilog", false, "Log LoggerConfiguration"},
    {"NLog", false, "LogManager Logger"},
    {"Xunit", false, "Assert ClassData Fact IClassFixture InlineData MemberData Theory Trait"},
    {"NUnit.Framework", false, "Assert SetUp TearDown Test TestCase TestFixture"},
    {"Microsoft.VisualStudio.TestTools.UnitTesting", false,
     "Assert TestClass TestInitialize TestMethod"},
    {"Moq", false, "It Mock Times"},
    {"NSubstitute", false, "Arg Substitute"},
    {"Microsoft.AspNetCore.Mvc.Testing", false, "WebApplicationFactory"},
    {"Grpc.Core", false, "RpcException ServerCallContext StatusCode"},
    {"Grpc.Net.Client", false, "GrpcChannel"},
    {"HotChocolate", false, "GraphQLName Service UseFiltering UsePaging UseProjection"},
    {"HotChocolate.Types", false, "ExtendObjectType ObjectType"},
});

bool Holds(std::string_view types, std::string_view name) {
  for (std::size_t at = types.find(name); at != std::string_view::npos;
       at = types.find(name, at + 1)) {
    const bool begins = at == 0 || types[at - 1] == ' ';
    const std::size_t end = at + name.size();
    if (begins && (end == types.size() || types[end] == ' ')) return true;
  }
  return false;
}

}  // namespace

const std::vector<const CsharpNamespace*>& NamespacesOf(std::string_view name) {
  static const auto kByType = [] {
    std::unordered_map<std::string_view, std::vector<const CsharpNamespace*>> table;
    for (const CsharpNamespace& one : kNamespaces) {
      for (std::string_view rest = one.types; !rest.empty();) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        table[rest.substr(0, end)].push_back(&one);
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
    return table;
  }();
  static const std::vector<const CsharpNamespace*> kNone;
  const auto found = kByType.find(name);
  return found == kByType.end() ? kNone : found->second;
}

std::size_t NamespaceLength(std::string_view dotted) {
  std::size_t length = 0;
  for (const CsharpNamespace& one : kNamespaces) {
    if (dotted.size() <= one.name.size() || !dotted.starts_with(one.name) ||
        dotted[one.name.size()] != '.' || one.name.size() <= length)
      continue;
    const std::string_view rest = dotted.substr(one.name.size() + 1);
    if (Holds(one.types, rest.substr(0, rest.find('.')))) length = one.name.size();
  }
  return length;
}

bool BeginsNamespace(std::string_view path) {
  return std::any_of(kNamespaces.begin(), kNamespaces.end(), [path](const CsharpNamespace& one) {
    return one.name == path || (one.name.starts_with(path) && one.name[path.size()] == '.');
  });
}

}  // namespace assay
