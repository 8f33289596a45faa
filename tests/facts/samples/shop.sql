-- The tables of a small shop.
BEGIN;

CREATE TABLE author (
  id bigserial PRIMARY KEY,
  name text NOT NULL CHECK (length(name) > 0)
);

CREATE TABLE book (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  author_id bigint NOT NULL REFERENCES author (id) ON DELETE CASCADE,
  title varchar(80) NOT NULL,
  price numeric(8, 2) DEFAULT 0,
  sold timestamptz,
  CONSTRAINT book_title UNIQUE (author_id, title)
) PARTITION BY RANGE (sold);

CREATE UNIQUE INDEX book_open ON book (title) INCLUDE (price) WHERE sold IS NULL;
CREATE INDEX CONCURRENTLY book_words ON book USING gin (to_tsvector('english', title));
ALTER TABLE book ADD COLUMN tags jsonb NOT NULL DEFAULT '[]';
ALTER TABLE book ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON book USING (author_id = current_setting('shop.author')::bigint);
COMMIT;

CREATE VIEW shelf AS
SELECT b.id, a.name FROM book b LEFT JOIN author a ON a.id = b.author_id;

CREATE FUNCTION total(of bigint) RETURNS numeric LANGUAGE sql AS $$
  SELECT sum(price) FROM book WHERE author_id = of;
$$;

CREATE TRIGGER touched BEFORE UPDATE ON book FOR EACH ROW EXECUTE FUNCTION touch();

WITH RECURSIVE tree AS (
  SELECT id, parent_id FROM shelf WHERE parent_id IS NULL
  UNION ALL
  SELECT s.id, s.parent_id FROM shelf s JOIN tree t ON s.parent_id = t.id
)
SELECT DISTINCT id, row_number() OVER (PARTITION BY parent_id ORDER BY id) FROM tree;

SELECT author_id, count(*)
FROM book
WHERE title LIKE '%shop' AND EXISTS (SELECT 1 FROM author WHERE author.id = book.author_id)
GROUP BY author_id
HAVING count(*) > 1
ORDER BY count(*) DESC
LIMIT 10 OFFSET 20;

INSERT INTO book (author_id, title) VALUES ($1, $2)
ON CONFLICT (author_id, title) DO UPDATE SET price = excluded.price
RETURNING id;

UPDATE book SET price = CASE WHEN price < 1 THEN 1 ELSE price END WHERE id = $1;
DELETE FROM book WHERE sold < now() - interval '1 year';
SELECT id FROM book WHERE id = $1 FOR UPDATE SKIP LOCKED;
EXPLAIN (ANALYZE, BUFFERS) SELECT * FROM book;
SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;
LOCK TABLE book IN EXCLUSIVE MODE;
GRANT SELECT, INSERT ON book TO shop;
DROP TABLE IF EXISTS author CASCADE;
