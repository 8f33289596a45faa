import Foundation

struct Order: Codable {
    let id: Int
    var price: Double = 0
}

actor Orders {
    private var all: [Int: Order] = [:]

    func find(_ id: Int) async throws -> Order {
        guard let order = all[id] else { throw URLError(.badURL) }
        return order
    }

    func total() -> Double {
        all.values.filter { $0.price > 0 }.map(\.price).reduce(0, +)
    }
}
