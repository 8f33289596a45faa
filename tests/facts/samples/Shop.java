package com.example.shop;

import static java.util.stream.Collectors.toList;
import static org.springframework.http.HttpStatus.*;

import com.example.shop.catalog.Catalog;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.*;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.*;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.*;

/** What has a price. */
interface Priced {
  int RATE = 19;

  int price();

  default int taxed() {
    return price() * RATE;
  }
}

enum Color {
  RED,
  BLUE;

  Color next() {
    return this == RED ? BLUE : RED;
  }
}

@interface Audited {
  String value() default "";
}

record Point(int x, int y) {
  Point {
    if (x < 0) throw new IllegalArgumentException("x");
  }
}

sealed interface Event permits Sold, Bought {}

record Sold(int id) implements Event {}

record Bought(int id, String by) implements Event {}

class Missing extends RuntimeException {
  Missing(String key, Throwable cause) {
    super("no " + key, cause);
  }
}

@Entity
@Table(name = "book", indexes = @Index(columnList = "title"))
abstract class Item<T extends Comparable<T>> implements Priced {
  @Id @GeneratedValue(strategy = GenerationType.IDENTITY) private Long id;

  @Column(nullable = false, length = 80)
  protected String title;

  private Item<T> next;

  public abstract int price();
}

@Service
class Orders {
  private static final Logger log = LoggerFactory.getLogger(Orders.class);
  private static final String FIND = "SELECT id, title FROM book WHERE id = ?";
  private static final String KIND = "paper";
  private static final Map<String, String> SORTS = Map.of("title", "title", "price", "price");
  private static final List<String> COLUMNS = List.of("id", "title");

  private final JdbcTemplate jdbc;
  private final ReentrantLock lock = new ReentrantLock();
  private final BlockingQueue<String> jobs = new ArrayBlockingQueue<>(10);
  private final Map<Integer, Long> memo = new HashMap<>();
  @Autowired private StringRedisTemplate redis;

  Orders(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  String cached(String key) {
    String told = redis.opsForValue().get(key);
    if (told == null) redis.opsForValue().set(key, "none");
    return told;
  }

  List<Map<String, Object>> search(String name, String sort, int page, Object unknown) {
    StringBuilder sql = new StringBuilder("SELECT id, title FROM book");
    sql.append(" WHERE title = '").append(name).append("'");
    sql.append(" ORDER BY ").append(SORTS.get(sort));
    sql.append(" LIMIT " + page);
    jdbc.queryForList(sql.toString());
    jdbc.queryForList(FIND + " AND kind = '" + KIND + "' AND n = " + unknown.hashCode());
    jdbc.queryForList(String.format("SELECT id FROM %s WHERE n = %d", name, page));
    jdbc.queryForList(String.format("SELECT id FROM book WHERE kind = '%s'", KIND));
    String query = "SELECT id FROM book";
    query += " WHERE title = '" + name + "'";
    jdbc.queryForList(query);
    String table = page > 1 ? "book" : "shelf";
    jdbc.queryForList("SELECT id FROM " + table);
    if (!COLUMNS.contains(sort)) throw new IllegalArgumentException(sort);
    jdbc.queryForList("SELECT id FROM book ORDER BY " + sort);
    jdbc.queryForList(String.join(" ", "SELECT id", "FROM book", "WHERE n = '" + name + "'"));
    return jdbc.queryForList(
        """
        SELECT id
        FROM book
        WHERE title = ?
        """,
        name);
  }

  void raw(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement(FIND)) {
      prepared.setString(1, name);
      prepared.executeQuery();
      statement.executeQuery("SELECT id FROM " + statement.enquoteIdentifier(name, true));
    } catch (SQLException | IllegalStateException error) {
      throw new Missing(name, error);
    } finally {
      log.info("done");
    }
  }

  void work(ExecutorService pool) throws InterruptedException {
    pool.submit(() -> cached("a"));
    CompletableFuture.supplyAsync(this::count).thenAccept(System.out::println);
    new Thread(() -> cached("b")).start();
    lock.lock();
    try {
      jobs.put("a");
    } finally {
      lock.unlock();
    }
    synchronized (memo) {
      jobs.take();
    }
    try {
      Thread.sleep(1);
    } catch (InterruptedException error) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException ignored) {
    } catch (Exception error) {
      log.error("failed", error);
    }
    try (var source = new HikariDataSource()) {
      source.setMaximumPoolSize(10);
    } catch (Exception error) {
      throw error;
    }
  }

  int count() {
    return COLUMNS.stream().map(String::length).filter(n -> n > 1).collect(toList()).size();
  }

  long ways(int n) {
    if (n < 2) return 1;
    if (memo.containsKey(n)) return memo.get(n);
    long count = ways(n - 1) + ways(n - 2);
    memo.put(n, count);
    return count;
  }

  static int search(int[] a, int x) {
    int lo = 0;
    int hi = a.length;
    while (lo < hi) {
      int mid = (lo + hi) >>> 1;
      if (a[mid] < x) {
        lo = mid + 1;
      } else {
        hi = mid;
      }
    }
    return lo;
  }

  static Set<Integer> reach(Map<Integer, List<Integer>> graph, int start) {
    Deque<Integer> todo = new ArrayDeque<>(List.of(start));
    Set<Integer> seen = new HashSet<>(Set.of(start));
    while (!todo.isEmpty()) {
      int node = todo.poll();
      for (int next : graph.get(node)) {
        if (seen.contains(next)) continue;
        seen.add(next);
        todo.add(next);
      }
    }
    return seen;
  }

  static void sort(int[] a, int[] costs) {
    for (int i = 1; i < a.length; i++) {
      for (int j = i; j > 0 && a[j] < a[j - 1]; j--) {
        int t = a[j];
        a[j] = a[j - 1];
        a[j - 1] = t;
      }
    }
    for (int i = 2; i < costs.length; i++) {
      costs[i] = Math.min(costs[i], costs[i - 1] + costs[i - 2]);
    }
  }
}

@RestController
@RequestMapping("/books")
class Books extends Catalog {
  private final Orders orders;

  @Autowired
  Books(Orders orders) {
    this.orders = orders;
  }

  @GetMapping("/{name}")
  List<Map<String, Object>> find(@PathVariable String name, HttpServletRequest request) {
    orders.search(name, "title", 1, request);
    String term = request.getParameter("term");
    return new JdbcTemplate().queryForList("SELECT id FROM book WHERE title = '" + term + "'");
  }

  @Override
  public String toString() {
    return switch (event()) {
      case Sold sold -> "sold " + sold.id();
      case Bought(int id, String by) when id > 0 -> by;
      default -> OK.name();
    };
  }
}
