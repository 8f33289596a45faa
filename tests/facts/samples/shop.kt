@file:JvmName("Orders")

package com.shop.orders

import io.ktor.server.application.*
import io.ktor.server.response.respond
import io.ktor.server.routing.get
import io.ktor.server.routing.routing
import java.sql.Connection
import java.sql.DriverManager
import java.util.concurrent.locks.ReentrantLock as Lock
import jakarta.inject.Inject
import kotlin.concurrent.withLock
import kotlinx.coroutines.*
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock as locked
import org.slf4j.LoggerFactory
import org.springframework.jdbc.core.JdbcTemplate
import org.springframework.web.bind.annotation.*

private const val TABLE = "orders"
val sortable = listOf("id", "customer")
typealias Prices = Map<String, Double>

interface HasTotal {
    val total: Double
    fun describe(): String = "total $total"
}

/** What a customer ordered. */
data class Order(val id: Int, val customer: String, var replaces: Order? = null) : HasTotal {
    override val total get() = lines.sumOf { it.price * it.count }
    val lines: MutableList<Line> = mutableListOf()

    companion object {
        const val LIMIT = 100
        fun of(customer: String) = Order(0, customer)
    }
}

@JvmInline
value class Sku(val code: String)

class Line(@field:NotBlank val sku: Sku, @get:Min(1) val price: Double, count: Int = 1) {
    val count = count
}

enum class Status(val code: Int) : HasTotal {
    OPEN(1) {
        override val total = 0.0
    },
    PAID(2);

    override val total: Double = 1.0
}

sealed interface Outcome {
    data class Done(val order: Order) : Outcome
    data class Failed(val cause: Throwable) : Outcome
    data object Pending : Outcome
}

class StockException(sku: String, cause: Throwable? = null) : RuntimeException("no $sku left", cause)

object Registry : HasTotal by Order.of("all") {
    @Volatile
    private var made = 0
    private val log = LoggerFactory.getLogger(Registry::class.java)
}

abstract class Store<T : Any>(protected open val connection: Connection) {
    abstract fun find(id: Int): T?
    init {
        require(connection.isValid(1)) { "no connection" }
    }
}

annotation class Audited(val by: String)

class OrderStore @Inject constructor(
    connection: Connection,
    private val jdbc: JdbcTemplate,
) : Store<Order>(connection), AutoCloseable {
    private val log = LoggerFactory.getLogger(javaClass)
    private val lock = Lock()
    private val mutex = Mutex()
    private val queue = Channel<Order>(capacity = 10)
    private val prices by lazy { HashMap<String, Double>() }
    private lateinit var first: Order

    constructor(url: String) : this(DriverManager.getConnection(url), JdbcTemplate())

    @Audited(by = "staff")
    override fun find(id: Int): Order? = lock.withLock {
        val statement = connection.prepareStatement("SELECT id FROM $TABLE WHERE id = ?")
        statement.setInt(1, id)
        statement.executeQuery().use { rows -> if (rows.next()) Order(rows.getInt(1), "ada") else null }
    }

    fun search(customer: String, sort: String, page: Int): List<Order> {
        jdbc.queryForList("SELECT id FROM orders WHERE customer = '$customer' AND page = ${page + 1}")
        jdbc.queryForList("SELECT id FROM orders WHERE customer = ?", customer)
        jdbc.update("UPDATE orders SET customer = " + customer)
        jdbc.execute("DELETE FROM orders WHERE customer = '%s'".format(customer))
        jdbc.execute(String.format("DELETE FROM orders WHERE id = %d", page))
        if (sort !in sortable) throw IllegalArgumentException("cannot sort by $sort")
        val sql = """
            |SELECT id FROM orders
            |ORDER BY $sort
        """.trimMargin()
        jdbc.queryForList(sql)
        val built = StringBuilder("SELECT id FROM orders")
        if (page > 0) built.append(" OFFSET ").append(page)
        jdbc.queryForList(built.toString())
        val text = buildString {
            append("SELECT id FROM orders WHERE customer = ")
            append(customer)
        }
        jdbc.queryForList(text)
        return emptyList()
    }

    suspend fun save(order: Order): Outcome = coroutineScope {
        mutex.locked {
            prices[order.customer] = order.total
        }
        val price = async(Dispatchers.IO) { price(order) }
        val job = launch { queue.send(order) }
        job.join()
        withContext(Dispatchers.IO) {
            delay(10)
            queue.receive()
        }
        for (next in queue) log.info("next {}", next.id)
        try {
            price.await()
            Outcome.Done(order)
        } catch (e: java.sql.SQLException) {
            log.error("order {} not saved", order.id, e)
            Outcome.Failed(e)
        } catch (e: CancellationException) {
            throw e
        } catch (_: Exception) {
            Outcome.Pending
        } finally {
            connection.close()
        }
    }

    fun stream(): Flow<Order> = flow {
        emit(Order(1, "ada"))
    }

    fun numbers() = sequence {
        var n = 0
        while (true) yield(n++)
    }

    fun describe(thing: Any?): String = when (thing) {
        null -> "nothing"
        is Order -> thing.customer
        in 1..9 -> "few"
        is Outcome.Failed, is Outcome.Done -> "over"
        else -> throw StockException("any")
    }

    fun charge(order: Order, counts: IntArray): Double {
        for (i in 0 until counts.size - 1) {
            if (counts[i] > counts[i + 1]) {
                val kept = counts[i]
                counts[i] = counts[i + 1]
                counts[i + 1] = kept
            }
        }
        do { counts[0]-- } while (counts[0] > 0)
        fun fee(n: Int): Int = if (n <= 1) 0 else fee(n - 1)
        val total = try {
            order.replaces?.total ?: order.total
        } catch (e: ArithmeticException) {
            throw StockException("fee", e)
        }
        val copy = order.copy(customer = "bob").apply { replaces = order }.also { first = it }
        val (id, name) = copy
        with(copy) { lines.forEach { line -> log.info(line.sku.code) } }
        synchronized(this) { first = copy }
        val named = listOf(order).map(Order::customer)
        val worker = object : Runnable {
            override fun run() = log.info("run")
        }
        Thread(worker).start()
        runBlocking { launch { worker.run() } }
        return total + fee(2) + describe(copy as? Order).length
    }

    override fun close() = connection.close()

    private tailrec fun price(order: Order): Double = order.replaces?.let { return price(it) } ?: order.total
}

class Search(private val jdbc: JdbcTemplate) {
    private val memo = HashMap<Int, Long>()

    fun find(sorted: IntArray, wanted: Int): Int {
        var low = 0
        var high = sorted.size - 1
        while (low <= high) {
            val middle = (low + high) / 2
            if (sorted[middle] == wanted) return middle
            if (sorted[middle] < wanted) {
                low = middle + 1
            } else {
                high = middle - 1
            }
        }
        return -1
    }

    fun reach(next: Map<Int, List<Int>>, start: Int): Int {
        val waiting = ArrayDeque<Int>()
        val seen = HashSet<Int>()
        waiting.add(start)
        while (waiting.isNotEmpty()) {
            val one = waiting.removeFirst()
            for (other in next[one]!!) {
                if (seen.add(other)) waiting.add(other)
            }
        }
        return seen.size
    }

    fun ways(n: Int): Long {
        if (n < 2) return 1
        if (memo.containsKey(n)) return memo[n]!!
        memo[n] = ways(n - 1) + ways(n - 2)
        return memo[n]!!
    }

    fun climb(n: Int): Long {
        val ways = LongArray(n + 1)
        ways[0] = 1
        for (i in 1..n) {
            ways[i] = ways[i - 1] + i
        }
        return ways[n]
    }

    fun sorted(newest: Boolean, given: String) {
        var order = "ASC"
        if (newest) order = "DESC"
        jdbc.queryForList("SELECT id FROM orders ORDER BY id $order")
        jdbc.queryForList("SELECT id FROM orders ORDER BY ${quoteIdentifier(given)}", null)
        for (one in listOf("a", "b")) {
            try {
                jdbc.update("DELETE FROM orders", mapOf("name" to one), true)
            } catch (e: IndexOutOfBoundsException) {
                continue
            } catch (e: NumberFormatException) {
            } catch (e: IllegalStateException) {
                println("not sorted")
            }
        }
    }

    private fun quoteIdentifier(name: String) = if (name == "id") name else "\"$name\""
}

fun String.slug(): String = trim().lowercase()

inline fun <reified T : Any> make(vararg given: Any, noinline fallback: () -> T): T =
    T::class.constructors.firstOrNull()?.call(*given) ?: fallback()

infix operator fun Order.plus(other: Order): Order = copy(replaces = other)

fun Application.orders(store: OrderStore) = routing {
    get("/orders/{id}") {
        val id = call.parameters["id"]!!.toInt()
        call.respond(store.find(id) ?: error("no order"))
    }
}

@RestController
@RequestMapping("/orders", produces = ["application/json"])
class OrderController(private val store: OrderStore) {
    @GetMapping("/{id}")
    fun show(@PathVariable id: Int, @RequestParam("sort") sort: String): Order? {
        store.search("ada", sort.trim(), page = 2)
        require(id > 0) { "no order sorted by $sort" }
        return store.find(id)
    }
}
