from __future__ import annotations
import redis as r, os.path
from typing import TYPE_CHECKING, Optional
if TYPE_CHECKING:
    from sqlalchemy.orm import Session
try:
    import ujson as json
except ImportError:
    json = None

class Cache(Base, metaclass=ABCMeta):
    next: Optional["Cache"] = None

    def __init__(self, client=None, *args, **kw):
        self.client = client or r.Redis()

    @property
    def size(self) -> int:
        return self.client.get("size")

async def main(db: Session, order: str):
    global total
    async with db.begin() as tx, lock:
        rows = await tx.execute(f"SELECT a FROM t WHERE b = {order!r:>{n}}")
    if order not in ("a", "b"):
        raise ValueError("x") from None
    return [row["a"] for row in rows if row], {**kw, "k": lambda x: x}
