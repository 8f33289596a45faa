package shop

import scala.concurrent.Future

case class Order(id: Int, price: BigDecimal = 0)

trait Orders {
  def find(id: Int): Future[Option[Order]]
}

object Orders {
  def total(orders: Seq[Order]): BigDecimal = {
    val paid = for { order <- orders if order.price > 0 } yield order.price
    paid.sum match {
      case zero if zero == 0 => println(s"none of ${orders.size}"); zero
      case sum => sum
    }
  }
}
