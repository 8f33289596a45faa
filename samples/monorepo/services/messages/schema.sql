PRAGMA journal_mode = WAL;

CREATE TABLE IF NOT EXISTS reader (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    name     TEXT NOT NULL UNIQUE,
    password TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS notice (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    reader_id INTEGER NOT NULL REFERENCES reader (id) ON DELETE CASCADE,
    text      TEXT NOT NULL,
    seen      INTEGER NOT NULL DEFAULT 0 CHECK (seen IN (0, 1))
);

CREATE INDEX IF NOT EXISTS notice_unseen ON notice (reader_id) WHERE seen = 0;
