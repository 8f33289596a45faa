using System.Linq;

namespace Shop;

[Route("orders")]
public class OrdersController(IOrders orders) : ControllerBase
{
    [HttpGet("{id:int}")]
    public async Task<IActionResult> Get(int id) =>
        await orders.FindAsync(id) is { } order ? Ok(order) : NotFound();

    public int Total => orders.All.Where(o => o.Paid).Sum(o => o.Price);
}
