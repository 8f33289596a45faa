// C#: what its grammar's kinds are to the shared engine of the typed
// languages, and what is its own: usings open whole namespaces, so that a type
// is known where a namespace that is open is known to hold it; attributes go
// by their name with or without "Attribute".
#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "facts/extract.h"
#include "facts/typed/extractor.h"

namespace assay {
namespace {

const SyntaxMap& CsharpSyntax() {
  static const SyntaxMap kMap(
      "c_sharp",
      {
          {"'this'", Role::kThis},
          {"'base'", Role::kSuper},
          {"anonymous_object_creation_expression", Role::kMap},
          {"anonymous_method_expression", Role::kLambda, "parameters:parameters"},
          {"argument", Role::kArgument, "name:name value:-1"},
          {"argument_list", Role::kArguments},
          {"array_creation_expression", Role::kList, "body:@initializer_expression"},
          {"arrow_expression_clause", Role::kReturn},
          {"array_type", Role::kCollectionType, "type:type"},
          {"as_expression", Role::kCast, "type:right value:left"},
          {"assignment_expression", Role::kAssign, "left:left right:right operator:operator"},
          {"attribute", Role::kAnnotation, "name:name arguments:@attribute_argument_list"},
          {"attribute_argument", Role::kArgument, "name:name value:-1"},
          {"attribute_argument_list", Role::kArguments},
          {"attribute_list", Role::kModifiers},
          {"await_expression", Role::kAwait},
          {"base_list", Role::kBases},
          {"binary_expression", Role::kBinary, "left:left right:right operator:operator"},
          {"block", Role::kBlock},
          {"boolean_literal", Role::kBoolean},
          {"bracketed_argument_list", Role::kPass},
          {"cast_expression", Role::kCast, "type:type value:value"},
          {"catch_clause", Role::kCatch, "body:body"},
          {"class_declaration", Role::kClass, "name:name body:body parameters:@parameter_list"},
          {"collection_element", Role::kPass},
          {"collection_expression", Role::kList},
          {"comment", Role::kComment},
          {"conditional_access_expression", Role::kMember, "object:condition name:-1"},
          {"conditional_expression", Role::kTernary,
           "condition:condition value:consequence else:alternative"},
          {"constructor_declaration", Role::kConstructor,
           "name:name parameters:parameters body:body"},
          {"continue_statement", Role::kContinue},
          {"delegate_declaration", Role::kTypeAlias, "name:name"},
          {"destructor_declaration", Role::kFunction, "name:name parameters:parameters body:body"},
          {"do_statement", Role::kWhile, "condition:condition"},
          {"element_access_expression", Role::kIndex, "object:expression key:subscript"},
          {"enum_declaration", Role::kEnum, "name:name body:body"},
          {"enum_member_declaration", Role::kEnumMember, "name:name"},
          {"escape_sequence", Role::kEscape},
          {"event_field_declaration", Role::kField},
          {"expression_element", Role::kPass},
          {"expression_statement", Role::kStatement},
          {"field_declaration", Role::kField},
          {"file_scoped_namespace_declaration", Role::kPackage, "name:name"},
          {"finally_clause", Role::kFinally},
          {"for_statement", Role::kFor, "condition:condition body:body"},
          {"foreach_statement", Role::kForEach, "type:type left:left right:right body:body"},
          {"generic_name", Role::kGeneric, "type:0"},
          {"identifier", Role::kIdentifier},
          {"if_statement", Role::kIf, "condition:condition body:consequence"},
          {"implicit_array_creation_expression", Role::kList, "body:@initializer_expression"},
          {"implicit_parameter", Role::kIdentifier},
          {"initializer_expression", Role::kList},
          {"integer_literal", Role::kNumber},
          {"interface_declaration", Role::kInterface, "name:name body:body"},
          {"interpolated_string_expression", Role::kString},
          {"interpolation", Role::kInterpolation, "value:1"},
          {"invocation_expression", Role::kCall, "target:function arguments:arguments"},
          {"lambda_expression", Role::kLambda, "parameters:parameters body:body"},
          {"local_function_statement", Role::kFunction,
           "name:name parameters:parameters type:type body:body"},
          {"lock_statement", Role::kLock},
          {"member_access_expression", Role::kMember, "object:expression name:name"},
          {"member_binding_expression", Role::kNone, "name:name"},
          {"method_declaration", Role::kFunction,
           "name:name parameters:parameters type:returns body:body"},
          {"modifier", Role::kModifier},
          {"namespace_declaration", Role::kPackage, "name:name"},
          {"null_literal", Role::kNull},
          {"nullable_type", Role::kWrappedType, "type:type"},
          {"object_creation_expression", Role::kNew,
           "type:type arguments:arguments body:initializer"},
          {"operator_declaration", Role::kFunction,
           "name:operator parameters:parameters type:type body:body"},
          {"parameter", Role::kParameter, "name:name type:type value:-1"},
          // Holds what `params` stands before itself.
          {"parameter_list", Role::kDeclarator, "name:name type:type"},
          {"parenthesized_expression", Role::kPass},
          {"postfix_unary_expression", Role::kPass},
          {"predefined_type", Role::kPrimitive},
          {"prefix_unary_expression", Role::kUnary, "value:0"},
          {"primary_constructor_base_type", Role::kWrappedType, "type:type"},
          {"property_declaration", Role::kField, "name:name type:type value:value"},
          {"qualified_name", Role::kScopedType, "object:qualifier name:name"},
          {"raw_string_content", Role::kFragment},
          {"raw_string_literal", Role::kString},
          {"real_literal", Role::kNumber},
          {"record_declaration", Role::kRecord, "name:name body:body parameters:@parameter_list"},
          {"ref_type", Role::kWrappedType, "type:type"},
          {"return_statement", Role::kReturn},
          {"string_content", Role::kFragment},
          {"string_literal", Role::kString},
          {"string_literal_content", Role::kFragment},
          {"struct_declaration", Role::kClass, "name:name body:body"},
          {"switch_expression", Role::kMatch},
          {"switch_expression_arm", Role::kCase},
          {"switch_section", Role::kCase},
          {"switch_statement", Role::kSwitch, "condition:value"},
          {"throw_expression", Role::kThrow},
          {"throw_statement", Role::kThrow},
          {"type_parameter", Role::kTypeParameter, "name:name"},
          {"using_directive", Role::kImport, "name:name value:-1"},
          {"using_statement", Role::kUsing, "body:body"},
          {"variable_declaration", Role::kVariable, "type:type"},
          {"variable_declarator", Role::kDeclarator, "name:name value:-1"},
          {"verbatim_string_literal", Role::kString},
          {"while_statement", Role::kWhile, "condition:condition body:body"},
          {"with_expression", Role::kPass, "value:0"},
          {"yield_statement", Role::kYield},
      });
  return kMap;
}

const LanguageTraits& CsharpTraits() {
  static const LanguageTraits kTraits = [] {
    LanguageTraits t;
    t.tells_at_name = true;
    t.ecosystem = "nuget:";
    t.apply_member = "Invoke";
    t.documentation = "xmldoc";
    t.documentation_mark = "///";
    t.bare_members = true;
    t.upper_case_types = true;
    t.results = {
        {"nuget:Microsoft.AspNetCore.Builder#WebApplication.CreateBuilder",
         "nuget:Microsoft.AspNetCore.Builder#WebApplicationBuilder()"},
        {"nuget:Microsoft.AspNetCore.Builder#WebApplicationBuilder().Build",
         "nuget:Microsoft.AspNetCore.Builder#WebApplication()"},
        {"nuget:Microsoft.AspNetCore.Builder#WebApplicationBuilder().Services",
         "nuget:Microsoft.Extensions.DependencyInjection#IServiceCollection()"},
        {"nuget:Microsoft.AspNetCore.Builder#WebApplicationBuilder().Configuration",
         "nuget:Microsoft.Extensions.Configuration#IConfiguration()"},
        {"nuget:Microsoft.AspNetCore.Builder#WebApplication().MapGroup",
         "nuget:Microsoft.AspNetCore.Routing#RouteGroupBuilder()"},
        {"nuget:Microsoft.AspNetCore.Routing#RouteGroupBuilder().MapGroup",
         "nuget:Microsoft.AspNetCore.Routing#RouteGroupBuilder()"},
        {"nuget:System.Net.Http#IHttpClientFactory().CreateClient",
         "nuget:System.Net.Http#HttpClient()"},
        {"nuget:System.Threading.Channels#Channel.CreateBounded",
         "nuget:System.Threading.Channels#Channel()"},
        {"nuget:System.Threading.Channels#Channel.CreateUnbounded",
         "nuget:System.Threading.Channels#Channel()"},
        {"nuget:System.Threading.Channels#Channel().Reader",
         "nuget:System.Threading.Channels#ChannelReader()"},
        {"nuget:System.Threading.Channels#Channel().Writer",
         "nuget:System.Threading.Channels#ChannelWriter()"},
        {"nuget:StackExchange.Redis#ConnectionMultiplexer.Connect",
         "nuget:StackExchange.Redis#ConnectionMultiplexer()"},
        {"nuget:StackExchange.Redis#ConnectionMultiplexer().GetDatabase",
         "nuget:StackExchange.Redis#IDatabase()"},
        {"nuget:StackExchange.Redis#IConnectionMultiplexer().GetDatabase",
         "nuget:StackExchange.Redis#IDatabase()"},
        {"nuget:MongoDB.Driver#MongoClient().GetDatabase", "nuget:MongoDB.Driver#IMongoDatabase()"},
        {"nuget:MongoDB.Driver#IMongoClient().GetDatabase",
         "nuget:MongoDB.Driver#IMongoDatabase()"},
        {"nuget:MongoDB.Driver#IMongoDatabase().GetCollection",
         "nuget:MongoDB.Driver#IMongoCollection()"},
        {"nuget:Npgsql#NpgsqlDataSource().CreateConnection", "nuget:Npgsql#NpgsqlConnection()"},
        {"nuget:Npgsql#NpgsqlDataSource().CreateCommand", "nuget:Npgsql#NpgsqlCommand()"},
        {"nuget:Npgsql#NpgsqlConnection().CreateCommand", "nuget:Npgsql#NpgsqlCommand()"},
        {"nuget:Microsoft.Data.SqlClient#SqlConnection().CreateCommand",
         "nuget:Microsoft.Data.SqlClient#SqlCommand()"},
        {"nuget:System.Data.SqlClient#SqlConnection().CreateCommand",
         "nuget:System.Data.SqlClient#SqlCommand()"},
        {"nuget:Microsoft.Data.Sqlite#SqliteConnection().CreateCommand",
         "nuget:Microsoft.Data.Sqlite#SqliteCommand()"},
        {"nuget:System.Data.Common#DbConnection().CreateCommand",
         "nuget:System.Data.Common#DbCommand()"},
        {"nuget:Microsoft.Extensions.Hosting#IHostApplicationBuilder().Services",
         "nuget:Microsoft.Extensions.DependencyInjection#IServiceCollection()"},
        {"nuget:Microsoft.Extensions.Hosting#IHostApplicationBuilder().Configuration",
         "nuget:Microsoft.Extensions.Configuration#IConfiguration()"},
        {"nuget:System.Data#IDbConnection().CreateCommand", "nuget:System.Data#IDbCommand()"},
        {"nuget:System.Data#IDbConnection().BeginTransaction",
         "nuget:System.Data#IDbTransaction()"},
    };
    t.chains = {"nuget:Microsoft.Extensions.DependencyInjection#IServiceCollection()",
                "nuget:Microsoft.AspNetCore.Builder#IApplicationBuilder()",
                "nuget:Microsoft.EntityFrameworkCore#ModelBuilder()"};
    t.formats = {{"nuget:System#String.Format", {FormatStyle::kBraces, 0}}};
    t.numbers = {"nuget:System#Int32.Parse",     "nuget:System#Int64.Parse",
                 "nuget:System#Guid.Parse",      "nuget:System#Guid.NewGuid",
                 "nuget:System#Convert.ToInt32", "nuget:System#Math.Max",
                 "nuget:System#Math.Min",        "nuget:System#Decimal.Parse"};
    t.number_types = {"int",   "long",     "short",     "byte",           "uint",
                      "ulong", "double",   "float",     "decimal",        "bool",
                      "Guid",  "DateTime", "DateOnly",  "int?",           "long?",
                      "bool?", "Guid?",    "DateTime?", "DateTimeOffset", "TimeSpan"};
    t.request_types = {"nuget:Microsoft.AspNetCore.Http#HttpRequest()",
                       "nuget:Microsoft.AspNetCore.Http#HttpRequest().Query",
                       "nuget:Microsoft.AspNetCore.Http#HttpRequest().Form",
                       "nuget:Microsoft.AspNetCore.Http#HttpRequest().Headers",
                       "self:#Request.Query",
                       "self:#Request.Form",
                       "self:#Request.Headers",
                       "self:#Request.Cookies",
                       "self:#Request.RouteValues"};
    t.request_members = {"Query",       "Form",        "Headers", "Cookies",
                         "RouteValues", "QueryString", "Path",    "Body"};
    t.builders = {"nuget:System.Text#StringBuilder()"};
    t.locks = {"nuget:System.Threading#SemaphoreSlim().Wait",
               "nuget:System.Threading#SemaphoreSlim().WaitAsync",
               "nuget:System.Threading#Mutex().WaitOne",
               "nuget:System.Threading#Monitor.Enter",
               "nuget:System.Threading#ReaderWriterLockSlim().EnterReadLock",
               "nuget:System.Threading#ReaderWriterLockSlim().EnterWriteLock"};
    t.channels = {{"nuget:System.Collections.Concurrent#BlockingCollection().Add", "put"},
                  {"nuget:System.Collections.Concurrent#BlockingCollection().Take", "get"},
                  {"nuget:System.Threading.Channels#ChannelWriter().WriteAsync", "put"},
                  {"nuget:System.Threading.Channels#ChannelWriter().TryWrite", "put"},
                  {"nuget:System.Threading.Channels#ChannelReader().ReadAsync", "get"},
                  {"nuget:System.Threading.Channels#ChannelReader().ReadAllAsync", "get"},
                  {"nuget:System.Threading.Channels#ChannelReader().TryRead", "get"}};
    t.spawns = {"nuget:System.Threading.Tasks#Task.Run",
                "nuget:System.Threading.Tasks#Task.Factory.StartNew",
                "nuget:System.Threading.Tasks#Parallel.For",
                "nuget:System.Threading.Tasks#Parallel.ForEach",
                "nuget:System.Threading.Tasks#Parallel.ForEachAsync",
                "nuget:System.Threading.Tasks#Parallel.Invoke",
                "nuget:System.Threading#ThreadPool.QueueUserWorkItem",
                "nuget:System.Threading#Thread"};
    t.log_members = {"LogInformation", "LogWarning", "LogError", "LogDebug", "LogCritical",
                     "LogTrace",       "WriteLine",  "Error",    "Warning",  "Information",
                     "Warn",           "Info",       "Debug",    "Fatal"};
    return t;
  }();
  return kTraits;
}

// What namespaces are known to hold; those that projects open unasked come
// first, and need no using.
struct Namespace {
  std::string_view name;
  bool implicit;
  std::string_view types;
};
constexpr std::array kNamespaces = std::to_array<Namespace>({
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
     "IPasswordHasher IdentityResult IdentityRole IdentityUser PasswordHasher RoleManager "
     "SignInManager UserManager IdentityOptions"},
    {"Microsoft.AspNetCore.Identity.EntityFrameworkCore", false, "IdentityDbContext"},
    {"Microsoft.AspNetCore.SignalR", false, "Hub HubConnectionContext IHubContext"},
    {"Microsoft.AspNetCore.RateLimiting", false, "DisableRateLimiting EnableRateLimiting"},
    {"Microsoft.AspNetCore.Identity", false,
     "IPasswordHasher IdentityConstants IdentityResult IdentityRole IdentityUser PasswordHasher "
     "RoleManager SignInManager UserManager"},
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

// The namespaces that are known to hold a type of that name.
const std::vector<const Namespace*>& NamespacesOf(std::string_view name) {
  static const auto kByType = [] {
    std::unordered_map<std::string_view, std::vector<const Namespace*>> table;
    for (const Namespace& one : kNamespaces) {
      for (std::string_view rest = one.types; !rest.empty();) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        table[rest.substr(0, end)].push_back(&one);
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
    return table;
  }();
  static const std::vector<const Namespace*> kNone;
  const auto found = kByType.find(name);
  return found == kByType.end() ? kNone : found->second;
}

std::string Tight(std::string_view dotted) {
  std::string tight;
  for (const char c : dotted.substr(0, kMaxResolvedName)) {
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != '?') tight += c;
  }
  if (tight.starts_with("global::")) tight.erase(0, 8);
  return tight;
}

class CsharpExtractor final : public TypedExtractor {
 public:
  CsharpExtractor(const SyntaxTree& tree, FactSink& sink)
      : TypedExtractor(tree, sink, CsharpSyntax(), CsharpTraits()) {}

 private:
  // using A.B; using static A.B.C; using D = A.B.C; global using A.B;
  void ReadImport(NodeIndex node) override {
    const NodeIndex path = At(node, Part::kValue);
    const NodeIndex alias = At(node, Part::kName);
    const std::string written = Tight(TextOf(path));
    const std::string dotted = written.substr(0, written.find('<'));
    if (dotted.empty()) return;
    bool is_static = false;
    for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i))
      is_static = is_static || TextOf(i) == "static";
    if (alias != kNoNode && alias != path) {
      const std::string name = FullName(dotted);
      const std::size_t hash = name.find('#');
      if (hash == std::string::npos) return;
      AddImport(node, name.substr(0, hash), name.substr(hash + 1), TextOf(alias),
                ImportForm::kMember);
      return BindImport(TextOf(alias), name);
    }
    if (is_static) {
      const std::string name = FullName(dotted);
      const std::size_t hash = name.find('#');
      if (hash == std::string::npos) return;
      statics_.push_back(name);
      return AddImport(node, name.substr(0, hash) + "." + name.substr(hash + 1), "*", {},
                       ImportForm::kWildcard);
    }
    AddImport(node, EcosystemName(dotted), "*", {}, ImportForm::kWildcard);
    usings_.insert(dotted);
  }

  // A dotted path as the namespace that it is known to begin with, else all
  // but its last element, and the rest.
  std::string FullName(const std::string& dotted) const {
    if (dotted.find_first_of("([{\"<") != std::string::npos) return {};
    std::size_t split = 0;
    for (const Namespace& one : kNamespaces) {
      if (dotted.size() > one.name.size() && dotted.starts_with(one.name) &&
          dotted[one.name.size()] == '.' && one.name.size() > split) {
        const std::string_view rest = std::string_view(dotted).substr(one.name.size() + 1);
        if (Holds(one.types, rest.substr(0, rest.find('.')))) split = one.name.size();
      }
    }
    if (split == 0) split = dotted.rfind('.');
    if (split == std::string::npos || split == 0) return {};
    return EcosystemName(dotted.substr(0, split)) + "#" + dotted.substr(split + 1);
  }

  std::string FreeType(std::string_view name) override {
    std::string found;
    for (const Namespace* const one : NamespacesOf(name)) {
      if (!one->implicit && !usings_.contains(std::string(one->name))) continue;
      // Of two that are open, neither is sure.
      if (!found.empty()) return {};
      found = EcosystemName(one->name) + "#" + std::string(name);
    }
    return found;
  }

  std::string QualifiedType(NodeIndex type) override { return FreePath(type); }

  // A member of the one `using static`, where the class can have none from elsewhere.
  std::string FreeCallee(std::string_view name) override {
    const Definition* const type = EnclosingClass();
    // One inside another may have what the other inherits.
    if (statics_.size() != 1 || type == nullptr || !type->owner.empty() ||
        type->kind == DefinitionKind::kInterface)
      return {};
    const bool partial = std::any_of(type->modifiers.begin(), type->modifiers.end(),
                                     [](Text modifier) { return modifier == "partial"; });
    const bool inherits = std::any_of(type->bases.begin(), type->bases.end(),
                                      [](Text base) { return !IsInterfaceName(base); });
    return partial || inherits ? std::string() : Member(statics_[0], name);
  }

  // By the platform's convention: IOrders.
  static bool IsInterfaceName(std::string_view resolved) {
    const std::string_view name = resolved.substr(resolved.find_last_of("#.") + 1);
    const auto upper = [&name](std::size_t i) { return name[i] >= 'A' && name[i] <= 'Z'; };
    return name.size() > 2 && name[0] == 'I' && upper(1);
  }

  // What a controller has of its base: the request and its answer.
  std::string FreeName(std::string_view name) override {
    static constexpr std::array kOfControllers = std::to_array<std::string_view>(
        {"HttpContext", "ModelState", "Request", "Response", "User"});
    if (std::find(kOfControllers.begin(), kOfControllers.end(), name) == kOfControllers.end())
      return {};
    const Definition* const type = EnclosingClass();
    if (type == nullptr) return {};
    const bool controls = std::any_of(type->bases.begin(), type->bases.end(), [](Text base) {
      return base.ends_with("Controller") || base.ends_with("ControllerBase") ||
             base.ends_with("PageModel");
    });
    return controls ? "self:#" + std::string(name) : std::string();
  }

  // `await` gives what a Task is of, and all but nothing else is done with one.
  NodeIndex TransparentType(NodeIndex type) override {
    const NodeIndex name = R(type) == Role::kGeneric ? At(type, Part::kType) : kNoNode;
    if (TextOf(name) != "Task" && TextOf(name) != "ValueTask") return kNoNode;
    return tree().NamedChild(tree().NamedChild(type, 1), 0);
  }

  std::string KnownResult(std::string_view callee, NodeIndex call) override {
    constexpr std::string_view kSame = ".ConfigureAwait";
    if (callee.ends_with(kSame)) return std::string(callee.substr(0, callee.size() - kSame.size()));
    return TypedExtractor::KnownResult(callee, call);
  }

  std::vector<NodeIndex> ParameterItemsOf(NodeIndex node) const override {
    const NodeIndex list = ParametersOf(node);
    std::vector<NodeIndex> items = ItemsOf(list);
    if (R(list) == Role::kDeclarator && At(list, Part::kName) != kNoNode) items.push_back(list);
    return items;
  }

  // What a record is made of are properties of it.
  bool IsFieldParameter(NodeIndex item) const override {
    return R(Parent(Parent(item))) == Role::kRecord;
  }

  bool IsLocalFunction(NodeIndex node) const override {
    return KindName(node) == "local_function_statement";
  }

  bool ReturnsNothing(NodeIndex node) const override {
    if (KindName(node) != "arrow_expression_clause") return false;
    const NodeIndex around = Parent(node);
    const std::string_view kind = KindName(around);
    if (kind == "accessor_declaration") return !TextOf(around).starts_with("get");
    return R(around) == Role::kConstructor || kind == "destructor_declaration" ||
           TextOf(ResultTypeOf(around)) == "void";
  }

  // System.Text.Json.JsonSerializer.Serialize, string.Format.
  std::string FreePath(NodeIndex node) override {
    const std::string path = Tight(TextOf(node));
    const std::string_view root = std::string_view(path).substr(0, path.find('.'));
    static constexpr std::array kPredefined =
        std::to_array<std::array<std::string_view, 2>>({{"string", "String"},
                                                        {"int", "Int32"},
                                                        {"long", "Int64"},
                                                        {"decimal", "Decimal"},
                                                        {"double", "Double"},
                                                        {"bool", "Boolean"},
                                                        {"char", "Char"},
                                                        {"object", "Object"}});
    if (root.size() == path.size()) return {};
    for (const auto& [word, type] : kPredefined) {
      if (root == word) return "nuget:System#" + std::string(type) + path.substr(root.size());
    }
    if (root != "System" && root != "Microsoft") return {};
    // The beginning of a namespace is no type yet.
    for (const Namespace& one : kNamespaces) {
      if (one.name == path || (one.name.starts_with(path) && one.name[path.size()] == '.'))
        return {};
    }
    return FullName(path);
  }

  std::string AnnotationName(NodeIndex annotation) override {
    const NodeIndex name = At(annotation, Part::kName);
    std::string_view simple = NameText(name);
    if (R(name) == Role::kIdentifier && simple.ends_with("Attribute") && simple.size() > 9) {
      const std::string known = FreeType(simple.substr(0, simple.size() - 9));
      if (!known.empty()) return known;
    }
    return TypedExtractor::AnnotationName(annotation);
  }

  std::string_view NameText(NodeIndex name) const override {
    if (KindName(name) == "member_binding_expression") name = At(name, Part::kName);
    const std::string_view around = KindName(Parent(name));
    if (around == "destructor_declaration" || around == "operator_declaration") return SignOf(name);
    return TypedExtractor::NameText(name);
  }

  // ~Orders, operator +: with the word or sign before it.
  std::string_view SignOf(NodeIndex name) const {
    NodeIndex first = name;
    for (NodeIndex i = tree().FirstChild(Parent(name)); i != kNoNode && i < name;
         i = tree().NextSibling(i)) {
      if (TextOf(i) == "~" || TextOf(i) == "operator") first = i;
    }
    const std::uint32_t begin = tree()[first].start_byte;
    return tree().text().substr(begin, tree()[name].end_byte - begin);
  }

  bool IsNameof(NodeIndex call) const {
    return R(call) == Role::kCall && TextOf(At(call, Part::kTarget)) == "nameof";
  }

  // nameof(Order.Customer): its last name, known when the program is built.
  std::string_view NamedBy(NodeIndex call) const {
    const std::string_view path = TextOf(tree().NamedChild(ArgumentListOf(call), 0));
    return path.substr(path.find_last_of(". ") + 1);
  }

  bool ReadText(NodeIndex node, TextValue& text, int depth) override {
    if (!IsNameof(node)) return TypedExtractor::ReadText(node, text, depth);
    text.value += NamedBy(node);
    return true;
  }

  // $"…" where the library takes the parts apart and binds them.
  bool BindsParts(NodeIndex literal) const {
    static constexpr std::array kBinding = std::to_array<std::string_view>(
        {"FromSql", "FromSqlInterpolated", "ExecuteSql", "ExecuteSqlAsync",
         "ExecuteSqlInterpolated", "ExecuteSqlInterpolatedAsync", "SqlQuery"});
    const NodeIndex argument = Parent(literal);
    const NodeIndex call = Parent(Parent(argument));
    if (R(argument) != Role::kArgument || R(call) != Role::kCall) return false;
    const std::string_view name = NameText(PartsOf(call).name);
    // The older library's SqlQuery takes a plain text.
    if (!usings_.contains("Microsoft.EntityFrameworkCore") && !name.ends_with("Interpolated") &&
        !name.ends_with("InterpolatedAsync"))
      return false;
    return std::find(kBinding.begin(), kBinding.end(), name) != kBinding.end();
  }

  void ReadLiteral(NodeIndex node, TextValue& text) override {
    if (KindName(node) != "interpolated_string_expression")
      return TypedExtractor::ReadLiteral(node, text);
    const bool binds = BindsParts(node);
    for (const NodeIndex item : ItemsOf(node)) {
      if (text.value.size() > sink().limits().sql_bytes) return;
      const NodeIndex value = At(item, Part::kValue);
      if (R(item) == Role::kInterpolation && IsNameof(value)) {
        text.value += NamedBy(value);
      } else if (R(item) == Role::kInterpolation && binds) {
        text.value += '?';
        text.binds = true;
      } else if (R(item) == Role::kInterpolation) {
        AddPart(value, text);
      } else if (R(item) == Role::kFragment) {
        text.value += TextOf(item);
      } else if (R(item) == Role::kEscape) {
        text.value += Unescaped(TextOf(item));
      }
    }
  }

  // new { customer, order.Id, Name = 1 }
  void AddNested(NodeIndex node, const Argument& parent, int depth,
                 std::vector<Argument>& arguments) override {
    node = Inner(node);
    if (KindName(node) != "anonymous_object_creation_expression")
      return TypedExtractor::AddNested(node, parent, depth, arguments);
    if (depth <= 0) return;
    std::string key;
    for (const NodeIndex item : ItemsOf(node)) {
      if (arguments.size() >= kMaxNested) return;
      const NodeIndex next = tree().NextSibling(item);
      if (key.empty() && R(item) == Role::kIdentifier && TextOf(next) == "=") {
        key = TextOf(item);
        continue;
      }
      const bool member = R(item) == Role::kMember;
      if (key.empty()) key = member ? NameText(At(item, Part::kName)) : TextOf(item);
      std::string path = parent.path.empty() ? key : std::string(parent.path) + "." + key;
      key.clear();
      const Argument argument = MakeArgument(item, parent.position, parent.keyword, path);
      arguments.push_back(argument);
      if (argument.kind == ValueKind::kMap || argument.kind == ValueKind::kList)
        AddNested(item, argument, depth - 1, arguments);
    }
  }

  CatchParts CatchOf(NodeIndex node) override {
    CatchParts parts;
    for (const NodeIndex item : ItemsOf(node)) {
      if (KindName(item) != "catch_declaration") continue;
      const NodeIndex type = tree().ChildByField(item, type_);
      parts.name = tree().ChildByField(item, name_);
      if (type != kNoNode) parts.types.push_back(type);
    }
    return parts;
  }

  std::string LiteralText(NodeIndex node) override {
    std::string text = TypedExtractor::LiteralText(node);
    if (KindName(node) != "verbatim_string_literal") return text;
    std::string single;
    for (std::size_t i = 0; i < text.size(); ++i) {
      single += text[i];
      if (text[i] == '"' && i + 1 < text.size() && text[i + 1] == '"') ++i;
    }
    return single;
  }

  bool IsRequestParameter(NodeIndex parameter) override {
    for (const NodeIndex list : ItemsOf(parameter)) {
      if (R(list) != Role::kModifiers) continue;
      for (const NodeIndex item : ItemsOf(list)) {
        const std::string_view name = TextOf(At(item, Part::kName));
        if (name == "FromQuery" || name == "FromRoute" || name == "FromBody" ||
            name == "FromForm" || name == "FromHeader")
          return true;
      }
    }
    return false;
  }

  bool EnterOwn(NodeIndex node) override {
    switch (R(node)) {
      case Role::kVariable:  // of a field: told with it
        return R(Parent(node)) == Role::kField;
      case Role::kAssign:  // of an object that is made: told with it
        if (KindName(At(node, Part::kLeft)) == "tuple_expression")
          NoteExchange(node, At(node, Part::kLeft), At(node, Part::kRight));
        ReadCommandText(node);
        return KindName(Parent(node)) == "initializer_expression";
      case Role::kCall:
        return IsNameof(node);
      case Role::kForEach:
        if (TextOf(node).starts_with("await")) AddConstruct(node, ConstructKind::kAwait);
        return false;
      case Role::kSwitch:
        if (MatchesShapes(node)) AddConstruct(node, ConstructKind::kPatternMatch);
        return false;
      default:
        break;
    }
    const std::string_view kind = KindName(node);
    if (kind == "declaration_pattern" || kind == "recursive_pattern") {
      const NodeIndex name = tree().ChildByField(node, name_);
      const std::string value = ValueOfType(tree().ChildByField(node, type_));
      if (name != kNoNode) names().Bind(TextOf(name), {sink().KeepName(value), {}, {}}, true);
    }
    if (kind == "local_declaration_statement") {
      const std::string_view text = TextOf(node);
      if (text.starts_with("using ") || text.starts_with("await using "))
        AddConstruct(node, ConstructKind::kCleanup, {}, "using");
      if (text.starts_with("await ")) AddConstruct(node, ConstructKind::kAwait);
    }
    if (kind == "implicit_object_creation_expression") ReadImplicitNew(node);
    if (kind == "query_expression") ReadQuery(node);
    return false;
  }

  // command.CommandText = "SELECT …": what the command will run.
  void ReadCommandText(NodeIndex node) {
    const NodeIndex left = At(node, Part::kLeft);
    const NodeIndex right = At(node, Part::kRight);
    TextValue text;
    if (R(left) != Role::kMember || NameText(At(left, Part::kName)) != "CommandText") return;
    if (!ReadText(right, text, 0) || !LooksLikeSql(text.value)) return;
    const std::string name = Resolve(left);
    Consume(Inner(right));
    Statement statement;
    statement.region = RegionOf(tree()[Inner(right)]);
    statement.source = StatementSource::kQuery;
    statement.callee = sink().Keep(name.empty() ? Unresolved(left) : name);
    statement.parts = text.parts;
    statement.scope = scope();
    AddStatements(text.value, statement, false, sink());
  }

  // Lock gate = new(): of the type that is declared.
  void ReadImplicitNew(NodeIndex node) {
    NodeIndex around = Parent(node);
    if (R(around) == Role::kDeclarator) around = Parent(around);
    if (R(around) != Role::kVariable && R(around) != Role::kField) return;
    const std::string name = ResolveType(At(around, Part::kType));
    if (name.empty()) return;
    if (traits().spawns.contains(name)) AddConstruct(node, ConstructKind::kSpawn, name);
    const NodeIndex list = FirstOf(node, Role::kArguments);
    AddCall(node, name, kNoNode, kNoNode, ArgumentsOf(list), UseForm::kInstantiation);
  }

  // from order in orders where … select order.Id
  void ReadQuery(NodeIndex node) {
    AddConstruct(node, ConstructKind::kComprehension);
    OpenScope(node, Bindings::ScopeKind::kBlock);
    for (const NodeIndex clause : ItemsOf(node)) {
      const std::string_view kind = KindName(clause);
      const NodeIndex named = tree().ChildByField(clause, name_);
      if (kind == "from_clause" && named != kNoNode) names().Bind(TextOf(named), {}, true);
      const bool first = kind == "join_clause" || kind == "let_clause";
      const NodeIndex name = first ? tree().NamedChild(clause, 0) : kNoNode;
      if (R(name) == Role::kIdentifier) names().Bind(TextOf(name), {}, true);
    }
  }

  // switch (thing) { case Order o: … case { Id: > 1 }: …
  bool MatchesShapes(NodeIndex node) const {
    const std::vector<NodeIndex> parts = ItemsOf(node);
    for (const NodeIndex section : ItemsOf(parts.empty() ? kNoNode : parts.back())) {
      const std::string_view kind = KindName(tree().NamedChild(section, 0));
      if (R(section) == Role::kCase && kind.ends_with("_pattern") && kind != "constant_pattern")
        return true;
    }
    return false;
  }

  static constexpr std::size_t kMaxNested = 64;  // arguments inside one that are told
  std::vector<std::string> statics_;             // of `using static`
  std::unordered_set<std::string> usings_;
  const std::uint16_t type_ = CsharpSyntax().grammar().Field("type");
  const std::uint16_t name_ = CsharpSyntax().grammar().Field("name");
};

void ReadCsharp(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const Result<SyntaxTree> tree =
      SyntaxTree::Parse(CsharpSyntax().grammar(), source.text, source.limits);
  if (!tree) {
    AddParseDiagnostic(tree.error().message, sink);
    return;
  }
  CsharpExtractor(*tree, sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_csharp = {
    {{"csharp", {"C#"}, {}, {}}},
    ReadCsharp,
    1,
};

}  // namespace assay
