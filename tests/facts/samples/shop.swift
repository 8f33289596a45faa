import Foundation
import struct Foundation.Date
@testable import Shop
@_exported import Logging
import Vapor
import Fluent

/// What can be sold.
protocol Item: AnyObject {
    var price: Int { get }
    func cost(of count: Int) throws -> Int
}

enum OrderError: Error {
    case missing(id: Int)
    case closed
}

struct Order: Content {
    let id: UUID
    var title: String = "none"
    var next: [Order] = []
}

/// Keeps the orders.
@MainActor
final class Orders<T: Item>: Service, RouteCollection {
    private let session: URLSession
    let date: Foundation.Date
    weak var parent: Orders?
    lazy var lock = NSLock()
    static let find = "SELECT a FROM book WHERE n = ?"
    @Published var total: Int = 0

    init(session: URLSession = .shared, date: Date) {
        self.session = session
        self.date = date
        super.init()
    }

    deinit { print("gone") }

    override func boot(routes: RoutesBuilder) throws {
        let group = routes.grouped("orders")
        group.get(":id", use: show)
        routes.post("orders") { request async throws -> Order in
            let order = try request.content.decode(Order.self)
            return order
        }
    }

    func show(_ request: Request, limit: Int = 10) async throws -> [Order] {
        guard let id = request.parameters.get("id"), limit > 0 else {
            throw Abort(.notFound, reason: "no \(limit)")
        }
        let rows = try await sql.raw("SELECT a FROM book WHERE id = '\(id)' AND n = \(limit)").all()
        let (data, response) = try await session.data(from: URL(string: "https://x")!)
        lock.lock()
        defer { lock.unlock() }
        do {
            try save(data)
        } catch OrderError.missing(let id) {
            print("missing \(id)")
        } catch let error as URLError where error.code == .timedOut {
            throw OrderError.closed
        } catch is CancellationError {
        } catch {
            logger.error("failed \(error)")
            throw error
        }
        return rows
    }

    func concurrent(ids: [Int]) async {
        Task { await self.show(ids) }
        Task.detached { print("x") }
        DispatchQueue.global().async { print("y") }
        async let first = load(1)
        await withTaskGroup(of: Int.self) { group in
            for id in ids { group.addTask { id } }
        }
        for await value in stream { continuation.yield(value) }
        queue.sync { total += 1 }
        semaphore.wait()
    }

    func kind(_ item: Item) -> String {
        switch item {
        case let book as Book where book.pages > 3: return book.title
        case is Order: return "order"
        default: return "?"
        }
    }

    func bisect(_ a: [Int], _ x: Int) -> Int {
        var low = 0
        var high = a.count
        while low < high {
            let middle = (low + high) / 2
            if a[middle] < x { low = middle + 1 } else { high = middle }
        }
        return low
    }

    func walk(from start: Int) {
        var queue = [start]
        var seen: Set<Int> = []
        while !queue.isEmpty {
            let one = queue.removeFirst()
            if seen.contains(one) { continue }
            seen.insert(one)
            queue.append(one + 1)
        }
    }

    var memo: [Int: Int] = [:]
    func fib(_ n: Int) -> Int {
        if let known = memo[n] { return known }
        let r = fib(n - 1) + fib(n - 2)
        memo[n] = r
        return r
    }

    func sort(_ a: inout [Int]) {
        for i in 0..<a.count {
            if a[i] > a[i + 1] { a.swapAt(i, i + 1) }
        }
        repeat { total -= 1 } while total > 0
        let even = a.filter { $0 % 2 == 0 }.map { value in value * 2 }
        let name = total > 1 ? "many" : "one"
        let optional = parent?.total ?? 0
        let sql = """
            SELECT a
            FROM t WHERE n = '\(name)'
            """
    }
}

extension Orders: CustomStringConvertible {
    var description: String { "orders" }
    // A comment with sql.raw("SELECT 1") is no use.
    func log(_ id: Int) { log(id - 1) }
}

typealias Ids = [Int]

let shared = Orders<Book>(date: Date())

final class Book: Model, @unchecked Sendable {
    @ID(key: .id) var id: UUID?
    @Field(key: "title") var title: String
    @OptionalParent(key: "sequel_id") var sequel: Book?

    subscript(page: Int) -> String { pages[page] }
    static func == (a: Book, b: Book) -> Bool { a.id == b.id }
    required init?(raw: String = "", limits: [String: Int] = ["pages": 3]) throws { self.title = raw }
}

indirect enum Tree<T> {
    case leaf
    case node(left: Tree<T>, value: T)
}

actor Bank {
    private(set) var total = 0
    nonisolated let name = #"the "bank" \#(1)"#
    func add(_ count: Int) { total += count }
}

func work(bank: Bank, on sql: SQLDatabase, name: String) async throws -> Int {
    if try await isOpen(bank) { await bank.add(1) } else { return 0 }
    let (stream, sender) = AsyncStream.makeStream(of: Int.self)
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { sender.yield(1) }
        for try await done in group { print(done) }
    }
    for await count in stream where count > 0 { await bank.add(count) }
    let rows = try await sql.raw("SELECT a FROM t WHERE n = \(bind: name) ORDER BY \(ident: name)").all()
    try await sql.raw("DELETE FROM t WHERE n = '\(unsafeRaw: name)'").run()
    guard let first = rows.first, case .some(let count) = first.count else { throw Abort(.notFound) }
    switch await load(count) {
    case .success(let value): return value
    case .failure(let error): throw error
    }
}

func walkAll(_ start: Int, edges: [[Int]]) -> [Int] {
    var stack = [start]
    var seen = Set<Int>()
    while let next = stack.popLast() {
        guard seen.insert(next).inserted else { continue }
        for other in edges[next] where !seen.contains(other) { stack.append(other) }
    }
    var steps = [Int](repeating: 0, count: start + 1)
    for i in 2...start { steps[i] = steps[i - 1] + steps[i - 2] }
    (steps[0], steps[1]) = (steps[1], steps[0])
    return steps
}

let table = "book"
private let sortable: Set<String> = ["title", "pages"]

struct Shelf {
    static let columns = ["id", "title"]
    static let shelf = "shelf"

    func sorted(on sql: SQLDatabase, by column: String, then second: String) async throws {
        guard sortable.contains(column) else { throw Abort(.badRequest) }
        if !Self.columns.contains(second) { return }
        try await sql.raw("SELECT a FROM \(unsafeRaw: table) ORDER BY \(column), \(second)").run()
        try await sql.raw("SELECT a FROM \(raw: Self.shelf) LIMIT \(raw: sortable.count)").run()
    }
}
