package shop.orders

import java.sql.{Connection, DriverManager => Drivers}
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.locks.ReentrantLock
import scala.collection.mutable
import scala.concurrent.{Await, ExecutionContext, Future}
import scala.concurrent.duration.Duration
import play.api.mvc._
import com.shop.Codecs.given
import com.shop.money.{Rate as R, given}
import org.slf4j.LoggerFactory, org.slf4j.Logger

/** What can be ordered. */
sealed trait Item { def price: BigDecimal }

case class Book(title: String, price: BigDecimal, sequel: Option[Book] = None) extends Item

class Failed(message: String, cause: Throwable) extends RuntimeException(message, cause)

enum Color { case Red, Green }

type Names = List[String]

given ordering: Ordering[Book] = Ordering.by(_.title)

/** Keeps orders. */
@Singleton
class Orders @Inject() (connection: Connection, implicit val context: ExecutionContext)
    extends AbstractController(connection)
    with Item
    with Closeable {
  private val log: Logger = LoggerFactory.getLogger("orders")
  private val lock = new ReentrantLock()
  private var next: Orders = _
  val url = "jdbc:postgresql://db/shop"
  lazy val other = Drivers.getConnection(url)

  override def price: BigDecimal = BigDecimal(1)

  @deprecated("use all", since = "2")
  def find(id: Int, name: String = "x")(implicit limit: Int): Future[Option[Book]] = {
    val statement = connection.prepareStatement(s"SELECT a FROM book WHERE n = '$name' AND i = ${id + 1}")
    statement.setInt(1, id)
    other.createStatement().executeQuery("SELECT a FROM book ORDER BY " + name)
    val rows = statement.executeQuery()
    if (rows.next() && id > 1) log.info(s"found $id") else log.warn("none")
    Future { rows.getString(1) }.map(Book(_, price)).recover { case e: Exception => null }
  }

  def locked[T](body: => T): T = {
    lock.lock()
    try body
    catch {
      case e: java.io.IOException => throw new Failed("disk", e)
      case e @ (_: InterruptedException | _: IllegalStateException) => log.error("state", e); throw e
      case NonFatal(e) =>
        log.error("failed", e)
        body
      case _: NumberFormatException =>
    } finally lock.unlock()
  }

  def guarded(): Unit = synchronized { next = new Orders(connection, context) }

  def kind(item: Item): String = item match {
    case Book(title, _, _) if title.nonEmpty => title
    case o: Orders => o.url
    case _ => "?"
  }

  def bisect(a: Array[Int], x: Int): Int = {
    var low = 0
    var high = a.length
    while (low < high) {
      val middle = (low + high) / 2
      if (a(middle) < x) low = middle + 1 else high = middle
    }
    low
  }

  def walk(start: Book): Unit = {
    val queue = mutable.Queue(start)
    val seen = mutable.Set[Book]()
    while (queue.nonEmpty) {
      val book = queue.dequeue()
      if (!seen.contains(book)) {
        seen.add(book)
        queue.enqueue(book)
      }
    }
  }

  val memo = mutable.Map[Int, Int]()
  def fib(n: Int): Int = {
    if (memo.contains(n)) return memo(n)
    val r = fib(n - 1) + fib(n - 2)
    memo.put(n, r)
    r
  }

  def squares(n: Int) = for (i <- 1 to n; if i % 2 == 0) yield i * i

  def each(books: List[Book]): Unit = {
    for (book <- books) println(book.title)
    books.foreach(book => println(book.price))
    do { lock.tryLock(5, TimeUnit.SECONDS) } while (false)
  }

  def text(id: Int): String = f"$id%05d" + """
    |SELECT b
    |FROM item""".stripMargin
}

object Orders {
  val Timeout = 30
  // A comment that names connection.prepareStatement(sql) is no use.
  def apply(connection: Connection): Orders = new Orders(connection, ExecutionContext.global)
}

object Columns {
  private val Kind = "novel"
  private val Sortable = List("title", "price")
  val Newest = "SELECT a FROM book ORDER BY added DESC"
}

class Search(connection: Connection, orders: Orders) {
  export orders.{locked, price as total}
  export java.util.UUID.randomUUID
  export Orders.*

  private val waiting = new LinkedBlockingQueue[Book]()

  def this(url: String, orders: Orders) = this(Drivers.getConnection(url), orders)

  def find(request: Request[AnyContent], column: String, newest: Boolean): Unit = {
    val statement = connection.createStatement()
    val name = request.getQueryString("name").getOrElse("")
    statement.executeQuery(s"SELECT a FROM book WHERE n = '$name' AND kind = '${Columns.Kind}'")
    var order = "ASC"
    if (newest) order = "DESC"
    statement.executeQuery(s"SELECT a FROM book ORDER BY price $order, ${guessed()}")
    statement.executeQuery("SELECT a FROM " + statement.enquoteIdentifier(column, true))
    if (!Columns.Sortable.contains(column)) throw new IllegalArgumentException(column)
    statement.executeQuery(s"SELECT a FROM book ORDER BY $column")
  }

  def next(): Book = {
    val found = Await.result(orders.find(1)(1), Duration.Inf)
    waiting.put(found.get)
    waiting.take()
  }

  def sort(a: Array[Int]): Unit =
    for (i <- 1 until a.length) {
      if (a(i - 1) > a(i)) {
        val kept = a(i)
        a(i) = a(i - 1)
        a(i - 1) = kept
      }
    }

  def climb(n: Int): Array[Long] = {
    val ways = new Array[Long](n + 1)
    ways(0) = 1
    for (i <- 2 to n) ways(i) = ways(i - 1) + ways(i - 2)
    ways
  }
}

extension (book: Book) def cheap: Boolean = book.price < 5

def slug(title: String): String = title.trim.toLowerCase
