from __future__ import annotations

import asyncio
from dataclasses import dataclass


@dataclass(frozen=True)
class Order:
    id: int
    price: float = 0.0


async def total(orders: list[Order], *, limit: int = 10) -> float:
    prices = [order.price for order in orders[:limit] if order.price]
    async with asyncio.Lock() as lock:
        print(f"{lock!r}: {sum(prices):.2f}")
    match prices:
        case [first, *_]:
            return first
        case _:
            raise ValueError("no order")
