// Orders of a small shop: each thing of C# that facts are read from.
global using System.Linq;
using System.Collections.Concurrent;
using System.Data;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using Dapper;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using static System.Math;
using Json = System.Text.Json.JsonSerializer;
using Prices = System.Collections.Generic.Dictionary<string, decimal>;

namespace Shop.Orders;

/// <summary>What a customer ordered.</summary>
[Index(nameof(Customer), IsUnique = false)]
public sealed class Order
{
    public int Id { get; init; }
    public required string Customer { get; set; } = "";
    public Order? Replaces { get; set; }
    public List<Line> Lines { get; } = [];
    public decimal Total => Lines.Sum(line => line.Price * line.Count);
}

public record Line(string Sku, decimal Price, int Count = 1);

public readonly record struct Money(decimal Amount, string Currency);

public enum Status { Open, Paid = 2 }

public interface IOrders<T> where T : class
{
    Task<T?> Find(int id, CancellationToken stop = default);
}

public class StockException(string sku, Exception? cause = null)
    : InvalidOperationException($"no {sku} left", cause);

public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Order> Orders => Set<Order>();
}

public static class Texts
{
    public static string Slug(this string name) => name.Trim().ToLowerInvariant();
}

public class OrderStore(ShopContext context, IDbConnection db, ILogger<OrderStore> log) : IOrders<Order>
{
    private const string Table = "orders";
    private static readonly string[] Sortable = ["id", "customer"];
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly object guard = new();
    private readonly Channel<Order> queue = Channel.CreateBounded<Order>(100);
    private readonly ConcurrentDictionary<int, decimal> totals = new();

    public event EventHandler<Order>? Paid;

    public async Task<Order?> Find(int id, CancellationToken stop = default)
    {
        await gate.WaitAsync(stop);
        try
        {
            return await context.Orders
                .Include(order => order.Lines)
                .FirstOrDefaultAsync(order => order.Id == id, stop);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw;
        }
        catch (NpgsqlException e) when (e.IsTransient)
        {
            log.LogWarning(e, "order {Id} not read", id);
        }
        catch (Exception e)
        {
            throw new StockException("any", e);
        }
        finally
        {
            gate.Release();
        }
        return null;
    }

    public IEnumerable<dynamic> Search(string customer, string sort, int page)
    {
        var bound = context.Orders.FromSqlInterpolated($"SELECT * FROM orders WHERE customer = {customer}");
        var raw = context.Orders.FromSqlRaw($"SELECT * FROM orders WHERE customer = '{customer}'");
        var given = context.Orders.FromSqlRaw("SELECT * FROM orders WHERE customer = {0}", customer);
        context.Database.ExecuteSql($"DELETE FROM orders WHERE id = {page}");
        if (!Sortable.Contains(sort)) throw new ArgumentException(nameof(sort));
        db.Query<Order>("SELECT id FROM " + Table + " WHERE customer = @customer", new { customer });
        db.Execute($@"UPDATE orders
            SET customer = '{customer}' WHERE id = {page}");
        db.Query($"""
            SELECT id FROM orders
            ORDER BY {sort} LIMIT {page}
            """);
        var sql = new StringBuilder("SELECT id FROM orders");
        if (page > 0) sql.Append(" OFFSET ").Append(page);
        db.Query(sql.ToString());
        using var command = new NpgsqlCommand("SELECT count(*) FROM orders WHERE customer = @c");
        command.Parameters.AddWithValue("c", customer);
        db.Query(string.Format("SELECT id FROM orders WHERE customer = '{0}'", customer));
        return from order in context.Orders
               where order.Customer == customer && order.Id > page
               orderby order.Id descending
               select order.Customer;
    }

    public async IAsyncEnumerable<Order> Stream([EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var order in queue.Reader.ReadAllAsync(stop))
        {
            if (order is { Total: > 100m, Customer: var name } and not null) yield return order;
            else if (order is Order { Id: 0 } first) yield break;
        }
        await queue.Writer.WriteAsync(new Order { Id = 1, Customer = "ada" }, stop);
        await using var scope = Open();
    }

    public string Describe(object? thing) => thing switch
    {
        null => "nothing",
        Order { Id: > 10 } order when order.Lines.Count > 0 => order.Customer,
        (int a, int b) => $"{a} of {b}",
        _ => throw new NotSupportedException(),
    };

    public decimal Charge(Order order, params int[] counts)
    {
        lock (guard)
        {
            totals.AddOrUpdate(order.Id, order.Total, (_, old) => old + order.Total);
            totals[order.Id] += 1;
        }
        Monitor.Enter(guard);
        for (var i = 0; i < counts.Length - 1; i++)
        {
            if (counts[i] > counts[i + 1]) (counts[i], counts[i + 1]) = (counts[i + 1], counts[i]);
        }
        do { counts[0]--; } while (counts[0] > 0);
        Task.Run(() => Charge(order, counts));
        var best = order.Replaces?.Total ?? Max(1m, order.Total);
        Paid?.Invoke(this, order);
        Func<int, int> twice = static n => n * 2;
        switch (order.Lines.Count)
        {
            case 0: break;
            case > 5: goto default;
            default: best += Fee(2); break;
        }
        using (var file = File.OpenRead("orders.json")) Json.Serialize(file, order);
        return best;

        decimal Fee(int n) => n <= 1 ? 0 : Fee(n - 1) + twice(n);
    }

    ~OrderStore() => gate.Dispose();

    private static IAsyncDisposable Open() => throw new NotImplementedException();
}

[ApiController, Route("api/orders")]
public class OrdersController : ControllerBase
{
    private readonly IOrders<Order> _orders;
    private readonly IHttpClientFactory _clients;

    public OrdersController(IOrders<Order> orders, IHttpClientFactory clients)
    {
        _orders = orders ?? throw new ArgumentNullException(nameof(orders));
        _clients = clients;
    }

    [HttpGet("{id:int}", Name = "one")]
    [ProducesResponseType(typeof(Order), StatusCodes.Status200OK)]
    public async Task<ActionResult<Order>> Get([FromRoute] int id, [FromServices] IDbConnection db)
    {
        var order = await _orders.Find(id);
        db.Query("SELECT id FROM orders WHERE customer = '" + Request.Query["name"] + "'");
        var client = _clients.CreateClient("stock");
        var answer = await client.GetAsync($"/stock/{id}").ConfigureAwait(false);
        var (status, body) = (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        return order is null ? NotFound() : Ok(order);
    }
}

public delegate decimal Pricing(Order order);

public class Search(IDbConnection db)
{
    private const string Column = "customer";
    private readonly Dictionary<int, long> memo = [];

    public static int Find(int[] sorted, int wanted)
    {
        int low = 0, high = sorted.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] == wanted) return middle;
            if (sorted[middle] < wanted) low = middle + 1;
            else high = middle - 1;
        }
        return -1;
    }

    public static int Reach(Dictionary<int, List<int>> next, int start)
    {
        var open = new Queue<int>();
        var seen = new HashSet<int> { start };
        open.Enqueue(start);
        while (open.Count > 0)
        {
            var at = open.Dequeue();
            foreach (var one in next[at])
            {
                if (seen.Add(one)) open.Enqueue(one);
            }
        }
        return seen.Count;
    }

    public long Ways(int n)
    {
        if (n < 2) return 1;
        if (memo.ContainsKey(n)) return memo[n];
        return memo[n] = Ways(n - 1) + Ways(n - 2);
    }

    public static long Climb(int n)
    {
        var ways = new long[n + 1];
        ways[0] = 1;
        for (var i = 1; i <= n; i++) ways[i] = ways[i - 1] + i;
        return ways[n];
    }

    public void Sorted(bool newest, string given, NpgsqlCommandBuilder quoting)
    {
        var order = newest ? "DESC" : "ASC";
        db.Query($"SELECT id FROM orders WHERE {Column} = 1 ORDER BY id {order}");
        db.Query($"SELECT id FROM orders ORDER BY {quoting.QuoteIdentifier(given)}");
        foreach (var one in new[] { "a", "b" })
        {
            try { db.Execute("DELETE FROM orders", null, transaction: null); }
            catch (TimeoutException) { continue; }
            catch (NpgsqlException) { }
            catch (IOException) { Reset(new List<string> { one }, true); }
        }
    }

    private void Reset(List<string> names, bool all) => db.Open();
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddDbContext<ShopContext>(options =>
            options.UseNpgsql(builder.Configuration.GetConnectionString("Shop")));
        builder.Services.AddScoped<IOrders<Order>, OrderStore>();
        var app = builder.Build();
        app.MapGet("/orders/{id}", async (int id, IOrders<Order> orders) => await orders.Find(id));
        app.MapPost("/orders", ([FromBody] Order order) => Results.Created($"/orders/{order.Id}", order))
            .RequireAuthorization("staff");
        var workers = Enumerable.Range(0, 4).Select(n => new Thread(() => Console.WriteLine("ready"))).ToList();
        Parallel.ForEach(workers, worker => worker.Start());
        app.Run();
    }
}
