"""Orders of a small shop."""

from __future__ import annotations

import asyncio
import enum
import importlib
import logging
import os
import queue
import sqlite3
import threading
import xml.etree.ElementTree as tree
from abc import ABC, abstractmethod
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256 as digest
from typing import TYPE_CHECKING, Generic, Optional, Protocol, TypeVar

import redis
from fastapi import Depends, FastAPI, Request
from psycopg2 import sql
from sqlalchemy import text
from sqlalchemy.orm import Session, declarative_base

from . import settings
from .catalog import *

if TYPE_CHECKING:
    from .models import Customer

try:
    import orjson as json
except ImportError:
    import json

T = TypeVar("T")
Ids = list[int]
type Price = int | float

log = logging.getLogger(__name__)
app = FastAPI(title="shop")
Base = declarative_base()

FIND = "SELECT id, name FROM book WHERE id = %s"
SORTS = {"name": "name", "price": "price"}
COLUMNS = ("id", "name")
KIND = "paper"
HOST = os.environ["REDIS_HOST"]


def connect(host=HOST):
    """Opens the cache."""
    return redis.Redis(host=host, port=6379)


class Missing(LookupError):
    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class Color(enum.Enum):
    RED = 1
    BLUE = 2


class Priced(Protocol):
    price: int


class Item(ABC):
    @abstractmethod
    def total(self) -> int: ...


@dataclass(frozen=True)
class Book(Item):
    title: str
    price: int = 0
    next: Optional[Book] = None
    tags: list[str] = field(default_factory=list)

    def total(self) -> int:
        return self.price


class Shelf(Generic[T]):
    def __init__(self, cache: redis.Redis, session: Session, limit: int = 10) -> None:
        self.cache = cache
        self.session = session
        self.lock = threading.Lock()
        self.jobs = queue.Queue(maxsize=limit)
        self._seen: dict[str, T] = {}

    @property
    def client(self) -> redis.Redis:
        return self.cache

    @staticmethod
    def parse(raw: bytes) -> Book:
        return Book(**json.loads(raw))

    def put(self, key: str, value: T, *, ttl: int = 60) -> bool:
        with self.lock:
            self._seen[key] = value
            self.client.set(key, json.dumps(value), ex=ttl, nx=True)
        self.jobs.put(key)
        return self.cache.exists(key) == 1

    def take(self):
        key = self.jobs.get()
        pipe = self.cache.pipeline().get(key).delete(key)
        if not pipe.execute():
            raise Missing(key)
        yield from self._seen.values()
        yield key

    def find(self, name: str, sort: str, page: str, columns):
        query = "SELECT id, name FROM book"
        query += f" WHERE name = '{name}'"
        query += " ORDER BY " + SORTS[sort]
        query += " LIMIT %d" % int(page)
        self.session.execute(text(query))
        self.session.execute(text("SELECT id FROM book WHERE id = :id"), {"id": 1})
        table = "book" if page else "shelf"
        self.session.execute(text("SELECT * FROM {} WHERE n = {}".format(table, len(columns))))
        return self.session.query(Book).filter(Book.title == name).order_by(Book.price).all()


def rows(name, order):
    connection = sqlite3.connect("shop.db")
    connection.execute(FIND, (name,))
    connection.execute(f"{FIND} AND kind = '{KIND}' AND n = {unknown()}")
    statement = sql.SQL("SELECT {} FROM book").format(sql.Identifier(name))
    connection.execute(statement)
    if order not in COLUMNS:
        raise ValueError(order)
    lines = ["SELECT id", "FROM book", "ORDER BY " + order]
    connection.execute(" ".join(lines))
    connection.execute("\n".join(["SELECT id", "FROM book", f"WHERE name = '{name}'"]))
    return connection.execute(
        """
        SELECT id
        FROM book
        WHERE price > ?
        """,
        (10,),
    )


@app.get("/books/{kind}", response_model=None)
async def books(request: Request, db: Session = Depends(connect), kind: str = "all"):
    term = request.query_params["term"]
    db.execute(text("SELECT id FROM book WHERE name = '" + term + "'"))
    shelf = Shelf(connect(), db)
    shelf.put("term", term)
    task = asyncio.create_task(load(kind))
    await asyncio.gather(task, load("none"))
    async with db.begin():
        async for row in stream():
            log.info("row %s", row)
    hint = "SELECT a book FROM the shelf"
    return {"hash": digest(term.encode()).hexdigest(), "hint": hint}


async def load(kind):
    match kind:
        case "all":
            return [book for book in await stream() if book.price > 1]
        case _:
            return None


def work(shelf: Shelf, paths):
    thread = threading.Thread(target=shelf.take, daemon=True)
    thread.start()
    with ThreadPoolExecutor(max_workers=2) as pool:
        futures = [pool.submit(tree.parse, path) for path in paths]
    plugin = importlib.import_module("shop.plugin")
    plugin.run()
    for future in futures:
        try:
            future.result()
        except (OSError, tree.ParseError) as error:
            raise Missing("path") from error
        except TimeoutError:
            pass
        except Exception:
            log.exception("unreadable")
            raise
        finally:
            thread.join()


@lru_cache(maxsize=None)
def ways(n: int) -> int:
    return 1 if n < 2 else ways(n - 1) + ways(n - 2)


def count(n, memo):
    if n in memo:
        return memo[n]
    memo[n] = count(n - 1, memo) + count(n - 2, memo)
    return memo[n]


def search(a, x):
    lo, hi = 0, len(a)
    while lo < hi:
        mid = (lo + hi) // 2
        if a[mid] < x:
            lo = mid + 1
        else:
            hi = mid
    return lo


def reach(graph, start):
    todo, seen = deque([start]), {start}
    while todo:
        node = todo.popleft()
        for other in graph[node]:
            if other not in seen:
                seen.add(other)
                todo.append(other)
    return seen


def sort(a, costs):
    for i in range(1, len(a)):
        while i > 0 and a[i] < a[i - 1]:
            a[i], a[i - 1] = a[i - 1], a[i]
            i -= 1
    for i in range(2, len(costs)):
        costs[i] = min(costs[i], costs[i - 1] + costs[i - 2])
