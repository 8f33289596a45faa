package shop;

import static java.util.Comparator.*;
import static java.util.Objects.requireNonNull;

import com.example.a.*;
import com.example.b.*;
import java.io.IOException;
import java.time.*;
import java.util.*;
import java.util.Map.Entry;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import lombok.extern.slf4j.Slf4j;
import org.example.http.Client;
import org.example.http.Client.Reply;
import org.example.json.Json;

/** Every form of a call that a file can tell, and what hides a name. */
@Slf4j
public class Orders extends Base {
  private final Lock lock = new ReentrantLock();
  private final Client client;
  private static final Map<String, Reply> REPLIES = new HashMap<>();

  record Line(@Deprecated String name, int count) {
    Line {
      requireNonNull(name);
    }
  }

  enum State { OPEN(Duration.ZERO), CLOSED(Duration.ofDays(1)); State(Duration after) {} Duration after() { return null; } }

  Orders(Client client) {
    this.client = requireNonNull(client);
  }

  Reply find(String id) throws IOException {
    lock.lock();
    try (var body = new java.io.StringReader(id + "!")) {
      body.read();
      client.get(id).header("a", "b").send();
      this.client.close();
      return REPLIES.computeIfAbsent(id, key -> key.isEmpty() ? null : reply());
    } catch (IllegalStateException problem) {
      log.warn("no {}", problem.getMessage());
      throw new UncheckedOrder(problem);
    } finally {
      lock.unlock();
    }
  }

  Reply reply() { return Json.read("{}".trim(), Reply.class); }

  void hidden(Object Json, Entry<String, Line> entry) {
    Json.toString();
    reply().status();
    entry.getValue();
    List<Line> lines = new ArrayList<>();
    lines.sort(comparing(Line::name));
    for (Line line : lines) line.name().length();
    var text = "a" + lines.size();
    text.strip();
    Object other = new Runnable() {
      private final Optional<String> name = Optional.empty();
      @Override public void run() { name.isPresent(); super.toString(); unknown(); }
    };
    if (other instanceof Client again) again.close();
    lines.stream().map(Object::new).toList();
    Duration.ofDays(2).toHours();
    State.OPEN.after().toDays();
    new Reply().status();
  }

  static final Set<String> NAMES;

  static {
    NAMES = new LinkedHashSet<>();
    NAMES.add("a");
  }

  /** Hides an import, and nothing outside. */
  static class Hiding {
    Json own;

    void run() {
      own.toString();
      Json.read();
    }

    static class Json { static void read() {} }
  }
}
