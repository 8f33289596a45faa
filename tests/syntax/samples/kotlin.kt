package shop

import kotlinx.coroutines.delay

data class Order(val id: Int, val price: Double = 0.0)

sealed interface State

object Paid : State

suspend fun total(orders: List<Order>): Double {
    delay(10)
    return orders.filter { it.price > 0 }.sumOf { it.price }
}

fun name(state: State?): String = when (state) {
    is Paid -> "paid"
    null -> "none"
    else -> "state ${state.hashCode()}"
}
