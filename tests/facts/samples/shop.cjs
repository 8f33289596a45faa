"use strict";

require("dotenv/config");
const fs = require("node:fs/promises");
const { Pool, Client: Connection } = require("pg");
const express = require("express");
const Redis = require("ioredis");
const bcrypt = require("bcrypt");
const { Worker, MessageChannel } = require("worker_threads");
const { Mutex } = require("async-mutex");
const load = require("./catalog").load;

const FIND = "SELECT id, name FROM book WHERE id = $1";
const KIND = "paper";
const SORTS = { name: "name", price: "price" };
const COLUMNS = ["id", "name"];

const app = express();
const pool = new Pool({ host: process.env.PGHOST, max: 10, ssl: { rejectUnauthorized: true } });
const lock = new Mutex();
let cache = new Redis({ host: "localhost" });
const other = cache;
app.use(express.json({ limit: "1mb" }));

/** A book that is not there. */
class Missing extends Error {
  static code = 404;
  #key;

  constructor(key, cause) {
    super(`no ${key}`, { cause });
    this.#key = key;
  }
}

class Store {
  constructor(client = new Redis()) {
    this.client = client;
    this.seen = new Map();
  }

  get redis() {
    return this.client;
  }

  static open() {
    return new Store(cache);
  }

  async put(key, value, ttl = 60) {
    await this.redis.set(key, JSON.stringify(value), "EX", ttl);
    this.seen.set(key, value);
    return (await other.exists(key)) === 1;
  }

  *keys() {
    yield* this.seen.keys();
    yield "end";
  }
}

class Shelf extends Store {
  put(key, value) {
    return super.put(key, value, 5);
  }
}

function query(text, values) {
  return pool.query(text, values);
}

app.get("/books/:kind", async (req, res, next) => {
  const { sort, page } = req.query;
  let sql = "SELECT id, name FROM book";
  sql += ` WHERE kind = '${req.params.kind}'`;
  sql += " ORDER BY " + SORTS[sort];
  sql += ` LIMIT ${Number(page)}`;
  try {
    const { rows } = await pool.query(sql);
    res.json(rows);
  } catch (error) {
    next(error);
  }
});

async function rows(name, order, unknown) {
  await query(FIND, [name]);
  await pool.query(`${FIND} AND kind = '${KIND}' AND n = ${unknown()}`);
  if (!COLUMNS.includes(order)) throw new RangeError(order);
  const table = name ? "book" : "shelf";
  await pool.query(`SELECT id FROM ${table} ORDER BY ${order}`);
  await pool.query("SELECT id FROM " + pg.escapeIdentifier(name));
  const lines = ["SELECT id", "FROM book"];
  lines.push(`WHERE name = '${name}'`);
  await pool.query(lines.join(" "));
  return pool.query(["SELECT id", "FROM book", `WHERE n = ${parseInt(name, 10)}`].join("\n"));
}

async function work(paths, store) {
  const worker = new Worker("./worker.js");
  const channel = new MessageChannel();
  channel.port1.postMessage(paths);
  worker.postMessage({ paths }, [channel.port2]);
  const release = await lock.acquire();
  await lock.runExclusive(() => store.put("k", 1));
  for (const path of paths) {
    try {
      await fs.readFile(path, { encoding: "utf8" });
    } catch (error) {
      if (error instanceof TypeError) throw error;
      throw new Missing(path, error);
    } finally {
      release();
    }
  }
  const plugin = await import("shop-plugin");
  plugin.run();
  await Promise.all(paths.map((path) => fs.stat(path)));
  try {
    load();
  } catch {}
  try {
    load();
  } catch (error) {
    console.error(error);
  }
  await bcrypt.hash("secret", 12);
}

function ways(n, memo = new Map()) {
  if (n < 2) return 1;
  if (memo.has(n)) return memo.get(n);
  const count = ways(n - 1, memo) + ways(n - 2, memo);
  memo.set(n, count);
  return count;
}

function search(a, x) {
  let lo = 0;
  let hi = a.length;
  while (lo < hi) {
    const mid = (lo + hi) >> 1;
    if (a[mid] < x) lo = mid + 1;
    else hi = mid;
  }
  return lo;
}

function reach(graph, start) {
  const todo = [start];
  const seen = new Set([start]);
  while (todo.length > 0) {
    const node = todo.shift();
    for (const next of graph[node]) {
      if (seen.has(next)) continue;
      seen.add(next);
      todo.push(next);
    }
  }
  return seen;
}

function sort(a, costs) {
  for (let i = 1; i < a.length; i++) {
    for (let j = i; j > 0 && a[j] < a[j - 1]; j--) {
      [a[j], a[j - 1]] = [a[j - 1], a[j]];
    }
  }
  for (let i = 2; i < costs.length; i++) {
    costs[i] = Math.min(costs[i], costs[i - 1] + costs[i - 2]);
  }
}

module.exports = { Store, Shelf, rows, work, ways, search, reach, sort, Connection };
