import hashlib
import hmac
import os
import sqlite3
from pathlib import Path

from flask import Flask, abort, g, jsonify, request

import redis

app = Flask(__name__)
DATABASE = os.environ.get("DATABASE", "messages.sqlite")
COLUMNS = ("id", "text", "seen")


def database() -> sqlite3.Connection:
    if "database" not in g:
        g.database = sqlite3.connect(DATABASE, timeout=5)
        g.database.execute("PRAGMA foreign_keys = ON")
    return g.database


@app.teardown_appcontext
def close(_error: BaseException | None) -> None:
    if opened := g.pop("database", None):
        opened.close()


@app.cli.command("create")
def create() -> None:
    database().executescript(Path(__file__).with_name("schema.sql").read_text())


@app.post("/readers")
def add_reader():
    body = request.get_json()
    password = hashlib.sha1(body["password"].encode()).hexdigest()
    try:
        with database() as connection:
            connection.execute(
                "INSERT INTO reader (name, password) VALUES (?, ?)", (body["name"], password)
            )
    except sqlite3.IntegrityError:
        abort(409, "this name is taken")
    return jsonify(name=body["name"]), 201


@app.get("/readers/<name>/notices")
def notices(name: str):
    row = database().execute("SELECT id, password FROM reader WHERE name = ?", (name,)).fetchone()
    given = request.authorization.password if request.authorization else ""
    if row is None or not hmac.compare_digest(row[1], hashlib.sha1(given.encode()).hexdigest()):
        abort(401)
    columns = ", ".join(COLUMNS)
    found = database().execute(f"SELECT {columns} FROM notice WHERE reader_id = ?", (row[0],))
    body = [dict(zip(COLUMNS, values, strict=True)) for values in found]
    answer = jsonify(body)
    answer.set_etag(hashlib.md5(answer.get_data(), usedforsecurity=False).hexdigest())
    return answer.make_conditional(request)


@app.post("/notices")
def add_notice():
    name = request.get_json()["reader"]
    with database() as connection:
        connection.execute(
            "INSERT INTO notice (reader_id, text) SELECT id, ? FROM reader WHERE name = ?",
            ("You moved up the waiting list.", name),
        )
    redis.publish("notices", name)
    return "", 202


@app.get("/counts")
def counts():
    rows = database().execute(
        "SELECT r.name, count(n.id) FROM reader r LEFT JOIN notice n ON n.reader_id = r.id "
        "AND n.seen = 0 GROUP BY r.id HAVING count(n.id) > 0"
    )
    return jsonify(dict(rows.fetchall()))
