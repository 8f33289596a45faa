// What C# and its libraries are known for.
#include "facts/csharp/syntax.h"

namespace assay {

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

}  // namespace assay
