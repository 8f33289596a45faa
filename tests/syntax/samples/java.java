package shop;

import java.util.List;

@RestController
public record Orders(List<Order> all) implements Api {
  @GetMapping("/orders/{id}")
  public Order find(@PathVariable int id) throws NotFound {
    return all.stream()
        .filter(order -> order.id() == id)
        .findFirst()
        .orElseThrow(() -> new NotFound("order %d".formatted(id)));
  }

  static String state(Order order) {
    return switch (order.state()) {
      case PAID -> "paid";
      default -> "open";
    };
  }
}
